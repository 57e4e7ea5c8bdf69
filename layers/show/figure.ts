/** A painted picture as a figure to keep: SVG with title, legend and a closing sentence, and an HTML file around it. */
import { colorTable } from './colormap.ts';
import type { HeatmapStyle, Range } from './heatmap.ts';
import { weightAt } from './heatmap.ts';
import type { Reading } from './reading.ts';
import { asksByPlace, colourless, coversPicture, sentence, weightText } from './reading.ts';

export interface Figure {
  /** The picture with the map over it, as a data address. */
  href: string;
  /** Its size in pixels. */
  size: readonly [width: number, height: number];
  title: string;
  /** What it was made from: a name and a value each. */
  facts: readonly (readonly [name: string, value: string])[];
  reading: Reading;
  range: Range;
  style: HeatmapStyle;
  /** Whether the picture has the map's colours; unless it is nearly uniform by default. */
  coloured?: boolean;
  /** SVG elements over the picture, in its pixels. */
  over?: string;
}

const margin = 16;
const lineHeight = 20;
const ticks = [0, 0.25, 0.5, 0.75, 1];

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** An SVG that needs nothing else; strongest cells tell their weights when pointed at. */
export function svgFigure({ href, size, title, reading, range, style, ...more }: Figure): string {
  const coloured = coversPicture(reading) && (more.coloured ?? !colourless(reading));
  const wide = Math.min(960, Math.max(480, size[0]));
  const tall = Math.round((wide * size[1]) / size[0]);
  // Pixels that a character takes at most on average, bold and not, in the wide fonts that Linux has.
  const head = wrap(title, Math.floor(wide / 9.2));
  const foot = wrap(sentence(reading), Math.floor(wide / 8));
  const top = margin + head.length * lineHeight + 8;
  const bar = top + tall + margin;
  const height = bar + 44 + foot.length * lineHeight + margin;
  const weight = weightText(reading);
  const text = (lines: readonly string[], y: number, more = '') =>
    lines.map((line, i) => `<text x="${margin}" y="${y + i * lineHeight}"${more}>${escaped(line)}</text>`);
  const labels = ticks.map((place, i) => {
    const anchor = ['start', 'middle', 'middle', 'middle', 'end'][i];
    const label = escaped(weight(weightAt(place, range, style.scale)));
    return `<text x="${margin + place * wide}" y="${bar + 28}" text-anchor="${anchor}" class="small">${label}</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide + 2 * margin} ${height}" ` +
      `width="${wide + 2 * margin}"` +
      ` height="${height}" role="img" aria-labelledby="figure-title figure-text">`,
    `<title id="figure-title">${escaped(title)}</title><desc id="figure-text">${escaped(sentence(reading))}</desc>`,
    '<style>text{font:14px system-ui,sans-serif;fill:#1a1d23}.small{font-size:12px;fill:#565c68}' +
      '.bold{font-weight:600}.cell{fill:#fff;fill-opacity:0;stroke:#fff;stroke-opacity:.7}</style>',
    `<linearGradient id="figure-colours">${stops(style)}</linearGradient>`,
    '<linearGradient id="figure-ground" x2="0" y2="1"><stop stop-color="#fff"/><stop offset="1"/></linearGradient>',
    '<rect width="100%" height="100%" fill="#fff"/>',
    ...text(head, margin + 14, ' class="bold"'),
    `<image href="${escaped(href)}" x="${margin}" y="${top}" width="${wide}" height="${tall}"/>`,
    ...(more.over
      ? [
          `<svg x="${margin}" y="${top}" width="${wide}" height="${tall}" viewBox="0 0 ${size[0]} ` +
            `${size[1]}">${more.over}</svg>`,
        ]
      : strongestCells(reading, weight, [margin, top, wide, tall])),
    ...(coloured ? [...legend(bar, wide, style), ...labels] : []),
    ...text(foot, bar + 44 + 14),
    '</svg>\n',
  ].join('\n');
}

/**
 * One HTML file with the figure, what it was made from and the strongest cells; it runs no script and loads nothing.
 * @param drawing the figure as SVG, or several beside each other.
 */
export function htmlFigure(figure: Figure, drawing = svgFigure(figure)): string {
  const { title, facts, reading } = figure;
  const weight = weightText(reading);
  const row = (cells: readonly string[]) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`;
  const [places, name] = [coversPicture(reading), reading.kind === 'channel' ? 'Channel' : 'Base'];
  const strongest = reading.strongest.map((cell) =>
    row([places ? `${cell.row},${cell.column}` : String(cell.column), weight(cell.weight)]),
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="content-security-policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
svg{max-width:100%;height:auto;border-radius:6px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1rem}
dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse}
th,td{text-align:left;padding:.2rem 1.5rem .2rem 0;font-variant-numeric:tabular-nums}
</style>
<main>
${drawing}<h2>Strongest</h2>
<table>
<tr><th scope="col">${places ? 'Cell' : name}</th><th scope="col">Weight</th></tr>
${strongest.join('\n')}
</table>
<h2>Made from</h2>
<dl>
${facts.map(([what, value]) => `<dt>${escaped(what)}</dt><dd>${escaped(value)}</dd>`).join('\n')}
</dl>
</main>
</html>
`;
}

/** The colours as they lie over the picture, from its lightest pixels to its darkest. */
const legend = (y: number, wide: number, { opacity }: HeatmapStyle): string[] =>
  ['url(#figure-ground)', `url(#figure-colours)" fill-opacity="${opacity}" stroke="#8b8f98`].map(
    (fill) => `<rect x="${margin}" y="${y}" width="${wide}" height="12" fill="${fill}"/>`,
  );

/** The colours from left to right, at every sixteenth. */
function stops({ colors }: HeatmapStyle): string {
  const table = colorTable(colors);
  return Array.from({ length: 17 }, (_, i) => {
    const at = 3 * Math.min(255, 16 * i);
    return `<stop offset="${i / 16}" stop-color="rgb(${table.subarray(at, at + 3).join(' ')})"/>`;
  }).join('');
}

/** Boxes around them; of a map over the picture only. */
function strongestCells(
  reading: Reading,
  weight: (weight: number) => string,
  [left, top, wide, tall]: readonly number[],
): string[] {
  if (!coversPicture(reading)) return [];
  const [rows, columns] = reading.grid;
  const [x, y] = [wide / columns, tall / rows];
  return reading.strongest.map(
    (cell) =>
      `<rect class="cell" x="${left + cell.column * x}" y="${top + cell.row * y}" width="${x}" height="${y}">` +
      `<title>${cell.row},${cell.column}: ` +
      `${escaped(weight(cell.weight))}${asksByPlace(reading) ? '' : ' (gate)'}</title></rect>`,
  );
}

/** Lines of at most so many characters, broken between words. */
function wrap(text: string, most: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1)!;
    if (last && last.length + 1 + word.length > most) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return lines;
}

/** What is shown, to take away: PNG, SVG, HTML with legend and caption, the numbers, the link. */
import { writeNpy } from '../../engine/files/npy.ts';
import type { Figure } from '../../layers/show/figure.ts';
import { htmlFigure, svgFigure } from '../../layers/show/figure.ts';
import { download, el, menu, show } from '../dom.ts';
import { marks } from './marks.ts';
import type { Painting } from './pane.ts';
import { coloured, paint } from './pane.ts';

export interface Shown {
  paintings: readonly Painting[];
  facts: readonly (readonly [name: string, value: string])[];
  /** Without an ending. */
  name: string;
}

/** Times as many pixels as the figure has points. */
const sharpness = 2;
const gap = 8;

/** @param shown null before there is a map @param link of what is seen now */
export function saveMenu(shown: () => Shown | null, link: () => string): HTMLElement {
  const told = el('span', { class: 'hint', role: 'status' });
  const save = (make: (shown: Shown) => void | Promise<void>) => () => {
    const now = shown();
    if (now) void make(now);
  };
  const item = (name: string, run: () => void) => el('button', { type: 'button', onclick: run }, name);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link());
      told.textContent = 'Copied.';
    } catch {
      // Without leave to write the clipboard, the address bar has the same link.
      told.textContent = 'The link is in the address bar.';
    }
    setTimeout(() => (told.textContent = ''), 3000);
  };
  return menu(
    'Save, share',
    'saves',
    item('Copy link', () => void copy()),
    item('PNG', save(savePng)),
    item(
      'SVG',
      save((now) => download(`${now.name}.svg`, 'image/svg+xml', text(svgOf(now), 'image/svg+xml'))),
    ),
    item(
      'One HTML file',
      save((now) => download(`${now.name}.html`, 'text/html', text(htmlOf(now), 'text/html'))),
    ),
    item('Numbers (npy)', save(saveNpy)),
    told,
  );
}

const text = (content: string, type: string): Blob => new Blob([content], { type });

function figureOf(painting: Painting, facts: Figure['facts']): Figure {
  const { picture, reading, range, style, path, title } = painting;
  const painted = paint(painting);
  const canvas = el('canvas');
  show(canvas, painted);
  const size = [painted.width, painted.height] as const;
  const over = marks(reading, path, [picture.width, picture.height])
    .map((node) => new XMLSerializer().serializeToString(node))
    .join('');
  return { href: canvas.toDataURL(), size, title, facts, reading, range, style, coloured: coloured(painting), over };
}

/** The figures of all maps on the stage, two beside each other. */
export function svgOf({ paintings, facts }: Shown): string {
  const figures = paintings.map((painting, i) =>
    svgFigure(figureOf(painting, facts)).replace(/figure-(?=title|text|colours|ground)/g, `figure${i}-`),
  );
  if (figures.length === 1) return figures[0];
  const sizes = figures.map((figure) => /viewBox="0 0 (\S+) (\S+)"/.exec(figure)!.slice(1).map(Number));
  const wide = Math.max(...sizes.map(([width]) => width));
  const tall = Math.max(...sizes.map(([, height]) => height));
  const rows = Math.ceil(figures.length / 2);
  const placed = figures.map((figure, i) =>
    figure.replace('<svg ', `<svg x="${(i % 2) * (wide + gap)}" y="${Math.floor(i / 2) * (tall + gap)}" `),
  );
  const [width, height] = [2 * wide + gap, rows * (tall + gap) - gap];
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" ` +
    `height="${height}">\n<rect width="100%" height="100%" fill="#fff"/>\n${placed.join('')}</svg>\n`
  );
}

const htmlOf = (shown: Shown): string => htmlFigure(figureOf(shown.paintings[0], shown.facts), svgOf(shown));

/** The SVG, drawn by the browser: what is saved is one thing in all formats. */
async function savePng(shown: Shown): Promise<void> {
  const url = URL.createObjectURL(text(svgOf(shown), 'image/svg+xml'));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = el('canvas', { width: image.width * sharpness, height: image.height * sharpness });
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      canvas.toBlob(resolve);
    });
    if (blob) download(`${shown.name}.png`, 'image/png', blob);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The first map's row as it is shown, [rows, columns]. */
function saveNpy({ paintings: [{ reading }], name }: Shown): void {
  const bytes = writeNpy(reading.grid, 'f32', new Float32Array(reading.row));
  download(`${name}.npy`, 'application/octet-stream', bytes);
}

/**
 * The report of a training run: one HTML file without scripts or addresses, to be opened from anywhere and sent to
 * anyone.
 */
import type { Scores } from '../../train/tasks/task.ts';
import type { Strip } from './maps.ts';

export interface RunReport {
  config: Readonly<Record<string, unknown>>;
  scores: Scores;
  loss: number;
  /** SVG. */
  curve: string;
  maps: readonly Strip[];
}

const escaped = (text: unknown): string =>
  String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
const image = (png: Uint8Array, alt: string): string =>
  `<img alt="${escaped(alt)}" src="data:image/png;base64,${Buffer.from(png).toString('base64')}">`;

/** What scores are called for people. */
const words: Readonly<Record<string, string>> = {
  test_error: 'Test error',
  dice: 'Dice on the test pictures',
  colour_error: 'Error of the copied colours',
};
const title = (name: string): string =>
  words[name] ??
  (name.endsWith('_on_patch')
    ? `${name.slice(0, -9)}: weight on the patch over its share of the picture (1 is blind)`
    : name);

/** `count` of them from the first to the last. */
const evenly = <T>(all: readonly T[], count: number): T[] =>
  all.length <= count
    ? [...all]
    : Array.from({ length: count }, (_, i) => all[Math.round((i * (all.length - 1)) / (count - 1))]);

/** `picture-1-attn1.spatial` as people write it. */
const told = (strip: string): string => strip.replace(/^picture-(\d+)-/, 'Picture $1: ');

export function reportHtml({ config, scores, loss, curve, maps }: RunReport): string {
  const rows = (entries: readonly (readonly [string, unknown])[]) =>
    entries
      .map(([name, value]) => `<tr><th scope="row">${escaped(name)}</th><td>${escaped(value)}</td></tr>`)
      .join('\n');
  const figures = maps.map(({ name, picture, frames }) => {
    const shown = evenly(frames, 5);
    const cells = shown.map(
      ({ step, png }) =>
        `<figure>${image(png, `${name} after ${step} steps`)}<figcaption>step ${step}</figcaption></figure>`,
    );
    const first = `${picture ? image(picture, 'the picture') : ''}<figcaption>picture</figcaption>`;
    return `<h3>${escaped(told(name))}</h3>\n<div class="strip"><figure>${first}</figure>${cells.join('')}</div>`;
  });
  const results = { ...scores, 'Loss at the end': loss };
  const how = { ...config, data: config.data ?? 'scenes, drawn' };
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(config.task)}, ${escaped(config.attention)}: a training run</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.2rem 1rem 0.2rem 0; border-bottom: 1px solid #8884; font-weight: normal; }
.strip { display: grid; grid-template-columns: repeat(6, 1fr); gap: 0.75rem; }
figure { margin: 0; }
img { width: 100%; image-rendering: pixelated; display: block; }
@media (width < 40rem) { .strip { grid-template-columns: repeat(3, 1fr); } }
figcaption { font-size: 0.85rem; opacity: 0.8; }
</style>
<h1>${escaped(config.task)}, ${escaped(config.attention)}</h1>
<table>
${rows(Object.entries(results).map(([name, value]) => [title(name), value.toPrecision(4)]))}
</table>
<h2>Over the steps</h2>
${curve}
<h2>Where it looks</h2>
<p>One query in the middle of each picture, or the gate where there are no queries; each map in its own colours from 0
to its largest weight.</p>
${figures.join('\n') || '<p>This network has no map over positions.</p>'}
<h2>How it was made</h2>
<table>
${rows(Object.entries(how).map(([name, value]) => [name.replaceAll('_', ' '), value]))}
</table>
</html>
`;
}

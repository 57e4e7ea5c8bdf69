/** One function or class: what it is, an example that runs here, its source and its shaders. */
import { sources } from 'virtual:docs';
import { catalog } from '../../layers/catalogue/index.ts';
import { coversPicture, sentence } from '../../layers/show/reading.ts';
import { el, field } from '../dom.ts';
import type { Frame, Place } from '../frame.ts';
import { readingOf } from '../frame.ts';
import { Pane } from '../map-pane.ts';
import type { Asker } from './asker.ts';
import { codeBlock, folded } from './code.ts';
import type { DocsEntry } from './entry.ts';
import type { LiveFunction, LiveModule, Shader, Sheet } from './messages.ts';

export function article(entry: DocsEntry, asker: Asker): HTMLElement {
  const known = catalog.find(({ className }) => className === entry.name);
  const live = el('div', { class: 'docs-live' }, el('p', { class: 'hint' }, 'Computing…'));
  const shaders = el('div');
  const runs = known !== undefined || (entry.kind === 'function' && entry.folder.startsWith('kernels'));
  if (runs) void showLive(entry, known !== undefined, asker, live, shaders);
  return el(
    'article',
    { class: 'card docs-article' },
    el('h2', { tabindex: -1 }, entry.name),
    el(
      'p',
      { class: 'hint' },
      `${entry.kind === 'class' ? 'Class' : 'Function'} of ` +
        `${entry.file}${known ? `; “${known.name}” on the command line and in links` : ''}`,
    ),
    ...paragraphs(entry.about),
    ...(known
      ? [
          el('p', {}, el('strong', {}, 'A bright cell: '), known.meaning),
          el('p', { class: 'hint' }, `${known.paper}, ${known.year}, ${known.source}. Cost: ${known.formula}.`),
        ]
      : []),
    ...(entry.equation ? [el('h3', {}, 'Equation'), el('p', { class: 'docs-equation' }, entry.equation)] : []),
    ...(entry.example ? [codeBlock('Example', entry.example)] : []),
    ...(runs ? [el('h3', {}, 'Live, on 8×8'), live] : []),
    folded('Source', async () => {
      const files = (await sources[entry.folder]()).default;
      return [codeBlock(entry.file, files[entry.file])];
    }),
    shaders,
  );
}

/** Lines that belong together, apart from the next; `@param` and its like on lines of their own. */
const paragraphs = (text: string): HTMLElement[] =>
  text
    .split(/\n\s*\n|\n(?=@)/)
    .filter((part) => part.trim())
    .map((part) => el('p', { class: part.startsWith('@') ? 'docs-tag' : null }, part.replace(/\n/g, ' ')));

async function showLive(
  { name }: DocsEntry,
  isModule: boolean,
  asker: Asker,
  live: HTMLElement,
  shaders: HTMLElement,
): Promise<void> {
  const answer = await asker.ask({ what: isModule ? 'module' : 'function', name });
  if ('failed' in answer) live.replaceChildren(el('p', { class: 'trouble' }, answer.failed));
  else if ('module' in answer) {
    live.replaceChildren(moduleExample(name, answer.module));
    shaders.replaceChildren(shaderList(answer.module.shaders));
  } else if ('function' in answer) {
    live.replaceChildren(functionExample(answer.function));
    shaders.replaceChildren(shaderList(answer.function.ops.flatMap((op) => op.shaders)));
  }
}

const shaderList = (shaders: readonly Shader[]): Node =>
  shaders.length
    ? folded(`WGSL for this adapter (${shaders.length})`, () =>
        shaders.map(({ label, code }) => codeBlock(label || 'shader', code)),
      )
    : el('p', { class: 'hint' }, 'No shader of its own.');

/** The module's maps over a picture of 8×8 cells; random weights. */
function moduleExample(name: string, { picture, frames }: LiveModule): HTMLElement {
  const keys = 'docs-keys';
  let place: Place = [0.4, 0.4];
  const pane = new Pane(keys, (asked) => {
    place = asked;
    draw();
  });
  const maps = el(
    'select',
    { onchange: () => draw() },
    ...frames.map((frame, i) => el('option', { value: i }, frame.name)),
  );
  const weights = el('div');
  const draw = () => {
    const frame = frames[Number(maps.value) || 0] as Frame | undefined;
    const reading = frame && readingOf(frame, place);
    const covers = frame !== undefined && coversPicture(frame);
    pane.set(frame?.name || name, picture, covers ? frame : null, place, reading?.range ?? [0, 1], sentence);
    weights.replaceChildren(...(reading && !covers ? [sheetFigure(sheetOf(frame, reading.row))] : []));
  };
  // A map over the picture says more at first sight than weights of channels.
  maps.value = String(Math.max(0, frames.findIndex(coversPicture)));
  draw();
  return el(
    'div',
    { class: 'docs-module' },
    ...(frames.length > 1 ? [field('Map', maps)] : []),
    pane.element,
    weights,
    el(
      'p',
      { class: 'hint', id: keys },
      'Random weights of seed 0, on the features of 8×8 cells. Click a place, or move it with the arrow keys.',
    ),
  );
}

/** Weights that have no place in the picture, eight to a line, as far as an 8×8 sheet goes. */
function sheetOf({ name, grid }: Frame, row: Float32Array): Sheet {
  const values = [...row.subarray(0, 64)];
  while (values.length % 8 && values.length > 8) values.pop();
  const columns = Math.min(8, values.length);
  return { name, shape: grid, rows: values.length / columns, columns, values };
}

function functionExample({ ops }: LiveFunction): HTMLElement {
  if (!ops.length) return el('p', { class: 'hint' }, 'It is made of other functions, and has no op of its own.');
  return el(
    'div',
    { class: 'docs-ops' },
    ...ops.map(({ name, inputs, outputs, attributes }) =>
      el(
        'section',
        { 'aria-label': `The op ${name}` },
        el('p', {}, el('strong', {}, name), attributes ? ` with ${attributes}` : ''),
        el(
          'div',
          { class: 'docs-sheets' },
          ...inputs.map((sheet) => sheetFigure(sheet)),
          el('span', { class: 'docs-arrow', 'aria-hidden': 'true' }, '→'),
          ...outputs.map((sheet) => sheetFigure(sheet)),
        ),
      ),
    ),
  );
}

const digits = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(2));

/** Numbers as a table, each on a ground as strong as it is large. */
function sheetFigure({ name, shape, rows, columns, values }: Sheet): HTMLElement {
  const most = Math.max(1e-9, ...values.map((value) => (Number.isFinite(value) ? Math.abs(value) : 0)));
  return el(
    'table',
    { class: 'docs-sheet' },
    el('caption', {}, `${name} [${shape.join(', ')}]`),
    el(
      'tbody',
      {},
      ...Array.from({ length: rows }, (_, row) =>
        el(
          'tr',
          {},
          ...Array.from({ length: columns }, (_, column) => {
            const value = values[row * columns + column];
            const level = Number.isFinite(value) ? Math.round((4 * Math.abs(value)) / most) : 0;
            return el('td', { class: `docs-level-${level}` }, digits(value));
          }),
        ),
      ),
    ),
  );
}

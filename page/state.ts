/** Everything that a link reopens, kept in the address: `#attention?img=scene-2&module=sagan&q=12,30&head=0`. */
import type { ColorMap } from '../layers/show/colormap.ts';
import { colorMaps } from '../layers/show/colormap.ts';
import type { Cell, Range, Scale } from '../layers/show/heatmap.ts';
import { scales } from '../layers/show/heatmap.ts';
import type { TrainState } from './train/state.ts';
import { initialTrain, parseTrain, writeTrain } from './train/state.ts';

export interface State {
  tab: string;
  /** `scene-1` … or `own` for a picture that only this visitor has. */
  picture: string;
  module: string;
  /** One of the module's maps; null for its first. */
  layer: string | null;
  /** The pinned query; null while none is. */
  query: Cell | null;
  head: number;
  colors: ColorMap;
  scale: Scale;
  /** Per cent. */
  opacity: number;
  smooth: boolean;
  /** Weights that the colours are held at; null fits them to each row. */
  held: Range | null;
  /** Modules shown beside. */
  beside: string[];
  /** Cases and peers ticked for the benchmark; null for the usual ones. */
  ticked: string[] | null;
  /** Results of a benchmark, packed; null for none. They are no part of the address unless a link is asked for. */
  results: string | null;
  /** What is trained. */
  train: TrainState;
  /** What is read in the Docs tab: a public name, or null for its first page. */
  doc: string | null;
}

export const initial: State = {
  tab: 'attention',
  picture: 'scene-1',
  module: 'danet_pam',
  layer: null,
  query: null,
  head: 0,
  colors: 'viridis',
  scale: 'sqrt',
  opacity: 80,
  smooth: true,
  held: null,
  beside: [],
  ticked: null,
  results: null,
  train: initialTrain,
  doc: null,
};

export const mostBeside = 3;

/** Reads an address. What does not make sense is as if it were not there: an address is anybody's text. */
export function parseState(hash: string, modules: readonly string[], pictures: readonly string[]): State {
  const [tab = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const words = new URLSearchParams(query);
  const among = <T extends string>(name: string, choices: readonly T[], otherwise: T): T =>
    choices.find((choice) => choice === words.get(name)) ?? otherwise;
  const whole = (name: string, most: number, otherwise: number): number =>
    /^\d{1,6}$/.test(words.get(name) ?? '') ? Math.min(Number(words.get(name)), most) : otherwise;
  const pair = (name: string, shape: RegExp): [number, number] | null => {
    const match = shape.exec(words.get(name) ?? '');
    return match && [Number(match[1]), Number(match[2])];
  };
  const held = pair('range', /^(-?\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,2})?):(-?\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,2})?)$/);
  return {
    tab: /^[a-z]{1,20}$/.test(tab) ? tab : initial.tab,
    picture: among('img', pictures, initial.picture),
    module: among('module', modules, modules.includes(initial.module) ? initial.module : modules[0]),
    layer: words.get('layer'),
    query: pair('q', /^(\d{1,5}),(\d{1,5})$/),
    head: whole('head', 4095, initial.head),
    colors: among('colors', colorMaps, initial.colors),
    scale: among('scale', scales, initial.scale),
    opacity: whole('opacity', 100, initial.opacity),
    smooth: words.get('cells') !== 'exact',
    held: held && held[1] > held[0] ? held : null,
    results: /^[\w-]{1,60000}$/.exec(words.get('results') ?? '')?.[0] ?? null,
    train: parseTrain(words),
    doc: /^[A-Za-z][A-Za-z0-9]{0,60}$/.exec(words.get('doc') ?? '')?.[0] ?? null,
    ticked: words.get('ticked')?.slice(0, 2000).split(',') ?? null,
    beside: [...new Set((words.get('beside') ?? '').split(','))]
      .filter((name) => modules.includes(name))
      .slice(0, mostBeside),
  };
}

/** The address of a state. What is as at first stays out, apart from what names the view. */
export function writeState(state: State): string {
  const words: string[] = [`img=${state.picture}`, `module=${state.module}`];
  if (state.layer !== null) words.push(`layer=${encodeURIComponent(state.layer)}`);
  if (state.query) words.push(`q=${state.query.join(',')}`);
  if (state.head || state.query) words.push(`head=${state.head}`);
  if (state.colors !== initial.colors) words.push(`colors=${state.colors}`);
  if (state.scale !== initial.scale) words.push(`scale=${state.scale}`);
  if (state.opacity !== initial.opacity) words.push(`opacity=${state.opacity}`);
  if (!state.smooth) words.push('cells=exact');
  if (state.held) words.push(`range=${state.held.map((weight) => Number(weight.toPrecision(6))).join(':')}`);
  if (state.beside.length) words.push(`beside=${state.beside.join(',')}`);
  if (state.ticked) words.push(`ticked=${encodeURIComponent(state.ticked.join(','))}`);
  if (state.results !== null) words.push(`results=${state.results}`);
  words.push(...writeTrain(state.train));
  if (state.doc !== null) words.push(`doc=${state.doc}`);
  return `#${state.tab}?${words.join('&')}`;
}

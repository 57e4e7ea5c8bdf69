/** Everything that a link reopens, kept in the address: `#attention?img=scene-2&module=sagan&q=12,30&head=0`. */
import type { ColorMap } from '../layers/show/colormap.ts';
import { colorMaps } from '../layers/show/colormap.ts';
import type { Cell, Grid, Range, Scale } from '../layers/show/heatmap.ts';
import { scales } from '../layers/show/heatmap.ts';
import type { TrainState } from './train/state.ts';
import { initialTrain, parseTrain, writeTrain } from './train/state.ts';

/** Which weights fill the colours: this row's, from 0 or from its least; of all heads; of all maps on the stage. */
export const rangeChoices = ['row', 'least to most', 'all heads', 'all maps'] as const;
export type RangeChoice = (typeof rangeChoices)[number];
/** One row of one map, or what became of a network's all: see layers/show/network-reading.ts. */
export const readingChoices = ['row', 'rollout', 'gradient-rollout', 'grad-cam'] as const;
export type ReadingChoice = (typeof readingChoices)[number];

export interface State {
  tab: string;
  /** `scene-1` … or `own` for a picture that only this visitor has. */
  picture: string;
  /** A mechanism's name, `own` for a network from this visitor's file, `trained` for one from the Train tab. */
  module: string;
  /** One of the module's maps; null for its first. */
  layer: string | null;
  /** The pinned query; null while none is. */
  query: Cell | null;
  /** The grid that the query is a cell of: another module's may differ. */
  of: Grid | null;
  /** Null for the first of a module, the mean of a network's. */
  head: number | null;
  reading: ReadingChoice;
  /** Steps from strongest cell to strongest cell; 0 for none. */
  follow: number;
  colors: ColorMap;
  scale: Scale;
  /** Per cent. */
  opacity: number;
  smooth: boolean;
  /** What fills the colours, or the weights that they are held at. */
  range: RangeChoice | Range;
  /** Mechanisms on the stage beside the first. */
  beside: string[];
  /** Whether the stage ends with the difference of its first two maps. */
  difference: boolean;
  /** Whether only the stage is shown, as inside another page. */
  bare: boolean;
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
  module: 'sagan',
  layer: null,
  query: null,
  of: null,
  head: null,
  reading: 'row',
  follow: 0,
  colors: 'viridis',
  scale: 'sqrt',
  opacity: 65,
  smooth: true,
  range: 'row',
  beside: [],
  difference: false,
  bare: false,
  ticked: null,
  results: null,
  train: initialTrain,
  doc: null,
};

export const mostBeside = 3;
export const mostSteps = 12;

export interface Parsed {
  state: State;
  /** Parts of the address that mean nothing here, as they stand there. */
  unread: string[];
}

const number = /^-?\d{1,12}(?:\.\d{1,12})?(?:e-?\d{1,2})?$/;

/** Reads an address. What does not make sense is as if it were not there, and told: an address is anybody's text. */
export function parseState(hash: string, modules: readonly string[], pictures: readonly string[]): Parsed {
  const [tab = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const words = new URLSearchParams(query);
  const unread: string[] = [];
  /** The value of a word, by `make`, which gives null for what makes no sense. */
  const read = <T>(name: string, otherwise: T, make: (text: string) => T | null): T => {
    const text = words.get(name);
    if (text === null) return otherwise;
    const made = make(text);
    if (made === null) unread.push(`${name}=${text.slice(0, 60)}`);
    return made ?? otherwise;
  };
  const among = <T extends string>(name: string, choices: readonly T[], otherwise: T): T =>
    read(name, otherwise, (text) => choices.find((choice) => choice === text) ?? null);
  const whole = <T>(name: string, most: number, otherwise: T): number | T =>
    read<number | T>(name, otherwise, (text) => (/^\d{1,6}$/.test(text) ? Math.min(Number(text), most) : null));
  const pair = (name: string): [number, number] | null =>
    read<[number, number] | null>(name, null, (text) => {
      const match = /^(\d{1,5}),(\d{1,5})$/.exec(text);
      return match && [Number(match[1]), Number(match[2])];
    });
  const flag = (name: string, yes: string): boolean => read(name, false, (text) => (text === yes ? true : null));
  const grid = pair('of');
  const state: State = {
    tab: /^[a-z]{1,20}$/.test(tab) ? tab : initial.tab,
    picture: among('img', pictures, initial.picture),
    module: among('module', modules, modules.includes(initial.module) ? initial.module : modules[0]),
    layer: words.get('layer'),
    query: pair('q'),
    of: grid && grid[0] && grid[1] ? grid : null,
    head: whole('head', 4095, initial.head),
    reading: among('reading', readingChoices, initial.reading),
    follow: whole('follow', mostSteps, initial.follow),
    colors: among('colors', colorMaps, initial.colors),
    scale: among('scale', scales, initial.scale),
    opacity: whole('opacity', 100, initial.opacity),
    smooth: !flag('cells', 'exact'),
    range: read<State['range']>('range', initial.range, (text) => {
      const [low, high] = text.split(':');
      if (number.test(low) && number.test(high ?? '') && Number(high) > Number(low)) return [Number(low), Number(high)];
      return rangeChoices.find((choice) => choice === text) ?? null;
    }),
    beside: read<string[]>('beside', [], (text) => {
      const names = [...new Set(text.slice(0, 400).split(','))];
      const known = names.filter((name) => modules.includes(name) && name !== 'own' && name !== 'trained');
      if (known.length < names.length) unread.push(`beside=${text.slice(0, 60)}`);
      return known.slice(0, mostBeside);
    }),
    difference: flag('difference', 'yes'),
    bare: flag('bare', 'yes'),
    results: /^[\w-]{1,60000}$/.exec(words.get('results') ?? '')?.[0] ?? null,
    train: parseTrain(words),
    doc: /^[A-Za-z][A-Za-z0-9]{0,60}$/.exec(words.get('doc') ?? '')?.[0] ?? null,
    ticked: words.get('ticked')?.slice(0, 2000).split(',') ?? null,
  };
  return { state, unread };
}

/** The address of a state. What is as at first stays out, apart from what names the view. */
export function writeState(state: State): string {
  const words: string[] = [`img=${state.picture}`, `module=${state.module}`];
  const differs = (key: keyof State): boolean => state[key] !== initial[key];
  if (state.layer !== null) words.push(`layer=${encodeURIComponent(state.layer)}`);
  if (state.query) words.push(`q=${state.query.join(',')}`);
  if (state.query && state.of) words.push(`of=${state.of.join(',')}`);
  if (state.head !== null) words.push(`head=${state.head}`);
  for (const key of ['reading', 'follow', 'colors', 'scale', 'opacity'] as const)
    if (differs(key)) words.push(`${key}=${state[key]}`);
  if (!state.smooth) words.push('cells=exact');
  if (differs('range')) {
    const { range } = state;
    const told = typeof range === 'string' ? encodeURIComponent(range) : range.map((end) => Number(end.toPrecision(6)));
    words.push(`range=${typeof told === 'string' ? told : told.join(':')}`);
  }
  if (state.beside.length) words.push(`beside=${state.beside.join(',')}`);
  if (state.difference) words.push('difference=yes');
  if (state.bare) words.push('bare=yes');
  if (state.ticked) words.push(`ticked=${encodeURIComponent(state.ticked.join(','))}`);
  if (state.results !== null) words.push(`results=${state.results}`);
  words.push(...writeTrain(state.train));
  if (state.doc !== null) words.push(`doc=${state.doc}`);
  return `#${state.tab}?${words.join('&')}`;
}

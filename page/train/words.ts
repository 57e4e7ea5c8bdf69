/** Tasks, mechanisms and scores in words for people. */
import { catalog } from '../../layers/catalogue/index.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { weightText } from '../../layers/show/reading.ts';
import type { Frame } from '../frame.ts';
import type { Lane } from './lane.ts';
import type { FixedPicture, Taken } from './messages.ts';
import type { TrainTask } from './state.ts';

interface TaskWords {
  title: string;
  /** What is learnt, and why its maps mean something. */
  about: string;
  /** Whether scenes drawn here will do. */
  scenes: boolean;
  /** What a bright cell says. */
  bright: string;
}

export const taskWords: Readonly<Record<TrainTask, TaskWords>> = {
  colour: {
    title: 'Colour from grey',
    about:
      'A grey picture gets its colours back by copying them from places that it may see. To copy well, a ' +
      'cell must look at things of its own kind: nobody tells it which.',
    scenes: true,
    bright: 'where the marked cell would copy its colour from',
  },
  patch: {
    title: 'Find the white patch',
    about: 'Half of the pictures hide a white square. The network only hears yes or no, never where.',
    scenes: true,
    bright: 'what the network lets through',
  },
  segment: {
    title: 'Outline the walls',
    about: 'A U-Net marks the pixels that are walls; attention sits where its picture is smallest.',
    scenes: true,
    bright: 'what the marked cell gathers from',
  },
  classify: {
    title: 'Name the picture',
    about: 'Classes of your own: a folder for each, or files of CIFAR-10 or STL-10.',
    scenes: false,
    bright: 'what the marked cell gathers from',
  },
};

const mechanismWords: Readonly<Record<string, string>> = {
  dense: 'Everywhere (dense)',
  cross: 'Its row and column (criss-cross)',
  window: 'A 9×9 window around it',
  cbam: 'CBAM: channels, then places',
  'cbam-channel': 'CBAM, channels alone',
  multihead: 'Multi-head, reshaped tokens',
  'multihead-conv': 'Multi-head over convolutions',
  sagan: 'Self-attention (SAGAN)',
  none: 'No attention',
};

export const mechanismTitle = (name: string): string =>
  mechanismWords[name] ?? catalog.find((entry) => entry.name === name)?.className ?? name;

export const scoreTitle = (name: string): string =>
  ({ colour_error: 'Error of the copied colours', test_error: 'Share of wrong answers', dice: 'Dice, 1 is perfect' })[
    name
  ] ?? (name.endsWith('_on_patch') ? 'Weight on the patch over its share of the picture' : name);

/** How much of a frame's weight goes to the kind of thing that asks, and how much of the picture is of that kind. */
export interface SameKind {
  weight: number;
  share: number;
}

/**
 * Of one query, or of all. For a gate over a picture with a patch: the weight on the patch.
 * @param kinds of each pixel, rows of `width`.
 */
export function sameKind(
  { grid, queries, rows }: Frame,
  kinds: Uint8Array,
  [height, width]: readonly [number, number],
  query: readonly [number, number] | null,
): SameKind {
  const of = ([row, column]: readonly [number, number], [tall, wide]: readonly [number, number]): number =>
    kinds[Math.floor(((row + 0.5) * height) / tall) * width + Math.floor(((column + 0.5) * width) / wide)];
  const cells = Array.from({ length: grid[0] * grid[1] }, (_, i) => of([Math.floor(i / grid[1]), i % grid[1]], grid));
  const asked = !queries
    ? [0]
    : query
      ? [query[0] * queries[1] + query[1]]
      : Array.from({ length: queries[0] * queries[1] }, (_, i) => i);
  let [weight, share] = [0, 0];
  for (const at of asked) {
    const kind = queries ? of([Math.floor(at / queries[1]), at % queries[1]], queries) : 1;
    let [on, all, count] = [0, 0, 0];
    cells.forEach((cell, i) => {
      const value = rows[at * cells.length + i];
      all += value;
      if (cell !== kind) return;
      on += value;
      count++;
    });
    weight += all ? on / all : 0;
    share += count / cells.length;
  }
  return { weight: weight / asked.length, share: share / asked.length };
}

/** Weights that differ less than this are told to be all alike. */
const alike = 0.05;

/** What the row says, for people. */
export function saying(reading: Reading, frame: Frame, picture: FixedPicture): string {
  const { query, strongest, contrast } = reading;
  const who = query ? `Cell ${query.join(',')}` : 'One map for all';
  if (contrast < alike) return `${who}: nearly uniform.`;
  const [{ row, column, weight }] = strongest;
  const most = `${who}: most at ${row},${column}, ${weightText(reading)(weight)}.`;
  if (!picture.kinds) return most;
  const { weight: on, share } = sameKind(frame, picture.kinds, [picture.height, picture.width], query);
  const percent = (part: number) => `${Math.round(100 * part)}%`;
  return (
    `${most} ${percent(on)} of its weight lies on ` +
    `${query ? 'the same kind of thing' : 'the patch'}, which is ${percent(share)} of the picture.`
  );
}

const means = new WeakMap<Taken, SameKind>();

/** Over the steps, the mean over the fixed pictures and all that they ask, of the first map that has places. */
export function kindCurve({ frames, pictures }: Pick<Lane, 'frames' | 'pictures'>): Record<keyof SameKind, Curve> {
  const curve: Record<keyof SameKind, [number, number][]> = { weight: [], share: [] };
  for (const step of new Set(frames.map((frame) => frame.step))) {
    const taken = frames.filter((frame) => frame.step === step && frame.name === frames[0].name);
    const found = taken.flatMap((frame): SameKind[] => {
      const { kinds, height, width } = pictures[frame.picture];
      const known = means.get(frame) ?? (kinds && sameKind(frame, kinds, [height, width], null));
      if (known) means.set(frame, known);
      return known ? [known] : [];
    });
    if (!found.length || taken.length < pictures.length) continue;
    for (const key of ['weight', 'share'] as const)
      curve[key].push([step, found.reduce((sum, each) => sum + each[key], 0) / found.length]);
  }
  return curve;
}
type Curve = readonly (readonly [step: number, share: number])[];

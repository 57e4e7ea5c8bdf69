/**
 * Each bug and its cure, computed here and now on a picture: queries and keys are the colours of its cells, so that a
 * cell looks at cells of its own colour. Nothing is trained, nothing is random.
 */
import { tensor } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { resizePixels } from '../../engine/files/image.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, bmm, matmul, mul, softmax, transpose } from '../../kernels/index.ts';
import type { Frame, FramePicture } from '../frame.ts';
import { scenes } from '../scenes.ts';
import type { LiveWrong } from './messages.ts';

/** Cells of a side; windows of Swin and their shift. */
const side = 16;
const [window, shift] = [8, 4];
const cells = side * side;
/** How much nearer colours count. */
const sharpness = 24;

/** Colours of the cells, [cells, 3], and a picture of one pixel for each. */
function colours(scene: number): { values: Float32Array; picture: FramePicture } {
  const small: Pixels = resizePixels(scenes[scene].draw(), side, side);
  const values = new Float32Array(3 * cells);
  for (let at = 0; at < cells; at++) for (let c = 0; c < 3; c++) values[3 * at + c] = small.data[4 * at + c] / 255;
  return { values, picture: { ...small, data: Uint8ClampedArray.from(small.data) } };
}

/** Logits whose softmax falls off with the distance of two colours: |a - b|² but for what a row has in common. */
function logitsOf(gpu: Device, values: Float32Array): Tensor {
  const [query, key] = [new Float32Array(4 * cells), new Float32Array(4 * cells)];
  for (let at = 0; at < cells; at++) {
    const own = values.subarray(3 * at, 3 * at + 3);
    query.set([...own.map((value) => 2 * sharpness * value), 1], 4 * at);
    key.set([...own, -sharpness * own.reduce((sum, value) => sum + value * value, 0)], 4 * at);
  }
  return matmul(tensor(gpu, query, [cells, 4]), tensor(gpu, key, [cells, 4]), { transposeB: true });
}

/** 0 where a query may look at a key, and so little that nothing is left elsewhere. */
const maskOf = (gpu: Device, allowed: (query: number, key: number) => boolean): Tensor =>
  tensor(
    gpu,
    Float32Array.from({ length: cells * cells }, (_, i) => (allowed(Math.floor(i / cells), i % cells) ? 0 : -1e9)),
    [cells, cells],
  );

async function frameOf(map: Tensor, kind: Frame['kind']): Promise<Frame> {
  const rows = Float32Array.from((await map.data()) as Float32Array);
  return { name: '', kind, grid: [side, side], queries: [side, side], rows };
}

/** Colours [cells, 3] as a picture. */
async function pictureOf(out: Tensor): Promise<FramePicture> {
  const values = (await out.data()) as Float32Array;
  const data = new Uint8ClampedArray(4 * cells).fill(255);
  for (let at = 0; at < cells; at++) for (let c = 0; c < 3; c++) data[4 * at + c] = 255 * values[3 * at + c];
  return { width: side, height: side, data };
}

/** A map and what it makes of the colours. */
const shown = async (map: Tensor, values: Tensor, kind: Frame['kind'] = 'dense') => ({
  map: await frameOf(map, kind),
  out: await pictureOf(matmul(map, values)),
});

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))}%`;
const sums = ({ rows }: Frame): number[] =>
  Array.from({ length: cells }, (_, query) =>
    rows.subarray(query * cells, (query + 1) * cells).reduce((sum, weight) => sum + weight, 0),
  );
const rowOf = (at: number): number => Math.floor(at / side);
const columnOf = (at: number): number => at % side;

type Show = (gpu: Device) => Promise<LiveWrong>;

const shows: Readonly<Record<string, Show>> = {
  async 'softmax-axis'(gpu) {
    const { values, picture } = colours(0);
    const [logits, v] = [logitsOf(gpu, values), tensor(gpu, values, [cells, 3])];
    const [wrong, right] = [await shown(softmax(logits, 0), v), await shown(softmax(logits, 1), v)];
    const totals = sums(wrong.map);
    const fact =
      `The weights of one query add up to ${Math.min(...totals).toPrecision(2)} at the least ` +
      `and ${Math.max(...totals).toPrecision(2)} at the most, in place of 1.`;
    return { picture, wrong, right, fact };
  },

  async 'no-residual'(gpu) {
    const { values, picture } = colours(1);
    const [map, v] = [softmax(logitsOf(gpu, values), 1), tensor(gpu, values, [cells, 3])];
    const attended = matmul(map, v);
    const nothing = mul(attended, 0);
    const frame = await frameOf(map, 'dense');
    return {
      picture,
      wrong: { map: frame, out: await pictureOf(nothing) },
      right: { map: frame, out: await pictureOf(add(v, nothing)) },
      fact: 'Both with γ = 0, as they begin. The maps are the same; what comes out is not.',
    };
  },

  async 'batch-mixed'(gpu) {
    const [mine, other] = [colours(0), colours(3)];
    const right = await shown(softmax(logitsOf(gpu, mine.values), 1), tensor(gpu, mine.values, [cells, 3]));
    // [B, L, C] read as [L, B, C]: for each place, attention over the two pictures.
    const both = tensor(
      gpu,
      Float32Array.from(
        { length: 6 * cells },
        (_, i) => (i % 6 < 3 ? mine : other).values[3 * Math.floor(i / 6) + (i % 3)],
      ),
      [cells, 2, 3],
    );
    const weights = softmax(mul(bmm(both, transpose(both, 1, 2)), 2), 2);
    const out = bmm(weights, both).slice(1, 0, 1).reshape(cells, 3);
    const leaked = ((await weights.slice(1, 0, 1).slice(2, 1, 2).data()) as Float32Array).reduce((a, b) => a + b, 0);
    return {
      picture: mine.picture,
      wrong: { map: null, out: await pictureOf(out) },
      right,
      fact:
        `${percent(leaked / cells)} of the weight goes to the other picture of the batch, whose ` +
        'shapes show through; none goes to other places of this one.',
    };
  },

  async reshape(gpu) {
    const { values, picture } = colours(1);
    const planes = Float32Array.from({ length: 3 * cells }, (_, i) => values[3 * (i % cells) + Math.floor(i / cells)]);
    const right = await shown(softmax(logitsOf(gpu, values), 1), tensor(gpu, values, [cells, 3]));
    const wrong = await shown(softmax(logitsOf(gpu, planes), 1), tensor(gpu, planes, [cells, 3]));
    // The way back has the same slip: planes again.
    const mixed = new Uint8ClampedArray(wrong.out.data);
    const flat = Array.from({ length: 3 * cells }, (_, i) => wrong.out.data[4 * Math.floor(i / 3) + (i % 3)]);
    for (let at = 0; at < cells; at++) for (let c = 0; c < 3; c++) mixed[4 * at + c] = flat[c * cells + at];
    return {
      picture,
      wrong: { map: wrong.map, out: { ...wrong.out, data: mixed } },
      right,
      fact:
        'A “token” of the wrong one is three neighbours of one colour plane: its map points at ' +
        'strips, three to a row.',
    };
  },

  async 'counted-twice'(gpu) {
    const { values, picture } = colours(0);
    const [logits, v] = [logitsOf(gpu, values), tensor(gpu, values, [cells, 3])];
    const cross = maskOf(gpu, (q, k) => rowOf(q) === rowOf(k) || columnOf(q) === columnOf(k));
    const right = await shown(softmax(add(logits, cross), 1), v, 'cross');
    // Twice the weight is ln 2 more of a logit.
    const again = tensor(
      gpu,
      Float32Array.from({ length: cells * cells }, (_, i) => (Math.floor(i / cells) === i % cells ? Math.LN2 : 0)),
      [cells, cells],
    );
    const wrong = await shown(softmax(add(add(logits, cross), again), 1), v, 'cross');
    const own = ({ rows }: Frame) =>
      rows.filter((_, i) => Math.floor(i / cells) === i % cells).reduce((a, b) => a + b, 0) / cells;
    const fact = `A cell gives itself ${percent(own(wrong.map))} of its weight, not ${percent(own(right.map))}.`;
    return { picture, wrong, right, fact };
  },

  async 'no-mask'(gpu) {
    const { values, picture } = colours(2);
    const [logits, v] = [logitsOf(gpu, values), tensor(gpu, values, [cells, 3])];
    const rolled = (at: number) => (at - shift + side) % side;
    const inWindow = (a: number, b: number) => Math.floor(rolled(a) / window) === Math.floor(rolled(b) / window);
    const together = (q: number, k: number) => inWindow(rowOf(q), rowOf(k)) && inWindow(columnOf(q), columnOf(k));
    const acrossSeam = (a: number, b: number) => a < shift !== b < shift && inWindow(a, b) && Math.abs(a - b) > window;
    const whole = (q: number, k: number) =>
      together(q, k) && !acrossSeam(rowOf(q), rowOf(k)) && !acrossSeam(columnOf(q), columnOf(k));
    const wrong = await shown(softmax(add(logits, maskOf(gpu, together)), 1), v, 'window');
    const right = await shown(softmax(add(logits, maskOf(gpu, whole)), 1), v, 'window');
    const astray = wrong.map.rows.reduce(
      (sum, weight, i) => (whole(Math.floor(i / cells), i % cells) ? sum : sum + weight),
      0,
    );
    return {
      picture,
      wrong,
      right,
      fact:
        `${percent(astray / cells)} of all weight crosses the seam between opposite edges. Ask a ` +
        'cell at the edge to see it.',
    };
  },

  async 'no-scale'(gpu) {
    const { values, picture } = colours(5);
    const [logits, v] = [logitsOf(gpu, values), tensor(gpu, values, [cells, 3])];
    // As of queries and keys that hold each colour 64 times: eight times the product that √d would leave.
    const wrong = await shown(softmax(mul(logits, 64), 1), v);
    const right = await shown(softmax(logits, 1), v);
    const most = ({ rows }: Frame) =>
      Array.from({ length: cells }, (_, query) =>
        Math.max(...rows.subarray(query * cells, (query + 1) * cells)),
      ).reduce((a, b) => a + b, 0) / cells;
    const fact =
      `The strongest cell takes ${percent(most(wrong.map))} of a query’s weight on average, ` +
      `in place of ${percent(most(right.map))}.`;
    return { picture, wrong, right, fact };
  },
};

/** @throws RangeError for a bug that is not in the list. */
export function showWrong(gpu: Device, name: string): Promise<LiveWrong> {
  if (!Object.hasOwn(shows, name)) throw new RangeError(`there is no such page: ${name}`);
  return shows[name](gpu);
}

/**
 * jax-js on its WebGPU device, every case under jit, its fast path. A function takes its arguments over; `.ref` keeps
 * one for later.
 */
import type { Array as JaxArray } from '@jax-js/jax';
import { devDependencies } from '../../package.json';
import type { Library, Prepared } from '../contestant.ts';
import type { HostTensor } from '../inputs.ts';
import type { WorkloadSpec } from '../workloads.ts';
import { floats, joined, notSelf } from './layout.ts';

type Jax = typeof import('@jax-js/jax');
type Inputs = Record<string, HostTensor>;
type Arrays = JaxArray[];

/** A case: what it holds, and the function from that to its results. */
interface Recipe {
  held: Arrays;
  run: (held: Arrays) => Arrays;
  /**
   * How many of the arrays held the next step takes from behind the first result: parameters and their state in
   * training.
   */
  carried?: number;
}

export async function openJax(): Promise<Library> {
  const jax = await import('@jax-js/jax');
  if (!(await jax.init('webgpu')).includes('webgpu')) throw new Error('jax-js found no WebGPU adapter');
  jax.defaultDevice('webgpu');
  const recipes = recipesOf(jax);
  return {
    version: devDependencies['@jax-js/jax'],
    prepare: (op, inputs, spec) => prepare(jax, recipes, op, inputs, spec),
  };
}

function prepare(
  jax: Jax,
  recipes: ReturnType<typeof recipesOf>,
  op: string,
  inputs: Inputs,
  spec: WorkloadSpec,
): Prepared {
  if (!Object.hasOwn(recipes, op))
    throw new Error(op === 'sdpaPlain' ? 'the same as sdpa' : `not written for jax-js: ${op}`);
  const { held, run, carried = 0 } = recipes[op](inputs, spec);
  const compiled = jax.jit(run);
  let results: Arrays = [];
  const drop = (arrays: Arrays) => {
    for (const array of arrays) array.dispose();
  };
  return {
    async step() {
      drop(results);
      results = compiled(held.map((array, i) => (i < carried ? array : array.ref)));
      if (carried) held.splice(0, carried, ...results.splice(1));
      // Nothing runs until something wants its result: this submits without waiting.
      await Promise.all([...results, ...held.slice(0, carried)].map((result) => result.ref.gpuBuffer()));
    },
    settle: async () => void (await jax.blockUntilReady(results)),
    async read() {
      const parts: Float32Array[] = [];
      for (const result of results) parts.push((await result.ref.data()) as Float32Array);
      return joined(parts);
    },
    dispose() {
      drop([...results, ...held]);
      compiled.dispose();
    },
  };
}

/** The cases' functions, in this library's words: [B, heads, N, d] and NCHW as they are. */
function recipesOf({ numpy: np, nn, lax, grad, valueAndGrad }: Jax) {
  const array = ({ data, shape }: HostTensor) =>
    np.array(data, { dtype: data instanceof Int32Array ? np.int32 : np.float32 }).reshape(shape);
  const matrix = ({ data, shape }: HostTensor) =>
    np.array(floats({ data, shape }), { dtype: np.float32 }).reshape(shape.slice(0, 2));
  const forward = (held: Arrays, run: (...held: Arrays) => JaxArray): Recipe => ({
    held,
    run: (args) => [run(...args)],
  });
  /** Gradients of Σ run(…)·ct; `ct` is held last. */
  const gradients = (held: Arrays, ct: JaxArray, run: (...held: Arrays) => JaxArray): Recipe => {
    const inner = (args: Arrays, by: JaxArray) => np.sum(run(...args).mul(by));
    return { held: [...held, ct], run: (args) => grad(inner)(args.slice(0, -1), args.at(-1)!) as Arrays };
  };
  const conv = (pad: number, groups: number) => (x: JaxArray, w: JaxArray) =>
    lax.convGeneralDilated(
      x,
      w,
      [1, 1],
      [
        [pad, pad],
        [pad, pad],
      ],
      { featureGroupCount: groups },
    );
  const attend = (q: JaxArray, k: JaxArray, v: JaxArray) => {
    const turned = (t: JaxArray) => np.transpose(t, [0, 2, 1, 3]);
    return turned(nn.dotProductAttention(turned(q), turned(k), turned(v)));
  };
  const maxPool = (x: JaxArray) => lax.reduceWindow(x, (window) => np.max(window), [2, 2], [2, 2]);
  const saganHeld = ({ x, wf, wg, wh, wv, gamma }: Inputs) => [array(x), ...[wf, wg, wh, wv].map(matrix), array(gamma)];
  const sagan = (x: JaxArray, wf: JaxArray, wg: JaxArray, wh: JaxArray, wv: JaxArray, gamma: JaxArray) => {
    const [b, c, h, w] = x.shape;
    const flat = x.reshape([c, h * w]);
    const [f, g, value] = [wf, wg, wh].map((weight) => np.matmul(weight, flat.ref));
    const weights = nn.softmax(np.einsum('cj,ci->ji', g, f), -1);
    return np
      .matmul(wv, np.einsum('ci,ji->cj', value, weights))
      .mul(gamma)
      .add(flat)
      .reshape([b, c, h, w]);
  };
  const sasaHeld = ({ x, wq, wk, wv, relh, relw }: Inputs) => [
    array(x),
    ...[wq, wk, wv].map(matrix),
    array(relh),
    array(relw),
  ];
  /** Windows as views of one array, which jit fuses into what reads them. */
  const sasa =
    (heads: number, k: number) =>
    (x: JaxArray, wq: JaxArray, wk: JaxArray, wv: JaxArray, relh: JaxArray, relw: JaxArray) => {
      const [b, c, h, w] = x.shape;
      const [d, pixels, taps, border, half] = [c / heads, h * w, k * k, (k - 1) / 2, relh.shape[0]];
      const flat = x.reshape([c, pixels]);
      const query = np.matmul(wq, flat.ref).reshape([heads, d, pixels]);
      const window = (weight: JaxArray, from: JaxArray) => {
        const padded = np.pad(np.matmul(weight, from).reshape([c, h, w]), [
          [0, 0],
          [border, border],
          [border, border],
        ]);
        return lax
          .reduceWindow(padded, (part) => part.reshape([taps]), [k, k], [1, 1])
          .reshape([heads, d, pixels, taps]);
      };
      const byRow = np.broadcastTo(relh.reshape([half, k, 1]), [half, k, k]);
      const byColumn = np.broadcastTo(relw.reshape([half, 1, k]), [half, k, k]);
      const keys = window(wk, flat.ref).add(np.concatenate([byRow, byColumn], 0).reshape([heads, d, 1, taps]));
      const weights = nn.softmax(np.einsum('hdn,hdnk->hnk', query, keys), -1);
      return np.einsum('hnk,hdnk->hdn', weights, window(wv, flat)).reshape([b, c, h, w]);
    };
  const along = (x: JaxArray, [wq, wk, wv]: Arrays, heads: number, axis: 'row' | 'column') => {
    const [b, c, h, w] = x.shape;
    const flat = x.reshape([c, h * w]);
    const map = (weight: JaxArray, from: JaxArray) => np.matmul(weight, from).reshape([heads, c / heads, h, w]);
    const [q, k, v] = [map(wq, flat.ref), map(wk, flat.ref), map(wv, flat)];
    const [scores, mix] =
      axis === 'row' ? ['edyx,edyz->yexz', 'yexz,edyz->edyx'] : ['edyx,edzx->xeyz', 'xeyz,edzx->edyx'];
    const weights = nn.softmax(np.einsum(scores, q, k).mul(1 / Math.sqrt(c / heads)), -1);
    return np.einsum(mix, weights, v).reshape([b, c, h, w]);
  };
  const crissCross = (x: JaxArray, wq: JaxArray, wk: JaxArray, wv: JaxArray, gamma: JaxArray, mask: JaxArray) => {
    const [b, c, h, w] = x.shape;
    const flat = x.reshape([c, h * w]);
    const [q, k, v] = [wq, wk, wv].map((weight) => np.matmul(weight, flat.ref).reshape([-1, h, w]));
    const columns = np.einsum('chw,cgw->hwg', q.ref, k.ref).add(mask);
    const weights = nn.softmax(np.concatenate([columns, np.einsum('chw,chg->hwg', q, k)], 2), -1);
    const [inColumn, inRow] = [weights.ref.slice([], [], [0, h]), weights.slice([], [], [h, h + w])];
    const out = np.einsum('hwg,cgw->chw', inColumn, v.ref).add(np.einsum('hwg,chg->chw', inRow, v));
    return out
      .reshape([c, h * w])
      .mul(gamma)
      .add(flat)
      .reshape([b, c, h, w]);
  };

  /** Adam, its state after the parameters: first moments, second moments, the number of the step. */
  const trainStep = ({ x, y, ...weights }: Inputs, { lr = 1e-3 }: WorkloadSpec): Recipe => {
    const params = Object.values(weights).map(array);
    const [batch, classes] = [x.shape[0], weights.w3.shape[0]];
    const labels = new Float32Array(batch * classes);
    y.data.forEach((label, i) => (labels[i * classes + label] = 1));
    const zeros = () => params.map(({ shape }) => np.zeros(shape));
    const block = (image: JaxArray, w: JaxArray, b: JaxArray) =>
      maxPool(nn.relu(conv(1, 1)(image, w).add(b.reshape([b.shape[0], 1, 1]))));
    const loss = ([w1, b1, w2, b2, w3, b3]: Arrays, image: JaxArray, target: JaxArray) => {
      const logits = np.matmul(block(block(image, w1, b1), w2, b2).reshape([batch, -1]), np.transpose(w3)).add(b3);
      return np.sum(nn.logSoftmax(logits, -1).mul(target)).mul(-1 / batch);
    };
    const count = params.length;
    const run = (held: Arrays): Arrays => {
      const [p, m, v] = [0, 1, 2].map((i) => held.slice(i * count, (i + 1) * count));
      const [t, image, target] = held.slice(3 * count);
      const [value, slopes] = valueAndGrad(loss)(
        p.map((array) => array.ref),
        image,
        target,
      ) as [JaxArray, Arrays];
      const first = np.subtract(1, np.power(0.9, t.ref));
      const second = np.subtract(1, np.power(0.999, t.ref));
      const means = m.map((array, i) => array.mul(0.9).add(slopes[i].ref.mul(0.1)));
      const squares = v.map((array, i) => array.mul(0.999).add(np.square(slopes[i]).mul(0.001)));
      const next = p.map((array, i) =>
        array.sub(
          means[i].ref
            .div(first.ref)
            .mul(lr)
            .div(np.sqrt(squares[i].ref.div(second.ref)).add(1e-8)),
        ),
      );
      first.dispose();
      second.dispose();
      return [value, ...next, ...means, ...squares, t.add(1)];
    };
    return {
      held: [...params, ...zeros(), ...zeros(), np.array([1]), array(x), np.array(labels).reshape([batch, classes])],
      run,
      carried: 3 * count + 1,
    };
  };

  return {
    matmul: ({ a, b }) => forward([array(a), array(b)], (left, right) => np.matmul(left, right)),
    softmax: ({ x }) => forward([array(x)], (t) => nn.softmax(t, -1)),
    conv2d: ({ x, w }, { pad = 0, groups = 1 }) => forward([array(x), array(w)], conv(pad, groups)),
    conv2dGrad: ({ x, w, ct }, { pad = 0, groups = 1 }) =>
      gradients([array(x), array(w)], array(ct), conv(pad, groups)),
    maxpool2: ({ x }) => forward([array(x)], maxPool),
    gap: ({ x }) => forward([array(x)], (t) => np.mean(t, [2, 3])),
    sdpa: ({ q, k, v }) => forward([q, k, v].map(array), attend),
    sdpaGrad: ({ q, k, v, ct }) => gradients([q, k, v].map(array), array(ct), attend),
    sagan: (inputs) => forward(saganHeld(inputs), sagan),
    saganGrad: (inputs) => gradients(saganHeld(inputs), array(inputs.ct), sagan),
    sasa: (inputs, { heads = 8, k = 7 }) => forward(sasaHeld(inputs), sasa(heads, k)),
    sasaGrad: (inputs, { heads = 8, k = 7 }) => gradients(sasaHeld(inputs), array(inputs.ct), sasa(heads, k)),
    crisscross: ({ x, wq, wk, wv, gamma }) => {
      const [, , h, w] = x.shape;
      const mask = np.transpose(np.array(notSelf(h, w)).reshape([w, h, h]), [1, 0, 2]);
      return forward([array(x), ...[wq, wk, wv].map(matrix), array(gamma), mask], crissCross);
    },
    axial: ({ x, ...weights }, { heads = 8 }) =>
      forward([array(x), ...Object.values(weights).map(matrix)], (image, ...w) =>
        along(along(image, w.slice(0, 3), heads, 'row'), w.slice(3), heads, 'column'),
      ),
    trainStep,
  } satisfies Record<string, (inputs: Inputs, spec: WorkloadSpec) => Recipe> as Record<
    string,
    (inputs: Inputs, spec: WorkloadSpec) => Recipe
  >;
}

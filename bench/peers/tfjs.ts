/**
 * TensorFlow.js on its WebGPU backend. Its images are NHWC and its weights HWIO: inputs are turned before timing,
 * answers after it.
 */
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import type { Scalar, Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Library, Prepared } from '../contestant.ts';
import type { HostTensor } from '../inputs.ts';
import type { WorkloadSpec } from '../workloads.ts';
import { floats, joined, notSelf, permuted, relativeTable, windowPlaces } from './layout.ts';

type TF = typeof import('@tensorflow/tfjs-core');
type Inputs = Record<string, HostTensor>;

/** A case in this library: what it holds, its step, and how its results are put back into PyTorch's layout. */
interface Recipe {
  held: readonly Tensor[];
  step: () => Tensor[];
  read: readonly ((result: Tensor) => Promise<Float32Array>)[];
  dispose?: () => void;
}

export async function openTfjs(): Promise<Library> {
  const tf = await import('@tensorflow/tfjs-core');
  await import('@tensorflow/tfjs-core/dist/register_all_gradients');
  await import('@tensorflow/tfjs-backend-webgpu');
  if (!(await tf.setBackend('webgpu'))) throw new Error('TensorFlow.js found no WebGPU adapter');
  const backend = tf.backend() as WebGPUBackend;
  const recipes = new Recipes(tf);
  return { version: tf.version_core, prepare: (op, inputs, spec) => prepare(tf, backend, recipes, op, inputs, spec) };
}

function prepare(
  tf: TF,
  backend: WebGPUBackend,
  recipes: Recipes,
  op: string,
  inputs: Inputs,
  spec: WorkloadSpec,
): Prepared {
  const make = recipes.all[op];
  if (!make) throw new Error(op === 'sdpaPlain' ? 'the same as sdpa' : `not written for TensorFlow.js: ${op}`);
  const { held, step, read, dispose } = make(inputs, spec);
  let results: Tensor[] = [];
  return {
    step() {
      tf.dispose(results);
      results = tf.tidy(step);
    },
    // It records into batches of its own; this ends the one at hand.
    async settle() {
      backend.ensureCommandEncoderReady();
      backend.endComputePassEncoder();
      backend.submitQueue();
      await backend.queue.onSubmittedWorkDone();
    },
    read: async () => joined(await Promise.all(results.map((result, i) => read[i](result)))),
    dispose() {
      tf.dispose([...results, ...held]);
      dispose?.();
    },
  };
}

class Recipes {
  private readonly tf: TF;
  readonly all: Readonly<Record<string, (inputs: Inputs, spec: WorkloadSpec) => Recipe>>;

  constructor(tf: TF) {
    this.tf = tf;
    const plain = async (t: Tensor) => (await t.data()) as Float32Array;
    const nchw = async (t: Tensor) => permuted({ data: await plain(t), shape: t.shape }, [0, 3, 1, 2]).data;
    const oi = async (t: Tensor) => permuted({ data: await plain(t), shape: t.shape }, [1, 0]).data;
    const oihw = async (t: Tensor) => permuted({ data: await plain(t), shape: t.shape }, [3, 2, 0, 1]).data;
    const raw = ({ data, shape }: HostTensor) => tf.tensor(data, shape);
    const turn = (input: HostTensor, order: readonly number[]) =>
      raw(permuted({ data: floats(input), shape: input.shape }, order));
    const nhwc = (input: HostTensor) => turn(input, [0, 2, 3, 1]) as Tensor4D;
    const hwio = (input: HostTensor) => turn(input, [2, 3, 1, 0]) as Tensor4D;
    /** A 1×1 weight [O, I, 1, 1] as the matrix [I, O]. */
    const io = ({ data, shape }: HostTensor) => turn({ data, shape: shape.slice(0, 2) }, [1, 0]);
    const forward = (held: Tensor[], step: () => Tensor, read: Recipe['read'][number] = nchw): Recipe => ({
      held,
      step: () => [step()],
      read: [read],
    });
    const gradients = (
      fn: (...args: Tensor[]) => Tensor,
      args: Tensor[],
      ct: Tensor,
      read: Recipe['read'],
      more: Tensor[] = [],
    ): Recipe => {
      const backwards = tf.grads(fn);
      return { held: [...args, ct, ...more], step: () => backwards(args, ct), read };
    };
    const saganArgs = ({ x, wf, wg, wh, wv, gamma }: Inputs) => [nhwc(x), ...[wf, wg, wh, wv].map(io), raw(gamma)];
    const attend = (q: Tensor, k: Tensor, v: Tensor) =>
      tf.matMul(tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(q.shape.at(-1)!))), v);
    const conv = (pad: number) => (x: Tensor, w: Tensor) =>
      tf.conv2d(x as Tensor4D, w as Tensor4D, 1, pad ? 'same' : 'valid');
    const sdpa = ({ q, k, v }: Inputs): Recipe => {
      const args = [q, k, v].map(raw);
      return forward(args, () => attend(args[0], args[1], args[2]), plain);
    };

    this.all = {
      matmul: ({ a, b }) => {
        const [left, right] = [raw(a), raw(b)];
        return forward([left, right], () => tf.matMul(left, right), plain);
      },
      softmax: ({ x }) => {
        const t = raw(x);
        return forward([t], () => tf.softmax(t), plain);
      },
      copy: ({ x }) => {
        const t = raw(x);
        return forward([t], () => tf.add(t, 0), plain); // clone() shares the memory
      },
      conv2d: ({ x, w }, { pad = 0, groups = 1 }) => {
        const image = nhwc(x);
        if (groups > 1) {
          const taps = turn(w, [2, 3, 0, 1]) as Tensor4D;
          return forward([image, taps], () => tf.depthwiseConv2d(image, taps, 1, pad ? 'same' : 'valid'));
        }
        const taps = hwio(w);
        return forward([image, taps], () => conv(pad)(image, taps));
      },
      conv2dGrad: ({ x, w, ct }, { pad = 0 }) => gradients(conv(pad), [nhwc(x), hwio(w)], nhwc(ct), [nchw, oihw]),
      maxpool2: ({ x }) => {
        const image = nhwc(x);
        return forward([image], () => tf.maxPool(image, 2, 2, 'valid'));
      },
      gap: ({ x }) => {
        const image = nhwc(x);
        return forward([image], () => tf.mean(image, [1, 2]), plain);
      },
      sdpa,
      sdpaGrad: ({ q, k, v, ct }) => gradients(attend, [q, k, v].map(raw), raw(ct), [plain, plain, plain]),
      sagan: (inputs) => {
        const args = saganArgs(inputs);
        return forward(args, () => this.sagan(args));
      },
      saganGrad: (inputs) =>
        gradients((...args) => this.sagan(args), saganArgs(inputs), nhwc(inputs.ct), [nchw, oi, oi, oi, oi, plain]),
      sasa: ({ x, wq, wk, wv, relh, relw }, { heads = 8, k = 7 }) => {
        const args = [nhwc(x), ...[wq, wk, wv].map(io)];
        const rel = turn(relativeTable(relh, relw), [1, 0]);
        const places = tf.tensor1d(windowPlaces(x.shape[2], x.shape[3], k, 'pixels first'), 'int32');
        return forward([...args, rel, places], () => this.sasa(args, rel, places, k, heads));
      },
      sasaGrad: ({ x, wq, wk, wv, relh, relw, ct }, { heads = 8, k = 7 }) => {
        const places = tf.tensor1d(windowPlaces(x.shape[2], x.shape[3], k, 'pixels first'), 'int32');
        const half = relh.shape[0];
        const run = (...[image, q, key, v, rows, columns]: Tensor[]) => {
          const byRow = tf.tile(tf.reshape(rows, [half, k, 1]), [1, 1, k]);
          const byColumn = tf.tile(tf.reshape(columns, [half, 1, k]), [1, k, 1]);
          return this.sasa(
            [image, q, key, v],
            tf.transpose(tf.reshape(tf.concat([byRow, byColumn], 0), [2 * half, k * k])),
            places,
            k,
            heads,
          );
        };
        return gradients(
          run,
          [nhwc(x), ...[wq, wk, wv].map(io), raw(relh), raw(relw)],
          nhwc(ct),
          [nchw, oi, oi, oi, plain, plain],
          [places],
        );
      },
      crisscross: ({ x, wq, wk, wv, gamma }) => {
        const args = [nhwc(x), ...[wq, wk, wv].map(io), raw(gamma)];
        const mask = tf.tensor(notSelf(x.shape[2], x.shape[3]), [x.shape[3], x.shape[2], x.shape[2]]);
        return forward([...args, mask], () => this.crissCross(args, mask));
      },
      axial: ({ x, ...weights }, { heads = 8 }) => {
        const image = nhwc(x);
        const w = Object.values(weights).map(io);
        return forward([image, ...w], () =>
          this.along(this.along(image, w.slice(0, 3), heads, 'row'), w.slice(3), heads, 'column'),
        );
      },
      trainStep: (inputs, { lr = 1e-3 }) => this.trainStep(inputs, lr, { raw, nhwc, hwio, plain }),
    };
  }

  private sagan([x, wf, wg, wh, wv, gamma]: Tensor[]): Tensor {
    const { tf } = this;
    const [b, h, w, c] = x.shape;
    const flat = tf.reshape(x, [h * w, c]);
    const weights = tf.softmax(tf.matMul(tf.matMul(flat, wg), tf.matMul(flat, wf), false, true));
    const out = tf.matMul(tf.matMul(weights, tf.matMul(flat, wh)), wv);
    return tf.reshape(tf.add(tf.mul(out, gamma), flat), [b!, h, w, c]);
  }

  /** Windows by gathering (im2col): there is no other way in this library. */
  private sasa([x, wq, wk, wv]: Tensor[], rel: Tensor, places: Tensor, k: number, heads: number): Tensor {
    const { tf } = this;
    const [b, h, w, c] = x.shape;
    const [pixels, taps, border] = [h * w, k * k, (k - 1) / 2];
    const padded = tf.reshape(
      tf.pad(x, [
        [0, 0],
        [border, border],
        [border, border],
        [0, 0],
      ]),
      [-1, c],
    );
    const q = tf.reshape(tf.matMul(tf.reshape(x, [pixels, c]), wq), [pixels, heads, 1, c / heads]);
    const window = (weight: Tensor) =>
      tf.reshape(tf.gather(tf.matMul(padded, weight), places as never), [pixels, taps, c]);
    const split = (t: Tensor) => tf.transpose(tf.reshape(t, [pixels, taps, heads, c / heads]), [0, 2, 1, 3]);
    const weights = tf.softmax(tf.matMul(q, split(tf.add(window(wk), rel)), false, true));
    return tf.reshape(tf.matMul(weights, split(window(wv))), [b!, h, w, c]);
  }

  private crissCross([x, wq, wk, wv, gamma]: Tensor[], mask: Tensor): Tensor {
    const { tf } = this;
    const [b, h, w, c] = x.shape;
    const flat = tf.reshape(x, [h * w, c]);
    const map = (weight: Tensor) => tf.reshape(tf.matMul(flat, weight), [h, w, weight.shape[1]!]);
    const turned = (t: Tensor) => tf.transpose(t, [1, 0, 2]);
    const [q, k, v] = [map(wq), map(wk), map(wv)];
    const rows = tf.matMul(q, k, false, true);
    const columns = turned(tf.add(tf.matMul(turned(q), turned(k), false, true), mask));
    const [inColumn, inRow] = tf.split(tf.softmax(tf.concat([columns, rows], -1)), [h, w], -1);
    const out = tf.add(turned(tf.matMul(turned(inColumn), turned(v))), tf.matMul(inRow, v));
    return tf.add(tf.mul(tf.reshape(out, [b!, h, w, c]), gamma), x);
  }

  /** Attention along each row or column. */
  private along(x: Tensor, [wq, wk, wv]: Tensor[], heads: number, axis: 'row' | 'column'): Tensor {
    const { tf } = this;
    const [b, h, w, c] = x.shape;
    const order = axis === 'row' ? [0, 2, 1, 3] : [1, 2, 0, 3];
    const flat = tf.reshape(x, [h * w, c]);
    const lines = (weight: Tensor) =>
      tf.transpose(tf.reshape(tf.matMul(flat, weight), [h, w, heads, c / heads]), order);
    const weights = tf.softmax(tf.mul(tf.matMul(lines(wq), lines(wk), false, true), 1 / Math.sqrt(c / heads)));
    const out = tf.transpose(
      tf.matMul(weights, lines(wv)),
      order.map((_, i) => order.indexOf(i)),
    );
    return tf.reshape(out, [b!, h, w, c]);
  }

  private trainStep(
    { x, y, w1, b1, w2, b2, w3, b3 }: Inputs,
    lr: number,
    {
      raw,
      nhwc,
      hwio,
      plain,
    }: {
      raw: (t: HostTensor) => Tensor;
      nhwc: (t: HostTensor) => Tensor4D;
      hwio: (t: HostTensor) => Tensor4D;
      plain: (t: Tensor) => Promise<Float32Array>;
    },
  ): Recipe {
    const { tf } = this;
    const [classes, features] = w3.shape;
    const [channels, side] = [w2.shape[0], x.shape[2] / 4];
    // Flattened in this library's order of axes, so that the network is the same.
    const head = permuted({ data: floats(w3), shape: [classes, channels, side, side] }, [2, 3, 1, 0]).data;
    const images = nhwc(x);
    const labels = tf.cast(tf.oneHot(tf.tensor1d(y.data, 'int32'), classes), 'float32');
    const variables = [hwio(w1), raw(b1), hwio(w2), raw(b2), tf.tensor(head, [features, classes]), raw(b3)].map((t) =>
      tf.variable(t),
    );
    const [k1, a1, k2, a2, k3, a3] = variables;
    const block = (t: Tensor, w: Tensor, b: Tensor) =>
      tf.maxPool(tf.relu(tf.add(tf.conv2d(t as Tensor4D, w as Tensor4D, 1, 'same'), b)) as Tensor4D, 2, 2, 'valid');
    const optimizer = tf.train.adam(lr, 0.9, 0.999, 1e-8);
    const loss = () =>
      tf.losses.softmaxCrossEntropy(
        labels,
        tf.add(tf.matMul(tf.reshape(block(block(images, k1, a1), k2, a2), [x.shape[0], features]), k3), a3),
      ) as Scalar;
    return {
      held: [images, labels, ...variables],
      step: () => [optimizer.minimize(loss, true, variables)!],
      read: [plain],
      dispose: () => optimizer.dispose(),
    };
  }
}

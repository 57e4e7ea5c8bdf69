/** Cases for any machine: the sizes of one small image, a step in milliseconds even on a software adapter. */
import type { BenchCase } from '../case.ts';
import { backward, forward, training } from '../case.ts';
import {
  attentionFlops,
  convFlops,
  crissCrossFlops,
  localFlops,
  matmulFlops,
  maxPoolFlops,
  meanFlops,
  softmaxFlops,
} from '../flops.ts';
import type { InputSpec } from '../inputs.ts';

const [channels, side, pixels] = [64, 32, 1024];
const image: InputSpec = { shape: [1, channels, side, side], scale: 1 };
const uniform = (shape: readonly number[], scale = 1): InputSpec => ({ shape, scale });
/** A convolution's weight, scaled so that its results stay near 1. */
const weight = (outs: number, ins: number, kernel = 1, gain = 1): InputSpec => ({
  shape: [outs, ins, kernel, kernel],
  scale: gain / Math.sqrt(ins * kernel * kernel),
});
const square = () => weight(channels, channels);
/** Arithmetic of a 1×1 convolution of the image. */
const projection = (outs: number, ins = channels): number => matmulFlops([outs, ins], [ins, pixels]);

const sagan = {
  x: image,
  wf: weight(8, channels, 1, 2),
  wg: weight(8, channels, 1, 2),
  wh: weight(8, channels),
  wv: weight(channels, 8),
  gamma: { shape: [1], value: 0.5 },
};
const saganProjections = projection(24) + projection(channels, 8);
const saganAttention = attentionFlops([1, 1, pixels, 8]);

const sasa = { x: image, wq: square(), wk: square(), wv: square(), relh: uniform([32, 7]), relw: uniform([32, 7]) };
const sasaProjections = 3 * projection(channels);
/** The relative term needs only 7 products a channel. */
const sasaAttention = localFlops(image.shape, 8, 7) + 2 * pixels * channels * 7;

const heads = { heads: 8 };
const qkv = { q: uniform([1, 8, 1024, 32]), k: uniform([1, 8, 1024, 32]), v: uniform([1, 8, 1024, 32]) };
const sdpa = { inputs: qkv, result: [1, 8, 1024, 32], spec: heads, flops: attentionFlops(qkv.q.shape) };

export const deskCases: readonly BenchCase[] = [
  forward({
    id: 'matmul512',
    label: 'matmul 512×512×512',
    op: 'matmul',
    inputs: { a: uniform([512, 512]), b: uniform([512, 512]) },
    result: [512, 512],
    flops: matmulFlops([512, 512], [512, 512]),
  }),
  forward({
    id: 'bmm8',
    label: 'bmm [8,256,64]×[8,64,256]',
    op: 'matmul',
    inputs: { a: uniform([8, 256, 64]), b: uniform([8, 64, 256]) },
    result: [8, 256, 256],
    flops: matmulFlops([8, 256, 64], [8, 64, 256]),
  }),
  forward({
    id: 'softmax1024',
    label: 'softmax, rows of [1024,1024]',
    op: 'softmax',
    inputs: { x: uniform([1024, 1024], 3) },
    result: [1024, 1024],
    flops: softmaxFlops([1024, 1024]),
  }),
  forward({
    id: 'conv1x1',
    label: 'conv 1×1, 256→128 at 32²',
    op: 'conv2d',
    inputs: { x: uniform([1, 256, side, side]), w: weight(128, 256) },
    spec: { pad: 0 },
    result: [1, 128, side, side],
    flops: projection(128, 256),
  }),
  forward({
    id: 'conv3x3',
    label: 'conv 3×3, 64→64 at 32²',
    op: 'conv2d',
    inputs: { x: image, w: weight(channels, channels, 3) },
    spec: { pad: 1 },
    result: image.shape,
    flops: convFlops(image.shape, [channels, channels, 3, 3]),
  }),
  forward({
    id: 'maxpool2',
    label: 'max pool 2×2, [4,64,64,64]',
    op: 'maxpool2',
    inputs: { x: uniform([4, channels, 64, 64]) },
    result: [4, channels, 32, 32],
    flops: maxPoolFlops([4, channels, 64, 64]),
  }),
  forward({
    id: 'gap',
    label: 'global average pool, [4,64,64,64]',
    op: 'gap',
    inputs: { x: uniform([4, channels, 64, 64]) },
    result: [4, channels, 1, 1],
    flops: meanFlops([4, channels, 64, 64]),
  }),
  forward({ id: 'sdpa', label: 'attention, 8 heads, N = 1024, d = 32', op: 'sdpa', ...sdpa }),
  forward({ id: 'sdpaPlain', label: 'the same; ONNX Runtime from plain ops', op: 'sdpaPlain', ...sdpa }),
  forward({
    id: 'sagan',
    label: 'SAGAN block, [1,64,32,32]',
    op: 'sagan',
    inputs: sagan,
    result: image.shape,
    flops: saganProjections + saganAttention,
  }),
  backward({
    id: 'saganGrad',
    label: 'SAGAN block, forward + backward',
    op: 'saganGrad',
    inputs: { ...sagan, ct: image },
    flops: 3 * saganProjections + 3.5 * saganAttention,
  }),
  forward({
    id: 'sasa',
    label: 'local window k = 7, 8 heads',
    op: 'sasa',
    inputs: sasa,
    spec: { ...heads, k: 7 },
    result: image.shape,
    flops: sasaProjections + sasaAttention,
  }),
  backward({
    id: 'sasaGrad',
    label: 'local window, forward + backward',
    op: 'sasaGrad',
    inputs: { ...sasa, ct: image },
    spec: { ...heads, k: 7 },
    flops: 3 * sasaProjections + 3.5 * sasaAttention,
  }),
  forward({
    id: 'crisscross',
    label: 'criss-cross attention',
    op: 'crisscross',
    result: image.shape,
    inputs: {
      x: image,
      wq: weight(8, channels),
      wk: weight(8, channels),
      wv: square(),
      gamma: { shape: [1], value: 0.5 },
    },
    flops: projection(8 + 8 + channels) + crissCrossFlops([1, 8, side, side], image.shape),
  }),
  forward({
    id: 'axial',
    label: 'axial attention, rows then columns, 8 heads',
    op: 'axial',
    spec: heads,
    result: image.shape,
    inputs: { x: image, wq1: square(), wk1: square(), wv1: square(), wq2: square(), wk2: square(), wv2: square() },
    flops: 2 * (3 * projection(channels) + attentionFlops([side, 8, side, channels / 8])),
  }),
  training({
    id: 'trainCNN',
    label: 'training step, CNN and Adam, batch 32',
    op: 'trainStep',
    spec: { lr: 1e-3 },
    data: ['x', 'y'],
    inputs: {
      x: uniform([32, 3, side, side]),
      w1: weight(32, 3, 3),
      b1: uniform([32], 0.1),
      w2: weight(64, 32, 3),
      b2: uniform([64], 0.1),
      w3: uniform([10, 4096], 1 / Math.sqrt(4096)),
      b3: uniform([10], 0.1),
      y: { shape: [32], classes: 10 },
    },
    flops:
      3 *
      (convFlops([32, 3, side, side], [32, 3, 3, 3]) +
        convFlops([32, 32, side / 2, side / 2], [64, 32, 3, 3]) +
        matmulFlops([32, 4096], [4096, 10])),
  }),
];

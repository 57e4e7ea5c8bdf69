/**
 * Cases for a discrete GPU, named as the native yardstick names them. Plain loops cannot do them whole, so parts are
 * checked: some rows and columns, some images, some heads, spread over the whole result.
 */
import type { BenchCase, Part } from '../case.ts';
import { backward, forward } from '../case.ts';
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
import type { InputSpec, Range } from '../inputs.ts';

const uniform = (...shape: number[]) => ({ shape, scale: 1 }) satisfies InputSpec;
const weight = (...shape: number[]): InputSpec => ({ shape, scale: 1 / Math.sqrt(shape[1] * shape[2] * shape[3]) });
/** Every `step`-th place of an axis, from the first on. */
const every = (axis: number, step: number): Range => [axis, 0, Infinity, step];
const only = (axis: number, start: number, count = 1): Range => [axis, start, start + count, 1];
/** Inputs and the one result cut alike. */
const alike = (ranges: readonly Range[], ...names: string[]): Part => ({
  inputs: Object.fromEntries(names.map((name) => [name, ranges])),
  results: [ranges],
});

const matmul = (n: number): BenchCase =>
  forward({
    id: `matmul/${n}`,
    label: `matmul ${n}×${n}×${n}`,
    op: 'matmul',
    inputs: { a: uniform(n, n), b: uniform(n, n) },
    result: [n, n],
    flops: matmulFlops([n, n], [n, n]),
    parts: [
      {
        inputs: { a: [every(0, n / 32 - 1)], b: [every(1, n / 32 + 3)] },
        results: [[every(0, n / 32 - 1), every(1, n / 32 + 3)]],
      },
    ],
  });

/**
 * A convolution, and the same with its gradients. Forward, each image and output channel is a problem of its own; for
 * dx each image and input channel; for dw each pair of channels.
 */
function conv(id: string, label: string, x: InputSpec, w: InputSpec, pad: number): BenchCase[] {
  const [images, ins, height, width] = x.shape;
  const [outs] = w.shape;
  const result = [images, outs, height, width];
  const flops = convFlops(x.shape, w.shape);
  const [someIns, someOuts] = [ins, outs].map((channels) => Math.floor(channels / 5));
  return [
    forward({
      id,
      label,
      op: 'conv2d',
      inputs: { x, w },
      spec: { pad },
      result,
      flops,
      parts: [{ inputs: { x: [every(0, 7)], w: [every(0, someOuts)] }, results: [[every(0, 7), every(1, someOuts)]] }],
    }),
    backward({
      id: `${id}/fwd+bwd`,
      label: `${label}, forward + backward`,
      op: 'conv2dGrad',
      inputs: { x, w, ct: uniform(...result) },
      spec: { pad },
      flops: 3 * flops,
      parts: [
        {
          inputs: { x: [only(0, 3), every(1, someIns)], w: [every(1, someIns)], ct: [only(0, 3)] },
          results: [[only(0, 3), every(1, someIns)], null],
        },
        {
          inputs: { x: [every(1, someIns)], w: [every(0, someOuts), every(1, someIns)], ct: [every(1, someOuts)] },
          results: [null, [every(0, someOuts), every(1, someIns)]],
        },
      ],
    }),
  ];
}

const attention = { q: uniform(1, 8, 4096, 64), k: uniform(1, 8, 4096, 64), v: uniform(1, 8, 4096, 64) };
const onceAttended = attentionFlops(attention.q.shape);
const heads = uniform(128, 8, 576, 32);

interface OverMaps {
  id: string;
  label: string;
  op: string;
  q: InputSpec;
  v: InputSpec;
  spec: BenchCase['spec'];
  flops: number;
  /** Cuts of q and k, and of v and the result, that are a problem of their own. */
  some: readonly [keys: readonly Range[], values: readonly Range[]];
  /** What differs in the smaller problem. */
  somehow?: BenchCase['spec'];
  checkInputs?: BenchCase['checkInputs'];
}

/** Attention over feature maps: forward, and with the gradients of q, k and v. */
function overMaps({
  id,
  label,
  op,
  q,
  v,
  spec,
  flops,
  some: [keys, values],
  somehow,
  checkInputs,
}: OverMaps): BenchCase[] {
  const part = { inputs: { q: keys, k: keys, v: values }, results: [values], spec: somehow };
  return [
    forward({ id, label, op, inputs: { q, k: q, v }, spec, result: v.shape, flops, parts: [part] }),
    backward({
      id: `${id}/fwd+bwd`,
      label: `${label}, forward + backward`,
      op: `${op}Grad`,
      inputs: { q, k: q, v, ct: v },
      spec,
      flops: 3.5 * flops,
      parts: [{ ...part, inputs: { ...part.inputs, ct: values }, results: [keys, keys, values] }],
      checkInputs,
    }),
  ];
}

const local = uniform(4, 64, 56, 56);
const oneHead = [every(0, 3), only(1, 16, 8)];
const [narrow, wide] = [uniform(2, 64, 97, 97), uniform(2, 512, 97, 97)];
const axial = uniform(2, 128, 97, 97);
const stack = 64 * 2 ** 20;

export const gpuCases: readonly BenchCase[] = [
  ...[1024, 2048, 4096].map(matmul),
  forward({
    id: 'bmm/64x576x64x576',
    label: 'bmm [64,576,64]×[64,64,576]',
    op: 'matmul',
    inputs: { a: uniform(64, 576, 64), b: uniform(64, 64, 576) },
    result: [64, 576, 576],
    flops: matmulFlops([64, 576, 64], [64, 64, 576]),
    parts: [alike([every(0, 21)], 'a', 'b')],
  }),
  forward({
    id: 'softmax/16384x1024',
    label: 'softmax, rows of [16384,1024]',
    op: 'softmax',
    inputs: { x: { shape: [16384, 1024], scale: 3 } },
    result: [16384, 1024],
    flops: softmaxFlops([16384, 1024]),
    parts: [alike([every(0, 1021)], 'x')],
  }),
  ...conv(
    'conv1x1/8x256x64x64->256',
    'conv 1×1, 256→256 at 64², 8 images',
    uniform(8, 256, 64, 64),
    weight(256, 256, 1, 1),
    0,
  ),
  ...conv(
    'conv3x3/8x64x56x56->64',
    'conv 3×3, 64→64 at 56², 8 images',
    uniform(8, 64, 56, 56),
    weight(64, 64, 3, 3),
    1,
  ),
  forward({
    id: 'depthwise3x3/8x256x56x56',
    label: 'depthwise conv 3×3, 256 at 56², 8 images',
    op: 'conv2d',
    inputs: { x: uniform(8, 256, 56, 56), w: weight(256, 1, 3, 3) },
    spec: { pad: 1, groups: 256 },
    result: [8, 256, 56, 56],
    flops: convFlops([8, 256, 56, 56], [256, 1, 3, 3], 256),
    parts: [
      { inputs: { x: [every(1, 51)], w: [every(0, 51)] }, results: [[every(1, 51)]], spec: { pad: 1, groups: 6 } },
    ],
  }),
  forward({
    id: 'maxpool2x2/8x64x112x112',
    label: 'max pool 2×2, [8,64,112,112]',
    op: 'maxpool2',
    inputs: { x: uniform(8, 64, 112, 112) },
    result: [8, 64, 56, 56],
    flops: maxPoolFlops([8, 64, 112, 112]),
    parts: [alike([every(1, 21)], 'x')],
  }),
  forward({
    id: 'avgpool-global/8x512x56x56',
    label: 'global average pool, [8,512,56,56]',
    op: 'gap',
    inputs: { x: uniform(8, 512, 56, 56) },
    result: [8, 512, 1, 1],
    flops: meanFlops([8, 512, 56, 56]),
    parts: [alike([every(1, 21)], 'x')],
  }),
  forward({
    id: 'attention/1x8x4096x64',
    label: 'attention, 8 heads, N = 4096, d = 64',
    op: 'sdpa',
    inputs: attention,
    result: attention.q.shape,
    flops: onceAttended,
    parts: [
      {
        inputs: { q: [every(1, 7), every(2, 127)], k: [every(1, 7)], v: [every(1, 7)] },
        results: [[every(1, 7), every(2, 127)]],
      },
    ],
  }),
  backward({
    id: 'attention/1x8x4096x64/fwd+bwd',
    label: 'attention, forward + backward',
    op: 'sdpaGrad',
    inputs: { ...attention, ct: attention.q },
    flops: 3.5 * onceAttended,
    // Queries whose results do not count leave nothing in dk and dv.
    checkInputs: { ct: { ...attention.q, within: [every(2, 127)] } },
    parts: [
      {
        inputs: { q: [only(1, 5), every(2, 127)], k: [only(1, 5)], v: [only(1, 5)], ct: [only(1, 5), every(2, 127)] },
        results: [[only(1, 5), every(2, 127)], [only(1, 5)], [only(1, 5)]],
      },
    ],
  }),
  forward({
    id: 'mha-image/128x256x24x24/8heads',
    label: 'attention over 24², 128 images, 8 heads',
    op: 'sdpa',
    inputs: { q: heads, k: heads, v: heads },
    result: heads.shape,
    flops: attentionFlops(heads.shape),
    parts: [alike([every(0, 63), every(1, 7)], 'q', 'k', 'v')],
  }),
  ...overMaps({
    id: 'local/4x64x56x56/k7/8heads',
    label: 'local window k = 7, 56², 4 images, 8 heads',
    op: 'local',
    q: local,
    v: local,
    spec: { heads: 8, k: 7 },
    flops: localFlops(local.shape, 8, 7),
    some: [oneHead, oneHead],
    somehow: { heads: 1, k: 7 },
  }),
  ...overMaps({
    id: 'criss-cross/2x64:512x97x97',
    label: 'criss-cross, 64:512 channels at 97², 2 images',
    op: 'crissCrossCore',
    q: narrow,
    v: wide,
    spec: {},
    flops: crissCrossFlops(narrow.shape, wide.shape),
    some: [[only(0, 1)], [only(0, 1), every(1, 73)]],
    checkInputs: { ct: { ...wide, within: [every(1, 73)] } },
  }),
  ...overMaps({
    id: 'axial-row/2x128x97x97/8heads',
    label: 'attention along rows, 128 channels at 97², 2 images, 8 heads',
    op: 'axialRow',
    q: axial,
    v: axial,
    spec: { heads: 8 },
    flops: attentionFlops([2 * 97, 8, 97, 16]),
    some: [[every(2, 31)], [every(2, 31)]],
  }),
  forward({
    id: 'copy/256MiB',
    label: 'copy of 256 MiB',
    op: 'copy',
    inputs: { x: uniform(stack) },
    result: [stack],
    flops: 0,
    parts: [alike([every(0, 65521)], 'x')],
  }),
];

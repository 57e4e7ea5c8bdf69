/**
 * Cases for a discrete GPU, named as the native yardstick names them. Plain loops cannot do them whole, so parts are checked: some rows and
 * columns, some images, some heads, spread over the whole result.
 */
import type { BenchCase, Part, Range } from '../case.ts';
import { backward, forward } from '../case.ts';
import type { InputSpec } from '../inputs.ts';

const uniform = (...shape: number[]): InputSpec => ({ shape, scale: 1 });
const weight = (...shape: number[]): InputSpec => ({ shape, scale: 1 / Math.sqrt(shape[1] * shape[2] * shape[3]) });
/** Every `step`-th place of an axis, from the first on. */
const every = (axis: number, step: number): Range => [axis, 0, Infinity, step];
const only = (axis: number, start: number, count = 1): Range => [axis, start, start + count, 1];
/** Inputs and the one result cut alike. */
const alike = (ranges: readonly Range[], ...names: string[]): Part => ({ inputs: Object.fromEntries(names.map((name) => [name, ranges])), results: [ranges] });

const matmul = (n: number): BenchCase => forward({
  id: `matmul/${n}`, label: `matmul ${n}×${n}×${n}`, op: 'matmul', inputs: { a: uniform(n, n), b: uniform(n, n) }, result: [n, n], flops: 2 * n ** 3,
  parts: [{ inputs: { a: [every(0, n / 32 - 1)], b: [every(1, n / 32 + 3)] }, results: [[every(0, n / 32 - 1), every(1, n / 32 + 3)]] }],
});

/** A convolution, and the same with its gradients. Each output channel is a problem of its own forward and for dw; each image for dx. */
function conv(id: string, label: string, x: InputSpec, w: InputSpec, pad: number): BenchCase[] {
  const [images, ins, height, width] = x.shape;
  const [outs] = w.shape;
  const result = [images, outs, height, width];
  const flops = 2 * images * height * width * outs * ins * w.shape[2] * w.shape[3];
  const [someOuts, someImages] = [Math.floor(outs / 5), 7];
  return [
    forward({ id, label, op: 'conv2d', inputs: { x, w }, spec: { pad }, result, flops, parts: [{ inputs: { x: [every(0, someImages)], w: [every(0, someOuts)] }, results: [[every(0, someImages), every(1, someOuts)]] }] }),
    backward({
      id: `${id}/fwd+bwd`, label: `${label}, forward + backward`, op: 'conv2dGrad', inputs: { x, w, ct: uniform(...result) }, spec: { pad }, flops: 3 * flops,
      parts: [
        { inputs: { x: [only(0, 3)], ct: [only(0, 3)] }, results: [[only(0, 3)], null] },
        { inputs: { w: [every(0, someOuts)], ct: [every(1, someOuts)] }, results: [null, [every(0, someOuts)]] },
      ],
    }),
  ];
}

const attention = { q: uniform(1, 8, 4096, 64), k: uniform(1, 8, 4096, 64), v: uniform(1, 8, 4096, 64) };
const attentionFlops = 4 * 8 * 4096 ** 2 * 64;
const heads = uniform(128, 8, 576, 32);

/** Attention over feature maps: forward, and with the gradients of q, k and v. `forwards` and `backwards` say what is checked. */
function imageAttention(id: string, label: string, op: string, q: InputSpec, v: InputSpec, spec: BenchCase['spec'], flops: number, forwards: Part, backwards: Part): BenchCase[] {
  return [
    forward({ id, label, op, inputs: { q, k: q, v }, spec, result: v.shape, flops, parts: [forwards] }),
    backward({ id: `${id}/fwd+bwd`, label: `${label}, forward + backward`, op: `${op}Grad`, inputs: { q, k: q, v, ct: v }, spec, flops: 3.5 * flops, parts: [backwards] }),
  ];
}

/** The same cut of q, k, v, the result's gradient, and all three gradients. */
const cut = (ranges: readonly Range[], spec?: BenchCase['spec']): [forwards: Part, backwards: Part] => {
  const part = alike(ranges, 'q', 'k', 'v');
  return [{ ...part, spec }, { inputs: { ...part.inputs, ct: ranges }, results: [ranges, ranges, ranges], spec }];
};

const local = uniform(4, 64, 56, 56);
const [narrow, wide] = [uniform(2, 64, 97, 97), uniform(2, 512, 97, 97)];
const axial = uniform(2, 128, 97, 97);
const stack = 64 * 2 ** 20;

export const gpuCases: readonly BenchCase[] = [
  ...[1024, 2048, 4096].map(matmul),
  forward({ id: 'bmm/64x576x64x576', label: 'bmm [64,576,64]×[64,64,576]', op: 'matmul', inputs: { a: uniform(64, 576, 64), b: uniform(64, 64, 576) }, result: [64, 576, 576], flops: 2 * 64 * 576 * 64 * 576, parts: [alike([every(0, 21)], 'a', 'b')] }),
  forward({ id: 'softmax/16384x1024', label: 'softmax, rows of [16384,1024]', op: 'softmax', inputs: { x: { shape: [16384, 1024], scale: 3 } }, result: [16384, 1024], flops: 3 * 16384 * 1024, parts: [alike([every(0, 1021)], 'x')] }),
  ...conv('conv1x1/8x256x64x64->256', 'conv 1×1, 256→256 at 64², 8 images', uniform(8, 256, 64, 64), weight(256, 256, 1, 1), 0),
  ...conv('conv3x3/8x64x56x56->64', 'conv 3×3, 64→64 at 56², 8 images', uniform(8, 64, 56, 56), weight(64, 64, 3, 3), 1),
  forward({
    id: 'depthwise3x3/8x256x56x56', label: 'depthwise conv 3×3, 256 at 56², 8 images', op: 'conv2d', inputs: { x: uniform(8, 256, 56, 56), w: weight(256, 1, 3, 3) }, spec: { pad: 1, groups: 256 },
    result: [8, 256, 56, 56], flops: 2 * 9 * 8 * 256 * 56 * 56, parts: [{ inputs: { x: [every(1, 51)], w: [every(0, 51)] }, results: [[every(1, 51)]], spec: { pad: 1, groups: 6 } }],
  }),
  forward({ id: 'maxpool2x2/8x64x112x112', label: 'max pool 2×2, [8,64,112,112]', op: 'maxpool2', inputs: { x: uniform(8, 64, 112, 112) }, result: [8, 64, 56, 56], flops: 8 * 64 * 112 * 112, parts: [alike([every(1, 21)], 'x')] }),
  forward({ id: 'avgpool-global/8x512x56x56', label: 'global average pool, [8,512,56,56]', op: 'gap', inputs: { x: uniform(8, 512, 56, 56) }, result: [8, 512, 1, 1], flops: 8 * 512 * 56 * 56, parts: [alike([every(1, 21)], 'x')] }),
  forward({
    id: 'attention/1x8x4096x64', label: 'attention, 8 heads, N = 4096, d = 64', op: 'sdpa', inputs: attention, result: attention.q.shape, flops: attentionFlops,
    parts: [{ inputs: { q: [every(1, 7), every(2, 127)], k: [every(1, 7)], v: [every(1, 7)] }, results: [[every(1, 7), every(2, 127)]] }],
  }),
  backward({
    id: 'attention/1x8x4096x64/fwd+bwd', label: 'attention, forward + backward', op: 'sdpaGrad', inputs: { ...attention, ct: attention.q }, flops: 3.5 * attentionFlops,
    parts: [{ inputs: { q: [only(1, 5)], k: [only(1, 5)], v: [only(1, 5)], ct: [only(1, 5)] }, results: [[only(1, 5)], [only(1, 5)], [only(1, 5)]] }],
  }),
  forward({ id: 'mha-image/128x256x24x24/8heads', label: 'attention over 24², 128 images, 8 heads', op: 'sdpa', inputs: { q: heads, k: heads, v: heads }, result: heads.shape, flops: 4 * 128 * 8 * 576 ** 2 * 32, parts: [alike([every(0, 63), every(1, 7)], 'q', 'k', 'v')] }),
  ...imageAttention('local/4x64x56x56/k7/8heads', 'local window k = 7, 56², 4 images, 8 heads', 'local', local, local, { heads: 8, k: 7 }, 4 * 4 * 3136 * 64 * 49, ...cut([every(0, 3), only(1, 16, 8)], { heads: 1, k: 7 })),
  ...imageAttention(
    'criss-cross/2x64:512x97x97', 'criss-cross, 64:512 channels at 97², 2 images', 'crissCrossCore', narrow, wide, {}, 2 * 2 * 9409 * 194 * (64 + 512),
    { inputs: { q: [only(0, 1)], k: [only(0, 1)], v: [only(0, 1), every(1, 73)] }, results: [[only(0, 1), every(1, 73)]] }, cut([only(0, 1)])[1],
  ),
  ...imageAttention('axial-row/2x128x97x97/8heads', 'attention along rows, 128 channels at 97², 2 images, 8 heads', 'axialRow', axial, axial, { heads: 8 }, 4 * 2 * 9409 * 97 * 128, ...cut([every(2, 31)])),
  forward({ id: 'copy/256MiB', label: 'copy of 256 MiB', op: 'copy', inputs: { x: uniform(stack) }, result: [stack], flops: 0, parts: [alike([every(0, 65521)], 'x')] }),
];

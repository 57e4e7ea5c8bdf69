import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { zeros } from '../../engine/create.ts';
import {
  add,
  conv2d,
  div,
  imageAttention,
  imageAttentionMap,
  matmul,
  maxPool1d,
  maxPool2d,
  relu,
  split,
} from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv1d, Conv2d, Conv3d } from '../basic/conv.ts';
import type { Pairs } from './formed-map.ts';
import { pairMap } from './formed-map.ts';

export type Pairwise = 'gaussian' | 'embedded_gaussian' | 'dot_product' | 'concatenation';

export interface NonLocalOptions {
  /** Spatial axes: 1, 2 or 3 (time first). */
  dimension?: 1 | 2 | 3;
  mode?: Pairwise;
  /** Channels of queries, keys and values; half of the input's by default. */
  interChannels?: number;
  /** Halve keys and values on each spatial axis by max pooling. */
  subSample?: boolean;
  /** Batch normalisation after the output convolution. */
  batchNorm?: boolean;
}

type Conv = Conv1d | Conv2d | Conv3d;

/**
 * Non-local block: each position gathers from all (sub-sampled) positions, weighted by one of four pairwise functions.
 * Paper: Wang et al., "Non-local Neural Networks", CVPR 2018, arXiv 1711.07971. Source: AlexHex7/Non-local_pytorch.
 * Status: equal to that code in 1-D, 2-D and 3-D. Pooling comes after the 1×1 convolution and leaves time alone; the
 * dot-product and concatenation forms divide by the number of pooled positions; logits are not scaled. The block starts
 * as the identity.
 *
 *     const y = new NonLocalBlock(gpu, 64).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class NonLocalBlock extends Module {
  g: Conv | [Conv];
  theta: Conv | null;
  phi: Conv | [Conv] | null;
  W: Conv | [Conv, BatchNorm];
  concat_project: [Conv2d] | null;
  readonly mode: Pairwise;
  readonly dimension: 1 | 2 | 3;
  readonly subSample: boolean;

  constructor(gpu: Device, channels: number, options: NonLocalOptions = {}) {
    const {
      dimension = 2,
      mode = 'embedded_gaussian',
      interChannels,
      subSample = true,
      batchNorm = true,
    } = checkOptions('NonLocalBlock', options, 'dimension mode interChannels subSample batchNorm');
    super(gpu);
    const inner = interChannels ?? Math.max(Math.floor(channels / 2), 1);
    const Layer = [Conv1d, Conv2d, Conv3d][dimension - 1];
    const sampled = (conv: Conv): Conv | [Conv] => (subSample ? [conv] : conv);
    this.g = sampled(new Layer(gpu, channels, inner));
    const out = new Layer(gpu, inner, channels);
    this.W = batchNorm ? [out, new BatchNorm(gpu, channels)] : out;
    const embedded = mode !== 'gaussian';
    this.theta = embedded ? new Layer(gpu, channels, inner) : null;
    this.phi = embedded ? sampled(new Layer(gpu, channels, inner)) : null;
    this.concat_project = mode === 'concatenation' ? [new Conv2d(gpu, 2 * inner, 1, { bias: false })] : null;
    this.mode = mode;
    this.dimension = dimension;
    this.subSample = subSample;
    // The branch adds nothing at first.
    for (const variable of (batchNorm ? (this.W as [Conv, BatchNorm])[1] : out).params().values())
      variable.assign(zeros(gpu, variable.shape));
  }

  /** z = W(Σ_m p(θ_n, φ_m) g_m) + x. x and z [B, C, T?, H?, W]. */
  forward(x: Tensor): Tensor {
    if (x.rank !== this.dimension + 2)
      throw new ShapeError(
        'NonLocalBlock',
        `needs ${this.dimension} spatial axes`,
        show(x.shape),
        'pass { dimension }',
      );
    const project = (conv: Conv | [Conv]) => this.pool((Array.isArray(conv) ? conv[0] : conv).forward(x));
    const g = project(this.g);
    const theta = flat(this.theta ? this.theta.forward(x) : x);
    const phi = this.phi ? project(this.phi) : this.pool(x);
    const [values, keys, sampled] = [flat(g), flat(phi), grid(phi.shape)];
    const y = this[methods[this.mode]](theta, keys, values, grid(x.shape), sampled);
    const mixed = y.reshape(x.shape[0], -1, ...x.shape.slice(2));
    return add(Array.isArray(this.W) ? this.W[1].forward(this.W[0].forward(mixed)) : this.W.forward(mixed), x);
  }

  private softmaxed(theta: Tensor, phi: Tensor, g: Tensor, queries: Grid, sampled: Grid): Tensor {
    attend(() => imageAttentionMap(theta, phi, {}, { kind: 'dense', grid: sampled, queries }));
    return imageAttention(theta, phi, g);
  }

  /** p = θ·φ / M without softmax: the sum over m comes first, and no N×M map is formed. */
  private dotProduct(theta: Tensor, phi: Tensor, g: Tensor, queries: Grid, sampled: Grid): Tensor {
    const count = phi.shape[2];
    const weights = ({ query, key }: Pairs) => div(matmul(query, key, { transposeA: true }), count);
    attend(() => pairMap({ query: theta, key: phi }, weights, { grid: sampled, queries }));
    return div(matmul(matmul(g, phi, { transposeB: true }), theta), count);
  }

  /** p = ReLU(w · [θ_n; φ_m]) / M, which is ReLU(w₁ · θ_n + w₂ · φ_m) / M: the pairs are never formed. */
  private concatenation(theta: Tensor, phi: Tensor, g: Tensor, queries: Grid, sampled: Grid): Tensor {
    const [batch, inner, count] = phi.shape;
    const { weight } = this.concat_project![0];
    const score = (x: Tensor, half: Tensor) => conv2d(x.reshape(batch, inner, -1, 1), half);
    const [ofQueries, ofKeys] = split(weight, inner, 1);
    const row = (scores: Tensor) => scores.reshape(batch, 1, -1);
    const pairs = { query: row(score(theta, ofQueries)), key: row(score(phi, ofKeys)) };
    const weights = ({ query, key }: Pairs) => div(relu(add(query.transpose(), key)), count);
    attend(() => pairMap(pairs, weights, { grid: sampled, queries }));
    return matmul(g, weights(pairs), { transposeB: true });
  }

  private pool(x: Tensor): Tensor {
    if (!this.subSample) return x;
    const [batch, channels, ...spatial] = x.shape;
    if (this.dimension === 1) return maxPool1d(x, 2);
    const [height, width] = spatial.slice(-2);
    const pooled = maxPool2d(x.reshape(batch, -1, height, width), 2);
    return pooled.reshape(batch, channels, ...spatial.slice(0, -2), ...pooled.shape.slice(2));
  }
}

type Grid = [number, number];
const methods = {
  gaussian: 'softmaxed',
  embedded_gaussian: 'softmaxed',
  dot_product: 'dotProduct',
  concatenation: 'concatenation',
} as const;
const flat = (x: Tensor): Tensor => x.reshape(x.shape[0], x.shape[1], -1);
/** Rows and columns that a map over the positions is shown with; frames of a video stand one under the other. */
const grid = (shape: readonly number[]): Grid =>
  shape.length === 3 ? [1, shape[2]] : [shape.slice(2, -1).reduce((a, b) => a * b, 1), shape.at(-1)!];

import { checkList, checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { ones, zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import { add, div, leakyRelu, mean, mul, std, sub } from '../../kernels/index.ts';
import { axialMap } from './axial-map.ts';
import type { AxisOptions } from './along-axis.ts';
import type { AxisProjections } from './axis-attention.ts';
import { attendAlong, axisProjections } from './axis-attention.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import type { Layer } from '../basic/sequential.ts';

const normEps = 1e-5;

/** A learnt vector for each place of each axis, added to the features: `param_0`, `param_1`, … of the axes in order. */
export class AxialPositions extends Module {
  [param: `param_${number}`]: Variable;
  readonly count: number;

  /** @param shape of the axes of positions. @param channelAxis where the channels lie in x. */
  constructor(gpu: Device, width: number, shape: readonly number[], options: { channelAxis?: number } = {}) {
    const { channelAxis = 1 } = checkOptions('AxialPositions', options, 'channelAxis');
    checkList('AxialPositions', 'shape', shape);
    super(gpu);
    const random = layerRandom(gpu);
    const axes = Array.from({ length: shape.length + 1 }, (_, i) => i + 1).filter((axis) => axis !== channelAxis);
    shape.forEach((n, i) => {
      const sizes = Array.from({ length: shape.length + 2 }, (_, axis) =>
        axis === channelAxis ? width : axis === axes[i] ? n : 1,
      );
      this[`param_${i}`] = parameter(normal(gpu, sizes, random));
    });
    this.count = shape.length;
  }

  /** x + Σ_axes position vectors. */
  forward(x: Tensor): Tensor {
    return Array.from({ length: this.count }, (_, i) => this[`param_${i}`]).reduce((y, param) => add(y, param), x);
  }
}

/** Attention along one axis of [B, C, H, W] after layer normalisation over the channels. */
class NormedAxis extends Module {
  fn: { norm: LayerNorm; fn: AxisProjections };
  readonly axis: number;
  readonly heads: number;

  constructor(gpu: Device, width: number, axis: number, options: AxisOptions) {
    super(gpu);
    this.fn = { norm: new LayerNorm(gpu, width), fn: axisProjections(gpu, width, options) };
    this.axis = axis;
    this.heads = options.heads ?? 8;
  }

  forward(x: Tensor): Tensor {
    const { y, query, key, options } = attendAlong(this.fn.fn, this.fn.norm.over(x, 1), this.axis, this.heads);
    attend(() => axialMap(query, key, options, 'attention'));
    return y;
  }
}

/** g · (x - mean) / (deviation + eps) + b over the channels, two 3×3 convolutions with a leaky ReLU between them. */
class ConvForward extends Module {
  0: { g: Variable; b: Variable };
  1: Conv2d;
  3: Conv2d;

  constructor(gpu: Device, width: number) {
    super(gpu);
    this[0] = { g: parameter(ones(gpu, [1, width, 1, 1])), b: parameter(zeros(gpu, [1, width, 1, 1])) };
    this[1] = new Conv2d(gpu, width, 4 * width, { kernel: 3, padding: 1 });
    this[3] = new Conv2d(gpu, 4 * width, width, { kernel: 3, padding: 1 });
  }

  forward(x: Tensor): Tensor {
    const deviation = add(std(x, 1, { correction: 0, keep: true }), normEps);
    const normed = add(mul(div(sub(x, mean(x, 1, { keep: true })), deviation), this[0].g), this[0].b);
    return this[3].forward(leakyRelu(this[1].forward(normed)));
  }
}

export interface AxialTransformerOptions extends Omit<AxisOptions, 'channelAxis'> {
  /** Two streams, each updated from the other. On by default. */
  reversible?: boolean;
  /** Rows and columns of the pictures, to learn positions for. */
  positions?: readonly [height: number, width: number];
}

interface Reversible {
  f: { net: Layer };
  g: { net: Layer };
}

/**
 * Axial positions, and a transformer for pictures of axial attention and convolutions. Paper: Ho et al., "Axial
 * Attention in Multidimensional Transformers", 2019, arXiv 1912.12180. Source: lucidrains/axial-attention. Status:
 * equal to that code. Channel normalisation divides by deviation + eps, eps outside the root. The reversible form
 * computes what the official one does, two streams of which each is updated from the other; gradients are those of that
 * formula, from activations that are kept and not computed again.
 *
 *     const transformer = new AxialImageTransformer(gpu, 64, 2, { heads: 8 });
 *     const y = transformer.forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class AxialImageTransformer extends Module {
  pos_emb: AxialPositions | null;
  layers: { blocks: [Layer, Layer][] | Reversible[] };
  readonly reversible: boolean;

  /** @param depth pairs of an attention block (columns, rows) and a convolution block. */
  constructor(gpu: Device, width: number, depth: number, given: AxialTransformerOptions = {}) {
    const {
      reversible = true,
      positions,
      ...options
    } = checkOptions('AxialImageTransformer', given, 'heads headWidth reversible positions');
    super(gpu);
    this.pos_emb = positions ? new AxialPositions(gpu, width, positions) : null;
    const blocks = Array.from({ length: depth }, (): [Layer, Layer][] => [
      [new NormedAxis(gpu, width, 0, options), new NormedAxis(gpu, width, 1, options)],
      [new ConvForward(gpu, width), new ConvForward(gpu, width)],
    ]).flat();
    this.layers = { blocks: reversible ? blocks.map(([f, g]) => ({ f: { net: f }, g: { net: g } })) : blocks };
    this.reversible = reversible;
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    if (x.rank !== 4) throw new ShapeError('AxialImageTransformer', 'needs a picture [B, C, H, W]', show(x.shape));
    const start = this.pos_emb ? this.pos_emb.forward(x) : x;
    return this.reversible
      ? this.twoStreams(start)
      : (this.layers.blocks as [Layer, Layer][]).flat().reduce((y, layer) => add(y, layer.forward(y)), start);
  }

  /** y₁ += f(y₂), y₂ += g(y₁), block by block; the mean of both. */
  private twoStreams(x: Tensor): Tensor {
    let [first, second] = [x, x];
    for (const { f, g } of this.layers.blocks as Reversible[]) {
      first = add(first, f.net.forward(second));
      second = add(second, g.net.forward(first));
    }
    return mul(add(first, second), 0.5);
  }
}

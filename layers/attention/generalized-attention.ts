import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { cast } from '../../engine/cast.ts';
import { tensor, zeros } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { add, div, interpolate, matmul, mul, softmax } from '../../kernels/index.ts';
import { Conv2d } from '../basic/conv.ts';
import { layerRandom, uniform } from '../basic/init.ts';
import { kaimingUniform } from '../basic/kaiming.ts';
import { Linear } from '../basic/linear.ts';
import { formedMap } from './formed-map.ts';

const waveLength = 1000;

export interface GeneralizedOptions {
  heads?: number;
  /**
   * Which of four terms the logits have, a 0 or 1 each: query and key content, query content and relative position, key
   * content alone, relative position alone.
   */
  terms?: string;
  /** Channels of the position's sines and cosines, a multiple of 4; the input's unless given. */
  positionDim?: number;
  /** Factor on the distances. */
  positionMagnitude?: number;
  /** Between the positions that serve as keys and values. */
  keyStride?: number;
  /** Between those that ask; the result is resized to the input's size. */
  queryStride?: number;
}

/**
 * Generalised attention: any sum of four terms, of content or relative position, with or without the query. Paper: Zhu
 * et al., "An Empirical Study of Spatial Attention Mechanisms in Deep Networks", ICCV 2019, arXiv 1904.05873. Source:
 * open-mmlab/mmcv 1.3.9, `GeneralizedAttention`. Status: equal to that code without its spatial range, but for terms
 * ?1?0 with position, where it reads rows and columns of the query in each other's place; here they are in their own.
 * Logits are not scaled. The block starts as the identity.
 *
 *     const y = new GeneralizedAttention(gpu, 64, { heads: 8 }).forward(x);   // [B, 64, H, W] → [B, 64, H, W]
 */
export class GeneralizedAttention extends Module {
  query_conv: Conv2d | null;
  key_conv: Conv2d | null;
  value_conv: Conv2d;
  appr_geom_fc_x: Linear | null;
  appr_geom_fc_y: Linear | null;
  appr_bias: Variable | null;
  geom_bias: Variable | null;
  proj_conv: Conv2d;
  gamma: Variable;
  readonly heads: number;
  readonly terms: readonly boolean[];
  readonly positions: { dim: number; magnitude: number };
  readonly strides: { key: number; query: number };

  constructor(gpu: Device, channels: number, options: GeneralizedOptions = {}) {
    super(gpu);
    const {
      heads = 9,
      terms = '1111',
      positionDim = channels,
      positionMagnitude = 1,
      keyStride = 2,
      queryStride = 1,
    } = checkOptions(
      'GeneralizedAttention',
      options,
      'heads terms positionDim positionMagnitude keyStride queryStride',
    );
    if (!/^(?!0000)[01]{4}$/.test(terms))
      throw new ShapeError(
        'GeneralizedAttention',
        'terms are four digits 0 or 1, not all 0',
        String(terms),
        "use '1111'",
      );
    const dim = Math.floor(channels / heads);
    const wide = dim * heads;
    const random = layerRandom(gpu);
    const drawn = <L extends Conv2d | Linear>(layer: L): L => {
      layer.weight!.assign(kaimingUniform(gpu, layer.weight!.shape, random, { gain: 1 }));
      return layer;
    };
    const project = () => drawn(new Conv2d(gpu, channels, wide, { bias: false }));
    const place = () => drawn(new Linear(gpu, positionDim / 2, wide, { bias: false }));
    const bound = 1 / Math.sqrt(2 * dim);
    const bias = () => parameter(uniform(gpu, [wide], random, -bound, bound));
    const [pairs, queryPlaces, keys, places] = [...terms].map((digit) => digit === '1');
    this.terms = [pairs, queryPlaces, keys, places];
    this.query_conv = pairs || queryPlaces ? project() : null;
    this.key_conv = pairs || keys ? project() : null;
    this.value_conv = project();
    this.appr_geom_fc_x = queryPlaces || places ? place() : null;
    this.appr_geom_fc_y = queryPlaces || places ? place() : null;
    this.appr_bias = keys ? bias() : null;
    this.geom_bias = places ? bias() : null;
    this.proj_conv = drawn(new Conv2d(gpu, wide, channels));
    this.proj_conv.bias!.assign(zeros(gpu, [channels]));
    this.gamma = parameter(zeros(gpu, [1]));
    this.heads = heads;
    this.positions = { dim: positionDim, magnitude: positionMagnitude };
    this.strides = { key: keyStride, query: queryStride };
  }

  /** y = γ proj(softmax(E) v) + x. x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const [batch, , height, width] = x.shape;
    const every = (stride: number) => (stride === 1 ? x : x.slice(2, 0, height, stride).slice(3, 0, width, stride));
    const [asking, asked] = [every(this.strides.query), every(this.strides.key)];
    const [rows, columns, keyRows, keyColumns] = [...asking.shape.slice(2), ...asked.shape.slice(2)];
    // [B, heads, h, w, d]
    const apart = (y: Tensor) => y.reshape(batch, this.heads, -1, y.shape[2], y.shape[3]).permute(0, 1, 3, 4, 2);
    const query = this.query_conv && apart(this.query_conv.forward(asking));
    const content = this.contentLogits(query, this.key_conv && apart(this.key_conv.forward(asked)));
    const placed = this.placeLogits(query, [rows, columns], [keyRows, keyColumns]);
    const [queries, keys] = [rows * columns, keyRows * keyColumns];
    const logits = content && placed ? add(content, placed) : (content ?? placed!);
    // Key content alone has one map for all queries: one row.
    const weights = softmax(logits.expand(batch, ...logits.shape.slice(1)).reshape(batch, this.heads, -1, keys));
    const one = weights.shape[2] === 1 && queries > 1;
    attend(() =>
      formedMap(weights, {
        kind: 'dense',
        grid: [keyRows, keyColumns],
        ...(!one && { queries: [rows, columns] }),
      }),
    );
    const value = apart(this.value_conv.forward(asked)).reshape(batch, this.heads, keys, -1);
    const seen = matmul(weights, value).transpose();
    const wide = seen.shape[1] * seen.shape[2];
    const y = this.proj_conv.forward(one ? seen.reshape(batch, wide, 1, 1) : seen.reshape(batch, wide, rows, columns));
    const whole = one || this.strides.query === 1 ? y : interpolate(y, { size: [height, width], mode: 'bilinear' });
    return add(mul(whole, this.gamma), x);
  }

  /** (q + u)·k of what there is, [B, heads, h, w, h', w'] or with h = w = 1. */
  private contentLogits(query: Tensor | null, key: Tensor | null): Tensor | null {
    const [pairs] = this.terms;
    if (!key) return null;
    const asking = this.withBias(pairs ? query : null, this.appr_bias);
    const [batch, heads, rows, columns, dim] = key.shape;
    const products = matmul(asking.reshape(asking.shape[0], heads, -1, dim), key.reshape(batch, heads, -1, dim), {
      transposeB: true,
    });
    return products.reshape(batch, heads, ...asking.shape.slice(2, 4), rows, columns);
  }

  /** (q + w)·(F_x + F_y)/√2 of what there is, [B or 1, heads, h, w, h', w']. */
  private placeLogits(query: Tensor | null, [rows, columns]: Pair, [keyRows, keyColumns]: Pair): Tensor | null {
    if (!this.appr_geom_fc_x || !this.appr_geom_fc_y) return null;
    const given = this.withBias(this.terms[1] ? query : null, this.geom_bias);
    const asking = given.expand(given.shape[0], this.heads, rows, columns, given.shape[4]);
    const alongX = matmul(asking.transpose(2, 3), this.features(this.appr_geom_fc_x, columns, keyColumns), {
      transposeB: true,
    }).transpose(2, 3);
    const alongY = matmul(asking, this.features(this.appr_geom_fc_y, rows, keyRows), { transposeB: true });
    const cells = [given.shape[0], this.heads, rows, columns];
    return add(alongX.reshape(...cells, 1, keyColumns), alongY.reshape(...cells, keyRows, 1));
  }

  /** Queries and bias, or the one that there is: [B or 1, heads, h or 1, w or 1, d]. */
  private withBias(query: Tensor | null, bias: Variable | null): Tensor {
    const own = bias && bias.reshape(1, this.heads, 1, 1, -1);
    return query && own ? add(query, own) : (query ?? own!);
  }

  /** What a distance along one axis means to each head: [heads, queries, keys, d]. */
  private features(layer: Linear, queries: number, keys: number): Tensor {
    const { dim, magnitude } = this.positions;
    const waves = Array.from({ length: Math.ceil(dim / 4) }, (_, f) => waveLength ** ((4 * f) / dim));
    const values: number[] = [];
    for (let q = 0; q < queries; q++)
      for (let k = 0; k < keys; k++) {
        const angles = waves.map((wave) => ((q * this.strides.query - k * this.strides.key) * magnitude) / wave);
        values.push(...angles.map(Math.sin), ...angles.map(Math.cos));
      }
    const distances = cast(
      tensor(this.device, Float32Array.from(values), [queries, keys, 2 * waves.length]),
      this.gamma.dtype,
    );
    const features = layer.forward(distances).reshape(queries, keys, this.heads, -1).permute(2, 0, 1, 3);
    return div(features, Math.SQRT2);
  }
}

type Pair = readonly [number, number];

import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import { cast } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import type { DType } from '../../engine/dtype.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { zeros } from '../../engine/create.ts';
import { parameter } from '../../engine/variable.ts';
import {
  add,
  chunk,
  concat,
  linear,
  logicalNot,
  logicalOr,
  maskedFill,
  matmul,
  mean,
  pad,
  scaledDotProductAttention,
} from '../../kernels/index.ts';
import { Dropout } from '../basic/dropout.ts';
import { layerRandom } from '../basic/init.ts';
import { xavierNormal, xavierUniform } from '../basic/xavier.ts';
import { Linear } from '../basic/linear.ts';
import type { Places } from '../transformer/token-attention.ts';
import { tokenMap } from './token-map.ts';

export interface MultiheadOptions {
  /** Of the weights. */
  dropout?: number;
  /** Of all four projections. On by default. */
  bias?: boolean;
  /** Append a learnt key and value. */
  addBiasKv?: boolean;
  /** Append a key and value of zeros. */
  addZeroAttn?: boolean;
  /** Width of the keys; that of the queries by default. */
  kdim?: number;
  /** Width of the values. */
  vdim?: number;
  /** Tokens come as [B, L, E] and not as [L, B, E]. Pictures are [B, E, H, W] either way. */
  batchFirst?: boolean;
}

export interface MultiheadCall {
  /** [B, S]: keys to ignore (bool), or what to add to their logits. */
  keyPaddingMask?: Tensor;
  /** [L, S] or [B·heads, L, S]: pairs that are forbidden (bool), or what to add to their logits. */
  attnMask?: Tensor;
  /** Give the weights too. */
  needWeights?: boolean;
  /** Weights as the mean over heads [B, L, S]; on by default. Else [B, heads, L, S]. */
  averageWeights?: boolean;
  /** Where tokens of self-attention lie in a picture, for the map. */
  places?: Places;
}

type Three<T> = readonly [query: T, key: T, value: T];

/**
 * Multi-head attention as torch.nn.MultiheadAttention: the same parameters, masks and options. Paper: Vaswani et al.,
 * "Attention Is All You Need", NeurIPS 2017, arXiv 1706.03762. Source: pytorch/pytorch, torch/nn/modules/activation.py.
 * Status: equal to PyTorch, but a query that may look nowhere gets zeros where PyTorch gives NaN. A true mask forbids,
 * as there.
 *
 *     const attention = new MultiheadAttention(gpu, 64, 8, { batchFirst: true });
 *     const y = attention.forward(x);   // [B, L, 64] → [B, L, 64]; of a picture [B, 64, H, W] pixels are the tokens
 */
export class MultiheadAttention extends Module {
  in_proj_weight: Variable | null;
  q_proj_weight: Variable | null = null;
  k_proj_weight: Variable | null = null;
  v_proj_weight: Variable | null = null;
  in_proj_bias: Variable | null;
  bias_k: Variable | null;
  bias_v: Variable | null;
  out_proj: Linear;
  dropout: Dropout;
  readonly heads: number;
  readonly zeroKey: boolean;
  readonly batchFirst: boolean;

  /** @param width of the queries and of the result; heads divide it. */
  constructor(gpu: Device, width: number, heads: number, options: MultiheadOptions = {}) {
    const {
      dropout = 0,
      bias = true,
      addBiasKv = false,
      addZeroAttn = false,
      kdim = width,
      vdim = width,
      batchFirst = false,
    } = checkOptions('MultiheadAttention', options, 'dropout bias addBiasKv addZeroAttn kdim vdim batchFirst');
    super(gpu);
    if (!Number.isInteger(width / heads))
      throw new ShapeError(
        'MultiheadAttention',
        'heads must divide the width',
        `width ${width}, heads ${heads}`,
        'use a number of heads that divides the width',
      );
    const random = layerRandom(gpu);
    const weight = (outs: number, ins: number) => parameter(xavierUniform(gpu, [outs, ins], random));
    const packed = kdim === width && vdim === width;
    this.in_proj_weight = packed ? weight(3 * width, width) : null;
    if (!packed)
      [this.q_proj_weight, this.k_proj_weight, this.v_proj_weight] = [width, kdim, vdim].map((ins) =>
        weight(width, ins),
      );
    this.in_proj_bias = bias ? parameter(zeros(gpu, [3 * width])) : null;
    [this.bias_k, this.bias_v] = addBiasKv
      ? [0, 1].map(() => parameter(xavierNormal(gpu, [1, 1, width], random)))
      : [null, null];
    this.out_proj = new Linear(gpu, width, width, { bias });
    this.out_proj.bias?.assign(zeros(gpu, [width]));
    this.dropout = new Dropout(gpu, dropout);
    this.heads = heads;
    this.zeroKey = addZeroAttn;
    this.batchFirst = batchFirst;
  }

  /**
   * out_proj(concat_heads(softmax(Q Kᵀ / √d + mask) V)), d = E / heads. Keys are the queries, and values the keys,
   * unless given.
   * @returns the queries' shape; with `needWeights` the weights beside it, after dropout.
   */
  forward(
    query: Tensor,
    key: Tensor | undefined,
    value: Tensor | undefined,
    options: MultiheadCall & { needWeights: true },
  ): { out: Tensor; weights: Tensor };
  forward(query: Tensor, key?: Tensor, value?: Tensor, options?: MultiheadCall & { needWeights?: false }): Tensor;
  forward(
    query: Tensor,
    key = query,
    value = key,
    { keyPaddingMask, attnMask, needWeights = false, averageWeights = true, places }: MultiheadCall = {},
  ): Tensor | { out: Tensor; weights: Tensor } {
    const tokens = this.tokens(query);
    const keyTokens = key === query ? tokens : this.tokens(key);
    const [q, k, v] = this.withExtraKeys(
      this.project([tokens, keyTokens, value === key ? keyTokens : this.tokens(value)]),
    ).map((x) => this.split(x));
    const mask = this.mask(
      [
        attnMask?.reshape(-1, attnMask.rank === 2 ? 1 : this.heads, ...attnMask.shape.slice(-2)),
        keyPaddingMask?.reshape(-1, 1, 1, keyTokens.shape[1]),
      ],
      k.shape[2],
      q.dtype,
    );
    const grid = key.rank === 4 && k.shape[2] === keyTokens.shape[1] ? key.shape.slice(2) : [1, k.shape[2]];
    const { out, weights } = this.mix(q, k, v, mask, needWeights);
    const flow = { value: v, out };
    attend(() =>
      tokenMap(
        { query: q, key: k, mask },
        places && k.shape[2] === keyTokens.shape[1]
          ? { ...places, queries: places.grid, flow }
          : { grid: pair(grid), queries: pair(query.rank === 4 ? query.shape.slice(2) : [1, q.shape[2]]), flow },
      ),
    );
    const y = this.untokens(this.out_proj.forward(out.permute(0, 2, 1, 3).reshape(tokens.shape)), query);
    return needWeights ? { out: y, weights: averageWeights ? mean(weights!, 1) : weights! } : y;
  }

  /** [B, L, E]: the pixels of a picture, row by row, or tokens as they are. */
  private tokens(x: Tensor): Tensor {
    if (x.rank === 4) return x.reshape(x.shape[0], x.shape[1], -1).transpose();
    if (x.rank !== 3)
      throw new ShapeError(
        'MultiheadAttention',
        'needs tokens or a picture',
        show(x.shape),
        this.batchFirst ? '[B, L, E] or [B, E, H, W]' : '[L, B, E] or [B, E, H, W]',
      );
    return this.batchFirst ? x : x.transpose(0, 1);
  }

  private untokens(y: Tensor, like: Tensor): Tensor {
    if (like.rank === 4) return y.transpose().reshape(like.shape);
    return this.batchFirst ? y : y.transpose(0, 1);
  }

  private project(inputs: Three<Tensor>): Tensor[] {
    const { in_proj_weight: packed, in_proj_bias: bias } = this;
    if (packed && inputs.every((x) => x === inputs[0])) return chunk(linear(inputs[0], packed, bias), 3, -1);
    const weights = packed ? chunk(packed, 3) : [this.q_proj_weight!, this.k_proj_weight!, this.v_proj_weight!];
    const biases = bias && chunk(bias, 3);
    return inputs.map((x, i) => linear(x, weights[i], biases?.[i]));
  }

  /** Keys and values that belong to no token, after those that do. */
  private withExtraKeys([q, k, v]: readonly Tensor[]): Tensor[] {
    const extend = (x: Tensor, learnt: Variable | null) => {
      const row = [x.shape[0], 1, x.shape[2]];
      const parts = [
        x,
        ...(learnt ? [learnt.expand(row)] : []),
        ...(this.zeroKey ? [zeros(this.device, row, x.dtype)] : []),
      ];
      return parts.length > 1 ? concat(parts, 1) : x;
    };
    return [q, extend(k, this.bias_k), extend(v, this.bias_v)];
  }

  /** [B, L, E] → [B, heads, L, d]. */
  private split(x: Tensor): Tensor {
    return x.reshape(x.shape[0], x.shape[1], this.heads, -1).transpose(1, 2);
  }

  /**
   * Both masks as one, and open for `keys` that they do not know: bool is turned into what may be seen, unless the
   * other one is added to the logits.
   */
  private mask(given: readonly (Tensor | undefined)[], keys: number, dtype: DType): Tensor | undefined {
    const masks = given.flatMap((mask) =>
      mask ? [pad(mask, { before: [0, 0, 0, 0], after: [0, 0, 0, keys - mask.shape[3]] })] : [],
    );
    if (!masks.length) return undefined;
    if (masks.every((mask) => mask.dtype === 'bool')) return logicalNot(masks.reduce((a, b) => logicalOr(a, b)));
    const logits = masks
      .map((mask) =>
        mask.dtype === 'bool' ? maskedFill(zeros(this.device, mask.shape, dtype), mask, -Infinity) : mask,
      )
      .reduce((a, b) => add(cast(a, dtype), cast(b, dtype)));
    return cast(logits, dtype);
  }

  private mix(
    q: Tensor,
    k: Tensor,
    v: Tensor,
    mask: Tensor | undefined,
    needWeights: boolean,
  ): { out: Tensor; weights?: Tensor } {
    const drops = this.training && this.dropout.p > 0;
    if (!needWeights && !drops) return { out: scaledDotProductAttention(q, k, v, { mask }) };
    const { out, weights } = scaledDotProductAttention(q, k, v, { mask, needWeights: true });
    if (!drops) return { out, weights };
    const dropped = this.dropout.forward(weights);
    return { out: matmul(dropped, v), weights: dropped };
  }
}

const pair = ([rows, columns]: readonly number[]): [number, number] => [rows, columns];

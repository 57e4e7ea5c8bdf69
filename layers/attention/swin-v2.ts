import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { full, tensor, zeros } from '../../engine/create.ts';
import { buffer, parameter } from '../../engine/variable.ts';
import {
  add,
  blockAttention,
  blockAttentionMap,
  clamp,
  concat,
  exp,
  linear,
  mul,
  normalize,
  sigmoid,
  split,
} from '../../kernels/index.ts';
import { LayerNorm } from '../basic/layernorm.ts';
import { Linear } from '../basic/linear.ts';
import { checkHeads } from '../transformer/token-attention.ts';
import { Mlp } from '../transformer/mlp.ts';
import type { Grid } from '../transformer/patch-embed.ts';
import type { SwinBlockOptions, SwinImage } from './swin.ts';
import { fitWindow, relativeIndex, shiftMask } from './swin-windows.ts';

export interface SwinV2AttentionOptions {
  heads: number;
  /** Rows and columns of a window. */
  window: Grid;
  /** Of the pretraining, by which relative places are measured; 0 for the window itself. */
  pretrainedWindow?: number;
  /** Biases of queries and values; keys have none. On by default. */
  qkvBias?: boolean;
}

/**
 * Attention inside Swin V2's windows: cosines of queries and keys over a learnt temperature, and a bias of relative
 * places that a small network makes. `SwinV2Block` has it.
 */
export class SwinV2Attention extends Module {
  logit_scale: Variable;
  cpb_mlp: { 0: Linear; 2: Linear };
  qkv: Linear;
  q_bias: Variable | null;
  v_bias: Variable | null;
  proj: Linear;
  relative_coords_table: Variable;
  relative_position_index: Variable;
  readonly window: Grid;
  readonly heads: number;

  constructor(gpu: Device, dim: number, options: SwinV2AttentionOptions) {
    const {
      heads,
      window,
      pretrainedWindow = 0,
      qkvBias = true,
    } = checkOptions('SwinV2Attention', options, 'heads window pretrainedWindow qkvBias');
    super(gpu);
    checkHeads('SwinV2Attention', dim, heads);
    this.window = window;
    this.heads = heads;
    this.logit_scale = parameter(full(gpu, [heads, 1, 1], Math.log(10)));
    this.cpb_mlp = { 0: new Linear(gpu, 2, 512), 2: new Linear(gpu, 512, heads, { bias: false }) };
    this.qkv = new Linear(gpu, dim, 3 * dim, { bias: false });
    this.q_bias = qkvBias ? parameter(zeros(gpu, [dim])) : null;
    this.v_bias = qkvBias ? parameter(zeros(gpu, [dim])) : null;
    this.proj = new Linear(gpu, dim, dim);
    this.relative_coords_table = buffer(coordinateTable(gpu, window, pretrainedWindow));
    this.relative_position_index = buffer(relativeIndex(gpu, window));
  }

  /** Newer files leave them to the code. */
  override get optional(): readonly string[] {
    return ['relative_coords_table', 'relative_position_index'];
  }

  /** proj(softmax(cos(q, k) · min(exp(logit_scale), 100) + 16 σ(cpb_mlp(place))) v). x and y [B, H·W, C]. */
  forward(x: Tensor, image: SwinImage): Tensor {
    const [batch, tokens, dim] = x.shape;
    const [height, width] = image.grid;
    if (tokens !== height * width)
      throw new ShapeError('SwinV2Attention', `needs ${height}·${width} tokens`, `${tokens}`);
    const bias = this.q_bias && concat([this.q_bias, zeros(this.device, [dim]), this.v_bias!], 0);
    const [q, k, v] = split(linear(x, this.qkv.weight, bias), dim, 2).map((part) =>
      part.reshape(batch, tokens, this.heads, -1),
    );
    const scale = exp(clamp(this.logit_scale, { max: Math.log(100) })).reshape(1, 1, this.heads, 1);
    const [query, key, value] = [mul(normalize(q, 3), scale), normalize(k, 3), v].map((part) =>
      part.reshape(batch, height, width, this.heads, -1).permute(0, 3, 4, 1, 2),
    );
    const options = { window: this.window, shift: image.shift, bias: this.bias() };
    attend(() => blockAttentionMap(query, key, options));
    return this.proj.forward(blockAttention(query, key, value, options).reshape(batch, dim, tokens).transpose());
  }

  /** [heads, 2·rows - 1, 2·columns - 1] */
  private bias(): Tensor {
    const { 0: hidden, 2: out } = this.cpb_mlp;
    const table = out.forward(hidden.forward(this.relative_coords_table.reshape(-1, 2), 'relu'));
    const [, rows, columns] = this.relative_coords_table.shape;
    return mul(sigmoid(table), 16).transpose().reshape(this.heads, rows, columns);
  }
}

/**
 * Swin V2: windows whose scores are cosines, with a bias that a small network computes from relative places. Paper: Liu
 * et al., "Swin Transformer V2: Scaling Up Capacity and Resolution", CVPR 2022, arXiv 2111.09883. Source:
 * microsoft/Swin-Transformer, swin_transformer_v2.py. Status: equal to the official code, without its dropout and
 * stochastic depth. Norms follow attention and MLP. A head whose learnt scale exceeds 100 is held there, and its scale
 * gets no gradient.
 *
 *     const block = new SwinV2Block(gpu, 64, [8, 8], { heads: 4, window: 4, shift: 2 });
 *     const y = block.forward(x);   // [B, 8 · 8, 64] → [B, 8 · 8, 64]
 */
export class SwinV2Block extends Module {
  attn: SwinV2Attention;
  norm1: LayerNorm;
  mlp: Mlp;
  norm2: LayerNorm;
  attn_mask: Variable | null;
  readonly grid: Grid;
  readonly shift: number;

  /** @param grid rows and columns of the tokens, multiples of the window. */
  constructor(
    gpu: Device,
    dim: number,
    grid: Grid,
    options: Omit<SwinBlockOptions, 'qkScale'> & { pretrainedWindow?: number },
  ) {
    const {
      heads,
      window,
      shift,
      mlpRatio = 4,
      qkvBias,
      pretrainedWindow,
    } = checkOptions('SwinV2Block', options, 'heads window shift mlpRatio qkvBias pretrainedWindow');
    super(gpu);
    const fitted = fitWindow('SwinV2Block', grid, window, shift);
    const { side } = fitted;
    this.grid = grid;
    this.shift = fitted.shift;
    this.attn = new SwinV2Attention(gpu, dim, { heads, window: [side, side], pretrainedWindow, qkvBias });
    this.norm1 = new LayerNorm(gpu, dim);
    this.mlp = new Mlp(gpu, dim, Math.floor(dim * mlpRatio));
    this.norm2 = new LayerNorm(gpu, dim);
    this.attn_mask = this.shift ? buffer(shiftMask(gpu, grid, side, this.shift)) : null;
    // The block begins as the identity.
    for (const norm of [this.norm1, this.norm2]) norm.weight!.assign(zeros(gpu, [dim]));
  }

  /** Newer files leave it to the code. */
  override get optional(): readonly string[] {
    return this.attn_mask ? ['attn_mask'] : [];
  }

  /** x += LN(attention(x)); x += LN(MLP(x)). x and y [B, H·W, C]. */
  forward(x: Tensor): Tensor {
    const attended = add(x, this.norm1.forward(this.attn.forward(x, { grid: this.grid, shift: this.shift })));
    return add(attended, this.norm2.forward(this.mlp.forward(attended)));
  }
}

/**
 * [1, 2·rows - 1, 2·columns - 1, 2]: relative places on a logarithmic scale, 8 at the pretrained window's edge giving
 * 1.
 */
function coordinateTable(gpu: Device, window: Grid, pretrained: number): Tensor {
  const place = (offset: number, axis: number) => {
    const u = (8 * offset) / ((pretrained > 0 ? pretrained : window[axis]) - 1);
    return (Math.sign(u) * Math.log2(1 + Math.abs(u))) / 3;
  };
  const offsets = window.map((side) => Array.from({ length: 2 * side - 1 }, (_, i) => i - side + 1));
  const values = offsets[0].flatMap((y) => offsets[1].flatMap((x) => [place(y, 0), place(x, 1)]));
  return tensor(gpu, Float32Array.from(values), [1, offsets[0].length, offsets[1].length, 2]);
}

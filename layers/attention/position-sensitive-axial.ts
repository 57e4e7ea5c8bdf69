import { checkOptions } from '../../engine/arguments.ts';
import type { MapSource } from '../../engine/capture.ts';
import { attend } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { ShapeError } from '../../engine/errors.ts';
import { Module } from '../../engine/module.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { tensor } from '../../engine/create.ts';
import { buffer, parameter } from '../../engine/variable.ts';
import { distances } from '../../kernels/attention/plain-distances.ts';
import { applyPositional, positionalSimilarity } from '../../kernels/attention/positional.ts';
import {
  add,
  avgPool2d,
  conv1d,
  div,
  indexSelect,
  matmul,
  mean,
  positionalAttention,
  softmax,
  split,
  sqrt,
  sum,
} from '../../kernels/index.ts';
import { onGrid, place } from './axial-map.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv1d } from '../basic/conv.ts';
import { layerRandom, normal } from '../basic/init.ts';

export interface AxialDeepLabOptions {
  /** Groups of channels, each with weights of its own: heads. They share the table of positions. */
  groups?: number;
  /** Positions of the axis, no more and no fewer. */
  length?: number;
  /** Attend within rows; else within columns. */
  rows?: boolean;
  /** Pool the result by this factor. */
  stride?: number;
}

/**
 * Position-sensitive axial attention: along one axis, with learnt relative positions in the logits and in the values.
 * Paper: Wang et al., "Axial-DeepLab: Stand-Alone Axial-Attention for Panoptic Segmentation", ECCV 2020, arXiv
 * 2003.07853. Source: csrhddlam/axial-deeplab. Status: equal to the official code. The three parts of the logits are
 * batch-normalised and then added, without 1/√d; the length of the axis is fixed by the table of positions. At
 * inference the normalisation is a factor for each part and group (its shift is the same for all keys, and leaves a
 * softmax), so attention and its gradients run without its weights in memory; in training the statistics need them.
 *
 *     const attention = new PositionSensitiveAxial(gpu, 64, 64, { length: 56, rows: true });
 *     const y = attention.forward(x);   // [B, 64, 56, 56] → [B, 64, 56, 56]
 */
export class PositionSensitiveAxial extends Module {
  qkv_transform: Conv1d;
  bn_qkv: BatchNorm;
  bn_similarity: BatchNorm;
  bn_output: BatchNorm;
  relative: Variable;
  flatten_index: Variable;
  readonly groups: number;
  readonly length: number;
  readonly rows: boolean;
  readonly stride: number;

  /** @param outs divided by groups it must be even: queries and keys have half the channels of the values. */
  constructor(gpu: Device, ins: number, outs: number, options: AxialDeepLabOptions = {}) {
    const {
      groups = 8,
      length = 56,
      rows = false,
      stride = 1,
    } = checkOptions('PositionSensitiveAxial', options, 'groups length rows stride');
    super(gpu);
    const channels = outs / groups;
    if (!Number.isInteger(channels / 2))
      throw new ShapeError(
        'PositionSensitiveAxial',
        'each group needs an even number of channels',
        `${outs} channels, ${groups} groups`,
        'use a width that 2 · groups divides',
      );
    const random = layerRandom(gpu);
    this.qkv_transform = new Conv1d(gpu, ins, 2 * outs, { bias: false });
    this.qkv_transform.weight.assign(normal(gpu, [2 * outs, ins, 1], random, 0, Math.sqrt(1 / ins)));
    this.bn_qkv = new BatchNorm(gpu, 2 * outs);
    this.bn_similarity = new BatchNorm(gpu, 3 * groups);
    this.bn_output = new BatchNorm(gpu, 2 * outs);
    this.relative = parameter(normal(gpu, [2 * channels, 2 * length - 1], random, 0, Math.sqrt(1 / channels)));
    this.flatten_index = buffer(tensor(gpu, distances(length)));
    this.groups = groups;
    this.length = length;
    this.rows = rows;
    this.stride = stride;
  }

  /** x [B, in, H, W] → [B, out, H/stride, W/stride]. */
  forward(x: Tensor): Tensor {
    const { y, weights } = this.along(x);
    attend(() => this.map(weights(), x, 'attention'));
    return y;
  }

  /** As `forward`, with the weights [B·other, groups, T, T] for those who ask. */
  along(x: Tensor): { y: Tensor; weights: () => Tensor } {
    const { groups, length, rows } = this;
    const [batch, ins, height, width] = x.shape;
    if (x.rank !== 4 || (rows ? width : height) !== length)
      throw new ShapeError(
        'PositionSensitiveAxial',
        `needs [B, C, H, W] with ${length} ${rows ? 'columns' : 'rows'}`,
        show(x.shape),
        'pass { length }',
      );
    const projected = this.bn_qkv
      .forward(conv1d(x.reshape(batch, ins, height * width), this.qkv_transform.weight))
      .reshape(batch, groups, -1, height, width);
    // Queries and keys are a quarter of a group's channels each, values half.
    const quarter = projected.shape[2] / 4;
    const [q, k, v] = split(projected, [quarter, quarter, 2 * quarter], 2);
    const places = () => indexSelect(this.relative, 1, this.flatten_index).reshape(-1, length, length);
    const weights = () => softmax(this.logits(positionalSimilarity(q, k, places(), rows)));
    const { running_var: variance, weight, eps } = this.bn_similarity;
    const all = this.training ? weights() : null;
    const pairs = all
      ? applyPositional(all.reshape(batch, -1, groups, length, length), v, places(), rows)
      : positionalAttention(q, k, v, this.relative, div(weight!, sqrt(add(variance!, eps))).reshape(3, groups), {
          rows,
        });
    const y = sum(
      this.bn_output.forward(pairs.reshape(batch, -1, height, width)).reshape(batch, -1, 2, height, width),
      2,
    );
    return {
      y: this.stride > 1 ? avgPool2d(y, this.stride, { stride: this.stride }) : y,
      weights: () => all ?? weights(),
    };
  }

  /** Similarities [B, other, 3·groups, T, T], normalised and added: [B·other, groups, T, T]. */
  private logits(similarity: Tensor): Tensor {
    const { groups, length } = this;
    return sum(
      this.bn_similarity
        .forward(similarity.reshape(-1, 3 * groups, length, length))
        .reshape(-1, 3, groups, length, length),
      1,
    );
  }

  /** @param weights of `along` for x. */
  map(weights: Tensor, x: Tensor, name: string): MapSource<{ weights: Tensor }> {
    const grid: [number, number] = [x.shape[2], x.shape[3]];
    const axis = this.rows ? 1 : 0;
    return {
      name,
      kind: 'axial',
      heads: this.groups,
      grid,
      queries: grid,
      keep: { weights },
      row: (kept, query, head, batch) => {
        const at = place(query, grid);
        const line = batch * grid[1 - axis] + at[1 - axis];
        return onGrid(
          kept.weights
            .slice(0, line, line + 1)
            .slice(1, head, head + 1)
            .slice(2, at[axis], at[axis] + 1),
          at,
          axis,
          grid,
        );
      },
      full: (kept) => copy(kept.weights),
      through: (kept, values) => {
        const lines = axis ? values.permute(0, 2, 3, 1) : values.permute(0, 3, 2, 1);
        const shares = mean(kept.weights, 1).reshape(lines.shape[0], -1, this.length, this.length);
        const seen = matmul(shares, lines);
        return axis ? seen.permute(0, 3, 1, 2) : seen.permute(0, 3, 2, 1);
      },
    };
  }
}

/**
 * Position-sensitive axial attention: along one axis, with learnt relative positions in the logits and in the values.
 * Paper: Wang et al., "Axial-DeepLab: Stand-Alone Axial-Attention for Panoptic Segmentation", ECCV 2020, arXiv 2003.07853.
 * Source: csrhddlam/axial-deeplab.
 * Status: equal to the official code. The three parts of the logits are batch-normalised and then added, without 1/√d; the length of the axis
 * is fixed by the table of positions.
 */
import type { MapSource } from '../engine/capture.ts';
import { attend } from '../engine/capture.ts';
import { copy } from '../engine/cast.ts';
import type { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import { Module } from '../engine/module.ts';
import { show } from '../engine/shape.ts';
import type { Tensor, Variable } from '../engine/tensor.ts';
import { buffer, parameter, tensor } from '../engine/tensor.ts';
import { avgPool2d, concat, conv1d, einsum, indexSelect, matmul, softmax, stack, sum } from '../kernels/index.ts';
import { onGrid, place } from './axial-map.ts';
import { BatchNorm } from './batchnorm.ts';
import { Conv1d } from './conv.ts';
import { layerRandom, normal } from './init.ts';

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
  constructor(gpu: Device, ins: number, outs: number, { groups = 8, length = 56, rows = false, stride = 1 }: AxialDeepLabOptions = {}) {
    super(gpu);
    const channels = outs / groups;
    if (!Number.isInteger(channels / 2)) throw new ShapeError('PositionSensitiveAxial', 'each group needs an even number of channels', `${outs} channels, ${groups} groups`);
    const random = layerRandom(gpu);
    this.qkv_transform = new Conv1d(gpu, ins, 2 * outs, { bias: false });
    this.qkv_transform.weight.assign(normal(gpu, [2 * outs, ins, 1], random, 0, Math.sqrt(1 / ins)));
    this.bn_qkv = new BatchNorm(gpu, 2 * outs);
    this.bn_similarity = new BatchNorm(gpu, 3 * groups);
    this.bn_output = new BatchNorm(gpu, 2 * outs);
    this.relative = parameter(normal(gpu, [2 * channels, 2 * length - 1], random, 0, Math.sqrt(1 / channels)));
    this.flatten_index = buffer(tensor(gpu, Int32Array.from({ length: length * length }, (_, i) => Math.floor(i / length) - (i % length) + length - 1), [length * length]));
    this.groups = groups;
    this.length = length;
    this.rows = rows;
    this.stride = stride;
  }

  /** x [B, in, H, W] → [B, out, H/stride, W/stride]. */
  forward(x: Tensor): Tensor {
    const { y, weights } = this.along(x);
    attend(() => this.map(weights, x, 'attention'));
    return y;
  }

  /** As `forward`, with the weights [B·other, groups, T, T]. */
  along(x: Tensor): { y: Tensor; weights: Tensor } {
    const { groups, length } = this;
    const [batch, ins, height, width] = x.shape;
    if (x.rank !== 4 || (this.rows ? width : height) !== length) throw new ShapeError('PositionSensitiveAxial', `needs [B, C, H, W] with ${length} ${this.rows ? 'columns' : 'rows'}`, show(x.shape), 'pass { length }');
    const other = this.rows ? height : width;
    const projected = this.bn_qkv.forward(conv1d(x.reshape(batch, ins, height * width), this.qkv_transform.weight));
    // [B, other, groups, T, channels]: queries and keys are a quarter each, values half.
    const lines = projected.reshape(batch, groups, -1, height, width).permute(this.rows ? [0, 3, 1, 4, 2] : [0, 4, 1, 3, 2]);
    const quarter = lines.shape[4] / 4;
    const [q, k, v] = [lines.slice(4, 0, quarter), lines.slice(4, quarter, 2 * quarter), lines.slice(4, 2 * quarter)];
    // E[c, i, j] is the vector of the distance i - j.
    const places = indexSelect(this.relative, 1, this.flatten_index).reshape(-1, length, length);
    const [forQuery, forKey, forValue] = [places.slice(0, 0, quarter), places.slice(0, quarter, 2 * quarter), places.slice(0, 2 * quarter)];
    const similarity = concat([matmul(q, k, { transposeB: true }), einsum('bogic,cij->bogij', q, forQuery), einsum('bogjc,cji->bogij', k, forKey)], 2);
    const logits = sum(this.bn_similarity.forward(similarity.reshape(batch * other, 3 * groups, length, length)).reshape(-1, 3, groups, length, length), 1);
    const weights = softmax(logits);
    const lineWeights = weights.reshape(batch, other, groups, length, length);
    const pairs = stack([matmul(lineWeights, v), einsum('bogij,cij->bogic', lineWeights, forValue)], 5);
    const picture = pairs.permute(this.rows ? [0, 2, 4, 5, 1, 3] : [0, 2, 4, 5, 3, 1]).reshape(batch, -1, height, width);
    const y = sum(this.bn_output.forward(picture).reshape(batch, -1, 2, height, width), 2);
    return { y: this.stride > 1 ? avgPool2d(y, this.stride, { stride: this.stride }) : y, weights };
  }

  /** @param weights of `along` for x. */
  map(weights: Tensor, x: Tensor, name: string): MapSource<{ weights: Tensor }> {
    const grid: [number, number] = [x.shape[2], x.shape[3]];
    const axis = this.rows ? 1 : 0;
    return {
      name, kind: 'axial', heads: this.groups, grid, queries: grid, keep: { weights },
      row: (kept, query, head, batch) => {
        const at = place(query, grid);
        const line = batch * grid[1 - axis] + at[1 - axis];
        return onGrid(kept.weights.slice(0, line, line + 1).slice(1, head, head + 1).slice(2, at[axis], at[axis] + 1), at, axis, grid);
      },
      full: (kept) => copy(kept.weights),
    };
  }
}

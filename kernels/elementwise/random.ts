/**
 * Tensors of random numbers, drawn on the host in the order of engine/random.ts: the same on every machine and backend.
 */
import type { Device } from '../../engine/device.ts';
import type { Shape } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { checkShape, size } from '../../engine/shape.ts';
import { tensor } from '../../engine/create.ts';

export interface UniformOptions {
  /** Whole, below 2³². */
  seed: number;
  /** Tells apart uses of one seed. */
  stream?: number;
  low?: number;
  high?: number;
}

export function draw(gpu: Device, op: string, shape: Shape, next: () => number): Tensor {
  checkShape(op, shape);
  return tensor(gpu, Float32Array.from({ length: size(shape) }, next), shape);
}

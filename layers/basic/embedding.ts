/**
 * A table of learnt vectors, looked up by index.
 *
 *     const tokens = new Embedding(gpu, 1000, 64);
 *     const x = tokens.forward(indices);   // i32 [B, N] → [B, N, 64]
 */
import { checkOptions } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { parameter } from '../../engine/variable.ts';
import { embedding } from '../../kernels/gather/embedding.ts';
import { layerRandom, normal } from './init.ts';

export interface EmbeddingOptions {
  /** Fixes the initial values; without it each layer of a device draws its own. */
  seed?: number;
}

/** nn.Embedding: `weight` [entries, width], standard normal. */
export class Embedding extends Module {
  weight: Variable;

  constructor(gpu: Device, entries: number, width: number, options: EmbeddingOptions = {}) {
    const { seed } = checkOptions('Embedding', options, 'seed');
    super(gpu);
    this.weight = parameter(normal(gpu, [entries, width], layerRandom(gpu, seed)));
  }

  /** Indices (i32 or u32) [...] → [..., width]. */
  forward(indices: Tensor): Tensor {
    return embedding(indices, this.weight);
  }
}

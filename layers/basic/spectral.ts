/**
 * Spectral normalisation: a weight divided by an estimate of its largest singular value. Paper: Miyato et al., arXiv
 * 1802.05957. Names and updates as torch.nn.utils.spectral_norm.
 *
 * A layer keeps `weight_orig`, `weight_u` and `weight_v` in place of `weight`, and asks for the weight in each forward:
 * see `Weighted`.
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Random } from '../../engine/random.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Variable } from '../../engine/variable.ts';
import { buffer, parameter } from '../../engine/variable.ts';
import { div } from '../../kernels/elementwise/div.ts';
import { matmul } from '../../kernels/matmul/matmul.ts';
import { powerIteration } from '../../kernels/matmul/power-iteration.ts';
import { normal } from './init.ts';

export interface SpectralState {
  weight_orig: Variable;
  /** The left singular vector, one value for each output. */
  weight_u: Variable;
  /** The right singular vector. */
  weight_v: Variable;
}

export interface SpectralOptions {
  /** Power iterations of each training step. */
  iterations?: number;
  /** Norms below this count as this. */
  eps?: number;
}

/**
 * Takes `weight` over, with singular vectors from one iteration on a random guess. The outputs lie on `axis`: 0, or 1
 * for transposed convolutions.
 */
export function spectralState(weight: Tensor, random: Random, axis = 0): SpectralState {
  checkTensors('spectralState', { weight });
  const { u, v } = powerIteration(asMatrix(weight, axis), normal(weight.device, [weight.shape[axis]], random));
  return { weight_orig: parameter(weight), weight_u: buffer(u), weight_v: buffer(v) };
}

/**
 * weight_orig / σ with σ = uᵀWv. In training one more iteration refines u and v first; they are constants to the
 * gradient.
 * @returns the weight, of the shape of `weight_orig`.
 */
export function spectralNormalize(
  state: SpectralState,
  training: boolean,
  options: SpectralOptions = {},
  axis = 0,
): Tensor {
  const { iterations = 1, eps = 1e-12 } = checkOptions('spectralNormalize', options, 'iterations eps');
  const { weight_orig, weight_u, weight_v } = state ?? {};
  checkTensors('spectralNormalize', { weight_orig, weight_u, weight_v });
  const matrix = asMatrix(weight_orig, axis);
  if (training) {
    const { u, v } = powerIteration(matrix, weight_u, iterations, eps);
    weight_u.assign(u);
    weight_v.assign(v);
  }
  const sigma = matmul(matmul(weight_u.reshape(1, -1), matrix), weight_v.reshape(-1, 1));
  return div(weight_orig, sigma.reshape(weight_orig.shape.map(() => 1)));
}

/** [outputs, everything else]. */
function asMatrix(weight: Tensor, axis: number): Tensor {
  const order = [axis, ...weight.shape.map((_, i) => i).filter((i) => i !== axis)];
  return weight.permute(order).reshape(weight.shape[axis], -1);
}

/** A layer with one weight, under spectral normalisation or not. */
export abstract class Weighted extends Module {
  /** Under spectral normalisation there is none: the three below stand for it. */
  weight!: Variable;
  weight_orig?: Variable;
  weight_u?: Variable;
  weight_v?: Variable;
  private readonly spectral: (SpectralOptions & { axis: number }) | null = null;

  /** Takes `weight` over; the outputs lie on its `axis`. */
  constructor(gpu: Device, weight: Tensor, random: Random, spectral: boolean | SpectralOptions = false, axis = 0) {
    super(gpu);
    if (!spectral) {
      this.weight = parameter(weight);
      return;
    }
    Object.assign(this, spectralState(weight, random, axis));
    this.spectral = { ...(spectral === true ? {} : spectral), axis };
  }

  /** The weight to compute with. In training under spectral normalisation each call refines the singular vectors. */
  protected currentWeight(): Tensor {
    if (!this.spectral) return this.weight;
    const { axis, ...options } = this.spectral;
    return spectralNormalize(this as SpectralState, this.training, options, axis);
  }
}

/** The prelude that NaN, infinity and -0 literals need (see `f32` in wgsl.ts). */
import { wgsl } from './wgsl.ts';

/**
 * `runtime_bits(bits)` gives its argument back. WGSL rejects a shader in which a constant expression is NaN or infinite, and a call of a
 * user function is never a constant expression, so `bitcast<f32>(runtime_bits(0x7fc00000u))` is accepted. Drivers inline it: no cost.
 */
export const runtimeBits = wgsl`
  fn runtime_bits(bits: u32) -> u32 {
    return bits;
  }`;

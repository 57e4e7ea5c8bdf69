/**
 * e^x for softmax weights, where x is at most about 0: the bits of m_exp above -87, 0 below (m_exp's subnormals are not
 * worth their price here), NaN at NaN.
 */
import { fn } from '../../engine/gpu/wgsl.ts';
import { m_exp_parts } from './parts.ts';

export const softmax_exp = fn`
  fn softmax_exp(x: f32) -> f32 {
    let parts = ${m_exp_parts}(x);
    return select(parts.x * bitcast<f32>((i32(parts.y) + 127) << 23u), 0.0, x < -87.0);
  }`;

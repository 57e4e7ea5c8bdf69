import { binary } from './binary.ts';
import { isFloat } from '../../engine/dtype.ts';
import { fn, wgsl } from '../../engine/gpu/wgsl.ts';
import { m_fmod } from '../math/fmod.ts';
import { divisionSamples } from './division.ts';

const floor_divide = fn`
  fn floor_divide(a: f32, b: f32) -> f32 {
    let rest = ${m_fmod}(a, b);
    let whole = round((a - rest) / b);
    let below = (bitcast<u32>(rest) & 0x7fffffffu) != 0u && (bitcast<u32>(rest) ^ bitcast<u32>(b)) >= 0x80000000u;
    return select(select(whole, whole - 1.0f, below), a / b, (bitcast<u32>(b) & 0x7fffffffu) == 0u);
  }`;

/** ⌊a / b⌋ of the exact quotient, as Python's //; a / 0 is ±Inf or NaN. Its derivative is 0. */
export const floorDivide = binary({
  name: 'floor_divide',
  code: (dtype) => {
    if (isFloat(dtype)) return wgsl`${floor_divide}(a, b)`;
    return dtype === 'u32'
      ? wgsl`select(a / b, 0u, b == 0)`
      : wgsl`select(a / b - select(0i, 1i, a % b != 0 && (a % b < 0) != (b < 0)), 0i, b == 0)`;
  },

  reference: (a, b, dtype) => {
    if (b === 0 || !isFloat(dtype)) return Math.floor(a / b);
    const rest = a % b;
    return Math.round((a - rest) / b) - Number(rest !== 0 && rest < 0 !== b < 0);
  },
  samples: divisionSamples,
});

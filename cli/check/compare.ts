/** Element-by-element comparison with an expected array, and the worst element for the report. */

export interface Tolerance {
  atol?: number;
  rtol?: number;
  /** Distance in units of the last place of `unit`. */
  ulp?: number;
}

/** The worst violation: how far off, how far was allowed. */
export interface Mismatch {
  index: number;
  got: number;
  want: number;
  error: number;
  allowed: number;
}

/** Null when every element is equal, both NaN, or within the tolerance; exact when none is given. */
export function compare(
  got: ArrayLike<number>,
  want: ArrayLike<number>,
  { atol = 0, rtol = 0, ulp = 0 }: Tolerance,
  unit: 'f32' | 'f16' = 'f32',
): Mismatch | null {
  let worst: Mismatch | null = null;
  for (let i = 0; i < want.length; i++) {
    const [g, w] = [got[i], want[i]];
    if (g === w || (Number.isNaN(g) && Number.isNaN(w))) continue;
    const error = Math.abs(g - w);
    const allowed = atol + rtol * Math.abs(w);
    if (error <= allowed || (ulp > 0 && Math.abs(ordinal(g, unit) - ordinal(w, unit)) <= ulp)) continue;
    if (!worst || Number.isNaN(error) || error - allowed > worst.error - worst.allowed)
      worst = { index: i, got: g, want: w, error, allowed };
    if (Number.isNaN(error)) return worst;
  }
  return worst;
}

const bits = new DataView(new ArrayBuffer(4));

/** Floats counted in order, so that neighbours differ by 1: the scale that ULPs are measured on. */
function ordinal(value: number, unit: 'f32' | 'f16'): number {
  if (Number.isNaN(value)) return NaN;
  bits.setFloat32(0, value);
  const word = bits.getUint32(0);
  const magnitude = word & 0x7fffffff;
  // A half that came widened sits on the f32 grid 2^13 apart (its subnormals finer: those tests give atol).
  return ((word >>> 31 ? -1 : 1) * magnitude) / (unit === 'f16' ? 8192 : 1);
}

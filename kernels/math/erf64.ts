/** The error function in float64, for reference loops: Math has none. */

/** erf x = 2/√π · e^(-x²) · Σ 2ⁿ x^(2n+1) / (2n+1)!! below 2 (no term cancels), 1 - erfc x beyond. Within 4 · 2⁻⁵³. */
export function erf64(x: number): number {
  if (Math.abs(x) >= 2) return Math.sign(x) * (1 - erfc64(Math.abs(x)));
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > Math.abs(sum) * 2 ** -54; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}

/** 1 - erf x: from 2 on e^(-x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))), where 80 levels leave less than 2⁻⁵³. */
export function erfc64(x: number): number {
  if (!(x >= 2)) return x <= -2 ? 2 - erfc64(-x) : 1 - erf64(x);
  let fraction = x;
  for (let k = 80; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / Math.sqrt(Math.PI) / fraction;
}

/**
 * What the ops of row normalisation share: attributes, the walk over a row, and its plain loops. `x` is [rows,
 * elements] to them.
 */
import { ShapeError } from '../../engine/errors.ts';
import type { Described, HostArray } from '../../engine/op.ts';
import { show, size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_rsqrt } from '../math/sqrt.ts';
import { sumAlong } from '../make/rows.ts';

export interface RowNormAttrs {
  eps: number;
  /** Whether the mean is taken off; without it the "variance" is the mean square. */
  center: boolean;
  /** Element `k` of row `r` is scaled by `weight[r % groups · (length / span) + k / span]`. */
  groups: number;
  span: number;
}

/** The shape of `x`, once weight and bias fit it. */
export function checkRows({ x, weight, bias }: Record<string, Described>, { groups, span }: RowNormAttrs): Described {
  const wanted = (groups * x.shape[1]) / span;
  for (const [key, affine] of Object.entries({ weight, bias })) {
    if (affine && size(affine.shape) !== wanted)
      throw new ShapeError(
        'normalize',
        `${key} must have ${wanted} values`,
        show(affine.shape),
        'one value for each channel',
      );
  }
  return { shape: x.shape, dtype: x.dtype };
}

/** WGSL for the index into weight and bias of element `k`, from `p.groups`, `p.per_group` and `p.span`. */
export const affineIndex = ({ groups, span }: RowNormAttrs) =>
  wgsl`${groups > 1 ? wgsl`row % p.groups * p.per_group + ` : wgsl``}${span > 1 ? wgsl`k / p.span` : wgsl`k`}`;

/**
 * Statements that leave `shift`, `rest` and `rstd` of the row. Two walks, so that a large mean does not eat the
 * variance, and the mean as two numbers, `shift + rest`: at 30,000 one number is off by a thousandth. Counted from its
 * first element, a constant row is 0 to the last bit.
 */
export const rowStatistics = (center: boolean, length: number): Snippet =>
  center
    ? wgsl`
      let origin = x[at];
      ${sumAlong([wgsl`total`], wgsl`total += x[at + k] - origin;`, { length })}
      let shift = origin + row_sum(total, lane) / p.terms;
      ${sumAlong(
        [wgsl`off`, wgsl`squares`],
        wgsl`
          let apart = x[at + k] - shift;
          off += apart;
          squares += apart * apart;`,
        { length },
      )}
      let rest = row_sum(off, lane) / p.terms;
      let rstd = ${m_rsqrt}(max(row_sum(squares, lane) / p.terms - rest * rest, 0.0) + p.eps);`
    : wgsl`
      let shift = 0.0;
      let rest = 0.0;
      ${sumAlong([wgsl`squares`], wgsl`squares += x[at + k] * x[at + k];`, { length })}
      let rstd = ${m_rsqrt}(row_sum(squares, lane) / p.terms + p.eps);`;

/** Element `k`, centred: names that `rowStatistics` left. */
export const centred = wgsl`((x[at + k] - shift) - rest)`;

export const rowParams = (length: number, { eps, groups, span }: RowNormAttrs) => ({
  groups,
  per_group: length / span,
  span,
  eps: { f32: eps },
  terms: { f32: length },
});

/** For reference loops: calls `visit` for each element with its row's statistics, and the place of its weight. */
export function eachNormalized(
  x: HostArray,
  { eps, center, groups, span }: RowNormAttrs,
  visit: (at: number, row: number, affine: number, normalized: number, rstd: number) => void,
): void {
  const [rows, length] = x.shape;
  for (let row = 0; row < rows; row++) {
    const values = Array.from(x.data.subarray(row * length, (row + 1) * length));
    const shift = center ? values.reduce((a, b) => a + b, 0) / length : 0;
    const rstd = 1 / Math.sqrt(values.reduce((a, b) => a + (b - shift) ** 2, 0) / length + eps);
    values.forEach((value, k) =>
      visit(
        row * length + k,
        row,
        (row % groups) * (length / span) + Math.floor(k / span),
        (value - shift) * rstd,
        rstd,
      ),
    );
  }
}

/** What the losses of true classes share. `x` is [N, C, S] to them, targets and losses [N, S]. */
import { checkOptions } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Described, HostArray } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { sameShape, show } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { wgsl } from '../../engine/gpu/wgsl.ts';
import { m_nan } from '../math/bits.ts';
import { m_exp } from '../math/exp.ts';
import { m_log } from '../math/log.ts';
import { eachRow, lowest, rowsAlong, rowValues, sumAlong } from '../make/rows.ts';

export interface ClassAttrs {
  /** Whether `x` are logits, to be normalised, or log-probabilities. */
  logits: boolean;
  /** Share of the loss that is spread evenly over all classes. */
  smoothing: number;
  /** Targets of this value have no loss; none with null. */
  ignoreIndex: number | null;
}

/** The shape of targets and losses, once everything fits. */
export function checkClasses(inputs: Record<string, Described>): Shape {
  const [n, c, s] = inputs.x.shape;
  for (const key of ['target', ...(inputs.divisor ? [] : ['dy'])]) {
    if (inputs[key] && !sameShape(inputs[key].shape, [n, s]))
      throw new ShapeError(
        'crossEntropy',
        `${key} must be ${show([n, s])}`,
        show(inputs[key].shape),
        'targets have the shape of the logits without the class axis',
      );
  }
  if (inputs.weight && !sameShape(inputs.weight.shape, [c]))
    throw new ShapeError(
      'crossEntropy',
      `weight must have one value for each of ${c} classes`,
      show(inputs.weight.shape),
      'pass it as [classes]',
    );
  return [n, s];
}

/**
 * Statements that leave `top` and `shift` with log p_k = x_k - top - shift, `label`, and whether the row is `ignored`
 * or its label `wrong`.
 */
export const classRow = (options: ClassAttrs): Snippet => {
  const { logits, ignoreIndex } = checkOptions('classRow', options, 'logits smoothing ignoreIndex');
  return wgsl`
  let label = target_label[row];
  let ignored = ${ignoreIndex === null ? wgsl`false` : wgsl`label == p.ignored`};
  let wrong = label < 0 || u32(label) >= p.length;
  ${
    logits
      ? wgsl`
        var highest = ${lowest};
        for (var k = lane; k < p.length; k += lanes) {
          let value = x[at + k * p.step];
          highest = select(highest, value, value > highest);
        }
        let top = row_max(highest, lane);
        ${sumAlong([wgsl`powers`], wgsl`powers += ${m_exp}(x[at + k * p.step] - top);`)}
        let shift = ${m_log}(row_sum(powers, lane));`
      : wgsl`
        let top = 0.0;
        let shift = 0.0;`
  }`;
};

/** Statements after which lane 0 has the row's loss as `result` and its share of a mean's divisor as `counted`. */
export function classRowLoss(attrs: ClassAttrs, weighted: boolean): Snippet {
  const w = (c: Snippet) => (weighted ? wgsl`weight[${c}]` : wgsl`1.0`);
  const spread = wgsl`
    ${sumAlong([wgsl`all`], wgsl`all += ${w(wgsl`k`)} * ((x[at + k * p.step] - top) - shift);`)}
    all = row_sum(all, lane);`;
  return wgsl`
    ${classRow(attrs)}
    ${attrs.smoothing ? spread : wgsl``}
    var result = 0.0;
    var counted = 0.0;
    if (wrong && !ignored) {
      result = ${m_nan}();
      counted = result;
    } else if (!ignored) {
      counted = ${w(wgsl`u32(label)`)};
      result = -p.certain * counted
        * ((x[at + u32(label) * p.step] - top) - shift)${attrs.smoothing ? wgsl` - p.spread * all` : wgsl``};
    }`;
}

export const classParams = ({ smoothing, ignoreIndex }: ClassAttrs, classes: number) => ({
  certain: { f32: 1 - smoothing },
  spread: { f32: smoothing / classes },
  ...(ignoreIndex !== null && { ignored: { i32: ignoreIndex } }),
});

export interface ClassRow {
  row: number;
  at: (k: number) => number;
  logs: readonly number[];
  label: number;
  /** The loss does not count. */
  ignored: boolean;
  /** There is no such class. */
  wrong: boolean;
}

/** For reference loops: calls `visit` with the log-probabilities of each row. */
export function eachClassRow(
  x: HostArray,
  target: HostArray,
  { logits, ignoreIndex }: ClassAttrs,
  visit: (row: ClassRow) => void,
): void {
  const rows = rowsAlong(x.shape, 1);
  eachRow(rows, (row, at) => {
    const values = rowValues(x, rows.length, at);
    const top = logits ? values.reduce((a, b) => Math.max(a, b), -Infinity) : 0;
    const shift = logits ? Math.log(values.reduce((a, b) => a + Math.exp(b - top), 0)) : 0;
    const label = target.data[row];
    visit({
      row,
      at,
      logs: values.map((value) => value - top - shift),
      label,
      ignored: label === ignoreIndex,
      wrong: label < 0 || label >= rows.length,
    });
  });
}

/** For reference loops: calls `visit` with each row's loss and its share of a mean's divisor. */
export function eachLoss(
  x: HostArray,
  target: HostArray,
  weight: HostArray | undefined,
  attrs: ClassAttrs,
  visit: (row: number, loss: number, share: number) => void,
): void {
  const w = (c: number) => weight?.data[c] ?? 1;
  eachClassRow(x, target, attrs, ({ row, logs, label, ignored, wrong }) => {
    if (ignored) return visit(row, 0, 0);
    if (wrong) return visit(row, NaN, NaN);
    const certain = -(1 - attrs.smoothing) * w(label) * logs[label];
    const spread = attrs.smoothing
      ? (attrs.smoothing / x.shape[1]) * logs.reduce((total, log, c) => total + w(c) * log, 0)
      : 0;
    visit(row, certain - spread, w(label));
  });
}

/**
 * Gradients of tables are sums over all queries. An invocation owns an entry, or four of its channels, and meets the
 * pairs that read it; where that is too few invocations, each share of the rows makes a table of its own, and the
 * tables are added in order.
 */
import type { Adapter, Kernel, Operand, Param } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { join, name, repeat, wgsl } from '../../engine/gpu/wgsl.ts';
import { softmax_exp } from '../math/softmax-exp.ts';
import type { Held, Laid } from './records.ts';
import { quads } from './records.ts';
import type { TableCall } from './term/term.ts';
import type { Axis } from './walk/window.ts';
import { offsets, windowCode, windowParams } from './walk/window.ts';
import type { Who } from './walk/who.ts';

type Made = Pick<Laid, 'passes' | 'scratch'>;
const none = wgsl``;

/** How the rows of all images are shared out, and where the tables of the shares go. */
interface Partition {
  lines: number;
  linesEach: number;
  shares: number;
  target: string;
}
const mostShares = 64;
/** Invocations that keep the cores of a CPU adapter busy; where entries of the table do, there is no second pass. */
const enough = 128;

function partition(table: string, entries: number, lines: number, { software }: Adapter): Partition {
  const wanted = software ? Math.min(mostShares, Math.ceil(enough / entries)) : mostShares;
  const linesEach = Math.max(1, Math.ceil(lines / wanted));
  const shares = Math.ceil(lines / linesEach);
  return { lines, linesEach, shares, target: shares === 1 ? table : `${table}_shares` };
}

/** The pass that makes the tables of all shares, and the ordered sum of these. */
function summed(table: string, count: number, { shares, target }: Partition, make: Kernel): Made {
  if (shares === 1) return { passes: [make], scratch: {} };
  const body = wgsl`
    var sum = 0.0;
    for (var share = 0u; share < p.shares; share++) { sum += ${name(target)}[share * p.count + i]; }
    ${name(table)}[i] = sum;`;
  return {
    passes: [make, { ...each(count, body, { params: { shares } }), reads: [target], writes: [table] }],
    scratch: { [target]: shares * count },
  };
}

const windowsOf = (who: Who): readonly [Axis, Axis] => {
  if (who.kind !== 'windows') throw new Error('tables of relative places belong to windows');
  return who.axes;
};

/** Products of all queries with relative vectors: half of what `query_terms` holds. */
export function termCount(who: Who): number {
  const [rows, columns] = windowsOf(who);
  return size(who.queries) * (offsets(rows) + offsets(columns));
}

/** Σ over queries of the gradient of a term times four channels of q. */
export function relativeGradient({ who, adapter, operands, held }: TableCall): Made {
  const [rows, columns] = windowsOf(who);
  const [batch, heads, height, width] = who.queries;
  const depth = quads(operands.q.shape[4]);
  const terms = offsets(rows) + offsets(columns);
  const shared = partition('drelative', heads * terms * depth, batch * height, adapter);
  const { operand, holder } = held.q;
  const body = wgsl`
    let quad = i % p.quads;
    let term = i / p.quads % p.terms;
    let head = i / (p.quads * p.terms) % p.heads;
    let share = i / (p.quads * p.terms * p.heads);
    let pixels = p.rows * p.columns;
    var sum = vec4<f32>(0.0);
    for (var line = share * p.lines_each; line < min((share + 1) * p.lines_each, p.lines); line++) {
      let image = line / p.rows * p.heads + head;
      let first = line % p.rows * p.columns;
      let term_at = p.term_sums + (image * p.terms + term) * pixels;
      let query_at = image * pixels;
      for (var at = first; at < first + p.columns; at++) {
        sum += query_terms[term_at + at] * ${name(holder!)}[(query_at + at) * p.record + quad];
      }
    }
    ${name(shared.target)}[i] = p.scale * sum;`;
  const four = name('vec4<f32>');
  const make: Kernel = {
    ...each(shared.shares * heads * terms * depth, body, {
      params: {
        quads: depth,
        terms,
        heads,
        lines: shared.lines,
        lines_each: shared.linesEach,
        rows: height,
        columns: width,
        record: operand.strides[3] / 4,
        term_sums: termCount(who),
      },
    }),
    types: { [holder!]: four, [shared.target]: four },
    reads: ['query_terms', holder!],
    writes: [shared.target],
  };
  const made = summed('drelative', size(operands.drelative.shape), shared, make);
  return { passes: made.passes, scratch: { ...made.scratch, query_terms: 2 * termCount(who) } };
}

/**
 * `change`, the gradient of a pair's score, from `NAME_at`, where its vectors lie, counted in vec4s. What a score gains
 * is `gains`; a pair outside the image has zeros for key and value.
 */
function pairGradient(held: Readonly<Record<string, Held>>, gains: Snippet, seen: Snippet): Snippet {
  const vector = (key: string) => wgsl`${name(held[key].holder ?? key)}[${name(`${key}_at`)} + n]`;
  const product = (sum: string, count: string, a: string, b: string) => wgsl`
    var ${name(sum)} = 0.0;
    if (${seen}) {
      for (var n = 0u; n < p.${name(count)}; n++) { ${name(sum)} += dot(${vector(a)}, ${vector(b)}); }
    }`;
  return wgsl`
    ${product('score', 'depth', 'q', 'k')}
    ${product('gain', 'width', 'dy', 'v')}
    let stats = ${name(held.stats.holder!)}[stats_at];
    let change = ${softmax_exp}(score * p.scale + ${gains} - stats.x) * (gain - stats.y);`;
}

/** Where vectors of an image lie, in vec4s: `NAME_at` from batch, head and place. */
function vectorAt(key: string, { operand }: Held, y: Snippet, x: Snippet, params: Record<string, Param>): Snippet {
  const field = (part: string, value: number) => {
    params[`${key}_${part}`] = value >>> 0;
    return wgsl`p.${name(`${key}_${part}`)}`;
  };
  const at = [wgsl`b`, wgsl`head`, y, x].map(
    (place, axis) => wgsl`${place} * ${field('bhyx'[axis], operand.strides[axis] / 4)}`,
  );
  return wgsl`let ${name(`${key}_at`)} = ${field('offset', operand.offset / 4)} + ${join(at, ' + ')};`;
}

/** Where the numbers of a table of biases lie. */
export const biasParams = ({ strides, offset }: { strides: readonly number[]; offset: number }) => ({
  bias_h: strides[0] >>> 0,
  bias_y: strides[1] >>> 0,
  bias_x: strides[2] >>> 0,
  bias_offset: offset,
});

/** One invocation for each entry of each share meets the queries of its rows, each with the one key that lies there. */
export function biasGradient({ who, adapter, operands, held, terms }: TableCall): Made {
  const axes = windowsOf(who);
  const { bias, mask, relative } = operands;
  const [batch, heads, height, width] = who.queries;
  const shared = partition('dbias', size(operands.dbias.shape), batch * height, adapter);
  const regions = axes[0].form === 'block' && axes.some(({ roll }) => roll > 0);
  const params: Record<string, Param> = {};
  const find = (key: string, y: Snippet, x: Snippet) => vectorAt(key, held[key], y, x, params);
  const other = (axis: 'row' | 'column', t: string) => {
    const [all, span] = [name(axis === 'row' ? 'rows' : 'columns'), name(`${axis}_span`)];
    const own = wgsl`${span}.offset - p.${name(`${axis}_kernel`)} + 1`;
    return wgsl`region_at(${all}(), ${span}, ${name(t)}) != region_at(${all}(), ${span}, ${own})`;
  };
  const gains = [
    wgsl`bias_here`,
    ...(relative ? [wgsl`(query_terms[row_terms + x] + query_terms[column_terms + x])`] : []),
    ...(regions ? [wgsl`select(0.0, -100.0, ${other('row', 'ty')} || ${other('column', 'tx')})`] : []),
    ...(mask ? [wgsl`mask[mask_at + row_at * u32(p.column_keys) + column_at]`] : []),
  ];
  const body = wgsl`
    let column_offset = i % p.table_columns;
    let row_offset = i / p.table_columns % p.table_rows;
    let head = i / (p.table_columns * p.table_rows) % p.heads;
    let share = i / (p.table_columns * p.table_rows * p.heads);
    let bias_here = bias[p.bias_offset + head * p.bias_h + row_offset * p.bias_y + column_offset * p.bias_x];
    var sum = 0.0;
    for (var line = share * p.lines_each; line < min((share + 1) * p.lines_each, p.lines); line++) {
      let b = line / p.rows;
      let y = line % p.rows;
      let row_span = window_of(rows(), i32(y));
      let ty = (i32(row_offset) - row_span.offset) * row_span.turn;
      if (ty < 0 || ty >= row_span.count) { continue; }
      let row_key = position_at(rows(), row_span, ty);
      let row_seen = row_key >= 0 && row_key < p.row_keys;
      let row_at = u32(clamp(row_key, 0, p.row_keys - 1));
      ${
        relative
          ? wgsl`
              let terms_at = (b * p.heads + head) * (p.table_rows + p.table_columns) * p.pixels + y * p.columns;
              let row_terms = terms_at + row_offset * p.pixels;
              let column_terms = terms_at + (p.table_rows + column_offset) * p.pixels;`
          : none
      }
      for (var x = 0u; x < p.columns; x++) {
        let column_span = window_of(columns(), i32(x));
        let tx = (i32(column_offset) - column_span.offset) * column_span.turn;
        if (tx < 0 || tx >= column_span.count) { continue; }
        let column_key = position_at(columns(), column_span, tx);
        let seen = row_seen && column_key >= 0 && column_key < p.column_keys;
        ${axes[0].form === 'mask' ? wgsl`if (!seen) { continue; }` : none}
        let column_at = u32(clamp(column_key, 0, p.column_keys - 1));
        ${mask ? wgsl`let mask_at = ((b % p.mask_windows) * p.positions + y * p.columns + x) * p.positions;` : none}
        ${['q', 'dy', 'stats'].map((key) => find(key, wgsl`y`, wgsl`x`))}
        ${['k', 'v'].map((key) => find(key, wgsl`row_at`, wgsl`column_at`))}
        ${pairGradient(held, join(gains, ' + '), wgsl`seen`)}
        sum += change;
      }
    }
    ${name(shared.target)}[i] = sum;`;
  const holders = [...new Set(['q', 'dy', 'stats', 'k', 'v'].map((key) => held[key].holder ?? key))];
  const kernel = each(shared.shares * size(bias.shape), body, {
    params: {
      ...windowParams(axes),
      ...biasParams(bias),
      ...params,
      heads,
      depth: quads(operands.q.shape[4]),
      width: quads(operands.v.shape[4]),
      lines: shared.lines,
      lines_each: shared.linesEach,
      rows: height,
      columns: width,
      pixels: height * width,
      table_rows: bias.shape[1],
      table_columns: bias.shape[2],
      ...(mask && { mask_windows: mask.shape[0], positions: mask.shape[1] }),
    },
  });
  const make: Kernel = {
    ...kernel,
    code: wgsl`${[windowCode(axes), kernel.code]}`,
    types: Object.fromEntries(holders.map((holder) => [holder, name('vec4<f32>')])),
    reads: [
      ...holders,
      ...(relative ? ['query_terms'] : []),
      ...terms.flatMap(({ inputs: [input] }) => (input === 'bias?' || input === 'mask?' ? [input.slice(0, -1)] : [])),
    ],
    writes: [shared.target],
  };
  return summed('dbias', size(bias.shape), shared, make);
}

/** Where channel 0 of an operand lies, from the loops' batch axes x0 x1 x2 and a position. */
function placed(key: string, { strides, offset }: Operand, position: Snippet, params: Record<string, Param>): Snippet {
  params[`${key}_offset`] = offset;
  strides.forEach((stride, axis) => (params[`${key}_${axis}`] = stride >>> 0));
  const steps = repeat(3, (axis) => wgsl`x${axis} * p.${name(`${key}_${axis}`)}`);
  return wgsl`p.${name(`${key}_offset`)} + ${join([...steps, wgsl`${position} * p.${name(`${key}_3`)}`], ' + ')}`;
}

/** The gradient of an additive mask: each number's own pairs, summed over the axes it is broadcast along. */
export function maskGradient({ who, operands, held }: TableCall): Made {
  if (who.kind !== 'line') throw new Error('a mask of windows is a constant');
  const { q, k, v, mask, dy, dmask } = operands;
  const params: Record<string, Param> = { d: q.shape[4], e: v.shape[4], queries: q.shape[3] };
  [...q.shape.slice(0, 4), k.shape[3]].forEach((n, axis) => {
    params[`size${axis}`] = dmask.shape[axis];
    params[`extent${axis}`] = dmask.shape[axis] === 1 ? n : 1; // how far this number is spread along the axis
  });
  const spread = { ...mask, strides: mask.strides.map((stride, axis) => (mask.shape[axis] === 1 ? 0 : stride)) };
  const [query, key] = [wgsl`x3`, wgsl`x4`];
  const inner = wgsl`
    let q_at = ${placed('q', q, query, params)};
    let k_at = ${placed('k', k, key, params)};
    let v_at = ${placed('v', v, key, params)};
    let dy_at = ${placed('dy', dy, query, params)};
    var score = 0.0;
    for (var c = 0u; c < p.d; c++) { score += q[q_at + c * p.q_4] * k[k_at + c * p.k_4]; }
    var change = 0.0;
    for (var c = 0u; c < p.e; c++) { change += dy[dy_at + c * p.dy_4] * v[v_at + c * p.v_4]; }
    let stat = ${name(held.stats.holder!)}[((x0 * p.batch1 + x1) * p.batch2 + x2) * p.queries + x3];
    let number = mask[${placed('mask', spread, query, params)} + x4 * p.mask_4];
    let gradient = ${softmax_exp}(score * p.scale + number - stat.x) * (change - stat.y);
    line += ${who.causal ? wgsl`select(0.0, gradient, x4 <= x3)` : wgsl`gradient`};`;
  const loop = (axis: number, body: Snippet): Snippet => wgsl`
    for (var x${axis} = at${axis}; x${axis} < at${axis} + p.extent${axis}; x${axis}++) {
      ${body}
    }`;
  const around = [0, 1, 2, 3].reduceRight(
    (body, axis) => loop(axis, body),
    wgsl`
      var line = 0.0;
      ${loop(4, inner)}
      sum += line;`,
  );
  const body = wgsl`
    var rest = i;
    ${[4, 3, 2, 1, 0].map(
      (axis) => wgsl`
      let at${axis} = rest % p.size${axis};
      rest /= p.size${axis};`,
    )}
    var sum = 0.0;
    ${around}
    dmask[i] = sum;`;
  return {
    passes: [
      {
        ...each(size(dmask.shape), body, {
          params: { ...params, batch1: q.shape[1], batch2: q.shape[2] },
        }),
        types: { [held.stats.holder!]: name('vec4<f32>') },
        reads: ['q', 'k', 'v', 'mask', 'dy', held.stats.holder!],
        writes: ['dmask'],
      },
    ],
    scratch: {},
  };
}

/**
 * `defineAttention`: an attention is who sees whom (walks) and what a score gains (terms). Forward, every gradient,
 * plain loops, gradients of gradients and samples follow. Operands have five axes, [batch, heads, rows, columns,
 * channels], and may lie in memory in any way.
 */
import { zeros } from '../../engine/create.ts';
import type { Adapter, Kernel, Operand, Program } from '../../engine/gpu/kernel.ts';
import type { Described, GradContext, HostArray, Op, Sample } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { keyPasses, queryPass } from './backward.ts';
import type { Call } from './call.ts';
import { forwardKernel } from './forward.ts';
import type { Loops } from './loops.ts';
import { attendLoops, gradientLoops } from './loops.ts';
import { plainAttention, secondGradients } from './plain.ts';
import type { Held, HeldBy, Laid, Operands } from './records.ts';
import { inOrder, liesInFours, memoryOrder, ordered, packed, placesOf } from './records.ts';
import type { Term } from './term/term.ts';
import type { Who } from './walk/who.ts';

export interface AttentionAttrs {
  /** Factor on q · k; terms may have others. */
  scale?: number;
  /** The axes of the output in memory, slowest first. */
  order: readonly number[];
}
export interface GradAttrs {
  /** The inputs whose gradients are made, and the axes of those of q, k and v in memory. */
  of: readonly string[];
  orders: Readonly<Record<string, readonly number[]>>;
}

export interface AttentionSpec<A extends AttentionAttrs> {
  name: string;
  /** Refuses inputs that do not fit. */
  check: (inputs: Readonly<Record<string, Described>>, attrs: A) => void;
  /** One softmax goes over all of them. */
  walks: (queries: Shape, keys: Shape, attrs: A) => readonly Who[];
  terms: readonly Term[];
  /**
   * Whether lanes read vectors of their own, so that those that do not lie in fours are packed: where they do not, or
   * always.
   */
  packs?: 'scattered' | 'always';
  /** Inputs of terms that are read through strides. */
  strided?: readonly string[];
  samples: readonly Sample<A>[];
}

/** The forward op; `grad` is the op of its gradients. */
export type Attention<A extends AttentionAttrs> = Op<A> & { grad: Op<A & GradAttrs>; attention: AttentionSpec<A> };

const images = ['q', 'k', 'v'] as const;
type Described4 = Readonly<Record<string, { readonly shape: Shape }>>;

export const whosOf = <A extends AttentionAttrs>(
  { walks }: AttentionSpec<A>,
  { q, k }: Described4,
  attrs: A,
): readonly Who[] => walks(q.shape.slice(0, 4), k.shape.slice(0, 4), attrs);
/** The terms that a call has. */
export const termsOf = (terms: readonly Term[], inputs: Readonly<Record<string, unknown>>): Term[] =>
  terms.filter((term) => term.inputs.every((input) => inputs[input.replace('?', '')] !== undefined));
/**
 * Whether a query that looks nowhere has zeros: with a mask, or without keys. Else a row of -Inf is an overflow, and
 * NaN as in `softmax`.
 */
const blindIsZero = ({ k, mask }: Described4): boolean => mask !== undefined || size(k.shape) === 0;

const oneChannel = (x: Operand): Operand => ({ ...x, shape: [...x.shape, 1], strides: [...x.strides, 1] });
/** A mean or its gradient [..., channels] or [..., channels, 2]: that of the values, and the other. */
function means(holder: string, { shape, strides, offset, dtype }: Operand, names: readonly [string, string]): HeldBy {
  const view = (at: number): Held => ({
    holder,
    operand: { dtype, shape: shape.slice(0, 5), strides: strides.slice(0, 5), offset: offset + at * (strides[5] ?? 0) },
  });
  return { [names[0]]: view(0), ...(shape.length > 5 && { [names[1]]: view(1) }) };
}

/** Where the kernels find keys and values, and what terms lay out. */
function laid<A extends AttentionAttrs>({ packs }: AttentionSpec<A>, operands: Operands, terms: readonly Term[]): Laid {
  const given: HeldBy = { k: { operand: operands.k }, v: { operand: operands.v } };
  const lies = packs !== 'always' && (!packs || Object.values(given).every(({ operand }) => liesInFours(operand)));
  const keys: Laid = lies ? { held: given, passes: [], scratch: {} } : packed('key_records', ['k', 'v'], given);
  return joined([keys, ...terms.map((term) => term.laid?.(operands) ?? nothing)]);
}
const nothing: Laid = { held: {}, passes: [], scratch: {} };
const joined = (all: readonly Laid[]): Laid => ({
  held: Object.assign({}, ...all.map(({ held }) => held)),
  passes: all.flatMap(({ passes }) => passes),
  scratch: Object.assign({}, ...all.map(({ scratch }) => scratch)),
});

function forward<A extends AttentionAttrs>(
  spec: AttentionSpec<A>,
  operands: Operands,
  attrs: A,
  adapter: Adapter,
): Program {
  const terms = termsOf(spec.terms, operands);
  const whos = whosOf(spec, operands, attrs);
  const { held, passes, scratch } = laid(spec, operands, terms);
  const call: Call = {
    adapter,
    operands,
    terms,
    held: {
      ...held,
      q: { operand: operands.q },
      lse: { operand: oneChannel(operands.lse) },
      ...means('out', ordered(operands.out, attrs.order), ['out', 'place']),
    },
  };
  // The last walk writes lse; those before it leave theirs to the next.
  const log = (n: number) => (n === whos.length - 1 ? 'lse' : `lse${n}`);
  const walks = whos.map((who, n): Kernel =>
    forwardKernel(call, who, {
      before: n ? log(n - 1) : undefined,
      lse: log(n),
      emptyIsZero: n < whos.length - 1 || blindIsZero(operands),
    }),
  );
  const logs = whos.slice(1).map((_, n) => [log(n), size(operands.lse.shape)]);
  return { passes: [...passes, ...walks], scratch: { ...scratch, ...Object.fromEntries(logs) } };
}

function backward<A extends AttentionAttrs>(
  spec: AttentionSpec<A>,
  operands: Operands,
  attrs: A & GradAttrs,
  adapter: Adapter,
): Program {
  const terms = termsOf(spec.terms, operands);
  const whos = whosOf(spec, operands, attrs);
  const { q, out, dy, dlse, lse, mask } = operands;
  const given: HeldBy = {
    q: { operand: q },
    lse: { operand: oneChannel(lse) },
    ...means('out', out, ['out', 'place']),
    ...means('dy', dy, ['dy', 'dplace']),
  };
  const products = [['out', 'dy'], ...('dplace' in given ? [['place', 'dplace']] : [])] as [string, string][];
  const stats = { products, dlse: dlse !== undefined };
  const main = attrs.of.includes('q');
  // With one more operand there would be nine buffers in the pass by queries, and some adapters bind eight.
  const makesStats = main && !spec.packs && !mask && !dlse;
  const records = spec.packs
    ? packed('query_records', ['q', ...products.map(([, d]) => d)], given, stats)
    : packed('stats', [], given, stats);
  const keys = laid(spec, operands, terms);
  const results = images
    .filter((key) => attrs.of.includes(key))
    .map((key) => [`d${key}`, { operand: ordered(operands[`d${key}`], attrs.orders[key]) }]);
  const call: Call = {
    adapter,
    operands,
    terms,
    held: { ...given, ...keys.held, ...records.held, ...Object.fromEntries(results) },
  };
  const tables = terms
    .filter((term) => term.tables.some((table) => attrs.of.includes(table)))
    .map((term) => term.gradients!({ ...call, who: whos[0] }));
  const gradients = (main ? whos : []).flatMap((who, n) => [
    queryPass(call, who, { add: n > 0, makesStats: makesStats && n === 0 }),
    ...keyPasses(call, who, { add: n > 0 }),
  ]);
  return {
    passes: [
      ...keys.passes,
      ...(makesStats ? [] : records.passes),
      ...gradients,
      ...tables.flatMap(({ passes }) => passes),
    ],
    scratch: Object.assign({}, keys.scratch, records.scratch, ...tables.map(({ scratch }) => scratch)),
  };
}

const loopsOf = <A extends AttentionAttrs>(
  spec: AttentionSpec<A>,
  arrays: Readonly<Record<string, HostArray>>,
  attrs: A,
): Loops => ({
  whos: whosOf(spec, arrays, attrs),
  terms: termsOf(spec.terms, arrays),
  attrs: { scale: attrs.scale },
  order: attrs.order,
});

/** The gradient rule: all gradients come from one call; that of a mask, a walk of its own, only where it is wanted. */
function gradientsOf<A extends AttentionAttrs>(
  spec: AttentionSpec<A>,
  op: Op<A & GradAttrs>,
  { inputs, outputs: { out, lse }, d, attrs }: GradContext<A>,
  wanted: Readonly<Record<string, boolean>>,
): Record<string, Tensor> {
  const logical = (x: Tensor, order: readonly number[]) => x.permute(placesOf(order));
  const orders = Object.fromEntries(images.map((key) => [key, memoryOrder(inputs[key])]));
  const shape = [...inputs.q.shape.slice(0, 4), inputs.v.shape[4], ...(attrs.order.length > 5 ? [2] : [])];
  const given = {
    ...inputs,
    lse,
    out: logical(out, attrs.order),
    dy: d.out ? logical(d.out, attrs.order) : zeros(out.device, shape),
    dlse: d.lse,
  };
  const tables = termsOf(spec.terms, inputs).flatMap((term) => term.tables);
  const main = [...images, ...tables.filter((table) => table !== 'mask')];
  const masked = wanted.mask && tables.includes('mask') && !spec.packs;
  const of = [...(main.some((key) => wanted[key]) ? main : []), ...(masked ? ['mask'] : [])];
  if (of.length === 0) return {};
  const made = op.many(given, { ...attrs, of, orders } as A & GradAttrs);
  return Object.fromEntries(
    of.map((key) => [key, orders[key] ? logical(made[`d${key}`], orders[key]) : made[`d${key}`]]),
  );
}

export function defineAttention<A extends AttentionAttrs>(spec: AttentionSpec<A>): Attention<A> {
  const inputs = [...images, ...new Set(spec.terms.flatMap((term) => term.inputs))];
  const strided = [...images, ...(spec.strided ?? [])];
  // The mask of windows is a constant.
  const constant = spec.packs ? ['mask'] : [];
  const scales = spec.samples.some(({ attrs }) => attrs?.scale !== undefined);
  const common = {
    dtypes: { mask: ['f32', 'f16', 'bool'] as const },
    live: scales ? (['scale'] as (keyof A & string)[]) : [],
  };
  const pairs = ({ q, k }: Described4, attrs: A): number =>
    whosOf(spec, { q, k }, attrs).reduce((sum, who) => sum + size(who.queries) * seenBy(who), 0);

  const grad: Op<A & GradAttrs> = defineOp<A & GradAttrs>({
    ...common,
    name: `${spec.name}_grad`,
    inputs: [...inputs, 'lse', 'out', 'dy', 'dlse?'],
    strided: [...strided, 'out', 'dy'],
    outputs: (given, { of, orders }) =>
      Object.fromEntries(
        of.map((key) => {
          const { shape, dtype } = given[key];
          return [`d${key}`, { shape: orders[key] ? inOrder(shape, orders[key]) : shape, dtype }];
        }),
      ),
    reference: (arrays, attrs) => gradientLoops(arrays, loopsOf(spec, arrays, attrs), attrs.orders),
    kernel: (operands, attrs, adapter) => backward(spec, operands, attrs, adapter),
    // Computed from the other inputs, whose gradients count for them.
    constant: ['out', 'lse', ...constant],
    grad: ({ inputs: given, d, attrs: { of, orders, ...rest } }) => {
      const attrs = rest as unknown as A;
      const plain = () =>
        plainAttention(
          whosOf(spec, given, attrs),
          termsOf(spec.terms, given),
          given,
          attrs.scale ?? 1,
          blindIsZero(given),
        ).slice(0, given.dlse ? 2 : 1);
      const wanted = of.map(
        (key) => d[`d${key}`] && (orders[key] ? d[`d${key}`]!.permute(placesOf(orders[key])) : d[`d${key}`]),
      );
      return secondGradients(given, plain, of, wanted);
    },
    flops: (given, attrs) => pairs(given, attrs) * (8 * given.q.shape[4] + 6 * given.v.shape[4] + 40),
    samples: spec.samples.map((sample, n) => gradSample(spec, sample, n)),
  });

  const op = defineOp<A>({
    ...common,
    name: spec.name,
    inputs,
    strided,
    outputs: (given, attrs) => {
      spec.check(given, attrs);
      const { q, v } = given;
      const rows = q.shape.slice(0, 4);
      const shape = [...rows, v.shape[4], ...(attrs.order.length > 5 ? [2] : [])];
      return { out: { shape: inOrder(shape, attrs.order), dtype: q.dtype }, lse: { shape: rows, dtype: 'f32' } };
    },
    constant,
    reference: (arrays, attrs) => attendLoops(arrays, loopsOf(spec, arrays, attrs), blindIsZero(arrays)),
    kernel: (operands, attrs, adapter) => forward(spec, operands, attrs, adapter),
    grad: (context, wanted) => gradientsOf(spec, grad, context, wanted),
    plain: (given, attrs) => {
      const terms = termsOf(spec.terms, given);
      const [out, lse] = plainAttention(
        whosOf(spec, given, attrs),
        terms,
        given,
        Number(attrs.scale ?? 1),
        blindIsZero(given),
      );
      return { out: out.permute(attrs.order), lse };
    },
    flops: (given, attrs) => pairs(given, attrs) * (2 * given.q.shape[4] + 2 * given.v.shape[4] + 16),
    samples: spec.samples,
  });
  return Object.assign(op, { grad, attention: spec });
}

/** Keys that a query sees, at most. */
const seenBy = (who: Who): number =>
  who.kind === 'line' ? who.keys[who.axis] : who.axes[0].kernel * who.axes[1].kernel;

/** A case of the gradients for each of the op itself, with every layout of a result. */
function gradSample<A extends AttentionAttrs>(
  spec: AttentionSpec<A>,
  { shapes, attrs, dtypes, range }: Sample<A>,
  n: number,
): Sample<A & GradAttrs> {
  const rows = shapes.q.slice(0, 4);
  const out = [...rows, shapes.v[4], ...(attrs!.order.length > 5 ? [2] : [])];
  const tables = termsOf(spec.terms, shapes).flatMap((term) => term.tables);
  const constant = (table: string) => table === 'mask' && (dtypes?.mask === 'bool' || spec.packs);
  return {
    dtypes,
    range,
    shapes: { ...shapes, lse: rows, out, dy: out, ...(n % 3 === 1 && { dlse: rows }) },
    attrs: {
      ...attrs!,
      of: [...images, ...tables.filter((table) => !constant(table))],
      orders: {
        q: [0, 1, 2, 3, 4],
        k: n % 2 ? [0, 1, 2, 4, 3] : [0, 1, 2, 3, 4],
        v: n % 2 ? [0, 2, 1, 3, 4] : [0, 1, 4, 2, 3],
      },
    },
    // Statistics at random are not those of q and k, which the gradient's own gradient takes them for.
    differentiable: false,
  };
}

/** What a random program may do next: a table of ops with the inputs they take, around the edges of what they allow. */
import { stopGradient } from '../engine/autograd.ts';
import { cast } from '../engine/cast.ts';
import type { DType } from '../engine/dtype.ts';
import { isFloat } from '../engine/dtype.ts';
import type { Shape } from '../engine/shape.ts';
import { show, size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import * as ops from '../kernels/index.ts';
import type { Graph, Node } from './random-graph.ts';
import { Skip } from './random-graph.ts';

type Nodes = readonly Tensor[];
/** Chooses inputs with `uses` (which notes them) and gives what to run. */
type Plan = (
  graph: Graph,
  uses: (i: number) => number,
) => { text?: string; run: (nodes: Nodes) => Tensor; disturbed?: Node['disturbed'] };

const float = (node: Node) => isFloat(node.dtype);
const plain = (node: Node) => node.dtype === 'f32';
const number = (node: Node) => node.dtype !== 'bool';
const whole = (node: Node) => node.dtype === 'i32';
const atLeast = (rank: number) => (node: Node) => plain(node) && node.shape.length >= rank;
const full = (rank: number) => (node: Node) => atLeast(rank)(node) && size(node.shape) > 0;

/** x² + c: positive, and away from zero. */
const positive = (x: Tensor, c = 0.5) => ops.add(ops.square(x), c);

/**
 * Softmax step by step, each of them rounded: its gradient cancels inside, where a disturbance from outside never is.
 */
function softmaxParts(x: Tensor, axis: number, noise: (made: Tensor) => Tensor, seen?: Tensor) {
  const top = stopGradient(ops.max(seen ? ops.where(seen, x, -1e30) : x, axis, { keep: true }));
  const shifted = noise(ops.sub(x, top));
  const parts = noise(ops.exp(ops.minimum(shifted, 0)));
  const kept = seen ? ops.where(seen, parts, 0) : parts;
  const sum = noise(ops.sum(kept, axis, { keep: true }));
  return { shifted, sum, shares: ops.div(kept, sum) };
}

const unaries: Record<string, (x: Tensor) => Tensor> = {
  neg: ops.neg,
  abs: ops.abs,
  sign: ops.sign,
  square: ops.square,
  exp: ops.exp,
  exp2: ops.exp2,
  expm1: ops.expm1,
  sin: ops.sin,
  cos: ops.cos,
  atan: ops.atan,
  sinh: ops.sinh,
  cosh: ops.cosh,
  asinh: ops.asinh,
  tanh: ops.tanh,
  sigmoid: ops.sigmoid,
  logsigmoid: ops.logsigmoid,
  erf: ops.erf,
  erfc: ops.erfc,
  relu: ops.relu,
  relu6: ops.relu6,
  silu: ops.silu,
  mish: ops.mish,
  softsign: ops.softsign,
  softplus: ops.softplus,
  gelu: ops.gelu,
  elu: ops.elu,
  celu: ops.celu,
  selu: ops.selu,
  hardsigmoid: ops.hardsigmoid,
  hardswish: ops.hardswish,
  floor: ops.floor,
  ceil: ops.ceil,
  round: ops.round,
  trunc: ops.trunc,
  hardshrink: ops.hardshrink,
  softshrink: ops.softshrink,
  leakyRelu: ops.leakyRelu,
  thresholdRelu: ops.thresholdRelu,
  'gelu tanh': (x) => ops.gelu(x, { approximate: 'tanh' }),
  'clamp ±½': (x) => ops.clamp(x, { min: -0.5, max: 0.5 }),
  'affine 1.5 x - ¼': (x) => ops.affine(x, { alpha: 1.5, beta: -0.25 }),
  '2 - x': (x) => ops.sub(2, x),
  '½ x': (x) => ops.mul(x, 0.5),
  'x / 3': (x) => ops.div(x, 3),
  'log(x² + ½)': (x) => ops.log(positive(x)),
  'log2(x² + ½)': (x) => ops.log2(positive(x)),
  'log10(x² + ½)': (x) => ops.log10(positive(x)),
  'log1p(x²)': (x) => ops.log1p(ops.square(x)),
  'sqrt(x² + ½)': (x) => ops.sqrt(positive(x)),
  'rsqrt(x² + ½)': (x) => ops.rsqrt(positive(x)),
  '1 / (x² + ½)': (x) => ops.reciprocal(positive(x)),
  'asin(0.9 tanh x)': (x) => ops.asin(ops.mul(ops.tanh(x), 0.9)),
  'acos(0.9 tanh x)': (x) => ops.acos(ops.mul(ops.tanh(x), 0.9)),
  'atanh(0.9 tanh x)': (x) => ops.atanh(ops.mul(ops.tanh(x), 0.9)),
  'acosh(x² + 1½)': (x) => ops.acosh(positive(x, 1.5)),
  'tan(tanh x)': (x) => ops.tan(ops.tanh(x)),
  'pow(x² + ½, 1.7)': (x) => ops.pow(positive(x), 1.7),
};
const binaries: Record<string, (a: Tensor, b: Tensor) => Tensor> = {
  add: ops.add,
  sub: ops.sub,
  mul: ops.mul,
  maximum: ops.maximum,
  minimum: ops.minimum,
  'a / (b² + ½)': (a, b) => ops.div(a, positive(b)),
  'atan2(a, b² + ½)': (a, b) => ops.atan2(a, positive(b)),
  'pow(a² + ½, tanh b)': (a, b) => ops.pow(positive(a), ops.tanh(b)),
  'remainder(a, b² + ½)': (a, b) => ops.remainder(a, positive(b)),
  'fmod(a, b² + ½)': (a, b) => ops.fmod(a, positive(b)),
  'a > b ? a : b / 2': (a, b) => ops.where(ops.greater(a, b), a, ops.mul(b, 0.5)),
  'lerp ¼': (a, b) => ops.lerp(a, b, 0.25),
};
const reductions: Record<string, (x: Tensor, axes: number[], keep: boolean) => Tensor> = {
  sum: (x, axes, keep) => ops.sum(x, axes, { keep }),
  mean: (x, axes, keep) => ops.mean(x, axes, { keep }),
  logsumexp: (x, axes, keep) => ops.logsumexp(x, axes, { keep }),
  l1: (x, axes, keep) => ops.l1(x, axes, { keep }),
  'l2(x² + ½)': (x, axes, keep) => ops.l2(positive(x), axes, { keep }),
  sumSquare: (x, axes, keep) => ops.sumSquare(x, axes, { keep }),
  'prod(1 + tanh(x) / 8)': (x, axes, keep) => ops.prod(ops.add(ops.mul(ops.tanh(x), 0.125), 1), axes, { keep }),
};
/** Reductions of something: nothing has no maximum, and one value no deviation. */
const choosers: Record<string, (x: Tensor, axes: number[], keep: boolean) => Tensor> = {
  amax: (x, axes, keep) => ops.amax(x, axes, { keep }),
  amin: (x, axes, keep) => ops.amin(x, axes, { keep }),
  max: (x, axes, keep) => ops.max(x, axes, { keep }),
  argmax: (x, axes, keep) => ops.argmax(x, axes[0] ?? 0, { keep }),
  argmin: (x, axes, keep) => ops.argmin(x, axes[0] ?? 0, { keep, last: true }),
  variance: (x, axes, keep) => ops.variance(x, axes, { keep, correction: 0 }),
};

/** Every axis with even odds. */
const someAxes = (graph: Graph, rank: number) =>
  Array.from({ length: rank }, (_, axis) => axis).filter(() => graph.flag());
const axisOf = (graph: Graph, { shape }: Node, extra = 0) => {
  if (shape.length + extra === 0) throw new Skip();
  const axis = graph.int(shape.length + extra);
  return graph.flag() ? axis : axis - shape.length - extra;
};
const at = (axis: number, rank: number) => (axis < 0 ? axis + rank : axis);
/** A shape that broadcasts to `shape`: axes become 1, leading ones go. */
const narrowed = (graph: Graph, shape: Shape) =>
  shape.slice(graph.int(4) ? 0 : graph.int(shape.length + 1)).map((n) => (graph.int(3) ? n : 1));
const broadcasts = (a: Shape, b: Shape) =>
  a.every((n, i) => {
    const other = b[b.length - a.length + i];
    return other === undefined || other === n || n === 1 || other === 1;
  });
const widened = (a: Shape, b: Shape) =>
  size(Array.from({ length: Math.max(a.length, b.length) }, (_, i) => Math.max(a.at(-1 - i) ?? 1, b.at(-1 - i) ?? 1)));

/** The second input of a binary op: a node that broadcasts, or a new leaf. */
function partner(graph: Graph, x: Node, dtype: DType = 'f32'): number {
  const fits = (node: Node) =>
    node.dtype === dtype && broadcasts(x.shape, node.shape) && widened(x.shape, node.shape) <= 5000;
  if (graph.int(3))
    try {
      return graph.pick(fits);
    } catch {
      /* a new leaf then */
    }
  return graph.leaf(narrowed(graph, x.shape), dtype, dtype === 'f32' ? [-1, 1] : dtype === 'bool' ? [0, 1] : [-9, 9]);
}

const onOne =
  (fits: (node: Node) => boolean, run: (x: Tensor, graph: Graph) => Tensor, text = ''): Plan =>
  (graph, uses) => {
    const x = uses(graph.pick(fits));
    return { text, run: (nodes) => run(nodes[x], graph) };
  };

/** [images, channels, rows, columns] out of any tensor that divides into it, small enough for loops of loops. */
function image(
  graph: Graph,
  uses: (i: number) => number,
): { x: number; shape: number[]; as: (nodes: Nodes) => Tensor } {
  const x = uses(graph.pick((node) => plain(node) && size(node.shape) > 0 && size(node.shape) <= 2100));
  const n = size(graph.nodes[x].shape);
  const channels = graph.one([1, 2, 3, 4, 6, 8].filter((c) => n % c === 0));
  const columns = graph.one([1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33].filter((w) => (n / channels) % w === 0));
  const shape = [1, channels, n / channels / columns, columns];
  if (shape[2] > 70) throw new Skip();
  return { x, shape, as: (nodes) => nodes[x].reshape(shape) };
}

const table: Record<string, Plan> = {
  unary: (graph, uses) => {
    const x = uses(graph.pick(float));
    const text = graph.one(Object.keys(unaries));
    return { text, run: (nodes) => unaries[text](nodes[x]) };
  },
  binary: (graph, uses) => {
    const a = uses(graph.pick(plain));
    const b = uses(partner(graph, graph.nodes[a]));
    const text = graph.one(Object.keys(binaries));
    const [left, right] = graph.flag() ? [a, b] : [b, a];
    return { text, run: (nodes) => binaries[text](nodes[left], nodes[right]) };
  },
  same: onOne(plain, (x) => ops.mul(x, x), 'x · x'),
  compare: (graph, uses) => {
    const a = uses(graph.pick(plain));
    const b = uses(partner(graph, graph.nodes[a]));
    const op = graph.one([ops.greater, ops.less, ops.greaterEqual, ops.lessEqual, ops.equal, ops.notEqual]);
    return { run: (nodes) => op(nodes[a], nodes[b]) };
  },
  where: (graph, uses) => {
    const a = uses(graph.pick(plain));
    const condition = uses(partner(graph, graph.nodes[a], 'bool'));
    const b = uses(partner(graph, graph.nodes[a]));
    if (!broadcasts(graph.nodes[b].shape, graph.nodes[condition].shape)) throw new Skip();
    const numbered = graph.flag();
    return { run: (nodes) => ops.where(nodes[condition], nodes[a], numbered ? 0.5 : nodes[b]) };
  },
  logic: (graph, uses) => {
    const a = uses(graph.pick((node) => node.dtype === 'bool'));
    const b = uses(partner(graph, graph.nodes[a], 'bool'));
    const op = graph.one([ops.logicalAnd, ops.logicalOr, ops.logicalXor]);
    return { run: (nodes) => op(ops.logicalNot(nodes[a]), nodes[b]) };
  },
  integers: (graph, uses) => {
    const a = uses(graph.pick(whole));
    const b = uses(partner(graph, graph.nodes[a], 'i32'));
    const op = graph.one([ops.add, ops.sub, ops.mul, ops.maximum, ops.minimum]);
    return { run: (nodes) => op(nodes[a], nodes[b]) };
  },
  'to i32': onOne(plain, (x) => cast(ops.mul(x, 4), 'i32')),
  'to f32': onOne(
    (node) => !plain(node),
    (x) => cast(x, 'f32'),
  ),
  'to f16': onOne(plain, (x) => cast(x, 'f16')),
  prelu: (graph, uses) => {
    const x = uses(graph.pick(full(3)));
    const slope = uses(graph.leaf([graph.nodes[x].shape.at(-3)!, 1, 1]));
    return { run: (nodes) => ops.prelu(nodes[x], nodes[slope]) };
  },

  reshape: (graph, uses) => {
    const x = uses(graph.pick((node) => size(node.shape) > 0));
    const out: number[] = [];
    for (let rest = size(graph.nodes[x].shape); rest > 1 && out.length < 4;) {
      const divisors = [2, 3, 4, 5, 7, 8, 9, 16, 17, 32, 33, 64, rest].filter((d) => rest % d === 0);
      out.push(graph.one(divisors));
      rest /= out.at(-1)!;
      if (out.length === 4 && rest > 1) out.push(rest);
    }
    return { text: show(out), run: (nodes) => nodes[x].reshape(out) };
  },
  permute: (graph, uses) => {
    const x = uses(graph.pick(({ shape }) => shape.length > 1));
    const left = graph.nodes[x].shape.map((_, axis) => axis);
    const order: number[] = [];
    while (left.length) order.push(...left.splice(graph.int(left.length), 1));
    return { text: show(order), run: (nodes) => nodes[x].permute(order) };
  },
  slice: (graph, uses) => {
    const x = uses(graph.pick(({ shape }) => shape.length > 0));
    const axis = axisOf(graph, graph.nodes[x]);
    const [start, end, step] = [
      graph.int(12) - 4,
      graph.flag() ? undefined : graph.int(40) - 4,
      graph.one([1, 1, 2, 3, -1, -2]),
    ];
    return {
      text: `axis ${axis}, ${start}:${end ?? ''}:${step}`,
      run: (nodes) => nodes[x].slice(axis, start, end, step),
    };
  },
  expand: (graph, uses) => {
    const x = uses(graph.pick(({ shape }) => shape.length < 5 && size(shape) < 1500));
    const shape = [
      ...(graph.flag() && graph.nodes[x].shape.length < 4 ? [graph.one([1, 2, 3])] : []),
      ...graph.nodes[x].shape.map((n) => (n === 1 ? graph.one([1, 2, 3]) : n)),
    ];
    return { text: show(shape), run: (nodes) => nodes[x].expand(shape) };
  },
  flip: (graph, uses) => {
    const x = uses(graph.pick(number));
    const axes = someAxes(graph, graph.nodes[x].shape.length);
    return { text: show(axes), run: (nodes) => ops.flip(nodes[x], axes) };
  },
  concat: (graph, uses) => {
    const a = uses(graph.pick(({ shape }) => shape.length > 0));
    const { shape, dtype } = graph.nodes[a];
    const axis = axisOf(graph, graph.nodes[a]);
    const i = at(axis, shape.length);
    const b = uses(
      graph.pick(
        (node) =>
          node.dtype === dtype &&
          node.shape.length === shape.length &&
          node.shape.every((n, k) => k === i || n === shape[k]),
      ),
    );
    return { text: `axis ${axis}`, run: (nodes) => ops.concat([nodes[a], nodes[b], nodes[a]], axis) };
  },
  stack: (graph, uses) => {
    const x = uses(graph.pick(({ shape }) => shape.length < 5));
    const axis = axisOf(graph, graph.nodes[x], 1);
    return { text: `axis ${axis}`, run: (nodes) => ops.stack([nodes[x], nodes[x]], axis) };
  },
  split: (graph, uses) => {
    const x = uses(graph.pick(({ shape }) => shape.length > 0));
    const axis = axisOf(graph, graph.nodes[x]);
    const count = 1 + graph.int(4);
    return { text: `axis ${axis}, last of ${count}`, run: (nodes) => ops.chunk(nodes[x], count, axis).at(-1)! };
  },
  roll: (graph, uses) => {
    const x = uses(graph.pick(({ shape }) => shape.length > 0));
    const axis = axisOf(graph, graph.nodes[x]);
    const by = graph.int(600) - 300;
    return { text: `${by} along ${axis}`, run: (nodes) => ops.roll(nodes[x], by, axis) };
  },
  tile: (graph, uses) => {
    const x = uses(graph.pick((node) => plain(node) && size(node.shape) < 800 && node.shape.length < 5));
    const repeats = graph.nodes[x].shape.map(() => 1 + graph.int(2));
    return { text: show(repeats), run: (nodes) => ops.tile(nodes[x], repeats) };
  },
  pad: (graph, uses) => {
    const mode = graph.one(['constant', 'reflect', 'symmetric', 'edge', 'wrap'] as const);
    const x = uses(graph.pick((node) => full(1)(node) && (mode !== 'reflect' || node.shape.every((n) => n > 1))));
    const amount = (n: number) => Math.max(mode === 'constant' ? 1 - Math.ceil(n / 2) : 0, graph.int(6) - 2);
    const { shape } = graph.nodes[x];
    const [before, after] = [shape.map(amount), shape.map(amount)];
    return {
      text: `${mode} ${show(before)} ${show(after)}`,
      run: (nodes) => ops.pad(nodes[x], { before, after, mode, value: 0.25 }),
    };
  },
  triangle: (graph, uses) => {
    const x = uses(graph.pick(atLeast(2)));
    const [op, diagonal] = [graph.one([ops.tril, ops.triu]), graph.int(7) - 3];
    return { text: String(diagonal), run: (nodes) => op(nodes[x], diagonal) };
  },

  reduce: (graph, uses) => {
    const x = uses(graph.pick(plain));
    const text = graph.one(Object.keys(reductions));
    const axes = someAxes(graph, graph.nodes[x].shape.length);
    const keep = graph.flag();
    return { text: `${text} over ${show(axes)}`, run: (nodes) => reductions[text](nodes[x], axes, keep) };
  },
  choose: (graph, uses) => {
    const x = uses(graph.pick(full(1)));
    const text = graph.one(Object.keys(choosers));
    const axes = someAxes(graph, graph.nodes[x].shape.length);
    const keep = graph.flag();
    return { text: `${text} over ${show(axes)}`, run: (nodes) => choosers[text](nodes[x], axes, keep) };
  },
  'sum i32': (graph, uses) => {
    const x = uses(graph.pick(whole));
    const axes = someAxes(graph, graph.nodes[x].shape.length);
    return { text: show(axes), run: (nodes) => ops.sum(nodes[x], axes) };
  },
  scan: (graph, uses) => {
    const x = uses(graph.pick(atLeast(1)));
    const axis = axisOf(graph, graph.nodes[x]);
    const options = { exclusive: graph.flag(), reverse: graph.flag() };
    const products = graph.flag();
    return {
      text: `${products ? 'product' : 'sum'} ${axis} ${JSON.stringify(options)}`,
      run: (nodes) =>
        products
          ? ops.cumprod(ops.add(ops.mul(ops.tanh(nodes[x]), 0.125), 1), axis, options)
          : ops.cumsum(nodes[x], axis, options),
    };
  },
  softmax: (graph, uses) => {
    const x = uses(graph.pick(atLeast(1)));
    const axis = axisOf(graph, graph.nodes[x]);
    const op = graph.one([ops.softmax, ops.logSoftmax]);
    return {
      text: `${op.name} ${axis}`,
      run: (nodes) => op(nodes[x], axis),
      disturbed: (nodes, noise) => {
        const { shifted, shares, sum } = softmaxParts(nodes[x], axis, noise);
        return op === ops.softmax ? shares : ops.sub(shifted, ops.log(sum));
      },
    };
  },
  topk: (graph, uses) => {
    const x = uses(graph.pick(full(1)));
    const axis = axisOf(graph, graph.nodes[x]);
    const n = graph.nodes[x].shape.at(axis)!;
    const [k, largest] = [1 + graph.int(n), graph.flag()];
    return { text: `${k} along ${axis}`, run: (nodes) => ops.topk(nodes[x], k, axis, { largest }).values };
  },
  norm: (graph, uses) => {
    const x = uses(graph.pick(full(2)));
    const [weight, bias] = [
      uses(graph.leaf([graph.nodes[x].shape.at(-1)!])),
      uses(graph.leaf([graph.nodes[x].shape.at(-1)!])),
    ];
    const op = graph.one([ops.layerNorm, ops.rmsNorm]);
    return {
      text: op === ops.rmsNorm ? 'rms' : 'layer',
      run: (nodes) => op(nodes[x], -1, { weight: nodes[weight], bias: nodes[bias], eps: 0.01 }),
    };
  },
  'channel norm': (graph, uses) => {
    const { shape, as } = image(graph, uses);
    if (shape[2] * shape[3] < 2) throw new Skip();
    const [weight, bias] = [uses(graph.leaf([shape[1]])), uses(graph.leaf([shape[1]]))];
    const groups = graph.one([1, 2, 3, shape[1]].filter((g) => shape[1] % g === 0));
    const form = graph.one(['group', 'instance', 'batch'] as const);
    return {
      text: `${form} ${groups}`,
      run: (nodes) => {
        const options = { weight: nodes[weight], bias: nodes[bias], eps: 0.01 };
        return form === 'group'
          ? ops.groupNorm(as(nodes), groups, options)
          : form === 'instance'
            ? ops.instanceNorm(as(nodes), options)
            : ops.batchNormTrain(as(nodes), options).out;
      },
    };
  },

  matmul: (graph, uses) => {
    const a = uses(graph.pick(({ shape, dtype }) => dtype === 'f32' && shape.length >= 2 && size(shape) <= 3000));
    const { shape } = graph.nodes[a];
    const transposeA = graph.flag();
    const k = transposeA ? shape.at(-2)! : shape.at(-1)!;
    const n = graph.one([1, 2, 3, 4, 5, 8, 12, 16, 17, 33, 64, 65]);
    const transposeB = graph.flag();
    const lead = graph.flag() ? shape.slice(0, -2).map((m) => (graph.flag() ? m : 1)) : [];
    const b = uses(graph.leaf([...lead, ...(transposeB ? [n, k] : [k, n])]));
    const rows = transposeA ? shape.at(-1)! : shape.at(-2)!;
    const biasAxis = graph.one([undefined, 'row', 'column'] as const);
    const bias = biasAxis && uses(graph.leaf([biasAxis === 'row' ? rows : n]));
    return {
      text: `${transposeA ? 'aᵀ' : 'a'}${transposeB ? 'bᵀ' : 'b'} ${biasAxis ?? ''}`,
      run: (nodes) =>
        ops.matmul(nodes[a], nodes[b], {
          transposeA,
          transposeB,
          ...(bias !== undefined && { bias: nodes[bias], biasAxis }),
        }),
    };
  },
  einsum: (graph, uses) => {
    const x = uses(graph.pick((node) => plain(node) && node.shape.length === 3 && size(node.shape) < 1500));
    const [b, , d] = graph.nodes[x].shape;
    const w = uses(graph.leaf([b, 3, d]));
    const text = graph.one(['bid,bjd->bij', 'bid,bjd->ij', 'bid,bjd->jbi', 'bid,bjd->bid']);
    return { text, run: (nodes) => ops.einsum(text, nodes[x], nodes[w]) };
  },
  attention: (graph, uses) => {
    const q = uses(graph.pick((node) => full(2)(node) && size(node.shape) < 1500));
    const { shape } = graph.nodes[q];
    const length = graph.one([1, 3, 8, 17]);
    const k = uses(graph.leaf([...shape.slice(0, -2), length, shape.at(-1)!]));
    const v = uses(graph.leaf([...shape.slice(0, -2), length, 5]));
    const causal = graph.flag();
    return {
      text: `causal ${causal}`,
      run: (nodes) => ops.scaledDotProductAttention(nodes[q], nodes[k], nodes[v], { causal }),
      disturbed: (nodes, noise) => {
        const scores = ops.matmul(nodes[q], nodes[k], { transposeB: true });
        const scaled = noise(ops.mul(scores, shape.at(-1)! ** -0.5));
        const seen = Uint8Array.from({ length: shape.at(-2)! * length }, (_, i) =>
          Number(!causal || i % length <= Math.floor(i / length)),
        );
        const mask = tensor(scaled.device, seen, [shape.at(-2)!, length], 'bool');
        return ops.matmul(softmaxParts(scaled, -1, noise, mask).shares, nodes[v]);
      },
    };
  },

  gather: (graph, uses) => {
    const x = uses(
      graph.pick((node) => number(node) && node.shape.length > 0 && node.shape.length < 5 && size(node.shape) > 0),
    );
    const axis = axisOf(graph, graph.nodes[x]);
    const n = graph.nodes[x].shape.at(axis)!;
    const indices = uses(graph.leaf(graph.one([[], [1], [5], [2, 3]]), 'i32', [-n, n - 1]));
    return { text: `axis ${axis}`, run: (nodes) => ops.gather(nodes[x], nodes[indices], axis) };
  },
  'gather elements': (graph, uses) => {
    const x = uses(graph.pick(full(1)));
    const { shape } = graph.nodes[x];
    const axis = at(axisOf(graph, graph.nodes[x]), shape.length);
    const indices = uses(
      graph.leaf(
        shape.map((n, i) => (i === axis ? 1 + graph.int(6) : n)),
        'i32',
        [-shape[axis], shape[axis] - 1],
      ),
    );
    return { text: `axis ${axis}`, run: (nodes) => ops.gatherElements(nodes[x], nodes[indices], axis) };
  },
  'scatter elements': (graph, uses) => {
    const x = uses(graph.pick(full(1)));
    const { shape } = graph.nodes[x];
    const axis = at(axisOf(graph, graph.nodes[x]), shape.length);
    const inner = shape.map((n, i) => (i === axis ? 1 + graph.int(6) : n));
    const [indices, updates] = [
      uses(graph.leaf(inner, 'i32', [-shape[axis], shape[axis] - 1])),
      uses(graph.leaf(inner)),
    ];
    const reduction = graph.one(['add', 'none', 'max', 'min', 'mul'] as const);
    return {
      text: `${reduction} ${axis}`,
      run: (nodes) => ops.scatterElements(nodes[x], nodes[indices], nodes[updates], { axis, reduction }),
    };
  },
  'index add': (graph, uses) => {
    const x = uses(graph.pick(full(1)));
    const { shape } = graph.nodes[x];
    const axis = at(axisOf(graph, graph.nodes[x]), shape.length);
    const count = graph.one([0, 1, 7, 70]);
    if (size(shape) * count > 40000) throw new Skip();
    const indices = uses(graph.leaf([count], 'i32', [0, shape[axis] - 1]));
    const updates = uses(graph.leaf(shape.map((n, i) => (i === axis ? count : n))));
    return {
      text: `${count} along ${axis}`,
      run: (nodes) => ops.indexAdd(nodes[x], axis, nodes[indices], nodes[updates], 0.5),
    };
  },

  conv2d: (graph, uses) => {
    const { shape, as } = image(graph, uses);
    const groups = graph.one([1, 2, 3, 4].filter((g) => shape[1] % g === 0));
    const kernel = [1 + graph.int(3), 1 + graph.int(3)];
    const [stride, dilation, padding] = [1 + graph.int(2), 1 + graph.int(2), graph.int(3)];
    if (kernel.some((n, i) => dilation * (n - 1) + 1 > shape[2 + i] + 2 * padding)) throw new Skip();
    const out = groups * (1 + graph.int(3));
    const [w, bias] = [uses(graph.leaf([out, shape[1] / groups, ...kernel])), uses(graph.leaf([out]))];
    return {
      text:
        `x ${show(shape)}, kernel ${show(kernel)}, stride ${stride}, dilation ${dilation}, padding ` +
        `${padding}, groups ${groups}`,
      run: (nodes) => ops.conv2d(as(nodes), nodes[w], nodes[bias], { stride, dilation, padding, groups }),
    };
  },
  'conv transposed': (graph, uses) => {
    const { shape, as } = image(graph, uses);
    const groups = graph.one([1, 2, 3].filter((g) => shape[1] % g === 0));
    const kernel = [1 + graph.int(3), 1 + graph.int(3)];
    const stride = 1 + graph.int(2);
    const w = uses(graph.leaf([shape[1], 1 + graph.int(2), ...kernel]));
    return {
      text: `x ${show(shape)}, kernel ${show(kernel)}, stride ${stride}, groups ${groups}`,
      run: (nodes) => ops.convTranspose2d(as(nodes), nodes[w], undefined, { stride, groups }),
    };
  },
  pool: (graph, uses) => {
    const { shape, as } = image(graph, uses);
    const kernel = [1 + graph.int(3), 1 + graph.int(3)] as const;
    const [stride, padding, ceilMode] = [1 + graph.int(3), graph.int(2), graph.flag()];
    const options = { stride, padding, ceilMode };
    if (kernel.some((n, i) => n > shape[2 + i] || padding * 2 > n)) throw new Skip();
    const form = graph.one(['max', 'average', 'adaptive average', 'adaptive max', 'global'] as const);
    const run = (x: Tensor) =>
      form === 'max'
        ? ops.maxPool2d(x, kernel, options)
        : form === 'average'
          ? ops.avgPool2d(x, kernel, { ...options, countIncludePad: ceilMode })
          : form === 'adaptive average'
            ? ops.adaptiveAvgPool2d(x, kernel)
            : form === 'adaptive max'
              ? ops.adaptiveMaxPool2d(x, kernel)
              : ops.globalAvgPool(x);
    return {
      text: `${form} x ${show(shape)} kernel ${show(kernel)} ${JSON.stringify(options)}`,
      run: (nodes) => run(as(nodes)),
    };
  },
  interpolate: (graph, uses) => {
    const { shape, as } = image(graph, uses);
    const target = [1 + graph.int(12), 1 + graph.int(12)];
    const mode = graph.one(['nearest', 'bilinear', 'bicubic'] as const);
    const alignCorners = mode !== 'nearest' && graph.flag();
    return {
      text: `${mode} x ${show(shape)} to ${show(target)}`,
      run: (nodes) => ops.interpolate(as(nodes), { size: target, mode, alignCorners }),
    };
  },
  'unfold and fold': (graph, uses) => {
    const { shape, as } = image(graph, uses);
    if (shape[2] < 2 || shape[3] < 2) throw new Skip();
    const options = { stride: 1 + graph.int(2), padding: graph.int(2) };
    return {
      text: `x ${show(shape)} ${JSON.stringify(options)}`,
      run: (nodes) => ops.fold(ops.unfold(as(nodes), 2, options), [shape[2], shape[3]], 2, options),
    };
  },
  'class loss': (graph, uses) => {
    const x = uses(graph.pick((node) => full(2)(node) && node.shape.length === 2));
    const [n, c] = graph.nodes[x].shape;
    const target = uses(graph.leaf([n], 'i32', [0, c - 1]));
    const options = { labelSmoothing: graph.one([0, 0.1]), reduction: graph.one(['mean', 'sum', 'none'] as const) };
    return { text: JSON.stringify(options), run: (nodes) => ops.crossEntropy(nodes[x], nodes[target], options) };
  },
  loss: (graph, uses) => {
    const x = uses(graph.pick(full(0)));
    const target = uses(graph.leaf(graph.nodes[x].shape));
    const op = graph.one([ops.mseLoss, ops.l1Loss, ops.huberLoss, ops.smoothL1Loss]);
    const reduction = graph.one(['mean', 'sum', 'none'] as const);
    return { text: reduction, run: (nodes) => op(nodes[x], nodes[target], { reduction }) };
  },
};

/** Common ops stand several times: what is found wrong is wrong in how they meet. */
export const steps: readonly (readonly [string, Plan])[] = Object.entries(table).flatMap((entry) =>
  Array.from(
    {
      length: ['unary', 'binary'].includes(entry[0])
        ? 4
        : ['reduce', 'permute', 'slice', 'matmul'].includes(entry[0])
          ? 2
          : 1,
    },
    () => entry,
  ),
);

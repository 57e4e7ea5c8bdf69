/**
 * Batched matrix products over strided operands: transposed views cost nothing, batch axes broadcast; bias, scale and
 * residual ride on the way out.
 */
import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import { sumTo } from '../../engine/accumulate.ts';
import { ShapeError } from '../../engine/errors.ts';
import type { Described, HostArray, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import type { Shape } from '../../engine/shape.ts';
import { broadcastShapes, sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Activation } from '../elementwise/activation.ts';
import { activate, activated, checkActivation, throughActivation } from '../elementwise/activation.ts';
import { add } from '../elementwise/add.ts';
import { eachBroadcast } from '../elementwise/binary.ts';
import { exchange, productAndSums, productKernel } from './kernel.ts';
import type { BiasAxis } from './product.ts';
import { mul } from '../elementwise/mul.ts';
import { scaleGradients } from '../elementwise/scale-grad.ts';

interface MatmulAttrs {
  activation?: Activation;
  /** Whether `bias` has one value for each row of the product or for each column. */
  biasAxis?: BiasAxis;
}

export const matmulOp: Op<MatmulAttrs, ['a', 'b', 'bias?', 'scale?', 'residual?']> = defineOp({
  name: 'matmul',
  inputs: ['a', 'b', 'bias?', 'scale?', 'residual?'],
  attrs: {} as MatmulAttrs,
  shape: ({ a, b, bias, scale, residual }, { biasAxis }) => {
    const { m, n } = dimensions(a, b);
    const wanted = biasAxis === 'row' ? m : n;
    if (bias && (bias.shape.length !== 1 || bias.shape[0] !== wanted))
      throw new ShapeError(
        'matmul',
        `the bias must have ${wanted} values`,
        show(bias.shape),
        'one value for each column, or for each row with biasAxis row',
      );
    if (scale && size(scale.shape) !== 1 && !sameShape(scale.shape, [n]))
      throw new ShapeError(
        'matmul',
        `the scale must have one value, or ${n}`,
        show(scale.shape),
        'one value for all of the product, or one for each column',
      );
    const out = [...batchesOf(a, b), m, n];
    if (residual && !sameShape(residual.shape, out))
      throw new ShapeError(
        'matmul',
        `the residual must be ${show(out)}`,
        show(residual.shape),
        'it has the shape of the product',
      );
    return out;
  },
  strided: ['a', 'b'],
  reference: ({ a, b, bias, scale, residual, out }, { biasAxis, activation }) => {
    const [m, n] = out.shape.slice(-2);
    if (bias)
      for (let i = 0; i < out.data.length; i++)
        out.data[i] = bias.data[biasAxis === 'row' ? Math.floor(i / n) % m : i % n];
    addProducts(a, b, out, out.shape.slice(0, -2));
    for (let i = 0; i < out.data.length; i++)
      out.data[i] = activated(
        (residual?.data[i] ?? 0) + (scale?.data[i % scale.data.length] ?? 1) * out.data[i],
        activation,
      );
  },
  kernel: ({ a, b, bias, scale, residual, out }, { biasAxis = 'column', activation }, adapter) =>
    productKernel(
      {
        a,
        b,
        shape: out.shape,
        epilogue: {
          biasAxis: bias && biasAxis,
          scale: scale && (size(scale.shape) === 1 ? 'one' : 'column'),
          residual: residual !== undefined,
          activation: activation && ((type) => activate(type, activation)),
        },
      },
      adapter,
    ),
  grad: ({ inputs: { a, b, bias, scale }, outputs: { out }, dy: after, attrs: { biasAxis, activation } }, wanted) => {
    const dy = throughActivation(out, after, activation);
    const ofBias = () => sumTo(dy, biasAxis === 'row' ? [bias!.size, 1] : [bias!.size]).reshape(bias!.shape);
    const residual = wanted.residual && dy.alias();
    if (!scale) {
      const found = factorGradients(a, b, dy, { a: wanted.a, b: wanted.b }, wanted.bias ? biasAxis : undefined);
      return { a: found.a, b: found.b, bias: wanted.bias && (found.sums ?? ofBias()), residual };
    }
    if (scale.size > 1) return { ...columnGradients({ a, b, bias, scale }, dy, biasAxis, wanted), residual };
    // Large tensors meet the scale in no pass of their own: the smaller factor and its gradient do.
    const left = a.size <= b.size;
    const small =
      (wanted.a || wanted.b || wanted.scale) &&
      scaleGradients(left ? a : b, narrowGradient(a, b, dy, left), scale, { scaled: true });
    const large =
      small &&
      (left
        ? factorGradients(small.scaled, b, dy, { a: false, b: wanted.b })
        : factorGradients(a, small.scaled, dy, { a: wanted.a, b: false }));
    const biases = bias && (wanted.bias || wanted.scale) && scaleGradients(bias, ofBias(), scale, { scaled: false });
    return {
      a: left ? small && small.dx : large && large.a,
      b: left ? large && large.b : small && small.dx,
      bias: biases && biases.dx,
      scale: wanted.scale && small && (biases ? add(small.dscale, biases.dscale) : small.dscale),
      residual,
    };
  },
  flops: ({ a, out }) => 2 * size(out.shape) * a.shape.at(-1)!,
  samples: [
    { shapes: { a: [2, 5, 7], b: [2, 7, 6] } },
    { shapes: { a: [3, 1, 4, 9], b: [2, 9, 5], bias: [5] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [17, 33], b: [3, 33, 18], bias: [17] }, attrs: { biasAxis: 'row' } },
    { shapes: { a: [2, 12, 8], b: [8, 20], bias: [20] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [70, 40], b: [40, 68] } },
    { shapes: { a: [18, 8], b: [8, 36] } },
    { shapes: { a: [10, 8], b: [8, 3] } },
    { shapes: { a: [12, 8], b: [8, 36], scale: [1], residual: [12, 36] } },
    { shapes: { a: [9, 40], b: [2, 40, 3], bias: [3], scale: [], residual: [2, 9, 3] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [2, 5, 8], b: [8, 12], bias: [5], scale: [1, 1] }, attrs: { biasAxis: 'row' } },
    {
      shapes: { a: [12, 8], b: [8, 36], bias: [36], scale: [36], residual: [12, 36] },
      attrs: { biasAxis: 'column' },
    },
    { shapes: { a: [2, 9, 40], b: [2, 40, 3], bias: [9], scale: [3] }, attrs: { biasAxis: 'row' } },
    { shapes: { a: [2, 8300], b: [8300, 4], scale: [4], residual: [2, 4] } },
    { shapes: { a: [130, 130], b: [130, 132], bias: [132], scale: [132] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [2, 8300], b: [8300, 4], bias: [4], scale: [1], residual: [2, 4] }, attrs: { biasAxis: 'column' } },
    {
      shapes: { a: [12, 8], b: [8, 36], bias: [36], residual: [12, 36] },
      attrs: { biasAxis: 'column', activation: 'relu' },
    },
    { shapes: { a: [5, 8], b: [2, 8, 3], scale: [1] }, attrs: { activation: 'relu' } },
    { shapes: { a: [2, 8300], b: [8300, 4] }, attrs: { activation: 'relu' } },
    { shapes: { a: [1, 70], b: [3, 70, 67], bias: [67] }, attrs: { biasAxis: 'column', activation: 'relu' } },
    {
      shapes: { a: [12, 8], b: [8, 36], bias: [12] },
      attrs: { biasAxis: 'row', activation: 'sigmoid' },
      range: [-2, 2],
    },
    { shapes: { a: [2, 8300], b: [8300, 4], residual: [2, 4] }, attrs: { activation: 'sigmoid' }, range: [-0.2, 0.2] },
    { shapes: { a: [1, 70], b: [3, 70, 67], bias: [67] }, attrs: { biasAxis: 'column', activation: 'sigmoid' } },
    { shapes: { a: [5, 8], b: [2, 8, 3], scale: [1] }, attrs: { activation: 'sigmoid' } },
    { shapes: { a: [130, 130], b: [130, 130] } },
    { shapes: { a: [2, 128, 64], b: [64, 132], bias: [132] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [5, 900], b: [900, 1], scale: [1], residual: [5, 1] } },
    { shapes: { a: [37, 1028], b: [1028, 3], bias: [3] }, attrs: { biasAxis: 'column' } },
    { shapes: { a: [2, 1030], b: [1030, 5], bias: [2] }, attrs: { biasAxis: 'row' } },
  ],
});

interface MatmulSumAttrs {
  /** Whether the sums of the rows of `a` are wanted too. */
  sums?: boolean;
}

/**
 * Σ over batches of a [..., m, k] · b [..., k, n] → [m, n]: the gradient of an operand that all batches share. With
 * `sums` also what a column of ones in b would add: Σ over batches and k of a → [m], the gradient of a bias where a is
 * that of the result.
 */
export const matmulSumOp: Op<MatmulSumAttrs, ['a', 'b'], 'out' | 'sums'> = defineOp({
  name: 'matmul_sum',
  inputs: ['a', 'b'],
  attrs: {} as MatmulSumAttrs,
  outputs: ({ a, b }, { sums }) => {
    const { m, n } = dimensions(a, b);
    batchesOf(a, b);
    return { out: { shape: [m, n], dtype: a.dtype }, ...(sums && { sums: { shape: [m], dtype: a.dtype } }) };
  },
  strided: ['a', 'b'],
  reference: ({ a, b, out, sums }) => {
    const batches = batchesOf(a, b);
    addProducts(a, b, out, batches);
    if (sums)
      eachBroadcast(
        [...batches, ...a.shape.slice(-2)],
        [a.shape, [sums.shape[0], 1]],
        (_, [from, row]) => (sums.data[row] += a.data[from]),
      );
  },
  kernel: ({ a, b, out, sums }, _, adapter) => {
    const shape = [...batchesOf(a, b), ...out.shape];
    return sums ? productAndSums(a, b, shape, adapter) : productKernel({ a, b, shape, summed: true }, adapter);
  },
  grad: ({ inputs: { a, b }, d: { out: dout, sums } }, wanted) => {
    const batches = batchesOf(a, b);
    const each = dout?.expand([...batches, ...dout.shape]);
    const ofSums = () => sumTo(sums!.reshape(-1, 1).expand([...batches, ...a.shape.slice(-2)]), a.shape);
    return {
      a:
        wanted.a &&
        (!each
          ? ofSums()
          : sums
            ? sumTo(matmulOp({ a: each, b: b.transpose(), bias: sums }, { biasAxis: 'row' }), a.shape)
            : productTo(each, b.transpose(), a.shape)),
      b: wanted.b && each && productTo(a.transpose(), each, b.shape),
    };
  },
  flops: ({ a, out }) => 2 * size(a.shape) * out.shape[1],
  samples: [
    { shapes: { a: [3, 5, 8], b: [3, 8, 6] } },
    { shapes: { a: [2, 3, 4, 9], b: [3, 9, 5] } },
    { shapes: { a: [9, 3, 700], b: [9, 700, 2] } },
    { shapes: { a: [0, 3, 4], b: [0, 4, 5] } },
    { shapes: { a: [3, 10, 9], b: [9, 40] }, attrs: { sums: true } },
    { shapes: { a: [6, 2100], b: [2, 2100, 3] }, attrs: { sums: true } },
    { shapes: { a: [2, 40, 30], b: [2, 30, 3] }, attrs: { sums: true } },
    { shapes: { a: [132, 128], b: [128, 132] }, attrs: { sums: true } },
    { shapes: { a: [2, 3, 4], b: [4, 0] }, attrs: { sums: true } },
  ],
});

const batchesOf = (a: Described, b: Described): Shape =>
  broadcastShapes('matmul', a.shape.slice(0, -2), b.shape.slice(0, -2));

/** Adds a · b to `out`, each batch of `batches` to its own place, or to the only one there is. */
function addProducts(a: HostArray, b: HostArray, out: HostArray, batches: Shape): void {
  const { m, n, k } = dimensions(a, b);
  const matrices = (x: Shape) => x.slice(0, -2);
  eachBroadcast(batches, [matrices(a.shape), matrices(b.shape), matrices(out.shape)], (_, [ai, bi, oi]) => {
    for (let row = 0; row < m; row++) {
      for (let column = 0; column < n; column++) {
        let total = 0;
        for (let i = 0; i < k; i++) total += a.data[(ai * m + row) * k + i] * b.data[(bi * k + i) * n + column];
        out.data[(oi * m + row) * n + column] += total;
      }
    }
  });
}

/**
 * Gradients of the factors of a · b, before any scale. One that has dy on its left and is shared by all batches sums dy
 * along `bias` on the way.
 */
function factorGradients(
  a: Tensor,
  b: Tensor,
  dy: Tensor,
  wanted: Readonly<Record<'a' | 'b', boolean>>,
  bias?: 'row' | 'column',
): { a: Tensor | false; b: Tensor | false; sums?: Tensor | undefined } {
  let sums: Tensor | undefined;
  const keep = (made: Tensor) => (sums = made);
  const ofA =
    wanted.a &&
    like(
      a,
      (shape) => productTo(dy, b.transpose(), shape, bias === 'row' ? keep : undefined),
      (shape) => productTo(b, dy.transpose(), shape),
    );
  const ofB =
    wanted.b &&
    like(
      b,
      (shape) => productTo(a.transpose(), dy, shape),
      (shape) => productTo(dy.transpose(), a, shape, bias === 'column' ? keep : undefined),
    );
  return { a: ofA, b: ofB, sums };
}

/**
 * Where each column has a scale of its own: the scales' gradients follow from that of b, which is as wide as they are,
 * so that no pass walks the product.
 */
function columnGradients(
  { a, b, bias, scale }: { a: Tensor; b: Tensor; bias?: Tensor | undefined; scale: Tensor },
  dy: Tensor,
  biasAxis: BiasAxis | undefined,
  wanted: Readonly<Record<'a' | 'b' | 'bias' | 'scale', boolean>>,
): Record<'a' | 'b' | 'bias' | 'scale', Tensor | false | undefined> {
  const columns = biasAxis !== 'row';
  const unscaled =
    (wanted.b || wanted.scale) &&
    factorGradients(a, b, dy, { a: false, b: true }, bias && columns ? 'column' : undefined);
  const biasSums = (slopes: Tensor) => sumTo(slopes, columns ? [bias!.size] : [bias!.size, 1]).reshape(bias!.shape);
  const sums = bias && columns && (wanted.bias || wanted.scale) && ((unscaled && unscaled.sums) || biasSums(dy));
  const ofFactor = wanted.scale && unscaled && sumTo(mul(b, unscaled.b as Tensor), scale.shape);
  const ofBias =
    wanted.scale && bias && (sums ? mul(bias, sums) : sumTo(mul(dy, bias.reshape(bias.size, 1)), scale.shape));
  return {
    a: wanted.a && factorGradients(a, mul(b, scale), dy, { a: true, b: false }).a,
    b: wanted.b && unscaled && mul(unscaled.b as Tensor, scale),
    bias: wanted.bias && (sums ? mul(sums, scale) : biasSums(mul(dy, scale))),
    scale: ofFactor && (ofBias ? add(ofFactor, ofBias) : ofFactor),
  };
}

/** One of them in any layout: with its longer axis along memory. */
function narrowGradient(a: Tensor, b: Tensor, dy: Tensor, left: boolean): Tensor {
  const { shape } = left ? a : b;
  const tall = shape.at(-2)! > shape.at(-1)!;
  if (left)
    return tall ? productTo(b, dy.transpose(), exchange(shape)).transpose() : productTo(dy, b.transpose(), shape);
  return tall ? productTo(dy.transpose(), a, exchange(shape)).transpose() : productTo(a.transpose(), dy, shape);
}

/**
 * A gradient laid out in memory as `x` is, so that what comes before needs no copy: made as it is, or turned where x is
 * a transposed view.
 */
function like(x: Tensor, make: (shape: Shape) => Tensor, makeTurned: (shape: Shape) => Tensor): Tensor {
  const [row, column] = x.strides.slice(-2);
  return row === 1 && column > 1 ? makeTurned(exchange(x.shape)).transpose() : make(x.shape);
}

/**
 * a · b summed down to `to`, of whose batch axes it is a broadcast; without making the batches where all are added up.
 * These may `keep` a's row sums.
 */
function productTo(a: Tensor, b: Tensor, to: Shape, keep?: (sums: Tensor) => void): Tensor {
  const batches = Math.max(size(a.shape.slice(0, -2)), size(b.shape.slice(0, -2)));
  if ((batches > 1 || keep) && size(to.slice(0, -2)) === 1) {
    const { out, sums } = matmulSumOp.many({ a, b }, { sums: keep !== undefined });
    keep?.(sums);
    return out.reshape(to);
  }
  return sumTo(matmulOp({ a, b }), to);
}

function dimensions(a: Described, b: Described): { m: number; n: number; k: number } {
  const [m, k] = a.shape.slice(-2);
  const [inner, n] = b.shape.slice(-2);
  if (k !== inner)
    throw new ShapeError(
      'matmul',
      'inner dimensions differ',
      `a ${show(a.shape)}, b ${show(b.shape)}`,
      'pass { transposeB: true }, or permute b',
    );
  return { m, n, k };
}

export interface MatmulOptions {
  transposeA?: boolean;
  transposeB?: boolean;
  /** Added to the product: one value for each column, or for each row with `biasAxis: 'row'`. */
  bias?: Tensor;
  biasAxis?: 'row' | 'column';
  /** What the product, its bias added, is multiplied by: one number, or one for each column. */
  scale?: Tensor;
  /** Added then; of the result's shape. */
  residual?: Tensor;
  /** 'relu' or 'sigmoid', applied last. */
  activation?: Activation | undefined;
}

/**
 * Matrix product by NumPy's rules: [..., m, k] × [..., k, n] → [..., m, n], batch axes broadcast, a 1-D operand is a
 * row (left) or column (right). With everything there is: activation(residual + scale · (a · b + bias)).
 * @throws ShapeError when inner dimensions differ, batches do not broadcast, bias, scale or residual do not fit, or an
 * operand is a scalar.
 */
export function matmul(a: Tensor, b: Tensor, options: MatmulOptions = {}): Tensor {
  checkTensors('matmul', { a, b });
  const {
    transposeA = false,
    transposeB = false,
    bias,
    biasAxis = 'column',
    scale,
    residual,
    activation,
  } = checkOptions('matmul', options, 'transposeA transposeB bias biasAxis scale residual activation');
  if (!a.rank || !b.rank)
    throw new ShapeError(
      'matmul',
      'a scalar has no matrix product',
      `a ${show(a.shape)}, b ${show(b.shape)}`,
      'use mul',
    );
  const left = a.rank === 1 ? a.reshape(1, a.size) : transposeA ? a.transpose() : a;
  const right = b.rank === 1 ? b.reshape(b.size, 1) : transposeB ? b.transpose() : b;
  checkActivation('matmul', activation);
  const vector = a.rank === 1 || b.rank === 1;
  const kept = Number(a.rank > 1) + Number(b.rank > 1);
  const added =
    residual && vector
      ? residual.reshape([...residual.shape.slice(0, residual.rank - kept), left.shape.at(-2)!, right.shape.at(-1)!])
      : residual;
  const out = matmulOp(
    { a: left, b: right, bias, scale, residual: added },
    { ...(bias && { biasAxis }), ...(activation && { activation }) },
  );
  return vector
    ? out.reshape([
        ...out.shape.slice(0, -2),
        ...(a.rank === 1 ? [] : [out.shape.at(-2)!]),
        ...(b.rank === 1 ? [] : [out.shape.at(-1)!]),
      ])
    : out;
}

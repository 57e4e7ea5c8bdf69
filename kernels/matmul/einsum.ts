/** Einstein sums: parsed, then lowered to views, products and batched matrix products. */
import { checkTensors } from '../../engine/arguments.ts';
import { ShapeError } from '../../engine/errors.ts';
import { isInteger } from '../../engine/dtype.ts';
import { broadcastShapes, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { matmul } from './matmul.ts';
import { mul } from '../elementwise/mul.ts';
import { sum } from '../reduce/sum.ts';

/** A tensor whose axes go by labels, each once. */
interface Labelled {
  x: Tensor;
  labels: readonly string[];
}

interface Equation {
  terms: string[][];
  output: string[];
}

/**
 * Axes under an ellipsis are labelled by digits, counted from the right, so that they broadcast as NumPy aligns them.
 */
const ellipsisLabels = (count: number): string[] => Array.from({ length: count }, (_, i) => String(count - 1 - i));

/**
 * Labels of every operand and of the result. Without `->` the result has, in the order of the alphabet, the letters
 * that occur once.
 */
function parse(equation: string, tensors: readonly Tensor[]): Equation {
  const refuse = (what: string, fix = 'as in "bij,bjk->bik"; "..." stands for leading axes') =>
    new ShapeError('einsum', what, `"${equation}" for ${tensors.map(({ shape }) => show(shape)).join(', ')}`, fix);
  const [left, right, more] = equation.replaceAll(' ', '').split('->');
  const texts = left.split(',');
  if (more !== undefined || texts.length !== tensors.length)
    throw refuse(`the equation names ${texts.length} operands, not ${tensors.length}`);
  const letters = (text: string, hidden: number) => {
    if (!/^[A-Za-z]*(\.\.\.)?[A-Za-z]*$/.test(text)) throw refuse(`"${text}" is not a list of letters`);
    return text.split(/(\.\.\.)/).flatMap((part) => (part === '...' ? ellipsisLabels(hidden) : [...part]));
  };
  let widest = 0;
  const terms = texts.map((text, i) => {
    const hidden = text.includes('...') ? tensors[i].rank - text.replace('...', '').length : 0;
    widest = Math.max(widest, hidden);
    const labels = hidden < 0 ? [] : letters(text, hidden);
    if (labels.length !== tensors[i].rank)
      throw refuse(`operand ${i} has ${tensors[i].rank} axes, not those of "${text}"`);
    return labels;
  });
  const all = terms.flat();
  const output =
    right === undefined
      ? [
          ...ellipsisLabels(widest),
          ...[...new Set(all)]
            .filter((label) => !/\d/.test(label) && all.indexOf(label) === all.lastIndexOf(label))
            .sort(),
        ]
      : letters(right, widest);
  if (new Set(output).size !== output.length) throw refuse('the result names an axis twice');
  const unknown = output.find((label) => !all.includes(label));
  if (unknown !== undefined) throw refuse(`the result names "${unknown}", which no operand has`);
  return { terms, output };
}

/** Repeated labels become the diagonal they mean: axes a and b of size n, flattened, every (n + 1)-th element. */
function diagonals(x: Tensor, labels: readonly string[]): Labelled {
  const second = labels.findIndex((label, axis) => labels.indexOf(label) < axis);
  if (second < 0) return { x, labels };
  const first = labels.indexOf(labels[second]);
  const n = x.shape[first];
  if (x.shape[second] !== n)
    throw new ShapeError(
      'einsum',
      `"${labels[first]}" means two sizes`,
      `axes ${first} and ${second} of ${show(x.shape)}`,
      'a letter that stands twice needs equal sizes',
    );
  const others = labels.map((_, axis) => axis).filter((axis) => axis !== first && axis !== second);
  const flat = x.permute([...others, first, second]).reshape([...others.map((axis) => x.shape[axis]), n * n]);
  return diagonals(flat.slice(-1, 0, undefined, n + 1), [...others.map((axis) => labels[axis]), labels[first]]);
}

/** Sums over the labels that nobody needs any more. */
function reduceTo({ x, labels }: Labelled, needed: ReadonlySet<string>): Labelled {
  const gone = labels.flatMap((label, axis) => (needed.has(label) ? [] : [axis]));
  return gone.length ? { x: sum(x, gone), labels: labels.filter((label) => needed.has(label)) } : { x, labels };
}

/** The axes in the order of `labels`; labels that the tensor lacks become axes of size 1. */
function arrange({ x, labels: own }: Labelled, labels: readonly string[]): Tensor {
  const ordered = x.permute(labels.filter((label) => own.includes(label)).map((label) => own.indexOf(label)));
  return ordered.reshape(labels.map((label) => (own.includes(label) ? x.shape[own.indexOf(label)] : 1)));
}

/** Two operands made one, of which the labels in `needed` are left. */
function contract(left: Labelled, right: Labelled, needed: ReadonlySet<string>): Labelled {
  const both = left.labels.filter((label) => right.labels.includes(label));
  const sizeOf = (label: string) =>
    [left, right].flatMap(({ x, labels }) => x.shape.filter((n, axis) => labels[axis] === label && n !== 1))[0] ?? 1;
  const batch = both.filter((label) => needed.has(label));
  const summed = both.filter((label) => !needed.has(label));
  const a = reduceTo(left, new Set([...needed, ...both]));
  const b = reduceTo(right, new Set([...needed, ...both]));
  const rows = a.labels.filter((label) => !both.includes(label));
  const columns = b.labels.filter((label) => !both.includes(label));
  const labels = [...batch, ...rows, ...columns];
  if (!summed.length || (!rows.length && !columns.length) || isInteger(a.x.dtype)) {
    return reduceTo(
      {
        x: mul(arrange(a, [...labels, ...summed]), arrange(b, [...labels, ...summed])),
        labels: [...labels, ...summed],
      },
      needed,
    );
  }
  const sizes = (list: readonly string[]) => list.map(sizeOf);
  // Axes of size 1 that broadcast within the sum are spelt out; those of the batch are left to the matrix product.
  const spread = (x: Labelled, order: readonly string[]) => {
    const ordered = arrange(x, order);
    return ordered.expand(order.map((label, axis) => (summed.includes(label) ? sizeOf(label) : ordered.shape[axis])));
  };
  const [m, k, n] = [rows, summed, columns].map((list) => size(sizes(list)));
  const lhs = spread(a, [...batch, ...rows, ...summed]);
  const rhs = spread(b, [...batch, ...summed, ...columns]);
  const product = matmul(
    lhs.reshape([...lhs.shape.slice(0, batch.length), m, k]),
    rhs.reshape([...rhs.shape.slice(0, batch.length), k, n]),
  );
  return { x: product.reshape([...product.shape.slice(0, batch.length), ...sizes(rows), ...sizes(columns)]), labels };
}

/**
 * The sum of products that `equation` names, as in NumPy and PyTorch: `einsum('bhld,bhsd->bhls', q, k)`. Operands are
 * taken from left to right. "..." stands for leading axes that broadcast; a letter twice in one operand is its
 * diagonal.
 * @throws ShapeError for an equation that does not fit the operands, with both in the message.
 */
export function einsum(equation: string, ...tensors: Tensor[]): Tensor {
  if (typeof equation !== 'string')
    throw new ShapeError('einsum', 'the equation comes first', typeof equation, "einsum('ij,jk->ik', a, b)");
  checkTensors('einsum', tensors);
  const { terms, output } = parse(equation, tensors);
  for (const label of new Set(terms.flat())) {
    const sizes = terms.flatMap((labels, i) =>
      labels.flatMap((own, axis) => (own === label ? [[tensors[i].shape[axis]]] : [])),
    );
    broadcastShapes(`einsum "${equation}" (${label})`, ...sizes);
  }
  const operands = tensors.map((x, i) => diagonals(x, terms[i]));
  const total = operands
    .slice(1)
    .reduce(
      (left, right, i) =>
        contract(left, right, new Set([...output, ...operands.slice(i + 2).flatMap(({ labels }) => labels)])),
      operands[0],
    );
  const { x, labels } = reduceTo(total, new Set(output));
  return x.permute(output.map((label) => labels.indexOf(label)));
}

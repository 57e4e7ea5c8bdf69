/** What a matrix product's kernels have in common: sizes, strides, how operands may be read as vec4s, the loop over batches. */
import type { Gather } from '../../engine/indexing.ts';
import { gather } from '../../engine/indexing.ts';
import type { Kernel, Operand } from '../../engine/kernel.ts';
import { size } from '../../engine/shape.ts';
import type { Snippet } from '../../engine/wgsl.ts';
import { u32, wgsl } from '../../engine/wgsl.ts';

export interface Product {
  m: number;
  n: number;
  k: number;
  batches: number;
  biasAxis: 'row' | 'column' | undefined;
  params: NonNullable<Kernel['params']>;
  /** Along which axis each operand lies dense in whole, aligned vec4s. */
  vectors: { a: { row: boolean; k: boolean }; b: { k: boolean; column: boolean } };
  starts: Gather;
}

export function productOf(a: Operand, b: Operand, out: Operand, biasAxis: 'row' | 'column' | undefined): Product {
  const [m, n] = out.shape.slice(-2);
  const k = a.shape.at(-1)!;
  const batchShape = out.shape.slice(0, -2);
  const batches = size(batchShape);
  const matrices = (x: Operand): Operand => ({ ...x, shape: x.shape.slice(0, -2), strides: x.strides.slice(0, -2) });
  const starts = gather(batchShape, { a: matrices(a), b: matrices(b) });
  return {
    m, n, k, batches, biasAxis, starts,
    params: { ...starts.params, batches, m, n, k, a_row: a.strides.at(-2)! >>> 0, a_k: a.strides.at(-1)! >>> 0, b_k: b.strides.at(-2)! >>> 0, b_column: b.strides.at(-1)! >>> 0 },
    vectors: { a: { row: dense(a, -2), k: dense(a, -1) }, b: { k: dense(b, -2), column: dense(b, -1) && n % 4 === 0 } },
  };
}

/** Whether `axis` steps by one and every row along it starts on a whole vec4. */
function dense(x: Operand, axis: -1 | -2): boolean {
  const at = x.strides.length + axis;
  return x.strides[at] === 1 && x.shape[at] % 4 === 0 && x.offset % 4 === 0 && x.strides.every((stride, i) => i === at || stride % 4 === 0);
}

/** Runs `body` for the batches of this workgroup; it sees `i`, `a_start` and `b_start`. */
export const batchLoop = ({ starts }: Product, body: Snippet): Snippet => wgsl`for (var i = group.z; i < p.batches; i += ${u32(65535)}) {
    ${starts.setup}
    let a_start = ${starts.at.a};
    let b_start = ${starts.at.b};
    ${body}
  }`;

/** What an op hands to the GPU: shader text, its constants, its grid. */
import type { DType } from '../dtype.ts';
import { KernelError } from '../errors.ts';
import type { Shape } from '../shape.ts';
import type { Snippet } from './wgsl.ts';
import { definitionsOf, name, u32, wgsl } from './wgsl.ts';

/** A tensor as a kernel meets it. Offsets and strides count elements. */
export interface Operand {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly strides: Shape;
  readonly offset: number;
}

/** A constant of the uniform block: u32 unless tagged. */
export type Param = number | { readonly f32: number } | { readonly i32: number };

/** The part of the adapter that a kernel may shape itself by. */
export interface Adapter {
  readonly limits: GPUSupportedLimits;
  readonly features: ReadonlySet<string>;
  /** A CPU pretending to be a GPU: no workgroup memory, small tiles. */
  readonly software: boolean;
  /**
   * Invocations of a subgroup where every shader has the same number; 0 where it varies or shaders have no subgroup
   * functions.
   */
  readonly subgroup: number;
  /** Which of several kernels is the fastest here, by kind of work, where `tune` has found out. */
  readonly choices: ReadonlyMap<string, string>;
}

/**
 * Lanes of a CPU adapter that can hand each other numbers; 0 where there are none, and for GPUs, whose kernels share by
 * other means.
 */
export const lanesOf = ({ software, subgroup }: Adapter): number => (software ? subgroup : 0);

/** One dispatch. `code` sees each operand as a global array of its name and the constants as `p`. */
export interface Kernel {
  code: Snippet;
  /** Workgroups to start: a count, folded to two dimensions over 65,535 (recover it with `groupIndex`), or a grid. */
  workgroups: number | readonly [number, number, number];
  params?: Readonly<Record<string, Param>>;
  /** Operands bound read-only and for writing, where they are not just the op's inputs and outputs. */
  reads?: readonly string[];
  writes?: readonly string[];
  /** Names that the code knows operands by, where it wants the operand's own name for a value. */
  names?: Readonly<Record<string, string>>;
  /** Operands viewed as something other than an array of their own element type, e.g. `vec4<f32>`. */
  types?: Readonly<Record<string, Snippet>>;
  /** Calls subgroup functions: for adapters whose `subgroup` is not 0. */
  subgroups?: boolean;
  /**
   * Operands of which invocation `i` of a kernel made by `each` touches the i-th element, pair or vec4, and no other;
   * of the rest it may touch one that is the same for all. Such a kernel runs in slices where tensors exceed what a
   * binding holds.
   */
  linear?: readonly string[];
}

/** Several dispatches in order, with scratch tensors (f32, by number of elements) that only they see. */
export interface Program {
  passes: readonly Kernel[];
  scratch?: Readonly<Record<string, number>>;
}

/** The most workgroups in one dimension that every adapter takes. */
export const gridLimit = 65535;

/**
 * Rows that a folded grid adds to `workgroup_id`: the number of the workgroup. Use with `@builtin(workgroup_id) group:
 * vec3<u32>`.
 */
export const groupIndex = wgsl`(group.x + group.y * ${u32(gridLimit)})`;

/**
 * A grid of `count` workgroups, folded where one dimension does not hold them. The last row may be ragged: kernels must
 * check.
 */
export function fold(count: number): [number, number, number] {
  return count <= gridLimit ? [count, 1, 1] : [gridLimit, Math.ceil(count / gridLimit), 1];
}

/**
 * A grid of workgroups in three directions, of any sizes: the code begins with `gridPlace` and takes
 * `@builtin(workgroup_id) folded: vec3<u32>`. It sees its place as `group`.
 */
export const grid = (x: number, y: number, z: number): { workgroups: number; params: Record<string, number> } => ({
  workgroups: x * y * z,
  params: { grid_x: x, grid_y: y, grid_z: z },
});
export const gridPlace = wgsl`
  let unfolded = folded.x + folded.y * ${u32(gridLimit)};
  let group = vec3<u32>(unfolded % p.grid_x, unfolded / p.grid_x % p.grid_y, unfolded / (p.grid_x * p.grid_y));
  if (group.z >= p.grid_z) { return; }`;

const threads = 64;
/** Workgroups that `each` starts for `count` invocations. */
export const groupsOf = (count: number): number => Math.ceil(count / threads);

/** The kernel that does `body` once for each `i` below `count`. Start here: most ops need nothing else. */
export function each(
  count: number,
  body: Snippet,
  options: { params?: Kernel['params']; types?: Kernel['types'] } = {},
): Kernel {
  return {
    code: wgsl`
      @compute @workgroup_size(${threads})
      fn main(@builtin(global_invocation_id) id: vec3<u32>) {
        let i = id.x + id.y * ${u32(gridLimit * threads)};
        if (i >= p.count) { return; }
        ${body}
      }`,
    workgroups: groupsOf(count),
    params: { count, ...options.params },
    ...(options.types && { types: options.types }),
  };
}

/** What an element is in WGSL. */
export const elementType: Readonly<Record<DType, Snippet>> = {
  f32: name('f32'),
  f16: name('u32'),
  i32: name('i32'),
  u32: name('u32'),
  bool: name('u32'),
};

/**
 * The whole shader: bindings in the order of `reads` then `writes`, the uniform block, what the kernel calls, then its
 * own text.
 */
export function assemble(
  kernel: Kernel,
  operands: Readonly<Record<string, { dtype: DType }>>,
  reads: readonly string[],
  writes: readonly string[],
  params: readonly (readonly [string, Param])[],
): string {
  const bind = (operand: string, binding: number, access: 'read' | 'read_write') => {
    if (!operands[operand]) throw noOperand(operand, Object.keys(operands));
    const type = kernel.types?.[operand] ?? elementType[operands[operand].dtype];
    const known = name(kernel.names?.[operand] ?? operand);
    return wgsl`@group(0) @binding(${binding}) var<storage, ${name(access)}> ${known}: array<${type}>;`;
  };
  const lines = [
    ...reads.map((operand, i) => bind(operand, i, 'read')),
    ...writes.map((operand, i) => bind(operand, reads.length + i, 'read_write')),
  ];
  if (params.length) {
    const fields = params.map(([field, param]) => wgsl`${name(field)}: ${name(paramType(param))},`);
    lines.push(
      wgsl`
        struct Params {
          ${fields}
        }
        @group(0) @binding(${reads.length + writes.length}) var<uniform> p: Params;`,
    );
  }
  return wgsl`
    ${kernel.subgroups ? wgsl`enable subgroups;` : wgsl``}
    ${lines}
    ${definitionsOf(kernel.code)}
    ${kernel.code}`.code;
}

/** A kernel reads or writes an operand that its op does not have, under that name or at all. */
export const noOperand = (operand: string, there: readonly string[]): KernelError =>
  new KernelError(
    'kernel',
    `there is no operand "${operand}"`,
    there.join(', '),
    'name an input, an output or a scratch',
  );

/** The uniform block's words. */
export function pack(params: readonly (readonly [string, Param])[]): Uint32Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(params.length * 4));
  params.forEach(([, param], i) => writeParam(view, i, param));
  return new Uint32Array(view.buffer);
}

function writeParam(view: DataView, i: number, param: Param): void {
  if (typeof param === 'number') view.setUint32(i * 4, param, true);
  else if ('f32' in param) view.setFloat32(i * 4, param.f32, true);
  else view.setInt32(i * 4, param.i32, true);
}

const paramType = (param: Param): 'u32' | 'f32' | 'i32' =>
  typeof param === 'number' ? 'u32' : 'f32' in param ? 'f32' : 'i32';

/**
 * What `saccade check` knows how to run: tables from the names in golden and oracle files to our functions. One file a
 * family.
 */
import type { Device } from '../../engine/device.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Tolerance } from './compare.ts';

/** Options from a file, as parsed from JSON. */
// oxlint-disable-next-line no-explicit-any -- the files decide
export type Options = Record<string, any>;

export interface OracleTensor {
  shape: number[];
  dtype: 'f32' | 'f16' | 'i32' | 'u32' | 'u8' | 'bool';
  b64?: string;
  fill?: number | string;
}

/** A line of an oracle file. */
export interface OracleCase {
  id: string;
  suite?: string;
  op: string;
  attrs: Options;
  inputs: Record<string, OracleTensor>;
  outputs?: OracleTensor[];
  tol?: Tolerance;
  grad?: { wrt: string[]; cotangents: (OracleTensor | null)[]; values: Record<string, OracleTensor>; tol: Tolerance };
  expect?: 'throw';
}

/**
 * Whether PyTorch made the values of a suite. Where it reads an attribute otherwise than ONNX and WebNN do, its cases
 * go its way.
 */
export const byTorch = (suite: string | undefined): boolean =>
  suite === 'torchrand' || suite?.startsWith('opinfo') === true;

/** Runs an oracle op: inputs by the file's names (absent ones undefined), outputs in the file's order. */
export type OracleRunner = (
  inputs: Record<string, Tensor>,
  attrs: Options,
  gpu: Device,
  given: Pick<OracleCase, 'suite' | 'outputs'>,
) => Tensor | readonly (Tensor | null)[];
export type OracleTable = Readonly<Record<string, OracleRunner>>;

/** A golden file, opened: `input`, `input.1`… in order and `param.*` by name. */
export interface GoldenCase {
  device: Device;
  inputs: readonly Tensor[];
  params: ReadonlyMap<string, Tensor>;
  args: Options;
  call: Options;
  mode: 'eval' | 'train';
  /** The names of all tensors in the file. */
  names: ReadonlySet<string>;
}

/** Something that a golden case runs. */
export interface GoldenSubject {
  /** What `grad.param.*` is taken of, by name. */
  params: ReadonlyMap<string, Tensor>;
  /** `output`, `output.1`… in order; null for one we do not give. Called once, under a gradient recording. */
  run: () => readonly (Tensor | null)[];
  /** `attn`, `attn.1`… of that run. */
  attention?: () => readonly Tensor[];
  /** `after.*` of that run, by name. */
  after?: () => ReadonlyMap<string, Tensor>;
}
export type GoldenTable = Readonly<Record<string, (golden: GoldenCase) => GoldenSubject>>;

/** A case that asks for something we refuse: it is counted as skipped, under this reason. */
export class Unsupported extends Error {}

/** The table entry of a plain op: gradients of its inputs only. */
export const plainOp =
  (
    run: (inputs: readonly Tensor[], call: Options) => Tensor | readonly (Tensor | null)[],
  ): ((golden: GoldenCase) => GoldenSubject) =>
  (golden) => ({
    params: golden.params,
    run: () => {
      const outputs = run(golden.inputs, golden.call);
      return Array.isArray(outputs) ? (outputs as readonly (Tensor | null)[]) : [outputs as Tensor];
    },
  });

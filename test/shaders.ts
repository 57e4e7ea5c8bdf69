/** The WGSL that an op emits for a sample, on every kind of adapter. No GPU is needed. */
import type { Adapter, Operand } from '../engine/gpu/kernel.ts';
import { makePlan } from '../engine/gpu/plan.ts';
import { describeOutputs } from '../engine/op.ts';
import { rowMajor, size } from '../engine/shape.ts';
import type { AnyOp, AnySample } from './samples.ts';

/** WebGPU's defaults. */
const limits = {
  maxStorageBufferBindingSize: 2 ** 27,
  maxStorageBuffersPerShaderStage: 8,
  maxComputeWorkgroupStorageSize: 16384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupSizeY: 256,
} as GPUSupportedLimits;

const adapter = (software: boolean, subgroup: number): Adapter => ({
  limits,
  features: new Set(['subgroups']),
  software,
  subgroup,
  choices: new Map(),
});

/** Lavapipe has 8 lanes and SwiftShader 4; none where the lanes of a subgroup vary, or shaders cannot use them. */
export const adapterKinds = {
  'CPU, 8 lanes': adapter(true, 8),
  'CPU, 4 lanes': adapter(true, 4),
  CPU: adapter(true, 0),
  'GPU, 32 lanes': adapter(false, 32),
  GPU: adapter(false, 0),
};

/** The shaders of a sample, pass by pass; none where there is nothing to compute. */
export function shaders({ spec }: AnyOp, { shapes, dtypes, attrs = {} }: AnySample, adapter: Adapter): string[] {
  const operand = (name: string, shape: readonly number[], dtype = dtypes?.[name] ?? 'f32'): Operand => ({
    shape,
    dtype,
    strides: rowMajor(shape),
    offset: 0,
  });
  const inputs = Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [name, operand(name, shape as number[])]),
  );
  const outputs = Object.fromEntries(
    Object.entries(describeOutputs(spec, inputs, attrs)).map(([name, { shape, dtype }]) => [
      name,
      operand(name, shape, dtype),
    ]),
  );
  if (Object.values(outputs).every(({ shape }) => size(shape) === 0)) return [];
  const operands = { ...inputs, ...outputs };
  return makePlan({
    label: spec.name,
    made: spec.kernel(operands, attrs, adapter),
    operands,
    reads: Object.keys(inputs),
    writes: Object.keys(outputs),
    limit: limits.maxStorageBufferBindingSize,
    live: spec.live,
  }).passes.map(({ source }) => source);
}

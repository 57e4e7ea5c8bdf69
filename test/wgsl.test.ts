/**
 * The WGSL that each op emits for its samples, as files under test/wgsl: a reviewer reads shader diffs, and a change that was not meant shows.
 * No GPU is needed. After a change that was meant: npx vitest run test/wgsl.test.ts -u
 */
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Adapter, Operand } from '../engine/gpu/kernel.ts';
import { describeOutputs } from '../engine/op.ts';
import { makePlan } from '../engine/gpu/plan.ts';
import { rowMajor, show, size } from '../engine/shape.ts';
import type { AnyOp, AnySample } from './samples.ts';
import { allOps, samplesOf } from './samples.ts';

/** The two kinds that kernels differ for, with WebGPU's default limits. */
const limits = {
  maxStorageBufferBindingSize: 2 ** 27,
  maxStorageBuffersPerShaderStage: 8,
  maxComputeWorkgroupStorageSize: 16384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupSizeY: 256,
} as GPUSupportedLimits;
const adapters: Record<string, Adapter> = {
  CPU: { limits, features: new Set(['subgroups']), software: true, subgroup: 8, choices: new Map() },
  GPU: { limits, features: new Set(['subgroups']), software: false, subgroup: 32, choices: new Map() },
};

/** The shaders of a sample, pass by pass; none where there is nothing to compute. */
function shaders({ spec }: AnyOp, { shapes, dtypes, attrs = {} }: AnySample, adapter: Adapter): string[] {
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
  return makePlan(
    spec.name,
    spec.kernel(operands, attrs, adapter),
    operands,
    Object.keys(inputs),
    Object.keys(outputs),
    limits.maxStorageBufferBindingSize,
    spec.live,
  ).passes.map(({ source }) => source);
}

/** Every different shader once, below the samples and kinds of adapter that it is for. */
function page(op: AnyOp): string {
  const users = new Map<string, string[]>();
  for (const sample of samplesOf(op)) {
    const shapes = Object.entries(sample.shapes)
      .map(([name, shape]) => `${name} ${sample.dtypes?.[name] ?? 'f32'}${show(shape as number[])}`)
      .join(', ');
    const attrs = JSON.stringify(sample.attrs ?? {}, (_, value: unknown) =>
      typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
    );
    const kinds = new Map<string, string[]>();
    for (const [kind, adapter] of Object.entries(adapters)) {
      shaders(op, sample, adapter).forEach((source, pass, all) => {
        const place = all.length > 1 ? ` ${pass + 1}/${all.length}` : '';
        kinds.set(source, [...(kinds.get(source) ?? []), `${kind}${place}`]);
      });
    }
    for (const [source, made] of kinds)
      users.set(source, [...(users.get(source) ?? []), `// ${made.join(', ')}: ${shapes} ${attrs}`]);
  }
  const seen = new Set<string>();
  let length = 0;
  return [...users]
    .map(([source, lines]) => {
      const text = shortened(source, seen);
      length += text.length;
      // An op of dozens of variants shows the first ones; of the others a change is seen, not read.
      const shown =
        length <= mostShown
          ? text
          : `// ${text.split('\n').length} lines, SHA-256 ${createHash('sha256').update(source).digest('hex')}`;
      return `${lines.join('\n')}\n\n${shown}\n`;
    })
    .join('\n\n');
}

/** Characters of shaders that a file shows. */
const mostShown = 32_000;

/** Helper functions that stand further up are named alone. */
function shortened(source: string, seen: Set<string>): string {
  const tidy = source
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{2,}/g, '\n')
    .trim();
  return tidy.replaceAll(/^fn [^]*?^\}$/gm, (fn) => {
    if (!seen.has(fn)) return (seen.add(fn), fn);
    return `// as above: ${fn.slice(0, fn.indexOf('{')).trim()}`;
  });
}

const ops = allOps();

describe('emitted WGSL', () => {
  it.each(ops.map((op) => [op.spec.name, op] as const))('%s', async (name, op) => {
    await expect(page(op)).toMatchFileSnapshot(`wgsl/${name}.wgsl`);
  });

  it('has one file for each op, and no other', () => {
    const names = ops.map(({ spec }) => `${spec.name}.wgsl`);
    expect(new Set(names).size).toBe(names.length);
    expect(readdirSync(new URL('wgsl', import.meta.url)).toSorted()).toEqual(names.toSorted());
  });
});

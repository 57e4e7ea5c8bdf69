/**
 * What people wait for after opening: the first call of each case, alone in a process of its own that finds no shader
 * compiled before.
 */
import { execFileSync } from 'node:child_process';
import { Device } from '../engine/device.ts';
import { selectCases } from './cases.ts';
import type { BenchCase } from './case.ts';
import { makeInputs } from './inputs.ts';
import { saccade } from './saccade.ts';

/** Times in ms. */
export interface FirstCall {
  case: string;
  label: string;
  /** From the start of the process until the device is open. */
  opened: number;
  /** The first call, until its result is there; inputs were made before. */
  first: number;
  /** The second one. */
  second: number;
  /** From the start of the process to the first result. */
  cold: number;
  pipelines: number;
}

/** Compiled shaders kept on disk from an earlier run would make first calls look fast. */
export const noShaderCaches = { MESA_SHADER_CACHE_DISABLE: 'true', __GL_SHADER_DISK_CACHE: '0' };

/** Measures in this process, which has done nothing else. */
export async function measureFirstCall(id: string): Promise<FirstCall> {
  const [{ op, label, spec, inputs }] = selectCases([id], 'desk');
  const gpu = await Device.open();
  const opened = performance.now();
  const prepared = await saccade(gpu).prepare(op, makeInputs(inputs), spec);
  await prepared.settle();
  const call = async () => {
    const start = performance.now();
    await prepared.step();
    await prepared.read();
    return performance.now() - start;
  };
  const first = await call();
  const cold = performance.now();
  const { pipelines } = gpu.counters();
  return { case: id, label, opened, first, second: await call(), cold, pipelines };
}

/**
 * Each case in a fresh process, one after the other. @param script the file that measures when it is given `--first ID`
 */
export function* firstCalls(cases: readonly BenchCase[], script: string): Generator<FirstCall> {
  for (const { id } of cases) {
    const output = execFileSync(process.execPath, [script, '--first', id], {
      encoding: 'utf8',
      env: { ...process.env, ...noShaderCaches },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    yield JSON.parse(output) as FirstCall;
  }
}

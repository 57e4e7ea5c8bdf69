/**
 * Closes a test run with the peak memory of each file's worker, and one last line: `N passed, N failed`, and `, N
 * skipped` when there are any.
 */
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** MiB that a worker may have had at its peak: a file that needs more counts as a failure, whatever its cases say. */
export const memoryLimit = 2048;

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** MiB, as `peak-memory.ts` measured them; none for a worker that did not come to its end, which fails anyway. */
const peakOf = (module: TestModule): number => module.meta().peak ?? 0;

/**
 * Cases, and as failures also what breaks outside a case: a file that does not load, a hook, an error that nobody
 * caught, a worker that outgrew its memory.
 */
export function countRun(modules: readonly TestModule[], unhandled: number): Counts {
  const counts = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length + Number(peakOf(module) > memoryLimit);
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'failed' : state]++; // pending at the end: cut off, never finished
    }
  }
  return counts;
}

/** A line for each file, the largest first. */
export function memoryLines(modules: readonly TestModule[]): string[] {
  const measured = modules.filter((module) => peakOf(module) > 0).toSorted((a, b) => peakOf(b) - peakOf(a));
  return measured.map((module) => {
    const over = peakOf(module) > memoryLimit ? `  more than ${memoryLimit}: fails` : '';
    return `${String(peakOf(module)).padStart(6)} MiB  ${module.relativeModuleId}${over}`;
  });
}

export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = countRun(modules, unhandled.length);
    const memory = memoryLines(modules);
    const lines = [...(memory.length ? ['Peak memory of each file:', ...memory, ''] : []), closingLine(counts)];
    // At exit, so that nothing comes after it.
    process.once('exit', (code) => {
      if (code === 0 && (counts.failed > 0 || counts.passed === 0)) process.exitCode = 1;
      writeSync(1, `${lines.join('\n')}\n`);
    });
  }
}

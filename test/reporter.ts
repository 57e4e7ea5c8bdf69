/**
 * Closes a test run with one line, the last of the output: `N passed, N failed`, and `, N skipped` when there are any.
 */
import { writeSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Cases, and as failures also what breaks outside a case: a file that does not load, a hook, an error that nobody
 * caught.
 */
export function countRun(modules: readonly TestModule[], unhandled: number): Counts {
  const counts = { passed: 0, failed: unhandled, skipped: 0 };
  for (const module of modules) {
    counts.failed += module.errors().length;
    for (const suite of module.children.allSuites()) counts.failed += suite.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      counts[state === 'pending' ? 'failed' : state]++; // pending at the end: cut off, never finished
    }
  }
  return counts;
}

export function closingLine({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
}

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    const counts = countRun(modules, unhandled.length);
    // At exit, so that nothing comes after it.
    process.once('exit', (code) => {
      if (code === 0 && (counts.failed > 0 || counts.passed === 0)) process.exitCode = 1;
      writeSync(1, `${closingLine(counts)}\n`);
    });
  }
}

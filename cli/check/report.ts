/** Counts and lines of a check. */

export interface CaseResult {
  name: string;
  /** One line for each tensor that differs. */
  failures: string[];
  /** Why the case was not run. */
  skipped?: string;
}

export class Report {
  readonly failures: CaseResult[] = [];
  readonly skips = new Map<string, number>();
  passed = 0;
  failed = 0;
  skipped = 0;

  add(result: CaseResult): void {
    if (result.skipped !== undefined) {
      this.skipped++;
      this.skips.set(result.skipped, (this.skips.get(result.skipped) ?? 0) + 1);
    } else if (result.failures.length) {
      this.failed++;
      this.failures.push(result);
    } else this.passed++;
  }

  /** The closing lines: each reason for skipping with its count, then the totals. */
  closing(): string[] {
    const reasons = [...this.skips].sort((a, b) => b[1] - a[1]).map(([reason, count]) => `skipped ${count}: ${reason}`);
    return [
      ...reasons,
      `${this.passed} passed, ${this.failed} failed${this.skipped ? `, ${this.skipped} skipped` : ''}`,
    ];
  }
}

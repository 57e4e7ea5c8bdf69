/** What a run told as it went: the curve as CSV and SVG, taken up again by a run that goes on. */
import type { Scores } from '../../train/tasks/task.ts';
import type { Curve } from '../../layers/show/curve.ts';
import { curveSvg } from '../../layers/show/curve.ts';

/** What a run told as it went. */
export class Curves {
  private readonly rows: { step: number; loss: number; scores: Scores | null }[] = [];

  /** Goes on with what `csv` gave, up to a step. */
  constructor(csv = '', last = 0) {
    const [head = '', ...lines] = csv.trim().split('\n');
    const [, , ...names] = head.split(',');
    for (const line of lines) {
      const [step, loss, ...values] = line.split(',');
      if (Number(step) > last) continue;
      const scores = Object.fromEntries(names.flatMap((name, i) => (values[i] ? [[name, Number(values[i])]] : [])));
      this.rows.push({ step: Number(step), loss: Number(loss), scores: Object.keys(scores).length ? scores : null });
    }
  }

  add(step: number, loss: number, scores: Scores | null): void {
    this.rows.push({ step, loss, scores });
  }

  csv(): string {
    const names = [...new Set(this.rows.flatMap(({ scores }) => Object.keys(scores ?? {})))];
    const lines = this.rows.map(({ step, loss, scores }) =>
      [step, loss, ...names.map((name) => scores?.[name] ?? '')].join(),
    );
    return `${['step', 'loss', ...names].join()}\n${lines.join('\n')}\n`;
  }

  svg(): string {
    const names = [...new Set(this.rows.flatMap(({ scores }) => Object.keys(scores ?? {})))];
    const scores = names.map((name): Curve => ({
      name,
      points: this.rows.flatMap(({ step, scores: all }) =>
        all?.[name] === undefined ? [] : [[step, all[name]] as const],
      ),
    }));
    return curveSvg('Loss and scores over the steps', [
      { name: 'loss', points: this.rows.map(({ step, loss }) => [step, loss]) },
      ...scores,
    ]);
  }
}

/** A run's results: a table that grows with each case, mean ratios, and files to take away. */
import type { BenchCase } from '../../bench/case.ts';
import { caseLists } from '../../bench/cases.ts';
import type { Environment } from '../../bench/report.ts';
import { markdown, means, meanSentence, ours, ratio, short } from '../../bench/report.ts';
import { shareOfRoofline } from '../../bench/roofline.ts';
import type { Row } from '../../bench/row.ts';
import { download, el } from '../dom.ts';
import { svg } from '../svg.ts';
import { rooflinePlot } from './roofline-plot.ts';
import type { Run } from './runs.ts';
import { packRun } from './runs.ts';

const heads = [
  'Engine',
  'Median, ms',
  'p95, ms',
  'Spread',
  'First call, ms',
  'GFLOP/s',
  'GB/s',
  'Roofline',
  'MiB',
  'Dispatches',
  'Error',
  'Against Saccade',
] as const;

export class Results {
  readonly element: HTMLElement;
  private readonly body = el('div', { class: 'bench-results' });
  private readonly summary = el('div', { class: 'bench-summary' });
  private readonly plot = el('div');
  private readonly copyMarkdown = el('button', { type: 'button', onclick: () => void this.copy('Markdown') });
  private readonly copyLink = el('button', { type: 'button', onclick: () => void this.copy('link') });
  private readonly exports = el(
    'div',
    { class: 'row', hidden: true },
    el('button', { type: 'button', onclick: () => this.saveJson() }, 'Save JSON'),
    this.copyMarkdown,
    this.copyLink,
  );
  /** Runs of other machines, shown beside. */
  private others: Run[] = [];
  private readonly linkOf: (packed: string) => string;
  private rows: Row[] = [];
  private cases: readonly BenchCase[] = [];
  private environment: Environment | null = null;

  /** @param linkOf the address that holds a packed run. */
  constructor(linkOf: (packed: string) => string) {
    this.linkOf = linkOf;
    this.element = el(
      'section',
      { class: 'card', 'aria-labelledby': 'results-title' },
      el('h2', { id: 'results-title' }, 'Results'),
      this.summary,
      el('div', { class: 'table-scroller', tabindex: 0, role: 'region', 'aria-label': 'Table of results' }, this.body),
      this.plot,
      this.exports,
    );
    this.clear([]);
    this.name();
  }

  clear(cases: readonly BenchCase[]): void {
    this.rows = [];
    this.cases = cases;
    this.environment = null;
    this.exports.hidden = true;
    this.summary.replaceChildren();
    this.draw();
  }

  /** Whether a case was timed. */
  get begun(): boolean {
    return this.rows.length > 0;
  }

  /** Another machine's run, beside this one's; of the same machine the newer stays. */
  beside(run: Run): void {
    const { adapter, host, commit } = run.environment;
    this.others = [
      ...this.others.filter(
        ({ environment: other }) => other.adapter !== adapter || other.host !== host || other.commit !== commit,
      ),
      run,
    ];
    this.draw();
  }

  add(rows: readonly Row[]): void {
    this.rows.push(...rows);
    this.draw();
  }

  private draw(): void {
    const names = [...new Set([this.rows, ...this.others.map(({ rows }) => rows)].flat().map((row) => row.case))];
    this.plot.replaceChildren(...[rooflinePlot(this.runs, everyCase)].filter((plot) => plot !== null));
    if (!names.length) {
      this.body.replaceChildren(el('p', { class: 'hint' }, 'Nothing has been timed yet.'));
      return;
    }
    this.body.replaceChildren(
      el(
        'table',
        { class: 'bench-table' },
        el('caption', { class: 'unseen' }, 'Times of each engine, by case'),
        el(
          'thead',
          {},
          el('tr', {}, ...heads.map((head, i) => el('th', { scope: 'col', class: i ? 'number' : null }, head))),
        ),
        ...names.map((name) => this.group(name)),
      ),
    );
  }

  /** Rates are shares of the roofline from here on, and the run can be taken away. */
  finish(environment: Environment): void {
    this.environment = environment;
    this.add([]);
    this.exports.hidden = false;
    this.summary.replaceChildren(
      ...(environment.software
        ? [
            el(
              'p',
              { class: 'banner' },
              el('strong', {}, 'Software adapter. '),
              'A CPU plays the GPU: ratios between engines count, times say little about a graphics card.',
            ),
          ]
        : []),
      el(
        'p',
        { class: 'hint' },
        `${environment.adapter}; peaks measured here: ${short(environment.roofline.gflops)} GFLOP/s, ` +
          `${short(environment.roofline.gbps)} GB/s.`,
      ),
      ...means(this.rows).map((mean) => el('p', {}, `${meanSentence(mean)}.`)),
    );
  }

  /** This page's run, where it is finished, and the others. */
  private get runs(): Run[] {
    return [...(this.environment ? [{ environment: this.environment, rows: this.rows }] : []), ...this.others];
  }

  private group(name: string): HTMLElement {
    const test = [...this.cases, ...everyCase].find(({ id }) => id === name) ?? null;
    const own = { rows: this.rows, environment: this.environment, where: '' };
    const lines = [own, ...this.others.map((run) => ({ ...run, where: run.environment.adapter }))].flatMap((run) =>
      run.rows.filter((row) => row.case === name).map((row) => ({ row, run })),
    );
    const slowest = Math.max(...lines.map(({ row }) => row.p95 ?? 0));
    return el(
      'tbody',
      {},
      el('tr', { class: 'bench-case' }, el('th', { scope: 'rowgroup', colspan: heads.length }, test?.label ?? name)),
      ...lines.map(({ row, run }) => this.line(row, test, slowest, run)),
    );
  }

  private line(
    row: Row,
    test: BenchCase | null,
    slowest: number,
    { rows, environment, where }: { rows: readonly Row[]; environment: Environment | null; where: string },
  ): HTMLElement {
    const engine = el('th', { scope: 'row' }, where ? `${row.engine}, ${where}` : row.engine);
    if (row.ms === null)
      return el('tr', {}, engine, el('td', { colspan: heads.length - 1, class: 'hint' }, row.error ?? 'no time'));
    const number = (value: number | null, unit = '') =>
      el('td', { class: 'number' }, value === null ? '–' : `${short(value)}${unit}`);
    const times = ratio(row, rows);
    const invalid = row.invalid ? ` (${row.invalid} thrown away: tab hidden)` : '';
    return el(
      'tr',
      { title: `${row.runs} samples${invalid}` },
      engine,
      number(row.ms),
      number(row.p95),
      el('td', { class: 'bar-cell' }, spread(row.ms, row.p95 ?? row.ms, slowest)),
      number(row.compile_ms),
      number(row.gflops),
      number(row.gbps),
      number(environment && test ? 100 * shareOfRoofline(test, row.ms, environment.roofline) : null, '%'),
      number(row.bytes_peak === null ? null : row.bytes_peak / 2 ** 20),
      number(row.dispatches),
      el('td', { class: row.ok ? 'number' : 'number trouble' }, row.ok ? errorText(row) : `wrong: ${errorText(row)}`),
      el('td', { class: 'number' }, row.engine === ours ? '' : times === null ? '–' : `${short(times)}×`),
    );
  }

  private saveJson(): void {
    download(
      'saccade-bench.json',
      'application/json',
      new Blob([JSON.stringify({ ...this.environment, rows: this.rows }, null, 1)], { type: 'application/json' }),
    );
  }

  /** Each machine's table, one under the other. */
  private markdown(): string {
    return this.runs.map(({ environment, rows }) => markdown(environment, rows, everyCase)).join('\n');
  }

  private async copy(what: 'Markdown' | 'link'): Promise<void> {
    const button = what === 'link' ? this.copyLink : this.copyMarkdown;
    const run = { environment: this.environment!, rows: this.rows };
    try {
      await navigator.clipboard.writeText(what === 'link' ? this.linkOf(await packRun(run)) : this.markdown());
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'The clipboard is not allowed';
    }
    setTimeout(() => this.name(), 2000);
  }

  private name(): void {
    this.copyMarkdown.textContent = 'Copy as Markdown';
    this.copyLink.textContent = 'Copy link with results';
  }
}

const everyCase: readonly BenchCase[] = Object.values(caseLists).flat();

const errorText = ({ max_error: error }: Row): string => (error === null ? '–' : error ? error.toExponential(0) : '0');

/** The median as a bar and the 95th percentile as a tick, over the slowest of the case. */
function spread(ms: number, p95: number, slowest: number): SVGElement {
  return svg(
    'svg',
    { viewBox: '0 0 100 8', preserveAspectRatio: 'none', class: 'spread', 'aria-hidden': 'true' },
    svg('rect', { x: 0, y: 1, width: (100 * ms) / slowest, height: 6, class: 'spread-median' }),
    svg('rect', { x: Math.max(0, (100 * p95) / slowest - 1), y: 0, width: 1, height: 8, class: 'spread-p95' }),
  );
}

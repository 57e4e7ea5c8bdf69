/** A run's results: a table that grows with each case, mean ratios, and files to take away. */
import type { BenchCase } from '../../bench/case.ts';
import type { Environment } from '../../bench/report.ts';
import { markdown, means, meanSentence, ours, ratio, short } from '../../bench/report.ts';
import { shareOfRoofline } from '../../bench/roofline.ts';
import type { Row } from '../../bench/row.ts';
import { download, el } from '../dom.ts';

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
  private readonly exports = el(
    'div',
    { class: 'row', hidden: true },
    el('button', { type: 'button', onclick: () => this.saveJson() }, 'Save JSON'),
    el(
      'button',
      { type: 'button', onclick: () => void navigator.clipboard.writeText(this.markdown()) },
      'Copy as Markdown',
    ),
  );
  private rows: Row[] = [];
  private cases: readonly BenchCase[] = [];
  private environment: Environment | null = null;

  constructor() {
    this.element = el(
      'section',
      { class: 'card', 'aria-labelledby': 'results-title' },
      el('h2', { id: 'results-title' }, 'Results'),
      this.summary,
      el('div', { class: 'table-scroller', tabindex: 0, role: 'region', 'aria-label': 'Table of results' }, this.body),
      this.exports,
    );
    this.clear([]);
  }

  clear(cases: readonly BenchCase[]): void {
    this.rows = [];
    this.cases = cases;
    this.environment = null;
    this.exports.hidden = true;
    this.summary.replaceChildren();
    this.body.replaceChildren(el('p', { class: 'hint' }, 'Nothing has been timed yet.'));
  }

  add(rows: readonly Row[]): void {
    this.rows.push(...rows);
    const names = [...new Set(this.rows.map((row) => row.case))];
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
        `${environment.adapter}; peaks measured here: ${short(environment.roofline.gflops)} GFLOP/s, ${short(environment.roofline.gbps)} GB/s.`,
      ),
      ...means(this.rows).map((mean) => el('p', {}, `${meanSentence(mean)}.`)),
    );
  }

  private group(name: string): HTMLElement {
    const test = this.cases.find(({ id }) => id === name)!;
    const rows = this.rows.filter((row) => row.case === name);
    const slowest = Math.max(...rows.map(({ p95 }) => p95 ?? 0));
    return el(
      'tbody',
      {},
      el('tr', { class: 'bench-case' }, el('th', { scope: 'rowgroup', colspan: heads.length }, test.label)),
      ...rows.map((row) => this.line(row, test, slowest)),
    );
  }

  private line(row: Row, test: BenchCase, slowest: number): HTMLElement {
    const engine = el('th', { scope: 'row' }, row.engine);
    if (row.ms === null)
      return el('tr', {}, engine, el('td', { colspan: heads.length - 1, class: 'hint' }, row.error ?? 'no time'));
    const number = (value: number | null, unit = '') =>
      el('td', { class: 'number' }, value === null ? '–' : `${short(value)}${unit}`);
    const times = ratio(row, this.rows);
    const invalid = row.invalid ? ` (${row.invalid} thrown away: tab hidden)` : '';
    return el(
      'tr',
      { title: `${row.runs} samples${invalid}` },
      engine,
      number(row.ms),
      number(row.p95),
      el('td', { class: 'bar-cell' }, spread(row.ms, row.p95!, slowest)),
      number(row.compile_ms),
      number(row.gflops),
      number(row.gbps),
      number(this.environment ? 100 * shareOfRoofline(test, row.ms, this.environment.roofline) : null, '%'),
      number(row.bytes_peak! / 2 ** 20),
      number(row.dispatches),
      el(
        'td',
        { class: row.ok ? 'number' : 'number trouble' },
        row.ok ? row.max_error!.toExponential(0) : `wrong: ${row.max_error!.toExponential(0)}`,
      ),
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

  private markdown(): string {
    return markdown(this.environment!, this.rows, this.cases);
  }
}

/** The median as a bar and the 95th percentile as a tick, over the slowest of the case. */
function spread(ms: number, p95: number, slowest: number): SVGElement {
  const at = (name: string, attributes: Record<string, string | number>) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, String(value));
    return node;
  };
  const svg = at('svg', { viewBox: '0 0 100 8', preserveAspectRatio: 'none', class: 'spread', 'aria-hidden': 'true' });
  svg.append(
    at('rect', { x: 0, y: 1, width: (100 * ms) / slowest, height: 6, class: 'spread-median' }),
    at('rect', { x: Math.max(0, (100 * p95) / slowest - 1), y: 0, width: 1, height: 8, class: 'spread-p95' }),
  );
  return svg;
}

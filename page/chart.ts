/** Line charts as SVG, each with its numbers as a table: what a picture says must also be there to be read. */
import { el } from './dom.ts';
import { svg } from './svg.ts';

export interface Series {
  name: string;
  points: readonly (readonly [x: number, y: number])[];
}

const [width, height] = [480, 190];
const [left, right, top, bottom] = [52, 12, 10, 30];
/** Rows of the table: enough to follow a curve, few enough to read. */
const mostRows = 40;

/** Three digits. */
export const threeDigits = (value: number): string => String(Number(value.toPrecision(3)));

/** A chart that grows: `set` draws it anew, the table stays open or shut as the reader left it. */
export class LineChart {
  readonly element: HTMLElement;
  private readonly title: string;
  private readonly across: string;
  private readonly picture = el('div', { class: 'chart-picture' });
  private readonly key = el('p', { class: 'chart-key hint' });
  private readonly body = el('div', { class: 'chart-table' });
  private readonly details = el(
    'details',
    { ontoggle: () => this.fillTable() },
    el('summary', {}, 'Numbers'),
    this.body,
  );
  private series: readonly Series[] = [];

  constructor(title: string, across: string) {
    this.title = title;
    this.across = across;
    this.element = el('figure', { class: 'chart' }, el('figcaption', {}, title), this.picture, this.key, this.details);
    this.set([], 1);
  }

  /** @param last the right end of the axis. */
  set(series: readonly Series[], last: number): void {
    this.series = series;
    this.picture.replaceChildren(drawing(this.title, series, last));
    this.key.replaceChildren(
      ...series.map(({ name, points }, i) =>
        el(
          'span',
          { class: `chart-name series-${i}` },
          `${name}${points.length ? ` ${threeDigits(points.at(-1)![1])}` : ''}`,
        ),
      ),
    );
    this.fillTable();
  }

  private fillTable(): void {
    if (!this.details.open) return;
    const places = [...new Set(this.series.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b);
    const every = Math.ceil(places.length / mostRows);
    const shown = places.filter((_, i) => i % every === 0 || i === places.length - 1);
    this.body.replaceChildren(
      el(
        'table',
        {},
        el('caption', { class: 'unseen' }, this.title),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            el('th', { scope: 'col' }, this.across),
            ...this.series.map(({ name }) => el('th', { scope: 'col', class: 'number' }, name)),
          ),
        ),
        el(
          'tbody',
          {},
          ...shown.map((place) =>
            el(
              'tr',
              {},
              el('th', { scope: 'row' }, String(place)),
              ...this.series.map(({ points }) => {
                const found = points.find(([x]) => x === place);
                return el('td', { class: 'number' }, found ? threeDigits(found[1]) : '');
              }),
            ),
          ),
        ),
      ),
    );
  }
}

function drawing(title: string, series: readonly Series[], last: number): SVGElement {
  const values = series.flatMap(({ points }) => points.map(([, y]) => y)).filter(Number.isFinite);
  const low = Math.min(0, ...values);
  const high = values.length ? Math.max(...values, low + 1e-9) : 1;
  const x = (at: number) => left + (at / Math.max(1, last)) * (width - left - right);
  const y = (value: number) => height - bottom - ((value - low) / (high - low)) * (height - top - bottom);
  const rules = [0, 0.5, 1].flatMap((share) => {
    const value = low + share * (high - low);
    return [
      svg('line', { x1: left, x2: width - right, y1: y(value), y2: y(value), class: 'chart-rule' }),
      svg('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, values.length ? threeDigits(value) : ''),
    ];
  });
  const places = [0, 0.5, 1].map((share) =>
    svg(
      'text',
      { x: x(share * last), y: height - 10, 'text-anchor': share === 1 ? 'end' : share ? 'middle' : 'start' },
      String(Math.round(share * last)),
    ),
  );
  const lines = series.map(({ points }, i) =>
    svg('polyline', {
      points: points.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' '),
      class: `chart-line series-${i}`,
    }),
  );
  return svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': title, class: 'chart-svg' },
    ...rules,
    ...places,
    ...lines,
  );
}

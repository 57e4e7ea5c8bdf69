/** The roofline of each machine with what its engines reached, on logarithmic axes, and the same as a table. */
import type { BenchCase } from '../../bench/case.ts';
import { short } from '../../bench/report.ts';
import { el } from '../dom.ts';
import { svg } from '../svg.ts';
import type { Run } from './runs.ts';

const [width, height] = [640, 320];
const [left, right, top, bottom] = [58, 16, 14, 46];

interface Dot {
  case: string;
  engine: string;
  machine: number;
  /** Arithmetic for each byte that must be moved. */
  intensity: number;
  gflops: number;
}

const dotsOf = (runs: readonly Run[], cases: readonly BenchCase[]): Dot[] =>
  runs.flatMap(({ rows }, machine) =>
    rows.flatMap((row): Dot[] => {
      const test = cases.find(({ id }) => id === row.case);
      if (!test || !row.ms || !row.ok || !test.flops) return [];
      const { label, flops, bytes } = test;
      return [{ case: label, engine: row.engine, machine, intensity: flops / bytes, gflops: flops / row.ms / 1e6 }];
    }),
  );

const decade = (value: number): number => Math.log10(value);

export function rooflinePlot(runs: readonly Run[], cases: readonly BenchCase[]): HTMLElement | null {
  const dots = dotsOf(runs, cases);
  if (!dots.length) return null;
  const spans = (values: readonly number[]): [number, number] => [
    Math.floor(decade(Math.min(...values))),
    Math.max(Math.floor(decade(Math.min(...values))) + 1, Math.ceil(decade(Math.max(...values)))),
  ];
  const ridges = runs.map(({ environment: { roofline } }) => roofline.gflops / roofline.gbps);
  const [x0, x1] = spans([...dots.map(({ intensity }) => intensity), ...ridges]);
  const [y0, y1] = spans([...dots.map(({ gflops }) => gflops), ...runs.map((run) => run.environment.roofline.gflops)]);
  const x = (value: number) => left + ((decade(value) - x0) / (x1 - x0)) * (width - left - right);
  const y = (value: number) => height - bottom - ((decade(value) - y0) / (y1 - y0)) * (height - top - bottom);
  const steps = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  const engines = [...new Set(dots.map(({ engine }) => engine))];
  const roofs = runs.map(({ environment: { roofline } }, i) => {
    const [low, high] = [10 ** x0, 10 ** x1];
    const ridge = Math.min(high, Math.max(low, roofline.gflops / roofline.gbps));
    const at = (intensity: number) => {
      const reached = Math.max(10 ** y0, Math.min(roofline.gflops, intensity * roofline.gbps));
      return `${x(intensity).toFixed(1)},${y(reached).toFixed(1)}`;
    };
    // Where the slope comes in from below the plot it begins on its floor.
    const begin = Math.max(low, Math.min(ridge, 10 ** y0 / roofline.gbps));
    return svg('polyline', {
      points: [begin, ridge, high].map(at).join(' '),
      class: `roof ${i ? 'roof-other' : 'roof-own'}`,
    });
  });
  const drawing = svg(
    'svg',
    { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': 'Roofline plot', class: 'roofline' },
    ...steps(y0, y1).flatMap((value) => [
      svg('line', { x1: left, x2: width - right, y1: y(value), y2: y(value), class: 'chart-rule' }),
      svg('text', { x: left - 8, y: y(value) + 4, 'text-anchor': 'end' }, power(value)),
    ]),
    ...steps(x0, x1).flatMap((value) => [
      svg('line', { x1: x(value), x2: x(value), y1: top, y2: height - bottom, class: 'chart-rule' }),
      svg('text', { x: x(value), y: height - bottom + 18, 'text-anchor': 'middle' }, power(value)),
    ]),
    svg('text', { x: (left + width) / 2, y: height - 8, 'text-anchor': 'middle' }, 'FLOP for each byte moved'),
    svg('text', { x: left + 6, y: top + 12 }, 'GFLOP/s'),
    ...roofs,
    ...dots.map((dot) => mark(x(dot.intensity), y(dot.gflops), engines.indexOf(dot.engine), dot)),
  );
  return el(
    'figure',
    { class: 'chart' },
    el('figcaption', {}, 'Roofline: how near each case comes to what this adapter can do'),
    drawing,
    el(
      'p',
      { class: 'chart-key hint' },
      ...engines.map((engine, i) => el('span', { class: `engine-key engine-${i % 4}` }, engine)),
      ...runs.map(({ environment }, i) =>
        el('span', {}, `${i ? 'dashed, hollow' : 'line, filled'}: ${environment.adapter}`),
      ),
    ),
    el('details', {}, el('summary', {}, 'Numbers'), table(dots, runs)),
  );
}

const power = (value: number): string =>
  value >= 0.01 && value < 1e5 ? String(Number(value.toPrecision(1))) : value.toExponential(0);

/** A shape for each engine, so that colour is not all that tells them apart. */
function mark(x: number, y: number, engine: number, dot: Dot): SVGElement {
  const name = `${dot.case}, ${dot.engine}: ${short(dot.gflops)} GFLOP/s`;
  const shapes = [
    `M${x - 4.5} ${y}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0Z`,
    `M${x - 4} ${y - 4}h8v8h-8Z`,
    `M${x} ${y - 5.5}l5 9h-10Z`,
    `M${x} ${y - 5.5}l5.5 5.5l-5.5 5.5l-5.5 -5.5Z`,
  ];
  return svg(
    'path',
    { d: shapes[engine % 4], class: `dot engine-${engine % 4}${dot.machine ? ' dot-other' : ''}` },
    svg('title', {}, name),
  );
}

const table = (dots: readonly Dot[], runs: readonly Run[]): HTMLElement =>
  el(
    'div',
    { class: 'chart-table' },
    el(
      'table',
      {},
      el('caption', { class: 'unseen' }, 'Arithmetic intensity and rate of each case'),
      el(
        'thead',
        {},
        el(
          'tr',
          {},
          ...['Case', 'Engine', 'Adapter', 'FLOP/byte', 'GFLOP/s'].map((head, i) =>
            el('th', { scope: 'col', class: i > 2 ? 'number' : null }, head),
          ),
        ),
      ),
      el(
        'tbody',
        {},
        ...dots.map((dot) =>
          el(
            'tr',
            {},
            el('th', { scope: 'row' }, dot.case),
            el('td', {}, dot.engine),
            el('td', {}, runs[dot.machine].environment.adapter),
            el('td', { class: 'number' }, short(dot.intensity)),
            el('td', { class: 'number' }, short(dot.gflops)),
          ),
        ),
      ),
    ),
  );

/** Weights that have no place in the picture, as a chart of bars from 0 and, on demand, as a table. */
import type { Reading } from '../../layers/show/reading.ts';
import { asksByPlace, nearlyUniform, weightText } from '../../layers/show/reading.ts';
import { rangeOf } from '../../layers/show/heatmap.ts';
import { el } from '../dom.ts';
import { svg } from '../svg.ts';

const [width, height] = [640, 120];

export function bars(reading: Reading): HTMLElement {
  const { row, kind, query } = reading;
  const weight = weightText(reading);
  const name = kind === 'channel' ? 'Channel' : 'Base';
  const [low, high] = rangeOf(row, false);
  const y = (value: number) => height - ((value - low) / (high - low)) * height;
  const asked = query && !asksByPlace(reading) ? query[1] : -1;
  const wide = width / row.length;
  const chart = svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      preserveAspectRatio: 'none',
      class: 'bars-chart',
      role: 'img',
      'aria-label': `${row.length} ${name.toLowerCase()}s, ${weight(low)} to ${weight(high)}`,
    },
    ...Array.from(row, (value, i) =>
      svg(
        'rect',
        {
          x: i * wide,
          y: Math.min(y(value), y(0)),
          width: Math.max(0.5, wide * 0.85),
          height: Math.max(1, Math.abs(y(value) - y(0))),
          class: i === asked ? 'bar-asked' : 'bar-plain',
        },
        svg('title', {}, `${name} ${i}: ${weight(value)}`),
      ),
    ),
    svg('line', { x1: 0, x2: width, y1: y(0), y2: y(0), class: 'bars-zero' }),
  );
  const spread = nearlyUniform(reading) ? 'All nearly alike. ' : '';
  return el(
    'div',
    { class: 'bars' },
    el(
      'p',
      { class: 'hint' },
      `${spread}${name}s have no place in the picture: ${name.toLowerCase()} 0 left, ${row.length - 1} ` +
        `right; bars from ${weight(Math.min(0, low))} to ${weight(high)}.`,
    ),
    chart as unknown as HTMLElement,
    el(
      'details',
      { class: 'bars-table' },
      el('summary', {}, 'As a table'),
      el(
        'table',
        {},
        el('caption', { class: 'unseen' }, `Weight of each ${name.toLowerCase()}`),
        el(
          'thead',
          {},
          el('tr', {}, el('th', { scope: 'col' }, name), el('th', { scope: 'col', class: 'number' }, 'Weight')),
        ),
        el(
          'tbody',
          {},
          ...Array.from(row, (value, i) =>
            el('tr', {}, el('th', { scope: 'row' }, String(i)), el('td', { class: 'number' }, weight(value))),
          ),
        ),
      ),
    ),
  );
}

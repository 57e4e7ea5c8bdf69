/** What the map says in numbers: a sentence, a table of the strongest cells, the module's costs. */
import { featureChannels, pictureSize } from '../../layers/show/attend.ts';
import type { CatalogEntry, Cost } from '../../layers/catalogue/catalog.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { coversPicture, sentence, weightText } from '../../layers/show/reading.ts';
import { el } from '../dom.ts';

/** Rows of the table. */
export const strongestCount = 8;

export class Numbers {
  readonly sentence = el('p', { class: 'sentence', 'aria-live': 'polite' });
  readonly element: HTMLElement;
  private readonly body = el('tbody');
  private readonly what = el('th', { scope: 'col' });
  private readonly meaning = el('p', { class: 'hint' });

  constructor() {
    this.element = el(
      'section',
      { class: 'card numbers', 'aria-labelledby': 'numbers-title' },
      el('h2', { id: 'numbers-title' }, 'Strongest'),
      this.meaning,
      el(
        'table',
        {},
        el('caption', { class: 'unseen' }, 'Cells with the largest weights'),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            this.what,
            el('th', { scope: 'col', class: 'number' }, 'Weight'),
            el('th', { scope: 'col' }, el('span', { class: 'unseen' }, 'Weight, as a bar')),
          ),
        ),
        this.body,
      ),
    );
  }

  set(reading: Reading, { meaning }: CatalogEntry): void {
    const words = sentence(reading);
    if (this.sentence.textContent !== words) this.sentence.textContent = words;
    this.meaning.textContent = meaning;
    const places = coversPicture(reading) || reading.grid[0] > 1;
    this.what.textContent = places ? 'Cell' : reading.kind === 'channel' ? 'Channel' : 'Base';
    const weight = weightText(reading);
    const most = reading.strongest[0]?.weight ?? 1;
    this.body.replaceChildren(
      ...reading.strongest.map((cell) => {
        const bar = el('span', { class: 'bar' });
        bar.style.width = `${Math.max(0, Math.min(100, (100 * cell.weight) / most))}%`;
        return el(
          'tr',
          {},
          el('th', { scope: 'row' }, places ? `${cell.row},${cell.column}` : String(cell.column)),
          el('td', { class: 'number', title: String(cell.weight) }, weight(cell.weight)),
          el('td', { class: 'bar-cell' }, bar),
        );
      }),
    );
  }
}

/** Pictures whose costs stand side by side. */
const sides = [128, 256, 512, 1024];

export class Costs {
  readonly element: HTMLElement;
  private readonly facts = el('dl', { class: 'facts' });
  private readonly formula = el('p', { class: 'hint formula' });
  private readonly body = el('tbody');

  constructor() {
    this.element = el(
      'section',
      { class: 'card costs', 'aria-labelledby': 'costs-title' },
      el('h2', { id: 'costs-title' }, 'Cost'),
      this.facts,
      this.formula,
      el(
        'table',
        {},
        el(
          'caption',
          { class: 'hint' },
          `By picture side, ${featureChannels} channels, 8×8 patches; bars over six decades`,
        ),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            el('th', { scope: 'col' }, 'Side'),
            el('th', { scope: 'col', class: 'number' }, 'FLOPs'),
            el('th', { scope: 'col', class: 'number' }, 'Map'),
            el('th', { scope: 'col' }, el('span', { class: 'unseen' }, 'Map, as a bar')),
          ),
        ),
        this.body,
      ),
    );
  }

  set({ cost, formula }: CatalogEntry, pictureSide: number, milliseconds: number): void {
    const at = (side: number): Cost => cost(featureChannels, side / 8, side / 8);
    const { parameters, flops, mapBytes } = at(pictureSide);
    const facts = [
      ['Parameters', Math.round(parameters).toLocaleString('en')],
      ['FLOPs', si(flops, '')],
      ['Map, if formed whole', si(mapBytes, 'B')],
      [
        'Run, with compiling',
        milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`,
      ],
    ];
    this.facts.replaceChildren(...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
    this.formula.textContent = formula;
    this.body.replaceChildren(
      ...sides.map((side) => {
        const here = at(side);
        const bar = el('span', { class: 'bar' });
        bar.style.width = `${Math.max(1, Math.min(100, (100 * (Math.log10(here.mapBytes) - 3)) / 6))}%`;
        return el(
          'tr',
          side === pictureSize ? { class: 'current' } : {},
          el('th', { scope: 'row' }, String(side)),
          el('td', { class: 'number' }, si(here.flops, '')),
          el('td', { class: 'number' }, si(here.mapBytes, 'B')),
          el('td', { class: 'bar-cell' }, bar),
        );
      }),
    );
  }
}

function si(value: number, unit: string): string {
  const steps = ['', 'k', 'M', 'G', 'T', 'P'];
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  return `${Number((value / 1000 ** step).toPrecision(3))} ${steps[step]}${unit}`.trim();
}

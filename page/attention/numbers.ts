/** What the map says in numbers: a sentence, and the strongest cells. */
import type { Reading } from '../../layers/show/reading.ts';
import { coversPicture, sentence, weightText } from '../../layers/show/reading.ts';
import { el } from '../dom.ts';

/** Rows of the table. */
export const strongestCount = 8;
/** Those shown at once. */
const told = 3;

export class Numbers {
  readonly sentence = el('p', { class: 'sentence', 'aria-live': 'polite' }, 'Computing the first map…');
  readonly element: HTMLElement;
  private readonly brief = el('ol', { class: 'brief' });
  private readonly body = el('tbody');
  private readonly what = el('th', { scope: 'col' }, 'Cell');
  private readonly note = el('p', { class: 'hint' });

  constructor() {
    this.element = el(
      'section',
      { class: 'card numbers', 'aria-labelledby': 'numbers-title' },
      el('h2', { id: 'numbers-title' }, 'Strongest'),
      this.brief,
      el(
        'details',
        {},
        el('summary', {}, 'As a table'),
        el(
          'table',
          {},
          el('caption', { class: 'unseen' }, 'Cells with the largest weights'),
          el('thead', {}, el('tr', {}, this.what, el('th', { scope: 'col', class: 'number' }, 'Weight'))),
          this.body,
        ),
        this.note,
      ),
    );
  }

  say(words: string): void {
    if (this.sentence.textContent !== words) this.sentence.textContent = words;
  }

  set(reading: Reading): void {
    this.say(sentence(reading));
    const places = coversPicture(reading);
    const name = places ? 'Cell' : reading.kind === 'channel' ? 'Channel' : 'Base';
    this.what.textContent = name;
    const weight = weightText(reading);
    const where = ({ row, column }: { row: number; column: number }) => (places ? `${row},${column}` : String(column));
    this.brief.replaceChildren(
      ...reading.strongest
        .slice(0, told)
        .map((cell) =>
          el('li', {}, el('span', {}, `${name} ${where(cell)}`), el('span', { class: 'number' }, weight(cell.weight))),
        ),
    );
    this.body.replaceChildren(
      ...reading.strongest.map((cell) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, where(cell)),
          el('td', { class: 'number', title: String(cell.weight) }, weight(cell.weight)),
        ),
      ),
    );
    const [rows, columns] = reading.grid;
    this.note.textContent = places
      ? `Cells are row,column from the top left, of ${rows}×${columns}. Equal shares would be ` +
        `${weight(1 / (rows * columns))} each.`
      : `Of ${reading.row.length}.`;
  }
}

/** What to run: cases and peers, as lists of checkboxes. */
import type { BenchCase } from '../../bench/case.ts';
import { caseLists } from '../../bench/cases.ts';
import type { PeerName } from '../../bench/peers/index.ts';
import { peerNames, peers } from '../../bench/peers/index.ts';
import { el } from '../dom.ts';

/** Checkboxes under a legend, with buttons for all and none. */
class Checklist<T> {
  readonly element: HTMLFieldSetElement;
  private readonly boxes: readonly { input: HTMLInputElement; item: T }[];

  constructor(
    legend: string,
    items: readonly { item: T; id: string; label: string; checked: boolean }[],
    changed: () => void,
  ) {
    this.boxes = items.map(({ item, id, checked }) => ({
      item,
      input: el('input', { type: 'checkbox', name: 'bench', value: id, checked, onchange: changed }),
    }));
    const all = (checked: boolean) => () => {
      for (const { input } of this.boxes) input.checked = checked;
      changed();
    };
    const button = (name: string, checked: boolean) =>
      el(
        'button',
        { type: 'button', class: 'quiet', 'aria-label': `${name} of ${legend}`, onclick: all(checked) },
        name,
      );
    this.element = el(
      'fieldset',
      { class: 'checklist' },
      el('legend', {}, legend),
      el('div', { class: 'row' }, button('All', true), button('None', false)),
      ...items.map(({ label }, i) => el('label', { class: 'check' }, this.boxes[i].input, el('span', {}, label))),
    );
  }

  get chosen(): T[] {
    return this.boxes.filter(({ input }) => input.checked).map(({ item }) => item);
  }

  /** Ticks the boxes of these values and no others. */
  tick(values: readonly string[]): void {
    for (const { input } of this.boxes) input.checked = values.includes(input.value);
  }
}

export class Choices {
  readonly element: HTMLElement;
  private readonly lists: readonly Checklist<BenchCase>[];
  private readonly others: Checklist<PeerName>;

  constructor(software: boolean, changed: () => void) {
    const list = (legend: string, cases: readonly BenchCase[], checked: boolean) =>
      new Checklist(
        legend,
        cases.map((item) => ({ item, id: item.id, label: item.label, checked })),
        changed,
      );
    this.lists = [list('Cases', caseLists.desk, true), list('For a discrete GPU', caseLists.gpu, false)];
    this.others = new Checklist(
      'Beside',
      peerNames.map((item) => ({
        item,
        id: item,
        label: `${peers[item].title} ${peers[item].version}`,
        checked: !software,
      })),
      changed,
    );
    const [usual, large] = this.lists.map(({ element }) => element);
    this.element = el(
      'section',
      { class: 'card choices', 'aria-labelledby': 'choices-title' },
      el('h2', { id: 'choices-title' }, 'What to run'),
      this.others.element,
      usual,
      el('details', {}, el('summary', {}, 'Large cases'), large),
    );
  }

  /** While a run goes on, it is what was chosen. */
  disable(on: boolean): void {
    for (const each of this.element.querySelectorAll<HTMLInputElement>('input, button')) each.disabled = on;
  }

  /** Values of the ticked boxes. */
  get ticked(): string[] {
    return [...this.peers, ...this.cases.map(({ id }) => id)];
  }
  set ticked(values: readonly string[]) {
    for (const list of [...this.lists, this.others]) list.tick(values);
  }

  get cases(): BenchCase[] {
    return this.lists.flatMap(({ chosen }) => chosen);
  }
  get peers(): PeerName[] {
    return this.others.chosen;
  }
}

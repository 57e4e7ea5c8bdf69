/** The list of mechanisms, one radio button each: six to begin with, all on demand, with a search. */
import { el } from '../dom.ts';
import type { Group, Mechanism } from './mechanisms.ts';
import { first, groupTitles, mechanisms } from './mechanisms.ts';

export class ModuleList {
  readonly element: HTMLElement;
  private readonly items = new Map<string, { label: HTMLElement; input: HTMLInputElement; words: string }>();
  private readonly groups: HTMLElement[];
  private readonly scroller: HTMLElement;
  private readonly search = el('input', {
    type: 'search',
    placeholder: 'Search…',
    'aria-label': 'Search the mechanisms',
    oninput: () => this.filter(),
  });
  private readonly all = el('button', {
    type: 'button',
    class: 'quiet',
    'aria-expanded': 'false',
    onclick: () => this.toggle(),
  });
  private chosen = '';

  constructor(choose: (name: string) => void) {
    this.groups = (Object.keys(groupTitles) as Group[]).map((group) =>
      el(
        'fieldset',
        { class: 'group' },
        el('legend', {}, groupTitles[group]),
        ...mechanisms.filter((each) => each.group === group).map((each) => this.item(each, choose)),
      ),
    );
    this.scroller = el('div', { class: 'scroller' }, ...this.groups);
    this.element = el(
      'section',
      { class: 'card modules', 'aria-labelledby': 'modules-title' },
      el('h2', { id: 'modules-title' }, 'Way of looking', this.all),
      this.search,
      this.scroller,
    );
    this.filter();
  }

  mark(name: string): void {
    const item = this.items.get(name);
    for (const { input } of this.items.values()) input.checked = input === item?.input;
    if (this.chosen === name) return;
    this.chosen = name;
    this.filter();
    // Into view inside the list, without moving the page; the heading stays in view where it can.
    if (!item) return;
    const { offsetTop: top, offsetHeight: tall } = item.label;
    const { scrollTop, clientHeight } = this.scroller;
    if (top < scrollTop || top + tall > scrollTop + clientHeight)
      this.scroller.scrollTop = top < clientHeight - tall ? 0 : top - clientHeight / 2;
  }

  private toggle(): void {
    this.all.setAttribute('aria-expanded', String(this.all.getAttribute('aria-expanded') !== 'true'));
    this.filter();
  }

  private filter(): void {
    const open = this.all.getAttribute('aria-expanded') === 'true';
    const words = this.search.value.toLowerCase();
    this.all.textContent = open ? `Only ${first.length}` : `All ${mechanisms.length}`;
    for (const [name, { label, words: own }] of this.items)
      label.hidden = words ? !own.includes(words) : !open && !first.includes(name) && name !== this.chosen;
    for (const group of this.groups) group.hidden = [...group.querySelectorAll('label')].every(({ hidden }) => hidden);
  }

  private item({ name, title, by, year }: Mechanism, choose: (name: string) => void): HTMLElement {
    const input = el('input', { type: 'radio', name: 'module', value: name, onchange: () => choose(name) });
    const label = el(
      'label',
      { class: 'module' },
      input,
      el('span', { class: 'module-name' }, title),
      el('span', { class: 'module-by' }, `${by} ${year}`),
    );
    this.items.set(name, { label, input, words: `${title} ${by} ${year} ${name}`.toLowerCase() });
    return label;
  }
}

/** Which of the maps, and which head of it. */
export class MapChoice {
  readonly element: HTMLElement;
  private readonly layer: HTMLSelectElement;
  private readonly head: HTMLSelectElement;

  constructor(events: { layer: (name: string) => void; head: (head: number | null) => void }) {
    this.layer = el('select', { 'aria-label': 'Map', onchange: () => events.layer(this.layer.value) });
    this.head = el('select', {
      'aria-label': 'Head',
      onchange: () => events.head(this.head.value === 'mean' ? null : Number(this.head.value)),
    });
    this.element = el('div', { class: 'row map-choice' }, this.layer, this.head);
  }

  /** @param mean whether the mean over heads is a choice, as of a network from a file. */
  set(layers: readonly string[], layer: string, heads: number, head: number | null, mean: boolean): void {
    const numbers = Array.from({ length: heads }, (_, i) => String(i));
    fill(this.layer, layers, layers);
    fill(this.head, mean ? ['mean', ...numbers] : numbers, [
      ...(mean ? ['mean of heads'] : []),
      ...numbers.map((_, i) => (heads === 1 ? 'one head' : `head ${i + 1} of ${heads}`)),
    ]);
    this.layer.value = layer;
    this.head.value = head === null ? 'mean' : String(head);
    this.layer.disabled = layers.length < 2;
    this.head.disabled = heads < 2;
  }
}

function fill(select: HTMLSelectElement, values: readonly string[], texts: readonly string[]): void {
  if (select.options.length === values.length && values.every((value, i) => select.options[i].value === value)) return;
  select.replaceChildren(...values.map((value, i) => el('option', { value }, texts[i])));
}

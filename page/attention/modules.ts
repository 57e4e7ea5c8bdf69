/**
 * The list of modules, one radio button each, by how much of the picture a query looks at; head and map of the chosen
 * one.
 */
import type { CatalogEntry } from '../../layers/catalogue/catalog.ts';
import { el, field } from '../dom.ts';

const groups: Record<CatalogEntry['group'], string> = {
  dense: 'Dense: every position',
  sparse: 'Sparse: some positions',
  gate: 'Gate: one weight for all',
};

export class ModuleList {
  readonly element: HTMLElement;
  private readonly inputs = new Map<string, HTMLInputElement>();
  private readonly scroller: HTMLElement;

  constructor(catalog: readonly CatalogEntry[], chosen: (name: string) => void) {
    const sets = Object.entries(groups).map(([group, title]) =>
      el(
        'fieldset',
        { class: 'group' },
        el('legend', {}, title),
        ...catalog
          .filter((entry) => entry.group === group)
          .sort((a, b) => a.year - b.year)
          .map((entry) => this.item(entry, chosen)),
      ),
    );
    this.scroller = el('div', { class: 'scroller' }, ...sets.filter((set) => set.children.length > 1));
    this.element = el(
      'section',
      { class: 'card modules', 'aria-labelledby': 'modules-title' },
      el('h2', { id: 'modules-title' }, 'Module', el('span', { class: 'count' }, String(catalog.length))),
      this.scroller,
    );
  }

  mark(name: string): void {
    const input = this.inputs.get(name);
    if (!input || input.checked) return;
    input.checked = true;
    // Into view inside the list, without moving the page.
    const item = input.parentElement!;
    this.scroller.scrollTop = item.offsetTop - this.scroller.clientHeight / 2;
  }

  private item({ name, className, paper, year, source }: CatalogEntry, chosen: (name: string) => void): HTMLElement {
    const input = el('input', { type: 'radio', name: 'module', value: name, onchange: () => chosen(name) });
    this.inputs.set(name, input);
    return el(
      'label',
      { class: 'module', title: `${className}: ${paper}, ${year}, ${source}` },
      input,
      el('span', { class: 'module-name' }, name),
      el('span', { class: 'module-year' }, String(year)),
      el('span', { class: 'module-paper' }, paper),
    );
  }
}

/** Which of the module's maps, and which head of it. */
export class MapChoice {
  readonly element: HTMLElement;
  private readonly layer: HTMLSelectElement;
  private readonly head: HTMLSelectElement;

  constructor(events: { layer: (name: string) => void; head: (head: number) => void }) {
    this.layer = el('select', { onchange: () => events.layer(this.layer.value) });
    this.head = el('select', { onchange: () => events.head(Number(this.head.value)) });
    this.element = el('div', { class: 'row map-choice' }, field('Map', this.layer), field('Head', this.head));
  }

  set(layers: readonly string[], layer: string, heads: number, head: number): void {
    fill(this.layer, layers, layers);
    fill(
      this.head,
      Array.from({ length: heads }, (_, i) => String(i)),
      heads === 1 ? ['0'] : Array.from({ length: heads }, (_, i) => `${i} of ${heads}`),
    );
    this.layer.value = layer;
    this.head.value = String(head);
    this.layer.disabled = layers.length < 2;
    this.head.disabled = heads < 2;
  }
}

function fill(select: HTMLSelectElement, values: readonly string[], texts: readonly string[]): void {
  if (select.options.length === values.length && values.every((value, i) => select.options[i].value === value)) return;
  select.replaceChildren(...values.map((value, i) => el('option', { value }, texts[i])));
}

/** Up to three more modules at the same query, to compare. */
import type { Device } from '../../engine/device.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { CatalogEntry } from '../../layers/catalogue/catalog.ts';
import type { Cell, HeatmapStyle } from '../../layers/show/heatmap.ts';
import { asksByPlace, paintReading, sentence } from '../../layers/show/reading.ts';
import { el, show } from '../dom.ts';
import { mostBeside } from '../state.ts';
import type { State } from '../state.ts';
import { Viewer } from './viewer.ts';

interface Shown {
  viewer: Viewer;
  element: HTMLElement;
  canvas: HTMLCanvasElement;
  words: HTMLElement;
}

export class Beside {
  readonly element: HTMLElement;
  private readonly gpu: Device;
  private readonly catalog: readonly CatalogEntry[];
  private readonly change: (beside: string[]) => void;
  private readonly list = el('div', { class: 'beside-list' });
  private readonly add: HTMLSelectElement;
  private readonly shown = new Map<string, Shown>();

  constructor(gpu: Device, catalog: readonly CatalogEntry[], change: (beside: string[]) => void) {
    this.gpu = gpu;
    this.catalog = catalog;
    this.change = change;
    this.add = el(
      'select',
      { 'aria-label': 'Module to compare with', onchange: () => this.change([...this.shown.keys(), this.add.value]) },
      el('option', { value: '' }, 'Add a module…'),
      ...catalog.map(({ name }) => el('option', { value: name }, name)),
    );
    this.element = el(
      'section',
      { class: 'card beside', 'aria-labelledby': 'beside-title' },
      el('h2', { id: 'beside-title' }, 'Compare'),
      this.add,
      this.list,
    );
  }

  /** @param key names the picture @param query a place in it. */
  async update(
    state: State,
    key: string,
    image: Tensor,
    picture: () => Pixels,
    query: Cell | null,
    style: HeatmapStyle,
  ): Promise<void> {
    for (const [name, { viewer, element }] of this.shown) {
      if (state.beside.includes(name)) continue;
      viewer.dispose();
      element.remove();
      this.shown.delete(name);
    }
    for (const name of state.beside) {
      const entry = this.catalog.find((candidate) => candidate.name === name)!;
      const { viewer, canvas, words } = this.shown.get(name) ?? this.open(entry);
      await viewer.run(key, entry, image, null);
      const reading = await viewer.read(null, asksByPlace(viewer.pick(null)[1]) ? query : null, 0, 1);
      show(canvas, paintReading(picture(), reading, state.held ?? reading.range, style));
      words.textContent = sentence(reading);
    }
    this.add.value = '';
    this.add.disabled = this.shown.size >= mostBeside;
    for (const option of this.add.options)
      option.disabled = this.shown.has(option.value) || option.value === state.module;
  }

  private open({ name }: CatalogEntry): Shown {
    const canvas = el('canvas', { 'aria-hidden': 'true' });
    const words = el('p', { class: 'hint' });
    const remove = el(
      'button',
      {
        type: 'button',
        class: 'quiet',
        'aria-label': `Remove ${name}`,
        onclick: () => this.change([...this.shown.keys()].filter((each) => each !== name)),
      },
      '×',
    );
    const made: Shown = {
      viewer: new Viewer(this.gpu),
      canvas,
      words,
      element: el('article', { class: 'beside-one' }, el('header', {}, el('h3', {}, name), remove), canvas, words),
    };
    this.shown.set(name, made);
    this.list.append(made.element);
    return made;
  }
}

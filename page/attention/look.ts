/** How the weights are drawn: colours, scale, opacity, range, and the legend that says which colour is which weight. */
import type { ColorMap } from '../../layers/show/colormap.ts';
import { colorMaps, colorTable } from '../../layers/show/colormap.ts';
import type { Range, Scale } from '../../layers/show/heatmap.ts';
import { scales, weightAt } from '../../layers/show/heatmap.ts';
import { choice, el, field, show } from '../dom.ts';
import type { State } from '../state.ts';

const ticks = [0, 0.25, 0.5, 0.75, 1];

export class Look {
  readonly element: HTMLElement;
  readonly legend: HTMLElement;
  private readonly bar = el('canvas', { class: 'legend-bar', width: 256, height: 1, 'aria-hidden': 'true' });
  private readonly numbers = el('div', { class: 'legend-numbers' }, ...ticks.map(() => el('span')));
  private readonly opacity = el('input', {
    type: 'range',
    min: 0,
    max: 100,
    step: 5,
    oninput: () => this.change({ opacity: Number(this.opacity.value) }),
  });
  private readonly smooth = el('input', {
    type: 'checkbox',
    onchange: () => this.change({ smooth: this.smooth.checked }),
  });
  private readonly hold = el('input', {
    type: 'checkbox',
    onchange: () => this.change({ held: this.hold.checked ? this.shown : null }),
  });
  private readonly colors: ReturnType<typeof choice<ColorMap>>;
  private readonly scale: ReturnType<typeof choice<Scale>>;
  private readonly change: (change: Partial<State>) => void;
  private shown: Range = [0, 1];

  constructor(change: (change: Partial<State>) => void) {
    this.change = change;
    this.colors = choice('Colours', colorMaps, (colors) => change({ colors }));
    this.scale = choice('Scale', scales, (scale) => change({ scale }));
    this.legend = el('div', { class: 'legend', role: 'group', 'aria-label': 'Legend' }, this.bar, this.numbers);
    this.element = el(
      'div',
      { class: 'look' },
      this.colors.element,
      this.scale.element,
      field('Opacity', this.opacity),
      el('label', { class: 'check' }, this.smooth, 'Smooth'),
      el(
        'label',
        { class: 'check', title: 'Keep these colours for these weights while the query moves' },
        this.hold,
        'Hold range',
      ),
    );
  }

  /** @param weight writes a weight as the numbers beside the picture are written. */
  set({ colors, scale, opacity, smooth, held }: State, range: Range, weight: (weight: number) => string): void {
    this.shown = range;
    this.colors.set(colors);
    this.scale.set(scale);
    this.opacity.value = String(opacity);
    this.smooth.checked = smooth;
    this.hold.checked = held !== null;
    const data = new Uint8ClampedArray(256 * 4).fill(255);
    const table = colorTable(colors);
    for (let i = 0; i < 256; i++) data.set(table.subarray(3 * i, 3 * i + 3), 4 * i);
    show(this.bar, { width: 256, height: 1, data });
    ticks.forEach((place, i) => {
      this.numbers.children[i].textContent = weight(weightAt(place, range, scale));
    });
  }
}

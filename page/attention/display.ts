/** How the weights are drawn: colours, scale, opacity, range, and the legend that says which colour is which weight. */
import type { ColorMap } from '../../layers/show/colormap.ts';
import { colorMaps } from '../../layers/show/colormap.ts';
import type { HeatmapStyle, Range, Scale } from '../../layers/show/heatmap.ts';
import { legendPixels, position, scales, weightAt } from '../../layers/show/heatmap.ts';
import { choice, el, field, menu, show } from '../dom.ts';
import type { RangeChoice, State } from '../state.ts';
import { rangeChoices } from '../state.ts';

const ticks = [0, 0.25, 0.5, 0.75, 1];
const fixed = 'as now, fixed';

export class Display {
  /** Opened by a button, so that it takes no place. */
  readonly menu: HTMLElement;
  readonly legend: HTMLElement;
  private readonly bar = el('canvas', { class: 'legend-bar', width: 256, height: 14, 'aria-hidden': 'true' });
  private readonly even = el('span', { class: 'legend-even', hidden: true }, 'equal shares');
  private readonly numbers = el('div', { class: 'legend-numbers' }, ...ticks.map(() => el('span')));
  private readonly nothing = el('p', { class: 'hint legend-nothing', hidden: true });
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
  private readonly range = el(
    'select',
    { onchange: () => this.chooseRange() },
    ...[...rangeChoices, fixed].map((name) => el('option', { value: name }, name)),
  );
  private readonly colors: ReturnType<typeof choice<ColorMap>>;
  private readonly scale: ReturnType<typeof choice<Scale>>;
  private readonly change: (change: Partial<State>) => void;
  private shown: Range = [0, 1];

  constructor(change: (change: Partial<State>) => void) {
    this.change = change;
    this.colors = choice('Colours', colorMaps, (colors) => change({ colors }));
    this.scale = choice('Scale', scales, (scale) => change({ scale }));
    this.legend = el(
      'div',
      { class: 'legend', role: 'group', 'aria-label': 'Legend' },
      el('div', { class: 'legend-box' }, this.bar, this.even),
      this.numbers,
      this.nothing,
    );
    this.menu = menu(
      'Display',
      'look',
      this.colors.element,
      this.scale.element,
      field('Range', this.range),
      field('Opacity', this.opacity),
      el('label', { class: 'check' }, this.smooth, 'Smooth'),
    );
  }

  /**
   * @param range null where nothing is coloured @param weight writes a weight as the numbers beside the picture are
   * written @param even what each would weigh if all weighed the same
   */
  set(
    { colors, scale, opacity, smooth, range: chosen }: State,
    style: HeatmapStyle,
    range: Range | null,
    weight: (weight: number) => string,
    even: number | null,
    nothing: string,
  ): void {
    this.colors.set(colors);
    this.scale.set(scale);
    this.opacity.value = String(opacity);
    this.smooth.checked = smooth;
    this.range.value = typeof chosen === 'string' ? chosen : fixed;
    this.legend.classList.toggle('empty', range === null);
    this.nothing.hidden = range !== null;
    this.nothing.textContent = nothing;
    if (!range) return;
    this.shown = range;
    show(this.bar, legendPixels(style, 256, 14));
    ticks.forEach((place, i) => {
      this.numbers.children[i].textContent = weight(weightAt(place, range, style.scale));
    });
    const place = even === null ? -1 : position(even, range, style.scale);
    this.even.hidden = place <= 0.02 || place >= 0.98;
    this.even.style.setProperty('left', `${100 * place}%`);
  }

  private chooseRange(): void {
    const { value } = this.range;
    this.change({ range: value === fixed ? this.shown : (value as RangeChoice) });
  }
}

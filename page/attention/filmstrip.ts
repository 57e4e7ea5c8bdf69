/** All maps and heads as small pictures on one scale: the bird's view, from which one is chosen. */
import { colorTable } from '../../layers/show/colormap.ts';
import type { HeatmapStyle, Range } from '../../layers/show/heatmap.ts';
import { position, rangeOf } from '../../layers/show/heatmap.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { coversPicture, nearlyUniform, weightText } from '../../layers/show/reading.ts';
import { el, show } from '../dom.ts';
import type { MapInfo } from './engine/protocol.ts';

/** Small maps at most: of a network with more, the last blocks. */
export const mostSmall = 144;

export interface Small {
  layer: string;
  head: number;
}

/** Every head of every map, of the last maps where they are too many. */
export function smallMaps(maps: readonly MapInfo[]): Small[] {
  const all = maps.flatMap(({ name, heads }) => Array.from({ length: heads }, (_, head) => ({ layer: name, head })));
  return all.length > mostSmall ? all.slice(-mostSmall) : all;
}

/** The range that holds all of these rows. */
export function commonRange(readings: readonly Reading[]): Range {
  const ranges = readings.map(({ row, queries }) => rangeOf(row, !queries));
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

export class Filmstrip {
  readonly element: HTMLElement;
  private readonly list = el('div', { class: 'film', role: 'group', 'aria-label': 'All maps and heads' });
  private readonly note = el('p', { class: 'hint film-note' });
  private readonly chosen: (small: Small) => void;
  private buttons: { small: Small; button: HTMLButtonElement; canvas: HTMLCanvasElement }[] = [];
  private key = '';

  constructor(chosen: (small: Small) => void) {
    this.chosen = chosen;
    this.element = el('section', { class: 'filmstrip', 'aria-label': 'All maps and heads' }, this.list, this.note);
  }

  /** The places of the small maps, before they are read. */
  prepare(maps: readonly MapInfo[]): Small[] {
    const all = smallMaps(maps);
    const key = all.map(({ layer, head }) => `${layer}/${head}`).join();
    if (key === this.key) return all;
    this.key = key;
    this.buttons = all.map((small) => {
      const canvas = el('canvas', { width: 4, height: 4, 'aria-hidden': 'true' });
      const map = maps.find(({ name }) => name === small.layer)!;
      const name = `${small.layer}${map.heads > 1 ? `, head ${small.head + 1}` : ''}`;
      const button = el(
        'button',
        { type: 'button', class: 'small-map', title: name, 'aria-label': name, onclick: () => this.chosen(small) },
        canvas,
      );
      return { small, button, canvas };
    });
    const layers = [...new Set(all.map(({ layer }) => layer))];
    this.list.replaceChildren(
      ...layers.map((layer) =>
        el(
          'div',
          { class: all.filter((small) => small.layer === layer).length > 2 ? 'film-row film-wide' : 'film-row' },
          el('span', { class: 'film-name', title: layer }, layer),
          el(
            'div',
            { class: 'film-heads' },
            ...this.buttons.filter(({ small }) => small.layer === layer).map(({ button }) => button),
          ),
        ),
      ),
    );
    return all;
  }

  mark(layer: string, head: number | null): void {
    for (const { small, button } of this.buttons)
      button.setAttribute('aria-pressed', String(small.layer === layer && (head === null || small.head === head)));
  }

  paint(readings: readonly Reading[], style: HeatmapStyle): void {
    // Rows of one network are of one kind mostly; channels' and places' weights still have no common scale.
    const groups = new Map<string, Reading[]>();
    const kindOf = (reading: Reading) => `${coversPicture(reading)} ${reading.queries !== null}`;
    for (const reading of readings) groups.set(kindOf(reading), [...(groups.get(kindOf(reading)) ?? []), reading]);
    const ranges = new Map([...groups].map(([kind, group]) => [kind, commonRange(group)]));
    readings.forEach((reading, i) => {
      if (this.buttons[i]) paintSmall(this.buttons[i].canvas, reading, ranges.get(kindOf(reading))!, style);
    });
    const flat = readings.filter(nearlyUniform).length;
    const [low, high] = [...ranges.values()][0] ?? [0, 1];
    const weight = readings[0] ? weightText(readings[0]) : String;
    this.note.textContent =
      `${readings.length} ${readings.length === 1 ? 'map' : 'maps'} on one scale, ` +
      `${weight(low)} to ${weight(high)}${flat ? `; ${flat} nearly uniform` : ''}. ` +
      'Press one to enlarge it.';
  }
}

/** A cell a pixel; the browser enlarges it. Channels fill a square, row by row. */
function paintSmall(canvas: HTMLCanvasElement, reading: Reading, range: Range, { colors, scale }: HeatmapStyle): void {
  const { row, grid } = reading;
  const columns = coversPicture(reading) ? grid[1] : Math.ceil(Math.sqrt(row.length));
  const rows = coversPicture(reading) ? grid[0] : Math.ceil(row.length / columns);
  const data = new Uint8ClampedArray(4 * rows * columns);
  const table = colorTable(colors);
  row.forEach((weight, i) => {
    const color = 3 * Math.round(255 * position(weight, range, scale));
    data.set(table.subarray(color, color + 3), 4 * i);
    data[4 * i + 3] = 255;
  });
  show(canvas, { width: columns, height: rows, data });
}

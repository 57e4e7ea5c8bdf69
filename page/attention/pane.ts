/** One map on the stage: its title, the picture with the map over it, and what it says. */
import type { Pixels } from '../../engine/files/pixels.ts';
import type { Cell, Grid, HeatmapStyle, Range } from '../../layers/show/heatmap.ts';
import { markCell, paintHeatmap } from '../../layers/show/heatmap.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { asksByPlace, colourless, coversPicture, sentence, unseen, weightText } from '../../layers/show/reading.ts';
import { el, show } from '../dom.ts';
import { svg } from '../svg.ts';
import { bars } from './bars.ts';
import { marks } from './marks.ts';

/** Shares of the picture's height and width. */
export type Place = readonly [down: number, across: number];

export interface PaneEvents {
  /** Where the pointer is, while no query is pinned; null when it leaves. */
  hover: (place: Place | null) => void;
  pin: (place: Place | null) => void;
  /** A key on the picture; true where it meant something. */
  key: (event: KeyboardEvent) => boolean;
}

export interface Painting {
  picture: Pixels;
  reading: Reading;
  range: Range;
  style: HeatmapStyle;
  /** Colours even where weights are nearly uniform: the visitor chose the range. */
  force: boolean;
  path: readonly Cell[];
  title: string;
  /** What a screen reader calls it. */
  label: string;
  pinned: boolean;
  /** The places that a click may ask about, if any: the map's queries, or patches beside the class token that asks. */
  asks: Grid | null;
}

/** Whether the map lies over the picture in colours. */
export const coloured = ({ reading, force }: Pick<Painting, 'reading' | 'force'>): boolean =>
  coversPicture(reading) && (force || !colourless(reading));

/** The picture with the map over it: what the canvas shows and what files hold. */
export function paint(painting: Painting): Pixels {
  const { picture, reading, range, style } = painting;
  const over = coloured(painting) ? style : { ...style, opacity: 0 };
  const { grid, row, queries, query } = reading;
  const painted = coversPicture(reading)
    ? paintHeatmap(picture, row, grid, range, over, unseen(reading))
    : { ...picture, data: Uint8ClampedArray.from(picture.data) };
  if (query && queries && asksByPlace(reading) && coversPicture(reading)) markCell(painted, query, queries);
  return painted;
}

export class Pane {
  readonly element: HTMLElement;
  readonly head: HTMLElement;
  /** The words for this pane, where there are several. */
  readonly words = el('p', { class: 'pane-words' });
  painting: Painting | null = null;
  private readonly canvas = el('canvas', { 'aria-hidden': 'true', width: 4, height: 3 });
  private readonly over = svg('svg', { class: 'marks', 'aria-hidden': 'true' });
  private readonly frame = el('div', { class: 'frame' }, this.canvas, this.over as unknown as HTMLElement);
  private readonly pointed = el('output', { class: 'pointed' });
  private readonly flat = el('p', { class: 'flat', hidden: true }, 'Nearly uniform: no place stands out.');
  private readonly chart = el('div', { class: 'pane-chart' });
  private readonly surface: HTMLElement;
  private readonly events: PaneEvents;

  constructor(events: PaneEvents, head: HTMLElement) {
    this.events = events;
    this.head = head;
    this.surface = el(
      'div',
      {
        class: 'surface',
        role: 'application',
        tabindex: 0,
        'aria-label': 'Picture',
        'aria-describedby': 'stage-keys',
        'aria-busy': 'true',
        onkeydown: (event: KeyboardEvent) => this.key(event),
        onpointermove: (event: PointerEvent) => this.point(event),
        onpointerleave: () => this.leave(),
        onclick: (event: MouseEvent) => this.click(event),
      },
      this.frame,
    );
    this.element = el(
      'article',
      { class: 'pane' },
      head,
      el('div', { class: 'stage' }, this.surface, this.pointed, this.flat),
      this.chart,
      this.words,
    );
  }

  /** Keeps the place of a chart before it is there: the picture is not to shrink then. */
  expect(chart: boolean): void {
    this.element.classList.toggle('has-chart', chart);
  }

  /** Only the picture, before there is a map. */
  plain(picture: Pixels): void {
    this.size(picture);
    this.painting = null;
    this.over.replaceChildren();
    show(this.canvas, picture);
    this.surface.setAttribute('aria-busy', 'true');
  }

  paint(painting: Painting): void {
    const { picture, reading, path, label } = painting;
    this.painting = painting;
    this.size(picture);
    show(this.canvas, paint(painting));
    this.over.setAttribute('viewBox', `0 0 ${picture.width} ${picture.height}`);
    this.over.replaceChildren(...marks(reading, path, [picture.width, picture.height]));
    this.surface.classList.toggle('asks', reading.queries !== null);
    this.surface.setAttribute('aria-label', label);
    const places = coversPicture(reading);
    this.flat.hidden = !places || coloured(painting);
    this.chart.replaceChildren(...(places ? [] : [bars(reading)]));
    this.words.textContent = sentence(reading);
    this.expect(!places);
    this.busy(false);
  }

  busy(on: boolean): void {
    this.surface.setAttribute('aria-busy', String(on));
  }

  focus(): void {
    this.surface.focus();
  }

  private size({ width, height }: Pixels): void {
    this.frame.style.setProperty('--ratio', String(width / height));
  }

  /** Where in the picture the pointer is; null beside it. */
  private under(event: MouseEvent): Place | null {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const place: Place = [(event.clientY - top) / height, (event.clientX - left) / width];
    return place.every((share) => share >= 0 && share < 1) ? place : null;
  }

  private point(event: PointerEvent): void {
    if (!this.painting) return;
    const { reading, pinned } = this.painting;
    const place = this.under(event);
    if (asksByPlace(reading) && !pinned && event.pointerType === 'mouse') this.events.hover(place);
    const [rows, columns] = reading.grid;
    if (!place || !coversPicture(reading)) return void (this.pointed.textContent = '');
    const [row, column] = [Math.floor(place[0] * rows), Math.floor(place[1] * columns)];
    this.pointed.textContent = `${row},${column}: ${weightText(reading)(reading.row[row * columns + column])}`;
  }

  private leave(): void {
    this.pointed.textContent = '';
    if (this.painting && !this.painting.pinned) this.events.hover(null);
  }

  private click(event: MouseEvent): void {
    const place = this.under(event);
    if (!this.painting?.asks || !place) return;
    const { asks, pinned, reading } = this.painting;
    const same = place.map((share, axis) => Math.floor(share * asks[axis])).join() === reading.query?.join();
    this.events.pin(pinned && same ? null : place);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.painting) return;
    if (this.events.key(event)) event.preventDefault();
  }
}

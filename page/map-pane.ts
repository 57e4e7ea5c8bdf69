/** A small picture under a map, with the cell that asks: moved by pointer or arrow keys. */
import type { Pixels } from '../engine/files/pixels.ts';
import type { Cell, Grid, Range } from '../layers/show/heatmap.ts';
import { plainStyle } from '../layers/show/heatmap.ts';
import type { Reading } from '../layers/show/reading.ts';
import { paintReading } from '../layers/show/reading.ts';
import { el, show } from './dom.ts';
import type { Frame, FramePicture, Place } from './frame.ts';
import { cellOf, readingOf } from './frame.ts';

const steps: Record<string, Cell> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Side of the drawn picture, in pixels, so that cells and marks have clean edges. */
const drawnSide = 288;

export class Pane {
  readonly element: HTMLElement;
  private readonly canvas = el('canvas', { width: drawnSide, height: drawnSide, 'aria-hidden': 'true' });
  private readonly title = el('strong');
  private readonly words = el('p', { class: 'map-words' });
  private readonly surface: HTMLElement;
  private readonly moved: (place: Place) => void;
  private queries: Grid | null = null;
  private place: Place = [0.5, 0.5];

  /** @param keys id of the sentence that says how to move. */
  constructor(keys: string, moved: (place: Place) => void) {
    this.moved = moved;
    this.surface = el(
      'div',
      {
        class: 'map-surface',
        role: 'application',
        tabindex: 0,
        'aria-describedby': keys,
        onkeydown: (event: KeyboardEvent) => this.key(event),
        onclick: (event: MouseEvent) => this.click(event),
      },
      this.canvas,
    );
    this.element = el('figure', { class: 'map-pane' }, el('figcaption', {}, this.title), this.surface, this.words);
  }

  /**
   * @param frame null where there is no map over places; the picture is shown alone.
   * @param say what the row says, for people.
   */
  set(
    title: string,
    picture: FramePicture,
    frame: Frame | null,
    place: Place,
    range: Range,
    say: (reading: Reading) => string,
  ): void {
    this.title.textContent = title;
    this.place = place;
    this.queries = frame?.queries ?? null;
    this.surface.classList.toggle('asks', this.queries !== null);
    this.surface.setAttribute('aria-label', `Picture under the map: ${title}`);
    const large = enlarged(picture);
    if (!frame) {
      show(this.canvas, large);
      this.words.textContent = 'Its weights have no place in the picture.';
      return;
    }
    const reading = readingOf(frame, place);
    show(this.canvas, paintReading(large, reading, range, plainStyle));
    this.words.textContent = say(reading);
  }

  private key(event: KeyboardEvent): void {
    const step = steps[event.key];
    const { queries, place } = this;
    if (!step || !queries || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const far = event.shiftKey ? 4 : 1;
    const cell = cellOf(place, queries);
    const next = [0, 1].map((axis) => Math.min(queries[axis] - 1, Math.max(0, cell[axis] + far * step[axis])));
    this.moved([(next[0] + 0.5) / queries[0], (next[1] + 0.5) / queries[1]]);
  }

  private click(event: MouseEvent): void {
    if (!this.queries) return;
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const share = (at: number, size: number) => Math.min(0.9999, Math.max(0, at / size));
    this.moved([share(event.clientY - top, height), share(event.clientX - left, width)]);
  }
}

const drawn = new WeakMap<FramePicture, Pixels>();

/** Each pixel a block of pixels: small pictures are shown as they are, not blurred. */
export function enlarged(picture: FramePicture): Pixels {
  const known = drawn.get(picture);
  if (known) return known;
  const zoom = Math.max(1, Math.round(drawnSide / Math.max(picture.width, picture.height)));
  const [width, height] = [picture.width * zoom, picture.height * zoom];
  const from = new Uint32Array(picture.data.buffer);
  const to = new Uint32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.floor(y / zoom) * picture.width;
    for (let x = 0; x < width; x++, at++) to[at] = from[row + Math.floor(x / zoom)];
  }
  const large: Pixels = { width, height, data: new Uint8ClampedArray(to.buffer) };
  drawn.set(picture, large);
  return large;
}

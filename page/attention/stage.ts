/** The picture with the map over it, and every way to move the query: pointer, click, keys. */
import type { Pixels } from '../../engine/files/pixels.ts';
import type { Cell, Grid, HeatmapStyle, Range } from '../../layers/show/heatmap.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { coversPicture, paintReading, weightText } from '../../layers/show/reading.ts';
import { el, show } from '../dom.ts';

export interface StageEvents {
  /** The query under the pointer, while none is pinned; null when the pointer leaves. */
  hover: (query: Cell | null) => void;
  pin: (query: Cell | null) => void;
  turnHead: (by: number) => void;
}

const steps: Record<string, Cell> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class Stage {
  readonly element: HTMLElement;
  /** The weight under the pointer. */
  private readonly pointed = el('output', { class: 'pointed' });
  readonly keys = el(
    'p',
    { class: 'hint', id: 'stage-keys' },
    'Hover to preview, click to pin. Arrow keys move the query, with Shift ten cells; [ and ] change the head; Esc unpins.',
  );
  readonly canvas = el('canvas', { 'aria-hidden': 'true' });
  private readonly surface: HTMLElement;
  private readonly events: StageEvents;
  private reading: Reading | null = null;
  private pinned = false;

  constructor(events: StageEvents) {
    this.events = events;
    this.surface = el(
      'div',
      {
        class: 'surface',
        role: 'application',
        tabindex: 0,
        'aria-label': 'Picture with the attention map',
        'aria-describedby': 'stage-keys',
        onkeydown: (event: KeyboardEvent) => this.key(event),
        onpointermove: (event: PointerEvent) => this.point(event),
        onpointerleave: () => this.leave(),
        onclick: (event: MouseEvent) => this.click(event),
      },
      this.canvas,
    );
    this.element = el('div', { class: 'stage' }, this.surface, this.pointed);
  }

  paint(picture: Pixels, reading: Reading, range: Range, style: HeatmapStyle, pinned: boolean): void {
    this.reading = reading;
    this.pinned = pinned;
    this.surface.classList.toggle('asks', reading.queries !== null);
    show(this.canvas, paintReading(picture, reading, range, style));
  }

  busy(on: boolean): void {
    this.surface.setAttribute('aria-busy', String(on));
  }

  /** The cell of a grid that lies under the pointer. */
  private under(event: MouseEvent, [rows, columns]: Grid): Cell {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    // The picture is fitted into the canvas's box and centred there.
    const scale = Math.min(width / this.canvas.width, height / this.canvas.height);
    const place = (at: number, box: number, pixels: number, cells: number) =>
      Math.min(cells - 1, Math.max(0, Math.floor((((at - box / 2) / scale + pixels / 2) / pixels) * cells)));
    return [
      place(event.clientY - top, height, this.canvas.height, rows),
      place(event.clientX - left, width, this.canvas.width, columns),
    ];
  }

  private point(event: PointerEvent): void {
    const { reading } = this;
    if (!reading) return;
    if (reading.queries && !this.pinned && event.pointerType === 'mouse')
      this.events.hover(this.under(event, reading.queries));
    const places = coversPicture(reading);
    const grid: Grid = places ? reading.grid : [1, reading.row.length];
    const [row, column] = this.under(event, grid);
    this.pointed.textContent = `${places ? `${row},` : ''}${column}: ${weightText(reading)(reading.row[row * grid[1] + column])}`;
  }

  private leave(): void {
    this.pointed.textContent = '';
    if (!this.pinned) this.events.hover(null);
  }

  private click(event: MouseEvent): void {
    const queries = this.reading?.queries;
    if (!queries || !this.reading) return;
    const cell = this.under(event, queries);
    const same = this.pinned && this.reading.query?.join() === cell.join();
    this.events.pin(same ? null : cell);
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !this.reading) return;
    const { queries, query } = this.reading;
    const step = steps[event.key];
    if (step && queries && query) {
      const far = event.shiftKey ? 10 : 1;
      this.events.pin(
        [0, 1].map((axis) => Math.min(queries[axis] - 1, Math.max(0, query[axis] + far * step[axis]))) as [
          number,
          number,
        ],
      );
    } else if (event.key === '[' || event.key === ']') this.events.turnHead(event.key === '[' ? -1 : 1);
    else if (event.key === 'Escape') this.events.pin(null);
    else return;
    event.preventDefault();
  }
}

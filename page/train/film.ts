/** Maps of fixed pictures over the steps: which picture, which map, and a scrubber through time. */
import { colorTable } from '../../layers/show/colormap.ts';
import type { Range } from '../../layers/show/heatmap.ts';
import { plainStyle, weightAt } from '../../layers/show/heatmap.ts';
import { weightText } from '../../layers/show/reading.ts';
import { turn } from '../../train/turn.ts';
import { el, field, show } from '../dom.ts';
import type { Place } from '../frame.ts';
import { readingOf } from '../frame.ts';
import { Pane } from '../map-pane.ts';
import type { Lane } from './lane.ts';
import type { FixedPicture, Taken } from './messages.ts';
import { mechanismTitle, saying } from './words.ts';

/** Milliseconds that a frame is shown when the film plays. */
const pace = 220;

interface View {
  title: string;
  frame: Taken | null;
}

const before = 'Before the first step';

export class Film {
  readonly element: HTMLElement;
  private readonly strip = el('div', { class: 'train-strip', role: 'group', 'aria-label': 'Fixed pictures' });
  private readonly maps = el('select', { onchange: () => this.draw() });
  private readonly mapField = field('Map', this.maps);
  private readonly scrubber = el('input', {
    type: 'range',
    min: 0,
    max: 0,
    value: 0,
    'aria-label': 'Steps learnt when the map was taken',
    oninput: () => this.scrub(),
  });
  private readonly after = el('output', { class: 'train-after' });
  private readonly playButton = el('button', { type: 'button', onclick: () => this.play() }, 'Play');
  private readonly panes = [0, 1].map(() => new Pane('train-keys', (place) => this.ask(place)));
  private readonly legend = el('canvas', { class: 'legend-bar', width: 256, height: 1, 'aria-hidden': 'true' });
  private readonly numbers = el('div', { class: 'legend-numbers' });
  private readonly empty = el(
    'p',
    { class: 'train-empty hint' },
    'Press Start. Pictures that the network never learns from appear here, and how it looks at them, step by step.',
  );
  private lanes: readonly Lane[] = [];
  private picture = 0;
  private place: Place | null = null;
  /** Whether the newest frame is shown as it comes. */
  private follows = true;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** Counts paintings: an older one stops when a newer begins. */
  private painted = 0;
  /** What was drawn last: the panes are painted only when something else is to be seen. */
  private drawn: [Lane | undefined, string] = [undefined, ''];
  private thumbnailsOf: readonly FixedPicture[] | null = null;

  constructor() {
    this.element = el(
      'section',
      { class: 'card train-film', 'aria-labelledby': 'film-title' },
      el('h2', { id: 'film-title' }, 'Where it looks'),
      el('div', { class: 'row train-pictures' }, this.strip, this.mapField),
      el('div', { class: 'train-panes' }, this.empty, ...this.panes.map(({ element }) => element)),
      el('div', { class: 'legend' }, this.legend, this.numbers),
      el('div', { class: 'row train-scrub' }, this.playButton, this.scrubber, this.after),
      el(
        'p',
        { class: 'hint', id: 'train-keys' },
        'Click a place, or move it with the arrow keys, to see where it looks. All steps, and both ' +
          'networks, share one scale of colours.',
      ),
    );
    this.draw();
  }

  set(lanes: readonly Lane[]): void {
    if (lanes[0] !== this.lanes[0]) {
      this.follows = true;
      this.place = null;
      this.picture = 0;
      this.stop();
    }
    this.lanes = lanes;
    this.draw();
  }

  private get steps(): number[] {
    return [...new Set(this.lanes.flatMap(({ frames }) => frames.map(({ step }) => step)))].sort((a, b) => a - b);
  }

  private draw(): void {
    const { lanes, steps } = this;
    const pictures = lanes.find((lane) => lane.pictures.length)?.pictures ?? [];
    const picture = pictures[this.picture] ?? null;
    this.thumbnails(pictures);
    const names = [...new Set(lanes.flatMap(({ frames }) => frames.map(({ name }) => name)))];
    if (names.join('|') !== [...this.maps.options].map(({ value }) => value).join('|'))
      this.maps.replaceChildren(...names.map((name) => el('option', { value: name }, name || 'attention')));
    this.mapField.hidden = names.length < 2;
    this.scrubber.max = String(Math.max(0, steps.length - 1));
    this.scrubber.disabled = steps.length < 2;
    this.playButton.disabled = steps.length < 2;
    if (this.follows) this.scrubber.value = this.scrubber.max;
    const step = steps[Number(this.scrubber.value)];
    this.after.textContent =
      step === undefined ? '' : step ? `after ${step} ${step === 1 ? 'step' : 'steps'}` : 'before the first step';
    this.scrubber.setAttribute('aria-valuetext', this.after.textContent);
    const place = this.place ?? picture?.query ?? [0.5, 0.5];
    this.empty.hidden = picture !== null;
    const frames = this.framesShown();
    const seen = [this.picture, step, place, frames.length, this.maps.value, lanes.map(({ plan }) => plan.attention)];
    const key = seen.join('|');
    if (this.drawn[0] === lanes[0] && this.drawn[1] === key) return;
    this.drawn = [lanes[0], key];
    const range = rangeOver(frames, place);
    void this.paint(this.views(step), picture, place, range);
    this.paintLegend(range, frames.length ? readingOf(frames[0], place).row : null);
  }

  /** One after the other, with a turn for the page between: painting takes a while. */
  private async paint(views: readonly View[], picture: FixedPicture | null, place: Place, range: Range): Promise<void> {
    const mine = ++this.painted;
    for (const [i, pane] of this.panes.entries()) {
      const view = views[i] as View | undefined;
      pane.element.hidden = !view || !picture;
      if (!view || !picture) continue;
      if (i) await turn();
      if (mine !== this.painted) return;
      const { title, frame } = view;
      pane.set(title, picture, frame, place, range, (reading) => saying(reading, frame!, picture));
    }
  }

  /** Two networks beside each other, or one before it learnt and now. */
  private views(step: number | undefined): View[] {
    const { lanes } = this;
    if (lanes.length > 1)
      return lanes.map((lane, i) => ({ title: title(lane, i, lanes), frame: this.frame(lane, step) }));
    return lanes.flatMap((lane) => [
      { title: before, frame: this.frame(lane, 0) },
      { title: step ? `After ${step} ${step === 1 ? 'step' : 'steps'}` : before, frame: this.frame(lane, step) },
    ]);
  }

  /** The map of a network after so many steps, or the last before: networks need not be equally far. */
  private frame(lane: Lane, step: number | undefined): Taken | null {
    const own = lane.frames.filter(({ picture, name }) => picture === this.picture && name === this.nameFor(lane));
    return own.findLast((frame) => frame.step <= (step ?? Infinity)) ?? own[0] ?? null;
  }

  /** The chosen map, or the first where this network has none of that name. */
  private nameFor(lane: Lane): string | undefined {
    const names = new Set(lane.frames.map(({ name }) => name));
    return names.has(this.maps.value) ? this.maps.value : [...names][0];
  }

  private framesShown(): Taken[] {
    return this.lanes.flatMap((lane) =>
      lane.frames.filter(({ picture, name }) => picture === this.picture && name === this.nameFor(lane)),
    );
  }

  private paintLegend(range: Range, row: Float32Array | null): void {
    const table = colorTable(plainStyle.colors);
    const data = new Uint8ClampedArray(4 * 256).fill(255);
    for (let i = 0; i < 256; i++) data.set(table.subarray(3 * i, 3 * i + 3), 4 * i);
    show(this.legend, { width: 256, height: 1, data });
    const text = row && weightText({ row });
    const marks = [0, 0.25, 0.5, 0.75, 1].map((at) => text?.(weightAt(at, range, plainStyle.scale)) ?? '\u00a0');
    this.numbers.replaceChildren(...marks.map((mark) => el('span', {}, mark)));
  }

  private thumbnails(pictures: readonly FixedPicture[]): void {
    if (pictures !== this.thumbnailsOf) {
      this.thumbnailsOf = pictures;
      this.strip.replaceChildren(
        ...pictures.map((picture, i) => {
          const canvas = el('canvas', { 'aria-hidden': 'true' });
          show(canvas, picture);
          return el(
            'button',
            { type: 'button', class: 'thumbnail', 'aria-label': `Picture ${i + 1}`, onclick: () => this.choose(i) },
            canvas,
          );
        }),
      );
    }
    [...this.strip.children].forEach((each, i) => each.setAttribute('aria-pressed', String(i === this.picture)));
  }

  private choose(picture: number): void {
    this.picture = picture;
    this.place = null;
    this.draw();
  }

  private ask(place: Place): void {
    this.place = place;
    this.draw();
  }

  private scrub(): void {
    this.stop();
    this.follows = this.scrubber.value === this.scrubber.max;
    this.draw();
  }

  private play(): void {
    if (this.timer !== undefined) return this.stop();
    this.playButton.textContent = 'Stop';
    this.follows = false;
    let at = 0;
    const next = () => {
      this.scrubber.value = String(at);
      this.draw();
      if (at++ >= this.steps.length - 1) {
        this.stop();
        this.follows = true;
      }
    };
    next();
    this.timer = setInterval(next, pace);
  }

  private stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.playButton.textContent = 'Play';
  }
}

/** One scale for all steps and both networks. */
function rangeOver(frames: readonly Taken[], place: Place): Range {
  const ranges = frames.map((frame) => readingOf(frame, place).range);
  if (!ranges.length) return [0, 1];
  return [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

/** `A · Everywhere (dense)` where there are two. */
export const title = (lane: Lane, i: number, lanes: readonly Lane[]): string =>
  `${lanes.length > 1 ? `${'AB'[i]} · ` : ''}${mechanismTitle(lane.plan.attention)}`;

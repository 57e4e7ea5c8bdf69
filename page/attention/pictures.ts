/** The strip of pictures: samples, and the visitor's own by file, drop, paste or camera. */
import type { Pixels } from '../../engine/files/pixels.ts';
import { resizePixels } from '../../engine/files/image.ts';
import { loadPixels } from '../../engine/files/load.ts';
import { el, show } from '../dom.ts';
import { scenes } from '../scenes.ts';
import { Camera } from './camera.ts';

export const pictureNames: readonly string[] = [...scenes.map((_, i) => `scene-${i + 1}`), 'own'];

const thumbnail = 96;

export interface PictureEvents {
  /** Resolves when the picture is shown. */
  chosen: (name: string) => Promise<void>;
  refused: (why: string) => void;
}

export class Pictures {
  readonly element: HTMLElement;
  private readonly events: PictureEvents;
  private readonly drawn = new Map<string, Pixels>();
  private readonly strip = el('div', { class: 'strip', role: 'group', 'aria-label': 'Pictures' });
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private readonly file = el('input', {
    type: 'file',
    accept: 'image/*',
    hidden: true,
    onchange: () => this.takeFile(),
  });
  private readonly slot = el('span', { class: 'slot', 'aria-hidden': 'true' });
  private readonly camera: Camera;
  /** Counts own pictures, so that a new one is told from the one before. */
  private own = 0;

  constructor(events: PictureEvents) {
    this.events = events;
    this.camera = new Camera({ frame: (pixels) => this.keep(pixels), refused: events.refused });
    scenes.forEach(({ name, description }, i) => this.addButton(`scene-${i + 1}`, name, description));
    this.strip.append(this.slot);
    this.element = el(
      'section',
      { class: 'card pictures', 'aria-labelledby': 'pictures-title' },
      el('h2', { id: 'pictures-title' }, 'Picture'),
      this.strip,
      el(
        'div',
        { class: 'row' },
        el('button', { type: 'button', onclick: () => this.file.click() }, 'Open…'),
        this.file,
        this.camera.button,
      ),
      el('p', { class: 'hint' }, 'Or drop or paste one. It stays on this machine. ', this.camera.rate),
    );
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => this.takeTransfer(event, event.dataTransfer));
    addEventListener('paste', (event) => this.takeTransfer(event, event.clipboardData));
  }

  /** A picture by name; the first scene where there is no such picture. `key` changes when the pixels do. */
  get(name: string): { key: string; pixels: Pixels; description: string } {
    const at = name === 'own' ? -1 : Number(name.slice('scene-'.length)) - 1;
    const own = at < 0 ? this.drawn.get('own') : undefined;
    if (own) return { key: `own-${this.own}`, pixels: own, description: 'your own picture' };
    const scene = scenes[Math.max(0, at)];
    const key = `scene-${Math.max(0, at) + 1}`;
    const pixels = this.drawn.get(key) ?? scene.draw();
    this.drawn.set(key, pixels);
    return { key, pixels, description: scene.description };
  }

  mark(name: string): void {
    const shown = name === 'own' && !this.drawn.has('own') ? 'scene-1' : name;
    for (const [each, button] of this.buttons) button.setAttribute('aria-pressed', String(each === shown));
  }

  /** Draws the thumbnails, one at a time so that the page stays awake. */
  async drawThumbnails(): Promise<void> {
    for (const name of this.buttons.keys()) {
      this.drawThumbnail(name);
      await new Promise((resolve) => {
        setTimeout(resolve);
      });
    }
  }

  /** Whether pictures come by themselves. */
  get live(): boolean {
    return this.camera.on;
  }

  private choose(name: string): void {
    this.camera.stop();
    void this.events.chosen(name);
  }

  private keep(pixels: Pixels): Promise<void> {
    const first = !this.buttons.has('own');
    this.drawn.set('own', pixels);
    this.own++;
    if (first) {
      this.addButton('own', 'Own', 'Your own picture');
      this.slot.remove();
    }
    if (first || !this.live) this.drawThumbnail('own');
    return this.events.chosen('own');
  }

  private addButton(name: string, title: string, description: string): void {
    const button = el(
      'button',
      {
        type: 'button',
        class: 'thumbnail',
        'aria-pressed': 'false',
        'aria-label': `${title}: ${description}`,
        title,
        onclick: () => this.choose(name),
      },
      el('canvas', { width: thumbnail, height: thumbnail, 'aria-hidden': 'true' }),
    );
    this.buttons.set(name, button);
    this.strip.append(button);
  }

  /** The middle square of the picture. */
  private drawThumbnail(name: string): void {
    const { pixels } = this.get(name);
    const side = Math.min(pixels.width, pixels.height);
    const [left, top] = [Math.floor((pixels.width - side) / 2), Math.floor((pixels.height - side) / 2)];
    const data = new Uint8ClampedArray(side * side * 4);
    for (let y = 0; y < side; y++)
      data.set(
        pixels.data.subarray(4 * ((top + y) * pixels.width + left), 4 * ((top + y) * pixels.width + left + side)),
        4 * y * side,
      );
    show(
      this.buttons.get(name)!.querySelector('canvas')!,
      resizePixels({ width: side, height: side, data }, thumbnail, thumbnail),
    );
  }

  private takeFile(): void {
    const [file] = this.file.files ?? [];
    this.file.value = '';
    if (file) void this.tryTake(file);
  }

  private takeTransfer(event: Event, transfer: DataTransfer | null): void {
    const file = [...(transfer?.files ?? [])].at(0);
    if (!file) return;
    event.preventDefault();
    void this.tryTake(file);
  }

  private async tryTake(file: Blob): Promise<void> {
    try {
      const pixels = await loadPixels(file);
      this.camera.stop();
      await this.keep(pixels);
    } catch (error) {
      this.events.refused((error as Error).message);
    }
  }
}

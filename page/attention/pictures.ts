/** The strip of pictures: samples, and the visitor's own by file, drop, paste or camera. */
import { el, show } from '../dom.ts';
import { sceneTitles } from '../scene-titles.ts';
import { Camera } from './camera.ts';
import type { Engine } from './engine/engine.ts';
import type { PictureInfo, PictureSource } from './engine/protocol.ts';

export const pictureNames: readonly string[] = [...sceneTitles.map((_, i) => `scene-${i + 1}`), 'own'];

const thumbnail = 96;

export interface PictureEvents {
  /** Resolves when the picture is shown. */
  chosen: (name: string) => Promise<void>;
  /** A file that is no picture but a network's weights. */
  network: (files: readonly File[]) => void;
  refused: (why: Error) => void;
}

export interface Picture extends PictureInfo {
  /** Changes when the pixels do. */
  key: string;
  title: string;
  description: string;
}

export class Pictures {
  readonly element: HTMLElement;
  private readonly engine: Engine;
  private readonly events: PictureEvents;
  private readonly known = new Map<string, Promise<Picture>>();
  private readonly strip = el('div', { class: 'strip', role: 'group', 'aria-label': 'Pictures' });
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private readonly file = el('input', {
    type: 'file',
    accept: 'image/png,image/jpeg,image/webp,image/avif,image/gif',
    hidden: true,
    onchange: () => this.takeFile(),
  });
  private readonly add = el(
    'button',
    {
      type: 'button',
      class: 'slot',
      'aria-label': 'Add a picture of your own',
      title: 'Add a picture of your own',
      onclick: () => this.file.click(),
    },
    '+',
  );
  private readonly over = el(
    'div',
    { class: 'drop-sign', hidden: true, 'aria-hidden': 'true' },
    'Drop a picture, or a network’s safetensors',
  );
  private readonly camera: Camera;
  private own: { key: string; source: Blob; title: string } | null = null;
  private count = 0;

  constructor(engine: Engine, events: PictureEvents) {
    this.engine = engine;
    this.events = events;
    this.camera = new Camera({ frame: (frame) => this.keep(frame, 'Camera'), refused: events.refused });
    sceneTitles.forEach(({ name, description }, i) => this.addButton(`scene-${i + 1}`, name, description));
    this.strip.append(this.add);
    this.element = el(
      'section',
      { class: 'card pictures', 'aria-labelledby': 'pictures-title' },
      el('h2', { id: 'pictures-title' }, 'Picture'),
      this.strip,
      el('div', { class: 'row' }, this.camera.button, this.file, this.camera.rate),
      el('p', { class: 'hint' }, '+ opens one; or drop or paste it. It stays on this machine.'),
      this.over,
    );
    let inside = 0;
    addEventListener('dragenter', () => (this.over.hidden = ++inside === 0));
    addEventListener('dragleave', () => (this.over.hidden = --inside <= 0));
    addEventListener('dragover', (event) => event.preventDefault());
    addEventListener('drop', (event) => {
      inside = 0;
      this.over.hidden = true;
      this.takeTransfer(event, event.dataTransfer);
    });
    addEventListener('paste', (event) => this.takeTransfer(event, event.clipboardData));
  }

  /** A picture by name; the first scene where there is no such picture. */
  get(name: string): Promise<Picture> {
    const own = name === 'own' ? this.own : null;
    const at = own ? -1 : Math.max(0, Number(name.slice('scene-'.length)) - 1 || 0);
    const key = own ? own.key : `scene-${at + 1}`;
    const known = this.known.get(key) ?? this.ask(key, own ? { blob: own.source } : { scene: at }, at);
    this.known.set(key, known);
    known.catch(() => this.known.delete(key));
    return known;
  }

  /** Whether `own` is a picture here, or only a word in a link. */
  get hasOwn(): boolean {
    return this.own !== null;
  }

  mark(name: string): void {
    const shown = name === 'own' && !this.own ? 'scene-1' : name;
    for (const [each, button] of this.buttons) button.setAttribute('aria-pressed', String(each === shown));
  }

  /** Draws the thumbnails one after another, when the first picture and its map are there. */
  async drawThumbnails(): Promise<void> {
    for (const name of this.buttons.keys()) await this.get(name);
  }

  /** Whether pictures come by themselves. */
  get live(): boolean {
    return this.camera.on;
  }

  private async ask(key: string, source: PictureSource, scene: number): Promise<Picture> {
    const info = await this.engine.call('picture', key, source);
    const own = scene < 0;
    show(this.buttons.get(own ? 'own' : key)!.querySelector('canvas')!, info.thumbnail);
    const { name, description } = own
      ? { name: this.own?.title ?? '', description: 'your own picture' }
      : sceneTitles[scene];
    return { ...info, key, title: name, description };
  }

  private choose(name: string): void {
    this.camera.stop();
    void this.events.chosen(name);
  }

  private async keep(source: Blob, title: string): Promise<void> {
    const before = this.own;
    this.own = { key: `own-${++this.count}`, source, title };
    if (!this.buttons.has('own')) this.addButton('own', 'Own', 'Your own picture');
    try {
      await this.get('own');
    } catch (error) {
      this.own = before;
      if (!before) {
        this.buttons.get('own')!.remove();
        this.buttons.delete('own');
      }
      throw error;
    }
    if (before) this.known.delete(before.key);
    await this.events.chosen('own');
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
    if (this.add.isConnected) this.add.before(button);
    else this.strip.append(button);
  }

  private takeFile(): void {
    const files = [...(this.file.files ?? [])];
    this.file.value = '';
    this.take(files);
  }

  private takeTransfer(event: Event, transfer: DataTransfer | null): void {
    const files = [...(transfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    this.take(files);
  }

  private take(files: readonly File[]): void {
    const [file] = files;
    if (!file) return;
    if (/\.safetensors$/i.test(file.name))
      this.events.network(files.filter(({ name }) => /\.safetensors$/i.test(name)));
    else void this.tryTake(file);
  }

  private async tryTake(file: File): Promise<void> {
    try {
      this.camera.stop();
      await this.keep(file, file.name);
    } catch (error) {
      this.events.refused(error as Error);
    }
  }
}

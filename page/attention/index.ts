/** The Attention tab: a picture, a module, a query, and where it looks. */
import { DeviceError } from '../../engine/errors.ts';
import { resizePixels } from '../../engine/files/image.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import { loadImage } from '../../engine/files/load.ts';
import { writeNpy } from '../../engine/files/npy.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { CatalogEntry } from '../../layers/catalogue/catalog.ts';
import { catalog } from '../../layers/catalogue/index.ts';
import type { Cell, HeatmapStyle } from '../../layers/show/heatmap.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { asksByPlace, weightText } from '../../layers/show/reading.ts';
import type { Opened } from '../adapter.ts';
import { download, el } from '../dom.ts';
import { latest } from '../latest.ts';
import type { Store } from '../store.ts';
import { Beside } from './beside.ts';
import { Look } from './look.ts';
import { MapChoice, ModuleList } from './modules.ts';
import { Costs, Numbers, strongestCount } from './numbers.ts';
import { Pictures } from './pictures.ts';
import { Stage } from './stage.ts';
import type { Weights } from './weights.ts';
import { WeightsCard } from './weights.ts';
import { Viewer } from './viewer.ts';

/** Longest side of the picture as it is drawn: fine enough for the marks, small enough to follow the pointer. */
const drawnSide = 800;
/** The same for the small pictures beside. */
const besideSide = 320;

export const moduleNames: readonly string[] = catalog.map(({ name }) => name);

export class AttentionTab {
  private readonly opened: Opened;
  private readonly store: Store;
  private readonly viewer: Viewer;
  private readonly pictures: Pictures;
  private readonly modules: ModuleList;
  private readonly choice: MapChoice;
  private readonly look: Look;
  private readonly stage: Stage;
  private readonly numbers = new Numbers();
  private readonly costs = new Costs();
  private readonly beside: Beside;
  private readonly weightsCard: WeightsCard;
  private readonly trouble = el('p', { class: 'trouble', role: 'alert' });
  private readonly redraw = latest(() => this.draw());
  private weights: Weights | null = null;
  private hovered: Cell | null = null;
  private picture: { key: string; image: Tensor; drawn: Pixels; beside: () => Pixels } | null = null;
  private reading: Reading | null = null;

  constructor(opened: Opened, store: Store) {
    this.opened = opened;
    this.store = store;
    this.viewer = new Viewer(opened.gpu);
    const change = store.set.bind(store);
    this.pictures = new Pictures({
      chosen: (picture) => this.newPicture(picture),
      refused: (why) => this.complain(why),
    });
    this.modules = new ModuleList(catalog, (module) => change({ module, layer: null, held: null }));
    this.choice = new MapChoice({ layer: (layer) => change({ layer, held: null }), head: (head) => change({ head }) });
    this.look = new Look(change);
    this.stage = new Stage({
      hover: (query) => {
        this.hovered = query;
        void this.redraw();
      },
      pin: (query) => {
        this.hovered = null;
        change({ query });
      },
      turnHead: (by) => this.turnHead(by),
    });
    this.beside = new Beside(opened.gpu, catalog, (beside) => change({ beside }));
    this.weightsCard = new WeightsCard({
      loaded: (file, tensors) => {
        this.complain('');
        this.useWeights({ key: `${file} ${performance.now()}`, module: store.state.module, file, tensors });
      },
      forgotten: () => this.useWeights(null),
      refused: (why) => this.complain(why),
    });
    store.listen(() => {
      this.complain('');
      void this.redraw();
    });
  }

  fill(panel: HTMLElement): void {
    const saves = el(
      'div',
      { class: 'row saves' },
      el(
        'button',
        {
          type: 'button',
          onclick: () =>
            this.stage.canvas.toBlob((blob) => blob && download(`${this.fileName()}.png`, 'image/png', blob)),
        },
        'Save PNG',
      ),
      el('button', { type: 'button', onclick: () => this.saveNpy() }, 'Save npy'),
      this.copyButton(),
    );
    panel.append(
      el(
        'div',
        { class: 'attention' },
        el('div', { class: 'column left' }, this.pictures.element, this.modules.element),
        el(
          'div',
          { class: 'column centre' },
          this.trouble,
          this.stage.element,
          this.numbers.sentence,
          this.look.legend,
          this.look.element,
          el('div', { class: 'row foot' }, this.choice.element, saves),
          this.stage.keys,
        ),
        el(
          'div',
          { class: 'column right' },
          this.weightsCard.element,
          this.numbers.element,
          this.beside.element,
          this.costs.element,
        ),
      ),
    );
    void this.redraw();
    void this.pictures.drawThumbnails();
  }

  private async draw(): Promise<void> {
    try {
      await this.drawNow();
    } catch (error) {
      this.complain((error as Error).message);
      // A lost graphics device takes all maps with it; the address has what is needed to come back.
      if (error instanceof DeviceError)
        this.trouble.append(' ', el('button', { type: 'button', onclick: () => location.reload() }, 'Start again'));
      // Weights that do not fit leave nothing to show: back to what did work.
      if (this.weights) this.useWeights(null);
    } finally {
      this.stage.busy(false);
    }
  }

  private async drawNow(): Promise<void> {
    const { state } = this.store;
    const entry = catalog.find(({ name }) => name === state.module)!;
    this.pictures.mark(state.picture);
    this.modules.mark(state.module);
    const { key, image, drawn, beside } = await this.usePicture(state.picture);
    const weights = this.weights?.module === entry.name ? this.weights : null;
    this.stage.busy(true);
    await this.viewer.run(`${key}|${entry.name}|${weights?.key ?? ''}`, entry, image, weights?.tensors ?? null);
    const reading = await this.viewer.read(state.layer, this.hovered ?? state.query, state.head, strongestCount);
    const range = state.held ?? reading.range;
    const style: HeatmapStyle = {
      colors: state.colors,
      scale: state.scale,
      opacity: state.opacity / 100,
      smooth: state.smooth,
    };
    this.reading = reading;
    this.stage.paint(drawn, reading, range, style, state.query !== null);
    this.stage.busy(false);
    this.look.set(state, range, weightText(reading));
    this.numbers.set(reading, entry);
    this.showModule(entry, weights);
    await this.beside.update(state, key, image, beside, asksByPlace(reading) ? reading.query : null, style);
  }

  private showModule(entry: CatalogEntry, weights: Weights | null): void {
    const { maps, milliseconds } = this.viewer;
    const [layer, map] = this.viewer.pick(this.store.state.layer);
    this.choice.set([...maps.keys()], layer, map.heads, this.reading!.head);
    this.weightsCard.set(weights, entry.className);
    this.costs.set(entry, this.opened.pictureSide, milliseconds);
  }

  private async usePicture(name: string): Promise<NonNullable<typeof this.picture>> {
    const { key, pixels } = this.pictures.get(name);
    if (this.picture?.key === key) return this.picture;
    this.picture?.image.dispose();
    this.picture = null;
    const image = await loadImage(this.opened.gpu, pixels, { size: this.opened.pictureSide });
    let small: Pixels | undefined;
    this.picture = { key, image, drawn: fit(pixels, drawnSide), beside: () => (small ??= fit(pixels, besideSide)) };
    return this.picture;
  }

  private newPicture(picture: string): Promise<void> {
    // A sentence for every frame of the camera would never let a screen reader finish one.
    this.numbers.sentence.setAttribute('aria-live', this.pictures.live ? 'off' : 'polite');
    // The next own picture has the name of the one before: the address may not change, the pixels do.
    this.store.set({ picture });
    return this.redraw();
  }

  private turnHead(by: number): void {
    const { layer } = this.store.state;
    const { heads } = this.viewer.pick(layer)[1];
    this.store.set({ head: ((this.reading?.head ?? 0) + by + heads) % heads });
  }

  private useWeights(weights: Weights | null): void {
    this.weights = weights;
    void this.redraw();
  }

  private complain(why: string): void {
    this.trouble.textContent = why;
  }

  private fileName(): string {
    const { module, query } = this.store.state;
    return ['attention', module, ...(query ?? [])].join('-');
  }

  /** The row as it is shown, [rows, columns]. */
  private saveNpy(): void {
    if (this.reading)
      download(
        `${this.fileName()}.npy`,
        'application/octet-stream',
        writeNpy(this.reading.grid, 'f32', new Float32Array(this.reading.row)),
      );
  }

  private copyButton(): HTMLElement {
    const button = el('button', { type: 'button', onclick: () => void copy() }, 'Copy link');
    const copy = async () => {
      const link = this.store.link();
      try {
        await navigator.clipboard.writeText(link);
        button.textContent = 'Copied';
      } catch {
        // Without leave to write the clipboard, the address bar has the same link.
        button.textContent = 'See address bar';
      }
      setTimeout(() => (button.textContent = 'Copy link'), 2000);
    };
    return button;
  }
}

/**
 * The picture with its longer side near `side`. One that is near it already, such as a camera's, is left as it is:
 * resizing takes longer than a frame.
 */
function fit(pixels: Pixels, side: number): Pixels {
  const scale = side / Math.max(pixels.width, pixels.height);
  if (scale > 0.7 && scale < 1.3) return pixels;
  return resizePixels(
    pixels,
    Math.max(1, Math.round(pixels.width * scale)),
    Math.max(1, Math.round(pixels.height * scale)),
  );
}

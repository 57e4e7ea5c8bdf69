/** Whether the module has weights of its own or random ones, said in bold; and loading some. */
import type { FileTensor } from '../../engine/files/file-tensor.ts';
import { readBytes } from '../../engine/files/load.ts';
import { parseSafetensors } from '../../engine/files/safetensors.ts';
import { FormatError } from '../../engine/errors.ts';
import { featureChannels } from '../../layers/show/attend.ts';
import { el } from '../dom.ts';

export interface Weights {
  /** Tells these from others. */
  key: string;
  module: string;
  file: string;
  tensors: ReadonlyMap<string, FileTensor>;
}

/** No module of the catalogue comes near it. */
const mostBytes = 256 * 2 ** 20;

export class WeightsCard {
  readonly element: HTMLElement;
  private readonly what = el('strong');
  private readonly more = el('span', { class: 'hint' });
  private readonly file = el('input', {
    type: 'file',
    accept: '.safetensors',
    hidden: true,
    onchange: () => this.take(),
  });
  private readonly forget = el('button', { type: 'button', class: 'quiet', hidden: true }, 'Random again');
  private readonly events: {
    loaded: (file: string, tensors: Weights['tensors']) => void;
    refused: (why: string) => void;
  };

  constructor(events: {
    loaded: (file: string, tensors: Weights['tensors']) => void;
    forgotten: () => void;
    refused: (why: string) => void;
  }) {
    this.events = events;
    this.forget.addEventListener('click', events.forgotten);
    this.element = el(
      'section',
      { class: 'card weights', 'aria-label': 'Weights' },
      el('p', {}, this.what, ' ', this.more),
      el(
        'div',
        { class: 'row' },
        el('button', { type: 'button', onclick: () => this.file.click() }, 'Load weights…'),
        this.file,
        this.forget,
      ),
    );
  }

  set(weights: Weights | null, className: string): void {
    this.what.textContent = weights ? weights.file : 'Random weights.';
    this.more.textContent = weights
      ? `loaded into ${className}.`
      : `${className} has learned nothing (seed 0): the map shows how it looks, not what matters. Its ${featureChannels} features are fixed cosines of 8×8 patches.`;
    this.forget.hidden = weights === null;
  }

  private async take(): Promise<void> {
    const [file] = this.file.files ?? [];
    this.file.value = '';
    if (!file) return;
    try {
      if (file.size > mostBytes)
        throw new FormatError('safetensors', `${file.name} is larger than ${mostBytes} bytes`, String(file.size));
      this.events.loaded(file.name, parseSafetensors(await readBytes(file)).tensors);
    } catch (error) {
      this.events.refused((error as Error).message);
    }
  }
}

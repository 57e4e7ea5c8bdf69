/** A network of the visitor's own: its file, and how its maps are read. */
import { el } from '../dom.ts';
import type { ReadingChoice } from '../state.ts';
import { readingChoices } from '../state.ts';
import type { NetworkInfo } from './engine/protocol.ts';

const readingNames: Record<ReadingChoice, string> = {
  row: 'One map',
  rollout: 'Rollout: all blocks together',
  'gradient-rollout': 'Gradient rollout: for the likeliest class',
  'grad-cam': 'Grad-CAM: of the last layer',
};

export class NetworkCard {
  readonly element: HTMLElement;
  private readonly file = el('input', {
    type: 'file',
    accept: '.safetensors',
    multiple: true,
    hidden: true,
    onchange: () => this.take(),
  });
  private readonly back = el('button', { type: 'button', hidden: true }, 'Look with it');
  private readonly readings: HTMLElement;
  private readonly options = new Map<ReadingChoice, HTMLInputElement>();
  private readonly what = el('p', { class: 'hint network-what' });
  private readonly events: { files: (files: readonly File[]) => void };

  constructor(events: {
    files: (files: readonly File[]) => void;
    chosen: () => void;
    reading: (reading: ReadingChoice) => void;
  }) {
    this.events = events;
    this.back.addEventListener('click', events.chosen);
    this.readings = el(
      'fieldset',
      { class: 'readings', hidden: true },
      el('legend', { class: 'unseen' }, 'Reading'),
      ...readingChoices.map((reading) => {
        const input = el('input', {
          type: 'radio',
          name: 'reading',
          value: reading,
          onchange: () => events.reading(reading),
        });
        this.options.set(reading, input);
        return el('label', { class: 'check' }, input, readingNames[reading]);
      }),
    );
    this.element = el(
      'section',
      { class: 'card network', 'aria-labelledby': 'network-title' },
      el('h2', { id: 'network-title' }, 'Your network'),
      this.what,
      el(
        'div',
        { class: 'row' },
        el('button', { type: 'button', onclick: () => this.file.click() }, 'Open safetensors…'),
        this.file,
        this.back,
      ),
      this.readings,
    );
    this.set(null, false, 'row', '');
  }

  /** @param file its name @param shown whether it is what is looked with now */
  set(network: NetworkInfo | null, shown: boolean, reading: ReadingChoice, file: string): void {
    this.what.textContent = network
      ? `${file}: ${network.className}.`
      : 'ViT, DeiT, DINO, DINOv2, Swin, SE and CBAM networks: every block, every head, any pixel.';
    this.back.hidden = !network || shown;
    this.readings.hidden = !network || !shown;
    for (const [name, input] of this.options) {
      input.checked = name === reading;
      input.disabled = !network?.hasClasses && (name === 'gradient-rollout' || name === 'grad-cam');
    }
  }

  private take(): void {
    const files = [...(this.file.files ?? [])];
    this.file.value = '';
    if (files.length) this.events.files(files);
  }
}

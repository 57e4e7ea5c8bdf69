/** The Bench tab: this engine beside others, timed on the visitor's own adapter. */
import { protocolText } from '../../bench/report.ts';
import type { Progress } from '../../bench/runner.ts';
import { usual } from '../../bench/runner.ts';
import type { Device } from '../../engine/device.ts';
import { el } from '../dom.ts';
import type { Store } from '../store.ts';
import { Choices } from './choices.ts';
import { environmentCard } from './environment.ts';
import { Results } from './results.ts';
import type { Run } from './runs.ts';
import { parseRun, unpackRun } from './runs.ts';
import { Bench } from './run.ts';

/** The reason that Cancel gives. */
class Cancelled extends Error {}

const doings: Record<Progress['doing'], string> = {
  answer: 'computing the right answer',
  'first call': 'first call',
  'warm-up': 'warming up',
  timing: 'timing',
};

export class BenchTab {
  private readonly gpu: Device;
  private readonly bench = new Bench();
  private readonly choices: Choices;
  private readonly results: Results;
  private readonly file = el('input', {
    type: 'file',
    accept: '.json,application/json',
    hidden: true,
    onchange: () => void this.takeFile(),
  });
  private readonly runButton = el(
    'button',
    { type: 'button', class: 'primary', onclick: () => void this.run() },
    'Run',
  );
  private readonly cancelButton = el(
    'button',
    { type: 'button', disabled: true, onclick: () => this.stop?.abort(new Cancelled()) },
    'Cancel',
  );
  private readonly openButton = el(
    'button',
    { type: 'button', onclick: () => this.file.click() },
    'Another machine’s JSON…',
  );
  private readonly bar = el('progress', { max: 1, value: 0, 'aria-label': 'Progress of the benchmark' });
  private readonly doing = el('p', { class: 'hint bench-doing' });
  /** Told in words once a case, not twenty times a second. */
  private readonly spoken = el('p', { class: 'unseen', 'aria-live': 'polite' });
  private readonly trouble = el('p', { class: 'trouble', role: 'alert' });
  private stop: AbortController | null = null;

  constructor(gpu: Device, store: Store) {
    this.gpu = gpu;
    this.results = new Results((results) => store.linkWith({ tab: 'bench', results }));
    this.choices = new Choices(gpu.info.software, () => {
      store.set({ ticked: this.choices.ticked });
      this.count();
    });
    if (store.state.ticked) this.choices.ticked = store.state.ticked;
    void this.takeLink(store.state.results);
  }

  fill(panel: HTMLElement): void {
    const protocol = el(
      'section',
      { class: 'card', 'aria-labelledby': 'protocol-title' },
      el('h2', { id: 'protocol-title' }, 'Protocol'),
      el('ul', { class: 'protocol' }, ...protocolText.map((sentence) => el('li', {}, sentence))),
    );
    const controls = el(
      'section',
      { class: 'card', 'aria-label': 'Run' },
      el('div', { class: 'row' }, this.runButton, this.cancelButton, this.bar, this.openButton, this.file),
      this.doing,
      this.spoken,
      this.trouble,
    );
    panel.append(
      el(
        'div',
        { class: 'bench' },
        el('div', { class: 'column' }, environmentCard(this.gpu), this.choices.element),
        el('div', { class: 'column' }, controls, this.results.element, protocol),
      ),
    );
    this.count();
  }

  private count(): void {
    if (this.stop) return;
    const { cases, peers } = this.choices;
    this.runButton.disabled = !this.gpu.webgpu || !cases.length;
    this.doing.textContent = this.gpu.webgpu
      ? `${cases.length} ${cases.length === 1 ? 'case' : 'cases'}, ${1 + peers.length} ` +
        `${peers.length ? 'engines' : 'engine'}. Leave the tab in view while it runs.`
      : 'There is nothing to time without WebGPU.';
  }

  private async takeFile(): Promise<void> {
    const [file] = this.file.files ?? [];
    this.file.value = '';
    if (file) await this.take(async () => parseRun(await file.text()));
  }

  /** Results that came in the address. */
  private async takeLink(packed: string | null): Promise<void> {
    if (packed !== null) await this.take(() => unpackRun(packed));
  }

  private async take(read: () => Promise<Run>): Promise<void> {
    this.trouble.textContent = '';
    try {
      this.results.beside(await read());
    } catch (error) {
      this.trouble.textContent = (error as Error).message;
    }
  }

  private async run(): Promise<void> {
    const { cases, peers } = this.choices;
    this.stop = new AbortController();
    this.trouble.textContent = '';
    this.results.clear(cases);
    this.runButton.disabled = true;
    this.choices.disable(true);
    this.cancelButton.disabled = false;
    this.cancelButton.focus();
    try {
      const { environment } = await this.bench.run(
        { cases, peers, protocol: usual, signal: this.stop.signal, preparing: (what) => this.say(`Opening ${what}…`) },
        { progress: (progress) => this.show(progress), rows: (rows) => this.results.add(rows) },
      );
      this.results.finish(environment);
      this.say(`Done: ${cases.length} ${cases.length === 1 ? 'case' : 'cases'}.`);
    } catch (error) {
      // What was measured until then can be taken away too.
      if (this.bench.measured && this.results.begun) this.results.finish(this.bench.measured);
      if (error instanceof Cancelled) this.say('Cancelled.');
      else {
        this.say('The run broke off.');
        this.trouble.textContent = (error as Error).message;
      }
    } finally {
      this.stop = null;
      this.choices.disable(false);
      this.bar.value = 0;
      this.cancelButton.disabled = true;
      this.runButton.disabled = false;
      this.runButton.focus();
    }
  }

  private show({ case: id, engine, doing, done, secondsLeft }: Progress): void {
    this.bar.value = done;
    this.doing.textContent =
      `${id}, ${engine || 'plain loops'}: ${doings[doing]}. ` +
      `${secondsLeft === null ? '' : `About ${clock(secondsLeft)} left.`}`;
    if (doing === 'answer') this.spoken.textContent = `Case ${id}`;
  }

  private say(sentence: string): void {
    this.doing.textContent = sentence;
    this.spoken.textContent = sentence;
  }
}

const clock = (seconds: number): string =>
  seconds < 100 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;

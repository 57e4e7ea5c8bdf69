/** The Train tab: a network, or two side by side, that learns in this page while one looks on. */
import { parseCheckpoint } from '../../train/checkpoint.ts';
import { LineChart } from '../chart.ts';
import { download, el } from '../dom.ts';
import type { Store } from '../store.ts';
import { Choices } from './choices.ts';
import { Film, title } from './film.ts';
import { Lane } from './lane.ts';
import { parseTrain } from './state.ts';
import { kindCurve, mechanismTitle, scoreTitle, taskWords } from './words.ts';

/** Messages come faster than anybody reads; in a hidden tab the browser stretches this to a second. */
const redrawEvery = 100;

export class TrainTab {
  private readonly store: Store;
  private readonly choices: Choices;
  private readonly film = new Film();
  private readonly lossChart = new LineChart('Loss', 'Step');
  private readonly scoreChart = new LineChart('On pictures never learnt from', 'Step');
  private readonly kindChart = new LineChart('Weight on the same kind of thing', 'Step');
  private readonly startButton = this.button('Start', () => this.start(), 'primary');
  private readonly pauseButton = this.button('Pause', () => this.pause());
  private readonly stepButton = this.button('Step', () => this.single());
  private readonly cancelButton = this.button('Cancel', () => this.lanes.forEach((lane) => lane.cancel()));
  private readonly controlsCard = el('section', { class: 'card', 'aria-label': 'Run' });
  private readonly bar = el('progress', { max: 1, value: 0, 'aria-label': 'Progress of the training' });
  private readonly doing = el('p', { class: 'hint train-doing' });
  private readonly spoken = el('p', { class: 'unseen', 'aria-live': 'polite' });
  private readonly trouble = el('p', { class: 'trouble train-trouble', role: 'alert' });
  private readonly facts = el('div', { class: 'train-facts' });
  private readonly saveButtons = [0, 1].map((i) => this.button('Save weights', () => saveWeights(this.lanes[i])));
  private readonly lookButtons = [0, 1].map((i) => this.button('Look with it', () => this.look(i), 'primary'));
  private readonly loadButton = this.button('Load a training…', () => this.weightsFile.click());
  private readonly weightsFile = el('input', {
    type: 'file',
    accept: '.safetensors',
    hidden: true,
    onchange: () => void this.load(),
  });
  private lanes: Lane[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private said = '';
  /** What was wrong with a file. */
  private complaint = '';

  constructor(store: Store) {
    this.store = store;
    this.choices = new Choices((change) => {
      store.set({ train: { ...store.state.train, ...change } });
    });
    store.listen(() => this.showChoices());
  }

  fill(panel: HTMLElement): void {
    this.controlsCard.append(
      el('div', { class: 'row' }, this.startButton, this.pauseButton, this.stepButton, this.cancelButton),
      this.bar,
      this.doing,
      this.spoken,
      this.trouble,
    );
    const results = el(
      'section',
      { class: 'card train-results', 'aria-labelledby': 'train-results-title' },
      el('h2', { id: 'train-results-title' }, 'How it goes'),
      el('div', { class: 'train-charts' }, this.kindChart.element, this.lossChart.element, this.scoreChart.element),
      this.facts,
      el('div', { class: 'row' }, ...this.lookButtons, ...this.saveButtons, this.loadButton),
    );
    const tab = el(
      'div',
      {
        class: 'train',
        ondragover: (event: DragEvent) => event.preventDefault(),
        ondrop: (event: DragEvent) => this.drop(event),
      },
      el('div', { class: 'column' }, this.choices.element, this.controlsCard),
      el('div', { class: 'column' }, this.film.element, results),
      this.weightsFile,
    );
    panel.append(tab);
    this.showChoices();
    this.draw();
  }

  private button(name: string, press: () => void, kind: string | null = null): HTMLButtonElement {
    return el('button', { type: 'button', class: kind, onclick: press }, name);
  }

  private get running(): boolean {
    return this.lanes.some((lane) => !lane.over);
  }

  private showChoices(): void {
    this.choices.show(this.store.state.train);
    this.controls();
  }

  private start(resume: Uint8Array<ArrayBuffer> | null = null): void {
    this.complaint = '';
    this.lanes = this.choices.plans().map((plan) => new Lane(plan, () => this.later(), resume));
    this.say('Started.');
    this.draw();
    this.cancelButton.focus();
  }

  private pause(): void {
    const paused = this.lanes.some((lane) => lane.state === 'paused');
    for (const lane of this.lanes) lane.allow(paused ? Infinity : 0);
    this.say(paused ? 'Goes on.' : 'Paused.');
  }

  private single(): void {
    for (const lane of this.lanes) lane.allow(1);
  }

  private later(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.draw();
    }, redrawEvery);
  }

  private draw(): void {
    const { lanes } = this;
    this.film.set(lanes);
    const names = [
      ...new Set(lanes.flatMap(({ points }) => points.flatMap(({ scores }) => Object.keys(scores ?? {})))),
    ];
    const last = Math.max(1, ...lanes.map(({ plan }) => plan.steps));
    this.lossChart.set(
      lanes.map((lane, i) => ({
        name: title(lane, i, lanes),
        points: lane.points.map(({ step, loss }) => [step, loss] as const),
      })),
      last,
    );
    this.scoreChart.set(
      lanes.flatMap((lane, i) =>
        names.slice(0, lanes.length > 1 ? 1 : 2).map((name) => ({
          name: lanes.length > 1 ? title(lane, i, lanes) : scoreTitle(name),
          points: lane.points.flatMap(({ step, scores }) =>
            scores?.[name] === undefined ? [] : [[step, scores[name]] as const],
          ),
        })),
      ),
      last,
    );
    const kinds = lanes.map((lane) => kindCurve(lane));
    this.kindChart.element.hidden = !kinds.some(({ weight }) => weight.length);
    this.kindChart.set(
      [
        ...lanes.map((lane, i) => ({ name: title(lane, i, lanes), points: kinds[i].weight })),
        { name: 'by chance', points: kinds[0]?.share ?? [] },
      ],
      last,
    );
    this.showFacts();
    this.controls();
  }

  private controls(): void {
    const { lanes, running } = this;
    const missing = this.choices.missing();
    this.choices.disable(running);
    this.startButton.disabled = running || missing !== '';
    this.startButton.textContent = lanes.length && !running ? 'Start anew' : 'Start';
    const paused = lanes.some((lane) => lane.state === 'paused');
    this.pauseButton.disabled = !running || lanes.some((lane) => lane.state === 'starting');
    this.pauseButton.textContent = paused ? 'Go on' : 'Pause';
    this.stepButton.disabled = !paused;
    this.cancelButton.disabled = !running;
    const share = lanes.length ? lanes.reduce((sum, { step, plan }) => sum + step / plan.steps, 0) / lanes.length : 0;
    this.bar.value = share;
    this.doing.textContent = missing && !running ? missing : this.status();
    this.trouble.textContent = [this.complaint, ...lanes.map(({ why }) => why)].filter((why) => why).join('\n');
    const state = lanes.map((lane) => lane.state).join();
    if (state !== this.said && lanes.length && !running) {
      this.say(this.status());
      // The button that had the focus can no longer be pressed.
      if (this.controlsCard.contains(document.activeElement) || document.activeElement === document.body)
        this.startButton.focus();
    }
    this.said = state;
  }

  private status(): string {
    const { lanes } = this;
    if (!lanes.length) return 'A minute or two on a processor, seconds on a graphics card.';
    if (lanes.some(({ state }) => state === 'failed')) return 'It broke off.';
    if (lanes.some(({ state }) => state === 'cancelled')) return 'Cancelled: what was learnt until then stays.';
    const steps = lanes.map(({ step, plan }) => `${step} of ${plan.steps}`).join(' and ');
    const again = lanes.some(({ reopened }) => reopened) ? ' The graphics device was lost; another took over.' : '';
    if (lanes.every(({ state }) => state === 'done')) return `Done: ${lanes[0].plan.steps} steps.${again}`;
    if (lanes.every(({ state }) => state === 'starting'))
      return `Reading pictures and compiling the first step…${again}`;
    if (lanes.some(({ state }) => state === 'paused')) return `Paused after ${steps} steps.${again}`;
    const left = Math.max(...lanes.map(({ pace }) => pace?.secondsLeft ?? 0));
    return `${steps} steps. About ${left < 100 ? `${Math.ceil(left)} s` : `${Math.ceil(left / 60)} min`} left.${again}`;
  }

  private showFacts(): void {
    const { lanes } = this;
    const rows: [string, (lane: Lane) => string][] = [
      ['Parameters', ({ facts }) => facts?.parameters.toLocaleString('en') ?? '–'],
      ['Pictures learnt from, judged by', ({ facts }) => (facts ? `${facts.learnt}, ${facts.judged}` : '–')],
      ['Pictures a second', ({ pace }) => (pace ? pace.picturesPerSecond.toFixed(1) : '–')],
      ['Memory, MiB', ({ pace }) => (pace ? (pace.bytes / 2 ** 20).toFixed(1) : '–')],
    ];
    this.facts.replaceChildren(
      el(
        'table',
        {},
        el('caption', { class: 'unseen' }, 'Facts of the networks that learn'),
        el(
          'thead',
          {},
          el(
            'tr',
            {},
            el('td', {}),
            ...(lanes.length ? lanes : [null]).map((lane, i) =>
              el('th', { scope: 'col', class: 'number' }, lane ? title(lane, i, lanes) : 'Network'),
            ),
          ),
        ),
        el(
          'tbody',
          {},
          ...rows.map(([name, of]) =>
            el(
              'tr',
              {},
              el('th', { scope: 'row' }, name),
              ...(lanes.length ? lanes : [null]).map((lane) => el('td', { class: 'number' }, lane ? of(lane) : '–')),
            ),
          ),
        ),
      ),
    );
    this.saveButtons.forEach((button, i) => {
      const lane = lanes[i] as Lane | undefined;
      button.hidden = i > 0 && !lane;
      button.disabled = !lane?.saved;
      button.textContent = lanes.length > 1 ? `Save weights of ${'AB'[i]}` : 'Save weights';
    });
    this.lookButtons.forEach((button, i) => {
      const lane = lanes[i] as Lane | undefined;
      button.hidden = i > 0 && !lane;
      button.disabled = !lane?.saved || !lane.frames.length;
      button.textContent = lanes.length > 1 ? `Look with ${'AB'[i]}` : 'Look with it';
    });
    this.loadButton.disabled = this.running;
  }

  /** A training that was saved goes on where it was: the file says what was learnt, and how far. */
  private async load(): Promise<void> {
    const [file] = this.weightsFile.files ?? [];
    this.weightsFile.value = '';
    if (!file) return;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { step, notes } = parseCheckpoint(bytes);
      const words = new URLSearchParams([...notes].filter(([name]) => ['task', 'seed', 'steps'].includes(name)));
      words.set('a', notes.get('attention') ?? '');
      const { train } = this.store.state;
      // Of one that is done as many steps again.
      const { steps, ...rest } = parseTrain(words);
      this.store.set({ train: { ...rest, steps: step < steps ? steps : step + train.steps } });
      this.start(bytes);
    } catch (error) {
      this.complaint = (error as Error).message;
      this.controls();
    }
  }

  /** The weights of the last checkpoint, in the Attention tab. */
  private look(i: number): void {
    const { plan, saved, pictures } = this.lanes[i];
    if (!saved) return;
    const { task, attention, seed } = plan;
    this.store.carry({
      key: `${task}|${attention}|${seed}|${saved.step}|${performance.now()}`,
      title: `${taskWords[task].title}, ${mechanismTitle(attention).toLowerCase()}, ${saved.step} steps, seed ${seed}`,
      task,
      attention,
      side: pictures[0].width,
      bright: taskWords[task].bright,
      checkpoint: saved.checkpoint,
    });
  }

  private drop(event: DragEvent): void {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (!this.running) this.choices.use(files);
  }

  private say(sentence: string): void {
    this.spoken.textContent = sentence;
  }
}

/** The checkpoint whole: weights under their own names, and what is needed to go on. */
function saveWeights(lane: Lane | undefined): void {
  if (!lane?.saved) return;
  const { plan, saved } = lane;
  download(
    `saccade-${plan.task}-${plan.attention}-${plan.seed}-step-${saved.step}.safetensors`,
    'application/octet-stream',
    saved.checkpoint,
  );
}

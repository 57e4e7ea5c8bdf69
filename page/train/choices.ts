/** What to learn, with what, on which pictures: the form at the left. */
import { mechanisms } from '../../train/tasks/make-task.ts';
import { el, field } from '../dom.ts';
import type { Plan, Source } from './messages.ts';
import type { TrainState, TrainTask } from './state.ts';
import { initialTrain, mostSteps, trainTasks } from './state.ts';
import { mechanismTitle, taskWords } from './words.ts';

export class Choices {
  readonly element: HTMLElement;
  private readonly radios: readonly HTMLInputElement[];
  private readonly about = el('p', { class: 'hint train-about' });
  private readonly first = el('select', { onchange: () => this.changed({ a: this.first.value }) });
  private readonly second = el('select', { onchange: () => this.changed({ b: this.second.value || null }) });
  private readonly seed = this.number('seed', 0, 999_999);
  private readonly steps = this.number('steps', 1, mostSteps);
  private readonly files = this.fileInput({ multiple: true, accept: 'image/*,.bin' });
  private readonly folder = this.fileInput({ multiple: true, webkitdirectory: true });
  private readonly scenes = el(
    'button',
    { type: 'button', class: 'quiet', onclick: () => this.use([]) },
    'Scenes again',
  );
  private readonly source = el('p', { class: 'hint train-source' });
  private readonly set: (change: Partial<TrainState>) => void;
  private data: Source = { kind: 'scenes' };
  private state: TrainState = initialTrain;

  constructor(set: (change: Partial<TrainState>) => void) {
    this.set = set;
    this.radios = trainTasks.map((value) =>
      el('input', {
        type: 'radio',
        name: 'train-task',
        value,
        onchange: () => this.changed({ task: value, a: null, b: null }),
      }),
    );
    const open = (title: string, input: HTMLInputElement) =>
      el('button', { type: 'button', onclick: () => input.click() }, title);
    this.element = el(
      'section',
      { class: 'card train-choices', 'aria-labelledby': 'train-choices-title' },
      el('h2', { id: 'train-choices-title' }, 'What to learn'),
      el(
        'fieldset',
        { class: 'train-tasks' },
        el('legend', { class: 'unseen' }, 'Task'),
        ...trainTasks.map((task, i) =>
          el('label', { class: 'check' }, this.radios[i], el('span', {}, taskWords[task].title)),
        ),
      ),
      this.about,
      field('Looks at', this.first),
      field('Beside it', this.second),
      el('div', { class: 'row train-numbers' }, field('Steps', this.steps), field('Seed', this.seed)),
      el('h3', {}, 'Pictures'),
      this.source,
      el(
        'div',
        { class: 'row' },
        open('Your pictures…', this.files),
        open('A folder…', this.folder),
        this.scenes,
        this.files,
        this.folder,
      ),
      el('p', { class: 'hint' }, 'Or drop some here. They stay on this machine.'),
    );
  }

  /** Files that were dropped or chosen; none for the scenes. */
  use(files: readonly File[]): void {
    this.data = files.length ? { kind: 'files', files } : { kind: 'scenes' };
    this.show(this.state);
    this.set({});
  }

  show(state: TrainState): void {
    this.state = state;
    const { task } = state;
    for (const radio of this.radios) radio.checked = radio.value === task;
    this.about.textContent = taskWords[task].about;
    options(
      this.first,
      mechanisms[task].map((name) => [name, mechanismTitle(name)]),
      attentionOf(task, state.a),
    );
    options(
      this.second,
      [['', 'Nothing: one network'], ...mechanisms[task].map((name): [string, string] => [name, mechanismTitle(name)])],
      beside(task, state.b) ?? '',
    );
    this.seed.value = String(state.seed);
    this.steps.value = String(state.steps);
    this.scenes.hidden = this.data.kind === 'scenes';
    this.source.textContent = this.describe();
  }

  /** The networks that would be trained now; none where something is missing. */
  plans(): Plan[] {
    const { task, a, b, seed, steps } = this.state;
    if (this.missing()) return [];
    return [attentionOf(task, a), beside(task, b)]
      .filter((attention) => attention !== null)
      .map((attention) => ({ task, attention, seed, steps, data: this.data }));
  }

  /** Why there is nothing to start. */
  missing(): string {
    const { task } = this.state;
    if (this.data.kind === 'scenes' && !taskWords[task].scenes) return 'Choose a folder of pictures, or a file, first.';
    if (this.data.kind === 'files' && task === 'segment')
      return 'Walls are known of the drawn scenes alone: choose them again, or another task.';
    return '';
  }

  disable(on: boolean): void {
    for (const each of this.element.querySelectorAll<HTMLInputElement>('input, select, button')) each.disabled = on;
  }

  private describe(): string {
    if (this.data.kind === 'files') {
      const { files } = this.data;
      return files.length === 1 ? files[0].name : `${files.length} files, from ${files[0].name} on.`;
    }
    return taskWords[this.state.task].scenes
      ? '512 scenes, drawn here by the seed 1: houses, trees and balls in pairs of one colour.'
      : 'None yet: this task needs classes of your own.';
  }

  private changed(change: Partial<TrainState>): void {
    this.set(change);
  }

  private number(name: 'seed' | 'steps', min: number, max: number): HTMLInputElement {
    const input = el('input', {
      type: 'number',
      class: 'number-input',
      min,
      max,
      step: 1,
      onchange: () => {
        const value = Math.round(Number(input.value));
        this.changed({ [name]: Math.min(max, Math.max(min, Number.isFinite(value) ? value : initialTrain[name])) });
      },
    });
    return input;
  }

  private fileInput(attributes: Record<string, string | boolean>): HTMLInputElement {
    const input = el('input', {
      type: 'file',
      hidden: true,
      onchange: () => {
        const files = [...(input.files ?? [])];
        input.value = '';
        if (files.length) this.use(files);
      },
      ...attributes,
    });
    return input;
  }
}

/** What is asked for, or what the task is known for where there is no such thing. */
const attentionOf = (task: TrainTask, asked: string | null): string =>
  asked !== null && mechanisms[task].includes(asked) ? asked : mechanisms[task][0];
const beside = (task: TrainTask, asked: string | null): string | null =>
  asked !== null && mechanisms[task].includes(asked) ? asked : null;

function options(select: HTMLSelectElement, choices: readonly (readonly [string, string])[], chosen: string): void {
  if ([...select.options].map(({ value }) => value).join() !== choices.map(([value]) => value).join())
    select.replaceChildren(...choices.map(([value, text]) => el('option', { value }, text)));
  select.value = chosen;
}

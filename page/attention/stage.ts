/** One, two or four maps under one cursor. */
import { el } from '../dom.ts';
import { mostBeside } from '../state.ts';
import { first, mechanisms, titleOf } from './mechanisms.ts';
import type { PaneEvents } from './pane.ts';
import { Pane } from './pane.ts';

export interface StageEvents extends PaneEvents {
  /** Another mechanism in a pane; the first is the main one. */
  change: (pane: number, module: string) => void;
}

interface Held {
  pane: Pane;
  title: HTMLElement;
  choose: HTMLSelectElement;
}

/** Mechanisms that fill the stage when more panes are asked for. */
export function companions(module: string, beside: readonly string[], panes: number): string[] {
  const more = first.filter((name) => name !== module && !beside.includes(name));
  return [...beside, ...more].slice(0, Math.min(mostBeside, panes - 1));
}

export class Stage {
  readonly element = el('div', { class: 'panes' });
  readonly keys = el(
    'p',
    { class: 'hint', id: 'stage-keys' },
    'Point to preview, click to pin. Arrow keys move the query, with Shift ten cells; [ and ] change the ' +
      'head; Esc lets go.',
  );
  private readonly events: StageEvents;
  private readonly held: Held[] = [];
  private readonly difference: Pane;

  constructor(events: StageEvents) {
    this.events = events;
    this.add();
    this.difference = new Pane(events, el('h3', { class: 'pane-title' }, 'First minus second'));
  }

  /** The panes for these mechanisms, and the last for their difference. */
  arrange(modules: readonly string[], difference: boolean): { panes: Pane[]; difference: Pane | null } {
    while (this.held.length < modules.length) this.add();
    while (this.held.length > modules.length) this.held.pop()!.pane.element.remove();
    modules.forEach((module, i) => {
      const { title, choose } = this.held[i];
      title.textContent = titleOf(module);
      choose.hidden = i === 0;
      title.hidden = i > 0;
      choose.value = module;
    });
    const count = modules.length + Number(difference);
    this.element.dataset.panes = String(count > 2 ? 4 : count);
    if (difference) this.element.append(this.difference.element);
    else this.difference.element.remove();
    return { panes: this.held.map(({ pane }) => pane), difference: difference ? this.difference : null };
  }

  get main(): Pane {
    return this.held[0].pane;
  }

  private add(): void {
    const at = this.held.length;
    const title = el('h3', { class: 'pane-title' });
    const choose = el(
      'select',
      { 'aria-label': `Map ${at + 1} on the stage`, onchange: () => this.events.change(at, choose.value) },
      ...mechanisms.map(({ name, title: text }) => el('option', { value: name }, text)),
    );
    const pane = new Pane(this.events, el('div', { class: 'pane-head' }, title, choose));
    this.held.push({ pane, title, choose });
    const before = this.difference?.element.isConnected ? this.difference.element : null;
    this.element.insertBefore(pane.element, before);
  }
}

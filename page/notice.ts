/** The one place where the page says what went wrong: over its foot, so that nothing moves. */
import { el } from './dom.ts';

export class Notice {
  private readonly words = el('span', { class: 'trouble' });
  private readonly more = el('details', { hidden: true }, el('summary', {}, 'Details'), el('p', { class: 'hint' }));
  private readonly action = el('button', { type: 'button', hidden: true, onclick: () => this.act() });
  private act: () => void = () => undefined;
  readonly element = el(
    'div',
    { class: 'notice', role: 'alert', hidden: true },
    el('div', { class: 'row' }, this.words, this.action, this.closeButton()),
    this.more,
  );

  /** @param words for a visitor @param details as the engine said it @param action what can be done about it */
  say(words: string, details = '', action: { name: string; run: () => void } | null = null): void {
    this.words.textContent = words;
    this.more.hidden = !details;
    this.more.open = false;
    this.more.querySelector('p')!.textContent = details;
    this.action.hidden = !action;
    this.action.textContent = action?.name ?? '';
    this.act = action?.run ?? (() => undefined);
    this.element.hidden = !words;
  }

  clear(): void {
    this.say('');
  }

  private closeButton(): HTMLElement {
    return el('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', onclick: () => this.clear() }, '×');
  }
}

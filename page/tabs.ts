/** Tabs as the ARIA pattern has them: one stop for the Tab key, arrows between them, Home and End to the ends. */
import { el } from './dom.ts';

export interface Tab {
  id: string;
  title: string;
  /** Fills the panel when the tab is first opened; at once, or when its code has been loaded. */
  fill: (panel: HTMLElement) => void | Promise<void>;
}

/** @param opened is told of every tab that the user opens. Tabs without a choice are not shown: one tab is no tab. */
export function makeTabs(
  tabs: readonly Tab[],
  opened: (id: string) => void,
): { list: HTMLElement; panels: HTMLElement[]; open: (id: string) => void } {
  const panels = tabs.map(({ id }) =>
    el('section', {
      id: `panel-${id}`,
      class: 'panel-of-tab',
      role: 'tabpanel',
      'aria-labelledby': `tab-${id}`,
      hidden: true,
    }),
  );
  const buttons = tabs.map(({ id, title }) =>
    el(
      'button',
      { id: `tab-${id}`, type: 'button', role: 'tab', 'aria-controls': `panel-${id}`, onclick: () => choose(id) },
      title,
    ),
  );
  const list = el(
    'div',
    {
      class: 'tabs',
      role: 'tablist',
      'aria-label': 'Parts of the page',
      hidden: tabs.length < 2,
      onkeydown: (event: KeyboardEvent) => move(event),
    },
    ...buttons,
  );
  const filled = new Set<string>();

  function open(id: string): void {
    const at = Math.max(
      0,
      tabs.findIndex((tab) => tab.id === id),
    );
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === at));
      button.tabIndex = i === at ? 0 : -1;
      panels[i].hidden = i !== at;
    });
    if (!filled.has(tabs[at].id)) void fill(at);
  }

  /** A tab whose code does not arrive says so, and can be tried again: the visitor may be offline for a while. */
  async function fill(at: number): Promise<void> {
    filled.add(tabs[at].id);
    try {
      await tabs[at].fill(panels[at]);
    } catch (error) {
      filled.delete(tabs[at].id);
      const again = el('button', { type: 'button', onclick: () => void retry() }, 'Try again');
      const retry = (): Promise<void> => {
        panels[at].replaceChildren();
        return fill(at);
      };
      panels[at].replaceChildren(
        el(
          'p',
          { class: 'banner', role: 'alert' },
          el('strong', {}, `${tabs[at].title} could not be loaded.`),
          ' Is the network there? ',
          again,
        ),
        el('p', { class: 'hint' }, (error as Error).message),
      );
    }
  }

  function choose(id: string): void {
    open(id);
    opened(id);
  }

  function move(event: KeyboardEvent): void {
    const at = buttons.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = (to + buttons.length) % buttons.length;
    choose(tabs[next].id);
    buttons[next].focus();
  }

  return { list, panels, open };
}

/** The Docs tab: every public function and class, made from the code itself. */
import { entries } from 'virtual:docs';
import { catalog } from '../../layers/catalogue/index.ts';
import { el, field } from '../dom.ts';
import type { Store } from '../store.ts';
import { article } from './article.ts';
import { Asker } from './asker.ts';
import type { DocsEntry } from './entry.ts';
import { wrongPage } from './wrong-page.ts';

/** The name that the page of bugs has in a link. */
const wrongName = 'wrong';

/** Folders in the order in which somebody new would read. */
const titles: readonly (readonly [folder: string, title: string])[] = [
  ['layers/attention', 'Attention modules'],
  ['layers/models', 'Networks'],
  ['layers/transformer', 'Transformer parts'],
  ['layers/basic', 'Layers'],
  ['layers/explain', 'Explanations'],
  ['kernels/attention', 'Ops: attention'],
];

export class DocsTab {
  private readonly store: Store;
  private readonly asker = new Asker();
  private readonly search = el('input', { type: 'search', class: 'docs-search', oninput: () => this.filter() });
  private readonly links = new Map<string, HTMLAnchorElement>();
  private readonly groups: { element: HTMLDetailsElement; names: readonly string[] }[] = [];
  private readonly found = el('p', { class: 'hint', 'aria-live': 'polite' });
  private readonly body = el('div', { class: 'column docs-body' });
  private shown: string | null = null;

  constructor(store: Store) {
    this.store = store;
    store.listen(() => this.show());
  }

  fill(panel: HTMLElement): void {
    const folders = [...new Set(entries.map(({ folder }) => folder))];
    const order = [
      ...titles.map(([folder]) => folder),
      ...folders.filter((each) => !titles.some(([own]) => own === each)),
    ];
    for (const folder of order)
      this.group(
        folder,
        entries.filter((entry) => entry.folder === folder),
      );
    panel.append(
      el(
        'div',
        { class: 'docs' },
        el(
          'nav',
          { class: 'card docs-list', 'aria-label': 'Functions and classes' },
          field(`Search ${entries.length}`, this.search),
          this.found,
          this.link(wrongName, 'What goes wrong elsewhere'),
          ...this.groups.map(({ element }) => element),
        ),
        this.body,
      ),
    );
    this.show();
  }

  private group(folder: string, own: readonly DocsEntry[]): void {
    if (!own.length) return;
    const title = titles.find(([name]) => name === folder)?.[1] ?? titleOf(folder);
    const element = el(
      'details',
      {},
      el('summary', {}, `${title} (${own.length})`),
      el('ul', {}, ...own.map(({ name }) => el('li', {}, this.link(name, name)))),
    );
    this.groups.push({ element, names: own.map(({ name }) => name) });
  }

  private link(name: string, text: string): HTMLAnchorElement {
    const link = el(
      'a',
      {
        href: `#docs?doc=${name}`,
        onclick: (event: MouseEvent) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          this.open(name);
        },
      },
      text,
    );
    this.links.set(name, link);
    return link;
  }

  private open(name: string): void {
    this.store.set({ doc: name });
    this.body.querySelector('h2')?.focus();
  }

  private show(): void {
    const { doc, tab } = this.store.state;
    if (tab !== 'docs') return;
    const entry = entries.find(({ name }) => name === doc) ?? null;
    const name = entry?.name ?? wrongName;
    if (name === this.shown) return;
    this.shown = name;
    for (const [each, link] of this.links) {
      if (each === name) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    for (const { element, names } of this.groups) if (names.includes(name)) element.open = true;
    this.body.replaceChildren(entry ? article(entry, this.asker) : wrongPage(this.asker, (other) => this.open(other)));
  }

  /** By name, and by what papers call it. */
  private filter(): void {
    const wanted = this.search.value.trim().toLowerCase();
    let count = 0;
    for (const { element, names } of this.groups) {
      const hits = names.filter((name) => !wanted || wordsOf(name).includes(wanted));
      for (const name of names) this.links.get(name)!.parentElement!.hidden = !hits.includes(name);
      element.hidden = !hits.length;
      element.open = wanted !== '' && hits.length > 0;
      count += hits.length;
    }
    this.found.textContent = wanted ? `${count} found` : '';
  }
}

function wordsOf(name: string): string {
  const known = catalog.find(({ className }) => className === name);
  return `${name} ${known?.name ?? ''} ${known?.paper ?? ''}`.toLowerCase();
}

/** `kernels/elementwise` → `Ops: elementwise`. */
function titleOf(folder: string): string {
  const [first, ...rest] = folder.split('/');
  const what = rest.join('/');
  if (first === 'kernels') return `Ops${what ? `: ${what}` : ''}`;
  return what ? `${first[0].toUpperCase()}${first.slice(1)}: ${what}` : `${first[0].toUpperCase()}${first.slice(1)}`;
}

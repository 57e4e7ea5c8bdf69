/** The page: header, tabs, and what they compute on. */
import { AdapterChip, banner, reason } from './adapter.ts';
import { Engine } from './attention/engine/engine.ts';
import { AttentionTab } from './attention/index.ts';
import { mechanisms } from './attention/mechanisms.ts';
import { pictureNames } from './attention/pictures.ts';
import { el } from './dom.ts';
import { Notice } from './notice.ts';
import { keepForOffline } from './offline.ts';
import { Store } from './store.ts';
import type { Tab } from './tabs.ts';
import { makeTabs } from './tabs.ts';
import { themeButton } from './theme.ts';

const header = document.querySelector('header')!;
const main = document.querySelector('main')!;
const store = new Store([...mechanisms.map(({ name }) => name), 'own', 'trained'], pictureNames);
const notice = new Notice();
const chip = new AdapterChip();
const engine = new Engine();
const without = banner();
engine.opened = (adapter) => {
  chip.set(adapter);
  if (adapter.failure && !without) notice.say(reason(adapter.failure), adapter.failure);
};

const tabs: Tab[] = [
  { id: 'attention', title: 'Look', fill: (panel) => new AttentionTab(engine, store, notice).fill(panel) },
  {
    id: 'train',
    title: 'Train',
    fill: async (panel) => new (await import('./train/index.ts')).TrainTab(store).fill(panel),
  },
  {
    id: 'bench',
    title: 'Bench',
    fill: async (panel) => {
      const [{ BenchTab }, { openDevice }] = await Promise.all([import('./bench/index.ts'), import('./device.ts')]);
      new BenchTab(await openDevice(), store).fill(panel);
    },
  },
  {
    id: 'docs',
    title: 'Docs',
    fill: async (panel) => new (await import('./docs/index.ts')).DocsTab(store).fill(panel),
  },
];

const { list, panels, open } = makeTabs(tabs, (tab) => store.set({ tab }));
header.append(list, el('div', { class: 'header-end' }, chip.element, themeButton()));
main.replaceChildren(...(without ? [without] : []), ...panels);
document.body.append(notice.element);
store.listen(() => open(store.state.tab));
open(store.state.tab);
keepForOffline();

/** The page: header, tabs, and what they compute on. */
import { pictureSize } from '../layers/show/attend.ts';
import { adapterChip, openAdapter } from './adapter.ts';
import { AttentionTab, moduleNames } from './attention/index.ts';
import { pictureNames } from './attention/pictures.ts';
import { el } from './dom.ts';
import { keepForOffline } from './offline.ts';
import { Store } from './store.ts';
import type { Tab } from './tabs.ts';
import { makeTabs } from './tabs.ts';
import { themeButton } from './theme.ts';

const header = document.querySelector('header')!;
const main = document.querySelector('main')!;
const store = new Store(moduleNames, pictureNames);
const opened = await openAdapter(pictureSize);

const tabs: Tab[] = [
  { id: 'attention', title: 'Attention', fill: (panel) => new AttentionTab(opened, store).fill(panel) },
  {
    id: 'train',
    title: 'Train',
    fill: async (panel) => new (await import('./train/index.ts')).TrainTab(store).fill(panel),
  },
  {
    id: 'bench',
    title: 'Bench',
    fill: async (panel) => new (await import('./bench/index.ts')).BenchTab(opened.gpu, store).fill(panel),
  },
  {
    id: 'docs',
    title: 'Docs',
    fill: async (panel) => new (await import('./docs/index.ts')).DocsTab(store).fill(panel),
  },
];

const { list, panels, open } = makeTabs(tabs, (tab) => store.set({ tab }));
header.append(list, el('div', { class: 'header-end' }, adapterChip(opened.gpu), themeButton()));
main.replaceChildren(...(opened.banner ? [opened.banner] : []), ...panels);
store.listen(() => open(store.state.tab));
open(store.state.tab);
keepForOffline();

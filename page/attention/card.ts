/** The mechanism in words, and what it costs as the picture grows. */
import type { Carried } from '../carried.ts';
import { el } from '../dom.ts';
import { svg } from '../svg.ts';
import type { About, NetworkInfo, ViewInfo } from './engine/protocol.ts';
import { groupTitles, groupWords, mechanism, titleOf } from './mechanisms.ts';

export class ModuleCard {
  readonly element: HTMLElement;
  private readonly title = el('h2', { id: 'module-card-title' });
  private readonly by = el('p', { class: 'hint card-by' });
  private readonly how = el('p', { class: 'card-how' });
  private readonly meaning = el('p', { class: 'card-meaning' });
  private readonly weights = el('p', { class: 'weights' });
  private readonly links = el('p', { class: 'hint card-links' });

  constructor() {
    this.element = el(
      'section',
      { class: 'card module-card', 'aria-labelledby': 'module-card-title' },
      this.title,
      this.by,
      this.weights,
      this.how,
      this.meaning,
      this.links,
    );
  }

  /** A network that was trained in this page. */
  carried({ title, bright }: Carried): void {
    this.title.textContent = 'Your training';
    this.by.textContent = title;
    this.weights.replaceChildren(el('strong', {}, 'Trained weights.'), ' Trained in this page, moments ago.');
    this.how.textContent = '';
    this.meaning.replaceChildren(el('strong', {}, 'A bright cell: '), lower(bright));
    this.links.replaceChildren();
  }

  set(name: string, about: About | null, network: NetworkInfo | null, view: ViewInfo | null): void {
    const known = mechanism(name);
    this.title.textContent = network && !known ? network.className : titleOf(name);
    if (!known) {
      this.by.textContent = network?.paper ?? '';
      this.weights.replaceChildren(el('strong', {}, 'Weights of your file'), ', which stays on this machine.');
      this.how.textContent = network
        ? `${network.parameters.toLocaleString('en')} parameters, in the names of ${network.format}.`
        : '';
      const classes = view?.classes.map(({ name: title, share }) => `${title} ${(100 * share).toFixed(0)}%`) ?? [];
      this.meaning.textContent = classes.length ? `It sees: ${classes.join(', ')}.` : '';
      this.links.replaceChildren();
      return;
    }
    this.by.textContent = `${known.by}, ${known.year} · ${groupTitles[known.group]}`;
    this.how.textContent = groupWords[known.group];
    if (view)
      this.weights.replaceChildren(
        el('strong', {}, view.weights === 'trained' ? 'Trained weights.' : 'Random weights.'),
        view.weights === 'trained'
          ? ` ${trainedWords(view.notes)}`
          : ' It has learned nothing: the map shows where it can look and how sharply, not what matters.',
      );
    if (!about) return;
    this.meaning.replaceChildren(el('strong', {}, 'A bright cell: '), lower(about.meaning));
    this.links.replaceChildren(`${about.paper}. `, ...address(about.source));
  }
}

/** What the file says of its training. */
function trainedWords(notes: ViewInfo['notes']): string {
  const by = new Map(notes);
  const task = by.get('task');
  const steps = by.get('steps');
  if (!task) return 'It learned on drawn scenes and photographs.';
  return (
    'It learned ' +
    `${task === 'colour' ? 'colour from grey' : task}${steps ? ` in ${Number(steps).toLocaleString('en')} steps` : ''}.`
  );
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** `arXiv 1809.02983` becomes a link; other text stays text. */
function address(source: string): (Node | string)[] {
  const arxiv = /^arXiv (\d{4}\.\d{4,5})$/.exec(source);
  if (arxiv) return [el('a', { href: `https://arxiv.org/abs/${arxiv[1]}`, rel: 'noopener', target: '_blank' }, source)];
  return [source];
}

export class Costs {
  readonly element: HTMLElement;
  private readonly facts = el('dl', { class: 'facts' });
  private readonly plot = el('div', { class: 'cost-plot' });
  private readonly formula = el('p', { class: 'hint formula' });
  private readonly body = el('tbody');
  private readonly measure: HTMLButtonElement;
  private steady = '';

  constructor(measured: () => Promise<number>) {
    this.measure = el('button', { type: 'button', class: 'quiet', onclick: () => void this.time(measured) }, 'Measure');
    this.element = el(
      'section',
      { class: 'card costs', 'aria-labelledby': 'costs-title' },
      el('h2', { id: 'costs-title' }, 'Cost', this.measure),
      this.facts,
      this.plot,
      el(
        'details',
        {},
        el('summary', {}, 'As a table'),
        this.formula,
        el(
          'table',
          {},
          el('caption', { class: 'unseen' }, 'Cost by the side of the picture'),
          el(
            'thead',
            {},
            el(
              'tr',
              {},
              el('th', { scope: 'col' }, 'Side'),
              el('th', { scope: 'col', class: 'number' }, 'FLOPs'),
              el('th', { scope: 'col', class: 'number' }, 'Whole map'),
              el('th', { scope: 'col', class: 'number' }, 'Features'),
            ),
          ),
          this.body,
        ),
      ),
    );
  }

  /** A new mechanism or picture: what was measured is of another. */
  reset(): void {
    this.steady = '';
  }

  set(about: About | null, view: ViewInfo): void {
    const first: [string, string][] = [
      ['First run, with compiling', time(view.milliseconds)],
      ['Run again', this.steady || '–'],
    ];
    const last = about?.costs.at(-1);
    const own: [string, string][] = last
      ? [
          ['Parameters', Math.round(last.parameters).toLocaleString('en')],
          ['Whole map at 1024²', si(last.mapBytes, 'B')],
          ['Its result alone, as fused', si(last.featureBytes, 'B')],
        ]
      : [];
    this.facts.replaceChildren(
      ...[...own, ...first].flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]),
    );
    this.plot.replaceChildren(...(about ? [line(about.costs) as unknown as HTMLElement] : []));
    this.formula.textContent = about?.formula ?? '';
    this.body.replaceChildren(
      ...(about?.costs ?? []).map(({ side, flops, mapBytes, featureBytes }) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row' }, String(side)),
          el('td', { class: 'number' }, si(flops, '')),
          el('td', { class: 'number' }, si(mapBytes, 'B')),
          el('td', { class: 'number' }, si(featureBytes, 'B')),
        ),
      ),
    );
  }

  private async time(measured: () => Promise<number>): Promise<void> {
    this.measure.disabled = true;
    try {
      this.steady = time(await measured());
      this.facts.lastElementChild!.textContent = this.steady;
    } finally {
      this.measure.disabled = false;
    }
  }
}

/** Bytes over the side of the picture, both by powers: the whole map, and the features that a fused kernel reads. */
function line(costs: About['costs']): SVGElement {
  const [width, height, foot] = [260, 118, 18];
  const [low, high] = [4, 10];
  const x = (side: number) => 34 + (Math.log2(side / 128) / 3) * (width - 62);
  const y = (bytes: number) =>
    8 + (1 - (Math.min(high, Math.max(low, Math.log10(bytes))) - low) / (high - low)) * (height - foot - 14);
  const path = (key: 'mapBytes' | 'featureBytes', name: string, at: number) => [
    svg('polyline', { points: costs.map((c) => `${x(c.side)},${y(c[key])}`).join(' '), class: `cost-${key}` }),
    svg('text', { x: x(256) - 4, y: y(costs[1][key]) + at, class: 'cost-name', 'text-anchor': 'end' }, name),
  ];
  return svg(
    'svg',
    {
      viewBox: `0 0 ${width} ${height}`,
      class: 'cost-line',
      role: 'img',
      'aria-label':
        'Bytes by picture side: the whole map ' +
        `${costs.map((c) => `${si(c.mapBytes, 'B')} at ${c.side}`).join(', ')}`,
    },
    ...[6, 9].map((power) =>
      svg(
        'g',
        {},
        svg('line', { x1: 34, x2: width - 24, y1: y(10 ** power), y2: y(10 ** power), class: 'cost-rule' }),
        svg('text', { x: 30, y: y(10 ** power) + 4, 'text-anchor': 'end', class: 'cost-name' }, si(10 ** power, 'B')),
      ),
    ),
    ...costs.map(({ side }) =>
      svg('text', { x: x(side), y: height - 3, 'text-anchor': 'middle', class: 'cost-name' }, `${side}²`),
    ),
    ...path('mapBytes', 'map', -6),
    ...path('featureBytes', 'features', 14),
  );
}

const time = (milliseconds: number): string =>
  milliseconds < 1000
    ? `${milliseconds.toFixed(milliseconds < 10 ? 1 : 0)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;

export function si(value: number, unit: string): string {
  const steps = ['', 'k', 'M', 'G', 'T', 'P'];
  const step = Math.min(steps.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, value)) / 3)));
  return `${Number((value / 1000 ** step).toPrecision(3))} ${steps[step]}${unit}`.trim();
}

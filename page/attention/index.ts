/** The Attention tab: a picture, one to four ways of looking, a query, and where they look. */
import { contrastOf } from '../../engine/capture.ts';
import type { Cell, HeatmapStyle, Range } from '../../layers/show/heatmap.ts';
import type { Reading } from '../../layers/show/reading.ts';
import { asksByPlace, coversPicture, nearlyUniform, unseen, weightText } from '../../layers/show/reading.ts';
import { summarize } from '../../layers/show/summary.ts';
import type { Carried } from '../carried.ts';
import { choice, el } from '../dom.ts';
import { latest } from '../latest.ts';
import type { Notice } from '../notice.ts';
import type { State } from '../state.ts';
import { initial } from '../state.ts';
import type { Store } from '../store.ts';
import { Costs, ModuleCard } from './card.ts';
import { Display } from './display.ts';
import type { Engine } from './engine/engine.ts';
import { Cancelled, EngineError } from './engine/engine.ts';
import type { About, MapInfo, NetworkInfo, Step, Told, ViewInfo, Wanted } from './engine/protocol.ts';
import { commonRange, Filmstrip } from './filmstrip.ts';
import { mechanism, ofChannels, titleOf } from './mechanisms.ts';
import { MapChoice, ModuleList } from './modules.ts';
import { NetworkCard } from './network.ts';
import { Numbers, strongestCount } from './numbers.ts';
import type { Painting, Pane, Place } from './pane.ts';
import { coloured } from './pane.ts';
import type { Picture } from './pictures.ts';
import { Pictures } from './pictures.ts';
import { saveMenu } from './save.ts';
import { companions, Stage } from './stage.ts';
import { inWords } from './words.ts';

/** Steps of a saccade when it is asked for. */
const usualSteps = 5;
/** Work longer than this shows that it runs, and can be stopped. */
const patience = 800;
/** Rest of the query before all heads are read. */
const restFor = 250;

const moves: Record<string, Cell> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

export class AttentionTab {
  private readonly engine: Engine;
  private readonly store: Store;
  private readonly notice: Notice;
  private readonly pictures: Pictures;
  private readonly modules: ModuleList;
  private readonly network: NetworkCard;
  private readonly stage: Stage;
  private readonly display: Display;
  private readonly choice: MapChoice;
  private readonly filmstrip: Filmstrip;
  private readonly numbers = new Numbers();
  private readonly card = new ModuleCard();
  private readonly costs: Costs;
  private readonly size: ReturnType<typeof choice<'1' | '2' | '4'>>;
  private readonly difference = el('input', {
    type: 'checkbox',
    onchange: () => this.store.set({ difference: this.difference.checked }),
  });
  private readonly followButton = el(
    'button',
    {
      type: 'button',
      'aria-pressed': 'false',
      title: 'From the query to its strongest cell, from there to the next',
      onclick: () => this.store.set({ follow: this.store.state.follow ? 0 : usualSteps, ...this.pinned() }),
    },
    'Follow the gaze',
  );
  private readonly pathWords = el('p', { class: 'hint path-words' });
  private readonly working = el(
    'div',
    { class: 'working', hidden: true },
    el('progress', { 'aria-label': 'Computing' }),
    el('span', { class: 'working-words' }),
    el('button', { type: 'button', onclick: () => this.cancel() }, 'Cancel'),
  );
  private readonly redraw = latest(() => this.draw());
  private readonly views = new Map<string, ViewInfo>();
  private readonly abouts = new Map<string, About>();
  private hovered: Place | null = null;
  private own: { info: NetworkInfo; file: string } | null = null;
  private told: Told | null = null;
  private paintings: Painting[] = [];
  private shownPicture: Picture | null = null;
  private rest: ReturnType<typeof setTimeout> | undefined;
  private recovering = false;
  private carried: Carried | null = null;

  constructor(engine: Engine, store: Store, notice: Notice) {
    this.engine = engine;
    this.store = store;
    this.notice = notice;
    const change = (what: Partial<State>) => store.set(what);
    this.pictures = new Pictures(engine, {
      chosen: (picture) => this.newPicture(picture),
      network: (files) => void this.openNetwork(files),
      refused: (why) => this.complain(why),
    });
    this.modules = new ModuleList((module) =>
      change({ module, layer: null, head: null, reading: 'row', range: 'row' }),
    );
    this.network = new NetworkCard({
      files: (files) => void this.openNetwork(files),
      chosen: () => change({ module: 'own', layer: null, head: null, range: 'row' }),
      reading: (reading) => change({ reading }),
    });
    this.stage = new Stage({
      hover: (place) => {
        this.hovered = place;
        void this.redraw();
      },
      pin: (place) => this.pin(place),
      key: (event) => this.key(event),
      change: (at, module) => change({ beside: store.state.beside.map((name, i) => (i === at - 1 ? module : name)) }),
    });
    this.display = new Display(change);
    this.choice = new MapChoice({ layer: (layer) => change({ layer, head: null }), head: (head) => change({ head }) });
    this.filmstrip = new Filmstrip(({ layer, head }) => change({ layer, head, reading: 'row' }));
    this.costs = new Costs(() => this.measure());
    this.size = choice('Maps', ['1', '2', '4'] as const, (panes) => {
      const beside = companions(store.state.module, store.state.beside, Number(panes));
      change({ beside, difference: store.state.difference && panes === '2' });
    });
    store.listen(() => {
      this.takeCarried();
      if (!this.recovering) this.notice.clear();
      this.tellUnread();
      void this.redraw();
    });
  }

  fill(panel: HTMLElement): void {
    panel.append(
      el(
        'div',
        { class: 'attention' },
        el('div', { class: 'column left' }, this.pictures.element, this.modules.element, this.network.element),
        el(
          'div',
          { class: 'column centre' },
          el(
            'div',
            { class: 'row toolbar' },
            this.size.element,
            el('label', { class: 'check' }, this.difference, 'Difference'),
            this.followButton,
            el(
              'span',
              { class: 'toolbar-end' },
              this.display.menu,
              saveMenu(
                () => this.shown(),
                () => this.store.link(),
              ),
            ),
          ),
          el('div', { class: 'stage-box' }, this.stage.element, this.working),
          this.numbers.sentence,
          this.pathWords,
          this.display.legend,
          el('div', { class: 'row film-head' }, el('h2', {}, 'All maps and heads'), this.choice.element),
          this.filmstrip.element,
          this.stage.keys,
        ),
        el('div', { class: 'column right' }, this.card.element, this.numbers.element, this.costs.element),
      ),
    );
    this.takeCarried();
    this.tellUnread();
    void this.redraw().then(() => this.pictures.drawThumbnails().catch((error: Error) => this.complain(error)));
  }

  private async draw(): Promise<void> {
    const started = performance.now();
    const timer = setTimeout(() => this.showWork(started), patience);
    try {
      await this.drawNow();
      this.recovering = false;
    } catch (error) {
      if (error instanceof Cancelled) this.numbers.say('Stopped.');
      else if (error instanceof EngineError && error.kind === 'device' && !this.recovering) this.recover();
      else this.complain(error as Error);
    } finally {
      clearTimeout(timer);
      clearInterval(this.ticking);
      this.working.hidden = true;
      this.stage.main.busy(false);
    }
  }

  private async drawNow(): Promise<void> {
    const { state } = this.store;
    document.body.classList.toggle('bare', state.bare);
    this.pictures.mark(state.picture);
    const subject = this.subjectOf(state.module);
    this.modules.mark(subject);
    const modules = [subject, ...state.beside];
    const { panes, difference } = this.stage.arrange(modules, state.difference && modules.length === 2);
    this.size.set(modules.length === 1 ? '1' : modules.length === 2 ? '2' : '4');
    this.difference.checked = difference !== null;
    this.difference.disabled = modules.length !== 2;
    const picture = await this.pictures.get(state.picture);
    if (this.shownPicture?.key !== picture.key)
      for (const pane of [...panes, ...(difference ? [difference] : [])]) pane.plain(picture.drawn);
    this.shownPicture = picture;
    const told: Told[] = [];
    const views: ViewInfo[] = [];
    for (const [i, name] of modules.entries()) {
      const view = await this.see(name, picture, panes[i], i === 0);
      views.push(view);
      told.push(await this.ask(name, picture, view, i === 0));
      if (i === 0) await this.showMain(told[0], view, picture, panes[0]);
    }
    const style = this.style();
    const range = this.range(told[0].reading, told, []);
    this.paintings = told.map(({ reading }, i) =>
      this.painting(reading, modules[i], picture, i && state.range === 'row' ? reading.range : range, style),
    );
    for (const [i, painting] of this.paintings.entries()) {
      if (i) panes[i].paint(painting);
      await nextTask();
    }
    if (difference) this.showDifference(told, picture, difference);
    if (state.range === 'all maps') panes[0].paint({ ...this.paintings[0], path: await this.path(subject, picture) });
    this.later(subject, picture, views[0]);
  }

  /** The first map, with all that tells of it. */
  private async showMain(told: Told, view: ViewInfo, picture: Picture, pane: Pane): Promise<void> {
    const { state } = this.store;
    const subject = this.subjectOf(state.module);
    const { reading } = told;
    this.told = told;
    const path = await this.path(subject, picture);
    const style = this.style();
    const range = this.range(reading, [told], []);
    const painting = { ...this.painting(reading, subject, picture, range, style), path };
    this.paintings = [painting];
    pane.paint(painting);
    pane.busy(false);
    this.numbers.set(reading);
    const even = asksByPlace(reading) || nearlyUniform(reading) ? evenShare(reading) : null;
    this.display.set(
      state,
      style,
      coloured(painting) ? range : null,
      weightText(reading),
      even,
      coversPicture(reading)
        ? 'Nearly uniform: no colours, so that nothing is made of nothing. Display › Range stretches it.'
        : 'A chart, below the picture.',
    );
    const map = view.maps.find(({ name }) => name === told.layer) ?? view.maps.at(0);
    this.choice.set(
      view.maps.map(({ name }) => name),
      map?.name ?? '',
      map?.heads ?? 1,
      this.headOf(subject, map?.heads ?? 1),
      subject === 'own',
    );
    const about = await this.aboutOf(subject);
    if (subject === 'trained') this.card.carried(this.carried!);
    else
      this.card.set(
        subject,
        about && { ...about, meaning: map ? meaningOf(map, about) : about.meaning },
        this.own?.info ?? null,
        view,
      );
    this.costs.set(about, view);
    this.network.set(this.own?.info ?? null, subject === 'own', state.reading, this.own?.file ?? '');
  }

  private showDifference(told: readonly Told[], picture: Picture, pane: Pane): void {
    const [a, b] = told.map(({ reading }) => reading);
    if (a.grid.join() !== b.grid.join() || !coversPicture(a) || !coversPicture(b)) {
      pane.plain(picture.drawn);
      pane.busy(false);
      pane.words.textContent = 'These two maps have different grids: there is no difference to draw.';
      return;
    }
    const row = a.row.map((weight, i) => weight - b.row[i]);
    const most = row.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), 0) || 1;
    const { strongest } = summarize(row, a.grid, null, strongestCount);
    const reading: Reading = {
      ...a,
      kind: 'dense',
      row,
      range: [-most, most],
      strongest,
      contrast: contrastOf(row, 'dense'),
      near: null,
    };
    const style: HeatmapStyle = { ...this.style(), colors: 'difference', scale: 'linear' };
    const painting = { ...this.painting(reading, 'difference', picture, reading.range, style), force: true };
    this.paintings.push(painting);
    pane.paint(painting);
    pane.words.textContent = `Red: the first gives more; blue: the second. ${Number(most.toPrecision(2))} at most.`;
  }

  /** The view of a subject, run when it has not been; says so meanwhile. */
  private async see(subject: string, picture: Picture, pane: Pane, main: boolean): Promise<ViewInfo> {
    const key = `${subject}|${picture.key}`;
    const known = this.views.get(key);
    if (known) return known;
    pane.busy(true);
    pane.expect(ofChannels.has(subject));
    this.doing = `${titleOf(subject)}: computing`;
    if (main && !this.pictures.live) this.numbers.say(`Computing ${titleOf(subject)}…`);
    if (!main) pane.words.textContent = 'Computing…';
    const view = await this.engine.call('view', subject, picture.key);
    if (this.views.size > 64) this.views.clear();
    this.views.set(key, view);
    this.costs.reset();
    pane.busy(false);
    return view;
  }

  private ask(subject: string, picture: Picture, view: ViewInfo, main: boolean): Promise<Told> {
    const { state } = this.store;
    const wanted = this.wanted(subject, picture, view, main);
    // A network without attention has features all the same.
    const reading = subject === 'own' && !view.maps.length ? 'grad-cam' : state.reading;
    if (subject === 'own' && reading !== 'row') {
      this.doing = `${reading}: computing`;
      this.numbers.say(`Computing ${reading}…`);
      return this.engine.call('explain', reading, wanted);
    }
    return this.engine.call('row', wanted, strongestCount);
  }

  private wanted(subject: string, picture: Picture, view: ViewInfo, main: boolean): Wanted {
    const { state } = this.store;
    const layer = main && view.maps.some(({ name }) => name === state.layer) ? state.layer : null;
    const map = view.maps.find(({ name }) => name === layer) ?? view.maps.find(({ name }) => name === view.first);
    const head = main && map ? this.headOf(subject, map.heads) : 0;
    return { subject, picture: picture.key, layer: map?.name ?? null, head, place: this.place(view) };
  }

  private headOf(subject: string, heads: number): number | null {
    const { head } = this.store.state;
    return head === null ? (subject === 'own' ? null : 0) : Math.min(head, heads - 1);
  }

  /** Where in the picture the query is: under the pointer, or pinned. */
  private place(view: ViewInfo): Place | null {
    const { query, of } = this.store.state;
    if (this.hovered && !query) return this.hovered;
    if (!query) return null;
    const [rows, columns] = of ?? view.maps.find(({ queries }) => queries)?.queries ?? view.cells;
    return [Math.min(0.9999, (query[0] + 0.5) / rows), Math.min(0.9999, (query[1] + 0.5) / columns)];
  }

  private async path(subject: string, picture: Picture): Promise<Cell[]> {
    const { follow } = this.store.state;
    const view = this.views.get(`${subject}|${picture.key}`);
    this.followButton.setAttribute('aria-pressed', String(follow > 0));
    const asks = this.told && asksByPlace(this.told.reading) && coversPicture(this.told.reading);
    this.followButton.disabled = !asks;
    if (!follow || !view || !asks) {
      this.pathWords.textContent = '';
      return [];
    }
    const steps: readonly Step[] = await this.engine.call('follow', this.wanted(subject, picture, view, true), follow);
    const weight = weightText(this.told!.reading);
    this.pathWords.textContent = steps
      .map(({ cell, weight: share }, i) => (i ? `${cell.join()} (${weight(share)})` : cell.join()))
      .join(' → ');
    return steps.map(({ cell }) => cell);
  }

  private range(main: Reading, told: readonly Told[], heads: readonly Reading[]): Range {
    const { range } = this.store.state;
    if (typeof range !== 'string') return range;
    if (range === 'all maps') return commonRange(told.map(({ reading }) => reading));
    if (range === 'all heads')
      return this.heads && this.heads.layer === this.told?.layer ? this.heads.range : commonRange([main, ...heads]);
    if (range !== 'least to most') return main.range;
    const outside = unseen(main);
    const counted = main.row.filter((_, cell) => !outside?.(cell));
    const [low, high] = [Math.min(...counted), Math.max(...counted)];
    return high > low ? [low, high] : main.range;
  }

  private style(): HeatmapStyle {
    const { colors, scale, opacity, smooth } = this.store.state;
    return { colors, scale, opacity: opacity / 100, smooth };
  }

  private painting(reading: Reading, subject: string, picture: Picture, range: Range, style: HeatmapStyle): Painting {
    const { state } = this.store;
    const title = subject === 'difference' ? 'Difference' : this.titleFor(subject);
    return {
      picture: picture.drawn,
      reading,
      range,
      style,
      force: state.range === 'least to most' || typeof state.range !== 'string',
      path: [],
      title: `${title} on ${picture.title}`,
      label: `${picture.title}: ${picture.description}. ${title}.`,
      pinned: state.query !== null,
      asks: asksByPlace(reading) ? reading.queries : this.classGrid(),
    };
  }

  private titleFor(subject: string): string {
    const known = mechanism(subject);
    const { reading } = this.store.state;
    if (known) return `${known.title} (${known.by}, ${known.year})`;
    if (subject === 'trained') return this.carried!.title;
    return `${this.own?.info.className ?? 'Network'}${reading === 'row' ? '' : `, ${reading}`}`;
  }

  private heads: { layer: string; range: Range } | null = null;
  private doing = '';
  private ticking: ReturnType<typeof setInterval> | undefined;

  /** All heads, once the query rests. */
  private later(subject: string, picture: Picture, view: ViewInfo): void {
    clearTimeout(this.rest);
    const all = this.filmstrip.prepare(view.maps);
    this.filmstrip.mark(this.told!.layer, this.headOf(subject, Infinity));
    if (this.pictures.live || !all.length) return;
    this.rest = setTimeout(() => {
      const base = this.wanted(subject, picture, view, true);
      const place = this.place(view);
      this.engine
        .call(
          'rows',
          all.map(({ layer, head }) => ({ ...base, layer, head, place })),
        )
        .then((rows) => {
          const readings = rows.map(({ reading }) => reading);
          this.filmstrip.paint(readings, this.style());
          const own = readings.filter((_, i) => all[i].layer === this.told!.layer);
          const before = String(this.heads?.range);
          this.heads = own.length ? { layer: this.told!.layer, range: commonRange(own) } : null;
          if (this.store.state.range === 'all heads' && String(this.heads?.range) !== before) void this.redraw();
        })
        // What fails here fails again where it is waited for.
        .catch(() => undefined);
    }, restFor);
  }

  private pin(place: Place | null): void {
    this.hovered = null;
    const grid = this.told?.reading.queries ?? this.classGrid();
    if (!place || !grid) return this.store.set({ query: null, of: null, follow: 0 });
    const query = place.map((share, axis) => Math.floor(share * grid[axis])) as [number, number];
    this.store.set({ query, of: grid });
  }

  /** What pins the query that is shown. */
  private pinned(): Partial<State> {
    const reading = this.told?.reading;
    return reading?.query && reading.queries ? { query: reading.query, of: reading.queries } : {};
  }

  private key(event: KeyboardEvent): boolean {
    if (!this.told) return false;
    const { queries, query } = this.told.reading;
    const step = moves[event.key];
    if (step && this.told.reading.kind !== 'channel') {
      const grid = queries ?? this.classGrid();
      if (!grid) return false;
      const from = query ?? [Math.floor(grid[0] / 2), Math.floor(grid[1] / 2)];
      const far = event.shiftKey ? 10 : 1;
      const to = [0, 1].map((axis) => Math.min(grid[axis] - 1, Math.max(0, from[axis] + far * step[axis])));
      this.hovered = null;
      this.store.set({ query: [to[0], to[1]], of: grid });
    } else if (event.key === '[' || event.key === ']') this.turnHead(event.key === '[' ? -1 : 1);
    else if (event.key === 'Escape') this.pin(null);
    else return false;
    return true;
  }

  /** The grid of queries of a map whose class token is shown. */
  private classGrid(): readonly [number, number] | null {
    if (this.store.state.module !== 'own' || this.store.state.reading !== 'row') return null;
    const view =
      this.shownPicture && this.views.get(`${this.subjectOf(this.store.state.module)}|${this.shownPicture.key}`);
    return view?.maps.find(({ name }) => name === this.told?.layer)?.queries ?? null;
  }

  private turnHead(by: number): void {
    const subject = this.subjectOf(this.store.state.module);
    const view = this.shownPicture && this.views.get(`${subject}|${this.shownPicture.key}`);
    const heads = view?.maps.find(({ name }) => name === this.told?.layer)?.heads ?? 1;
    const now = this.headOf(subject, heads) ?? (by > 0 ? -1 : heads);
    this.store.set({ head: (now + by + heads) % heads });
  }

  private newPicture(picture: string): Promise<void> {
    // A sentence for every frame of the camera would never let a screen reader finish one.
    this.numbers.sentence.setAttribute('aria-live', this.pictures.live ? 'off' : 'polite');
    // The next own picture has the name of the one before: the address may not change, the pixels do.
    this.store.set({ picture });
    return this.redraw();
  }

  private async openNetwork(files: readonly File[]): Promise<void> {
    this.notice.clear();
    this.doing = 'Loading the network';
    const timer = setTimeout(() => this.showWork(performance.now()), patience);
    try {
      const info = await this.engine.call('network', files);
      for (const key of this.views.keys()) if (key.startsWith('own|')) this.views.delete(key);
      this.own = { info, file: files.map(({ name }) => name).join(', ') };
      this.store.set({ module: 'own', layer: null, head: null, reading: 'row', range: 'row' });
      await this.redraw();
    } catch (error) {
      if (!(error instanceof Cancelled)) this.complain(error as Error);
    } finally {
      clearTimeout(timer);
      clearInterval(this.ticking);
      this.working.hidden = true;
    }
  }

  /** A network that is only a word in a link is not here. */
  private subjectOf(module: string): string {
    const missing = (module === 'own' && !this.own) || (module === 'trained' && !this.carried);
    return missing ? initial.module : module;
  }

  /** The Train tab handed a network over. */
  private takeCarried(): void {
    const { carried } = this.store;
    if (!carried || carried.key === this.carried?.key) return;
    this.carried = carried;
    for (const key of this.views.keys()) if (key.startsWith('trained|')) this.views.delete(key);
    // Later calls wait for this one: the worker takes them in turn.
    this.engine.call('carry', carried).catch((error: Error) => this.complain(error));
    queueMicrotask(() => this.store.set({ module: 'trained', layer: null, head: null, reading: 'row', range: 'row' }));
  }

  private async aboutOf(subject: string): Promise<About | null> {
    if (!mechanism(subject)) return null;
    const known = this.abouts.get(subject) ?? (await this.engine.call('about', subject));
    this.abouts.set(subject, known);
    return known;
  }

  private measure(): Promise<number> {
    return this.engine.call('time', this.subjectOf(this.store.state.module), this.shownPicture!.key);
  }

  /** What a link asked for and is not here. */
  private tellUnread(): void {
    const { state, unread } = this.store;
    const missing = [
      ...(state.picture === 'own' && !this.pictures.hasOwn
        ? ['The link’s picture was somebody’s own and is not in the link: open it with +.']
        : []),
      ...(state.module === 'own' && !this.own
        ? ['The link’s network was from somebody’s file: open the file to see the same.']
        : []),
      ...(state.module === 'trained' && !this.carried
        ? ['The link’s network was trained in somebody’s page: train it, and look with it.']
        : []),
      ...(unread.length ? [`Parts of the link mean nothing here: ${unread.join(', ')}.`] : []),
    ];
    this.store.unread = [];
    if (missing.length) this.notice.say(missing.join(' '));
  }

  private complain(error: Error): void {
    // Work that was stopped with other work has nothing to say; it is done when it is asked for again.
    if (error instanceof Cancelled) return;
    this.notice.say(inWords(error), error.message);
  }

  /** A fresh worker and device, and the same view. */
  private recover(): void {
    this.recovering = true;
    this.engine.stop();
    this.notice.say('The graphics device was lost. It has been opened again, and the view is as it was.');
    this.views.clear();
    void this.redraw();
  }

  private cancel(): void {
    this.engine.stop();
    this.views.clear();
  }

  private showWork(started: number): void {
    this.working.hidden = false;
    const words = this.working.querySelector('.working-words')!;
    const tick = () => {
      words.textContent = `${this.doing || 'Starting'}, ${((performance.now() - started) / 1000).toFixed(0)} s`;
    };
    tick();
    clearInterval(this.ticking);
    this.ticking = setInterval(tick, 500);
  }

  private shown() {
    if (!this.told || !this.paintings.length || !this.shownPicture) return null;
    const { state } = this.store;
    const { reading, layer, followed } = this.told;
    const view = this.views.get(`${this.subjectOf(state.module)}|${this.shownPicture.key}`);
    const [rows, columns] = reading.grid;
    const facts: [string, string][] = [
      ['picture', this.shownPicture.title],
      ['map', `${layer}, ${reading.kind}, over ${rows}×${columns}`],
      ['weights', view?.weights === 'file' ? (this.own?.file ?? '') : (view?.weights ?? 'random')],
      ...(followed ? [['class', followed] as [string, string]] : []),
      ['link', this.store.link()],
    ];
    const name = ['attention', this.subjectOf(state.module), ...(reading.query ?? [])].join('-');
    return { paintings: this.paintings, facts, name };
  }
}

/** Painting four pictures in one go would hold the page up. */
const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve);
  });

/** What a bright cell of this map says: the catalogue's sentence is for the map that it promises. */
function meaningOf({ kind, queries }: MapInfo, about: About): string {
  if (kind === about.kind && (queries !== null || !/query/.test(about.meaning))) return about.meaning;
  if (kind === 'channel')
    return queries ? 'How much the query channel takes from this channel.' : 'How much of this channel counts.';
  return queries ? about.meaning : 'How much this place counts, for every query alike.';
}

/** What each place would weigh if all that are seen weighed the same. */
function evenShare(reading: Reading): number {
  const outside = unseen(reading);
  return 1 / Array.from(reading.row).filter((_, cell) => !outside?.(cell)).length;
}

/** The page's state, told to all who draw from it, and kept in the address. */
import type { Carried } from './carried.ts';
import type { State } from './state.ts';
import { parseState, writeState } from './state.ts';

/** Browsers refuse addresses that change hundreds of times in seconds. */
const quiet = 150;

/** What Back returns from; all else changes the address in place. */
const steps: readonly (keyof State)[] = ['tab', 'picture', 'module', 'layer', 'reading', 'beside'];

export class Store {
  state: State;
  /** The network that was carried over from the Train tab last: see `carried.ts`. */
  carried: Carried | null = null;
  /** Parts of the address that meant nothing. */
  unread: readonly string[] = [];
  private readonly modules: readonly string[];
  private readonly pictures: readonly string[];
  private readonly listeners: (() => void)[] = [];
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(modules: readonly string[], pictures: readonly string[]) {
    this.modules = modules;
    this.pictures = pictures;
    this.state = this.read();
    addEventListener('hashchange', () => {
      // Our own writing gives no event: this is a link, a bookmark or the back button.
      clearTimeout(this.waiting);
      this.state = this.read();
      this.tell();
    });
  }

  set(change: Partial<State>): void {
    const before = this.state;
    this.state = { ...before, ...change };
    clearTimeout(this.waiting);
    // The address of what is left is written first, then the new one as a step of its own.
    if (steps.some((key) => key in change && String(change[key]) !== String(before[key]))) {
      history.replaceState(null, '', writeState(before));
      history.pushState(null, '', writeState(this.state));
    } else this.waiting = setTimeout(() => this.write(), quiet);
    this.tell();
  }

  /** Looks with this network from now on: the Attention tab comes to the front. */
  carry(carried: Carried | null): void {
    this.carried = carried;
    this.set({ tab: 'attention' });
  }

  /** The address that reopens what is seen now. */
  link(): string {
    clearTimeout(this.waiting);
    this.write();
    return location.href;
  }

  /** The address of this view with a change that it does not itself have. */
  linkWith(change: Partial<State>): string {
    return new URL(writeState({ ...this.state, ...change }), location.href).href;
  }

  listen(listener: () => void): void {
    this.listeners.push(listener);
  }

  private read(): State {
    const { state, unread } = parseState(location.hash, this.modules, this.pictures);
    this.unread = unread;
    return state;
  }

  private write(): void {
    history.replaceState(null, '', writeState(this.state));
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

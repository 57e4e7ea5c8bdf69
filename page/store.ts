/** The page's state, told to all who draw from it, and kept in the address. */
import type { Carried } from './carried.ts';
import type { State } from './state.ts';
import { parseState, writeState } from './state.ts';

/** Browsers refuse addresses that change hundreds of times in seconds. */
const quiet = 150;

export class Store {
  state: State;
  /** The network that was carried over from the Train tab last: see `carried.ts`. */
  carried: Carried | null = null;
  private readonly read: () => State;
  private readonly listeners: (() => void)[] = [];
  private waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(modules: readonly string[], pictures: readonly string[]) {
    this.read = () => parseState(location.hash, modules, pictures);
    this.state = this.read();
    addEventListener('hashchange', () => {
      // Our own writing gives no event: this is a link, a bookmark or the back button.
      clearTimeout(this.waiting);
      this.state = this.read();
      this.tell();
    });
  }

  set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.write(), quiet);
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

  private write(): void {
    history.replaceState(null, '', writeState(this.state));
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

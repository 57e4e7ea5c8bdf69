/** `capture`: what attention modules attended to, asked for from outside, without a trace in their `forward`. */
import { checkFunction } from './arguments.ts';
import { slot, within } from './ambient.ts';
import { ScopeError, ShapeError } from './errors.ts';
import type { Scope } from './scope.ts';
import { currentScope, scope, track } from './scope.ts';
import type { Tensor } from './tensor.ts';

/**
 * What a map means. `dense`: each query over all positions; `window`, `cross`, `axial`: over a part of them; `bases`:
 * each position over latent vectors; `channel`: each channel (or a weight for each); `spatial`: one weight for each
 * position.
 */
export type MapKind = 'dense' | 'window' | 'cross' | 'axial' | 'bases' | 'channel' | 'spatial';

/** Tensors by name. */
export type Kept = Readonly<Record<string, Tensor>>;

/** What goes through a map: see `MapSource.flow`. */
export interface Flow {
  value: Tensor;
  out: Tensor;
}

/** How a module describes one map it used. */
export interface MapSource<K extends Kept = Kept> {
  /** Last part of the map's name; `attention` unless a module has several. */
  name?: string;
  kind: MapKind;
  heads?: number;
  /** Rows and columns of the positions a query attends over (or of the gate). */
  grid: readonly [number, number];
  /** Rows and columns of the queries; absent for gates, whose map is the same for all. */
  queries?: readonly [number, number];
  /**
   * Tokens before those of the grid, among the keys and, where there are queries, among these too: a class token,
   * registers.
   */
  prefix?: number;
  /**
   * The values that the weights add up [B, heads, M, d], and the sums [B, heads, N, d]: what gradients of a map need.
   */
  flow?: Flow;
  /** Tensors that the functions below read, and get back as handles that live as long as the map. */
  keep: K;
  /**
   * One query's weights over the keys, [prefix + rows·columns], for one image of the batch. Query is a row-major index;
   * the prefix counts.
   */
  row: (kept: K, query: number, head: number, batch: number) => Tensor;
  /** The whole map, in the layout of the official code. Large: for checks and small inputs. */
  full: (kept: K) => Tensor;
  /**
   * What the weights make of other values: [B, c, rows, columns] of the grid → [B, c, rows, columns] of the queries,
   * the mean over heads, with gradients. Absent where `full` is [B, N, M] or [B, heads, N, M].
   */
  through?: (kept: K, values: Tensor) => Tensor;
}

export class AttentionMap {
  readonly kind: MapKind;
  readonly heads: number;
  readonly grid: readonly [number, number];
  readonly queries: readonly [number, number] | null;
  /** Tokens before the grid's that have no place in it, and are no part of a row: see `token`. */
  readonly prefix: number;
  /** The values that the weights add up, and the sums; null for maps that do not tell. */
  readonly flow: Readonly<Flow> | null;
  private readonly source: MapSource;
  private readonly kept: Kept;

  /** Frees itself with `scope`. */
  constructor(source: MapSource, scope = currentScope()) {
    this.kind = source.kind;
    this.heads = source.heads ?? 1;
    this.grid = source.grid;
    this.queries = source.queries ?? null;
    this.prefix = source.prefix ?? 0;
    this.flow = source.flow ? { value: source.flow.value.alias(), out: source.flow.out.alias() } : null;
    this.source = source;
    this.kept = Object.fromEntries(Object.entries(source.keep).map(([name, tensor]) => [name, tensor.alias()]));
    for (const tensor of this.tensors()) track(tensor, scope);
  }

  /**
   * The weights of one query over the grid, row by row; of the gate where there are no queries. Computed now, for this
   * query alone.
   * @param query row-major index, or [row, column], of the query position.
   * @throws ShapeError for a query or head that is not there; DisposedError once the map was disposed.
   */
  async at(query: number | readonly [number, number] = 0, head = 0, batch = 0): Promise<Float32Array> {
    const [rows, columns] = this.queries ?? [1, 1];
    const [r, c] = typeof query === 'number' ? [Math.floor(query / columns), query % columns] : query;
    if (!Number.isInteger(r) || !Number.isInteger(c) || r < 0 || r >= rows || c < 0 || c >= columns)
      throw new ShapeError(
        'at',
        'the query is outside the map',
        `[${r}, ${c}]`,
        `rows 0 to ${rows - 1}, columns 0 to ${columns - 1}`,
      );
    return this.row(r * columns + c + (this.queries ? this.prefix : 0), head, batch);
  }

  /**
   * The weights of one of the tokens before the grid's: 0 is the class token, registers follow.
   * @throws ShapeError for a map without such a query.
   */
  async token(index = 0, head = 0, batch = 0): Promise<Float32Array> {
    const tokens = this.queries ? this.prefix : 0;
    if (!Number.isInteger(index) || index < 0 || index >= tokens)
      throw new ShapeError('token', 'the map has no such token', String(index), tokens ? `0 to ${tokens - 1}` : 'none');
    return this.row(index, head, batch);
  }

  private async row(query: number, head: number, batch: number): Promise<Float32Array> {
    if (!Number.isInteger(head) || head < 0 || head >= this.heads)
      throw new ShapeError('at', 'there is no such head', String(head), `heads 0 to ${this.heads - 1}`);
    for (const tensor of this.tensors()) tensor.storage('at');
    const row = scope(() => this.source.row(this.kept, query, head, batch));
    try {
      return ((await row.data()) as Float32Array).subarray(this.prefix);
    } finally {
      row.dispose();
    }
  }

  /**
   * How much the weights of one query (or of the gate) differ: 0 where all are alike and the map tells nothing, 1 where
   * the least is as nothing beside the most. Of windows, crosses and axes the cells that have a weight count.
   * @throws as `at`.
   */
  async contrast(query: number | readonly [number, number] = 0, head = 0, batch = 0): Promise<number> {
    return contrastOf(await this.at(query, head, batch), this.kind);
  }

  /** The whole map as a tensor, in the layout of the official code. */
  full(): Tensor {
    for (const tensor of this.tensors()) tensor.storage('full');
    return scope(() => this.source.full(this.kept));
  }

  /** `MapSource.through`; null for maps whose `full` tells as much. See `throughMap`, which asks here first. */
  through(values: Tensor): Tensor | null {
    for (const tensor of this.tensors()) tensor.storage('through');
    const { through } = this.source;
    return through ? scope(() => through(this.kept, values)) : null;
  }

  /** What a scope keeps alive with this map. */
  tensors(): readonly Tensor[] {
    return [...Object.values(this.kept), ...(this.flow ? [this.flow.value, this.flow.out] : [])];
  }
  dispose(): void {
    for (const tensor of this.tensors()) tensor.dispose();
  }
}

const partial: readonly MapKind[] = ['window', 'cross', 'axial'];

/** `AttentionMap.contrast` of a row that was read: (most - least) / (|most| + |least|). */
export function contrastOf(row: ArrayLike<number>, kind: MapKind): number {
  const counted = Array.from(row).filter((weight) => weight !== 0 || !partial.includes(kind));
  const most = counted.reduce((a, b) => Math.max(a, b), -Infinity);
  const least = counted.reduce((a, b) => Math.min(a, b), Infinity);
  return most > least ? (most - least) / (Math.abs(most) + Math.abs(least)) : 0;
}

interface Noted {
  path: string;
  map: AttentionMap;
}
/** The maps of the capture that runs, and the scope that it runs in: they outlive those inside it. */
const capturing = slot<{ maps: Noted[]; scope: Scope | null } | null>(null);
/** The dotted name of the module that runs: kept by `Module`. */
export const path = slot('');

/** Whether anybody captures. */
export const isCapturing = (): boolean => capturing.now !== null;

/** Called by a module's `forward`; the source is made only while somebody captures. */
export function attend<K extends Kept>(source: () => MapSource<K>): void {
  const noted = capturing.now;
  if (!noted) return;
  const described = source() as unknown as MapSource;
  const where = path.now;
  noted.maps.push({
    path: `${where}${where && '.'}${described.name ?? 'attention'}`,
    map: new AttentionMap(described, noted.scope),
  });
}

/**
 * Runs `fn` and gives its result with every attention map used in it, by the module's dotted name and the map's own:
 * `cbam.spatial`. A module that runs twice gives `attention` and `attention.1`.
 * @throws ScopeError when `fn` is async.
 */
export function capture<T>(fn: () => T): { out: T; maps: Map<string, AttentionMap> } {
  checkFunction('capture', fn);
  const mine: Noted[] = [];
  try {
    const out = within(capturing, { maps: mine, scope: currentScope() }, fn);
    if (out instanceof Promise) throw new ScopeError('capture', 'the callback is async', '', 'await outside');
    const maps = new Map<string, AttentionMap>();
    for (const { path: key, map } of mine) {
      let unique = key;
      for (let i = 1; maps.has(unique); i++) unique = `${key}.${i}`;
      maps.set(unique, map);
    }
    return { out, maps };
  } catch (error) {
    for (const { map } of mine) map.dispose();
    throw error;
  }
}

const outputs = slot<Map<string, Tensor> | null>(null);

/** Called when a module's `forward` has given `out`. */
export function noteOutput(out: Tensor): void {
  const name = path.now;
  if (outputs.now && name && !outputs.now.has(name)) outputs.now.set(name, out);
}

/**
 * Runs `fn` and gives its result with what each module in it gave, by dotted name, where that is one tensor: features
 * of any layer, asked for from outside. Of a module that runs twice, the first. The tensors live as long as the scope.
 */
export function captureOutputs<T>(fn: () => T): { out: T; outputs: Map<string, Tensor> } {
  const mine = new Map<string, Tensor>();
  return { out: within(outputs, mine, fn), outputs: mine };
}

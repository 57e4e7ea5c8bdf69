/**
 * The variables of recorded steps, and the memory in which a step looks for them. Whether a variable lies there or
 * elsewhere, before a step runs its value is there, and after it what the step has made of it: written back. Who else
 * shares such memory (views, tapes, maps) goes on in a copy before anything is written: see `Storage.split`.
 */
import { bytesPerElement } from '../dtype.ts';
import type { Device } from '../device.ts';
import type { PoolBuffer } from '../gpu/pool.ts';
import type { Move } from '../gpu/queue.ts';
import type { Place } from '../storage.ts';
import { Storage } from '../storage.ts';
import type { Variable } from '../variable.ts';

/** A variable as a step knows it: where its kernels look for the value. */
export interface Operand {
  readonly variable: Variable;
  readonly memory: OperandMemory;
  readonly offset: number;
}

const memories = new WeakMap<Storage, OperandMemory>();

export function groupBy<K, V>(values: readonly V[], keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group) group.push(value);
    else groups.set(key, [value]);
  }
  return groups;
}

/** Bytes that a variable covers where it lies at `offset`. */
export const range = ({ dtype, size }: Variable, offset: number) => {
  const start = offset * bytesPerElement[dtype];
  return { start, end: start + size * bytesPerElement[dtype] };
};
export const overlap = (a: { start: number; end: number }, b: { start: number; end: number }): boolean =>
  a.start < b.end && b.start < a.end;

export class OperandMemory {
  storage: Storage;
  /** The variables that have a place here, where, the version whose value is there, and the steps that count on it. */
  readonly places = new Map<Variable, { offset: number; version: number; steps: number }>();

  /** Takes over a reference. */
  constructor(storage: Storage) {
    this.storage = storage;
    memories.set(storage, this);
  }

  /** A place for one more step. */
  admit(variable: Variable): Operand {
    const place = this.places.get(variable) ?? { offset: variable.offset, version: variable.version, steps: 0 };
    place.steps++;
    this.places.set(variable, place);
    return { variable, memory: this, offset: place.offset };
  }

  leave(variable: Variable): void {
    if (--this.places.get(variable)!.steps === 0) this.places.delete(variable);
    if (this.places.size) return;
    memories.delete(this.storage);
    this.storage.release();
  }

  isUpToDate(variable: Variable): boolean {
    return this.places.get(variable)!.version === variable.version;
  }

  /** Sees to it that nobody but variables in their places shares the memory: all others go on in a copy. */
  clear(): void {
    const living = [...this.places].filter(([variable, { offset }]) => variable.liesIn(this.storage, offset));
    if (this.storage.references === 1 + living.length) return;
    const own = this.storage.split();
    for (const [variable, { offset }] of living) variable.moveTo({ storage: own.retain(), offset });
    memories.delete(this.storage);
    this.storage.release();
    this.storage = own;
    memories.set(own, this);
  }

  /** Variables whose places share bytes with that of one. */
  beside(variable: Variable, offset: number): Variable[] {
    const mine = range(variable, offset);
    return [...this.places].flatMap(([other, { offset: at }]) =>
      other !== variable && overlap(mine, range(other, at)) ? [other] : [],
    );
  }
}

/**
 * Gives each variable a place that nobody else sees. `back` puts those that moved for that where they came from, but
 * for those that the step has `written`.
 */
export function placeOperands(
  device: Device,
  variables: readonly Variable[],
): { operands: Operand[]; back: (written: ReadonlySet<Variable>) => void } {
  const operands: Operand[] = [];
  const guests: { variable: Variable; from: Place; memory: OperandMemory; offset: number }[] = [];
  const groups = groupBy(variables, (variable) => variable.storage('Replay'));
  for (const [storage, all] of groups) {
    const known = memories.get(storage);
    const settled = all.filter((variable) => {
      const place = known?.places.get(variable);
      return place !== undefined && variable.liesIn(storage, place.offset);
    });
    if (known && settled.length) {
      known.clear();
      operands.push(...settled.map((variable) => known.admit(variable)));
    }
    const rest = all.filter((variable) => !settled.includes(variable));
    if (!rest.length) continue;
    const first = Math.min(...rest.map((variable) => range(variable, variable.offset).start));
    if (!known && first === 0 && storage.references === rest.length && !storage.buffer!.arena) {
      const memory = new OperandMemory(storage.retain());
      operands.push(...rest.map((variable) => memory.admit(variable)));
    } else {
      const memory = new OperandMemory(copyOf(device, rest));
      for (const variable of rest) {
        const from = { storage: variable.storage('Replay').retain(), offset: variable.offset };
        const offset = variable.offset - first / bytesPerElement[variable.dtype];
        variable.moveTo({ storage: memory.storage.retain(), offset });
        guests.push({ variable, from, memory, offset });
        operands.push(memory.admit(variable));
      }
    }
  }
  const back = (written: ReadonlySet<Variable>) => {
    for (const { variable, from, memory, offset } of guests) {
      if (variable.liesIn(memory.storage, offset) && !written.has(variable)) variable.moveTo(from);
      else from.storage.release();
    }
  };
  return { operands, back };
}

/** The bytes that variables of one memory cover, in memory of their own. */
function copyOf(device: Device, variables: readonly Variable[]): Storage {
  const ranges = variables.map((variable) => range(variable, variable.offset));
  const start = Math.min(...ranges.map((one) => one.start));
  const bytes = Math.ceil((Math.max(...ranges.map(({ end }) => end)) - start) / 4) * 4;
  const made = Storage.create(device, 'u32', bytes / 4, true);
  const from = variables[0].storage('Replay').buffer!;
  device.webgpu!.queue.copy({ from, start, to: made.buffer!, at: 0, bytes: Math.min(bytes, from.bytes - start) });
  return made;
}

/** The bytes of a variable, where they lie. */
const moveOf = ({ dtype, size }: Variable, { storage, offset }: Place): Pick<Move, 'from' | 'start' | 'bytes'> => ({
  from: storage.buffer!,
  start: offset * bytesPerElement[dtype],
  bytes: size * bytesPerElement[dtype],
});

/** Whether one write serves both: the same bytes, from the same memory to the same. */
export const agree = (a: Move, b: Move): boolean =>
  a.from === b.from && a.to === b.to && a.start - b.start === a.at - b.at;

/** Without those that lie within others, as variables do that are views of one; and without those that go nowhere. */
function largest(moves: readonly Move[]): Move[] {
  const kept: Move[] = [];
  const within = (a: Move, b: Move) => agree(a, b) && a.start >= b.start && a.start + a.bytes <= b.start + b.bytes;
  for (const move of moves.toSorted((a, b) => b.bytes - a.bytes))
    if (!(move.from === move.to && move.start === move.at) && !kept.some((other) => within(move, other)))
      kept.push(move);
  return kept;
}

/**
 * Copies that have all read what they read before the first writes over it: two variables may have changed places.
 * `spare` gives memory for what must wait.
 */
export function inOrder(moves: readonly Move[], spare: (bytes: number) => PoolBuffer): Move[] {
  const needed = largest(moves);
  const targets = new Set(needed.map(({ to }) => to));
  const first: Move[] = [];
  const then = needed.map((move) => {
    if (!targets.has(move.from)) return move;
    const between = spare(move.bytes);
    first.push({ ...move, to: between, at: 0 });
    return { ...move, from: between, start: 0 };
  });
  return [...first, ...then];
}

/**
 * Brings the values of variables that were given others since to where a step looks for them. A variable moves in for
 * good where it shares its memory with nobody. False, with nothing done, where two variables would need different
 * values in one place.
 */
export function loadOperands(device: Device, operands: readonly Operand[]): boolean {
  const stale = operands.filter(({ variable, memory }) => !memory.isUpToDate(variable));
  if (!stale.length) return true;
  const loads = new Map(stale.map((operand) => [operand.variable, load(operand)]));
  const mine = new Set(operands.map(({ variable }) => variable));
  for (const { variable, memory, offset } of stale)
    for (const other of memory.beside(variable, offset)) {
      if (!mine.has(other)) continue;
      const move = loads.get(other);
      if (!move || !agree(move, loads.get(variable)!)) return false;
    }
  const sources = groupBy(stale, ({ variable }) => variable.storage('Replay'));
  makeRoom(device, stale, mine);
  const { pool, queue } = device.webgpu!;
  const waiting: PoolBuffer[] = [];
  const moves = inOrder(stale.map(load), (bytes) => {
    const buffer = pool.take(bytes);
    waiting.push(buffer);
    return buffer;
  });
  for (const move of moves) queue.copy(move);
  for (const buffer of waiting) pool.give(buffer);
  for (const { variable, memory } of stale) memory.places.get(variable)!.version = variable.version;
  for (const [storage, group] of sources) {
    if (memories.has(storage) || storage.references !== group.length) continue;
    for (const { variable, memory, offset } of group) variable.moveTo({ storage: memory.storage.retain(), offset });
  }
  return true;
}

/** How a variable's value gets to its place. */
export const load = ({ variable, memory, offset }: Operand): Move => ({
  ...moveOf(variable, { storage: variable.storage('Replay'), offset: variable.offset }),
  to: memory.storage.buffer!,
  at: offset * bytesPerElement[variable.dtype],
});

/**
 * Before places are written: variables of other steps (not `mine`) that share bytes with them move out, and will have
 * to be loaded; and whoever else shares the memory goes on in a copy.
 */
export function makeRoom(device: Device, written: readonly Operand[], mine: ReadonlySet<Variable>): void {
  for (const [memory, operands] of groupBy(written, (operand) => operand.memory)) {
    for (const [variable, place] of memory.places) {
      if (mine.has(variable)) continue;
      const bytes = range(variable, place.offset);
      if (!operands.some((operand) => overlap(bytes, range(operand.variable, operand.offset)))) continue;
      if (variable.liesIn(memory.storage, place.offset))
        moveOut(device, variable, moveOf(variable, { storage: memory.storage, offset: place.offset }));
      place.version = -1;
    }
    memory.clear();
  }
}

/** Gives a variable memory of its own, with what lies where the copy begins. */
export function moveOut(device: Device, variable: Variable, from: Pick<Move, 'from' | 'start' | 'bytes'>): void {
  const storage = Storage.create(device, variable.dtype, variable.size, true);
  device.webgpu!.queue.copy({ ...from, to: storage.buffer!, at: 0 });
  variable.moveTo({ storage, offset: 0 });
}

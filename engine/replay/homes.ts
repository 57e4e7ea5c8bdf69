/** Where variables live between runs of a recorded step: always in the same memory, which only variables see. */
import { bytesPerElement } from '../dtype.ts';
import type { PoolBuffer } from '../gpu/pool.ts';
import type { Move } from '../gpu/queue.ts';
import type { Recorder } from './recorder.ts';
import { Storage } from '../storage.ts';

export interface Homes {
  /** The values that a run has made, on their way back to where the next one looks for them. */
  moves: readonly Move[];
  /** Memory that is used in place of other. */
  instead: ReadonlyMap<PoolBuffer, PoolBuffer>;
}

/**
 * Brings every variable that a step has changed back to the memory it was met in. With `lasting`, memory that others see too (a view of the
 * caller's, the rest of what the variable was cut from) is left to them: its variables move out. Otherwise variables come back only
 * where another recorded step counts on it.
 */
export function bringHome(recorder: Recorder, lasting: boolean): Homes {
  const { device } = recorder;
  const { queue } = device.gpu!;
  const met = [...recorder.met].filter(([variable, { storage }]) => !variable.disposed && !recorder.owns(storage));
  const homes = new Map<Storage, Storage>();
  for (const storage of new Set(met.map(([, place]) => place.storage))) {
    // Where another recorded step counts on it, it is nobody else's already.
    if (!lasting || !storage.viewed || storage.pins > 1) continue;
    const { bytes } = storage.buffer!;
    const home = Storage.create(device, 'u32', bytes / 4, true);
    queue.copy({ from: storage.buffer!, start: 0, to: home.buffer!, at: 0, bytes });
    recorder.keep(home);
    home.release();
    homes.set(storage, home);
  }
  const moves: Move[] = [];
  for (const [variable, { storage: before, offset }] of met) {
    const [home, now] = [homes.get(before) ?? before, variable.storage('Replay')];
    if (now === before && home === before) continue;
    if (!lasting && before.pins === 1) continue;
    const width = bytesPerElement[variable.dtype];
    if (now !== before) {
      recorder.keep(now);
      moves.push({
        from: now.buffer!,
        start: variable.offset * width,
        to: home.buffer!,
        at: offset * width,
        bytes: variable.size * width,
      });
    }
    variable.moveTo({ storage: home.retain(), offset });
  }
  const needed = largest(moves);
  for (const move of needed) queue.copy(move);
  return { moves: needed, instead: new Map([...homes].map(([old, home]) => [old.buffer!, home.buffer!])) };
}

/** Without those that lie within others: variables that are views of one go with it. */
function largest(moves: readonly Move[]): Move[] {
  const kept: Move[] = [];
  const within = (a: Move, b: Move) =>
    a.from === b.from &&
    a.to === b.to &&
    a.start - b.start === a.at - b.at &&
    a.start >= b.start &&
    a.start + a.bytes <= b.start + b.bytes;
  for (const move of moves.toSorted((a, b) => b.bytes - a.bytes))
    if (!kept.some((other) => within(move, other))) kept.push(move);
  return kept;
}

/** What a step has made of variables, on its way from the step's own memory to where the next run looks for it. */
import type { Device } from '../device.ts';
import type { PoolBuffer } from '../gpu/pool.ts';
import type { Move } from '../gpu/queue.ts';
import type { Place } from '../storage.ts';
import { Storage } from '../storage.ts';
import type { Variable } from '../variable.ts';
import type { Operand } from './homes.ts';
import { agree, evict, inOrder, load, moveOf, overlap, range } from './homes.ts';

export interface WriteBack {
  /** Copies after the last dispatch, in order. */
  readonly moves: readonly Move[];
  /** Variables that lie at home then. */
  readonly written: readonly Operand[];
  /** Variables whose home shows another's value by then: each run gives them memory of their own. */
  readonly out: readonly { readonly variable: Variable; readonly from: Place }[];
}

/**
 * Plans it, after a run that has left new values where it made them. `spare` gives memory that the step has no more use
 * for.
 */
export function planWriteBack(operands: readonly Operand[], spare: (bytes: number) => PoolBuffer): WriteBack {
  const changed = operands.filter(({ variable, home }) => !home.isUpToDate(variable));
  const unchanged = operands.filter((operand) => !changed.includes(operand));
  const written: Operand[] = [];
  const out: WriteBack['out'][number][] = [];
  const meet = (a: Operand, b: Operand) =>
    a.home === b.home && overlap(range(a.variable, a.offset), range(b.variable, b.offset));
  for (const operand of changed.toSorted((a, b) => load(b).bytes - load(a).bytes)) {
    const clashes =
      unchanged.some((other) => meet(operand, other)) ||
      written.some((other) => meet(operand, other) && !agree(load(operand), load(other)));
    const { variable } = operand;
    if (clashes) out.push({ variable, from: { storage: variable.storage('Replay'), offset: variable.offset } });
    else written.push(operand);
  }
  return { moves: inOrder(written.map(load), spare), written, out };
}

/** Does it. Whoever shares the memory of a home goes on in a copy of what it was. */
export function writeBack(device: Device, { moves, written, out }: WriteBack, mine: ReadonlySet<Variable>): void {
  for (const { variable, home, offset } of written)
    evict(
      device,
      home,
      home.beside(variable, offset).filter((other) => !mine.has(other)),
    );
  for (const home of new Set(written.map(({ home }) => home))) home.clear();
  for (const { variable, from } of out) {
    const storage = Storage.create(device, variable.dtype, variable.size, true);
    device.webgpu!.queue.copy(moveOf(variable, from, { storage, offset: 0 }));
    variable.moveTo({ storage, offset: 0 });
  }
  for (const move of moves) device.webgpu!.queue.copy(move);
  for (const { variable, home, offset } of written) {
    if (!variable.liesIn(home.storage, offset)) variable.moveTo({ storage: home.storage.retain(), offset });
    home.tenants.get(variable)!.version = variable.version;
  }
}

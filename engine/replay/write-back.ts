/** What a step has made of variables, on its way from the step's own memory to where the next run looks for it. */
import type { Device } from '../device.ts';
import type { PoolBuffer } from '../gpu/pool.ts';
import type { Move } from '../gpu/queue.ts';
import type { Variable } from '../variable.ts';
import type { Operand } from './operands.ts';
import { agree, inOrder, load, makeRoom, moveOut, overlap, range } from './operands.ts';

export interface WriteBack {
  /** Copies after the last dispatch, in order. */
  readonly moves: readonly Move[];
  /** Variables that are in their places then. */
  readonly written: readonly Operand[];
  /** Variables whose places show another's value by then: each run gives them memory of their own. */
  readonly out: readonly { readonly variable: Variable; readonly from: Move }[];
}

/**
 * Plans it, after a run that has left new values where it made them. `spare` gives memory that the step has no more use
 * for.
 */
export function planWriteBack(operands: readonly Operand[], spare: (bytes: number) => PoolBuffer): WriteBack {
  const changed = operands.filter(({ variable, memory }) => !memory.isUpToDate(variable));
  const unchanged = operands.filter((operand) => !changed.includes(operand));
  const written: Operand[] = [];
  const out: WriteBack['out'][number][] = [];
  const meet = (a: Operand, b: Operand) =>
    a.memory === b.memory && overlap(range(a.variable, a.offset), range(b.variable, b.offset));
  for (const operand of changed.toSorted((a, b) => load(b).bytes - load(a).bytes)) {
    const clashes =
      unchanged.some((other) => meet(operand, other)) ||
      written.some((other) => meet(operand, other) && !agree(load(operand), load(other)));
    if (clashes) out.push({ variable: operand.variable, from: load(operand) });
    else written.push(operand);
  }
  return { moves: inOrder(written.map(load), spare), written, out };
}

/** Does it. Whoever shares the memory that is written goes on in a copy of what it was. */
export function writeBack(device: Device, { moves, written, out }: WriteBack, mine: ReadonlySet<Variable>): void {
  makeRoom(device, written, mine);
  for (const { variable, from } of out) moveOut(device, variable, from);
  for (const move of moves) device.webgpu!.queue.copy(move);
  for (const { variable, memory, offset } of written) {
    if (!variable.liesIn(memory.storage, offset)) variable.moveTo({ storage: memory.storage.retain(), offset });
    memory.places.get(variable)!.version = variable.version;
  }
}

/** Whether two tensors hold different values, as far as the host knows without asking the GPU. */
import { sameShape } from './shape.ts';
import type { Storage } from './storage.ts';
import type { Tensor } from './tensor.ts';
import { Variable } from './variable.ts';

/** Sums of what the host wrote, by the memory it was written to. */
const written = new WeakMap<Storage, string>();

/** Called when the host has filled `storage` with `values`. */
export function noteValues(storage: Storage, values: ArrayLike<number>): void {
  written.set(storage, fingerprint(values));
}

/** True where the host wrote both and not the same; false for what kernels made, and for handles of one value. */
export function knownDifferent(a: Tensor, b: Tensor): boolean {
  if (!sameShape(a.shape, b.shape)) return true;
  const [first, second] = [a, b].map((x) => (isWritten(x) ? written.get(x.storage('load')) : undefined));
  return first !== undefined && second !== undefined && first !== second;
}

/** Whether `x` is all that the host wrote to its memory. A variable's may have been written since. */
const isWritten = (x: Tensor): boolean => !(x instanceof Variable) && x.contiguous && x.offset === 0;

/** Elements that are looked at; of more, so many at even distances. */
const most = 2 ** 16;

/** How many elements there are, and 64 bits in which every bit of each counts (FNV-1a, two lanes over float64). */
function fingerprint(values: ArrayLike<number>): string {
  const number = new Float64Array(1);
  const words = new Uint32Array(number.buffer);
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  const step = Math.ceil(values.length / most) || 1;
  for (let i = 0; i < values.length; i += step) {
    number[0] = values[i];
    const [low, high] = [words[0], words[1]];
    a = Math.imul(a ^ low, 0x01000193);
    a = Math.imul(a ^ (high + (a >>> 15)), 0x85ebca6b);
    b = Math.imul(b ^ (high + (b >>> 13)), 0xc2b2ae35);
    b = Math.imul(b ^ low, 0x01000193);
  }
  return `${values.length} ${a >>> 0} ${b >>> 0}`;
}

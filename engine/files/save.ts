/** Tensors into files: the way back from `loadSafetensors`. */
import { Module } from '../module.ts';
import type { Tensor } from '../tensor.ts';
import { writeSafetensors } from './safetensors.ts';

/**
 * A safetensors file of a module's parameters and buffers, or of tensors by name, as they are when it is called.
 *
 *     await writeFile('net.safetensors', await saveSafetensors(net));   // Node
 *     link.href = URL.createObjectURL(new Blob([await saveSafetensors(net)]));   // browser
 *
 * @param metadata strings that the file carries beside the tensors.
 * @returns the bytes; the same values give the same bytes. Types are kept: f16 stays f16, bool is one byte.
 */
export async function saveSafetensors(
  source: Module | ReadonlyMap<string, Tensor>,
  { metadata = {} }: { metadata?: Readonly<Record<string, string>> } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const named: ReadonlyMap<string, Tensor> = source instanceof Module ? source.state() : source;
  // All reads begin now, so that what is assigned while they run is not in the file.
  const read = [...named].map(async ([name, tensor]) => {
    const { dtype, shape } = tensor;
    return [name, { dtype, shape, data: await tensor.data() }] as const;
  });
  return writeSafetensors(await Promise.all(read), Object.entries(metadata));
}

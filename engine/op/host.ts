/** An op by its plain loops: what the reference backend does, and what kernels are held to. */
import type { Live } from '../ambient.ts';
import { valueOf } from '../ambient.ts';
import { copyStorage } from '../copy.ts';
import type { Device } from '../device.ts';
import { allocate, isFloat } from '../dtype.ts';
import { fromHalf, toHalf } from '../half.ts';
import { size } from '../shape.ts';
import { Storage } from '../storage.ts';
import { Tensor } from '../tensor.ts';
import type { Attrs, Described, HostArray, Named, OpSpec } from './spec.ts';

export function runOnHost<A extends Attrs>(
  spec: OpSpec<A>,
  device: Device,
  inputs: Named<Tensor>,
  attrs: A,
  described: Named<Described>,
): Named<Tensor> {
  const arrays: Named<HostArray> = {};
  for (const [name, input] of Object.entries(inputs)) {
    const storage = input.storage(spec.name);
    const dense =
      input.contiguous && input.offset === 0 && storage.array!.length === input.size
        ? storage
        : copyStorage(device, storage, input, input.dtype);
    arrays[name] = { shape: input.shape, dtype: input.dtype, data: dense.array! };
  }
  for (const [name, { shape, dtype }] of Object.entries(described)) {
    arrays[name] = {
      shape,
      dtype,
      data: isFloat(dtype) ? new Float64Array(size(shape)) : allocate(dtype, size(shape)),
    };
  }
  const live = (spec.live ?? []).map((name) => [name, valueOf(attrs[name] as Live)] as const);
  spec.reference(arrays, { ...attrs, ...Object.fromEntries(live) });
  return Object.fromEntries(
    Object.entries(described).map(([name, { shape, dtype }]) => {
      const storage = Storage.create(device, dtype, size(shape));
      if (dtype === 'f16')
        storage.array!.set((arrays[name].data as Float64Array).map((value) => fromHalf(toHalf(value))));
      else storage.array!.set(arrays[name].data);
      return [name, new Tensor(storage, dtype, shape)];
    }),
  );
}

/**
 * An op's operands are names that the type checker knows, in its rules, its kernel and its calls; a kernel's lists are
 * checked when it is made.
 */
import { expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { KernelError } from '../engine/errors.ts';
import { each } from '../engine/gpu/kernel.ts';
import { wgsl } from '../engine/gpu/wgsl.ts';
import { defineOp } from '../engine/op.ts';
import { ones } from '../engine/create.ts';

const op = defineOp({
  name: 'named',
  inputs: ['x', 'bias?', '...xs'],
  attrs: {} as { factor: number; reads?: readonly string[] },
  // @ts-expect-error -- there is no input y
  dtype: ({ y }) => y?.dtype ?? 'f32',
  outputs: ({ x }) => ({ out: x }),
  reference: ({ x, bias, xs0, out }, { factor }) => {
    // @ts-expect-error -- bias may be missing
    out.data[0] = factor * x.data[0] + bias.data[0] + xs0.data[0];
  },
  // @ts-expect-error -- the output is out, not result
  kernel: ({ x, result }, { reads }) => ({
    ...each(x.shape[0], wgsl`out[i] = x[i];`),
    ...(reads && { reads }),
    ...(result && {}),
  }),
  // @ts-expect-error -- the output is out, not result
  grad: ({ outputs: { result }, dy }, wanted) => ({ x: wanted.x && (result ?? dy) }),
  samples: [],
});

it('calls take the inputs there are, and all that must be there', async () => {
  const gpu = await Device.open();
  const x = ones(gpu, [3]);
  const attrs = { factor: 2 };
  expect(Array.from(await op({ x, bias: undefined }, attrs).data())).toEqual([1, 1, 1]);
  expect(() => {
    // @ts-expect-error -- x is missing
    op({ bias: x }, attrs);
  }).toThrow(/input "x" is missing/);
});

it('a kernel that reads an operand that is not there is refused by name', async () => {
  const gpu = await Device.open();
  const x = ones(gpu, [3]);
  const misspelt = () => op({ x }, { factor: 1, reads: ['x', 'biass'] });
  expect(misspelt).toThrow(KernelError);
  expect(misspelt).toThrow(/there is no operand "biass"\n {2}got: x, out/);
});

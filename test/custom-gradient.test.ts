/**
 * What an op of the user's says about its gradients: what is missing or wrong is refused by name, and nothing else
 * suffers.
 */
import { beforeAll, expect, it } from 'vitest';
import { grad, valueAndGrad } from '../engine/autograd.ts';
import { ones, tensor } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { KernelError } from '../engine/errors.ts';
import { each } from '../engine/gpu/kernel.ts';
import { wgsl } from '../engine/gpu/wgsl.ts';
import type { OpSpec } from '../engine/op.ts';
import { defineOp } from '../engine/op.ts';
import { noGrad } from '../engine/tape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { add, floor, mul, square, sum } from '../kernels/index.ts';

let gpu: Device;
let other: Device;
let x: Tensor;
beforeAll(async () => {
  gpu = await Device.open();
  other = await Device.open({ backend: 'reference' });
  x = tensor(gpu, [1, 2, 3]);
});

const twice = (rest: Partial<OpSpec<object>>) =>
  defineOp({
    name: 'twice',
    inputs: ['x'],
    shape: ({ x }) => x.shape,
    reference: ({ x, out }) => x.data.forEach((value, i) => (out.data[i] = 2 * value)),
    kernel: () => each(3, wgsl`out[i] = 2.0 * x[i];`),
    samples: [],
    ...rest,
  });
const wrong = (gradient: () => unknown) => ({ grad: () => ({ x: gradient() as Tensor }) });

it.each<[string, Partial<OpSpec<object>>, RegExp]>([
  ['no rule at all', {}, /twice: has no gradient for its input "x"\n {2}got: an op without grad/],
  ['no rule for an input', { grad: () => ({}) }, /has no gradient for its input "x"\n {2}got: rules for none/],
  ['another shape', wrong(() => ones(gpu, [7])), /"x" has another shape\n {2}got: \[7\]\n {2}fix: f32 \[3\]/],
  ['another type', wrong(() => ones(gpu, [3], 'i32')), /"x" has another element type\n {2}got: i32/],
  ['another device', wrong(() => ones(other, [3])), /"x" lives on another device/],
  ['a number', wrong(() => 2), /"x" is not a tensor\n {2}got: 2/],
  ['nothing', wrong(() => undefined), /"x" is not a tensor\n {2}got: undefined/],
])('%s is refused, and the engine goes on with all it held', async (_, rest, message) => {
  const { tensors } = gpu.memory();
  const backward = () => grad(() => sum(twice(rest)({ x })), x);
  expect(backward).toThrow(KernelError);
  expect(backward).toThrow(message);
  expect(gpu.memory().tensors).toBe(tensors);
  const { value, grads } = valueAndGrad(() => sum(square(x)), x);
  expect([await value.item(), ...(await grads.data())]).toEqual([14, 2, 4, 6]);
});

it('asks for no rule where no gradient passes', async () => {
  const plain = twice({});
  expect(
    Array.from(
      await grad(
        () =>
          sum(
            mul(
              x,
              noGrad(() => plain({ x })),
            ),
          ),
        x,
      ).data(),
    ),
  ).toEqual([2, 4, 6]);
  expect(Array.from(await grad(() => sum(add(x, twice({ constant: ['x'] })({ x }))), x).data())).toEqual([1, 1, 1]);
  expect(Array.from(await grad(() => sum(add(x, floor(x))), x).data())).toEqual([1, 1, 1]);
});

/** Live examples of the Docs tab, computed away from the page's own thread. */
import { Device } from '../../engine/device.ts';
import type { Operand } from '../../engine/gpu/kernel.ts';
import { makePlan } from '../../engine/gpu/plan.ts';
import { tensor } from '../../engine/create.ts';
import { resizePixels, toPlanar } from '../../engine/files/image.ts';
import type { Op, Sample } from '../../engine/op.ts';
import { describeOutputs } from '../../engine/op.ts';
import { Random } from '../../engine/random.ts';
import { rowMajor, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import * as kernels from '../../kernels/index.ts';
import { catalog } from '../../layers/catalogue/index.ts';
import { attendTo } from '../../layers/show/attend.ts';
import type { Frame } from '../frame.ts';
import { frameOf } from '../frame.ts';
import { scenes } from '../scenes.ts';
import type { Answer, Ask, LiveFunction, LiveModule, Shader, Sheet } from './messages.ts';
import { showWrong } from './wrong.ts';

type AnyOp = Op<Record<string, unknown>>;

/** Cells of a live example's side, and the pixels of each that features are made of. */
const [cells, pixelsOfCell] = [8, 8];

addEventListener('message', ({ data: { id, ask } }: MessageEvent<{ id: number; ask: Ask }>) => {
  answer(ask).then(
    (told) => tell({ id, ...told } as Answer),
    (error: Error) => tell({ id, failed: error.message }),
  );
});
// oxlint-disable-next-line require-post-message-target-origin -- a worker has no origin to name
const tell = (told: Answer): void => postMessage(told);

async function answer(ask: Ask): Promise<object> {
  // A device for each example: what it compiles is what the example needs.
  const gpu = await Device.open().catch(() => Device.open({ backend: 'reference' }));
  try {
    if (ask.what === 'module') return { module: await liveModule(gpu, ask.name) };
    if (ask.what === 'function') return { function: await liveFunction(gpu, ask.name) };
    return { wrong: await showWrong(gpu, ask.name) };
  } finally {
    gpu.destroy();
  }
}

/** A module of the catalogue on the features of a small picture, with every shader that it asked for. */
async function liveModule(gpu: Device, className: string): Promise<LiveModule> {
  const entry = catalog.find((each) => each.className === className);
  if (!entry) throw new RangeError(`${className} is not in the catalogue`);
  const shaders = new Map<string, Shader>();
  const device = gpu.webgpu?.device;
  if (device) {
    const create = device.createShaderModule.bind(device);
    device.createShaderModule = (descriptor) => {
      const { label = '', code } = descriptor;
      shaders.set(code, { label, code });
      return create(descriptor);
    };
  }
  const side = cells * pixelsOfCell;
  const pixels = resizePixels(scenes[1].draw(), side, side);
  const image = tensor(gpu, toPlanar(pixels), [1, 3, side, side]);
  const frames: Frame[] = [];
  for (const [name, map] of attendTo(gpu, entry, image)) frames.push(await frameOf(name, map));
  return { picture: { ...pixels, data: Uint8ClampedArray.from(pixels.data) }, frames, shaders: [...shaders.values()] };
}

/** Each op that a function is made of, on the first of its samples. */
async function liveFunction(gpu: Device, name: string): Promise<LiveFunction> {
  const found = Object.hasOwn(kernels, name) ? (kernels as Record<string, unknown>)[name] : null;
  const ops =
    typeof found !== 'function' ? [] : 'spec' in found ? [found] : 'ops' in found ? (found.ops as unknown[]) : [];
  return { ops: await Promise.all((ops as AnyOp[]).map((op) => liveOp(gpu, op))) };
}

async function liveOp(gpu: Device, op: AnyOp): Promise<LiveFunction['ops'][number]> {
  const [given] = op.spec.samples;
  const sample: Sample<Record<string, unknown>> = Array.isArray(given)
    ? { shapes: { [op.spec.inputs[0]]: given as readonly number[] } }
    : (given as Sample<Record<string, unknown>>);
  const attrs = sample.attrs ?? {};
  const inputs = inputsOf(gpu, sample);
  const outputs = op.many(inputs, attrs);
  const sheets = (tensors: Record<string, Tensor>) =>
    Promise.all(Object.entries(tensors).map(([name, value]) => sheetOf(name, value)));
  const attributes = Object.entries(attrs).map(([key, value]) => `${key} ${JSON.stringify(value)}`);
  return {
    name: op.spec.name,
    inputs: await sheets(inputs),
    outputs: await sheets(outputs),
    attributes: attributes.join(', '),
    shaders: gpu.webgpu ? shadersOf(gpu, op, inputs, outputs, attrs) : [],
  };
}

function inputsOf(gpu: Device, { shapes, dtypes, range, values }: Sample<unknown>): Record<string, Tensor> {
  const random = new Random(1);
  const [low, high] = range ?? [-1, 1];
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => {
      const dtype = dtypes?.[name] ?? 'f32';
      const draw = () =>
        dtype === 'f32' || dtype === 'f16'
          ? random.uniform(low, high)
          : dtype === 'bool'
            ? random.integer(2)
            : low + random.integer(high - low + 1);
      const drawn = values?.[name] ?? Array.from({ length: size(shape) }, draw);
      return [name, tensor(gpu, Float64Array.from(drawn), shape, dtype)];
    }),
  );
}

/** The text that this adapter gets. */
function shadersOf(
  gpu: Device,
  { spec }: AnyOp,
  inputs: Record<string, Tensor>,
  outputs: Record<string, Tensor>,
  attrs: Record<string, unknown>,
): Shader[] {
  const operand = ({ shape, dtype }: Pick<Tensor, 'shape' | 'dtype'>): Operand => ({
    shape,
    dtype,
    strides: rowMajor(shape),
    offset: 0,
  });
  const described = describeOutputs(spec, inputs, attrs);
  const operands = Object.fromEntries(
    [...Object.entries(inputs), ...Object.entries(outputs)].map(([name, value]) => [
      name,
      operand({ shape: value.shape, dtype: described[name]?.dtype ?? value.dtype }),
    ]),
  );
  const { adapter } = gpu.webgpu!;
  return makePlan({
    label: spec.name,
    made: spec.kernel(operands, attrs, adapter),
    operands,
    reads: Object.keys(inputs),
    writes: Object.keys(outputs),
    limit: adapter.limits.maxStorageBufferBindingSize,
    live: spec.live,
  }).passes.map(({ source }, i) => ({ label: `${spec.name}${i ? ` ${i + 1}` : ''}`, code: source }));
}

/** The last two axes, at the first place of all others, as far as eight cells go. */
async function sheetOf(name: string, value: Tensor): Promise<Sheet> {
  const { shape } = value;
  const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const data = await value.data();
  const [tall, wide] = [Math.min(cells, rows), Math.min(cells, columns)];
  const values = Array.from({ length: tall * wide }, (_, i) =>
    Number(data[Math.floor(i / wide) * columns + (i % wide)]),
  );
  return { name, shape, rows: tall, columns: wide, values };
}

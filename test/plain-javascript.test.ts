/**
 * Calls as plain JavaScript makes them, where no compiler looks: whatever is missing, of another kind or in another's
 * place, every public function and constructor answers with a typed error that says what, got and fix, and none goes on
 * with options it does not know.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { grad, stopGradient, valueAndGrad } from '../engine/autograd.ts';
import { capture } from '../engine/capture.ts';
import { cast, copy } from '../engine/cast.ts';
import { full, ones, tensor, zeros } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { SaccadeError } from '../engine/errors.ts';
import { scope } from '../engine/scope.ts';
import { noGrad } from '../engine/tape.ts';
import { buffer, parameter } from '../engine/variable.ts';
import * as kernels from '../kernels/index.ts';
import * as layers from '../layers/index.ts';

const engine = { buffer, capture, cast, copy, full, grad, noGrad, ones, parameter, scope, stopGradient };
type Callable = ((...values: unknown[]) => unknown) & (new (...values: unknown[]) => unknown);
const everything: Record<string, unknown> = { ...engine, tensor, valueAndGrad, zeros, ...kernels, ...layers };
/** These take what another call gave, or files: their own tests ask what they refuse. */
const ofResults = ['checkSize', 'classRow', 'loadNetwork', 'prepared', 'preparationOf'];
const subjects = Object.entries(everything).filter(
  (entry): entry is [string, Callable] => typeof entry[1] === 'function' && !ofResults.includes(entry[0]),
);

let gpu: Device;
let values: Record<string, unknown>;
beforeAll(async () => {
  gpu = await Device.open({ backend: 'reference' });
  values = {
    gpu,
    list: ones(gpu, [3]),
    rows: ones(gpu, [2, 3]),
    picture: ones(gpu, [1, 2, 4, 4]),
    whole: tensor(gpu, [0, 1], [2], 'i32'),
    number: 3,
    eight: 8,
    null: null,
    undefined: void 0,
    NaN: Number.NaN,
    negative: -1,
    string: 'x',
    true: true,
    empty: [],
    sizes: [2, 3],
    options: {},
    'unknown option': { nope: 1 },
    function: () => 1,
  };
});

const run = (subject: Callable, names: readonly string[]): unknown => {
  const given = names.map((name) => values[name]);
  return Function.prototype.toString.call(subject).startsWith('class')
    ? Reflect.construct(subject, given)
    : subject(...given);
};

/** Networks that are large by default: they are not built over and over. */
const large = ['VisionTransformer', 'DinoV1', 'DinoV2', 'SwinTransformer', 'MixTransformer', 'ResNet', 'LocalResNet'];
const wrongOptions = ['null', 'number', 'string', 'empty', 'unknown option'];

/** Right beginnings, each followed by everything that is wrong there. */
const beginnings = [
  [],
  ['gpu'],
  ['gpu', 'eight'],
  ['gpu', 'eight', 'eight'],
  ['gpu', 'sizes'],
  ['list'],
  ['rows'],
  ['rows', 'rows'],
  ['picture'],
  ['picture', 'number'],
  ['picture', 'picture'],
  ['picture', 'picture', 'picture'],
  ['rows', 'whole'],
];

describe('whatever is given', () => {
  it.each(subjects)('%s refuses in three lines, or runs', async (name, subject) => {
    const calls = large.includes(name)
      ? [[], ...wrongOptions.flatMap((wrong) => [[wrong], ['gpu', wrong]])]
      : [[], ...beginnings.flatMap((start) => Object.keys(values).map((last) => [...start, last]))];
    for (const names of calls) {
      try {
        await run(subject, names);
      } catch (error) {
        if (!(error instanceof SaccadeError))
          throw new Error(`(${names.join(', ')}): ${String(error)}`, { cause: error });
        expect(error.message, names.join(', ')).toMatch(/^.+\n {2}got: .+(\n.+)*\n {2}fix: .+/);
      }
    }
  });
});

describe('calls that went through', () => {
  const refused = (call: () => unknown, message: RegExp) => {
    expect(call).toThrow(SaccadeError);
    expect(call).toThrow(message);
  };
  // oxlint-disable-next-line no-explicit-any -- as from plain JavaScript
  const js = <T>(value: T) => value as any;

  it('positional arguments where options are', () => {
    const x = ones(gpu, [2]);
    refused(() => js(kernels.clamp)(x, 0, 1), /clamp: options come as an object\n {2}got: 0\n {2}fix: use min, max/);
    refused(() => js(kernels.leakyRelu)(x, 0.2), /options come as an object/);
    refused(() => js(kernels.sum)(x, { keep: true }), /axes come as a number or a list/);
    refused(() => js(kernels.softmax)(x, { axis: 0 }), /axis .* out of range/);
    refused(() => new layers.Conv2d(gpu, 3, 8, js(3)), /Conv2d: options come as an object\n {2}got: 3/);
    refused(() => new layers.CBAM(gpu, 64, js(16)), /CBAM: options come as an object/);
  });
  it('names that no option has', () => {
    refused(
      () => kernels.sum(ones(gpu, [2]), 0, js({ keepdim: true })),
      /there is no option of that name\n {2}got: keepdim/,
    );
    refused(
      () => new layers.Conv2d(gpu, 3, 8, js({ kernelSize: 3 })),
      /there is no option of that name\n {2}got: kernelSize/,
    );
    refused(
      () => new layers.MaxPool2d(gpu, 2, js({ strides: 2 })),
      /there is no option of that name\n {2}got: strides/,
    );
    refused(() => new layers.Linear(gpu, 2, 2, js({ bais: false })), /there is no option of that name\n {2}got: bais/);
  });
  it('probabilities that are none', () => {
    for (const p of [{ p: 0.5 }, Number.NaN, -0.1, 1.5, '0.5', null])
      refused(() => new layers.Dropout(gpu, js(p)), /Dropout: p cannot be that/);
  });
  it('another first argument than the device', () => {
    refused(() => new layers.Linear(js(2), 2, js(undefined)), /the first argument must be a device/);
    refused(() => new layers.CBAM(js(undefined), 64), /the first argument must be a device/);
    refused(() => new layers.Dropout(js(0.5)), /the first argument must be a device/);
  });
  it('padding by name, states that are none', () => {
    const [x, w] = [ones(gpu, [1, 1, 5, 5]), ones(gpu, [1, 1, 3, 3])];
    refused(() => kernels.conv2d(x, w, undefined, { padding: js('same') }), /the padding must be/);
    for (const state of [{}, null, undefined, []])
      refused(() => new layers.Linear(gpu, 1, 1).load(js(state)), /a state is a Map of tensors/);
  });
});

/** `saccade export`: a module or a network as an ONNX model, as a model of Triton, or as safetensors. */
import { mkdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Device } from '../engine/device.ts';
import { SaccadeError } from '../engine/errors.ts';
import { loadSafetensors } from '../engine/files/load.ts';
import { saveSafetensors } from '../engine/files/save.ts';
import type { Module } from '../engine/module.ts';
import type { Shape } from '../engine/shape.ts';
import { seeded } from '../layers/basic/init.ts';
import { catalog } from '../layers/catalogue/index.ts';
import type { OnnxModel } from '../layers/onnx/export.ts';
import { onnxModel } from '../layers/onnx/export.ts';
import { loadNetwork } from '../layers/published/load-network.ts';
import { networks } from '../layers/published/networks.ts';
import { checkOutput, isStdin, makeFolder, readFile, writeOutput } from './file.ts';
import { didYouMean, printable, UsageError } from './words.ts';

export interface ExportOptions {
  /** A module of the catalogue, or a network. */
  name: string;
  weights?: string;
  /** [1, C, H, W]; a network's own by default. */
  input?: Shape;
  /** OUT.onnx or OUT.safetensors. */
  out?: string;
  /** Triton's model repository: a folder of models. */
  triton?: string;
}

/** @param open opens the device, once the words are known to be good. */
export async function exportModel(open: () => Promise<Device>, options: ExportOptions): Promise<number> {
  const { name, weights, out, triton } = options;
  const isNetwork = networks.some((network) => network.name === name);
  const entry = catalog.find((module) => module.name === name);
  if (!isNetwork && !entry) throw unknown(name);
  if (out === undefined && triton === undefined) throw new UsageError('export: name a file with -o, or a --triton DIR');
  const kind = out === undefined ? '.onnx' : extname(out).toLowerCase();
  if (!['.onnx', '.safetensors'].includes(kind)) throw new UsageError('export: -o ends in .onnx or .safetensors');
  if (isNetwork && weights === undefined)
    throw new UsageError(`export: the network ${name} is made by its --weights F.safetensors`);
  if (!isNetwork && options.input?.length !== 4) throw new UsageError('export: a module needs --input 1,C,H,W');
  if (out !== undefined) checkOutput(out, weights === undefined ? [] : [weights]);
  if (triton !== undefined) makeFolder(triton);

  const gpu = await open();
  const { module, input } = isNetwork ? await network(gpu, options) : await moduleOf(gpu, options);
  const tell = (path: string, text: string) => console.log(`${printable(path)}: ${text}`);
  if (out !== undefined && kind === '.safetensors') {
    writeOutput(out, await saveSafetensors(module));
    tell(out, `${module.state().size} tensors of ${module.constructor.name}`);
  }
  if (kind === '.onnx' || triton !== undefined) {
    const model = await onnxModel(module, input);
    const text = `${model.operators} operators of opset 17, input [${input.join(', ')}], ${outputsText(model)}`;
    if (out !== undefined && kind === '.onnx') {
      writeOutput(out, model.bytes);
      tell(out, text);
    }
    if (triton !== undefined) tell(writeTriton(triton, name, input, model), text);
  }
  return 0;
}

function unknown(name: string): SaccadeError {
  const names = [...catalog, ...networks].map((one) => one.name);
  const near = didYouMean(name, names);
  return new SaccadeError(
    'export',
    `there is no module or network "${printable(name)}"${near}`,
    '',
    `saccade modules lists the modules; the networks are ${networks.map((one) => one.name).join(', ')}`,
  );
}

async function network(
  gpu: Device,
  { name, weights, input }: ExportOptions,
): Promise<{ module: Module; input: Shape }> {
  const { net, entry, shapes } = await loadNetwork(gpu, isStdin(weights!) ? readFile(weights!) : weights!, name);
  const side = entry.size(shapes);
  return { module: net, input: input ?? [1, entry.mean.length, side, side] };
}

async function moduleOf(
  gpu: Device,
  { name, weights, input }: ExportOptions,
): Promise<{ module: Module; input: Shape }> {
  const [, channels, height, width] = input!;
  const entry = catalog.find((one) => one.name === name)!;
  const module = seeded(gpu, 0, () => entry.make(gpu, channels, height, width));
  if (weights !== undefined) module.load(await loadSafetensors(gpu, isStdin(weights) ? readFile(weights) : weights));
  return { module, input: input! };
}

const outputsText = ({ outputs }: OnnxModel): string =>
  outputs.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');

const tritonTypes: Record<string, string> = {
  f32: 'TYPE_FP32',
  f16: 'TYPE_FP16',
  i32: 'TYPE_INT32',
  u32: 'TYPE_UINT32',
  bool: 'TYPE_BOOL',
};

/** DIR/NAME/1/model.onnx and DIR/NAME/config.pbtxt, as Triton's model repository wants them. Gives the folder. */
function writeTriton(repository: string, name: string, input: Shape, model: OnnxModel): string {
  const folder = join(repository, name);
  const tensor = (of: string, type: string, shape: Shape) =>
    `  {\n    name: "${of}"\n    data_type: ${type}\n    dims: [ ${shape.join(', ')} ]\n  }`;
  const list = (tensors: string[]) => `[\n${tensors.join(',\n')}\n]`;
  mkdirSync(join(folder, '1'), { recursive: true });
  writeOutput(join(folder, '1', 'model.onnx'), model.bytes);
  writeOutput(
    join(folder, 'config.pbtxt'),
    [
      `name: "${name}"`,
      'platform: "onnxruntime_onnx"',
      'max_batch_size: 0',
      `input ${list([tensor('input', 'TYPE_FP32', input)])}`,
      `output ${list(model.outputs.map(({ name: of, dtype, shape }) => tensor(of, tritonTypes[dtype], shape)))}`,
      '',
    ].join('\n'),
  );
  return folder;
}

/** 1,C,H,W as --input says it. */
export function inputShape(word: string | boolean | undefined): Shape | undefined {
  if (word === undefined) return undefined;
  const sizes = String(word).split(',').map(Number);
  if (!/^[\d,]+$/.test(String(word)) || sizes.length !== 4 || sizes.some((n) => !(n >= 1 && n <= 65536)))
    throw new UsageError(`--input is 1,C,H,W in whole numbers, not "${String(word)}"`);
  return sizes;
}

/** The command line: words in, exit status out. */
import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import { Device } from '../engine/device.ts';
import { SaccadeError } from '../engine/errors.ts';
import { version } from '../package.json';
import { isStdin } from './file.ts';
import { say } from './progress.ts';
import { cell, didYouMean, none, oneOf, onlyFile, part, printable, text as word, UsageError, whole } from './words.ts';

type Values = Record<string, string | boolean | undefined>;
type Options = NonNullable<ParseArgsConfig['options']>;

interface Command {
  /** Its words, after `saccade`. */
  usage: string;
  options: Options;
  run: (words: readonly string[], values: Values) => Promise<number>;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const commands: Record<string, Command> = {
  attend: {
    usage:
      'attend IMAGE (--module NAME [--weights F.safetensors | --random] | --model NAME --weights ' +
      'F.safetensors [--block N]' +
      ' [--reading row|rollout|gradient-rollout|grad-cam]) [--query ROW,COL] [--head N] [--layer NAME] [--size N]' +
      ' [-o OUT.png|OUT.svg|OUT.html] [--json]',
    options: {
      module: text,
      model: text,
      block: text,
      reading: text,
      query: text,
      head: text,
      layer: text,
      size: text,
      weights: text,
      random: flag,
      out: { ...text, short: 'o' },
      json: flag,
    },
    run: async (words, values) => {
      const { module, query, head, layer, size, weights, random, out, json, device } = values;
      const picture = onlyFile('attend', words);
      if (values.model !== undefined) return attendModel(picture, values);
      for (const name of ['block', 'reading'])
        if (values[name] !== undefined) throw new UsageError(`attend: --${name} goes with --model NAME`);
      if (module === undefined)
        throw new UsageError('attend: --module NAME or --model NAME is missing; saccade modules lists the modules');
      const side = whole('--size', size, 16, 1024) ?? 256;
      if (side % 8) throw new UsageError(`--size is a multiple of 8, not ${side}`);
      if (isStdin(picture) && typeof weights === 'string' && isStdin(weights))
        throw new UsageError('attend: the picture and the weights cannot both come from standard input');
      if (weights !== undefined && random) throw new UsageError('attend: --weights or --random, not both');
      const { attend } = await import('./attend.ts');
      const options = {
        picture,
        module: String(module),
        query: cell('--query', query),
        head: whole('--head', head, 0, 4095) ?? 0,
        layer: word(layer),
        size: side,
        weights: word(weights),
        random: random === true,
        out: word(out),
        json: json === true,
      };
      return attend(opener(device), options);
    },
  },
  classify: {
    usage: 'classify IMAGE... --model NAME --weights F.safetensors [--json]',
    options: { model: text, weights: text, json: flag },
    run: async (pictures, { model, weights, json, device }) => {
      if (!pictures.length) throw new UsageError('classify: name at least one picture');
      const { classify } = await import('./network.ts');
      return classify(opener(device), { pictures, ...modelWords('classify', model, weights), json: json === true });
    },
  },
  extract: {
    usage:
      'extract DIR --model NAME --weights F.safetensors --what features|maps|classes --out DIR [--shard ' +
      'I/N] [--batch N] [--json]',
    options: { model: text, weights: text, what: text, out: text, shard: text, batch: text, json: flag },
    run: async (words, { model, weights, what, out, shard, batch, json, device }) => {
      const folder = onlyFile('extract', words);
      const named = modelWords('extract', model, weights);
      const kind = oneOf('--what', what, ['features', 'maps', 'classes']);
      if (kind === undefined) throw new UsageError('extract: --what features, maps or classes is missing');
      if (typeof out !== 'string') throw new UsageError('extract: --out DIR is missing');
      const { extract } = await import('./extract.ts');
      return extract(opener(device), {
        folder,
        ...named,
        what: kind,
        out,
        shard: part('--shard', shard) ?? { index: 0, count: 1 },
        batch: whole('--batch', batch, 1, 4096) ?? 8,
        json: json === true,
      });
    },
  },
  export: {
    usage:
      'export MODULE_OR_NETWORK [--weights F.safetensors] [--input 1,C,H,W] [-o ' +
      'OUT.onnx|OUT.safetensors] [--triton DIR]',
    options: { weights: text, input: text, out: { ...text, short: 'o' }, triton: text },
    run: async (words, { weights, input, out, triton, device }) => {
      const [name, ...rest] = words;
      if (name === undefined) throw new UsageError('export: name a module or a network');
      none('export', rest);
      const { exportModel, inputShape } = await import('./export.ts');
      return exportModel(opener(device), {
        name,
        weights: word(weights),
        input: inputShape(input),
        out: word(out),
        triton: word(triton),
      });
    },
  },
  check: {
    usage: 'check PATH... [--json]',
    options: { json: flag },
    run: async (words, { json, device }) => {
      if (!words.length) throw new UsageError('check: name at least one file or folder');
      const { check } = await import('./check.ts');
      return check(await openDevice(device), words, json === true);
    },
  },
  inspect: {
    usage: 'inspect FILE [--as cifar10|stl10-images|stl10-labels]',
    options: { as: text },
    run: async (words, { as }) => {
      const { datasets, inspect } = await import('./inspect.ts');
      return inspect(onlyFile('inspect', words), oneOf('--as', as, datasets));
    },
  },
  bench: {
    usage:
      'bench [--list | --first] [--cases A,B] [--size desk|gpu|networks|networks-gpu] [--peers ' +
      'tfjs,ort,jax] [--seconds N] [--out DIR] [--json]',
    options: { list: flag, first: flag, cases: text, size: text, peers: text, seconds: text, out: text, json: flag },
    run: async (words, { list, first, cases, size, peers, seconds, out, json, device }) => {
      none('bench', words);
      const { bench, benchFirst, listCases } = await import('./bench.ts');
      if (list) return listCases(json === true);
      const chosen = {
        cases: word(cases),
        size: oneOf('--size', size, ['desk', 'gpu', 'networks', 'networks-gpu'] as const) ?? 'desk',
        json: json === true,
      };
      if (first) return benchFirst(chosen);
      return bench({
        ...chosen,
        peers: word(peers),
        seconds: whole('--seconds', seconds, 1, 3600),
        out: word(out),
        reference: oneOf('--device', device, ['auto', 'reference']) === 'reference',
      });
    },
  },
  train: {
    usage:
      'train patch|segment|colour|cifar10|stl10|classify [--attention NAME] [--data FILE_OR_DIR] ' +
      '[--steps N] [--seed N] [--batch N] [--out DIR | --resume DIR] [--json]',
    options: {
      attention: text,
      data: text,
      steps: text,
      seed: text,
      batch: text,
      out: text,
      resume: text,
      json: flag,
    },
    run: async (words, { attention, data, steps, seed, batch, out, resume, json, device }) => {
      const { taskNames } = await import('../train/tasks/task-names.ts');
      const { train } = await import('./train.ts');
      const [task, ...rest] = words;
      if (task === undefined) throw new UsageError(`train: name a task: ${taskNames.join(', ')}`);
      none('train', rest);
      if (out !== undefined && resume !== undefined) throw new UsageError('train: --out or --resume, not both');
      return train(opener(device), {
        task: oneOf('train TASK', task, taskNames)!,
        attention: word(attention),
        data: word(data),
        steps: whole('--steps', steps, 1, 10_000_000),
        seed: whole('--seed', seed, 0, 2 ** 31 - 1),
        batch: whole('--batch', batch, 1, 4096),
        out: word(out),
        resume: word(resume),
        json: json === true,
      });
    },
  },
  modules: {
    usage: 'modules [--json]',
    options: { json: flag },
    run: async (words, { json }) => {
      none('modules', words);
      return (await import('./modules.ts')).modules(json === true);
    },
  },
  devices: {
    usage: 'devices [--json]',
    options: { json: flag },
    run: async (words, { json }) => {
      none('devices', words);
      return (await import('./devices.ts')).devices(json === true);
    },
  },
};

/** A network and its weights, which both must be named. */
function modelWords(
  command: string,
  model: Values[string],
  weights: Values[string],
): { model: string; weights: string } {
  if (typeof model !== 'string') throw new UsageError(`${command}: --model NAME is missing`);
  if (typeof weights !== 'string') throw new UsageError(`${command}: --weights F.safetensors is missing`);
  return { model, weights };
}

/** `attend` with a network in place of a module. */
async function attendModel(picture: string, values: Values): Promise<number> {
  const { query, block, head, layer, reading, size, out, json, device } = values;
  if (values.random) throw new UsageError('attend: --random goes with --module NAME');
  if (values.module !== undefined) throw new UsageError('attend: --module or --model, not both');
  const named = modelWords('attend', values.model, values.weights);
  if (isStdin(picture) && isStdin(named.weights))
    throw new UsageError('attend: the picture and the weights cannot both come from standard input');
  const { readings } = await import('../layers/show/network-reading.ts');
  const { attendNetwork } = await import('./network.ts');
  return attendNetwork(opener(device), {
    picture,
    ...named,
    reading: oneOf('--reading', reading, readings) ?? 'row',
    query: cell('--query', query),
    block: whole('--block', block, 0, 4095),
    head: whole('--head', head, 0, 4095),
    layer: word(layer),
    size: whole('--size', size, 1, 4096),
    out: word(out),
    json: json === true,
  });
}

const usage = `saccade: visual attention on WebGPU

${Object.values(commands)
  .map((command) => `  saccade ${command.usage}`)
  .join('\n')}

IMAGE and FILE may be - for standard input. Every command takes --device auto|reference; --version tells the version.`;

/** Runs one command line. 0 done, 1 the work failed or the input was refused, 2 wrong usage. */
export async function main(argv: readonly string[]): Promise<number> {
  const [name, ...rest] = argv;
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : null;
  try {
    if (name === undefined) throw new UsageError('name a command');
    if (['--help', '-h', 'help', '--version'].includes(name)) {
      console.log(name === '--version' ? version : usage);
      return 0;
    }
    if (!command) throw new UsageError(`there is no command "${name}"${didYouMean(name, Object.keys(commands))}`);
    const { values, positionals } = parseWords(rest, command.options);
    if (values.help) {
      console.log(usage);
      return 0;
    }
    return await command.run(positionals, values);
  } catch (error) {
    if (error instanceof UsageError) {
      say(`saccade: ${printable(error.message)}\n${command ? `usage: saccade ${command.usage}` : usage}\n`);
      return 2;
    }
    if (error instanceof SaccadeError || isSystemError(error)) {
      say(`saccade: ${printable(error.message.replace(/\n {2}/g, '; '))}\n`);
      return 1;
    }
    throw error;
  }
}

function parseWords(args: readonly string[], own: Options): { values: Values; positionals: string[] } {
  const options = { ...own, device: text, help: { type: 'boolean', short: 'h' } } as const;
  const words = { args: [...args], allowPositionals: true, options };
  try {
    const { values, positionals } = parseArgs(words);
    return { values: values as Values, positionals };
  } catch (error) {
    const { tokens } = parseArgs({ ...words, strict: false, tokens: true });
    const unknown = tokens.find((token) => token.kind === 'option' && !Object.hasOwn(options, token.name));
    if (unknown?.kind !== 'option') throw new UsageError((error as Error).message);
    const near = didYouMean(unknown.name, Object.keys(options)).replace('mean ', 'mean --');
    throw new UsageError(`there is no option ${unknown.rawName}${near}`);
  }
}

/** Checks what `--device` names, and gives what opens it. */
function opener(device: string | boolean | undefined): () => Promise<Device> {
  const backend = oneOf('--device', device, ['auto', 'reference']) === 'reference' ? 'reference' : 'webgpu';
  return () => Device.open({ backend });
}

/** Opens what `--device` names. */
export const openDevice = (device: string | boolean | undefined): Promise<Device> => opener(device)();

/**
 * A file that is not there, a folder that cannot be written, a package that is not installed: the system's own one line
 * says it best.
 */
const isSystemError = (error: unknown): error is Error =>
  error instanceof Error && ('syscall' in error || ('code' in error && error.code === 'ERR_MODULE_NOT_FOUND'));

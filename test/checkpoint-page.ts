/** What the page of checkpoint-browser.test.ts runs: training on the reference device, checkpoints in the browser. */
import { Device } from '../engine/device.ts';
import { crossEntropy } from '../kernels/loss/cross-entropy.ts';
import { seeded } from '../layers/basic/init.ts';
import { Linear } from '../layers/basic/linear.ts';
import { Adam } from '../train/adam.ts';
import { forgetInBrowser, loadInBrowser, saveInBrowser } from '../train/checkpoint-browser.ts';
import { restore, writeCheckpoint } from '../train/checkpoint.ts';
import { fit } from '../train/fit.ts';

const folder = 'runs/one';

const made = async () => {
  const gpu = await Device.open({ backend: 'reference' });
  const net = seeded(gpu, 1, () => new Linear(gpu, 3, 2));
  return { net, optimizer: new Adam(net.params(), { lr: 0.01 }) };
};

/**
 * Trains to `steps`, from the newest checkpoint if there is one, with a checkpoint after each step; gives the weights.
 */
async function train(steps: number, keep: boolean): Promise<{ from: number; said: string[]; weights: number[] }> {
  const given = await made();
  const said: string[] = [];
  const found = keep ? await loadInBrowser(folder, (line) => said.push(line)) : null;
  const from = found ? await restore(given, found) : 0;
  await fit(given.net, {
    optimizer: given.optimizer,
    from,
    steps,
    feed: (step) => ({
      x: { data: Float32Array.of(step, 1, -step), shape: [1, 3] },
      y: { data: Int32Array.of(step % 2), shape: [1], dtype: 'i32' },
    }),
    loss: ({ x, y }) => crossEntropy(given.net.forward(x), y),
    saveEvery: 1,
    ...(keep && {
      onSave: async (step: number) => saveInBrowser(folder, step, await writeCheckpoint(given, step, { seed: '1' })),
    }),
  });
  return { from, said, weights: [...(await given.net.weight!.data())] };
}

async function names(): Promise<string[]> {
  const runs = await (await navigator.storage.getDirectory()).getDirectoryHandle('runs');
  const found: string[] = [];
  for await (const name of (await runs.getDirectoryHandle('one')).keys()) found.push(name);
  return found.toSorted();
}

/** Cuts a checkpoint short, as a browser that ran out of room might leave it. */
async function damage(name: string): Promise<void> {
  const runs = await (await navigator.storage.getDirectory()).getDirectoryHandle('runs');
  const file = await (await (await runs.getDirectoryHandle('one')).getFileHandle(name)).createWritable();
  await file.write('cut');
  await file.close();
}

const nothing = async (): Promise<boolean> => (await loadInBrowser(folder, () => {})) === null;

Object.assign(window, { checkpoints: { train, names, damage, nothing, forget: () => forgetInBrowser(folder) } });

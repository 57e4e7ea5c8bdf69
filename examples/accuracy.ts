/**
 * How often published networks are right on their test sets, counted picture by picture.
 *
 *     npm run accuracy -- DATA [NAME…]
 *
 * DATA holds `weights/NAME.safetensors` and the sets: `mnist`, `cifar10`, `imagenette` (in STL-10's format).
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { useVulkan } from '../cli/vulkan.ts';
import { Device } from '../engine/device.ts';
import { scope } from '../engine/scope.ts';
import { tensor } from '../engine/create.ts';
import { argmax } from '../kernels/index.ts';
import { loadNetwork } from '../layers/published/load-network.ts';
import { preparationOf, prepared } from '../layers/published/picture.ts';
import { openDataset } from '../train/data/open-node.ts';
import type { Pictures } from '../train/data/pictures.ts';
import { select } from '../train/data/pictures.ts';

/** The sets that each network is judged by: files or folders of DATA. */
const sets: Record<string, readonly string[]> = {
  vit_mnist: ['mnist'],
  resnet20_cifar10: ['cifar10/test_batch.bin.br', 'cifar10/lossless_train.bin.br'],
  vit_cifar10: ['cifar10/test_batch.bin.br', 'cifar10/lossless_train.bin.br'],
  vit_prenorm_cifar10: ['cifar10/test_batch.bin.br', 'cifar10/lossless_train.bin.br'],
};

const batch = 250;

const [data, ...wanted] = process.argv.slice(2);
if (!data || !existsSync(join(data, 'weights'))) {
  console.error('usage: npm run accuracy -- DATA [NAME…]   DATA holds weights/ and the sets of pictures');
  process.exit(2);
}
useVulkan();
const gpu = await Device.open();
const began = performance.now();
for (const name of wanted.length ? wanted : Object.keys(sets)) {
  const loaded = await loadNetwork(gpu, join(data, 'weights', `${name}.safetensors`));
  for (const path of sets[name] ?? []) {
    const start = performance.now();
    const opened = await openDataset(join(data, path));
    const set = opened.test ?? opened.train;
    const right = await countRight(loaded, set);
    const share = ((100 * right) / set.count).toFixed(2);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${name} on ${path}: ${right} of ${set.count} right, ${share}%, in ${seconds} s`);
  }
  loaded.net.dispose();
}
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s in all`);
gpu.destroy();

async function countRight(loaded: Awaited<ReturnType<typeof loadNetwork>>, set: Pictures): Promise<number> {
  const how = preparationOf(loaded);
  let right = 0;
  for (let from = 0; from < set.count; from += batch) {
    const indices = Array.from({ length: Math.min(batch, set.count - from) }, (_, i) => from + i);
    const part = select(set, indices);
    const best = scope(() => {
      const pixels = Float32Array.from(part.images, (byte) => byte / 255);
      const image = tensor(gpu, pixels, [indices.length, ...set.shape]);
      const out = loaded.net.forward(prepared(image, how));
      return argmax(Array.isArray(out) ? out[0] : out, 1);
    });
    const guesses: ArrayLike<number> = await best.data();
    best.dispose();
    part.labels!.forEach((label, i) => (right += Number(guesses[i] === label)));
  }
  return right;
}

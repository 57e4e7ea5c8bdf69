/** A network as the Train tab makes it, for its weights to be looked with elsewhere. */
import type { AttentionMap } from '../../engine/capture.ts';
import { capture } from '../../engine/capture.ts';
import { tensor } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { resizePixels, toPlanar } from '../../engine/files/image.ts';
import type { Pixels } from '../../engine/files/pixels.ts';
import type { Module } from '../../engine/module.ts';
import { scope } from '../../engine/scope.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { catalog } from '../../layers/catalogue/index.ts';
import { AttentionNet } from '../../layers/models/attention-net.ts';
import type { ColourMechanism } from '../../layers/models/colour-net.ts';
import { ColourNet } from '../../layers/models/colour-net.ts';
import type { PatchAttention } from '../../layers/models/patch-net.ts';
import { PatchNet } from '../../layers/models/patch-net.ts';
import { AttentionUNet } from '../../layers/models/unet.ts';
import { parseCheckpoint } from '../../train/checkpoint.ts';
import { greyAndColour } from '../../train/tasks/colour.ts';
import type { Carried } from '../carried.ts';

/** Networks that know no size are shown larger than they learnt: more cells to point at. */
const larger = 2;

/**
 * Where a carried network looks in a picture. The caller frees the maps.
 * @throws FormatError or WeightsError for a checkpoint that is not of this network.
 */
export function carriedMaps(gpu: Device, carried: Carried, pixels: Pixels): ReadonlyMap<string, AttentionMap> {
  const { tensors } = parseCheckpoint(carried.checkpoint);
  const { net, side } = networkOf(gpu, carried, tensors.get('head.weight')?.shape[0] ?? 1);
  const weights = new Map<string, Tensor>();
  try {
    for (const [name, { data, shape, dtype }] of tensors)
      if (!/^(optimizer|averaged)\./.test(name)) weights.set(name, tensor(gpu, data, shape, dtype));
    net.load(weights);
    net.eval();
    const planes = toPlanar(resizePixels(pixels, side, side));
    return scope(
      () =>
        capture(() => {
          net.forward(inputOf(gpu, carried.task, planes, side));
        }).maps,
    );
  } finally {
    for (const each of weights.values()) each.dispose();
    net.dispose();
  }
}

function networkOf(
  gpu: Device,
  { task, attention, side }: Carried,
  classes: number,
): { net: Module & { forward(x: Tensor): unknown }; side: number } {
  if (task === 'colour')
    return { net: new ColourNet(gpu, { mechanism: attention as ColourMechanism }), side: side * larger };
  if (task === 'patch')
    return { net: new PatchNet(gpu, { attention: attention as PatchAttention }), side: side * larger };
  if (task === 'segment')
    return { net: new AttentionUNet(gpu, { attention: attention !== 'none' }), side: side * larger };
  const entry = catalog.find(({ name }) => name === attention);
  const make = entry ? (device: Device, channels: number) => entry.make(device, channels, side / 4, side / 4) : null;
  return { net: new AttentionNet(gpu, make, { classes }), side };
}

/** As the task's batches have it: grey about its middle, or colours of mean 0.5 and deviation 0.25. */
function inputOf(gpu: Device, task: Carried['task'], planes: Float32Array, side: number): Tensor {
  if (task === 'colour') return tensor(gpu, greyAndColour(planes, side, side).grey, [1, 1, side, side]);
  return tensor(
    gpu,
    planes.map((level) => (level - 0.5) / 0.25),
    [1, 3, side, side],
  );
}

/**
 * From a picture to attention maps: what the command `saccade attend` and the page share, so that both show the same
 * numbers.
 */
import type { AttentionMap } from '../../engine/capture.ts';
import { capture } from '../../engine/capture.ts';
import type { Device } from '../../engine/device.ts';
import { WeightsError } from '../../engine/errors.ts';
import { scope } from '../../engine/scope.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { CatalogEntry } from '../catalogue/catalog.ts';
import { GreyFeatures } from '../models/grey-features.ts';
import { PatchFeatures } from '../models/patches.ts';
import { blank, seeded } from '../basic/init.ts';
import { loadStored } from './zoo.ts';
import type { Zoo } from './zoo.ts';

/** Channels of the features that modules are shown on. */
export const featureChannels = 64;
/** Side that pictures are resized to unless asked otherwise: a grid of 32×32 cells. */
export const pictureSize = 256;

export interface AttendOptions {
  /** A state dict for the module, by official names; random weights of seed 0 unless the zoo's are given. */
  weights?: ReadonlyMap<string, Tensor>;
  /** Trained weights, and the features that they were trained on: see `loadZoo`. */
  zoo?: Zoo | null;
}

/**
 * Runs a catalogue module on a picture's features and gives its maps by name.
 * @param image [1, 3, S, S], 0 to 1.
 * @throws WeightsError when `weights` do not fit the module's default configuration.
 */
export function attendTo(
  gpu: Device,
  entry: CatalogEntry,
  image: Tensor,
  { weights, zoo = null }: AttendOptions = {},
): Map<string, AttentionMap> {
  const trained = weights ? null : zoo;
  const features = trained ? blank(() => new GreyFeatures(gpu)).eval() : new PatchFeatures(gpu, featureChannels);
  try {
    if (trained) loadStored(gpu, features, trained.features);
    return scope(() => {
      const x = features.forward(image);
      const module = seeded(gpu, 0, () => entry.make(gpu, featureChannels, x.shape[2], x.shape[3])).eval();
      try {
        if (weights) module.load(weights);
        else if (trained) loadStored(gpu, module, trained.module);
        return capture(() => module.forward(x)).maps;
      } finally {
        module.dispose();
      }
    });
  } catch (error) {
    if (error instanceof WeightsError)
      throw new WeightsError(
        'attend',
        error.what,
        error.got,
        `the weights must be those of ${entry.className} for ${featureChannels} channels`,
      );
    throw error;
  } finally {
    features.dispose();
  }
}

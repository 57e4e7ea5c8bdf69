/** What can be extracted of pictures: features, maps, classes. */
import { captureOutputs } from '../engine/capture.ts';
import type { Data } from '../engine/dtype.ts';
import { SaccadeError } from '../engine/errors.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { mean, softmax } from '../kernels/index.ts';
import type { LoadedNetwork } from '../layers/published/load-network.ts';
import { readNetwork } from '../layers/show/network-reading.ts';

export type Extraction = 'features' | 'maps' | 'classes';
export interface Result {
  shape: readonly number[];
  data: Data;
}

/** Of a batch [B, C, H, W] the results of the first `count` pictures. */
type Extract = (network: LoadedNetwork, x: Tensor, count: number) => Promise<readonly Result[]>;

const scores = ({ net }: LoadedNetwork, x: Tensor): Tensor => {
  const out = net.forward(x);
  return Array.isArray(out) ? out.at(-1)! : out;
};

/** [B, …] as a result for each of the first `count`. */
async function rowsOf(made: Tensor, count: number): Promise<Result[]> {
  const data = await made.data();
  const shape = made.shape.slice(1);
  const length = data.length / made.shape[0];
  made.dispose();
  return Array.from({ length: count }, (_, i) => ({ shape, data: data.slice(i * length, (i + 1) * length) }));
}

export const extractions: Readonly<Record<Extraction, Extract>> = {
  /**
   * The mean over positions of the layer that Grad-CAM looks at, the network's last one with a place in the picture.
   */
  features: (network, x, count) => {
    const layer = network.entry.camLayer(network.shapes);
    const made = scope(() => {
      const { outputs } = captureOutputs(() => scores(network, x));
      const features = outputs.get(layer)!;
      return mean(features, features.rank === 4 ? [2, 3] : [1]);
    });
    return rowsOf(made, count);
  },

  /** The last map that covers the picture, by row and column: the class token's, or the middle's, mean over heads. */
  maps: async (network, x, count) => {
    const results: Result[] = [];
    // One by one: a map is asked for a picture at a time.
    for (let i = 0; i < count; i++) {
      const image = scope(() => x.slice(0, i, i + 1));
      const { reading } = await readNetwork(network, image, { reading: 'row' });
      image.dispose();
      results.push({ shape: reading.grid, data: Float32Array.from(reading.row) });
    }
    return results;
  },

  /** Shares of the classes. */
  classes: (network, x, count) => {
    const { entry, shapes } = network;
    if (!entry.hasHead(shapes))
      throw new SaccadeError('extract', `${entry.name} has no classes`, entry.className, 'extract features or maps');
    return rowsOf(
      scope(() => softmax(scores(network, x), 1)),
      count,
    );
  },
};

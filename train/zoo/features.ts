/** Pictures as the zoo's modules see them: features of a frozen backbone, computed once and kept in host memory. */
import { tensor } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { scope } from '../../engine/scope.ts';
import type { GreyFeatures } from '../../layers/models/grey-features.ts';
import type { Pictures } from '../data/pictures.ts';
import { pictureOf } from '../data/pictures.ts';
import { greyAndColour } from '../tasks/colour.ts';

export interface Seen {
  count: number;
  /** Rows and columns of the features. */
  grid: readonly [number, number];
  channels: number;
  /** [count, channels, rows, columns]. */
  features: Float32Array;
  /** Two differences of colour for each cell: [count, 2, rows, columns]. */
  colours: Float32Array;
  labels: Uint8Array;
}

const batch = 8;

/** @param net in `eval()`. */
export async function see(gpu: Device, net: GreyFeatures, set: Pictures, indices: readonly number[]): Promise<Seen> {
  const [, height, width] = set.shape;
  const grid = [height / 4, width / 4] as const;
  const cells = grid[0] * grid[1];
  const channels = net.convs.at(-1)!.weight.shape[0];
  const features = new Float32Array(indices.length * channels * cells);
  const colours = new Float32Array(indices.length * 2 * cells);
  for (let start = 0; start < indices.length; start += batch) {
    const part = indices.slice(start, start + batch);
    const grey = new Float32Array(part.length * height * width);
    part.forEach((index, i) => {
      const made = greyAndColour(
        Float32Array.from(pictureOf(set, index), (byte) => byte / 255),
        height,
        width,
      );
      grey.set(made.grey, i * height * width);
      colours.set(made.colour, (start + i) * 2 * cells);
    });
    const out = scope(() => net.ofGrey(tensor(gpu, grey, [part.length, 1, height, width])));
    features.set((await out.data()) as Float32Array, start * channels * cells);
    out.dispose();
  }
  const labels = Uint8Array.from(indices, (index) => set.labels?.[index] ?? 0);
  return { count: indices.length, grid, channels, features, colours, labels };
}

/** The features of one picture; a view. */
export const featuresOf = ({ features, channels, grid }: Seen, index: number): Float32Array =>
  features.subarray(index * channels * grid[0] * grid[1], (index + 1) * channels * grid[0] * grid[1]);

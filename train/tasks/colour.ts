/**
 * Colour from grey: the network sees photographs without their colours, and the colours of a random half of the blocks
 * are hidden. Each hidden cell is judged by the colour that its attention copies for it, so it must learn to look at
 * the same kind of thing: the other eye, the rest of the sail, the same wall. No labels are used (after Vondrick et
 * al., "Tracking Emerges by Colorizing Videos", ECCV 2018, arXiv 1806.09594).
 *
 * What is hidden is hidden in the values: attention copies (colour · visible, visible), and the quotient of the two is
 * the weighted mean over visible cells alone. So every mechanism trains as it is, fused kernels included.
 */
import { tensor } from '../../engine/create.ts';
import type { Device } from '../../engine/device.ts';
import { Random } from '../../engine/random.ts';
import { scope } from '../../engine/scope.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add } from '../../kernels/elementwise/add.ts';
import { div } from '../../kernels/elementwise/div.ts';
import { mul } from '../../kernels/elementwise/mul.ts';
import { square } from '../../kernels/elementwise/square.ts';
import { sub } from '../../kernels/elementwise/sub.ts';
import { mean } from '../../kernels/reduce/mean.ts';
import type { ColourMechanism } from '../../layers/models/colour-net.ts';
import { ColourNet } from '../../layers/models/colour-net.ts';
import { Batches } from '../data/batches.ts';
import type { Pictures } from '../data/pictures.ts';
import type { HostTensor } from '../fit.ts';
import { mapsOf } from './classify.ts';
import type { Probe, Task } from './task.ts';

export interface ColourOptions {
  mechanism: ColourMechanism;
  /** Photographs; labels and masks are not looked at. */
  train: Pictures;
  /** Others of the same size, to be judged by. */
  test: Pictures;
  batch: number;
  seed: number;
  lr?: number;
}

/** Pixels of a cell's side, and cells of a block's: blocks are hidden or shown whole, or the neighbour would tell. */
const [cell, block] = [4, 3];
/** Batches of test pictures that the score is the mean of. */
const judgedBatches = 8;

/** Grey minus its middle for the network, and two colour differences, red and blue less grey, for each cell. */
export function greyAndColour(
  rgb: Float32Array,
  height: number,
  width: number,
): { grey: Float32Array; colour: Float32Array } {
  const [rows, columns] = [Math.floor(height / cell), Math.floor(width / cell)];
  const plane = height * width;
  const grey = new Float32Array(plane);
  const colour = new Float32Array(2 * rows * columns);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const light = 0.3 * rgb[at] + 0.6 * rgb[plane + at] + 0.1 * rgb[2 * plane + at];
      grey[at] = light - 0.45;
      const place = Math.floor(y / cell) * columns + Math.floor(x / cell);
      colour[place] += (rgb[at] - light) / cell;
      colour[rows * columns + place] += (rgb[2 * plane + at] - light) / cell;
    }
  }
  return { grey, colour };
}

/** The tensors of a batch: grey pictures, what may be copied, the colours, and which cells are judged. */
function hideColours(
  images: Float32Array,
  [, height, width]: Pictures['shape'],
  random: Random,
): Record<string, HostTensor> {
  const plane = height * width;
  const batch = images.length / (3 * plane);
  const grey = new Float32Array(batch * plane);
  const colours = Array.from({ length: batch }, (_, b) => {
    const picture = greyAndColour(images.subarray(b * 3 * plane, (b + 1) * 3 * plane), height, width);
    grey.set(picture.grey, b * plane);
    return picture.colour;
  });
  const grid = [Math.floor(height / cell), Math.floor(width / cell)] as const;
  return { grey: { data: grey, shape: [batch, 1, height, width] }, ...hideCells(colours, grid, random) };
}

/**
 * Hides the colours of a random half of the blocks: values that may be copied, colours that are wanted, cells that are
 * judged.
 * @param pictures [2, rows, columns] each, as `greyAndColour` gives them.
 */
export function hideCells(
  pictures: readonly Float32Array[],
  [rows, columns]: readonly [number, number],
  random: Random,
): Record<'values' | 'colours' | 'hidden', HostTensor> {
  const [batch, cells] = [pictures.length, rows * columns];
  const [values, wanted] = [new Float32Array(batch * 3 * cells), new Float32Array(batch * 2 * cells)];
  const hidden = new Float32Array(batch * cells);
  const across = Math.ceil(columns / block);
  pictures.forEach((colour, b) => {
    wanted.set(colour, b * 2 * cells);
    const hide = Array.from({ length: across * Math.ceil(rows / block) }, () => random.integer(2));
    for (let at = 0; at < cells; at++) {
      const gone = hide[Math.floor(Math.floor(at / columns) / block) * across + Math.floor((at % columns) / block)];
      hidden[b * cells + at] = gone;
      values[b * 3 * cells + at] = (1 - gone) * colour[at];
      values[(b * 3 + 1) * cells + at] = (1 - gone) * colour[cells + at];
      values[(b * 3 + 2) * cells + at] = 1 - gone;
    }
  });
  return {
    values: { data: values, shape: [batch, 3, rows, columns] },
    colours: { data: wanted, shape: [batch, 2, rows, columns] },
    hidden: { data: hidden, shape: [batch, 1, rows, columns] },
  };
}

/**
 * How wrong copied values (colour · visible, visible) are in the hidden cells. The quotient is written so that weights
 * without a softmax, which may add up to nothing, leave it small.
 */
export function copiedLoss(copied: Tensor, { colours, hidden }: Readonly<Record<string, Tensor>>): Tensor {
  const visible = copied.slice(1, 2, 3);
  const guess = div(mul(copied.slice(1, 0, 2), visible), add(square(visible), 1e-5));
  return mean(mul(square(sub(guess, colours)), hidden));
}

export function colourTask(gpu: Device, { mechanism, train, test, batch, seed, lr = 2e-3 }: ColourOptions): Task {
  const net = new ColourNet(gpu, { mechanism, seed });
  const bytes = { mean: [0, 0, 0], deviation: [1, 1, 1] };
  const batches = new Batches(train, { batch, seed, augment: { flip: true }, ...bytes });
  const judged = new Batches(test, { batch: Math.min(batch, test.count), seed: 0, shuffle: false, ...bytes });
  const loss = ({ grey, values, colours, hidden }: Readonly<Record<string, Tensor>>): Tensor => {
    return copiedLoss(net.copy(grey, values), { colours, hidden });
  };
  const probes = Array.from({ length: Math.min(4, test.count) }, (_, index): Probe => ({
    input: () => {
      const [, height, width] = test.shape;
      const { images } = new Batches(test, { batch: 1, seed: 0, shuffle: false, ...bytes }).from(index);
      return tensor(gpu, greyAndColour(images, height, width).grey, [1, 1, height, width]);
    },
    index,
    of: test,
    query: [0.5, 0.5],
  }));
  return {
    net,
    lr,
    weightDecay: 0.01,
    feed: (step) => hideColours(batches.at(step).images, train.shape, new Random(seed, 2 ** 30 + step)),
    loss,
    scores: async () => {
      let sum = 0;
      for (let i = 0; i < judgedBatches; i++) {
        const host = hideColours(judged.at(i).images, test.shape, new Random(0, i));
        const value = scope(() =>
          loss(
            Object.fromEntries(Object.entries(host).map(([name, { data, shape }]) => [name, tensor(gpu, data, shape)])),
          ),
        );
        sum += await value.item();
        value.dispose();
      }
      return { colour_error: sum / judgedBatches };
    },
    better: ({ colour_error }) => -colour_error,
    maps: (probe) => mapsOf(net, probe),
    probes,
  };
}

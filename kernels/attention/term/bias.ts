/** A number for each head and relative place: [heads, rows, columns]. */
import { name, wgsl } from '../../../engine/gpu/wgsl.ts';
import { indexSelect } from '../../gather/index-select.ts';
import { add } from '../../elementwise/add.ts';
import type { HostArray } from '../../../engine/op.ts';
import type { Pair } from '../loops.ts';
import { placesOfTaps } from '../plain.ts';
import { biasGradient, biasParams } from '../tables.ts';
import type { Term } from './term.ts';

const indexOf = ({ shape }: HostArray, { head, row, column }: Pair): number =>
  (head * shape[1] + row) * shape[2] + column;

export const bias: Term = {
  inputs: ['bias?'],
  tables: ['bias'],
  code: ({ operands: { bias } }) => ({
    before: () => wgsl`let bias_step = p.bias_x;`,
    rowStart: wgsl`let bias_row = p.bias_offset + head * p.bias_h + row_offset * p.bias_y;`,
    gains: () => [wgsl`bias[bias_row + column_offset * bias_step]`],
    reads: ['bias'],
    params: biasParams(bias),
    types: { bias: name('f32') },
  }),
  gradients: (call) => biasGradient(call),
  score: ({ bias }, pair) => bias.data[indexOf(bias, pair)],
  back: ({ bias, dbias }, pair, _, change) => {
    if (dbias) (dbias.data as Float64Array)[indexOf(bias, pair)] += change;
  },
  plain: (scores, { bias }, who) => {
    const [heads, , columns] = bias.shape;
    const index = placesOfTaps(bias.device, who, ({ row, column }) => row * columns + column);
    return add(scores, indexSelect(bias.reshape(heads, -1), 1, index).reshape([heads, ...scores.shape.slice(2)]));
  },
};

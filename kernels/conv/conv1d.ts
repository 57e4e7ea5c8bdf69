import { checkOptions, checkTensors } from '../../engine/arguments.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Activated } from './options.ts';
import { batched, sides, single } from '../make/pairs.ts';
import { ShapeError } from '../../engine/errors.ts';
import { show } from '../../engine/shape.ts';
import { conv2d } from './conv2d.ts';

export interface Conv1dOptions {
  stride?: number | readonly [number];
  /** Both ends, or [before, after]. */
  padding?: number | readonly [number] | readonly [number, number];
  dilation?: number | readonly [number];
  groups?: number;
}

/** x [B, C, L] (or [C, L]), w [O, C/groups, k], bias [O] → [B, O, L']. */
export function conv1d(x: Tensor, w: Tensor, bias?: Tensor, options: Conv1dOptions & Activated = {}): Tensor {
  checkTensors('conv1d', { x, w }, { bias });
  const {
    stride = 1,
    padding = 0,
    dilation = 1,
    groups = 1,
    activation,
  } = checkOptions('conv1d', options, 'stride padding dilation groups activation');
  return batched(x, 3, (x) => {
    if (x.rank !== 3 || w.rank !== 3)
      throw new ShapeError(
        'conv1d',
        'x must be [B, C, L] and w [O, C/groups, k]',
        `x ${show(x.shape)}, w ${show(w.shape)}`,
        'add the missing axes with reshape',
      );
    const ends = [padding].flat();
    const [, before, , after] = sides('conv1d', [0, ends[0], 0, ends[1] ?? ends[0]]);
    const row = (t: Tensor) => t.reshape(t.shape[0], t.shape[1], 1, t.shape[2]);
    const out = conv2d(row(x), row(w), bias, {
      stride: [1, single('conv1d', 'stride', stride)],
      padding: [0, before, 0, after],
      dilation: [1, single('conv1d', 'dilation', dilation)],
      groups,
      activation,
    });
    return out.reshape(out.shape[0], out.shape[1], out.shape[3]);
  });
}

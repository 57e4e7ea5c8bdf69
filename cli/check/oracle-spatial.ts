/** Oracle ops of convolutions, pools and resampling. Padding comes as [top, left, bottom, right]. */
import { conv1d, conv2d, convTranspose2d } from '../../kernels/conv/conv2d.ts';
import type { OracleTable } from './table.ts';

export const spatial: OracleTable = {
  conv1d: ({ x, w, b }, { stride, pads, dilation, groups }) => conv1d(x, w, b, { stride, padding: pads, dilation, groups }),
  conv2d: ({ x, w, b }, { stride, pads, dilation, groups }) => conv2d(x, w, b, { stride, padding: pads, dilation, groups }),
  conv_transpose2d: ({ x, w, b }, { stride, pads, dilation, groups, out_size }) => convTranspose2d(x, w, b, { stride, padding: pads, dilation, groups, outputSize: out_size }),
};

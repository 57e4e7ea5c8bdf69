/** Golden subjects of convolutions, pools and resampling. */
import { Conv1d, Conv2d, ConvTranspose2d } from '../../layers/conv.ts';
import { moduleSubject } from './module.ts';
import type { GoldenTable, Options } from './table.ts';

const convOptions = ({ kernel_size: kernel, stride, padding, dilation, groups, bias, output_padding: outputPadding }: Options) => ({
  kernel, stride, padding, dilation, groups, bias, ...(outputPadding !== undefined && { outputPadding }),
});

export const spatial: GoldenTable = {
  conv1d: (golden) => moduleSubject(golden, new Conv1d(golden.device, golden.args.in_channels, golden.args.out_channels, convOptions(golden.args))),
  conv2d: (golden) => moduleSubject(golden, new Conv2d(golden.device, golden.args.in_channels, golden.args.out_channels, convOptions(golden.args))),
  conv_transpose2d: (golden) => moduleSubject(golden, new ConvTranspose2d(golden.device, golden.args.in_channels, golden.args.out_channels, convOptions(golden.args))),
};

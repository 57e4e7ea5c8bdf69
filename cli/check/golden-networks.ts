/** Whole networks with their losses, and one step of training where the file has one. */
import { diceLoss } from '../../kernels/index.ts';
import type { PatchAttention } from '../../layers/models/patch-net.ts';
import { patchLoss, PatchNet } from '../../layers/models/patch-net.ts';
import { BasicBlock } from '../../layers/models/basic-block.ts';
import { CifarResNet } from '../../layers/models/cifar-resnet.ts';
import { AttentionUNet } from '../../layers/models/unet.ts';
import { moduleSubject } from './module.ts';
import type { GoldenCase, GoldenSubject, GoldenTable } from './table.ts';

const patchNet =
  (attention: PatchAttention) =>
  (golden: GoldenCase): GoldenSubject =>
    moduleSubject(golden, new PatchNet(golden.device, { attention }), (net, [image, label]) => {
      const q = net.attended(image);
      const p = net.probability(q);
      return [p, patchLoss(p, label), q];
    });

export const networks: GoldenTable = {
  net_article_cnn: patchNet('none'),
  net_article_mha: patchNet('multihead'),
  net_article_mha_conv1d: patchNet('multihead-conv'),
  net_article_cbam: (golden) => patchNet(golden.args.no_spatial ? 'cbam-channel' : 'cbam')(golden),
  net_unet_sagan: (golden) => {
    const { in_channels: channels, base, out_channels: outs, up } = golden.args;
    return moduleSubject(
      golden,
      new AttentionUNet(golden.device, { channels, base, outs, up }),
      (net, [image, mask]) => {
        const logits = net.forward(image);
        return [logits, diceLoss(logits, mask)];
      },
    );
  },
  resnet_cifar: (golden) => {
    const { num_blocks: depths, widths, num_classes: classes, option: shortcut } = golden.args;
    return moduleSubject(golden, new CifarResNet(golden.device, { depths, widths, classes, shortcut }));
  },
  resnet_attn: (golden) => {
    const { inplanes, planes, stride, gate } = golden.args;
    return moduleSubject(golden, new BasicBlock(golden.device, inplanes, planes, { stride, gate }));
  },
};

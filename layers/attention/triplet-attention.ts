import { checkOptions } from '../../engine/arguments.ts';
import { attend } from '../../engine/capture.ts';
import type { MapSource } from '../../engine/capture.ts';
import { copy } from '../../engine/cast.ts';
import type { Device } from '../../engine/device.ts';
import { Module } from '../../engine/module.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { add, affine, concat, max, mean, mul } from '../../kernels/index.ts';
import { BatchNorm } from '../basic/batchnorm.ts';
import { Conv2d } from '../basic/conv.ts';
import { spatialMap } from './gate-map.ts';

/** σ(BN(conv₇ₓ₇([max, mean] over axis 1))): [B, D, H, W] → [B, 1, H, W]. */
class AttentionGate extends Module {
  conv: { conv: Conv2d; bn: BatchNorm };

  constructor(gpu: Device) {
    super(gpu);
    this.conv = {
      conv: new Conv2d(gpu, 2, 1, { kernel: 7, padding: 3, bias: false }),
      bn: new BatchNorm(gpu, 1, { momentum: 0.01 }),
    };
  }

  forward(x: Tensor): Tensor {
    const summary = concat([max(x, 1, { keep: true }), mean(x, 1, { keep: true })], 1);
    return this.conv.bn.forward(this.conv.conv.forward(summary), 'sigmoid');
  }
}

/** A gate over channels and one axis of the picture: each place on that axis is a head, its row the channels. */
const pairMap = (name: string, gate: Tensor, channelAxis: 2 | 3): MapSource<{ gate: Tensor }> => {
  const placeAxis = channelAxis === 2 ? 3 : 2;
  return {
    name,
    kind: 'channel',
    heads: gate.shape[placeAxis],
    grid: [1, gate.shape[channelAxis]],
    keep: { gate },
    row: (kept, _query, place, batch) =>
      copy(kept.gate.slice(0, batch, batch + 1).slice(placeAxis, place, place + 1)).reshape(-1),
    full: (kept) => copy(kept.gate),
  };
};

/**
 * Triplet attention: three gates, each over two of channels, rows and columns, and the mean of what they let pass.
 * Paper: Misra et al., "Rotate to Attend: Convolutional Triplet Attention Module", WACV 2021, arXiv 2010.03045. Source:
 * landskape-ai/triplet-attention. Status: equal to the official code (names as in its newer file). No ReLU before σ;
 * batch norm momentum 0.01.
 *
 *     const y = new TripletAttention(gpu).forward(x);   // [B, C, H, W] → [B, C, H, W]
 */
export class TripletAttention extends Module {
  cw: AttentionGate;
  hc: AttentionGate;
  hw: AttentionGate | null;

  /** @param options `noSpatial` leaves the gate over rows and columns out. */
  constructor(gpu: Device, options: { noSpatial?: boolean } = {}) {
    super(gpu);
    const { noSpatial = false } = checkOptions('TripletAttention', options, 'noSpatial');
    this.cw = new AttentionGate(gpu);
    this.hc = new AttentionGate(gpu);
    this.hw = noSpatial ? null : new AttentionGate(gpu);
  }

  /** x and y [B, C, H, W]. */
  forward(x: Tensor): Tensor {
    const columns = this.cw.forward(x.transpose(1, 2));
    attend(() => pairMap('columns', columns, 2));
    const rows = this.hc.forward(x.transpose(1, 3));
    attend(() => pairMap('rows', rows, 3));
    const gates = add(columns.transpose(1, 2), rows.transpose(1, 3));
    if (!this.hw) return mul(x, affine(gates, { alpha: 1 / 2 }));
    const places = this.hw.forward(x);
    attend(() => spatialMap(places));
    return mul(x, affine(add(gates, places), { alpha: 1 / 3 }));
  }
}

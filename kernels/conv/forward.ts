/**
 * y = conv(x, w): each invocation makes one pixel of up to four output channels, so that a pixel read is used as often.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { name, repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import { activate } from '../elementwise/activation.ts';
import type { ConvAttrs, ConvEpilogue, ConvTensors } from './geometry.ts';
import { constants } from './geometry.ts';

export function plainForward(
  { x, w, y }: ConvTensors,
  { bias: withBias, activation }: ConvEpilogue,
  attrs: ConvAttrs,
): Kernel {
  const params = constants(x.shape, w.shape, y.shape, attrs);
  const outs = w.shape[0] / attrs.groups;
  const lanes = Math.min(4, outs);
  const blocks = Math.ceil(outs / lanes);
  // A block that sticks out of its group repeats the group's last channel and does not store it.
  const result = (total: Snippet) => (activation ? wgsl`${activate(name('f32'), activation)}(${total})` : total);
  const body = wgsl`
    let ox = i % p.out_width;
    var rest = i / p.out_width;
    let oy = rest % p.out_height;
    rest /= p.out_height;
    let channel = (rest % p.blocks) * ${u32(lanes)};
    rest /= p.blocks;
    let group = rest % p.groups;
    let b = rest / p.groups;
    let plane = p.height * p.width;
    let taps = p.kernel_h * p.kernel_w;
    let x_start = (b * p.groups + group) * p.ins * plane;
    ${repeat(
      lanes,
      (k) => wgsl`
        let o${k} = group * p.outs + min(channel + ${u32(k)}, p.outs - 1);
        let w${k} = o${k} * p.ins * taps;
        var total${k} = ${withBias ? wgsl`bias[o${k}]` : wgsl`0.0`};`,
    )}
    for (var ky = 0u; ky < p.kernel_h; ky++) {
      let iy = i32(oy * p.stride_h + ky * p.dilation_h) - p.top;
      if (iy < 0 || iy >= i32(p.height)) { continue; }
      for (var kx = 0u; kx < p.kernel_w; kx++) {
        let ix = i32(ox * p.stride_w + kx * p.dilation_w) - p.left;
        if (ix < 0 || ix >= i32(p.width)) { continue; }
        var from_x = x_start + u32(iy) * p.width + u32(ix);
        var from_w = ky * p.kernel_w + kx;
        ${repeat(lanes, (k) => wgsl`var sum${k} = 0.0;`)}
        for (var c = 0u; c < p.ins; c++) {
          let value = x[from_x];
          ${repeat(lanes, (k) => wgsl`sum${k} += value * w[w${k} + from_w];`)}
          from_x += plane;
          from_w += taps;
        }
        ${repeat(lanes, (k) => wgsl`total${k} += sum${k};`)}
      }
    }
    let pixels = p.out_height * p.out_width;
    let at = b * p.groups * p.outs * pixels + oy * p.out_width + ox;
    ${repeat(
      lanes,
      (k) => wgsl`
        if (channel + ${u32(k)} < p.outs) {
          out[at + o${k} * pixels] = ${result(wgsl`total${k}`)};
        }`,
    )}`;
  return each(y.shape[0] * attrs.groups * blocks * y.shape[2] * y.shape[3], body, {
    params: { ...params, blocks },
  });
}

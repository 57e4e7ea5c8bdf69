/**
 * x = convᵀ(y, w): the gradient of a convolution with respect to its input, and the transposed convolution.
 * A gather: each invocation makes one pixel of up to four channels from the outputs whose window holds it.
 */
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import { repeat, u32, wgsl } from '../../engine/gpu/wgsl.ts';
import type { ConvAttrs, ConvEpilogue, ConvTensors } from './geometry.ts';
import { constants } from './geometry.ts';

export function plainInput({ x, w, y }: ConvTensors, { bias: withBias }: ConvEpilogue, attrs: ConvAttrs): Kernel {
  const params = constants(x.shape, w.shape, y.shape, attrs);
  const lanes = Math.min(4, w.shape[1]);
  const blocks = Math.ceil(w.shape[1] / lanes);
  const body = wgsl`
    let ix = i % p.width;
    var rest = i / p.width;
    let iy = rest % p.height;
    rest /= p.height;
    let channel = (rest % p.blocks) * ${u32(lanes)};
    rest /= p.blocks;
    let group = rest % p.groups;
    let b = rest / p.groups;
    let pixels = p.out_height * p.out_width;
    let taps = p.kernel_h * p.kernel_w;
    let y_start = (b * p.groups + group) * p.outs * pixels;
    ${repeat(
      lanes,
      (k) => wgsl`
        let c${k} = min(channel + ${u32(k)}, p.ins - 1);
        let w${k} = (group * p.outs * p.ins + c${k}) * taps;
        var total${k} = ${withBias ? wgsl`bias[group * p.ins + c${k}]` : wgsl`0.0`};`,
    )}
    for (var ky = 0u; ky < p.kernel_h; ky++) {
      let row = i32(iy) + p.top - i32(ky * p.dilation_h);
      if (row < 0 || u32(row) % p.stride_h != 0 || u32(row) / p.stride_h >= p.out_height) { continue; }
      for (var kx = 0u; kx < p.kernel_w; kx++) {
        let column = i32(ix) + p.left - i32(kx * p.dilation_w);
        if (column < 0 || u32(column) % p.stride_w != 0 || u32(column) / p.stride_w >= p.out_width) { continue; }
        var from_y = y_start + (u32(row) / p.stride_h) * p.out_width + u32(column) / p.stride_w;
        var from_w = ky * p.kernel_w + kx;
        ${repeat(lanes, (k) => wgsl`var sum${k} = 0.0;`)}
        for (var o = 0u; o < p.outs; o++) {
          let value = y[from_y];
          ${repeat(lanes, (k) => wgsl`sum${k} += value * w[w${k} + from_w];`)}
          from_y += pixels;
          from_w += p.ins * taps;
        }
        ${repeat(lanes, (k) => wgsl`total${k} += sum${k};`)}
      }
    }
    let plane = p.height * p.width;
    let at = (b * p.groups + group) * p.ins * plane + iy * p.width + ix;
    ${repeat(lanes, (k) => wgsl`if (channel + ${u32(k)} < p.ins) { out[at + c${k} * plane] = total${k}; }`)}`;
  return each(x.shape[0] * attrs.groups * blocks * x.shape[2] * x.shape[3], body, { params: { ...params, blocks } });
}

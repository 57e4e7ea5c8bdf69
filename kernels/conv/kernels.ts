/**
 * Which kernel makes which tensor of a convolution: fast ones where shapes and adapter allow, the plain ones everywhere
 * else. All their shaders: test/wgsl/conv2d.wgsl, conv2d_input.wgsl, conv2d_weight.wgsl.
 */
import type { Adapter, Kernel, Program } from '../../engine/gpu/kernel.ts';
import { lanesOf } from '../../engine/gpu/kernel.ts';
import { plainForward } from './forward.ts';
import type { ConvAttrs, ConvEpilogue, ConvTensors } from './geometry.ts';
import { plainInput } from './input.ts';
import { hasLanes, laneConv } from './lanes.ts';
import { hasTiles, tileForward, tileInput, tileWeight } from './tiles.ts';
import { plainWeight } from './weight.ts';
import { hasLaneWeight, laneWeight } from './weight-lanes.ts';

export function forwardKernel(
  { x, w, y }: ConvTensors,
  epilogue: ConvEpilogue,
  attrs: ConvAttrs,
  adapter: Adapter,
): Kernel | Program {
  const lanes = lanesOf(adapter);
  if (lanes && hasLanes('y', w, attrs)) return laneConv({ made: 'y', x, w, y, lanes }, epilogue, attrs);
  return hasTiles(w, attrs, adapter)
    ? tileForward({ x, w, y }, epilogue, attrs, adapter)
    : plainForward({ x, w, y }, epilogue, attrs);
}

export function inputKernel(
  { x, w, y }: ConvTensors,
  epilogue: ConvEpilogue,
  attrs: ConvAttrs,
  adapter: Adapter,
): Kernel | Program {
  const lanes = lanesOf(adapter);
  if (lanes && hasLanes('x', w, attrs)) return laneConv({ made: 'x', x, w, y, lanes }, epilogue, attrs);
  return hasTiles(w, attrs, adapter)
    ? tileInput({ x, w, y }, epilogue, attrs, adapter)
    : plainInput({ x, w, y }, epilogue, attrs);
}

export function weightKernel(
  { x, w, y }: ConvTensors,
  epilogue: ConvEpilogue,
  attrs: ConvAttrs,
  adapter: Adapter,
): Kernel | Program {
  const lanes = lanesOf(adapter);
  if (lanes && hasLaneWeight(w, attrs)) return laneWeight({ x, w, y }, epilogue, attrs, lanes);
  return hasTiles(w, attrs, adapter)
    ? tileWeight({ x, w, y }, epilogue, attrs, adapter)
    : plainWeight({ x, w, y }, epilogue, attrs);
}

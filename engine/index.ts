/** The engine, as users import it. */
export { grad, stopGradient, valueAndGrad, vjp } from './autograd.ts';
export { attend, AttentionMap, capture, captureOutputs } from './capture.ts';
export type { Flow, MapKind, MapSource } from './capture.ts';
export { cast, copy } from './cast.ts';
export { Device } from './device.ts';
export type { DeviceOptions } from './device.ts';
export { keep } from './keep.ts';
export type { Data, DType } from './dtype.ts';
export {
  DeviceError,
  DeviceLostError,
  DisposedError,
  DTypeError,
  FormatError,
  KernelError,
  LimitError,
  OutOfMemoryError,
  SaccadeError,
  ScopeError,
  ShapeError,
  WeightsError,
} from './errors.ts';
export { resizePixels } from './files/image.ts';
export type {} from './files/image.ts';
export type { Pixels } from './files/pixels.ts';
export { each } from './gpu/kernel.ts';
export type { Kernel, Operand, Program } from './gpu/kernel.ts';
export { loadImage, loadPixels, loadSafetensors } from './files/load.ts';
export { Module } from './module.ts';
export type { LoadOptions } from './module.ts';
export { parseNpy, writeNpy } from './files/npy.ts';
export type { Fit } from './state-fit.ts';
export { defineOp } from './op.ts';
export type { Op, OpSpec, Sample } from './op.ts';
export { fresh, watch } from './ambient.ts';
export { Replay } from './replay/replay.ts';
export { Random } from './random.ts';
export { parseSafetensors, writeSafetensors } from './files/safetensors.ts';
export { saveSafetensors } from './files/save.ts';
export { scope } from './scope.ts';
export type { Shape } from './shape.ts';
export { noGrad } from './tape.ts';
export { full, ones, tensor, zeros } from './create.ts';
export { Tensor } from './tensor.ts';
export { buffer, parameter, Variable } from './variable.ts';
export { wgsl } from './gpu/wgsl.ts';

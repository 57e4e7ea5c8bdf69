/** Element type conversion, as an op that autograd knows. */
import { checkTensors } from './arguments.ts';
import { copyStorage } from './copy.ts';
import type { DType } from './dtype.ts';
import { checkDType, isFloat } from './dtype.ts';
import { record, tracing } from './tape.ts';
import { Tensor } from './tensor.ts';

/**
 * `x` with elements of type `dtype`; the same tensor's handle when it already is. Floats truncate towards zero and
 * saturate as integers, NaN becomes 0; anything not zero becomes true; f32 rounds to f16 with ties to even. Gradients
 * pass between float types, and end where whole numbers or bool begin.
 * @throws DTypeError for a type that is none.
 */
export function cast(x: Tensor, dtype: DType): Tensor {
  checkTensors('cast', { x });
  x.device.check('cast');
  checkDType('cast', dtype);
  if (x.dtype === dtype) return x.reshape(x.shape);
  const out = new Tensor(copyStorage(x.device, x.storage('cast'), x, dtype), dtype, x.shape);
  if (isFloat(x.dtype) && isFloat(dtype)) record('cast', [x], [out], { kind: 'cast' });
  else tracing.now?.({ op: 'cast', inputs: { x }, outputs: { out }, attrs: {} });
  return out;
}

/** A dense copy of `x` in memory of its own. */
export function copy(x: Tensor): Tensor {
  checkTensors('copy', { x });
  x.device.check('copy');
  const out = new Tensor(copyStorage(x.device, x.storage('copy'), x, x.dtype), x.dtype, x.shape);
  record('copy', [x], [out], { kind: 'reshape' });
  return out;
}

/**
 * Every error that the library throws on purpose. Each is thrown by the call that is wrong, before any GPU work, and
 * reads in three lines:
 *
 *     matmul: inner dimensions differ
 *       got: a [2, 64, 196], b [2, 64, 196]
 *       fix: pass { transposeB: true }, or permute b
 */
export class SaccadeError extends Error {
  /** The operation or function that refused, e.g. `matmul`. */
  readonly op: string;
  /** What is wrong, in a few words. */
  readonly what: string;
  /** What the call was given. */
  readonly got: string;
  /** What to do about it. */
  readonly fix: string;

  constructor(op: string, what: string, got = '', fix = '') {
    super(`${op}: ${what}${got && `\n  got: ${got}`}${fix && `\n  fix: ${fix}`}`);
    this.name = new.target.name;
    this.op = op;
    this.what = what;
    this.got = got;
    this.fix = fix;
  }
}

/** Shapes, axes or sizes that do not fit. */
export class ShapeError extends SaccadeError {}
/** An element type that the call does not take. */
export class DTypeError extends SaccadeError {}
/** No adapter, an error that the GPU reports, tensors of two devices. */
export class DeviceError extends SaccadeError {}
/** The GPU went away; nothing that was on it can be read any more. */
export class DeviceLostError extends DeviceError {}
/** The GPU refused an allocation. */
export class OutOfMemoryError extends DeviceError {}
/** A tensor larger than the adapter can bind. */
export class LimitError extends DeviceError {}
/** A kernel that does not compile or breaks its contract. */
export class KernelError extends SaccadeError {}
/** `scope`, `valueAndGrad` or `capture` used where it cannot work (an async callback, say). */
export class ScopeError extends SaccadeError {}
/** A tensor used after `dispose()`. */
export class DisposedError extends SaccadeError {}
/** A state dict that does not fit the module. */
export class WeightsError extends SaccadeError {}

/** A file that is not what it should be. One line: what, where, what was expected. */
export class FormatError extends SaccadeError {
  constructor(format: string, what: string, got = '', fix = '') {
    super(format, what, oneLine(got), fix);
    this.message = `${format}: ${what}${got && `, got ${oneLine(got)}`}${fix && ` (${fix})`}`;
  }
}

/** Text of a file as it may be shown: what is long is cut, and what would begin a line or move a cursor is a space. */
const oneLine = (text: string): string =>
  (text.length > 200 ? `${text.slice(0, 200)}…` : text).replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');

/** Runs one oracle case: a line of JSON with an op, inputs, expected outputs and, maybe, gradients. */
import { vjp } from '../../engine/autograd.ts';
import type { Device } from '../../engine/device.ts';
import type { DType } from '../../engine/dtype.ts';
import { isFloat } from '../../engine/dtype.ts';
import { DeviceError, LimitError, SaccadeError } from '../../engine/errors.ts';
import { fromHalf } from '../../engine/half.ts';
import { scope } from '../../engine/scope.ts';
import { sameShape, show, size } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import { tensor } from '../../engine/create.ts';
import type { Tolerance } from './compare.ts';
import { compare } from './compare.ts';
import type { CaseResult } from './report.ts';
import { oracles } from './subjects.ts';
import type { OracleCase, OracleTensor, Options } from './table.ts';
import { Unsupported } from './table.ts';

/** Runs a case; a refusal by the adapter's limits or a stated lack of support counts as skipped. */
export async function checkOracle(device: Device, given: OracleCase): Promise<CaseResult> {
  const name = given.id;
  const runner = oracles[given.op];
  if (!runner) return { name, failures: [], skipped: `op ${given.op} is not there` };
  const made: Tensor[] = [];
  const keep = <T extends Tensor>(t: T): T => (made.push(t), t);
  try {
    const attrs = revive(given.attrs) as Options;
    const makeInputs = () =>
      Object.fromEntries(Object.entries(given.inputs).map(([key, t]) => [key, keep(makeTensor(device, t))]));
    if (given.expect === 'throw')
      return { name, failures: await mustThrow(() => runner(makeInputs(), attrs, device, given)) };
    const inputs = makeInputs();
    const { outputs, grads } = scope(() => {
      const { grad } = given;
      let found: readonly (Tensor | null)[] = [];
      const run = () => {
        const out = runner(inputs, attrs, device, given);
        return (found = Array.isArray(out) ? (out as readonly (Tensor | null)[]) : [out as Tensor]);
      };
      if (!grad) return { outputs: run(), grads: new Map<string, Tensor>() };
      const wrt = new Map(grad.wrt.map((key) => [key, inputs[key]]));
      const result = vjp(
        () => run().map((out) => out ?? Object.values(inputs)[0]),
        wrt,
        (outs) => outs.map((_, i) => (grad.cotangents[i] ? makeTensor(device, grad.cotangents[i]) : undefined)),
      );
      return { outputs: found, grads: result.grads };
    });
    outputs.forEach((out) => out && keep(out));
    grads.forEach(keep);
    const failures: string[] = [];
    for (const [i, want] of (given.outputs ?? []).entries()) {
      const problem = await mismatch(outputs[i], want, given.tol ?? {});
      if (problem) failures.push(`output ${i}: ${problem}`);
    }
    for (const [key, want] of Object.entries(given.grad?.values ?? {})) {
      const problem = await mismatch(grads.get(key), want, given.grad!.tol);
      if (problem) failures.push(`gradient ${key}: ${problem}`);
    }
    return { name, failures };
  } catch (error) {
    if (error instanceof Unsupported) return { name, failures: [], skipped: error.message };
    if (error instanceof LimitError) return { name, failures: [], skipped: 'over a limit of this adapter' };
    if (error instanceof SaccadeError)
      return { name, failures: [`threw ${error.name}: ${error.message.split('\n')[0]}`] };
    throw error;
  } finally {
    for (const t of made) t.dispose();
  }
}

/** A wrong call must throw a typed error, at the call or at the latest when its result is read. */
async function mustThrow(run: () => unknown): Promise<string[]> {
  try {
    const out = scope(() => run() as Tensor);
    for (const result of Array.isArray(out) ? (out as Tensor[]) : [out]) await result.data();
  } catch (error) {
    if (error instanceof SaccadeError && !(error instanceof DeviceError)) return [];
    return [`threw ${(error as Error).name} instead of a typed error: ${(error as Error).message.split('\n')[0]}`];
  }
  return ['did not throw'];
}

async function mismatch(
  got: Tensor | null | undefined,
  want: OracleTensor,
  tolerance: Tolerance,
): Promise<string | null> {
  if (!got) return 'not given';
  if (!sameShape(got.shape, want.shape)) return `shape ${show(got.shape)}, expected ${show(want.shape)}`;
  const exact = !isFloat(dtypeOf(want.dtype));
  const worst = compare(await got.data(), values(want), exact ? {} : tolerance, want.dtype === 'f16' ? 'f16' : 'f32');
  return (
    worst &&
    `largest error ${worst.error.toExponential(3)} at ${worst.index} (got ${worst.got}, expected ` +
      `${worst.want}), allowed ` +
      `${worst.allowed.toExponential(3)}${tolerance.ulp ? ` or ${tolerance.ulp} ULP` : ''}`
  );
}

/** u8 has no name in WebGPU; its values travel as u32. */
const dtypeOf = (dtype: OracleTensor['dtype']): DType => (dtype === 'u8' ? 'u32' : dtype);

const makeTensor = (device: Device, t: OracleTensor): Tensor =>
  tensor(device, Float64Array.from(values(t)), t.shape, dtypeOf(t.dtype));

function values(t: OracleTensor): ArrayLike<number> {
  const length = size(t.shape);
  if (t.b64 === undefined) return new Float64Array(length).fill(Number(t.fill ?? 0));
  const bytes = Uint8Array.from(Buffer.from(t.b64, 'base64'));
  switch (t.dtype) {
    case 'f32':
      return new Float32Array(bytes.buffer);
    case 'f16':
      return Float32Array.from(new Uint16Array(bytes.buffer), fromHalf);
    case 'i32':
      return new Int32Array(bytes.buffer);
    case 'u32':
      return new Uint32Array(bytes.buffer);
    default:
      return bytes;
  }
}

/** JSON has no NaN and no infinities: they come as strings. */
function revive(value: unknown): unknown {
  if (value === 'NaN' || value === 'Infinity' || value === '-Infinity') return Number(value);
  if (Array.isArray(value)) return value.map(revive);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revive(inner)]));
  return value;
}

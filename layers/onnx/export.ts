/**
 * `exportOnnx`: a module as an ONNX model, for whoever runs those: ONNX Runtime, Triton, phones. What `forward` does is
 * written down op by op as it runs once, in operators of opset 17 alone, with weights under their own names.
 */
import { within } from '../../engine/ambient.ts';
import { checkModules, told } from '../../engine/arguments.ts';
import { zeros } from '../../engine/create.ts';
import type { Data, DType } from '../../engine/dtype.ts';
import { KernelError, ShapeError } from '../../engine/errors.ts';
import { Graph } from '../../engine/files/onnx.ts';
import type { Module } from '../../engine/module.ts';
import { scope } from '../../engine/scope.ts';
import type { Shape } from '../../engine/shape.ts';
import { show } from '../../engine/shape.ts';
import type { Traced } from '../../engine/tape.ts';
import { noGrad, takeExports, tracing } from '../../engine/tape.ts';
import { Tensor } from '../../engine/tensor.ts';
import { elementwise } from './elementwise.ts';
import type { Call, Lowering, Value } from './lowering.ts';
import { elements, unsupported } from './lowering.ts';
import { reductions } from './reductions.ts';
import { spatial } from './spatial.ts';
import { views } from './views.ts';

const lowerings: Readonly<Record<string, Lowering>> = { ...elementwise, ...views, ...reductions, ...spatial };

/** The ops that have an operator, or a few, of their own. */
export const exportable: readonly string[] = Object.keys(lowerings).sort();

/** Writes down what runs. */
class Tracer {
  readonly graph = new Graph();
  /** By the id of a tensor; the name of the op for a second result, which has none in ONNX. */
  private readonly values = new Map<number, Value | string>();
  /** Handles of what is read once all has run. */
  private readonly held: { tensor: Tensor; take: (data: Data) => void }[] = [];

  /** Gives a tensor its name. */
  name(tensor: Tensor, name: string): void {
    this.values.set(tensor.id, { name, shape: tensor.shape, dtype: tensor.dtype });
  }

  /** A tensor whose elements are written into the model. */
  keep(tensor: Tensor, name?: string): Value {
    const { shape, dtype } = tensor;
    let data: Data | null = null;
    this.held.push({ tensor: tensor.alias(), take: (read) => (data = read) });
    const value: Value = { name: '', shape, dtype, data: () => data! };
    value.name = this.graph.keep({ type: dtype, dims: shape, data: () => elements(dtype, data!) }, name);
    this.values.set(tensor.id, value);
    return value;
  }

  /** Called with each op and view as it ran. What is made of constants alone is one. */
  readonly tell = (traced: Traced): void => {
    const { op, inputs, outputs, attrs, plain } = traced as Traced<Tensor>;
    if (Object.values(inputs).every(({ id }) => !this.values.has(id))) return;
    const [[, out], ...others] = Object.entries(outputs);
    const lower = lowerings[op];
    if (lower) {
      const named = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, this.value(input)]));
      this.name(out, lower(this.graph, { op, inputs: named, out, attrs } as Call));
      for (const [, other] of others) this.values.set(other.id, op);
    } else if (plain) {
      const made = scope(plain);
      for (const [key, output] of Object.entries(outputs)) {
        this.values.set(output.id, this.value(made[key]));
        made[key].dispose();
      }
    } else unsupported(op);
  };

  /** Its place in the graph: what has none yet is a constant. */
  value(tensor: Tensor): Value {
    const value = this.values.get(tensor.id);
    if (typeof value === 'string')
      unsupported(value, `its second result, ${tensor.dtype} ${show(tensor.shape)}, is used, and has no operator`);
    return value ?? this.keep(tensor);
  }

  /** Reads what is held. */
  async read(): Promise<void> {
    for (const { tensor, take } of this.held) take(await tensor.data());
  }
  dispose(): void {
    for (const { tensor } of this.held) tensor.dispose();
  }
}

/** An ONNX model, and what it gives. */
export interface OnnxModel {
  bytes: Uint8Array<ArrayBuffer>;
  outputs: readonly { name: string; shape: Shape; dtype: DType }[];
  /** How many operators it has. */
  operators: number;
}

/**
 * The bytes of an ONNX model of `module`, for inputs of just this shape: one graph of plain operators (opset 17), its
 * input `input`, its output `output` (or `output0`, `output1`, …), its weights named as in `module.state()`. The module
 * is taken as it stands, in inference.
 *
 *     writeFileSync('cbam.onnx', await exportOnnx(new CBAM(gpu, 64), [1, 64, 32, 32]));
 *
 * @throws KernelError that names an op without an operator, or a module that is in training; ShapeError for a shape
 * that the module refuses; FormatError beyond 2 GiB.
 */
export async function exportOnnx(module: Module, inputShape: Shape): Promise<Uint8Array<ArrayBuffer>> {
  return (await onnxModel(module, inputShape)).bytes;
}

/** `exportOnnx`, with what there is to tell of the model. @throws as it does. */
export async function onnxModel(module: Module, inputShape: Shape): Promise<OnnxModel> {
  checkModules('exportOnnx', [module]);
  if (!Array.isArray(inputShape) || !inputShape.every((n) => Number.isInteger(n) && n > 0))
    throw new ShapeError(
      'exportOnnx',
      'the shape of the input comes second',
      told(inputShape),
      'such as [1, 64, 32, 32]',
    );
  if ([...module.modules().values()].some(({ training }) => training))
    throw new KernelError('exportOnnx', 'the module is in training', module.constructor.name, 'call eval() first');
  takeExports();
  const tracer = new Tracer();
  try {
    for (const [name, variable] of module.state()) tracer.keep(variable, name);
    const outputs = scope(() => noGrad(() => run(module, inputShape, tracer)));
    await tracer.read();
    const { graph } = tracer;
    return { bytes: graph.model(module.constructor.name), outputs, operators: graph.needed.length };
  } finally {
    tracer.dispose();
  }
}

function run(module: Module, shape: Shape, tracer: Tracer): OnnxModel['outputs'] {
  const x = zeros(module.device, shape);
  tracer.name(x, tracer.graph.input('input', shape));
  const given: unknown = within(tracing, tracer.tell, () => module.forward(x));
  const outputs = outputsOf(given);
  return outputs.map((output, i) => {
    const { name: value, dtype } = tracer.value(output);
    const name = outputs.length > 1 ? `output${i}` : 'output';
    tracer.graph.output(value, output.shape, dtype, name);
    return { name, shape: output.shape, dtype };
  });
}

/** The tensors of what a module gives: one, a list, or a record. */
function outputsOf(given: unknown): Tensor[] {
  const found = given instanceof Tensor ? [given] : Object.values((given ?? {}) as object).flat();
  const tensors = found.filter((one): one is Tensor => one instanceof Tensor);
  if (tensors.length === 0)
    throw new KernelError('exportOnnx', 'forward gives no tensor', told(given), 'export the module that does');
  return tensors;
}

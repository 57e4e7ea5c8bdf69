/**
 * Writes ONNX models: enough of the format (protocol buffers, onnx.proto) for graphs of plain operators of opset 17.
 * Only what the outputs need is written.
 */
import { FormatError } from '../errors.ts';

type Dims = readonly number[];
/** A whole number, a text, a list of whole numbers, or a number that the operator wants as a float. */
export type Attribute = number | string | readonly number[] | { float: number };

/** Element types by the format's numbers. */
export const elementTypes = { f32: 1, i32: 6, i64: 7, bool: 9, f16: 10, u32: 12 } as const;
export type ElementType = keyof typeof elementTypes;

/** Protocol buffers end at 2 GiB: what is larger keeps its weights in files of their own, which this does not write. */
const maxBytes = 2 ** 31 - 1;
const text = new TextEncoder();

/** A protocol buffers message: fields one after the other. */
class Message {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  whole(field: number, value: number | bigint): this {
    return this.put(varint(field << 3)).put(varint(value));
  }
  float(field: number, value: number): this {
    return this.put(varint((field << 3) | 5)).put(new Uint8Array(new Float32Array([value]).buffer));
  }
  bytes(field: number, value: Uint8Array): this {
    return this.put(varint((field << 3) | 2))
      .put(varint(value.length))
      .put(value);
  }
  text(field: number, value: string): this {
    return this.bytes(field, text.encode(value));
  }
  /** Its parts, not a copy of them: models are large. */
  message(field: number, value: Message): this {
    this.put(varint((field << 3) | 2)).put(varint(value.length));
    for (const part of value.parts) this.put(part);
    return this;
  }
  done(): Uint8Array<ArrayBuffer> {
    if (this.length > maxBytes)
      throw new FormatError('onnx', 'the model is too large', `${this.length} bytes`, 'at most 2 GiB fit; use half()');
    const all = new Uint8Array(this.length);
    this.parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    return all;
  }

  private put(part: Uint8Array): this {
    this.parts.push(part);
    this.length += part.length;
    return this;
  }
}

function varint(value: number | bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.of(...bytes, Number(rest));
}

interface Held {
  type: ElementType;
  dims: Dims;
  data: () => ArrayBufferView;
}

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9. */
function tensorProto(name: string, { type, dims, data }: Held): Message {
  const proto = new Message();
  for (const n of dims) proto.whole(1, n);
  const { buffer, byteOffset, byteLength } = data();
  return proto
    .whole(2, elementTypes[type])
    .text(8, name)
    .bytes(9, new Uint8Array(buffer, byteOffset, byteLength));
}

/** ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1, shape 2 { dim 1 { dim_value 1 } } } }. */
function valueInfo(name: string, { type, dims }: { type: ElementType; dims: Dims }): Message {
  const shape = new Message();
  for (const n of dims) shape.message(1, new Message().whole(1, n));
  return new Message()
    .text(1, name)
    .message(2, new Message().message(1, new Message().whole(1, elementTypes[type]).message(2, shape)));
}

/** AttributeProto: name 1, f 2, i 3, s 4, ints 8, type 20 (FLOAT 1, INT 2, STRING 3, INTS 7). */
function attributeProto(name: string, value: Attribute): Message {
  const proto = new Message().text(1, name);
  if (typeof value === 'number') return proto.whole(3, value).whole(20, 2);
  if (typeof value === 'string') return proto.text(4, value).whole(20, 3);
  if ('float' in value) return proto.float(2, value.float).whole(20, 1);
  for (const n of value) proto.whole(8, n);
  return proto.whole(20, 7);
}

interface GraphNode {
  type: string;
  inputs: readonly string[];
  outputs: readonly string[];
  attributes: Readonly<Record<string, Attribute>>;
  domain: string;
}

/** NodeProto: input 1, output 2, op_type 4, attribute 5, domain 7. */
function nodeProto({ type, inputs, outputs, attributes, domain }: GraphNode): Message {
  const proto = new Message();
  for (const input of inputs) proto.text(1, input);
  for (const output of outputs) proto.text(2, output);
  proto.text(4, type);
  for (const [name, value] of Object.entries(attributes)) proto.message(5, attributeProto(name, value));
  return proto.text(7, domain);
}

/** A graph in the making; values go by name. */
export class Graph {
  private readonly nodes: GraphNode[] = [];
  private readonly constants = new Map<string, Held>();
  private readonly inputs: Message[] = [];
  private readonly outputs = new Map<string, Message>();
  private named = 0;

  input(name: string, dims: Dims, type: ElementType = 'f32'): string {
    this.inputs.push(valueInfo(name, { type, dims }));
    return name;
  }

  constant(data: Float32Array, dims: Dims): string {
    return this.keep({ type: 'f32', dims, data: () => data });
  }
  /** A list of whole numbers, such as a shape. */
  list(values: readonly number[] | Int32Array): string {
    const data = BigInt64Array.from(values as readonly number[], (value) => BigInt(value));
    return this.keep({ type: 'i64', dims: [values.length], data: () => data });
  }
  /** A constant whose bytes are asked for as the model is written, under its own name if it has one. */
  keep(held: Held, name = this.name()): string {
    this.constants.set(name, held);
    return name;
  }

  /** A node with one result. Those of Microsoft's own operators go by `com.microsoft`. */
  node(type: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}, domain = ''): string {
    return this.split(type, inputs, attributes, 1, domain)[0];
  }

  /** A node with several results. */
  split(
    type: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute>,
    count: number,
    domain = '',
  ): string[] {
    const outputs = Array.from({ length: count }, () => this.name());
    this.nodes.push({ type, inputs, outputs, attributes, domain });
    return outputs;
  }

  reshape(x: string, dims: Dims): string {
    return this.node('Reshape', [x, this.list(dims)]);
  }
  transpose(x: string, perm: readonly number[]): string {
    return this.node('Transpose', [x], { perm });
  }

  /** A value that the model gives, under another name if one is given. */
  output(value: string, dims: Dims, type: ElementType = 'f32', as?: string): void {
    if (as !== undefined)
      this.nodes.push({ type: 'Identity', inputs: [value], outputs: [as], attributes: {}, domain: '' });
    this.outputs.set(as ?? value, valueInfo(as ?? value, { type, dims }));
  }

  /** The nodes that the outputs need, in order, and the operators among them. */
  get needed(): readonly GraphNode[] {
    const wanted = new Set(this.outputs.keys());
    const found = this.nodes.toReversed().filter(({ inputs, outputs }) => {
      if (!outputs.some((output) => wanted.has(output))) return false;
      for (const input of inputs) wanted.add(input);
      return true;
    });
    return found.reverse();
  }

  /**
   * ModelProto: ir_version 1, producer_name 2, graph 7 { node 1, name 2, initializer 5, input 11, output 12 },
   * opset_import 8 { domain 1, version 2 }.
   * @throws FormatError for a model beyond 2 GiB.
   */
  model(name = 'case'): Uint8Array<ArrayBuffer> {
    const nodes = this.needed;
    const used = new Set([...nodes.flatMap(({ inputs }) => inputs), ...this.outputs.keys()]);
    const graph = new Message();
    for (const node of nodes) graph.message(1, nodeProto(node));
    graph.text(2, name);
    for (const [constant, held] of this.constants)
      if (used.has(constant)) graph.message(5, tensorProto(constant, held));
    for (const input of this.inputs) graph.message(11, input);
    for (const output of this.outputs.values()) graph.message(12, output);
    const model = new Message().whole(1, 8).text(2, 'saccade').message(7, graph);
    const versions = { '': 17, 'com.microsoft': 1 };
    for (const [domain, version] of Object.entries(versions))
      if (!domain || nodes.some((node) => node.domain === domain))
        model.message(8, new Message().text(1, domain).whole(2, version));
    return model.done();
  }

  private name(): string {
    return `v${this.named++}`;
  }
}

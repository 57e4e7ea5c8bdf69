/** Writes ONNX models: enough of the format (protocol buffers, onnx.proto) for the benchmark's graphs. */

type Dims = readonly number[];
type Attribute = number | string | readonly number[];

const [floatType, int64Type] = [1, 7];
const text = new TextEncoder();

/** A protocol buffers message: fields one after the other. */
class Message {
  private readonly parts: Uint8Array[] = [];
  private length = 0;

  whole(field: number, value: number | bigint): this {
    return this.put(varint(field << 3)).put(varint(value));
  }
  bytes(field: number, value: Uint8Array): this {
    return this.put(varint((field << 3) | 2))
      .put(varint(value.length))
      .put(value);
  }
  text(field: number, value: string): this {
    return this.bytes(field, text.encode(value));
  }
  message(field: number, value: Message): this {
    return this.bytes(field, value.done());
  }
  done(): Uint8Array {
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

/** TensorProto: dims 1, data_type 2, name 8, raw_data 9. */
function tensorProto(name: string, dims: Dims, data: Float32Array | BigInt64Array): Message {
  const proto = new Message();
  for (const n of dims) proto.whole(1, n);
  return proto
    .whole(2, data instanceof BigInt64Array ? int64Type : floatType)
    .text(8, name)
    .bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/** ValueInfoProto: name 1, type 2 { tensor_type 1 { elem_type 1, shape 2 { dim 1 { dim_value 1 } } } }. */
function valueInfo(name: string, dims: Dims): Message {
  const shape = new Message();
  for (const n of dims) shape.message(1, new Message().whole(1, n));
  return new Message()
    .text(1, name)
    .message(2, new Message().message(1, new Message().whole(1, floatType).message(2, shape)));
}

/** AttributeProto: name 1, i 3, s 4, ints 8, type 20 (INT 2, STRING 3, INTS 7). */
function attributeProto(name: string, value: Attribute): Message {
  const proto = new Message().text(1, name);
  if (typeof value === 'number') return proto.whole(3, value).whole(20, 2);
  if (typeof value === 'string') return proto.text(4, value).whole(20, 3);
  for (const n of value) proto.whole(8, n);
  return proto.whole(20, 7);
}

/** A graph in the making; values go by name. */
export class Graph {
  private readonly nodes: Message[] = [];
  private readonly constants: Message[] = [];
  private readonly inputs: Message[] = [];
  private readonly outputs: Message[] = [];
  private named = 0;

  input(name: string, dims: Dims): string {
    this.inputs.push(valueInfo(name, dims));
    return name;
  }

  constant(data: Float32Array, dims: Dims): string {
    return this.keep(dims, data);
  }
  /** A list of whole numbers, such as a shape. */
  list(values: readonly number[] | Int32Array): string {
    return this.keep(
      [values.length],
      BigInt64Array.from(values as readonly number[], (value) => BigInt(value)),
    );
  }

  /** A node with one result. Those of Microsoft's own operators go by `com.microsoft`. */
  node(type: string, inputs: readonly string[], attributes: Record<string, Attribute> = {}, domain = ''): string {
    return this.split(type, inputs, attributes, 1, domain)[0];
  }

  /** A node with several results. NodeProto: input 1, output 2, op_type 4, attribute 5, domain 7. */
  split(
    type: string,
    inputs: readonly string[],
    attributes: Record<string, Attribute>,
    count: number,
    domain = '',
  ): string[] {
    const outputs = Array.from({ length: count }, () => this.name());
    const proto = new Message();
    for (const input of inputs) proto.text(1, input);
    for (const output of outputs) proto.text(2, output);
    proto.text(4, type);
    for (const [name, value] of Object.entries(attributes)) proto.message(5, attributeProto(name, value));
    this.nodes.push(proto.text(7, domain));
    return outputs;
  }

  reshape(x: string, dims: Dims): string {
    return this.node('Reshape', [x, this.list(dims)]);
  }
  transpose(x: string, perm: readonly number[]): string {
    return this.node('Transpose', [x], { perm });
  }

  output(value: string, dims: Dims): void {
    this.outputs.push(valueInfo(value, dims));
  }

  /**
   * ModelProto: ir_version 1, graph 7 { node 1, name 2, initializer 5, input 11, output 12 }, opset_import 8 { domain
   * 1, version 2 }.
   */
  model(): Uint8Array {
    const graph = new Message();
    for (const node of this.nodes) graph.message(1, node);
    graph.text(2, 'case');
    for (const constant of this.constants) graph.message(5, constant);
    for (const input of this.inputs) graph.message(11, input);
    for (const output of this.outputs) graph.message(12, output);
    const opset = (domain: string, version: number) => new Message().text(1, domain).whole(2, version);
    return new Message()
      .whole(1, 8)
      .message(7, graph)
      .message(8, opset('', 17))
      .message(8, opset('com.microsoft', 1))
      .done();
  }

  private keep(dims: Dims, data: Float32Array | BigInt64Array): string {
    const name = this.name();
    this.constants.push(tensorProto(name, dims, data));
    return name;
  }

  private name(): string {
    return `v${this.named++}`;
  }
}

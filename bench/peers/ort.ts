/**
 * ONNX Runtime Web on its WebGPU provider: a graph for each case, weights inside it, images as inputs in GPU memory. It
 * does not train.
 */
import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { Library, Prepared } from '../contestant.ts';
import type { HostTensor } from '../inputs.ts';
import type { WorkloadSpec } from '../workloads.ts';
import { floats, joined, notSelf, permuted, relativeTable, windowPlaces } from './layout.ts';
import { Device } from '../../engine/device.ts';
import { Graph } from '../../engine/files/onnx.ts';
import { exportOnnx } from '../../layers/index.ts';
import { installMeter } from '../meter.ts';
import { makeNetwork } from '../networks.ts';

type ORT = typeof import('onnxruntime-web/webgpu');
type Inputs = Record<string, HostTensor>;

/** A model with one result. */
interface Recipe {
  graph: { model(): Uint8Array | Promise<Uint8Array> };
  feeds: Record<string, { data: Float32Array<ArrayBuffer>; shape: readonly number[] }>;
  /** Puts the result into PyTorch's layout. */
  read?: (result: Float32Array) => Float32Array;
}

const trains = new Set(['networkStep', 'saganGrad', 'sasaGrad', 'trainStep', 'conv2dGrad', 'sdpaGrad']);

/** @param wasm its WebAssembly file, or where it lies. */
export async function openOrt(wasm: string | ArrayBuffer): Promise<Library> {
  const ort = await import('onnxruntime-web/webgpu');
  ort.env.wasm.numThreads = 1;
  if (typeof wasm === 'string') ort.env.wasm.wasmPaths = { wasm };
  else ort.env.wasm.wasmBinary = wasm;
  ort.env.logLevel = 'error';
  // It gives its device up with its last session and opens another for the next: one session stays.
  const idle = new Graph();
  idle.output(idle.node('Identity', [idle.input('x', [4])]), [4]);
  await session(ort, idle.model());
  return { version: ort.env.versions.web!, prepare: (op, inputs, spec) => prepare(ort, op, inputs, spec) };
}

const session = (ort: ORT, model: Uint8Array): Promise<InferenceSession> =>
  ort.InferenceSession.create(model, {
    executionProviders: ['webgpu'],
    preferredOutputLocation: 'gpu-buffer',
    graphOptimizationLevel: 'all',
  });

async function prepare(ort: ORT, op: string, inputs: Inputs, spec: WorkloadSpec): Promise<Prepared> {
  if (trains.has(op)) throw new Error('ONNX Runtime Web has no gradients: it only infers');
  if (!Object.hasOwn(recipes, op)) throw new Error(`not written for ONNX Runtime Web: ${op}`);
  const { graph, feeds, read = (result) => result } = recipes[op](inputs, spec);
  const running = await session(ort, await graph.model());
  const device = await ort.env.webgpu.device;
  const buffers: GPUBuffer[] = [];
  const onGpu = ({ data, shape }: Recipe['feeds'][string]): Tensor => {
    const buffer = device.createBuffer({
      size: Math.ceil(data.byteLength / 16) * 16,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC,
    });
    device.queue.writeBuffer(buffer, 0, data);
    buffers.push(buffer);
    return ort.Tensor.fromGpuBuffer(buffer, { dataType: 'float32', dims: shape });
  };
  const given = Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, onGpu(feed)]));
  let result: Tensor | null = null;
  return {
    async step() {
      result?.dispose();
      result = (await running.run(given))[running.outputNames[0]];
    },
    settle: () => device.queue.onSubmittedWorkDone(),
    read: async () => joined([read((await result!.getData()) as Float32Array)]),
    async dispose() {
      result?.dispose();
      await running.release();
      for (const buffer of buffers) buffer.destroy();
    },
  };
}

/** A network as this engine exports it; its own memory while it does is none of the peer's. */
async function exported({ x }: Inputs, { net }: WorkloadSpec): Promise<Uint8Array> {
  const gpu = await Device.open();
  const module = makeNetwork(gpu, net!, x.shape);
  const model = await exportOnnx(module, x.shape);
  module.dispose();
  gpu.webgpu?.pool.trim(0);
  gpu.destroy();
  installMeter().mark();
  return model;
}

/** A graph whose input is the image `x`; `build` gives the result and its shape. */
function ofImage(
  { x }: Inputs,
  build: (graph: Graph, x: string) => readonly [value: string, shape: readonly number[]],
): Recipe {
  const graph = new Graph();
  graph.output(...build(graph, graph.input('x', x.shape)));
  return { graph, feeds: { x: { data: floats(x), shape: x.shape } } };
}

function ofAll(inputs: Inputs, build: (graph: Graph) => readonly [value: string, shape: readonly number[]]): Recipe {
  const graph = new Graph();
  for (const [name, { shape }] of Object.entries(inputs)) graph.input(name, shape);
  graph.output(...build(graph));
  return {
    graph,
    feeds: Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [name, { data: floats(input), shape: input.shape }]),
    ),
  };
}

const held = (graph: Graph, input: HostTensor): string => graph.constant(floats(input), input.shape);
const conv = (
  graph: Graph,
  x: string,
  w: HostTensor,
  attributes: Record<string, number | readonly number[]> = {},
): string => graph.node('Conv', [x, held(graph, w)], attributes);
/** softmax(a · b / √d) */
const weightsOf = (graph: Graph, a: string, b: string, d: number): string =>
  graph.node(
    'Softmax',
    [graph.node('Mul', [graph.node('MatMul', [a, b]), graph.constant(Float32Array.of(1 / Math.sqrt(d)), [])])],
    { axis: -1 },
  );

function along(
  graph: Graph,
  x: string,
  [wq, wk, wv]: HostTensor[],
  heads: number,
  [height, width]: readonly number[],
  axis: 'row' | 'column',
): string {
  const channels = wq.shape[0];
  const order = axis === 'row' ? [2, 0, 3, 1] : [3, 0, 2, 1];
  const lines = (w: HostTensor, perm: readonly number[]) =>
    graph.transpose(graph.reshape(conv(graph, x, w), [heads, channels / heads, height, width]), perm);
  const weights = weightsOf(
    graph,
    lines(wq, order),
    lines(wk, [order[0], order[1], order[3], order[2]]),
    channels / heads,
  );
  const out = graph.transpose(
    graph.node('MatMul', [weights, lines(wv, order)]),
    order.map((_, i) => order.indexOf(i)),
  );
  return graph.reshape(out, [1, channels, height, width]);
}

const recipes: Readonly<Record<string, (inputs: Inputs, spec: WorkloadSpec) => Recipe>> = {
  network: (inputs, spec) => ({
    graph: { model: () => exported(inputs, spec) },
    feeds: { input: { data: floats(inputs.x), shape: inputs.x.shape } },
  }),
  matmul: ({ a, b }) =>
    ofAll({ a, b }, (graph) => [graph.node('MatMul', ['a', 'b']), [...a.shape.slice(0, -1), b.shape.at(-1)!]]),
  softmax: ({ x }) => ofAll({ x }, (graph) => [graph.node('Softmax', ['x'], { axis: -1 }), x.shape]),
  conv2d: (inputs, { pad = 0, groups = 1 }) =>
    ofImage(inputs, (graph, x) => {
      const [outs, , k] = inputs.w.shape;
      return [
        conv(graph, x, inputs.w, { kernel_shape: [k, k], pads: [pad, pad, pad, pad], group: groups }),
        [inputs.x.shape[0], outs, ...inputs.x.shape.slice(2)],
      ];
    }),
  maxpool2: (inputs) =>
    ofImage(inputs, (graph, x) => [
      graph.node('MaxPool', [x], { kernel_shape: [2, 2], strides: [2, 2] }),
      inputs.x.shape.map((n, axis) => (axis < 2 ? n : n / 2)),
    ]),
  gap: (inputs) =>
    ofImage(inputs, (graph, x) => [graph.node('GlobalAveragePool', [x]), [...inputs.x.shape.slice(0, 2), 1, 1]]),
  /** The library's own fused attention, which wants [batch, positions, heads · d]. */
  sdpa: (inputs) => {
    const {
      q: {
        shape: [batch, heads, positions, d],
      },
    } = inputs;
    const turned = Object.fromEntries(
      Object.entries(inputs).map(([name, input]) => [
        name,
        {
          data: permuted({ data: floats(input), shape: input.shape }, [0, 2, 1, 3]).data,
          shape: [batch, positions, heads * d],
        },
      ]),
    );
    const recipe = ofAll(turned, (graph) => [
      graph.node('MultiHeadAttention', ['q', 'k', 'v'], { num_heads: heads }, 'com.microsoft'),
      [batch, positions, heads * d],
    ]);
    return {
      ...recipe,
      read: (result) => permuted({ data: result, shape: [batch, positions, heads, d] }, [0, 2, 1, 3]).data,
    };
  },
  /** What an export from PyTorch makes of it. */
  sdpaPlain: (inputs) =>
    ofAll(inputs, (graph) => [
      graph.node('MatMul', [weightsOf(graph, 'q', graph.transpose('k', [0, 1, 3, 2]), inputs.q.shape[3]), 'v']),
      inputs.q.shape,
    ]),
  sagan: (inputs) =>
    ofImage(inputs, (graph, x) => {
      const [, , height, width] = inputs.x.shape;
      const map = (w: HostTensor) => graph.reshape(conv(graph, x, w), [1, w.shape[0], height * width]);
      const weights = graph.node(
        'Softmax',
        [graph.node('MatMul', [graph.transpose(map(inputs.wg), [0, 2, 1]), map(inputs.wf)])],
        { axis: -1 },
      );
      const mixed = graph.reshape(graph.node('MatMul', [map(inputs.wh), graph.transpose(weights, [0, 2, 1])]), [
        1,
        inputs.wh.shape[0],
        height,
        width,
      ]);
      return [
        graph.node('Add', [graph.node('Mul', [conv(graph, mixed, inputs.wv), held(graph, inputs.gamma)]), x]),
        inputs.x.shape,
      ];
    }),
  /** Windows by gathering (im2col). */
  sasa: (inputs, { heads = 8, k = 7 }) =>
    ofImage(inputs, (graph, x) => {
      const [, channels, height, width] = inputs.x.shape;
      const [border, d, pixels] = [(k - 1) / 2, channels / heads, height * width];
      const padded = graph.node('Pad', [x, graph.list([0, 0, border, border, 0, 0, border, border])]);
      const places = graph.list(windowPlaces(height, width, k, 'taps first'));
      const window = (w: HostTensor) =>
        graph.reshape(
          graph.node(
            'Gather',
            [graph.reshape(conv(graph, padded, w), [channels, (height + k - 1) * (width + k - 1)]), places],
            { axis: 1 },
          ),
          [heads, d, k * k, pixels],
        );
      const keys = graph.node('Add', [
        window(inputs.wk),
        graph.constant(relativeTable(inputs.relh, inputs.relw).data, [heads, d, k * k, 1]),
      ]);
      const query = graph.reshape(conv(graph, x, inputs.wq), [heads, d, 1, pixels]);
      const scores = graph.node('ReduceSum', [graph.node('Mul', [query, keys]), graph.list([1])], { keepdims: 1 });
      const weights = graph.node('Softmax', [scores], { axis: 2 });
      const out = graph.node('ReduceSum', [graph.node('Mul', [weights, window(inputs.wv)]), graph.list([2])], {
        keepdims: 0,
      });
      return [graph.reshape(out, inputs.x.shape), inputs.x.shape];
    }),
  crisscross: (inputs) =>
    ofImage(inputs, (graph, x) => {
      const [, channels, height, width] = inputs.x.shape;
      const map = (w: HostTensor) => graph.reshape(conv(graph, x, w), [w.shape[0], height, width]);
      const [q, k, v] = [inputs.wq, inputs.wk, inputs.wv].map(map);
      const columns = graph.node('Add', [
        graph.node('MatMul', [graph.transpose(q, [2, 1, 0]), graph.transpose(k, [2, 0, 1])]),
        graph.constant(notSelf(height, width), [width, height, height]),
      ]);
      const rows = graph.node('MatMul', [graph.transpose(q, [1, 2, 0]), graph.transpose(k, [1, 0, 2])]);
      const weights = graph.node(
        'Softmax',
        [graph.node('Concat', [graph.transpose(columns, [1, 0, 2]), rows], { axis: 2 })],
        { axis: -1 },
      );
      const [inColumn, inRow] = graph.split('Split', [weights, graph.list([height, width])], { axis: 2 }, 2);
      const fromColumn = graph.node('MatMul', [graph.transpose(inColumn, [1, 0, 2]), graph.transpose(v, [2, 1, 0])]);
      const fromRow = graph.node('MatMul', [inRow, graph.transpose(v, [1, 2, 0])]);
      const out = graph.reshape(
        graph.node('Add', [graph.transpose(fromColumn, [2, 1, 0]), graph.transpose(fromRow, [2, 0, 1])]),
        [1, channels, height, width],
      );
      return [graph.node('Add', [graph.node('Mul', [out, held(graph, inputs.gamma)]), x]), inputs.x.shape];
    }),
  axial: (inputs, { heads = 8 }) =>
    ofImage(inputs, (graph, x) => {
      const { wq1, wk1, wv1, wq2, wk2, wv2 } = inputs;
      const size = inputs.x.shape.slice(2);
      return [
        along(graph, along(graph, x, [wq1, wk1, wv1], heads, size, 'row'), [wq2, wk2, wv2], heads, size, 'column'),
        inputs.x.shape,
      ];
    }),
};

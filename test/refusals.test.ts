/**
 * Wrong calls of every op, as files name them: each must throw a typed error that says what, got and fix, at the call,
 * before any GPU work, and leave the engine as it was. After the errors that PyTorch's own suite, WebNN and ONNX ask
 * for.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import type { DType } from '../engine/dtype.ts';
import { DeviceError, SaccadeError } from '../engine/errors.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor, zeros } from '../engine/create.ts';
import { oracles } from '../cli/check/subjects.ts';
import * as ops from '../kernels/index.ts';
import { Adagrad } from '../train/adagrad.ts';
import { Adam } from '../train/adam.ts';
import { RMSprop } from '../train/rmsprop.ts';
import { SGD } from '../train/sgd.ts';

/** A shape of zeros in f32, or more exactly. */
type Input = readonly number[] | { shape: readonly number[]; dtype?: DType; values?: readonly number[] };
type Wrong = [inputs: Record<string, Input>, attrs?: Record<string, unknown>];

const ints = (...values: number[]): Input => ({ shape: [values.length], dtype: 'i32', values });
const of = (dtype: DType, ...shape: number[]): Input => ({ shape, dtype });

const conv = { stride: [1, 1], pads: [0, 0, 0, 0], dilation: [1, 1], groups: 1 };
const pool = { kernel: [2, 2], stride: [2, 2], pads: [0, 0, 0, 0], dilation: [1, 1], ceil_mode: false };
const deep = Array.from({ length: 9 }, () => 1);

const unaries = [
  'exp',
  'exp2',
  'expm1',
  'log',
  'log2',
  'log10',
  'log1p',
  'sqrt',
  'rsqrt',
  'reciprocal',
  'sin',
  'cos',
  'tan',
  'asin',
  'acos',
  'atan',
  'sinh',
  'cosh',
  'asinh',
  'acosh',
  'atanh',
  'erf',
  'erfc',
  'sigmoid',
  'tanh',
  'silu',
  'mish',
  'softsign',
  'hardswish',
  'logsigmoid',
];
const arithmetic = ['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum', 'fmod', 'remainder', 'floor_divide'];
const comparisons = [
  'equal',
  'not_equal',
  'greater',
  'greater_equal',
  'less',
  'less_equal',
  'atan2',
  'logical_and',
  'logical_or',
  'logical_xor',
];
const reductions = [
  'sum',
  'mean',
  'max',
  'min',
  'prod',
  'l1',
  'l2',
  'sum_square',
  'log_sum',
  'log_sum_exp',
  'var',
  'std',
].map((name) => `reduce_${name}`);
const each = (names: readonly string[], wrong: readonly Wrong[]): Record<string, readonly Wrong[]> =>
  Object.fromEntries(names.map((name) => [name, wrong]));

const table: Record<string, readonly Wrong[]> = {
  ...each(unaries, [[{ x: of('bool', 2) }], [{ x: of('i32', 2) }]]),
  ...each(['abs', 'neg', 'sign', 'square', 'relu'], [[{ x: of('bool', 2) }]]),
  ...each(
    [...arithmetic, ...comparisons],
    [[{ a: [2, 3], b: [2] }], [{ a: [3, 1, 4], b: [2, 3, 5] }], [{ a: [0], b: [2] }], [{ a: [5], b: [5, 4] }]],
  ),
  ...each(['add', 'sub', 'mul', 'div', 'pow'], [[{ a: of('bool', 2), b: of('bool', 2) }], [{ a: [2, 3], b: [3, 2] }]]),
  where: [
    [{ cond: [2], a: [2], b: [2] }],
    [{ cond: of('bool', 2), a: [3], b: [3] }],
    [{ cond: of('bool', 2), a: [2], b: [3] }],
  ],
  lerp: [[{ a: [2], b: [3], w: [] }], [{ a: [2], b: [2], w: [3] }], [{ a: of('i32', 2), b: of('i32', 2), w: [] }]],
  prelu: [
    [{ x: [], slope: [2] }],
    [{ x: [2, 8, 3], slope: [9] }],
    [{ x: [2, 8, 3], slope: [2, 4] }],
    [{ x: [2], slope: [3, 2] }],
    [{ x: of('i32', 2), slope: of('i32', 2) }],
  ],
  gelu: [
    [{ x: [5, 4] }, { approximate: 'abc' }],
    [{ x: of('i32', 2) }, { approximate: 'none' }],
  ],
  softshrink: [
    [{ x: [3] }, { lambd: -0.5 }],
    [{ x: [3] }, { lambd: NaN }],
  ],
  softplus: [[{ x: of('i32', 2) }, { beta: 1 }]],
  clamp: [
    [{ x: of('i32', 2) }, { min: 0.5, max: 2 }],
    [{ x: of('bool', 2) }, { min: 0, max: 1 }],
  ],
  cast: [
    [{ x: [2] }, { to: 'nonsense' }],
    [{ x: [2] }, { to: 'f64' }],
    [{ x: [2] }, { to: 'toString' }],
    [{ x: [2] }, {}],
  ],

  matmul: [
    [{ a: [2, 3], b: [2, 3] }],
    [{ a: [], b: [2, 2] }],
    [{ a: [3], b: [2] }],
    [{ a: [3], b: [] }],
    [{ a: [2, 2, 3], b: [3, 3, 4] }],
    [{ a: [2, 3], b: [4] }],
    [{ a: of('i32', 2, 2), b: of('i32', 2, 2) }],
    [{ a: [2, 0], b: [1, 2] }],
  ],
  gemm: [
    [
      { a: [2, 3], b: [2, 3] },
      { alpha: 1, beta: 1 },
    ],
    [
      { a: [2, 3], b: [3, 4], c: [3, 4] },
      { alpha: 1, beta: 1 },
    ],
    [
      { a: [2, 3], b: [3, 4] },
      { alpha: 1, beta: 1, trans_a: true },
    ],
    [
      { a: [2, 3, 3], b: [3, 4] },
      { alpha: 1, beta: 1 },
    ],
    [
      { a: [2, 3], b: [3, 4], c: [5, 2, 4] },
      { alpha: 1, beta: 1 },
    ],
  ],
  linear: [
    [{ x: [2, 3], w: [4, 2] }],
    [{ x: [2, 3], w: [4, 3], b: [3] }],
    [{ x: [], w: [4, 3] }],
    [{ x: [2, 3], w: [2, 4, 3] }],
  ],
  einsum: [
    [{ a: [2, 3], b: [2, 3] }, { equation: 'ij,jk->ik' }],
    [{ a: [2, 3] }, { equation: 'ij,jk->ik' }],
    [{ a: [2, 3] }, { equation: 'ijk->i' }],
    [{ a: [2, 3] }, { equation: 'ij->ik' }],
    [{ a: [2, 3] }, { equation: 'i!->i' }],
    [{ a: [2, 3] }, { equation: 'ij->ii' }],
    [{ a: [2, 3] }, { equation: 'ii->i' }],
  ],
  sdpa: [
    [
      { q: [2, 3, 4], k: [2, 5, 3], v: [2, 5, 6] },
      { scale: null, causal: false, softcap: 0 },
    ],
    [{ q: [2, 3, 4], k: [2, 5, 4], v: [2, 6, 4] }, { scale: null }],
    [{ q: [4], k: [5, 4], v: [5, 4] }, { scale: null }],
    [{ q: [2, 3, 4], k: [2, 5, 4], v: [2, 5, 4], mask: of('i32', 3, 5) }, { scale: null }],
    [{ q: [2, 3, 4], k: [2, 5, 4], v: [2, 5, 4], mask: [3, 4] }, { scale: null }],
    [{ q: [2, 3, 4], k: [3, 5, 4], v: [3, 5, 4] }, { scale: null }],
  ],

  conv2d: [
    [{ x: of('i32', 1, 2, 4, 4), w: of('i32', 3, 2, 3, 3), b: [3] }, conv],
    [
      { x: [1, 1, 4, 4], w: [1, 2, 2, 3], b: [1] },
      { ...conv, stride: [-1, -1] },
    ],
    [
      { x: [1, 1, 4, 3], w: [1, 2, 2, 4], b: [1] },
      { ...conv, pads: [-1, -1, -1, -1] },
    ],
    [
      { x: [1, 1, 4, 2], w: [1, 1, 2, 5], b: [1] },
      { ...conv, dilation: [-1, -1] },
    ],
    [{ x: [1, 1, 4, 3], w: [1, 2, 2], b: [1] }, conv],
    [
      { x: [2, 2, 4, 3], w: [2, 2, 1, 3], b: [2] },
      { ...conv, groups: 3 },
    ],
    [
      { x: [2, 2, 4, 5], w: [2, 2, 1, 4], b: [2] },
      { ...conv, groups: -1 },
    ],
    [
      { x: [2, 2, 4, 3], w: [2, 2, 4, 3], b: [2] },
      { ...conv, groups: 0 },
    ],
    [
      { x: [1, 1, 4, 4], w: [1, 1, 2, 2] },
      { ...conv, stride: [0, 1] },
    ],
    [
      { x: [1, 1, 4, 4], w: [1, 1, 2, 2] },
      { ...conv, stride: [1.5, 1] },
    ],
    [{ x: [1, 1, 2, 2], w: [1, 1, 3, 3] }, conv],
    [
      { x: [1, 1, 4, 4], w: [1, 1, 3, 3] },
      { ...conv, dilation: [2, 2] },
    ],
    [{ x: [1, 3, 4, 4], w: [4, 2, 1, 1] }, conv],
    [
      { x: [1, 4, 4, 4], w: [3, 2, 1, 1] },
      { ...conv, groups: 2 },
    ],
    [{ x: [1, 2, 4, 4], w: [3, 2, 1, 1], b: [2] }, conv],
    [{ x: [1, 2, 4, 4], w: [3, 2, 1, 1], b: [3, 1] }, conv],
    [{ x: [1, 2, 4, 4], w: [3, 2, 0, 1] }, conv],
    [{ x: [2, 4], w: [3, 2, 1, 1] }, conv],
    [
      { x: [1, 1, 4, 4], w: [1, 1, 1, 1] },
      { ...conv, dilation: [0, 1] },
    ],
    [
      { x: [1, 1, 4, 4], w: [1, 1, 2, 2] },
      { ...conv, stride: [1, 1, 1] },
    ],
    [
      { x: [1, 1, 4, 4], w: [1, 1, 2, 2] },
      { ...conv, pads: [1, 1, 1] },
    ],
  ],
  conv1d: [
    [
      { x: [1, 2, 4], w: [3, 1, 2] },
      { stride: 1, pads: [0, 0], dilation: 1, groups: 1 },
    ],
    [
      { x: [1, 2, 4], w: [3, 2, 5] },
      { stride: 1, pads: [0, 0], dilation: 1, groups: 1 },
    ],
    [
      { x: [1, 2, 4], w: [3, 2, 2] },
      { stride: 0, pads: [0, 0], dilation: 1, groups: 1 },
    ],
    [
      { x: [1, 2, 4, 4], w: [3, 2, 2] },
      { stride: 1, pads: [0, 0], dilation: 1, groups: 1 },
    ],
    [
      { x: [1, 2, 4], w: [3, 2, 2] },
      { stride: 1, pads: [-1, 0], dilation: 1, groups: 1 },
    ],
  ],
  conv_transpose2d: [
    [{ x: [1, 2, 4, 4], w: [3, 2, 2, 2] }, conv],
    [
      { x: [1, 2, 4, 4], w: [2, 2, 2, 2] },
      { ...conv, stride: [0, 1] },
    ],
    [
      { x: [1, 2, 4, 4], w: [2, 2, 2, 2] },
      { ...conv, groups: 3 },
    ],
    [{ x: [1, 2, 4, 4], w: [2, 2, 2, 2], b: [3] }, conv],
    [
      { x: [1, 2, 2, 2], w: [2, 2, 2, 2] },
      { ...conv, pads: [2, 2, 2, 2] },
    ],
    [{ x: [2, 4], w: [2, 2, 2, 2] }, conv],
    [{ x: [1, 2, 4, 4], w: [2, 2, 2] }, conv],
    [
      { x: [1, 2, 4, 4], w: [2, 2, 2, 2] },
      { ...conv, dilation: [-1, 1] },
    ],
  ],
  ...each(
    ['max_pool2d', 'avg_pool2d'],
    [
      [{ x: [0, 1, 49] }, { ...pool, stride: [50, 50], pads: [-1, -1, -1, -1] }],
      [{ x: [0, 1, 49] }, { ...pool, kernel: [3, 2], stride: [50, 50], pads: [4, 4, 4, 4] }],
      [{ x: [0, 1, 49] }, { ...pool, stride: [50, 50], pads: [4, 4, 4, 4] }],
      [{ x: [1, 0, 10] }, { ...pool, kernel: [1, 1] }],
      [{ x: [2, 1, 10, 0] }, { ...pool, kernel: [1, 1] }],
      [{ x: [1, 1, 4] }, pool],
      [{ x: [2, 2] }, pool],
      [{ x: [1, 1, 4, 4] }, { ...pool, kernel: [0, 2] }],
      [{ x: [1, 1, 4, 4] }, { ...pool, stride: [0, 2] }],
      [{ x: [1, 1, 4, 4] }, { ...pool, dilation: [0, 1] }],
      [{ x: [1, 1, 4, 4] }, { ...pool, kernel: [5, 5] }],
      [{ x: of('i32', 1, 1, 4, 4) }, pool],
      [{ x: [1, 1, 4, 4] }, { ...pool, kernel: [2.5, 2] }],
      [{ x: [1, 1, 1, 4, 4] }, pool],
    ],
  ),
  lp_pool2d: [
    [{ x: [1, 1, 4, 4] }, { ...pool, p: 0 }],
    [{ x: [1, 1, 4, 4] }, { ...pool, p: NaN }],
    [{ x: [2, 2] }, { ...pool, p: 2 }],
    [{ x: [1, 1, 1, 4] }, { ...pool, p: 2 }],
  ],
  ...each(
    ['adaptive_avg_pool2d', 'adaptive_max_pool2d'],
    [
      [{ x: [2, 2] }, { out_size: [2, 2] }],
      [{ x: [1, 2, 3, 4] }, { out_size: [] }],
      [{ x: [1, 1, 1, 1] }, { out_size: [-1, 0] }],
      [{ x: [1, 1, 4, 4] }, { out_size: [1.5, 1] }],
      [{ x: [1, 1, 0, 4] }, { out_size: [1, 1] }],
    ],
  ),
  ...each(['global_avg_pool', 'global_max_pool'], [[{ x: [4] }]]),

  ...each(reductions, [
    [{ x: [2, 3] }, { axes: [2], keepdim: false }],
    [{ x: [2, 3] }, { axes: [-3], keepdim: false }],
    [{ x: [2, 3] }, { axes: [0, 0], keepdim: false }],
    [{ x: [2, 3, 4, 5] }, { axes: [0, -4], keepdim: false }],
    [{ x: [2, 3] }, { axes: [0.5], keepdim: false }],
    [{ x: of('bool', 2) }, { axes: null, keepdim: false }],
    [{ x: deep }, { axes: [-1], keepdim: false }],
  ]),
  ...each(
    ['argmax', 'argmin'],
    [
      [{ x: [2, 3] }, { axis: 2, keepdim: false }],
      [{ x: [2, 0] }, { axis: 1, keepdim: false }],
      [{ x: [0] }, { axis: null, keepdim: false }],
      [{ x: of('bool', 2) }, { axis: 0 }],
    ],
  ),
  ...each(
    ['cumsum', 'cumprod'],
    [
      [{ x: [2, 3] }, { axis: 2 }],
      [{ x: [2, 3] }, { axis: -3 }],
      [{ x: of('bool', 2) }, { axis: 0 }],
      [{ x: [] }, { axis: 1 }],
    ],
  ),
  topk: [
    [{ x: [3] }, { k: 4, axis: -1, largest: true }],
    [{ x: [3] }, { k: -1, axis: -1, largest: true }],
    [{ x: [3] }, { k: 1.5, axis: -1, largest: true }],
    [{ x: [3] }, { k: 1, axis: 1, largest: true }],
    [{ x: [] }, { k: 2, axis: -1, largest: true }],
    [{ x: of('bool', 2) }, { k: 1, axis: 0, largest: true }],
  ],
  ...each(
    ['softmax', 'log_softmax'],
    [
      [{ x: [2, 3] }, { axis: 2 }],
      [{ x: [2, 3] }, { axis: -3 }],
      [{ x: of('i32', 2) }, { axis: 0 }],
    ],
  ),

  batch_norm: [
    [
      { x: [2, 3], mean: [2], var: [3] },
      { axis: 1, eps: 1e-5 },
    ],
    [
      { x: [2, 3], mean: [3], var: [3], scale: [2] },
      { axis: 1, eps: 1e-5 },
    ],
    [
      { x: [2, 3], mean: [3], var: [3] },
      { axis: 2, eps: 1e-5 },
    ],
    [
      { x: [2, 3], mean: [3], var: [3] },
      { axis: 1, eps: -1 },
    ],
    [
      { x: [2, 3], mean: [3], var: [3], bias: [1, 3] },
      { axis: 1, eps: 1e-5 },
    ],
  ],
  batch_norm_train: [
    [{ x: [1, 3] }, { eps: 1e-5, momentum: 0.1 }],
    [
      { x: [2, 3], scale: [2] },
      { eps: 1e-5, momentum: 0.1 },
    ],
    [{ x: [4] }, { eps: 1e-5, momentum: 0.1 }],
    [
      { x: [2, 3], running_mean: [2], running_var: [3] },
      { eps: 1e-5, momentum: 0.1 },
    ],
    [{ x: [2, 3] }, { eps: NaN, momentum: 0.1 }],
  ],
  ...each(
    ['layer_norm', 'rms_norm'],
    [
      [
        { x: [1, 2, 3], scale: [1, 2] },
        { axes: [0, 1, 2], eps: 1e-5 },
      ],
      [
        { x: [2, 3], scale: [2] },
        { axes: [-1], eps: 1e-5 },
      ],
      [{ x: [2, 3] }, { axes: [2], eps: 1e-5 }],
      [{ x: [2, 3] }, { axes: [1, 1], eps: 1e-5 }],
      [{ x: of('i32', 2, 3) }, { axes: [1], eps: 1e-5 }],
      [{ x: [2, 3] }, { axes: [1], eps: -1 }],
    ],
  ),
  instance_norm: [
    [{ x: [2], scale: [1] }, { eps: 1e-5 }],
    [{ x: [2, 3, 4], scale: [2] }, { eps: 1e-5 }],
    [{ x: [2, 3, 4], bias: [4] }, { eps: 1e-5 }],
  ],
  group_norm: [
    [{ x: [1] }, { groups: 1, eps: 1e-5 }],
    [{ x: [2, 7, 4] }, { groups: 2, eps: 1e-5 }],
    [{ x: [2, 4, 4] }, { groups: 0, eps: 1e-5 }],
    [{ x: [2, 4, 4] }, { groups: -2, eps: 1e-5 }],
    [{ x: [2, 4, 4] }, { groups: 1.5, eps: 1e-5 }],
    [
      { x: [2, 4, 4], scale: [2] },
      { groups: 2, eps: 1e-5 },
    ],
  ],
  lrn: [
    [{ x: [3] }, { size: 3, alpha: 1, beta: 1, k: 1 }],
    [{ x: [2, 3, 4] }, { size: 0, alpha: 1, beta: 1, k: 1 }],
    [{ x: [2, 3, 4] }, { size: 1.5, alpha: 1, beta: 1, k: 1 }],
  ],
  lp_normalize: [
    [{ x: [2, 3] }, { p: 2, axis: 2, eps: 0 }],
    [{ x: of('i32', 2, 3) }, { p: 2, axis: 1, eps: 0 }],
  ],
  cosine_similarity: [
    [
      { a: [2, 3], b: [2, 4] },
      { axis: 1, eps: 1e-8 },
    ],
    [
      { a: [2, 3], b: [2, 3] },
      { axis: 2, eps: 1e-8 },
    ],
  ],

  reshape: [
    [{ x: [2, 3] }, { shape: [5] }],
    [{ x: [2, 3] }, { shape: [-1, -1] }],
    [{ x: [2, 3] }, { shape: [-1, 4] }],
    [{ x: [2, 3] }, { shape: [-2, -3] }],
    [{ x: [0] }, { shape: [-1, 0] }],
    [{ x: [1] }, { shape: deep }],
    [{ x: [2, 3] }, { shape: [1.5, 4] }],
  ],
  transpose: [
    [{ x: [2, 3] }, { perm: [0, 0] }],
    [{ x: [2, 3] }, { perm: [0] }],
    [{ x: [2, 3] }, { perm: [0, 2] }],
    [{ x: [2, 3] }, { perm: [0, 1, 2] }],
  ],
  slice: [
    [{ x: [4] }, { starts: [2], lengths: [3], steps: [1] }],
    [{ x: [4] }, { starts: [0], lengths: [2], steps: [0] }],
    [{ x: [4] }, { starts: [5], lengths: [1], steps: [1] }],
    [{ x: [4] }, { starts: [0], lengths: [-1], steps: [1] }],
    [{ x: [4] }, { starts: [0, 0], lengths: [1, 1], steps: [1, 1] }],
    [{ x: [4] }, { starts: [0], lengths: [2], steps: [1.5] }],
    [{ x: [4] }, { starts: [0.5], lengths: [2], steps: [1] }],
  ],
  concat: [
    [{ x0: [2, 2], x1: [4, 4] }, { axis: 0 }],
    [{ x0: [2], x1: [2, 2] }, { axis: 0 }],
    [{ x0: [], x1: [2] }, { axis: 0 }],
    [{ x0: [2, 2], x1: [2, 2] }, { axis: 2 }],
    [{}, { axis: 0 }],
    [{ x0: [2], x1: of('i32', 2) }, { axis: 0 }],
    [{ x0: [] }, { axis: 0 }],
  ],
  stack: [
    [{ x0: [2], x1: [3] }, { axis: 0 }],
    [{ x0: [2], x1: [2] }, { axis: 2 }],
    [{}, { axis: 0 }],
    [{ x0: [2], x1: of('i32', 2) }, { axis: 0 }],
  ],
  split: [
    [{ x: [5] }, { axis: 0, sizes: [2, 2] }],
    [{ x: [5] }, { axis: 1, sizes: [5] }],
    [{ x: [5] }, { axis: 0, sizes: [6, -1] }],
    [{ x: [5] }, { axis: 0, sizes: 0 }],
    [{ x: [5] }, { axis: 0, sizes: -1 }],
    [{ x: [] }, { axis: 0, sizes: [1] }],
  ],
  pad: [
    [{ x: [3] }, { before: [-4], after: [0], mode: 'constant', value: 0 }],
    [{ x: [3] }, { before: [1, 1], after: [1, 1], mode: 'constant', value: 0 }],
    [{ x: [3] }, { before: [1.5], after: [1], mode: 'constant', value: 0 }],
    [{ x: [3] }, { before: [1], after: [1, 1], mode: 'constant', value: 0 }],
    [{ x: [3] }, { before: [1], after: [1], mode: 'abc', value: 0 }],
    [{ x: [0] }, { before: [1], after: [1], mode: 'reflect', value: 0 }],
  ],
  expand: [
    [{ x: [2] }, { shape: [3] }],
    [{ x: [2, 3] }, { shape: [3] }],
    [{ x: [1] }, { shape: [-2] }],
    [{ x: [2] }, { shape: [-1, 2, 3] }],
    [{ x: [2] }, { shape: [-1, 2] }],
    [{ x: [1] }, { shape: [70000, 70000] }],
  ],
  tile: [
    [{ x: [2] }, { repeats: [-1] }],
    [{ x: [2] }, { repeats: [1.5] }],
  ],
  flip: [
    [{ x: [2, 2] }, { axes: [0, 0] }],
    [{ x: [2] }, { axes: [1] }],
    [{ x: [2] }, { axes: [-2] }],
  ],
  roll: [
    [{ x: [2, 2] }, { shifts: [1, 1], axes: [0] }],
    [{ x: [2] }, { shifts: [1], axes: [1] }],
    [{ x: [2] }, { shifts: [0.5], axes: [0] }],
    [{ x: [2, 2] }, { shifts: [1, 1], axes: null }],
  ],
  ...each(
    ['tril', 'triu'],
    [
      [{ x: [2] }, { k: 0 }],
      [{ x: [2, 2] }, { k: 0.5 }],
    ],
  ),

  gather: [
    [{ x: [3], indices: [2] }, { axis: 0 }],
    [{ x: [3], indices: ints(3) }, { axis: 0 }],
    [{ x: [3], indices: ints(-4) }, { axis: 0 }],
    [{ x: [3], indices: ints(0) }, { axis: 1 }],
    [{ x: [3], indices: of('bool', 1) }, { axis: 0 }],
    [{ x: [0, 2], indices: ints(0) }, { axis: 0 }],
  ],
  gather_elements: [
    [{ x: [1, 1], indices: { shape: [2, 2], dtype: 'i32', values: [0, 0, 1, 0] } }, { axis: 1 }],
    [{ x: [2, 2], indices: ints(0, 0) }, { axis: 1 }],
    [{ x: [2], indices: { shape: [2, 2], dtype: 'i32', values: [0, 0, 1, 0] } }, { axis: 0 }],
    [{ x: [2, 2], indices: { shape: [2, 2], dtype: 'i32', values: [0, 23, 1, 0] } }, { axis: 1 }],
    [{ x: [2], indices: [2] }, { axis: 0 }],
    [{ x: [2], indices: ints(0) }, { axis: 1 }],
  ],
  gather_nd: [
    [{ x: [2, 2], indices: of('i32', 1, 3) }, { batch_dims: 0 }],
    [{ x: [2, 2], indices: of('i32') }, { batch_dims: 0 }],
    [{ x: [2, 2], indices: { shape: [1, 2], dtype: 'i32', values: [0, 2] } }, { batch_dims: 0 }],
    [{ x: [2, 2], indices: [1, 2] }, { batch_dims: 0 }],
  ],
  scatter_elements: [
    [
      { x: [3, 5, 3], indices: of('i32', 2, 2), updates: [2, 2] },
      { axis: 0, reduction: 'none' },
    ],
    [
      { x: [3, 5], indices: of('i32', 2, 2), updates: [2, 2, 2] },
      { axis: 0, reduction: 'none' },
    ],
    [
      { x: [3, 5], indices: { shape: [2, 2], dtype: 'i32', values: [34, 1, 1, 2] }, updates: [2, 2] },
      { axis: 0, reduction: 'none' },
    ],
    [
      { x: [3, 5], indices: of('i32', 2, 2), updates: of('i32', 2, 2) },
      { axis: 0, reduction: 'none' },
    ],
    [
      { x: [3], indices: ints(0), updates: [1] },
      { axis: 0, reduction: 'abc' },
    ],
    [
      { x: [3], indices: [1], updates: [1] },
      { axis: 0, reduction: 'add' },
    ],
    [
      { x: [3], indices: ints(0), updates: [1] },
      { axis: 1, reduction: 'add' },
    ],
    [
      { x: [3, 1], indices: of('i32', 1, 2), updates: [1, 2] },
      { axis: 0, reduction: 'add' },
    ],
  ],
  index_add: [
    [
      { x: [3], indices: ints(3), updates: [1] },
      { axis: 0, alpha: 1 },
    ],
    [
      { x: [3], indices: ints(0, 1), updates: [1] },
      { axis: 0, alpha: 1 },
    ],
    [
      { x: [3, 2], indices: ints(0), updates: [1, 3] },
      { axis: 0, alpha: 1 },
    ],
    [
      { x: [3], indices: ints(0), updates: [1] },
      { axis: 1, alpha: 1 },
    ],
    [
      { x: [3], indices: [1], updates: [1] },
      { axis: 0, alpha: 1 },
    ],
  ],
  one_hot: [
    [{ indices: ints(3) }, { depth: 3, on: 1, off: 0, axis: -1 }],
    [{ indices: ints(0) }, { depth: -1, on: 1, off: 0, axis: -1 }],
    [{ indices: ints(0) }, { depth: 1.5, on: 1, off: 0, axis: -1 }],
    [{ indices: [2] }, { depth: 3, on: 1, off: 0, axis: -1 }],
    [{ indices: ints(0) }, { depth: 3, on: 1, off: 0, axis: 2 }],
  ],

  ...each(
    ['depth_to_space'],
    [
      [{ x: [1, 3, 2, 2] }, { block: 2, order: 'DCR' }],
      [{ x: [4, 2] }, { block: 2, order: 'CRD' }],
      [{ x: [1, 4, 2, 2] }, { block: 0, order: 'CRD' }],
      [{ x: [1, 4, 2, 2] }, { block: -1, order: 'CRD' }],
      [{ x: [1, 4, 2, 2] }, { block: 2, order: 'abc' }],
    ],
  ),
  ...each(
    ['space_to_depth'],
    [
      [{ x: [1, 1, 3, 2] }, { block: 2, order: 'DCR' }],
      [{ x: [1, 1, 2, 3] }, { block: 2, order: 'CRD' }],
      [{ x: [2, 2] }, { block: 2, order: 'CRD' }],
      [{ x: [1, 1, 2, 2] }, { block: 0, order: 'CRD' }],
    ],
  ),
  im2col: [
    [{ x: [1, 1, 2, 2] }, { kernel: [3, 3], dilation: [1, 1], pad: [0, 0], stride: [1, 1] }],
    [{ x: [2, 2] }, { kernel: [1, 1], dilation: [1, 1], pad: [0, 0], stride: [1, 1] }],
    [{ x: [1, 1, 2, 2] }, { kernel: [0, 1], dilation: [1, 1], pad: [0, 0], stride: [1, 1] }],
    [{ x: [1, 1, 2, 2] }, { kernel: [1, 1], dilation: [1, 1], pad: [-1, 0], stride: [1, 1] }],
    [{ x: [1, 1, 2, 2] }, { kernel: [1, 1], dilation: [1, 1], pad: [0, 0], stride: [0, 1] }],
  ],
  col2im: [
    [{ x: [1, 3, 4] }, { out_size: [3, 3], kernel: [2, 2], dilation: [1, 1], pad: [0, 0], stride: [1, 1] }],
    [{ x: [1, 4, 5] }, { out_size: [3, 3], kernel: [2, 2], dilation: [1, 1], pad: [0, 0], stride: [1, 1] }],
    [{ x: [4] }, { out_size: [3, 3], kernel: [2, 2], dilation: [1, 1], pad: [0, 0], stride: [1, 1] }],
    [{ x: [1, 4, 4] }, { out_size: [-1, 3], kernel: [2, 2], dilation: [1, 1], pad: [0, 0], stride: [1, 1] }],
  ],
  resize: [
    [{ x: [1, 1, 2, 2] }, { out_size: [1, 1, 4], mode: 'linear', coord: 'half_pixel' }],
    [{ x: [1, 1, 2, 2] }, { out_size: [1, 1, -4, 4], mode: 'linear', coord: 'half_pixel' }],
    [{ x: [1, 1, 2, 2] }, { out_size: [1, 1, 4, 4], mode: 'abc', coord: 'half_pixel' }],
    [{ x: [1, 1, 2, 2] }, { out_size: [1, 1, 4, 4], mode: 'linear', coord: 'abc' }],
    [{ x: [1, 1, 0, 2] }, { out_size: [1, 1, 4, 4], mode: 'linear', coord: 'half_pixel' }],
    [
      { x: [1, 1, 2, 2] },
      { out_size: [1, 1, 4, 4], scales: [1, 1, 0, 2], mode: 'nearest', coord: 'half_pixel', nearest: 'floor' },
    ],
    [{ x: [2] }, { out_size: [4], mode: 'nearest', coord: 'half_pixel', nearest: 'abc' }],
  ],
  grid_sample2d: [
    [
      { x: [1, 1, 2, 2], grid: [2, 2, 2, 2] },
      { mode: 'bilinear', padding: 'zeros', align_corners: false },
    ],
    [
      { x: [1, 1, 2, 2], grid: [1, 2, 2, 3] },
      { mode: 'bilinear', padding: 'zeros', align_corners: false },
    ],
    [
      { x: [1, 2, 2], grid: [1, 2, 2, 2] },
      { mode: 'bilinear', padding: 'zeros', align_corners: false },
    ],
    [
      { x: [1, 1, 2, 2], grid: [1, 2, 2, 2] },
      { mode: 'abc', padding: 'zeros', align_corners: false },
    ],
    [
      { x: [1, 1, 2, 2], grid: [1, 2, 2, 2] },
      { mode: 'bilinear', padding: 'abc', align_corners: false },
    ],
    [
      { x: [1, 1, 0, 2], grid: [1, 2, 2, 2] },
      { mode: 'bilinear', padding: 'zeros', align_corners: false },
    ],
  ],

  cross_entropy: [
    [
      { x: [2, 3], target: ints(0, 3) },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [2, 3], target: ints(0, -1) },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [2, 3], target: ints(0) },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [], target: of('i32') },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [2, 3], target: ints(0, 1) },
      { reduction: 'abc', ignore_index: -100 },
    ],
    [
      { x: [2, 3], target: ints(0, 1), weight: [2] },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [2, 3], target: ints(0, 1) },
      { reduction: 'mean', ignore_index: -100, label_smoothing: 1.5 },
    ],
    [
      { x: [2, 3], target: of('bool', 2) },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: of('i32', 2, 3), target: ints(0, 1) },
      { reduction: 'mean', ignore_index: -100 },
    ],
  ],
  nll_loss: [
    [
      { x: [2, 3], target: ints(0, 3) },
      { reduction: 'mean', ignore_index: null },
    ],
    [
      { x: [2, 3], target: [2, 3] },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [2, 3, 4], target: of('i32', 2, 5) },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [2, 3], target: ints(0, 1), weight: [4] },
      { reduction: 'mean', ignore_index: -100 },
    ],
    [
      { x: [2, 3], target: ints(0, 1) },
      { reduction: 'abc', ignore_index: -100 },
    ],
  ],
  cross_entropy_prob: [
    [{ x: [2, 3], target: [2, 4] }, { reduction: 'mean' }],
    [{ x: [2, 3], target: [2, 3], weight: [2] }, { reduction: 'mean' }],
    [{ x: [2, 3], target: [2, 3] }, { reduction: 'abc' }],
    [
      { x: [2, 3], target: [2, 3] },
      { reduction: 'mean', label_smoothing: -0.5 },
    ],
  ],
  ...each(
    ['mse_loss', 'l1_loss'],
    [
      [{ x: [5, 4], target: [5, 4] }, { reduction: 'abc' }],
      [{ x: [5, 4], target: [5] }, { reduction: 'mean' }],
      [{ x: [5, 4], target: of('i32', 5, 4) }, { reduction: 'mean' }],
    ],
  ),
  smooth_l1_loss: [
    [
      { x: [5, 4], target: [5, 4] },
      { reduction: 'abc', beta: 1 },
    ],
    [
      { x: [5, 4], target: [5, 4] },
      { reduction: 'mean', beta: -1 },
    ],
    [
      { x: [5, 4], target: [5] },
      { reduction: 'mean', beta: 1 },
    ],
  ],
  huber_loss: [
    [
      { x: [5, 4], target: [5, 4] },
      { reduction: 'abc', delta: 1 },
    ],
    [
      { x: [5, 4], target: [5, 4] },
      { reduction: 'mean', delta: 0 },
    ],
    [
      { x: [5, 4], target: [5, 4] },
      { reduction: 'mean', delta: -1 },
    ],
    [
      { x: [5, 4], target: [5] },
      { reduction: 'mean', delta: 1 },
    ],
  ],
  kl_div: [
    [
      { x: [2], target: [3] },
      { reduction: 'mean', log_target: false },
    ],
    [
      { x: [2], target: [2] },
      { reduction: 'abc', log_target: false },
    ],
  ],
  bce: [
    [{ x: [2], target: [3] }, { reduction: 'mean' }],
    [{ x: [2], target: [2] }, { reduction: 'abc' }],
    [{ x: [2], target: [2], weight: [3] }, { reduction: 'mean' }],
  ],
  bce_logits: [
    [{ x: [2], target: [3] }, { reduction: 'mean' }],
    [{ x: [2], target: [2] }, { reduction: 'abc' }],
    [{ x: [2], target: [2], pos_weight: [3] }, { reduction: 'mean' }],
    [{ x: [2], target: [2], weight: [3] }, { reduction: 'mean' }],
  ],
};

let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

function make(input: Input): Tensor {
  if (!('shape' in input)) return zeros(gpu, input as readonly number[]);
  const { shape, dtype, values } = input;
  return values ? tensor(gpu, Float64Array.from(values), shape, dtype) : zeros(gpu, shape, dtype);
}

/** The error of a call that must be refused, once everything about the refusal is checked. */
function refused(call: () => unknown): SaccadeError {
  const before = { dispatches: gpu.counters().dispatches, tensors: gpu.memory().tensors };
  let caught: unknown;
  let result: unknown = 'nothing';
  try {
    result = scope(() => call() as Tensor);
  } catch (error) {
    caught = error;
  }
  expect(caught, `gave ${String(result)} instead of throwing`).toBeInstanceOf(Error);
  const error = caught as SaccadeError;
  expect(error, error.stack).toBeInstanceOf(SaccadeError);
  expect(error, error.message).not.toBeInstanceOf(DeviceError);
  expect(error.message, 'three lines').toMatch(/^.+: .+\n {2}got: .+\n {2}fix: .+/);
  expect({ dispatches: gpu.counters().dispatches, tensors: gpu.memory().tensors }, 'work was done before').toEqual(
    before,
  );
  return error;
}

describe.each(Object.entries(table))('%s refuses', (op, wrong) => {
  it.each(
    wrong.map(
      ([inputs, attrs]) =>
        [
          JSON.stringify(inputs),
          JSON.stringify(attrs ?? {}, (_, value: unknown) => (Number.isNaN(value) ? 'NaN' : value)),
          inputs,
          attrs ?? {},
        ] as const,
    ),
  )('%s %s', async (_, __, inputs, attrs) => {
    let tensors: Record<string, Tensor>;
    try {
      tensors = Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, make(input)]));
    } catch (error) {
      refused(() => {
        throw error;
      });
      return;
    }
    refused(() => oracles[op](tensors, attrs, gpu, {}));
    for (const t of Object.values(tensors)) t.dispose();
  });
});

describe('functions outside of the files refuse', () => {
  const x = () => zeros(gpu, [2, 3]);
  const images = () => zeros(gpu, [1, 2, 4, 4]);
  const calls: Record<string, () => unknown> = {
    'tensor of a wrong size': () => tensor(gpu, [1, 2, 3], [2]),
    'tensor of a negative size': () => tensor(gpu, [], [-1, 0]),
    'tensor of a fractional size': () => zeros(gpu, [1.5]),
    'tensor of no dtype': () => tensor(gpu, [1], [1], 'f64' as DType),
    'ragged tensor': () => tensor(gpu, [[1, 2], [3]]),
    'item of many': () => x().reshape(7),
    'a number beside whole numbers': () => ops.add(zeros(gpu, [2], 'i32'), 0.5),
    'two numbers': () => ops.add(1, 2),
    'something else than a tensor': () => ops.add(x(), 'abc' as never),
    nothing: () => ops.relu(undefined as never),
    'squeeze of a full axis': () => ops.squeeze(x(), 0),
    'unsqueeze twice at one place': () => ops.unsqueeze(x(), [0, 0]),
    'flatten backwards': () => ops.flatten(x(), 1, 0),
    'chunks by halves': () => ops.chunk(x(), 0.5),
    'fractional slice': () => x().slice(0, 0.5),
    'slice by NaN': () => x().slice(0, NaN),
    'slice step 0': () => x().slice(0, 0, 2, 0),
    'bmm of vectors': () => ops.bmm(x(), x()),
    'a product with an unknown activation': () =>
      ops.matmul(x(), x(), { transposeB: true, activation: 'swish' as never }),
    'a convolution with an unknown activation': () =>
      ops.conv2d(images(), zeros(gpu, [1, 2, 3, 3]), undefined, { activation: 'swish' as never }),
    'a pool with an unknown activation': () => ops.maxPool2d(images(), 2, { activation: 'swish' as never }),
    'a normalisation with an unknown activation': () =>
      ops.batchNorm(images(), zeros(gpu, [2]), zeros(gpu, [2]), { activation: 'swish' as never }),
    'positional attention without its table': () =>
      ops.positionalAttention(
        zeros(gpu, [1, 1, 2, 3, 3]),
        zeros(gpu, [1, 1, 2, 3, 3]),
        zeros(gpu, [1, 1, 2, 3, 3]),
        x(),
        zeros(gpu, [3, 1]),
        { rows: true },
      ),
    'windows beyond the axis': () => ops.unfoldDim(x(), 1, 4, 1),
    'one pixel shuffled': () => ops.pixelShuffle(images(), 3),
    'interpolate to nothing': () => ops.interpolate(images(), { size: 0 }),
    'interpolate by two measures': () => ops.interpolate(images(), { size: 2, scaleFactor: 2 }),
    'interpolate by none': () => ops.interpolate(images(), {}),
    'max of nothing': () => ops.amax(zeros(gpu, [2, 0]), 1),
    'all of nothing': () => ops.amax(zeros(gpu, [5, 0, 5])),
    'embedding of vectors': () => ops.embedding(zeros(gpu, [2], 'i32'), zeros(gpu, [3])),
    'embedding outside': () => ops.embedding(tensor(gpu, Int32Array.of(5)), x()),
    'index select by a matrix': () => ops.indexSelect(x(), 0, zeros(gpu, [1, 1], 'i32')),
    'mask of floats': () => ops.maskedFill(x(), x(), 0),
    'dropout of more than all': () => ops.dropout(x(), { p: 1.5, seed: 1 }),
    'dropout of NaN': () => ops.dropout(x(), { p: NaN, seed: 1 }),
    'random numbers of a negative seed': () => ops.uniform(gpu, [2], { seed: -1, stream: 0 }),
    'dice of other shapes': () => ops.diceLoss(images(), x()),
    'SGD going backwards': () => new SGD(new Map(), { lr: -1 }),
    'Adam by NaN': () => new Adam(new Map(), { lr: NaN }),
    'Adam that never forgets': () => new Adam(new Map(), { betas: [1, 0.9] }),
    'RMSprop by infinity': () => new RMSprop(new Map(), { lr: Infinity }),
    'Adagrad of negative decay': () => new Adagrad(new Map(), { lrDecay: -1 }),
  };
  it.each(Object.entries(calls))('%s', (_, call) => {
    refused(call);
  });
});

it('refuses a tensor of another device', async () => {
  const other = await Device.open({ backend: 'reference' });
  expect(() => ops.add(zeros(gpu, [2]), zeros(other, [2]))).toThrow(DeviceError);
});

it('works as before after all of it', async () => {
  await gpu.settle();
  expect(Array.from(await ops.matmul(tensor(gpu, [1, 2, 3, 4], [2, 2]), tensor(gpu, [5, 6])).data())).toEqual([17, 39]);
});

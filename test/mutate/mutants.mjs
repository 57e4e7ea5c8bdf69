/**
 * Bugs to plant, one at a time: what is there, what takes its place, what that breaks, and the fast tests that ought to
 * see it. Each text stands once in its file.
 */

/**
 * @typedef {object} Mutant
 * @property {string} file
 * @property {string} from
 * @property {string} to
 * @property {string} breaks
 * @property {string} tests Test files, without `.test.ts`, joined by ` + `; after a `:`, the names of those that run.
 */

const recorded = 'replay:^(?!trains )';
const refused = 'reliability:what the GPU refuses';
const ops = (/** @type {string[]} */ ...names) => `ops:^(${names.join('|')}) `;

/** @type {Record<string, [from: string, to: string, breaks: string, tests: string][]>} */
const byFile = {
  'engine/gpu/queue.ts': [
    ['if (this.ringUsed + room > ringBytes)', 'if (this.ringUsed > ringBytes)', 'the ring overflows', 'queue'],
    [',${buffer.id}:${offset}:${bytes}`', ',${buffer.id}:${bytes}`', 'stale bind group: offset left out', 'queue'],
    ['if (!this.gate.holding && this.trim())', 'if (this.trim())', 'trims while work is held back', 'queue'],
    [
      '      buffer.lost = null;\n      this.flush();',
      '      buffer.lost = null;',
      'a write overtakes dispatches',
      'queue + values',
    ],
    [
      '      if (from.lost) {\n        to.lost = from.lost;\n        return;\n      }\n',
      '',
      'a lost value is copied',
      `${refused} + queue`,
    ],
    ['writes(i) && !continues ?', 'writes(i) ?', 'half of a value is taken for whole', 'queue'],
    [
      'Math.ceil(bytes / 4) * 4);\n    });',
      'Math.floor(bytes / 4) * 4);\n    });',
      'the last half of an odd f16 is not copied',
      `queue + half + ${recorded}`,
    ],
    [
      'const constants = command.constants?.slice() ?? null;',
      'const { constants } = command;',
      'held-back constants are shared',
      `queue + values + ${recorded}`,
    ],
    ['if (pipeline.error) throw pipeline.error;', '', 'a pipeline that did not compile runs', refused],
  ],
  'engine/gpu/pool.ts': [
    ['if (this.wanted.has(list[i])) i++;', 'if (i < 0) i++;', 'destroys what held-back work wants', 'queue'],
    ['if (buffer.refused) continue;', '', 'a refused buffer is handed out', 'queue'],
    ['    found.lost = null;\n      if (this', '    if (this', 'a reused buffer stays lost', `queue + ${refused}`],
    ['else put(this.idle, buffer);\n      }', '      }', 'buffers that a recording found idle are gone', 'queue'],
    [
      'if (!buffer.arena || buffer.arena === this.open) this.count(buffer, -1);',
      'this.count(buffer, -1);',
      "an arena's buffers are counted twice",
      recorded,
    ],
    ['this.peak = Math.max(this.peak, this.used);', '', 'no peak', 'queue + engine'],
    ['this.trim(0);\n    const again', 'const again', 'asks again without giving back', refused],
  ],
  'engine/gpu/gate.ts': [
    ['--this.asked === 0', '--this.asked >= 0', 'opens at the first answer', `queue + ${refused}`],
    ['this.closed && !this.pledges.has(owner)', 'this.closed', 'the last pledge counts', `${refused} + values`],
    [
      '      for (const go of this.held) go();',
      '      for (const go of this.held.reverse()) go();',
      'goes in the wrong order',
      'queue',
    ],
  ],
  'engine/gpu/plan.ts': [
    [
      'Array.from({ length: Math.ceil(count / most) }',
      'Array.from({ length: Math.floor(count / most) }',
      'the last slice is left out',
      'engine:slices',
    ],
    [
      'const start = (offset + (slice?.offset ?? 0)) *',
      'const start = offset *',
      'every slice is the first',
      'engine:slices',
    ],
  ],
  'engine/gpu/kernel.ts': [
    [
      '[gridLimit, Math.ceil(count / gridLimit), 1]',
      '[gridLimit, Math.floor(count / gridLimit), 1]',
      'the last row of workgroups is left out',
      'engine:folds',
    ],
    [
      'let i = id.x + id.y * ${u32(gridLimit * threads)};',
      'let i = id.x;',
      'folded grids repeat their first row',
      'engine:folds',
    ],
  ],
  'engine/gpu/stopwatch.ts': [['    queue.flush();\n    for', '    for', 'times go nowhere', 'queue']],
  'engine/recent.ts': [
    [
      '    this.delete(key);\n    super.set(key, value);\n    return value;',
      '    return value;',
      'forgets the oldest, not the least used',
      'engine:forgets',
    ],
  ],
  'engine/op/gpu.ts': [
    [
      '/${show(input.strides)}+${input.offset}`',
      '/${show(input.strides)}`',
      'stale plan: offset left out',
      'engine + indexing',
    ],
    ["Object.is(value, -0) ? '-0' : String(value)", 'String(value)', 'stale plan: -0 is 0', 'queue'],
  ],
  'engine/storage.ts': [
    [
      'if (--this.references === 0)',
      'if (--this.references < 0)',
      'memory is never given back',
      `${recorded} + fit + optim`,
    ],
    [
      '    queue.copy({ from: given.buffer!, start: 0, to: this.buffer, at: 0, bytes });\n',
      '',
      'copy on write without the copy',
      'values + queue',
    ],
  ],
  'engine/variable.ts': [
    [
      '      this.renew();\n      this.moveTo(place);',
      '      this.moveTo(place);',
      'stale variable in a replay',
      'values',
    ],
    ['if (!isOwned(next)) next.giveTo', 'next.giveTo', 'assign takes from a variable what it has', 'values'],
  ],
  'engine/replay/operands.ts': [
    [
      'return this.places.get(variable)!.version === variable.version;',
      'return true;',
      'stale variable in a replay',
      'values',
    ],
    [
      'if (this.storage.references === 1 + living.length) return;',
      'return;',
      'views change under their holders',
      'values',
    ],
    [
      'if (!targets.has(move.from)) return move;',
      'return move;',
      'swapped variables overwrite each other',
      `values + ${recorded}`,
    ],
  ],
  'engine/replay/results.ts': [
    ['if (storage.references <= living.length)', 'if (storage)', 'a kept view of a result changes', 'values'],
  ],
  'engine/replay/write-back.ts': [
    ['  for (const move of moves) device.webgpu!.queue.copy(move);\n', '', 'a step does not write back', 'values'],
  ],
  'engine/replay/replay.ts': [
    ['if (!Object.is(read(), value)) return true;', '', 'modes are not noticed', 'values'],
    ['    for (const again of refreshed) again();\n', '', 'rates and counters stand still', recorded],
    ['Number.isInteger(Math.log2(this.runs))', 'this.runs < 0', 'never compared again', 'values'],
    ['    for (const again of settings.values()) again();\n', '', 'modes that a step sets are not set', 'values'],
    ['this.last.gpu !== this.device.webgpu || ', '', 'replays on a GPU that is gone', 'recover:recover'],
    [
      '!results.show(storage)) storage.split().release();',
      'results.show(storage)) storage.split().release();',
      'an alias is written over',
      'values',
    ],
  ],
  'engine/replay/trace.ts': [
    [
      'a.source === b.source && same(a.words, b.words)',
      'a.source === b.source',
      'changed numbers are not noticed',
      'values',
    ],
  ],
  'engine/replay/recorder.ts': [
    [
      'this.outside.set(storage.retain(), storage.buffer!);',
      'this.outside.set(storage, storage.buffer!);',
      'memory of the host is not held',
      recorded,
    ],
  ],
  'engine/scope.ts': [['else tensor.dispose();', '', 'a scope frees nothing', 'engine + optim']],
  'engine/autograd.ts': [
    ['before ? accumulate(before, gradient) : gradient', 'gradient', 'the last of several gradients counts', 'engine'],
    [
      'order.map((_, axis) => adjoint.order.indexOf(axis))',
      'order',
      'permuted gradients go back the wrong way',
      'engine + indexing + graphs',
    ],
    [
      '?? zeros(target.device, target.shape, target.dtype)',
      '?? handle(target)',
      'no gradient is the value itself',
      'engine + custom-gradient',
    ],
  ],
  'engine/device.ts': [
    [
      'if (gpu !== this.webgpu) throw',
      'if (!gpu) throw',
      'a read of the GPU before gives no DeviceLostError',
      'recover:recover',
    ],
    ['if (isPresent())\n', 'if (device)\n', 'errors of the GPU before reach the new one', 'recover:recover'],
    ['before.pool.gone = gone;', '', 'values of the GPU before are used', 'recover:recover'],
  ],
  'engine/copy.ts': [
    ['rest > tie || (', 'rest >= tie || (', 'halves round away from even', 'half + engine'],
    [
      'if (${is_nan_bits}(x)) { return 0; }\n    if (x >= 2147483648.0)',
      'if (x >= 2147483648.0)',
      'NaN is a whole number',
      'engine',
    ],
  ],
  'engine/tensor.ts': [
    [
      'Math.ceil((last - first) / step)',
      'Math.floor((last - first) / step)',
      'a slice is one short',
      'indexing + engine',
    ],
    [
      'axes[start - 1].stride === axes[start].stride * axes[start].n',
      'axes[start - 1].stride > 0',
      'a reshape of a permuted tensor is no copy',
      'engine + indexing + graphs',
    ],
  ],
  'engine/accumulate.ts': [
    ['k + 3 * p.step < end;', 'k + 2 * p.step < end;', 'sums read past their end', ops('sum_to', 'mean')],
    [
      'inside = inside && !(${before}) && distance % ${step} == 0u &&',
      'inside = inside && !(${before}) &&',
      'gradients of steps fall between',
      `${ops('embed')} + indexing`,
    ],
  ],
  'kernels/matmul/tiles.ts': [
    [
      "        ${stage('right', right, tile)}\n        workgroupBarrier();",
      "        ${stage('right', right, tile)}",
      'missing barrier',
      ops('matmul'),
    ],
  ],
  'kernels/matmul/product.ts': [
    ['a_row: a.strides.at(-2)! >>> 0', 'a_row: a.strides.at(-1)! >>> 0', 'wrong axis', ops('matmul')],
    ['min(k_first + p.chunk, p.k)', 'k_first + p.chunk', 'a product goes past its last term', ops('matmul')],
    [
      "biasAxis === 'row' ? row : column",
      "biasAxis === 'row' ? column : row",
      'bias along the wrong axis',
      ops('matmul'),
    ],
  ],
  'kernels/reduce/softmax.ts': [
    [
      'tops = select(tops, value, value > tops);',
      'tops = select(tops, value, value < tops);',
      'overflows for large scores',
      `${ops('softmax')} + math`,
    ],
    [
      'y[${at}] * (dy[${at}] - dot)',
      'y[${at}] * (dy[${at}] + dot)',
      'wrong sign in a gradient',
      ops('softmax', 'softmax_grad'),
    ],
  ],
  'kernels/reduce/mean.ts': [
    ['div(dy, x.size / dy.size)', 'div(dy, x.size)', 'gradient of the mean of all', ops('mean')],
  ],
  'kernels/reduce/scan.ts': [
    [
      'starts[j * p.rows + i] = acc;\n          acc = acc ${operator} totals[j * p.rows + i];',
      'acc = acc ${operator} totals[j * p.rows + i];\n          starts[j * p.rows + i] = acc;',
      'parts begin one too far',
      ops('cumsum', 'cumprod'),
    ],
  ],
  'kernels/normalize/rownorm-parts.ts': [
    ['rest * rest, 0.0) + p.eps);`', 'rest * rest, 0.0));`', 'no eps', ops('row_norm')],
  ],
  'kernels/normalize/rownorm-grad.ts': [
    [
      'dweight[row] = acc.x;\n      dbias[row] = acc.y;',
      'dweight[row] = acc.y;\n      dbias[row] = acc.x;',
      'swapped gradients',
      ops('row_norm', 'row_norm_grad'),
    ],
  ],
  'kernels/normalize/running.ts': [
    [
      'm * p.correction * variance[i]',
      'm * variance[i]',
      'the kept variance is the biased one',
      ops('running_statistics'),
    ],
  ],
  'kernels/gather/gather.ts': [
    [
      'total += part; part = ${register(updates.dtype)}(0);',
      'total += part;',
      'long chains count twice',
      `${ops('scatter_rows')} + indexing`,
    ],
  ],
  'kernels/shape/concat.ts': [
    ['start += span;', 'start += 1;', 'later groups land on earlier ones', `${ops('concat')} + indexing`],
  ],
  'kernels/optim/step.ts': [
    ['select(old_${value}, ${value}, moves)', '${value}', 'what has no gradient moves', 'optim'],
  ],
  'kernels/optim/adam.ts': [['p.gain2 * g * g;', 'p.gain2 * g;', 'second moment of first order', ops('adam_step')]],
  'kernels/optim/sgd.ts': [
    [
      'g = ${nesterov ? wgsl`g + p.momentum * momentum_buffer` : wgsl`momentum_buffer`};',
      'g = momentum_buffer;',
      'no Nesterov',
      ops('sgd_step'),
    ],
  ],
  'kernels/attention/steps.ts': [
    ['select(hidden, ${sum}, ${join(tests', 'select(${sum}, ${sum}, ${join(tests', 'masks hide nothing', 'attend'],
    ['wgsl`${at} * ${scale}`', 'wgsl`${at}`', 'scores are not scaled', 'attend'],
  ],
  'kernels/math/philox.ts': [
    [
      'k += vec2u(0x9e3779b9u, 0xbb67ae85u);',
      'k += vec2u(0x9e3779b9u, 0x9e3779b9u);',
      'another stream of random numbers',
      ops('dropout', 'uniform', 'normal'),
    ],
  ],
  'layers/basic/dropout.ts': [
    ['counter: fresh(() => this.calls++)', 'counter: this.calls++', 'a replay drops the same elements', recorded],
    ['return this.training && this.p > 0 ?', 'return this.p > 0 ?', 'drops in eval', 'values + fit'],
  ],
  'layers/basic/batchnorm.ts': [
    ['    variance.assign(runningVariance!);\n', '', 'the variance stands still', `${recorded} + fit + modules`],
  ],
  'train/adam.ts': [
    ['Math.sqrt(1 - beta2 ** count())', 'Math.sqrt(1 - beta1 ** count())', 'wrong bias correction', 'optim'],
    [
      'decoupled ? fresh(() => 1 - lr() * weightDecay) : 1',
      'decoupled ? fresh(() => 1 - weightDecay) : 1',
      'decay without the rate',
      'optim',
    ],
  ],
  'train/sgd.ts': [['count() === 1 ? 1 : 1 - dampening', '1 - dampening', 'the first momentum is dampened', 'optim']],
  'train/flat-state.ts': [
    [
      '      scope(() => this.take(this.gather()));',
      '      scope(() => this.whole);',
      'loaded weights are forgotten by the next step',
      'optim + values',
    ],
  ],
  'train/clip.ts': [['{ max: 1 }', '{ max: 100 }', 'clipping makes small gradients large', 'clip + fit']],
  'train/fit.ts': [
    ['alpha: 1 / accumulate', 'alpha: 1', 'accumulated gradients are summed', 'fit'],
    ['this.losses += this.count;', 'this.losses += 1;', 'a mean over too few losses', 'fit'],
    ['      net.eval();\n      score', '      score', 'judged in training mode', 'fit'],
    ['if (at > told) await tell(judged);', 'await tell(judged);', 'told twice after a recovery', 'recover'],
    ['at > saved && (', '(', 'saved twice after a recovery', 'recover'],
  ],
  'train/checkpoint.ts': [
    [
      'layer.calls = checkpoint.dropoutCalls[name] ?? 0;',
      'layer.calls = 0;',
      'dropout begins again after a resume',
      'fit',
    ],
    ['      assignAll(before);\n      throw error;', '      throw error;', 'half of a checkpoint is loaded', 'fit'],
  ],
  'train/checkpoint-names.ts': [
    ['if (!(error instanceof FormatError)) throw error;', 'throw error;', 'one damaged checkpoint ends all', 'fit'],
    ['.slice(kept)', '.slice(1)', 'one checkpoint is kept', 'fit'],
  ],
  'train/schedule/warmup.ts': [
    ['(after(0) * (step + 1)) / steps', '(after(0) * step) / steps', 'the first step does nothing', 'fit:schedules'],
  ],
  'train/schedule/cosine.ts': [['Math.min(step, steps)', 'step', 'rates rise again', 'fit:schedules']],
  'train/data/batches.ts': [
    ['new Random(seed, orders + epoch)', 'new Random(seed, orders)', 'every epoch in one order', 'train-data'],
  ],
  'train/data/augment.ts': [
    ['[...planes, ...(mask ? [mask] : [])]', 'planes', 'masks are not flipped with their pictures', 'train-data'],
  ],
  'train/averaged.ts': [['1 - this.decay', 'this.decay', 'forgets what it should keep', 'fit + optim']],
};

/** @type {Mutant[]} */
export const mutants = Object.entries(byFile).flatMap(([file, list]) =>
  list.map(([from, to, breaks, tests]) => ({ file, from, to, breaks, tests })),
);

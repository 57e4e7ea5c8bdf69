/**
 * One table for the whole catalogue: what people report most of such modules elsewhere. Every module goes through every
 * row; where one rightly refuses, or means something else, the row says so.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { valueAndGrad } from '../engine/autograd.ts';
import type { AttentionMap } from '../engine/capture.ts';
import { capture } from '../engine/capture.ts';
import { cast, copy } from '../engine/cast.ts';
import { full, tensor, zeros } from '../engine/create.ts';
import { Device } from '../engine/device.ts';
import { ShapeError } from '../engine/errors.ts';
import type { Module } from '../engine/module.ts';
import { Random } from '../engine/random.ts';
import { size } from '../engine/shape.ts';
import type { Tensor } from '../engine/tensor.ts';
import { mean, mul } from '../kernels/index.ts';
import { seeded } from '../layers/basic/init.ts';
import type { CatalogEntry } from '../layers/catalogue/catalog.ts';
import { catalog } from '../layers/catalogue/index.ts';
import * as layers from '../layers/index.ts';
import { readMap, sentence } from '../layers/show/reading.ts';

const channels = 16;
let gpu: Device;
beforeAll(async () => {
  gpu = await Device.open();
});

type Grid = readonly [height: number, width: number];
const noise = (shape: readonly number[], seed = 5): Tensor => {
  const random = new Random(seed);
  return tensor(
    gpu,
    Float32Array.from({ length: size(shape) }, () => random.normal()),
    shape,
  );
};
const picture = (grid: Grid, batch = 1): Tensor => noise([batch, channels, ...grid]);
const make = ({ make: build }: CatalogEntry, [height, width]: Grid): Module =>
  seeded(gpu, 1, () => build(gpu, channels, height, width)).eval();
/** The first tensor of what a module gives. */
const run = (module: Module, x: Tensor): Tensor => {
  const y = module.forward(x) as Tensor | [Tensor];
  return Array.isArray(y) ? y[0] : y;
};
const list = async (x: Tensor) => Array.from(await x.data());
const total = (row: ArrayLike<number>) => Array.from(row).reduce((a, b) => a + b, 0);
const queriesOf = ({ queries }: AttentionMap): (readonly [number, number])[] =>
  queries
    ? [
        [0, 0],
        [queries[0] >> 1, queries[1] >> 1],
        [queries[0] - 1, queries[1] - 1],
      ]
    : [[0, 0]];

/** Gates, and products without a softmax: no shares of a whole. */
const noShares = (
  'lightnl cbam bam se eca coordatt gct_gated gct_gaussian srm gather_excite simam scse shuffle_attention triplet ' +
  'strip_attn coord_attn_timm simple_coord_attn outlook involution cot efficient_local_attn'
).split(' ');
/** Shares of branches, a head each: those of one channel sum to 1. */
const branched = ['emanet', 'external_attention', 'sk', 'split_attention', 'psa_pyramid'];
/** Windows that reach into zeros around the picture: what is missing to 1 went there. */
const padded = ['sasa', 'sasa_conv', 'halo'];
const squareOnly = ['sasa_article'];
/** A single position has no deviation. */
const placesOnly = ['srm', 'simam'];
/** They normalise one value for each channel over the batch: it must be more than one, as in PyTorch. */
const batchOnly = ['bam', 'cot', 'srm', 'sk', 'split_attention'];
/** As the official code, which averages over a square of the height. */
const wideOnly = ['bam'];
/** Those whose features keep no place: the map of a picture that is the same everywhere is the same everywhere. */
const dense =
  'self_attention sagan nonlocal danet_pam a2net emanet ann lightnl mha_torch mha_article mha_article_conv1d';
const placeless = `${dense} ccnet isanet axial danet_cam gcnet`.split(' ');
/** Their last layer begins at zero. */
const identities = [
  'dnl',
  'generalized_attention',
  'sagan',
  'nonlocal',
  'danet_pam',
  'danet_cam',
  'ccnet',
  'gcnet',
  'gct_gated',
];

interface Shape {
  grid: Grid;
  /** Modules that refuse it, typed. */
  refused: readonly string[];
}
// A picture smaller than non-local's pooling window has no keys.
const shapes: Record<string, Shape> = {
  'odd and not square': { grid: [7, 9], refused: squareOnly },
  'one pixel': { grid: [1, 1], refused: ['nonlocal', ...placesOnly] },
  'a row': { grid: [1, 5], refused: ['nonlocal', ...squareOnly, ...wideOnly] },
  'a column': { grid: [5, 1], refused: ['nonlocal', ...squareOnly, ...wideOnly] },
};

describe.each(catalog.map((entry) => [entry.name, entry] as const))('%s', (name, entry) => {
  it.each<Grid>([
    [16, 16],
    [7, 9],
  ])('rows of every map sum to 1 over the keys, at %i×%i', async (...grid) => {
    if (squareOnly.includes(name) && grid[0] !== grid[1]) return;
    const { maps } = capture(() => run(make(entry, grid), picture(grid, 2)));
    expect(maps.size).toBeGreaterThan(0);
    for (const [key, map] of maps) {
      if (noShares.includes(name)) continue;
      for (const query of queriesOf(map)) {
        // What a pixel or channel is made of are bases or branches, a head each; what a branch counts is its share for
        // each channel.
        const over = branched.includes(name) ? Array.from({ length: map.heads }, (_, head) => head) : [map.heads - 1];
        const rows = await Promise.all(over.map((head) => map.at(query, head, 1)));
        const sums =
          branched.includes(name) || key === 'branches'
            ? Array.from({ length: key === 'branches' ? map.grid[1] : rows[0].length }, (_, i) =>
                key === 'branches'
                  ? total(rows[0].filter((_weight, at) => at % map.grid[1] === i))
                  : total(rows.map((row) => row[i])),
              )
            : [total(rows[0])];
        // Interlaced attention fills the last tiles up with zeros, and lets them take part.
        const missing =
          // Each of halo attention's four blocks of 8×8 reaches over the border.
          (name === 'halo' && grid[0] === 16) ||
          (name === 'isanet'
            ? grid.some((n) => n % 8)
            : padded.includes(name) && query.some((at, axis) => at < 3 || at >= grid[axis] - 3));
        for (const sum of sums) {
          if (missing) expect(sum, `${key} ${query}`).toBeLessThan(1 + 1e-5);
          else expect(sum, `${key} ${query}`).toBeCloseTo(1, 4);
        }
      }
    }
  });

  it.each(Object.entries(shapes))('takes a picture that is %s', async (_, { grid, refused }) => {
    const x = picture(grid);
    const module = make(entry, grid);
    if (refused.includes(name)) {
      expect(() => run(module, x)).toThrow(ShapeError);
      return;
    }
    const { out, maps } = capture(() => run(module, x));
    expect(out.shape.slice(2)).toEqual(grid);
    expect((await list(out)).every(Number.isFinite)).toBe(true);
    for (const [key, map] of maps) {
      for (const query of queriesOf(map)) {
        const row = await map.at(query);
        expect(row.length, key).toBe(map.grid[0] * map.grid[1]);
        expect(row.every(Number.isFinite), key).toBe(true);
      }
      // Queries are places of the picture: nobody may ask for one outside it.
      if (map.queries && map.kind !== 'channel') expect(map.queries, key).toEqual(grid);
      await expect(map.at([map.queries?.[0] ?? 1, 0])).rejects.toThrow(/outside the map/);
    }
  });

  it('gives nothing for a batch of none', () => {
    const grid: Grid = [8, 8];
    const want = run(make(entry, grid), picture(grid)).shape;
    expect(run(make(entry, grid), zeros(gpu, [0, channels, ...grid])).shape).toEqual([0, ...want.slice(1)]);
  });

  it('trains on a batch of one', async () => {
    const grid: Grid = [8, 8];
    const module = make(entry, grid).train();
    const step = () =>
      valueAndGrad(() => {
        const y = run(module, picture(grid));
        return mean(mul(y, y));
      }, module.params());
    if (batchOnly.includes(name)) {
      expect(step).toThrow(/more than one value per channel/);
      return;
    }
    const { value, grads } = step();
    expect(Number.isFinite(await value.item())).toBe(true);
    for (const [key, grad] of grads) expect((await list(grad)).every(Number.isFinite), key).toBe(true);
  });

  if (identities.includes(name))
    it('is the identity where γ is 0, as it is at first', async () => {
      const x = picture([6, 8]);
      expect(await list(run(make(entry, [6, 8]), x))).toEqual(await list(x));
    });

  it('gives the same bits twice in eval, and after load(state())', async () => {
    const grid: Grid = [8, 8];
    const module = make(entry, grid);
    const x = picture(grid);
    const first = await list(run(module, x));
    expect(await list(run(module, x))).toEqual(first);
    const before = await Promise.all([...module.state().values()].map(list));
    module.load(module.state());
    expect(await Promise.all([...module.state().values()].map(list))).toEqual(before);
    expect(await list(run(module, x))).toEqual(first);
    const saved = new Map([...module.state()].map(([key, value]) => [key, copy(value)]));
    const other = seeded(gpu, 2, () => entry.make(gpu, channels, ...grid)).eval();
    expect(await list(run(other.load(saved), x))).toEqual(first);
  });

  if (placeless.includes(name))
    it('tells that the map of a constant picture is uniform, and that others are not', async () => {
      const grid: Grid = [16, 16];
      const module = make(entry, grid);
      const flat = capture(() => run(module, full(gpu, [1, channels, ...grid], 0.5))).maps;
      const varied = capture(() => run(module, picture(grid))).maps;
      for (const [key, map] of flat) {
        // Two crosses after each other reach the row and the column of the query twice.
        if (key === 'composed' && name === 'ccnet') continue;
        const [told, other] = [await readMap(map), await readMap(varied.get(key)!)];
        expect(told.contrast, key).toBe(await map.contrast(told.query ?? 0));
        expect(told.contrast, key).toBeLessThan(1e-5);
        expect(sentence(told), key).toContain('; uniform, ');
        expect(other.contrast, key).toBeGreaterThan(1e-4);
        expect(sentence(other), key).not.toContain('; uniform, ');
      }
    });
});

describe('f16 weights and inputs give finite, close answers', () => {
  const features = [1, 16, 8, 8];
  const pictures = [1, 3, 32, 32];
  const others: Record<string, [() => Module, readonly number[]]> = {
    DualAttentionHead: [() => new layers.DualAttentionHead(gpu, 32, 3), [1, 32, 6, 6]],
    SasaStem: [() => new layers.SasaStem(gpu, 16, 16), features],
    SasaBottleneck: [() => new layers.SasaBottleneck(gpu, 16, 8), features],
    AttentionUNet: [() => new layers.AttentionUNet(gpu, {}), pictures],
    PatchNet: [() => new layers.PatchNet(gpu, { attention: 'cbam' }), pictures],
    InterlacedModule: [() => new layers.InterlacedModule(gpu, 16, 8, 8, 16), features],
    SqueezeExcitation: [() => new layers.SqueezeExcitation(gpu, 16, 4), features],
    'StandAloneSelfAttention with bias': [
      () => new layers.StandAloneSelfAttention(gpu, 16, 16, { bias: true }),
      features,
    ],
    'MultiheadAttention with extra keys': [
      () => new layers.MultiheadAttention(gpu, 16, 2, { addBiasKv: true, addZeroAttn: true, batchFirst: true }),
      [2, 5, 16],
    ],
    AxialPositions: [() => new layers.AxialPositions(gpu, 16, [8, 8]), features],
    BatchNorm: [() => new layers.BatchNorm(gpu, 16), features],
    GroupNorm: [() => new layers.GroupNorm(gpu, 2, 16), features],
    LayerNorm: [() => new layers.LayerNorm(gpu, 8), features],
    RMSNorm: [() => new layers.RMSNorm(gpu, 8), features],
    'Conv2d under spectral normalisation': [() => new layers.Conv2d(gpu, 16, 16, { spectral: true }), features],
    ConvTranspose2d: [() => new layers.ConvTranspose2d(gpu, 16, 16, { kernel: 2 }), features],
    Dropout2d: [() => new layers.Dropout2d(gpu, 0.5), features],
  };
  for (const entry of catalog) others[entry.name] = [() => entry.make(gpu, channels, 8, 8), features];

  it.each(Object.entries(others))('%s', async (name, [build, shape]) => {
    const module = seeded(gpu, 1, build).eval();
    const x = noise(shape);
    const wide = capture(() => run(module, x));
    const want = await list(wide.out);
    const rows = new Map(
      await Promise.all([...wide.maps].map(async ([key, map]) => [key, await map.at(queriesOf(map).at(1))] as const)),
    );
    const { out, maps } = capture(() => run(module.half(), cast(x, 'f16')));
    expect(out.dtype).toBe('f16');
    const got = await list(out);
    const largest = Math.max(...want.map(Math.abs));
    got.forEach((value, i) => expect(Math.abs(value - want[i]) / largest).toBeLessThan(0.01));
    for (const [key, map] of maps) {
      const row = await map.at(queriesOf(map).at(1));
      row.forEach((weight, i) => expect(Math.abs(weight - rows.get(key)![i]), key).toBeLessThan(0.02));
      expect((await list(map.full())).every(Number.isFinite), key).toBe(true);
    }
    if (batchOnly.includes(name)) return;
    const { value, grads } = valueAndGrad(() => {
      const y = cast(run(module.train(), cast(x, 'f16')), 'f32');
      return mean(mul(y, y));
    }, module.params());
    expect(Number.isFinite(await value.item())).toBe(true);
    for (const [key, grad] of grads) expect((await list(grad)).every(Number.isFinite), key).toBe(true);
  });
});

describe('a query that may look nowhere gives no NaN', () => {
  const closed = () => tensor(gpu, new Uint32Array(9).fill(1), [3, 3], 'bool');
  const masked: Record<string, (dtype: 'f32' | 'f16') => Tensor> = {
    MultiheadAttention: (dtype) => {
      const module = new layers.MultiheadAttention(gpu, 4, 2, { batchFirst: true });
      const x = cast(noise([1, 3, 4]), dtype);
      return (dtype === 'f16' ? module.half() : module).forward(x, x, x, { attnMask: closed() });
    },
    'MultiheadAttention by logits': (dtype) => {
      const module = new layers.MultiheadAttention(gpu, 4, 2, { batchFirst: true });
      const x = cast(noise([1, 3, 4]), dtype);
      const mask = cast(full(gpu, [3, 3], -Infinity), dtype);
      const keyPaddingMask = tensor(gpu, new Uint32Array(3).fill(1), [1, 3], 'bool');
      return (dtype === 'f16' ? module.half() : module).forward(x, x, x, { attnMask: mask, keyPaddingMask });
    },
    ResidualMultihead: (dtype) => {
      const module = new layers.ResidualMultihead(gpu, 4, 2);
      const x = cast(noise([1, 3, 4]), dtype);
      return (dtype === 'f16' ? module.half() : module).forward(x, x, x, { mask: zeros(gpu, [1, 3, 3], 'i32') });
    },
    AdditiveAttention: (dtype) => {
      const module = new layers.AdditiveAttention(gpu, { query: 4, key: 4, hidden: 5 });
      const x = cast(noise([1, 3, 4]), dtype);
      return (dtype === 'f16' ? module.half() : module).forward(x, x, x, zeros(gpu, [1], 'i32'));
    },
  };
  it.each(Object.entries(masked))('%s', async (_, forward) => {
    for (const dtype of ['f32', 'f16'] as const)
      expect((await list(forward(dtype))).every(Number.isFinite), dtype).toBe(true);
  });
});

describe('attention without pictures or keys', () => {
  it('gives nothing for a batch of none, and zeros mixed by the last layer for no keys', async () => {
    const module = new layers.MultiheadAttention(gpu, 8, 2, { batchFirst: true });
    expect(module.forward(zeros(gpu, [0, 5, 8])).shape).toEqual([0, 5, 8]);
    const none = zeros(gpu, [2, 0, 8]);
    const y = module.forward(noise([2, 3, 8]), none, none);
    expect(y.shape).toEqual([2, 3, 8]);
    expect((await list(y)).every((value) => value === 0)).toBe(true);
    expect(new layers.ResidualMultihead(gpu, 8, 2).forward(zeros(gpu, [0, 5, 8])).shape).toEqual([0, 5, 8]);
  });
});

describe('more reduction than channels is refused', () => {
  const narrow: Record<string, () => Module> = {
    SELayer: () => new layers.SELayer(gpu, 8),
    SqueezeExcitation: () => new layers.SqueezeExcitation(gpu, 8, 0),
    CBAM: () => new layers.CBAM(gpu, 8),
    ChannelGate: () => new layers.ChannelGate(gpu, 8, { reduction: 9 }),
    BAM: () => new layers.BAM(gpu, 8),
    BamChannelGate: () => new layers.BamChannelGate(gpu, 8),
    BamSpatialGate: () => new layers.BamSpatialGate(gpu, 8),
    ContextBlock: () => new layers.ContextBlock(gpu, 8, 1 / 16),
    LightNonLocal: () => new layers.LightNonLocal(gpu, 8, 1 / 16, 2),
    SaganAttention: () => new layers.SaganAttention(gpu, 4),
    PositionAttention: () => new layers.PositionAttention(gpu, 4),
    DualAttentionHead: () => new layers.DualAttentionHead(gpu, 16, 2),
    CrissCrossAttention: () => new layers.CrissCrossAttention(gpu, 4),
    'SELayer by NaN': () => new layers.SELayer(gpu, 8, { reduction: NaN }),
    'SELayer by 0': () => new layers.SELayer(gpu, 8, { reduction: 0 }),
    'SELayer by less than nothing': () => new layers.SELayer(gpu, 8, { reduction: -2 }),
  };
  it.each(Object.entries(narrow))('%s', (_, build) => {
    expect(build).toThrow(ShapeError);
  });
});

describe('maps of padded pictures are of the picture', () => {
  it('neighbourhood attention on fewer pixels than its window', async () => {
    const module = new layers.NeighborhoodAttention2d(gpu, 8, { heads: 1, kernel: 7 });
    const { out, maps } = capture(() => module.forward(noise([1, 5, 4, 8])));
    const map = maps.get('attention')!;
    expect([out.shape.slice(1, 3), map.grid, map.queries]).toEqual([
      [5, 4],
      [5, 4],
      [5, 4],
    ]);
    await expect(map.at([5, 0])).rejects.toThrow(/outside the map/);
    // All 49 cells of the padded picture weigh about alike; 20 are the picture's.
    expect(total(await map.at([4, 3]))).toBeGreaterThan(0.3);
    expect(total(await map.at([4, 3]))).toBeLessThan(0.6);
  });

  it('stand-alone attention behind biases: its own place, not the padding’s', async () => {
    for (const module of [
      new layers.StandAloneSelfAttention(gpu, 8, 8, { kernel: 3, heads: 2, bias: true }),
      new layers.SasaConv(gpu, 8, 8, { kernel: 3, bias: true }),
      new layers.SasaStem(gpu, 8, 8, { kernel: 3, bias: true }),
    ]) {
      const { maps } = capture(() => module.forward(noise([1, 8, 6, 5])));
      const map = maps.get('attention')!;
      expect([map.grid, map.queries]).toEqual([
        [6, 5],
        [6, 5],
      ]);
      const row = Array.from(await map.at([2, 3]));
      const seen = row.flatMap((weight, cell) => (weight ? [[Math.floor(cell / 5), cell % 5]] : []));
      expect(seen).toEqual([1, 2, 3].flatMap((y) => [2, 3, 4].map((x) => [y, x])));
      expect(total(row)).toBeCloseTo(1, 5);
      expect(total(await map.at([0, 0]))).toBeLessThan(1);
    }
  });
});

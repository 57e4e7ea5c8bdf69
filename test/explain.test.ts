/**
 * Ways to read a transformer, against a small network computed apart in float64, its gradients by finite differences.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { capture } from '../engine/capture.ts';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { attentionRollout } from '../layers/explain/attention-rollout.ts';
import { captureGradients, featureGradient } from '../layers/explain/capture-gradients.ts';
import { classRow } from '../layers/explain/class-row.ts';
import { gradCam } from '../layers/explain/grad-cam.ts';
import { gradientRollout } from '../layers/explain/gradient-rollout.ts';
import { seeded } from '../layers/basic/init.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';

const [dim, heads, depth, classes, side, patch] = [12, 3, 2, 4, 8, 4];
const tokens = 1 + (side / patch) ** 2;
const width = dim / heads;
const followed = 2;

/** The network in plain loops. `bend` may change a block's weights after the softmax, or its first norm's result. */
class Plain {
  private readonly weights: ReadonlyMap<string, ArrayLike<number>>;
  private readonly image: ArrayLike<number>;

  constructor(weights: ReadonlyMap<string, ArrayLike<number>>, image: ArrayLike<number>) {
    this.weights = weights;
    this.image = image;
  }

  private at(name: string) {
    return this.weights.get(name)!;
  }

  private linear(x: number[][], name: string): number[][] {
    const [w, b] = [this.at(`${name}.weight`), this.at(`${name}.bias`)];
    return x.map((row) =>
      Array.from(b, (bias, o) => row.reduce((sum, value, i) => sum + value * w[o * row.length + i], bias)),
    );
  }

  private norm(x: number[][], name: string): number[][] {
    const [w, b] = [this.at(`${name}.weight`), this.at(`${name}.bias`)];
    return x.map((row) => {
      const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
      const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
      return row.map((value, i) => ((value - mean) / Math.sqrt(variance + 1e-6)) * w[i] + b[i]);
    });
  }

  run(
    bend: { weights?: (block: number, a: number[][][]) => void; normed?: (block: number, x: number[][]) => void } = {},
  ) {
    const conv = this.at('patch_embed.proj.weight');
    const grid = side / patch;
    const patches = Array.from({ length: grid * grid }, (_, p) =>
      Array.from({ length: dim }, (_c, o) => {
        let sum = this.at('patch_embed.proj.bias')[o];
        for (let c = 0; c < 3; c++)
          for (let y = 0; y < patch; y++)
            for (let x = 0; x < patch; x++)
              sum +=
                conv[((o * 3 + c) * patch + y) * patch + x] *
                this.image[(c * side + Math.floor(p / grid) * patch + y) * side + (p % grid) * patch + x];
        return sum;
      }),
    );
    let x = [Array.from(this.at('cls_token')), ...patches].map((row, t) =>
      row.map((value, i) => value + this.at('pos_embed')[t * dim + i]),
    );
    const maps: number[][][][] = [];
    const norms: number[][][] = [];
    for (let block = 0; block < depth; block++) {
      const y = this.norm(x, `blocks.${block}.norm1`);
      bend.normed?.(block, y);
      norms.push(y);
      const qkv = this.linear(y, `blocks.${block}.attn.qkv`);
      const part = (t: number, role: number, h: number) =>
        qkv[t].slice(role * dim + h * width, role * dim + (h + 1) * width);
      const a = Array.from({ length: heads }, (_, h) =>
        qkv.map((_row, i) => {
          const scores = qkv.map((_other, j) =>
            part(i, 0, h).reduce((sum, value, c) => sum + (value * part(j, 1, h)[c]) / Math.sqrt(width), 0),
          );
          const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
          const total = powers.reduce((sum, power) => sum + power, 0);
          return powers.map((power) => power / total);
        }),
      );
      bend.weights?.(block, a);
      maps.push(a);
      const mixed = qkv.map((_row, i) =>
        a.flatMap((map, h) =>
          Array.from({ length: width }, (_c, c) =>
            map[i].reduce((sum, weight, j) => sum + weight * part(j, 2, h)[c], 0),
          ),
        ),
      );
      const plus = (u: number[][], v: number[][]) => u.map((row, t) => row.map((value, i) => value + v[t][i]));
      x = plus(x, this.linear(mixed, `blocks.${block}.attn.proj`));
      const hidden = this.linear(this.norm(x, `blocks.${block}.norm2`), `blocks.${block}.mlp.fc1`);
      x = plus(
        x,
        this.linear(
          hidden.map((row) => row.map(gelu)),
          `blocks.${block}.mlp.fc2`,
        ),
      );
    }
    const [logits] = this.linear([this.norm(x, 'norm')[0]], 'head');
    return { logits, maps, norms };
  }
}

/** By the series of erf, to float64. */
function gelu(x: number): number {
  const z = x / Math.SQRT2;
  let [term, sum] = [z, z];
  for (let n = 1; n < 80; n++) {
    term *= (-z * z) / n;
    sum += term / (2 * n + 1);
  }
  return 0.5 * x * (1 + (2 / Math.sqrt(Math.PI)) * sum);
}

const multiply = (a: number[][], b: number[][]) =>
  a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
const identity = Array.from({ length: tokens }, (_, i) => Array.from({ length: tokens }, (_j, j) => Number(i === j)));
/** Σ of a function of heads at each pair of tokens. */
const pairs = (f: (i: number, j: number) => number) => identity.map((row, i) => row.map((_, j) => f(i, j)));

describe('a small vision transformer', () => {
  let [gpu, net, image, plain]: [Device, VisionTransformer, Tensor, Plain] = [] as never;
  beforeAll(async () => {
    gpu = await Device.open();
    const options = { size: side, patch, dim, depth, heads, classes, mlpRatio: 2 };
    net = seeded(gpu, 7, () => new VisionTransformer(gpu, options)).eval();
    const random = new Random(3);
    // Larger weights than a fresh network's, so that maps and gradients are far from even.
    for (const variable of net.state().values()) {
      const values = Float32Array.from({ length: variable.size }, () => random.normal(0, 0.5));
      variable.assign(tensor(gpu, values, variable.shape));
    }
    const pixels = Float32Array.from({ length: 3 * side * side }, () => random.normal(0, 1));
    image = tensor(gpu, pixels, [1, 3, side, side]);
    const weights = new Map<string, ArrayLike<number>>();
    for (const [name, variable] of net.state()) weights.set(name, await variable.data());
    plain = new Plain(weights, pixels);
  });

  const close = async (got: Tensor, want: readonly number[], tolerance = 2e-4) => {
    const values = await got.data();
    expect(values.length).toBe(want.length);
    const largest = Math.max(...want.map(Math.abs));
    want.forEach((value, i) => expect(Math.abs(values[i] - value), `element ${i}`).toBeLessThan(tolerance * largest));
  };
  /** ∂ logit / ∂ what `bend` changes by a small step. */
  const slope = (change: (step: number) => Parameters<Plain['run']>[0]) => {
    const at = (step: number) => plain.run(change(step)).logits[followed];
    return (at(1e-4) - at(-1e-4)) / 2e-4;
  };
  const weightSlope = (block: number, h: number, i: number, j: number) =>
    slope((step) => ({ weights: (k, a) => k === block && (a[h][i][j] += step) }));
  const score = (logits: Tensor) => logits.slice(1, followed, followed + 1);

  it('is the plain one', async () => {
    const { out, maps } = capture(() => net.forward(image));
    const want = plain.run();
    await close(out, want.logits);
    expect([...maps.keys()]).toEqual(['blocks.0.attn.attention', 'blocks.1.attn.attention']);
    for (const [block, map] of [...maps.values()].entries()) await close(map.full(), want.maps[block].flat(2));
  });

  it("has its class token's row over the patches, for a head and for their mean", async () => {
    const map = capture(() => net.forward(image)).maps.get('blocks.1.attn.attention')!;
    const a = plain.run().maps[1];
    await close(
      classRow(map),
      Array.from({ length: 4 }, (_, j) => a.reduce((sum, head) => sum + head[0][j + 1], 0) / 3),
    );
    await close(classRow(map, 1), a[1][0].slice(1));
    expect([...(await map.token(0, 1))].map((w) => w.toFixed(4))).toEqual(a[1][0].slice(1).map((w) => w.toFixed(4)));
    expect([...(await map.at([1, 0], 2))].map((w) => w.toFixed(4))).toEqual(a[2][3].slice(1).map((w) => w.toFixed(4)));
    await expect(map.token(1)).rejects.toThrow(/no such token/);
  });

  it('rolls attention out', async () => {
    const { maps } = capture(() => net.forward(image));
    const want = plain.run().maps.reduce((flow, a) => {
      const mixed = pairs((i, j) => (a.reduce((sum, head) => sum + head[i][j], 0) / heads + identity[i][j]) / 2);
      return multiply(mixed, flow);
    }, identity);
    await close(attentionRollout([...maps.values()].map((map) => map.full())), want.flat());
  });

  it('gives gradients by weights, and rolls out what they raise', async () => {
    const { maps, gradients } = captureGradients(() => net.forward(image), image, score);
    const a = plain.run().maps;
    const slopes = a.map((block, k) =>
      block.map((head, h) => head.map((row, i) => row.map((_, j) => weightSlope(k, h, i, j)))),
    );
    for (const [k, gradient] of [...gradients.values()].entries()) await close(gradient, slopes[k].flat(2));
    const want = a.reduce((flow, block, k) => {
      const raised = pairs(
        (i, j) => block.reduce((sum, head, h) => sum + Math.max(0, head[i][j] * slopes[k][h][i][j]), 0) / heads,
      );
      return multiply(raised, flow).map((row, i) => row.map((value, j) => value + flow[i][j]));
    }, identity);
    const weights = [...gradients.keys()].map((name) => maps.get(name)!.full());
    await close(gradientRollout(weights, [...gradients.values()]), want.flat());
  });

  it('weighs features by what raises a score', async () => {
    const { features, gradient } = featureGradient(() => net.forward(image), image, 'blocks.1.norm1', score);
    const y = plain.run().norms[1];
    const slopes = y.map((row, t) =>
      row.map((_, c) => slope((step) => ({ normed: (k, x) => k === 1 && (x[t][c] += step) }))),
    );
    await close(gradient, slopes.flat());
    const patches = y.slice(1);
    const alpha = y[0].map((_, c) => slopes.slice(1).reduce((sum, row) => sum + row[c], 0) / patches.length);
    const want = patches.map((row) =>
      Math.max(
        0,
        row.reduce((sum, value, c) => sum + alpha[c] * value, 0),
      ),
    );
    expect(Math.max(...want)).toBeGreaterThan(0);
    await close(gradCam(features.slice(1, 1), gradient.slice(1, 1)), want);
    expect(() => featureGradient(() => net.forward(image), image, 'blocks.9', score)).toThrow(
      /no module blocks\.9 ran/,
    );
  });
});

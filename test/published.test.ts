/**
 * Published files: names of several origins, shards, streams from paths, addresses and Files, and files that are wrong.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Data, DType } from '../engine/dtype.ts';
import { Device } from '../engine/device.ts';
import { loadSafetensors } from '../engine/files/load.ts';
import { parseSafetensors, writeSafetensors } from '../engine/files/safetensors.ts';
import { fromHalf, toHalf } from '../engine/half.ts';
import type { Module } from '../engine/module.ts';
import type { Tensor } from '../engine/tensor.ts';
import { normal, seeded } from '../layers/basic/init.ts';
import { DinoV2 } from '../layers/models/dino-v2.ts';
import { MixTransformer } from '../layers/models/mix-transformer.ts';
import { SwinTransformer } from '../layers/models/swin-transformer.ts';
import { VisionTransformer } from '../layers/models/vision-transformer.ts';
import { loadNetwork } from '../layers/published/load-network.ts';
import { Random } from '../engine/random.ts';

interface Stored {
  dtype: DType;
  shape: readonly number[];
  data: Data;
}
type State = Map<string, Stored>;

let gpu: Device;
let folder: string;
beforeAll(async () => {
  gpu = await Device.open({ backend: 'reference' });
  folder = mkdtempSync(join(tmpdir(), 'saccade-published-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function stateOf(net: Module): Promise<State> {
  const state: State = new Map();
  for (const [name, variable] of net.state())
    state.set(name, { dtype: variable.dtype, shape: variable.shape, data: await variable.data() });
  return state;
}

/** Under other names: a string renames, a list takes a third (or a half) of the rows each. */
function renamed(state: State, rename: (name: string) => string | string[] | null): State {
  const out: State = new Map();
  for (const [name, { dtype, shape, data }] of state) {
    const to = rename(name);
    if (to === null) continue;
    const names = typeof to === 'string' ? [to] : to;
    const rows = shape[0] / names.length;
    const step = data.length / names.length;
    names.forEach((one, i) =>
      out.set(one, {
        dtype,
        shape: names.length > 1 ? [rows, ...shape.slice(1)] : shape,
        data: data.slice(i * step, (i + 1) * step),
      }),
    );
  }
  return out;
}

const replaced = (name: string, pairs: readonly (readonly [RegExp, string])[]): string =>
  pairs.reduce((text, [from, to]) => text.replace(from, to), name);
const apart = (name: string): string[] => ['query', 'key', 'value'].map((role) => name.replace('QKV', role));

const vit = () =>
  seeded(gpu, 5, () => new VisionTransformer(gpu, { size: 16, patch: 4, dim: 64, depth: 2, heads: 1, classes: 3 }));
const dino = () =>
  seeded(gpu, 6, () => new DinoV2(gpu, { size: 16, patch: 4, dim: 64, depth: 2, heads: 1, registers: 2, offset: 0 }));
const swin = () =>
  seeded(
    gpu,
    7,
    () =>
      new SwinTransformer(gpu, { size: 16, patch: 2, dim: 8, depths: [2, 1], heads: [2, 2], window: 4, classes: 3 }),
  );
const mix = () =>
  seeded(
    gpu,
    8,
    () =>
      new MixTransformer(gpu, {
        dims: [8, 16, 24, 32],
        heads: [1, 2, 3, 4],
        depths: [1, 1, 1, 1],
        reductions: [2, 1, 1, 1],
      }),
  );

const hfVit = (name: string): string | string[] => {
  const to = replaced(name, [
    [/^(cls_token)$/, 'vit.embeddings.$1'],
    [/^pos_embed$/, 'vit.embeddings.position_embeddings'],
    [/^patch_embed\.proj/, 'vit.embeddings.patch_embeddings.projection'],
    [/^blocks\.(\d+)\.attn\.qkv/, 'vit.encoder.layer.$1.attention.attention.QKV'],
    [/^blocks\.(\d+)\.attn\.proj/, 'vit.encoder.layer.$1.attention.output.dense'],
    [/^blocks\.(\d+)\.mlp\.fc1/, 'vit.encoder.layer.$1.intermediate.dense'],
    [/^blocks\.(\d+)\.mlp\.fc2/, 'vit.encoder.layer.$1.output.dense'],
    [/^blocks\.(\d+)\.norm1/, 'vit.encoder.layer.$1.layernorm_before'],
    [/^blocks\.(\d+)\.norm2/, 'vit.encoder.layer.$1.layernorm_after'],
    [/^norm\./, 'vit.layernorm.'],
    [/^head\./, 'classifier.'],
  ]);
  return to.includes('QKV') ? apart(to) : to;
};
const hfDino = (name: string): string | string[] => {
  const to = replaced(name, [
    [/^(cls_token|mask_token|register_tokens)$/, 'embeddings.$1'],
    [/^pos_embed$/, 'embeddings.position_embeddings'],
    [/^patch_embed\.proj/, 'embeddings.patch_embeddings.projection'],
    [/^blocks\.(\d+)\.attn\.qkv/, 'encoder.layer.$1.attention.attention.QKV'],
    [/^blocks\.(\d+)\.attn\.proj/, 'encoder.layer.$1.attention.output.dense'],
    [/^blocks\.(\d+)\.ls([12])\.gamma/, 'encoder.layer.$1.layer_scale$2.lambda1'],
    [/^blocks\.(\d+)\.(norm|mlp)/, 'encoder.layer.$1.$2'],
    [/^norm\./, 'layernorm.'],
  ]);
  return to.includes('QKV') ? apart(to) : to;
};
const hfSwin = (name: string): string | string[] | null => {
  const to = replaced(name, [
    [/^patch_embed\.proj/, 'swin.embeddings.patch_embeddings.projection'],
    [/^patch_embed\.norm/, 'swin.embeddings.norm'],
    [/^layers\.(\d+)\.blocks\.(\d+)\.attn\.qkv/, 'swin.encoder.layers.$1.blocks.$2.attention.self.QKV'],
    [/^layers\.(\d+)\.blocks\.(\d+)\.attn\.proj/, 'swin.encoder.layers.$1.blocks.$2.attention.output.dense'],
    [/^layers\.(\d+)\.blocks\.(\d+)\.attn\./, 'swin.encoder.layers.$1.blocks.$2.attention.self.'],
    [/^layers\.(\d+)\.blocks\.(\d+)\.norm1/, 'swin.encoder.layers.$1.blocks.$2.layernorm_before'],
    [/^layers\.(\d+)\.blocks\.(\d+)\.norm2/, 'swin.encoder.layers.$1.blocks.$2.layernorm_after'],
    [/^layers\.(\d+)\.blocks\.(\d+)\.mlp\.fc1/, 'swin.encoder.layers.$1.blocks.$2.intermediate.dense'],
    [/^layers\.(\d+)\.blocks\.(\d+)\.mlp\.fc2/, 'swin.encoder.layers.$1.blocks.$2.output.dense'],
    [/^layers\.(\d+)\.downsample/, 'swin.encoder.layers.$1.downsample'],
    [/^norm\./, 'swin.layernorm.'],
    [/^head\./, 'classifier.'],
  ]);
  if (to.endsWith('attn_mask')) return null;
  return to.includes('QKV') ? apart(to) : to;
};
const hfMix = (name: string): string | string[] => {
  const less = (text: string) => text.replace(/STAGE(\d)/, (_, n: string) => String(Number(n) - 1));
  const to = less(
    replaced(name, [
      [/^patch_embed(\d)\.proj/, 'segformer.encoder.patch_embeddings.STAGE$1.proj'],
      [/^patch_embed(\d)\.norm/, 'segformer.encoder.patch_embeddings.STAGE$1.layer_norm'],
      [/^norm(\d)\./, 'segformer.encoder.layer_norm.STAGE$1.'],
      [/^block(\d)\.(\d+)\.norm([12])/, 'segformer.encoder.block.STAGE$1.$2.layer_norm_$3'],
      [/^block(\d)\.(\d+)\.attn\.q\./, 'segformer.encoder.block.STAGE$1.$2.attention.self.query.'],
      [/^block(\d)\.(\d+)\.attn\.kv\./, 'segformer.encoder.block.STAGE$1.$2.attention.self.KV.'],
      [/^block(\d)\.(\d+)\.attn\.sr/, 'segformer.encoder.block.STAGE$1.$2.attention.self.sr'],
      [/^block(\d)\.(\d+)\.attn\.norm/, 'segformer.encoder.block.STAGE$1.$2.attention.self.layer_norm'],
      [/^block(\d)\.(\d+)\.attn\.proj/, 'segformer.encoder.block.STAGE$1.$2.attention.output.dense'],
      [/^block(\d)\.(\d+)\.mlp\.fc([12])/, 'segformer.encoder.block.STAGE$1.$2.mlp.dense$3'],
      [/^block(\d)\.(\d+)\.mlp\.dw/, 'segformer.encoder.block.STAGE$1.$2.mlp.dw'],
    ]),
  );
  return to.includes('KV') ? [to.replace('KV', 'key'), to.replace('KV', 'value')] : to;
};
const torchvision = (name: string): string =>
  replaced(name, [
    [/^cls_token$/, 'class_token'],
    [/^pos_embed$/, 'encoder.pos_embedding'],
    [/^patch_embed\.proj/, 'conv_proj'],
    [/^blocks\.(\d+)\.norm([12])/, 'encoder.layers.encoder_layer_$1.ln_$2'],
    [/^blocks\.(\d+)\.attn\.qkv\./, 'encoder.layers.encoder_layer_$1.self_attention.in_proj_'],
    [/^blocks\.(\d+)\.attn\.proj/, 'encoder.layers.encoder_layer_$1.self_attention.out_proj'],
    [/^blocks\.(\d+)\.mlp\.fc1/, 'encoder.layers.encoder_layer_$1.mlp.linear_1'],
    [/^blocks\.(\d+)\.mlp\.fc2/, 'encoder.layers.encoder_layer_$1.mlp.3'],
    [/^norm\./, 'encoder.ln.'],
    [/^head\./, 'heads.head.'],
  ]);
const timmSwin = (name: string): string | null =>
  /attn_mask|relative_position_index/.test(name)
    ? null
    : replaced(name, [
        [/^head\./, 'head.fc.'],
        [/^layers\.0\.downsample/, 'layers.1.downsample'],
      ]);

describe('names of other origins', () => {
  const cases: [
    string,
    string,
    () => Module & { forward: (x: Tensor) => Tensor | Tensor[] },
    (name: string) => string | string[] | null,
  ][] = [
    ['ViT of Hugging Face', 'vit', vit, hfVit],
    ['ViT of torchvision', 'vit', vit, torchvision],
    ['a ViT behind prefixes', 'vit', vit, (name) => `module.backbone.${name}`],
    ['DINOv2 with registers of Hugging Face', 'dinov2', dino, hfDino],
    [
      'DINOv2 in chunks, as it is trained',
      'dinov2',
      dino,
      (name) => `teacher.backbone.${name.replace(/^blocks\./, 'blocks.0.')}`,
    ],
    ['Swin of Hugging Face', 'swin', swin, hfSwin],
    ['Swin of timm', 'swin', swin, timmSwin],
    ['SegFormer of Hugging Face', 'segformer', mix, hfMix],
  ];
  it.each(cases)('%s', async (_, name, make, rename) => {
    const net = make();
    const file = renamed(await stateOf(net), rename);
    expect([...file.keys()].every((key) => net.state().has(key))).toBe(false);
    const loaded = await loadNetwork(gpu, writeSafetensors(file));
    expect(loaded.entry.name).toBe(name);
    const image = normal(gpu, [1, 3, name === 'segformer' ? 32 : 16, name === 'segformer' ? 32 : 16], new Random(1));
    const flat = (out: Tensor | Tensor[]) => (Array.isArray(out) ? out : [out]);
    const [want, got] = [flat(net.forward(image)), flat(loaded.net.forward(image))];
    expect(want.length).toBe(got.length);
    for (const [i, out] of want.entries()) expect([...(await got[i].data())]).toEqual([...(await out.data())]);
  });
});

it('halves become the floats that the network has', async () => {
  const halves: State = new Map([...(await stateOf(vit()))].map(([name, one]) => [name, { ...one, dtype: 'f16' }]));
  const { net } = await loadNetwork(gpu, writeSafetensors(halves));
  const [got, want] = [net.state().get('head.weight')!, halves.get('head.weight')!.data];
  expect(got.dtype).toBe('f32');
  expect([...(await got.data())]).toEqual(Array.from(want, (value) => fromHalf(toHalf(value))));
});

describe('where the bytes are', () => {
  const bytes = async () => writeSafetensors(await stateOf(vit()));
  const values = async (loaded: ReadonlyMap<string, Tensor>) => {
    const all: [string, number[]][] = [];
    for (const [name, one] of loaded) all.push([name, [...(await one.data())]]);
    return all;
  };

  it('a path, a File and an address, with and without a length, give the same', async () => {
    const file = await bytes();
    const path = join(folder, 'vit.safetensors');
    writeFileSync(path, file);
    const want = [...parseSafetensors(file).tensors].map(([name, { data }]) => [name, [...data]]);
    expect(await values(await loadSafetensors(gpu, path))).toEqual(want);
    expect(await values(await loadSafetensors(gpu, new Blob([file])))).toEqual(want);
    const server = createServer((request, response) => {
      // Without a length, and in uneven pieces.
      if (request.url === '/whole') response.setHeader('content-length', file.length);
      for (let at = 0; at < file.length; at += 1001) response.write(file.subarray(at, at + 1001));
      response.end();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      expect(await values(await loadSafetensors(gpu, `${address}/whole`))).toEqual(want);
      expect(await values(await loadSafetensors(gpu, `${address}/pieces`))).toEqual(want);
    } finally {
      server.close();
    }
  });

  it('shards beside their index, or given one by one', async () => {
    const state = [...renamed(await stateOf(vit()), hfVit)];
    // Queries, keys and values of one block may lie in different files.
    const parts = [0, 1].map((k) => state.filter((_, i) => i % 2 === k));
    const names = parts.map((part, k) => {
      writeFileSync(join(folder, `model-${k}.safetensors`), writeSafetensors(part));
      return part.map(([name]) => [name, `model-${k}.safetensors`]);
    });
    const index = join(folder, 'model.safetensors.index.json');
    writeFileSync(index, JSON.stringify({ metadata: {}, weight_map: Object.fromEntries(names.flat()) }));
    const image = normal(gpu, [1, 3, 16, 16], new Random(1));
    const want = [...(await vit().forward(image).data())];
    for (const source of [index, parts.map((part) => writeSafetensors(part))]) {
      const { net } = await loadNetwork(gpu, source);
      expect([...(await (net.forward(image) as Tensor).data())]).toEqual(want);
    }
    writeFileSync(index, JSON.stringify({ weight_map: { a: '../vit.safetensors' } }));
    await expect(loadNetwork(gpu, index)).rejects.toThrow(/name files beside it/);
    writeFileSync(index, '{}');
    await expect(loadNetwork(gpu, index)).rejects.toThrow(/no weight_map/);
  });
});

describe('a file that is wrong', () => {
  it('is answered by what it looks like', async () => {
    const file = writeSafetensors(renamed(await stateOf(vit()), hfVit));
    await expect(loadNetwork(gpu, file, 'swin')).rejects.toThrow(
      /not for swin \(SwinTransformer\)\s+got: it looks like vit \(VisionTransformer\)\s+fix: name vit/,
    );
    await expect(loadNetwork(gpu, file, 'bert')).rejects.toThrow(/no network "bert"/);
    const other = writeSafetensors([['h.0.mlp.c_fc.weight', { dtype: 'f32', shape: [2], data: new Float32Array(2) }]]);
    await expect(loadNetwork(gpu, other)).rejects.toThrow(/no network that is known here\s+got: 1 tensors: h\.0\.mlp/);
  });

  it('is refused for a tensor that is missing, left over or of another shape, before data are read', async () => {
    const state = await stateOf(vit());
    state.delete('blocks.1.norm2.bias');
    state.set('blocks.1.norm2.scale', { dtype: 'f32', shape: [1], data: new Float32Array(1) });
    state.set('norm.weight', { dtype: 'f32', shape: [3], data: new Float32Array(3) });
    await expect(loadNetwork(gpu, writeSafetensors(state))).rejects.toThrow(
      new RegExp(
        [
          'does not fit VisionTransformer',
          'got: missing blocks\\.1\\.norm2\\.bias',
          'unexpected blocks\\.1\\.norm2\\.scale',
          'norm\\.weight is \\[3\\], not \\[64\\]',
        ].join('\\s+'),
      ),
    );
  });

  it('that ends early, or late, is refused from a stream too', async () => {
    const file = writeSafetensors(await stateOf(vit()));
    const path = join(folder, 'short.safetensors');
    writeFileSync(path, file.subarray(0, file.length - 8));
    await expect(loadSafetensors(gpu, path)).rejects.toThrow(/past the end/);
    await expect(loadSafetensors(gpu, new Blob([file, new Uint8Array(4)]))).rejects.toThrow(/after the last tensor/);
    await expect(loadSafetensors(gpu, new Blob(['<html>not found</html>']))).rejects.toThrow(/web page/);
  });
});

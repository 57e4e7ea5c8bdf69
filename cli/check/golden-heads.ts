/** Additive and multi-head attention: official constructors' arguments to ours. */
import type { Tensor } from '../../engine/tensor.ts';
import { AdditiveAttention } from '../../layers/attention/additive.ts';
import { ConvMultihead } from '../../layers/attention/conv-multihead.ts';
import { ResidualMultihead } from '../../layers/attention/residual-multihead.ts';
import { MultiheadAttention } from '../../layers/attention/multihead.ts';
import { moduleSubject } from './module.ts';
import type { GoldenCase, GoldenTable } from './table.ts';

/** The inputs by the names in the file; `self` is query, key and value. */
const roles = ({ call }: GoldenCase, inputs: readonly Tensor[]): Record<string, Tensor | undefined> => {
  const named = Object.fromEntries((call.roles as string[]).map((role, i) => [role, inputs[i]]));
  return { query: named.self, ...named };
};

export const heads: GoldenTable = {
  additive_attention: (golden) => {
    const { num_hiddens: hidden, query_size: query, key_size: key } = golden.args;
    return moduleSubject(golden, new AdditiveAttention(golden.device, { query, key, hidden }));
  },
  mha_torch: (golden) => {
    const {
      embed_dim: width,
      num_heads: count,
      dropout,
      bias,
      add_bias_kv: addBiasKv,
      add_zero_attn: addZeroAttn,
      kdim,
      vdim,
      batch_first: batchFirst,
    } = golden.args;
    const averageWeights = golden.call.average_attn_weights ?? false;
    return moduleSubject(
      golden,
      new MultiheadAttention(golden.device, width, count, {
        dropout,
        bias,
        addBiasKv,
        addZeroAttn,
        kdim,
        vdim,
        batchFirst,
      }),
      (attention, inputs) => {
        const { query, key, value, key_padding_mask: keyPaddingMask, attn_mask: attnMask } = roles(golden, inputs);
        const { out, weights } = attention.forward(query!, key, value, {
          keyPaddingMask,
          attnMask,
          needWeights: true,
          averageWeights,
        });
        return [out, weights];
      },
    );
  },
  mha_article: (golden) => {
    const { n_head: count, d_model: width, d_k: key, d_v: value, dropout } = golden.args;
    return moduleSubject(
      golden,
      new ResidualMultihead(golden.device, width, count, {
        key,
        value,
        dropout,
        tokens: golden.call.image === 'reshape' ? 'reshaped' : 'pixels',
      }),
      (attention, inputs) => {
        const { query, key, value, mask } = roles(golden, inputs);
        const { out, weights } = attention.forward(query!, key, value, { mask, needWeights: true });
        return [out, weights];
      },
    );
  },
  mha_article_conv1d: (golden) => {
    const { mem_in: context, query_in: query, key_size: key, output_size: value, num_heads: count } = golden.args;
    return moduleSubject(golden, new ConvMultihead(golden.device, { context, query, key, value, heads: count }));
  },
};

/** Vectors of relative places as one table, which the kernels of local attention read in fours of channels. */
import { ShapeError } from '../../engine/errors.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Operand } from '../../engine/gpu/kernel.ts';
import type { HostArray, Op } from '../../engine/op.ts';
import { defineOp } from '../../engine/op.ts';
import { show } from '../../engine/shape.ts';
import type { Tensor } from '../../engine/tensor.ts';
import type { Snippet } from '../../engine/gpu/wgsl.ts';
import { name, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Pair } from '../make/pairs.ts';
import { quads } from './records.ts';

interface TableAttrs {
  /** Entries for rows and for columns. */
  places: Pair;
  /** Channels of a query. */
  channels: number;
}

/**
 * [heads, rows + columns, channels]: rows on the first channels, columns on the last, 0 elsewhere and up to the next
 * four channels.
 */
export const relativeTableOp: Op<TableAttrs> = defineOp<TableAttrs>({
  name: 'relative_table',
  inputs: ['relH?', 'relW?'],
  strided: ['relH', 'relW'],
  shape: ({ relH, relW }, { places: [rows, columns], channels }) => {
    const heads = (relH ?? relW).shape[0];
    for (const [rel, what, count] of [
      [relH, 'rows', rows],
      [relW, 'columns', columns],
    ] as const) {
      if (
        rel &&
        (rel.shape.length !== 3 || rel.shape[0] !== heads || rel.shape[1] > channels || rel.shape[2] !== count)
      )
        throw new ShapeError(
          'localAttention',
          `relative ${what} must be [${heads}, at most ${channels}, ${count}]`,
          show(rel.shape),
        );
    }
    return [heads, rows + columns, 4 * quads(channels)];
  },
  reference: ({ relH, relW, out }, { places: [rows], channels }) => {
    const place = (rel: HostArray | undefined, firstEntry: number, firstChannel: number) =>
      rel?.data.forEach((value, i) => {
        const [, depth, count] = rel.shape;
        const [head, c, entry] = [Math.floor(i / (depth * count)), Math.floor(i / count) % depth, i % count];
        out.data[(head * out.shape[1] + firstEntry + entry) * out.shape[2] + firstChannel + c] = value;
      });
    place(relH, 0, 0);
    place(relW, rows, channels - (relW?.shape[1] ?? 0));
  },
  kernel: ({ relH, relW, out }, { places: [rows, columns], channels }) => {
    const read = (
      key: 'relH' | 'relW',
      { shape: [, depth], strides, offset }: Operand,
      begin: number,
    ): { code: Snippet; params: Record<string, number> } => {
      const field = (part: string) => name(`${key}_${part}`);
      return {
        code: wgsl`
          if (inside && c >= p.${field('begin')} && c < p.${field('end')}) {
            let vector = p.${field('offset')} + head * p.${field('h')} + entry * p.${field('entry')};
            out[i] = ${name(key)}[vector + (c - p.${field('begin')}) * p.${field('c')}];
          }`,
        params: {
          [`${key}_begin`]: begin,
          [`${key}_end`]: begin + depth,
          [`${key}_offset`]: offset,
          ...Object.fromEntries(['h', 'c', 'entry'].map((axis, i) => [`${key}_${axis}`, strides[i] >>> 0])),
        },
      };
    };
    const [fromRows, fromColumns] = [
      relH && read('relH', relH, 0),
      relW && read('relW', relW, channels - relW.shape[1]),
    ];
    const none = wgsl``;
    const body = wgsl`let c = i % p.channels;
  var entry = i / p.channels % p.places;
  let head = i / (p.channels * p.places);
  out[i] = 0.0;
  var inside = entry < p.rows;
  ${fromRows ? fromRows.code : none}
  entry -= p.rows;
  inside = !inside;
  ${fromColumns ? fromColumns.code : none}`;
    return each(out.shape[0] * out.shape[1] * out.shape[2], body, {
      params: { channels: out.shape[2], places: rows + columns, rows, ...fromRows?.params, ...fromColumns?.params },
    });
  },
  grad: (
    {
      inputs: { relH, relW },
      dy,
      attrs: {
        places: [rows],
        channels,
      },
    },
    wanted,
  ) => ({
    relH: wanted.relH && dy.slice(1, 0, rows).slice(2, 0, relH.shape[1]).transpose(),
    relW:
      wanted.relW &&
      dy
        .slice(1, rows)
        .slice(2, channels - relW.shape[1], channels)
        .transpose(),
  }),
  samples: [
    { shapes: { relH: [2, 2, 5], relW: [2, 3, 3] }, attrs: { places: [5, 3], channels: 6 } },
    { shapes: { relW: [2, 1, 3] }, attrs: { places: [4, 3], channels: 3 } },
    { shapes: { relH: [1, 4, 7] }, attrs: { places: [7, 7], channels: 4 } },
  ],
});

/** The table of both kinds of vectors, of either, or none. */
export const relativeTable = (
  relH: Tensor | undefined,
  relW: Tensor | undefined,
  attrs: TableAttrs,
): Tensor | undefined => (relH || relW ? relativeTableOp({ relH, relW }, attrs) : undefined);

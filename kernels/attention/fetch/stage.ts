/** Vectors of the positions walked over, where a GPU's workgroup stages them in its memory. */
import type { Snippet } from '../../../engine/gpu/wgsl.ts';
import { join, name, repeat, u32, wgsl } from '../../../engine/gpu/wgsl.ts';
import type { Frame, Part } from '../frame.ts';

/** Vec4s that tiles may hold together. */
const tileQuads = 1024;

/** Positions in a tile; 0 where there are so many channels that not even a chunk fits. */
export function tilePositions(parts: readonly Part[]): number {
  const all = parts.reduce((sum, { quads }) => sum + quads, 0);
  return [32, 16, 8, 4].find((positions) => positions * all <= tileQuads) ?? 0;
}

/** Fills `NAME_tile` from position `tile` on; a position over the end repeats the last. */
export const fillTiles = (frame: Frame, parts: readonly (readonly [string, Part])[]): Snippet =>
  wgsl`${parts.map(([key, { quads }]) => {
    const place = frame.spec.walk.walked(key, wgsl`tile + n / ${u32(quads)}`);
    const four = wgsl`n % ${u32(quads)}`;
    const value =
      frame.along[key] === 'channels'
        ? frame.four(key, place, four)
        : wgsl`vec4<f32>(${join(
            repeat(4, (c) => frame.one(key, place, wgsl`4 * (${four}) + ${u32(c)}`)),
            ', ',
          )})`;
    return wgsl`
      for (var n = lane; n < ${u32(frame.tile * quads)}; n += ${u32(frame.lanes)}) {
        ${name(`${key}_tile`)}[n] = ${value};
      }`;
  })}`;

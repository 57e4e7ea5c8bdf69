/**
 * Max pooling over 2×2 windows side by side, the most common there is: four windows an invocation, whose pixels are
 * four vec4s. What takes long to compile is loads and stores in the text, so the four have one, in a loop that only a
 * constant of the uniform block bounds: by registers that move up.
 */
import { quotient } from '../../engine/indexing.ts';
import type { Kernel } from '../../engine/gpu/kernel.ts';
import { each } from '../../engine/gpu/kernel.ts';
import type { Shape } from '../../engine/shape.ts';
import { size } from '../../engine/shape.ts';
import { fn, name, repeat, wgsl } from '../../engine/gpu/wgsl.ts';
import type { Windows } from './geometry.ts';

/** Whether windows of `size` tile images of shape [B, C, H, W] by twos, in whole vec4s. */
export function areSquares(image: Shape, { size: [rows, columns], regular }: Windows): boolean {
  if (!regular || columns % 4 || image[0] * image[1] * rows > 2 ** 22) return false;
  const { kernel, stride, padding, dilation } = regular;
  return (
    [...kernel, ...stride].every((n) => n === 2) &&
    padding.every((n) => n === 0) &&
    dilation.every((n) => n === 1) &&
    image[2] === 2 * rows &&
    image[3] === 2 * columns
  );
}

/**
 * Invocation i has windows 4·i … of a row of windows, and four vec4s of the image: `upper` and the next, and those a
 * line below.
 */
const place = wgsl`
  let row = ${quotient}(i, p.quads, p.per_quads);
  let quad = i - row * p.quads;
  let oy = row - ${quotient}(row, p.rows, p.per_rows) * p.rows;
  let upper = row * p.quads * 4 + quad * 2;
  let down = p.quads * 2 - 1;
  let four = p.four;
  let first = vec4<i32>(i32(oy * 2 * p.width + quad * 8)) + vec4<i32>(0, 2, 4, 6);
  let width = i32(p.width);`;
const paramsOf = (out: Shape) => ({
  quads: out[3] / 4,
  per_quads: { f32: 4 / out[3] },
  rows: out[2],
  per_rows: { f32: 1 / out[2] },
  width: 2 * out[3],
  four: 4,
});
const [vec4, places] = [name('vec4<f32>'), name('vec4<i32>')];

/** Of each of four windows' values, whether it is NaN. */
const are_nan = fn`
  fn are_nan(x: vec4<f32>) -> vec4<bool> { return (bitcast<vec4<u32>>(x)
    & vec4<u32>(0x7fffffffu)) > vec4<u32>(0x7f800000u); }`;

export function squaresForward(out: Shape, activation: 'relu' | undefined, withIndices: boolean): Kernel {
  const cut = wgsl`
    let low = (best <= vec4<f32>(0.0)) & !${are_nan}(best);
    best = select(best, vec4<f32>(0.0), low);
    at = select(at, vec4<i32>(-1), low);`;
  const body = wgsl`
    ${place}
    var a = vec4<f32>(0.0);
    var b = a;
    var c = a;
    var d = a;
    var piece = upper;
    for (var k = 0u; k < four; k++) {
      a = b;
      b = c;
      c = d;
      d = x[piece];
      piece += select(1u, down, k == 1);
    }
    var best = vec4<f32>(a.xz, b.xz);
    var at = first;
    ${repeat(
      3,
      (k) => wgsl`
        {
          let next = ${[wgsl`vec4<f32>(a.yw, b.yw)`, wgsl`vec4<f32>(c.xz, d.xz)`, wgsl`vec4<f32>(c.yw, d.yw)`][k]};
          let better = !${are_nan}(best) & (${are_nan}(next) | (next > best));
          best = select(best, next, better);
          at = select(at, first + ${[wgsl`1`, wgsl`width`, wgsl`(width + 1)`][k]}, better);
        }`,
    )}
    ${activation ? cut : wgsl``}
    out[i] = best;
    ${withIndices ? wgsl`indices[i] = at;` : wgsl``}`;
  return each(size(out) / 4, body, {
    params: paramsOf(out),

    types: { x: vec4, out: vec4, ...(withIndices && { indices: places }) },
  });
}

/** `dy` of each window at the pixel that its index names. */
export function squaresPlace(windows: Shape): Kernel {
  const body = wgsl`
    ${place}
    let value = dy[i];
    let at = indices[i] - first;
    ${['a', 'b', 'c', 'd'].map(
      (pixel, k) => wgsl`
        let ${name(pixel)} = select(vec4<f32>(0.0), value,
          at == vec4<i32>(${[wgsl`0`, wgsl`1`, wgsl`width`, wgsl`width + 1`][k]}));`,
    )}
    var piece0 = vec4<f32>(a.x, b.x, a.y, b.y);
    var piece1 = vec4<f32>(a.z, b.z, a.w, b.w);
    var piece2 = vec4<f32>(c.x, d.x, c.y, d.y);
    let piece3 = vec4<f32>(c.z, d.z, c.w, d.w);
    var piece = upper;
    for (var k = 0u; k < four; k++) {
      out[piece] = piece0;
      piece0 = piece1;
      piece1 = piece2;
      piece2 = piece3;
      piece += select(1u, down, k == 1);
    }`;
  return each(size(windows) / 4, body, {
    params: paramsOf(windows),

    types: { dy: vec4, indices: places, out: vec4 },
  });
}

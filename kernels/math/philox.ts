/** Philox 4×32-10 (Salmon et al., SC 2011), word for word what `philox` of engine/random.ts gives. */
import { fn } from '../../engine/gpu/wgsl.ts';

/** `m_philox(counter, key) -> four random words`. The 32×32-bit products are put together from 16-bit halves. */
const m_philox_high = fn`
  fn m_philox_high(a: u32, b: u32) -> u32 {
    let low = (a & 0xffffu) * (b & 0xffffu);
    let first = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
    let second = (a & 0xffffu) * (b >> 16u) + (first & 0xffffu);
    return (a >> 16u) * (b >> 16u) + (first >> 16u) + (second >> 16u);
  }`;

export const m_philox = fn`
  fn m_philox(counter: vec2u, key: vec2u) -> vec4u {
    var c = vec4u(counter, 0u, 0u);
    var k = key;
    for (var turn = 0u; turn < 10u; turn++) {
      c = vec4u(${m_philox_high}(0xcd9e8d57u, c.z) ^ c.y ^ k.x, 0xcd9e8d57u * c.z,
        ${m_philox_high}(0xd2511f53u, c.x) ^ c.w ^ k.y, 0xd2511f53u * c.x);
      k += vec2u(0x9e3779b9u, 0xbb67ae85u);
    }
    return c;
  }`;

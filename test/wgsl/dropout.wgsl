// CPU, GPU: x f32[3, 91] {"p":0.25,"seedHigh":48879,"seedLow":65535,"streamHigh":0,"streamLow":3,"counterHigh":1,"counterLow":40000}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, length: u32, p: f32, seedHigh: f32, seedLow: f32, streamHigh: f32, streamLow: f32, counterHigh: f32,
  counterLow: f32,
}
@group(0) @binding(2) var<uniform> p: Params;
fn m_philox_high(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let first = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let second = (a & 0xffffu) * (b >> 16u) + (first & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (first >> 16u) + (second >> 16u);
}
fn m_philox(counter: vec2u, key: vec2u) -> vec4u {
  var c = vec4u(counter, 0u, 0u);
  var k = key;
  for (var turn = 0u; turn < 10u; turn++) {
    c = vec4u(m_philox_high(0xcd9e8d57u, c.z) ^ c.y ^ k.x, 0xcd9e8d57u * c.z,
      m_philox_high(0xd2511f53u, c.x) ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
fn m_is_nan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let words = m_philox(
    vec2u(i, (u32(p.counterHigh) << 16u) | u32(p.counterLow)),
    vec2u((u32(p.seedHigh) << 16u) | u32(p.seedLow), (u32(p.streamHigh) << 16u) | u32(p.streamLow)));
  for (var k = 0u; k < 4u; k++) {
    let at = 4u * i + k;
    if (at >= p.length) { break; }
    let value = x[at];
    let kept = f32(words[k] >> 8u) * 0x1p-24f >= p.p;
    out[at] = select(select(0.0f, value, m_is_nan(value)), value / (1.0f - p.p), kept);
  }
}

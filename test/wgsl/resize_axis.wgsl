// CPU, GPU: x f32[2, 5, 3], table i32[42] {"axis":1,"from":5,"to":8,"taps":2}
// CPU, GPU: x f32[3, 7], table i32[46] {"axis":1,"from":7,"to":4,"taps":4}
// CPU, GPU: x f32[2, 7, 2], table i32[86] {"axis":1,"from":7,"to":4,"taps":9}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> table: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, source_size: u32, target_size: u32, words: u32, inner: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let k = i % p.inner;
  let o = (i / p.inner) % p.target_size;
  let line = i / (p.inner * p.target_size) * p.source_size;
  var total = 0.0;
  for (var word = o * p.words; word < (o + 1) * p.words; word += 2u) {
    let weight = bitcast<f32>(table[word + 1]);
    if (weight != 0.0) { total += weight * x[(line + u32(table[word])) * p.inner + k]; }
  }
  out[i] = total;
}

// CPU, GPU: dy f32[2, 8, 3], table i32[42] {"axis":1,"from":5,"to":8,"taps":2}
// CPU, GPU: dy f32[3, 4], table i32[46] {"axis":1,"from":7,"to":4,"taps":4}
// CPU, GPU: dy f32[2, 4, 2], table i32[86] {"axis":1,"from":7,"to":4,"taps":9}

@group(0) @binding(0) var<storage, read> dy: array<f32>;
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
  let pixel = (i / p.inner) % p.source_size;
  let line = i / (p.inner * p.source_size) * p.target_size;
  let readers = p.target_size * p.words + 2 * pixel;
  var total = 0.0;
  for (var o = u32(table[readers]); o < u32(table[readers + 1]); o++) {
    for (var word = o * p.words; word < (o + 1) * p.words; word += 2u) {
      let weight = bitcast<f32>(table[word + 1]);
      if (u32(table[word]) == pixel && weight != 0.0) { total += weight * dy[(line + o) * p.inner + k]; }
    }
  }
  out[i] = total;
}

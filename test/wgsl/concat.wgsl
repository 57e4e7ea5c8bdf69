// CPU, GPU: xs0 f32[2, 3, 5], xs1 f32[2, 1, 5], xs2 f32[2, 4, 5] {"axis":1}

@group(0) @binding(0) var<storage, read> xs0: array<f32>;
@group(0) @binding(1) var<storage, read> xs1: array<f32>;
@group(0) @binding(2) var<storage, read> xs2: array<f32>;
@group(0) @binding(3) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, span: u32, row: u32, start: u32, xs0_part: u32, xs1_part: u32, xs2_part: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let line = i / p.span;
  var at = i - line * p.span;
  let place = line * p.row + p.start + at;
  if (at < p.xs0_part) {
    let i = line * p.xs0_part + at;
    out[place] = xs0[i];
    return;
  }
  at -= p.xs0_part;
  if (at < p.xs1_part) {
    let i = line * p.xs1_part + at;
    out[place] = xs1[i];
    return;
  }
  at -= p.xs1_part;
  if (at < p.xs2_part) {
    let i = line * p.xs2_part + at;
    out[place] = xs2[i];
    return;
  }
  at -= p.xs2_part;
}


// CPU, GPU: xs0 i32[3, 1], xs1 i32[3, 70] {"axis":1}

@group(0) @binding(0) var<storage, read> xs0: array<i32>;
@group(0) @binding(1) var<storage, read> xs1: array<i32>;
@group(0) @binding(2) var<storage, read_write> out: array<i32>;
struct Params {
  count: u32, span: u32, row: u32, start: u32, xs0_part: u32, xs1_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let line = i / p.span;
  var at = i - line * p.span;
  let place = line * p.row + p.start + at;
  if (at < p.xs0_part) {
    let i = line * p.xs0_part + at;
    out[place] = xs0[i];
    return;
  }
  at -= p.xs0_part;
  if (at < p.xs1_part) {
    let i = line * p.xs1_part + at;
    out[place] = xs1[i];
    return;
  }
  at -= p.xs1_part;
}


// CPU, GPU: xs0 f32[0, 4], xs1 f32[2, 4] {"axis":0}

@group(0) @binding(0) var<storage, read> xs1: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> out: array<vec4<f32>>;
struct Params {
  count: u32, span: u32, row: u32, start: u32, xs1_part: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let line = i / p.span;
  var at = i - line * p.span;
  let place = line * p.row + p.start + at;
  if (at < p.xs1_part) {
    let i = line * p.xs1_part + at;
    out[place] = xs1[i];
    return;
  }
  at -= p.xs1_part;
}


// CPU, GPU: xs0 bool[3, 2, 6], xs1 bool[3, 4, 6] {"axis":1}

@group(0) @binding(0) var<storage, read> xs0: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read> xs1: array<vec4<u32>>;
@group(0) @binding(2) var<storage, read_write> out: array<vec4<u32>>;
struct Params {
  count: u32, span: u32, row: u32, start: u32, xs0_part: u32, xs1_part: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let line = i / p.span;
  var at = i - line * p.span;
  let place = line * p.row + p.start + at;
  if (at < p.xs0_part) {
    let i = line * p.xs0_part + at;
    out[place] = xs0[i];
    return;
  }
  at -= p.xs0_part;
  if (at < p.xs1_part) {
    let i = line * p.xs1_part + at;
    out[place] = xs1[i];
    return;
  }
  at -= p.xs1_part;
}


// CPU 1/2, GPU 1/2: xs0 f32[2, 0], xs1 f32[2, 1], xs2 f32[2, 2], xs3 f32[2, 0], xs4 f32[2, 1], xs5 f32[2, 2], xs6 f32[2, 0], xs7 f32[2, 1], xs8 f32[2, 2], xs9 f32[2, 0], xs10 f32[2, 1], xs11 f32[2, 2], xs12 f32[2, 0], xs13 f32[2, 1], xs14 f32[2, 2], xs15 f32[2, 0], xs16 f32[2, 1] {"axis":1}

@group(0) @binding(0) var<storage, read> xs1: array<f32>;
@group(0) @binding(1) var<storage, read> xs2: array<f32>;
@group(0) @binding(2) var<storage, read> xs4: array<f32>;
@group(0) @binding(3) var<storage, read> xs5: array<f32>;
@group(0) @binding(4) var<storage, read> xs7: array<f32>;
@group(0) @binding(5) var<storage, read> xs8: array<f32>;
@group(0) @binding(6) var<storage, read> xs10: array<f32>;
@group(0) @binding(7) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, span: u32, row: u32, start: u32, xs1_part: u32, xs2_part: u32, xs4_part: u32, xs5_part: u32,
  xs7_part: u32, xs8_part: u32, xs10_part: u32,
}
@group(0) @binding(8) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let line = i / p.span;
  var at = i - line * p.span;
  let place = line * p.row + p.start + at;
  if (at < p.xs1_part) {
    let i = line * p.xs1_part + at;
    out[place] = xs1[i];
    return;
  }
  at -= p.xs1_part;
  if (at < p.xs2_part) {
    let i = line * p.xs2_part + at;
    out[place] = xs2[i];
    return;
  }
  at -= p.xs2_part;
  if (at < p.xs4_part) {
    let i = line * p.xs4_part + at;
    out[place] = xs4[i];
    return;
  }
  at -= p.xs4_part;
  if (at < p.xs5_part) {
    let i = line * p.xs5_part + at;
    out[place] = xs5[i];
    return;
  }
  at -= p.xs5_part;
  if (at < p.xs7_part) {
    let i = line * p.xs7_part + at;
    out[place] = xs7[i];
    return;
  }
  at -= p.xs7_part;
  if (at < p.xs8_part) {
    let i = line * p.xs8_part + at;
    out[place] = xs8[i];
    return;
  }
  at -= p.xs8_part;
  if (at < p.xs10_part) {
    let i = line * p.xs10_part + at;
    out[place] = xs10[i];
    return;
  }
  at -= p.xs10_part;
}


// CPU 2/2, GPU 2/2: xs0 f32[2, 0], xs1 f32[2, 1], xs2 f32[2, 2], xs3 f32[2, 0], xs4 f32[2, 1], xs5 f32[2, 2], xs6 f32[2, 0], xs7 f32[2, 1], xs8 f32[2, 2], xs9 f32[2, 0], xs10 f32[2, 1], xs11 f32[2, 2], xs12 f32[2, 0], xs13 f32[2, 1], xs14 f32[2, 2], xs15 f32[2, 0], xs16 f32[2, 1] {"axis":1}

@group(0) @binding(0) var<storage, read> xs11: array<f32>;
@group(0) @binding(1) var<storage, read> xs13: array<f32>;
@group(0) @binding(2) var<storage, read> xs14: array<f32>;
@group(0) @binding(3) var<storage, read> xs16: array<f32>;
@group(0) @binding(4) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, span: u32, row: u32, start: u32, xs11_part: u32, xs13_part: u32, xs14_part: u32, xs16_part: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let line = i / p.span;
  var at = i - line * p.span;
  let place = line * p.row + p.start + at;
  if (at < p.xs11_part) {
    let i = line * p.xs11_part + at;
    out[place] = xs11[i];
    return;
  }
  at -= p.xs11_part;
  if (at < p.xs13_part) {
    let i = line * p.xs13_part + at;
    out[place] = xs13[i];
    return;
  }
  at -= p.xs13_part;
  if (at < p.xs14_part) {
    let i = line * p.xs14_part + at;
    out[place] = xs14[i];
    return;
  }
  at -= p.xs14_part;
  if (at < p.xs16_part) {
    let i = line * p.xs16_part + at;
    out[place] = xs16[i];
    return;
  }
  at -= p.xs16_part;
}

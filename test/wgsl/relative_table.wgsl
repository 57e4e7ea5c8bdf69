// CPU, GPU: relH f32[2, 2, 5], relW f32[2, 3, 3] {"places":[5,3],"channels":6}

@group(0) @binding(0) var<storage, read> relH: array<f32>;
@group(0) @binding(1) var<storage, read> relW: array<f32>;
@group(0) @binding(2) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, channels: u32, places: u32, rows: u32, relH_begin: u32, relH_end: u32, relH_offset: u32, relH_h: u32,
  relH_c: u32, relH_entry: u32, relW_begin: u32, relW_end: u32, relW_offset: u32, relW_h: u32, relW_c: u32,
  relW_entry: u32,
}
@group(0) @binding(3) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let c = i % p.channels;
  var entry = i / p.channels % p.places;
  let head = i / (p.channels * p.places);
  out[i] = 0.0;
  var inside = entry < p.rows;
  if (inside && c >= p.relH_begin && c < p.relH_end) {
    let vector = p.relH_offset + head * p.relH_h + entry * p.relH_entry;
    out[i] = relH[vector + (c - p.relH_begin) * p.relH_c];
  }
  entry -= p.rows;
  inside = !inside;
  if (inside && c >= p.relW_begin && c < p.relW_end) {
    let vector = p.relW_offset + head * p.relW_h + entry * p.relW_entry;
    out[i] = relW[vector + (c - p.relW_begin) * p.relW_c];
  }
}


// CPU, GPU: relW f32[2, 1, 3] {"places":[4,3],"channels":3}

@group(0) @binding(0) var<storage, read> relW: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, channels: u32, places: u32, rows: u32, relW_begin: u32, relW_end: u32, relW_offset: u32, relW_h: u32,
  relW_c: u32, relW_entry: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let c = i % p.channels;
  var entry = i / p.channels % p.places;
  let head = i / (p.channels * p.places);
  out[i] = 0.0;
  var inside = entry < p.rows;
  entry -= p.rows;
  inside = !inside;
  if (inside && c >= p.relW_begin && c < p.relW_end) {
    let vector = p.relW_offset + head * p.relW_h + entry * p.relW_entry;
    out[i] = relW[vector + (c - p.relW_begin) * p.relW_c];
  }
}


// CPU, GPU: relH f32[1, 4, 7] {"places":[7,7],"channels":4}

@group(0) @binding(0) var<storage, read> relH: array<f32>;
@group(0) @binding(1) var<storage, read_write> out: array<f32>;
struct Params {
  count: u32, channels: u32, places: u32, rows: u32, relH_begin: u32, relH_end: u32, relH_offset: u32, relH_h: u32,
  relH_c: u32, relH_entry: u32,
}
@group(0) @binding(2) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let c = i % p.channels;
  var entry = i / p.channels % p.places;
  let head = i / (p.channels * p.places);
  out[i] = 0.0;
  var inside = entry < p.rows;
  if (inside && c >= p.relH_begin && c < p.relH_end) {
    let vector = p.relH_offset + head * p.relH_h + entry * p.relH_entry;
    out[i] = relH[vector + (c - p.relH_begin) * p.relH_c];
  }
  entry -= p.rows;
  inside = !inside;
}

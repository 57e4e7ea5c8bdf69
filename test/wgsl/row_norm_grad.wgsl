// CPU 1/2, GPU 1/2: x f32[5, 33], dy f32[5, 33], weight f32[33] {"eps":0.00001,"center":true,"groups":1,"span":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;
@group(0) @binding(4) var<storage, read_write> statistics: array<vec4<f32>>;
struct Params {
  count: u32, length: u32, step: u32, groups: u32, per_group: u32, span: u32, eps: f32, terms: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
fn m_rsqrt(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let s = sqrt(select(x, f32(i32(b + b)), subnormal));
  var y = bitcast<u32>(select(1.0f, 0x1p75f, subnormal) / s);
  y = select(y, 0u, b == 0x7f800000u);
  y = select(y, b | 0x7fc00000u, b > 0x7f800000u);
  return bitcast<f32>(select(y, b | 0x7f800000u, (b & 0x7fffffffu) == 0u));
}
fn row_sum(value: f32, lane: u32) -> f32 { return value; }
fn row_max(value: f32, lane: u32) -> f32 { return value; }
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i;
  let lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  let origin = x[at];
  var total = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += x[at + k] - origin;
  }
  let shift = origin + row_sum(total, lane) / p.terms;
  var off = f32(0.0);
  var squares = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    let apart = x[at + k] - shift;
    off += apart;
    squares += apart * apart;
  }
  let rest = row_sum(off, lane) / p.terms;
  let rstd = m_rsqrt(max(row_sum(squares, lane) / p.terms - rest * rest, 0.0) + p.eps);
  var plain = f32(0.0);
  var dot = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    let g = dy[at + k] * weight[k];
    plain += g;
    dot += g * ((x[at + k] - shift) - rest);
  }
  dot = row_sum(dot, lane) * rstd / p.terms;
  plain = row_sum(plain, lane) / p.terms;
  for (var k = lane; k < p.length; k += lanes) {
    dx[at + k] = rstd * (dy[at + k] * weight[k] - plain - ((x[at + k] - shift) - rest) * rstd * dot);
  }
  if (lane == 0u) { statistics[row] = vec4<f32>(shift, rest, rstd, 0.0); }
}


// CPU 2/2, GPU 2/2: x f32[5, 33], dy f32[5, 33], weight f32[33] {"eps":0.00001,"center":true,"groups":1,"span":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> statistics: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> dweight: array<f32>;
@group(0) @binding(4) var<storage, read_write> dbias: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, groups: u32, per_group: u32, span: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec2<f32> = vec2<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let image_row = k / p.span * p.groups + row / p.per_group;
    let at = image_row * p.per_group * p.span + row % p.per_group * p.span + k % p.span;
    let statistic = statistics[image_row];
    acc += vec2<f32>(dy[at] * ((x[at] - statistic.x) - statistic.y) * statistic.z, dy[at]);
  }
  dweight[row] = acc.x;
  dbias[row] = acc.y;
}


// CPU 1/2, GPU 1/2: x f32[6, 14], dy f32[6, 14], weight f32[6] {"eps":0.001,"center":true,"groups":3,"span":7}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;
@group(0) @binding(4) var<storage, read_write> statistics: array<vec4<f32>>;
struct Params {
  count: u32, length: u32, step: u32, groups: u32, per_group: u32, span: u32, eps: f32, terms: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i;
  let lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  let origin = x[at];
  var total = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    total += x[at + k] - origin;
  }
  let shift = origin + row_sum(total, lane) / p.terms;
  var off = f32(0.0);
  var squares = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    let apart = x[at + k] - shift;
    off += apart;
    squares += apart * apart;
  }
  let rest = row_sum(off, lane) / p.terms;
  let rstd = m_rsqrt(max(row_sum(squares, lane) / p.terms - rest * rest, 0.0) + p.eps);
  var plain = f32(0.0);
  var dot = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    let g = dy[at + k] * weight[row % p.groups * p.per_group + k / p.span];
    plain += g;
    dot += g * ((x[at + k] - shift) - rest);
  }
  dot = row_sum(dot, lane) * rstd / p.terms;
  plain = row_sum(plain, lane) / p.terms;
  for (var k = lane; k < p.length; k += lanes) {
    dx[at + k] = rstd * (dy[at + k] * weight[row % p.groups * p.per_group + k / p.span] - plain - ((x[at + k] - shift) - rest) * rstd * dot);
  }
  if (lane == 0u) { statistics[row] = vec4<f32>(shift, rest, rstd, 0.0); }
}


// CPU 2/2, GPU 2/2: x f32[6, 14], dy f32[6, 14], weight f32[6] {"eps":0.001,"center":true,"groups":3,"span":7}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> statistics: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> dweight: array<f32>;
@group(0) @binding(4) var<storage, read_write> dbias: array<f32>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, groups: u32, per_group: u32, span: u32,
}
@group(0) @binding(5) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i / p.parts;
  let part = i % p.parts;
  var acc: vec2<f32> = vec2<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let image_row = k / p.span * p.groups + row / p.per_group;
    let at = image_row * p.per_group * p.span + row % p.per_group * p.span + k % p.span;
    let statistic = statistics[image_row];
    acc += vec2<f32>(dy[at] * ((x[at] - statistic.x) - statistic.y) * statistic.z, dy[at]);
  }
  dweight[row] = acc.x;
  dbias[row] = acc.y;
}


// CPU 1/3, GPU 1/3: x f32[140, 9], dy f32[140, 9], weight f32[9] {"eps":0.000001,"center":false,"groups":1,"span":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> dx: array<f32>;
@group(0) @binding(4) var<storage, read_write> statistics: array<vec4<f32>>;
struct Params {
  count: u32, length: u32, step: u32, groups: u32, per_group: u32, span: u32, eps: f32, terms: f32,
}
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn m_rsqrt(x: f32) -> f32
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i;
  let lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  let shift = 0.0;
  let rest = 0.0;
  var squares = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    squares += x[at + k] * x[at + k];
  }
  let rstd = m_rsqrt(row_sum(squares, lane) / p.terms + p.eps);
  var plain = f32(0.0);
  var dot = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    let g = dy[at + k] * weight[k];
    plain += g;
    dot += g * ((x[at + k] - shift) - rest);
  }
  dot = row_sum(dot, lane) * rstd / p.terms;
  plain = 0.0;
  for (var k = lane; k < p.length; k += lanes) {
    dx[at + k] = rstd * (dy[at + k] * weight[k] - plain - ((x[at + k] - shift) - rest) * rstd * dot);
  }
  if (lane == 0u) { statistics[row] = vec4<f32>(shift, rest, rstd, 0.0); }
}


// CPU 2/3, GPU 2/3: x f32[140, 9], dy f32[140, 9], weight f32[9] {"eps":0.000001,"center":false,"groups":1,"span":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> statistics: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read_write> partial0: array<vec2<f32>>;
struct Params {
  count: u32, rows: u32, length: u32, parts: u32, turn: u32, block: u32, groups: u32, per_group: u32, span: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec2<f32> = vec2<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let image_row = k / p.span * p.groups + row / p.per_group;
    let at = image_row * p.per_group * p.span + row % p.per_group * p.span + k % p.span;
    let statistic = statistics[image_row];
    acc += vec2<f32>(dy[at] * ((x[at] - statistic.x) - statistic.y) * statistic.z, dy[at]);
  }
  partial0[i] = acc;
}


// CPU 3/3, GPU 3/3: x f32[140, 9], dy f32[140, 9], weight f32[9] {"eps":0.000001,"center":false,"groups":1,"span":1}

@group(0) @binding(0) var<storage, read> partial0: array<vec2<f32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> dy: array<f32>;
@group(0) @binding(3) var<storage, read> statistics: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read_write> dweight: array<f32>;
@group(0) @binding(5) var<storage, read_write> dbias: array<f32>;
// as above: struct Params
@group(0) @binding(6) var<uniform> p: Params;
@compute @workgroup_size(64)
fn main(@builtin(global_invocation_id) id: vec3<u32>) {
  let i = id.x + id.y * 4194240u;
  if (i >= p.count) { return; }
  let row = i % p.rows;
  let part = i / p.rows;
  var acc: vec2<f32> = vec2<f32>();
  let first = part / p.turn * p.block;
  for (var k = first + part % p.turn; k < min(first + p.block, p.length); k += p.turn) {
    let a = acc;
    let b = partial0[k * p.rows + row];
    acc = a + b;
  }
  dweight[row] = acc.x;
  dbias[row] = acc.y;
}

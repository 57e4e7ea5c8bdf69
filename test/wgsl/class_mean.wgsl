// CPU: x f32[3, 7, 2], target i32[3, 2] {"logits":true,"smoothing":0.1,"ignoreIndex":1}

enable subgroups;
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> target_label: array<i32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> divisor: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32, certain: f32, spread: f32, ignored: i32,
}
@group(0) @binding(4) var<uniform> p: Params;
fn m_exp_parts(x: f32) -> vec2f {
  let k = round(x * 1.44269504f);
  let r = (x - k * 0.693359375f) + k * 2.12194442e-4f;
  let p = (((((1.374496263e-3f * r + 8.368944749e-3f) * r + 4.166965187e-2f) * r + 0.1666651815f) * r
    + 0.4999998808f) * r + 1.0f) * r + 1.0f;
  return vec2f(p, k);
}
fn m_scale(p: f32, k: f32) -> f32 {
  let bits = bitcast<i32>(p) + (bitcast<i32>(k + 12582912.0f) << 23u);
  let subnormal = bitcast<i32>(bitcast<f32>(bits + 0x4a800000i) + 8388608.0f) - 0x4b000000i;
  return bitcast<f32>(select(bits, subnormal, bits < 0x00800000i));
}
fn m_exp(x: f32) -> f32 {
  let b = bitcast<u32>(x);
  let parts = m_exp_parts(x);
  var y = bitcast<u32>(m_scale(parts.x, parts.y));
  y = select(y, 0u, b > 0xc2cff1b4u);
  y = select(y, 0x7f800000u, bitcast<i32>(b) > 0x42b17217i);
  return bitcast<f32>(select(y, b, (b & 0x7fffffffu) > 0x7f800000u));
}
fn m_log_split(x: f32) -> vec2f {
  let b = bitcast<u32>(x);
  let subnormal = b < 0x00800000u;
  let n = select(b, bitcast<u32>(f32(i32(b))), subnormal);
  let e = n - 0x3f3504f3u;
  let k = f32(bitcast<i32>(e) >> 23u) - select(0.0f, 149.0f, subnormal);
  return vec2f(k, bitcast<f32>(n - (e & 0xff800000u)) - 1.0f);
}
fn m_log_special(x: f32, y: f32) -> f32 {
  let b = bitcast<u32>(x);
  let special = select(b | 0x7fc00000u, b, b == 0x7f800000u);
  let r = select(bitcast<u32>(y), special, b >= 0x7f800000u);
  return bitcast<f32>(select(r, 0xff800000u, (b & 0x7fffffffu) == 0u));
}
fn m_log(x: f32) -> f32 {
  let parts = m_log_split(x);
  let k = parts.x;
  let f = parts.y;
  let q = (((((((8.741644025e-2f * f - 0.143104598f) * f + 0.1491663754f) * f - 0.1656994522f) * f + 0.1996216029f)
    * f - 0.2500178814f) * f
    + 0.3333394825f) * f - 0.4999999106f) * (f * f);
  return m_log_special(x, ((f + q) + k * 1.42860677e-6f) + k * 0.693145752f);
}
fn runtime_bits(bits: u32) -> u32 {
  return bits;
}
fn m_nan() -> f32 {
  return bitcast<f32>(runtime_bits(0x7fc00000u));
}
fn row_loss(row: u32) -> vec2<f32> {
  const lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  let label = target_label[row];
  let ignored = label == p.ignored;
  let wrong = label < 0 || u32(label) >= p.length;
  var highest = -3.4028234663852886e+38f;
  for (var k = lane; k < p.length; k += lanes) {
    let value = x[at + k * p.step];
    highest = select(highest, value, value > highest);
  }
  let top = row_max(highest, lane);
  var powers = f32(0.0);
  var powers_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    powers += m_exp(x[at + k * p.step] - top);
    let run_ends = k / lanes % 64u == 63u;
    powers_runs += select(f32(0.0), powers, run_ends);
    powers = select(powers, f32(0.0), run_ends);
  }
  powers += powers_runs;
  let shift = m_log(row_sum(powers, lane));
  var all = f32(0.0);
  var all_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    all += 1.0 * ((x[at + k * p.step] - top) - shift);
    let run_ends = k / lanes % 64u == 63u;
    all_runs += select(f32(0.0), all, run_ends);
    all = select(all, f32(0.0), run_ends);
  }
  all += all_runs;
  all = row_sum(all, lane);
  var result = 0.0;
  var counted = 0.0;
  if (wrong && !ignored) {
    result = m_nan();
    counted = result;
  } else if (!ignored) {
    counted = 1.0;
    result = -p.certain * counted
      * ((x[at + u32(label) * p.step] - top) - shift) - p.spread * all;
  }
  return vec2<f32>(result, counted);
}
fn row_sum(value: f32, lane: u32) -> f32 { return value; }
fn row_max(value: f32, lane: u32) -> f32 { return value; }
@compute @workgroup_size(8)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 8u) { total += row_loss(row); }
  total = subgroupAdd(total);
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}


// GPU: x f32[3, 7, 2], target i32[3, 2] {"logits":true,"smoothing":0.1,"ignoreIndex":1}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> target_label: array<i32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> divisor: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
// as above: fn row_loss(row: u32) -> vec2<f32>
  let top = row_max(highest, lane);
  var powers = f32(0.0);
  var powers_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    powers += m_exp(x[at + k * p.step] - top);
    let run_ends = k / lanes % 64u == 63u;
    powers_runs += select(f32(0.0), powers, run_ends);
    powers = select(powers, f32(0.0), run_ends);
  }
  powers += powers_runs;
  let shift = m_log(row_sum(powers, lane));
  var all = f32(0.0);
  var all_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    all += 1.0 * ((x[at + k * p.step] - top) - shift);
    let run_ends = k / lanes % 64u == 63u;
    all_runs += select(f32(0.0), all, run_ends);
    all = select(all, f32(0.0), run_ends);
  }
  all += all_runs;
  all = row_sum(all, lane);
  var result = 0.0;
  var counted = 0.0;
  if (wrong && !ignored) {
    result = m_nan();
    counted = result;
  } else if (!ignored) {
    counted = 1.0;
    result = -p.certain * counted
      * ((x[at + u32(label) * p.step] - top) - shift) - p.spread * all;
  }
  return vec2<f32>(result, counted);
}
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
var<workgroup> sums: array<vec2<f32>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 64u) { total += row_loss(row); }
  sums[t] = total;
  for (var half = 32u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (t < half) { sums[t] += sums[t + half]; }
  }
  total = sums[0];
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}


// CPU: x f32[2, 5, 1], target i32[2, 1], weight f32[5] {"logits":false,"smoothing":0.2,"ignoreIndex":-100}

enable subgroups;
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> target_label: array<i32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> loss: array<f32>;
@group(0) @binding(4) var<storage, read_write> divisor: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
fn row_loss(row: u32) -> vec2<f32> {
  const lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  let label = target_label[row];
  let ignored = label == p.ignored;
  let wrong = label < 0 || u32(label) >= p.length;
  let top = 0.0;
  let shift = 0.0;
  var all = f32(0.0);
  var all_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    all += weight[k] * ((x[at + k * p.step] - top) - shift);
    let run_ends = k / lanes % 64u == 63u;
    all_runs += select(f32(0.0), all, run_ends);
    all = select(all, f32(0.0), run_ends);
  }
  all += all_runs;
  all = row_sum(all, lane);
  var result = 0.0;
  var counted = 0.0;
  if (wrong && !ignored) {
    result = m_nan();
    counted = result;
  } else if (!ignored) {
    counted = weight[u32(label)];
    result = -p.certain * counted
      * ((x[at + u32(label) * p.step] - top) - shift) - p.spread * all;
  }
  return vec2<f32>(result, counted);
}
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 8u) { total += row_loss(row); }
  total = subgroupAdd(total);
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}


// GPU: x f32[2, 5, 1], target i32[2, 1], weight f32[5] {"logits":false,"smoothing":0.2,"ignoreIndex":-100}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> target_label: array<i32>;
@group(0) @binding(2) var<storage, read> weight: array<f32>;
@group(0) @binding(3) var<storage, read_write> loss: array<f32>;
@group(0) @binding(4) var<storage, read_write> divisor: array<f32>;
// as above: struct Params
@group(0) @binding(5) var<uniform> p: Params;
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
// as above: fn row_loss(row: u32) -> vec2<f32>
  all += all_runs;
  all = row_sum(all, lane);
  var result = 0.0;
  var counted = 0.0;
  if (wrong && !ignored) {
    result = m_nan();
    counted = result;
  } else if (!ignored) {
    counted = weight[u32(label)];
    result = -p.certain * counted
      * ((x[at + u32(label) * p.step] - top) - shift) - p.spread * all;
  }
  return vec2<f32>(result, counted);
}
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
var<workgroup> sums: array<vec2<f32>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 64u) { total += row_loss(row); }
  sums[t] = total;
  for (var half = 32u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (t < half) { sums[t] += sums[t + half]; }
  }
  total = sums[0];
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}


// CPU: x f32[2, 3, 1], target i32[2, 1] {"logits":true,"smoothing":0,"ignoreIndex":null}

enable subgroups;
@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> target_label: array<i32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> divisor: array<f32>;
struct Params {
  rows: u32, length: u32, step: u32, certain: f32, spread: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
fn row_loss(row: u32) -> vec2<f32> {
  const lane = 0u;
  const lanes = 1u;
  let at = row / p.step * p.length * p.step + row % p.step;
  let label = target_label[row];
  let ignored = false;
  let wrong = label < 0 || u32(label) >= p.length;
  var highest = -3.4028234663852886e+38f;
  for (var k = lane; k < p.length; k += lanes) {
    let value = x[at + k * p.step];
    highest = select(highest, value, value > highest);
  }
  let top = row_max(highest, lane);
  var powers = f32(0.0);
  var powers_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    powers += m_exp(x[at + k * p.step] - top);
    let run_ends = k / lanes % 64u == 63u;
    powers_runs += select(f32(0.0), powers, run_ends);
    powers = select(powers, f32(0.0), run_ends);
  }
  powers += powers_runs;
  let shift = m_log(row_sum(powers, lane));
  var result = 0.0;
  var counted = 0.0;
  if (wrong && !ignored) {
    result = m_nan();
    counted = result;
  } else if (!ignored) {
    counted = 1.0;
    result = -p.certain * counted
      * ((x[at + u32(label) * p.step] - top) - shift);
  }
  return vec2<f32>(result, counted);
}
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
@compute @workgroup_size(8)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 8u) { total += row_loss(row); }
  total = subgroupAdd(total);
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}


// GPU: x f32[2, 3, 1], target i32[2, 1] {"logits":true,"smoothing":0,"ignoreIndex":null}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> target_label: array<i32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> divisor: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
// as above: fn row_loss(row: u32) -> vec2<f32>
  let top = row_max(highest, lane);
  var powers = f32(0.0);
  var powers_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    powers += m_exp(x[at + k * p.step] - top);
    let run_ends = k / lanes % 64u == 63u;
    powers_runs += select(f32(0.0), powers, run_ends);
    powers = select(powers, f32(0.0), run_ends);
  }
  powers += powers_runs;
  let shift = m_log(row_sum(powers, lane));
  var result = 0.0;
  var counted = 0.0;
  if (wrong && !ignored) {
    result = m_nan();
    counted = result;
  } else if (!ignored) {
    counted = 1.0;
    result = -p.certain * counted
      * ((x[at + u32(label) * p.step] - top) - shift);
  }
  return vec2<f32>(result, counted);
}
// as above: fn row_sum(value: f32, lane: u32) -> f32
// as above: fn row_max(value: f32, lane: u32) -> f32
var<workgroup> sums: array<vec2<f32>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 64u) { total += row_loss(row); }
  sums[t] = total;
  for (var half = 32u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (t < half) { sums[t] += sums[t + half]; }
  }
  total = sums[0];
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}


// CPU 1/2, GPU 1/2: x f32[900, 5, 1], target i32[900, 1] {"logits":true,"smoothing":0.1,"ignoreIndex":null}

@group(0) @binding(0) var<storage, read> x: array<f32>;
@group(0) @binding(1) var<storage, read> target_label: array<i32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> share: array<f32>;
struct Params {
  count: u32, length: u32, step: u32, certain: f32, spread: f32,
}
@group(0) @binding(4) var<uniform> p: Params;
// as above: fn m_exp_parts(x: f32) -> vec2f
// as above: fn m_scale(p: f32, k: f32) -> f32
// as above: fn m_exp(x: f32) -> f32
// as above: fn m_log_split(x: f32) -> vec2f
// as above: fn m_log_special(x: f32, y: f32) -> f32
// as above: fn m_log(x: f32) -> f32
// as above: fn runtime_bits(bits: u32) -> u32
// as above: fn m_nan() -> f32
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
  let label = target_label[row];
  let ignored = false;
  let wrong = label < 0 || u32(label) >= p.length;
  var highest = -3.4028234663852886e+38f;
  for (var k = lane; k < p.length; k += lanes) {
    let value = x[at + k * p.step];
    highest = select(highest, value, value > highest);
  }
  let top = row_max(highest, lane);
  var powers = f32(0.0);
  var powers_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    powers += m_exp(x[at + k * p.step] - top);
    let run_ends = k / lanes % 64u == 63u;
    powers_runs += select(f32(0.0), powers, run_ends);
    powers = select(powers, f32(0.0), run_ends);
  }
  powers += powers_runs;
  let shift = m_log(row_sum(powers, lane));
  var all = f32(0.0);
  var all_runs = f32(0.0);
  for (var k = lane; k < p.length; k += lanes) {
    all += 1.0 * ((x[at + k * p.step] - top) - shift);
    let run_ends = k / lanes % 64u == 63u;
    all_runs += select(f32(0.0), all, run_ends);
    all = select(all, f32(0.0), run_ends);
  }
  all += all_runs;
  all = row_sum(all, lane);
  var result = 0.0;
  var counted = 0.0;
  if (wrong && !ignored) {
    result = m_nan();
    counted = result;
  } else if (!ignored) {
    counted = 1.0;
    result = -p.certain * counted
      * ((x[at + u32(label) * p.step] - top) - shift) - p.spread * all;
  }
  if (lane == 0u) {
    loss[row] = result;
    share[row] = counted;
  }
}


// CPU 2/2: x f32[900, 5, 1], target i32[900, 1] {"logits":true,"smoothing":0.1,"ignoreIndex":null}

enable subgroups;
@group(0) @binding(0) var<storage, read> losses: array<f32>;
@group(0) @binding(1) var<storage, read> shares: array<f32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> divisor: array<f32>;
struct Params {
  rows: u32,
}
@group(0) @binding(4) var<uniform> p: Params;
@compute @workgroup_size(8)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 8u) { total += vec2<f32>(losses[row], shares[row]); }
  total = subgroupAdd(total);
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}


// GPU 2/2: x f32[900, 5, 1], target i32[900, 1] {"logits":true,"smoothing":0.1,"ignoreIndex":null}

@group(0) @binding(0) var<storage, read> losses: array<f32>;
@group(0) @binding(1) var<storage, read> shares: array<f32>;
@group(0) @binding(2) var<storage, read_write> loss: array<f32>;
@group(0) @binding(3) var<storage, read_write> divisor: array<f32>;
// as above: struct Params
@group(0) @binding(4) var<uniform> p: Params;
var<workgroup> sums: array<vec2<f32>, 64>;
@compute @workgroup_size(64)
fn main(@builtin(local_invocation_index) t: u32) {
  var total = vec2<f32>(0.0);
  for (var row = t; row < p.rows; row += 64u) { total += vec2<f32>(losses[row], shares[row]); }
  sums[t] = total;
  for (var half = 32u; half > 0u; half >>= 1u) {
    workgroupBarrier();
    if (t < half) { sums[t] += sums[t + half]; }
  }
  total = sums[0];
  if (t == 0u) {
    loss[0] = total.x / total.y;
    divisor[0] = total.y;
  }
}

/**
 * How the cost of each kind of attention grows with the picture: dense with N², local with N, criss-cross and axial
 * with N^1.5. `npm run bench:scaling` times them, fits the exponents and draws docs/scaling.svg.
 */
import { writeFileSync } from 'node:fs';
import { Device } from '../engine/device.ts';
import { Random } from '../engine/random.ts';
import { scope } from '../engine/scope.ts';
import type { Tensor } from '../engine/tensor.ts';
import { tensor } from '../engine/create.ts';
import { axialAttention, crissCrossAttention, imageAttention, localAttention } from '../kernels/index.ts';

const channels = 32;
const heads = 4;
const runs = 5;

interface Kind {
  name: string;
  expected: number;
  sides: readonly number[];
  run: (q: Tensor, k: Tensor, v: Tensor) => Tensor;
  colour: string;
}

const flat = (x: Tensor): Tensor => x.reshape(x.shape[0], x.shape[1], -1);

const kinds: readonly Kind[] = [
  {
    name: 'dense',
    expected: 2,
    sides: [24, 32, 48, 64, 96, 128],
    colour: '#b3261e',
    run: (q, k, v) => imageAttention(flat(q), flat(k), flat(v), { heads }),
  },
  {
    name: 'criss-cross',
    expected: 1.5,
    sides: [48, 64, 96, 128, 192, 256],
    colour: '#1f4e9e',
    run: (q, k, v) => crissCrossAttention(q, k, v),
  },
  {
    name: 'axial (rows)',
    expected: 1.5,
    sides: [48, 64, 96, 128, 192, 256],
    colour: '#7a4fb0',
    run: (q, k, v) => axialAttention(q, k, v, { axis: 1, heads }),
  },
  {
    name: 'local 7×7',
    expected: 1,
    sides: [48, 64, 96, 128, 192, 256],
    colour: '#2c7a4b',
    run: (q, k, v) => localAttention(q, k, v, { heads, kernel: 7, border: 'zero' }),
  },
];

interface Series extends Kind {
  points: { positions: number; ms: number }[];
  exponent: number;
}

/**
 * Least milliseconds of a forward pass for each size, since other programs only add to it, and the slope of their
 * logarithms.
 */
async function measure(gpu: Device, kind: Kind): Promise<Series> {
  const points: Series['points'] = [];
  for (const side of kind.sides) {
    const random = new Random(1, side);
    const inputs = Array.from({ length: 3 }, () =>
      tensor(
        gpu,
        Float32Array.from({ length: channels * side * side }, () => random.uniform(-1, 1)),
        [1, channels, side, side],
      ),
    );
    const times: number[] = [];
    for (let i = 0; i < runs + 2; i++) {
      const start = performance.now();
      const out = scope(() => kind.run(inputs[0], inputs[1], inputs[2]));
      await gpu.settle();
      if (i >= 2) times.push(performance.now() - start);
      out.dispose();
    }
    points.push({ positions: side * side, ms: Math.min(...times) });
    for (const input of inputs) input.dispose();
  }
  return { ...kind, points, exponent: slope(points.slice(-4)) };
}

/** Least squares through the larger sizes: the smallest are mostly the cost of starting a dispatch. */
function slope(points: Series['points']): number {
  const xs = points.map(({ positions }) => Math.log(positions));
  const ys = points.map(({ ms }) => Math.log(ms));
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  return xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i] - my), 0) / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}

const [width, height, margin] = [640, 420, 56];

/** A log-log plot, each series with its fitted exponent. */
function plot(series: readonly Series[]): string {
  const all = series.flatMap(({ points }) => points);
  const [x0, x1] = [Math.min(...all.map((p) => p.positions)), Math.max(...all.map((p) => p.positions))].map(Math.log10);
  const [y0, y1] = [
    Math.floor(Math.log10(Math.min(...all.map((p) => p.ms)))),
    Math.ceil(Math.log10(Math.max(...all.map((p) => p.ms)))),
  ];
  const x = (positions: number) => margin + ((Math.log10(positions) - x0) / (x1 - x0)) * (width - 1.5 * margin);
  const y = (ms: number) => height - margin - ((Math.log10(ms) - y0) / (y1 - y0)) * (height - 2 * margin);
  const decades = Array.from({ length: y1 - y0 + 1 }, (_, i) => 10 ** (y0 + i));
  const lines = decades.map(
    (ms) =>
      `<line x1="${margin}" x2="${width - 0.5 * margin}" y1="${y(ms)}" y2="${y(ms)}" stroke="#ddd"/>` +
      `<text x="${margin - 8}" y="${y(ms) + 4}" text-anchor="end">${ms}</text>`,
  );
  const ticks = [1024, 4096, 16384, 65536]
    .filter((n) => Math.log10(n) >= x0 && Math.log10(n) <= x1)
    .map((n) => `<text x="${x(n)}" y="${height - margin + 20}" text-anchor="middle">${n}</text>`);
  const curves = series.map(({ points, colour, name, exponent, expected }, i) => {
    const path = points.map(({ positions, ms }) => `${x(positions).toFixed(1)},${y(ms).toFixed(1)}`).join(' ');
    const line = margin + 20 + 16 * i; // the legend stands where no curve goes: much time for few positions
    const [from, to] = [margin + 8, margin + 32];
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${points
      .map(
        ({ positions, ms }) =>
          `<circle cx="${x(positions).toFixed(1)}" cy="${y(ms).toFixed(1)}" r="3.5" fill="${colour}"/>`,
      )
      .join('')}
<line x1="${from}" x2="${to}" y1="${line - 4}" y2="${line - 4}" stroke="${colour}" stroke-width="2"/>
<text x="${to + 8}" y="${line}" fill="${colour}">${name}: N^${exponent.toFixed(2)}, expected N^${expected}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"
  font-family="system-ui, sans-serif" font-size="12" role="img"
  aria-label="Time of one forward pass against positions, both logarithmic">
<rect width="${width}" height="${height}" fill="#fff"/>
${[...lines, ...ticks, ...curves].join('\n')}
<text x="${width / 2}" y="${height - 12}" text-anchor="middle">positions N</text>
<text x="16" y="${height / 2}" transform="rotate(-90 16 ${height / 2})" text-anchor="middle">ms, forward</text>
</svg>
`;
}

const gpu = await Device.open();
console.log(`${gpu.info.vendor} ${gpu.info.architecture}: ${gpu.info.description}`);
const series: Series[] = [];
for (const kind of kinds) {
  const measured = await measure(gpu, kind);
  series.push(measured);
  console.log(
    `${kind.name}: N^${measured.exponent.toFixed(2)}, expected N^${kind.expected}; ` +
      `${measured.points.map(({ positions, ms }) => `${positions} ${ms.toFixed(2)} ms`).join(', ')}`,
  );
}
writeFileSync('docs/scaling.svg', plot(series));
process.exit(0);

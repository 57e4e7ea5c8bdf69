/** Curves over steps as SVG: what a training report shows. */

export interface Curve {
  name: string;
  points: readonly (readonly [step: number, value: number])[];
}

const [width, height] = [640, 264];
const [left, right, top, bottom] = [64, 16, 16, 60];
/** What a letter of a curve's name takes, and the room between two names. */
const [letter, gap] = [7, 28];
const colours = ['#2f6fb0', '#b5541c', '#2f8f6b', '#8a4fa0'];

/** Without the digits that adding steps up leaves behind. */
const short = (value: number): string => String(Number(value.toPrecision(6)));

/**
 * Round numbers from `low` to `high` and a little beyond, four to eight of them: steps of 1, 2 or 5 times a power of
 * ten.
 */
function marksBetween(low: number, high: number): number[] {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((times) => times * power >= rough)!;
  const [first, last] = [Math.floor(low / step), Math.ceil(high / step)];
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** One chart of one or more curves on a common scale that begins at 0 where no value is below. */
export function curveSvg(title: string, curves: readonly Curve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  const values = points.map(([, value]) => value);
  const marks = marksBetween(Math.min(0, ...values), Math.max(...values, 1e-9));
  const [low, high] = [marks[0], marks.at(-1)!];
  const last = Math.max(1, ...points.map(([step]) => step));
  const x = (step: number) => left + (step / last) * (width - left - right);
  const y = (value: number) => height - bottom - ((value - low) / (high - low)) * (height - top - bottom);
  const rules = marks.map(
    (value) =>
      `<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}" stroke="#8886"/>` +
      `<text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${short(value)}</text>`,
  );
  const steps = [0, last / 2, last].map(
    (step) => `<text x="${x(step)}" y="${height - bottom + 22}" text-anchor="middle">${Math.round(step)}</text>`,
  );
  const lines = curves.map(({ name, points: own }, i) => {
    const colour = colours[i % colours.length];
    const path = own.map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    const before = curves.slice(0, i).reduce((sum, curve) => sum + letter * curve.name.length + gap, left);
    const at = height - 10;
    const key =
      `<path d="M${before} ${at - 4}h14" stroke="${colour}" stroke-width="2"/>` +
      `<text x="${before + 18}" y="${at}">${name}</text>`;
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${key}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}"
 font-family="system-ui, sans-serif" font-size="12" fill="#888">
<title>${title}</title>
${[...rules, ...steps, ...lines].join('\n')}
</svg>
`;
}

/** Curves over steps as SVG: what a training report shows. */

export interface Curve {
  name: string;
  points: readonly (readonly [step: number, value: number])[];
}

const [width, height] = [640, 240];
const [left, right, top, bottom] = [64, 16, 16, 36];
const colours = ['#2f6fb0', '#b5541c', '#2f8f6b', '#8a4fa0'];

/** Numbers of at most four digits. */
const short = (value: number): string => String(Number(value.toPrecision(3)));

/** One chart of one or more curves on a common scale that begins at 0 where no value is below. */
export function curveSvg(title: string, curves: readonly Curve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  const values = points.map(([, value]) => value);
  const [low, high] = [Math.min(0, ...values), Math.max(...values, 1e-9)];
  const last = Math.max(1, ...points.map(([step]) => step));
  const x = (step: number) => left + (step / last) * (width - left - right);
  const y = (value: number) => height - bottom - ((value - low) / (high - low)) * (height - top - bottom);
  const marks = [0, 0.25, 0.5, 0.75, 1].map((share) => low + share * (high - low));
  const rules = marks.map(
    (value) =>
      `<line x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}" stroke="#8886"/>` +
      `<text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${short(value)}</text>`,
  );
  const steps = [0, last / 2, last].map(
    (step) => `<text x="${x(step)}" y="${height - 14}" text-anchor="middle">${Math.round(step)}</text>`,
  );
  const lines = curves.map(({ name, points: own }, i) => {
    const colour = colours[i % colours.length];
    const path = own.map(([step, value]) => `${x(step).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
    const place = `x="${width - right - 8}" y="${top + 14 * (i + 1)}"`;
    const key = `<text ${place} text-anchor="end" fill="${colour}">${name}</text>`;
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>${key}`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}"
 font-family="system-ui, sans-serif" font-size="12" fill="#888">
<title>${title}</title>
${[...rules, ...steps, ...lines].join('\n')}
</svg>
`;
}

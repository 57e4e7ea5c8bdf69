/** Columns of text, as wide as their widest cell, two spaces apart; numbers lean right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const wide = header.map((title, i) => rows.reduce((most, row) => Math.max(most, row[i].length), title.length));
  const right = header.map((_, i) => rows.length > 0 && rows.every((row) => /^[-−+]?[\d.,e+∞-]*$/.test(row[i])));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (right[i] ? cell.padStart(wide[i]) : cell.padEnd(wide[i])))
      .join('  ')
      .trimEnd();
  return [line(header), ...rows.map(line)].join('\n');
}

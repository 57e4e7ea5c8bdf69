/** `saccade modules`: the catalogue. */
import { featureChannels, pictureSize } from '../layers/show/attend.ts';
import { catalog } from '../layers/catalogue/index.ts';
import { table } from './table.ts';

/** The features that costs are told for: those of a picture of the usual size. */
const side = pictureSize / 8;

export function modules(json: boolean): number {
  const entries = catalog.map(({ name, className, group, kind, paper, year, source, meaning, formula, cost }) => ({
    name,
    className,
    group,
    kind,
    paper,
    year,
    source,
    meaning,
    formula,
    cost: cost(featureChannels, side, side),
  }));
  if (json) {
    console.log(JSON.stringify(entries));
    return 0;
  }
  console.log(
    table(
      ['name', 'class', 'year', 'group', 'map', 'paper', 'cost'],
      entries.map(({ name, className, year, group, kind, formula, paper, source }) => [
        name,
        className,
        String(year),
        group,
        kind,
        `${paper} (${source})`,
        formula,
      ]),
    ),
  );
  console.log(`\n${entries.length} modules`);
  return 0;
}

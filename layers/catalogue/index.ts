/** The whole catalogue. Imports every module: for the command line and the page, not for an app that uses one. */
import type { CatalogEntry } from './catalog.ts';
import { dense } from './dense.ts';
import { dynamic } from './dynamic.ts';
import { families } from './families.ts';
import { gate } from './gate.ts';
import { recalibration } from './recalibration.ts';
import { sparse } from './sparse.ts';

export type { CatalogEntry, Cost } from './catalog.ts';
export const catalog: readonly CatalogEntry[] = [
  ...dense,
  ...families,
  ...sparse,
  ...dynamic,
  ...gate,
  ...recalibration,
];

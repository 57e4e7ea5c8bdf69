/** All tables together. */
import { axial } from './golden-axial.ts';
import { dynamic } from './golden-dynamic.ts';
import { elementwise as elementwiseGoldens } from './golden-elementwise.ts';
import { families } from './golden-families.ts';
import { gates } from './golden-gates.ts';
import { heads } from './golden-heads.ts';
import { index as indexGoldens } from './golden-index.ts';
import { networks } from './golden-networks.ts';
import { nonlocal } from './golden-nonlocal.ts';
import { recalibration } from './golden-recalibration.ts';
import { reduce as reduceGoldens } from './golden-reduce.ts';
import { spatial as spatialGoldens } from './golden-spatial.ts';
import { transformers } from './golden-transformers.ts';
import { windows } from './golden-windows.ts';
import { elementwise } from './oracle-elementwise.ts';
import { index } from './oracle-index.ts';
import { reduce } from './oracle-reduce.ts';
import { spatial } from './oracle-spatial.ts';
import type { GoldenTable, OracleTable } from './table.ts';

export const goldens: GoldenTable = {
  ...elementwiseGoldens,
  ...reduceGoldens,
  ...spatialGoldens,
  ...indexGoldens,
  ...nonlocal,
  ...families,
  ...dynamic,
  ...heads,
  ...gates,
  ...recalibration,
  ...axial,
  ...windows,
  ...networks,
  ...transformers,
};
export const oracles: OracleTable = { ...elementwise, ...reduce, ...spatial, ...index };

import type { OracleTable } from './table.ts';

export const spatial: OracleTable = {};

import type { OracleTable } from './table.ts';

export const reduce: OracleTable = {};

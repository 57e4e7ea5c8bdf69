import type { OracleTable } from './table.ts';

export const index: OracleTable = {};

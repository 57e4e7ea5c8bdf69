import type { OracleTable } from './table.ts';

export const elementwise: OracleTable = {};

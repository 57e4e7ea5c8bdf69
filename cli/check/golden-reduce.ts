import type { GoldenTable } from './table.ts';

export const reduce: GoldenTable = {};

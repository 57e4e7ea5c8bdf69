import type { GoldenTable } from './table.ts';

export const heads: GoldenTable = {};

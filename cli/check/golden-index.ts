import type { GoldenTable } from './table.ts';

export const index: GoldenTable = {};

import type { GoldenTable } from './table.ts';

export const spatial: GoldenTable = {};

import type { GoldenTable } from './table.ts';

export const gates: GoldenTable = {};

import type { GoldenTable } from './table.ts';

export const windows: GoldenTable = {};

import type { GoldenTable } from './table.ts';

export const axial: GoldenTable = {};

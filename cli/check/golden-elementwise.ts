import type { GoldenTable } from './table.ts';

export const elementwise: GoldenTable = {};

import type { GoldenTable } from './table.ts';

export const nonlocal: GoldenTable = {};

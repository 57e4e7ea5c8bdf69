import type { GoldenTable } from './table.ts';

export const networks: GoldenTable = {};

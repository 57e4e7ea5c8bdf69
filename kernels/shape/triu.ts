import type { Tensor } from '../../engine/tensor.ts';
import { triangleOp } from './triangle.ts';

/** The upper triangles: diagonals from `diagonal` on. */
export const triu = (x: Tensor, diagonal = 0, fill = 0): Tensor => triangleOp({ x }, { half: 'upper', diagonal, fill });

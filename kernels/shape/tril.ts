import type { Tensor } from '../../engine/tensor.ts';
import { triangleOp } from './triangle.ts';

/**
 * The lower triangles of matrices [..., rows, columns]: diagonals up to `diagonal` are kept, `fill` stands elsewhere.
 */
export const tril = (x: Tensor, diagonal = 0, fill = 0): Tensor => triangleOp({ x }, { half: 'lower', diagonal, fill });

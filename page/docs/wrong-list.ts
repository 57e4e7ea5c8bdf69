/** Bugs that copies of attention modules are known for: what they do, and how to tell. */
export interface Wrong {
  name: string;
  title: string;
  about: string;
  /** The line at fault, and as it should be. */
  lines: readonly [wrong: string, right: string];
  /** The module here that has it right. */
  see: string;
}

export const wrongs: readonly Wrong[] = [
  {
    name: 'softmax-axis',
    title: 'Softmax over the wrong axis',
    about:
      'Shares must add up over the places that a query looks at. Over the other axis they add up over ' +
      'those that ask: a popular place gets more and more, a query may get nothing, and brightness ' +
      'drifts. Left to a default axis, a softmax may even run over the pictures of a batch: with one ' +
      'picture every weight is 1.',
    lines: ['attention = softmax(logits, 1)   // [B, query, key]', 'attention = softmax(logits, 2)'],
    see: 'DoubleAttention',
  },
  {
    name: 'no-residual',
    title: 'The residual is missing',
    about:
      'Most of these modules begin with γ = 0, so that a network that was trained without them goes on ' +
      'as it was. Without “+ x” the same γ makes the picture vanish, and what is behind learns from ' +
      'nothing.',
    lines: ['y = mul(gamma, attended)', 'y = scaleAdd(x, attended, gamma)   // x + γ · attended'],
    see: 'SaganAttention',
  },
  {
    name: 'batch-mixed',
    title: 'The batch is taken for the places',
    about:
      'PyTorch’s multi-head attention wants [L, B, C] unless told otherwise. Given [B, L, C] it fails no ' +
      'check: each place attends over the same place of the other pictures of the batch, and pictures ' +
      'leak into one another.',
    lines: ['attend(tokens)   // [B, L, C], read as [L, B, C]', 'attend(transpose(tokens, 0, 1))'],
    see: 'MultiheadAttention',
  },
  {
    name: 'reshape',
    title: 'A reshape that should be a transpose',
    about:
      'From [B, C, H, W] to [B, H·W, C] the numbers must change places. A plain reshape cuts the planes ' +
      'into pieces of C numbers: a token is a strip of one channel and no pixel, yet every shape is ' +
      'right.',
    lines: ['tokens = x.reshape(B, H * W, C)', 'tokens = transpose(x.reshape(B, C, H * W), 1, 2)'],
    see: 'ResidualMultihead',
  },
  {
    name: 'counted-twice',
    title: 'The crossing is counted twice',
    about:
      'Criss-cross attention joins a row and a column, and the cell where they cross is in both. Without ' +
      '−∞ in one of them it has twice its weight, and the cell looks at itself.',
    lines: ['softmax(concat(column, row))', 'softmax(concat(column − ∞ at itself, row))'],
    see: 'CrissCrossAttention',
  },
  {
    name: 'no-mask',
    title: 'Shifted windows without their mask',
    about:
      'Swin rolls the picture to shift its windows, so the windows at the edge hold both ends of it. ' +
      'Without the mask the sky attends to the ground across the seam.',
    lines: ['attention = softmax(logits)', 'attention = softmax(logits + mask)   // −100 across the seam'],
    see: 'SwinBlock',
  },
  {
    name: 'no-scale',
    title: 'Dot products that are not scaled',
    about:
      'Products over d channels grow with √d or faster. Where a module divides by √d and a copy does ' +
      'not, the softmax saturates: one speck takes all, and no gradient comes through.',
    lines: ['softmax(q · k)', 'softmax(q · k / √d)'],
    see: 'TokenAttention',
  },
];

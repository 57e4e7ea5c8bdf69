/**
 * timm's `make_divisible`: `channels` rounded to a multiple of `divisor`, one at least; up where rounding down would
 * leave less than the share `least`.
 */
export function divisible(channels: number, divisor = 8, least = 0.9): number {
  const rounded = Math.max(divisor, Math.floor(Math.trunc(channels + divisor / 2) / divisor) * divisor);
  return rounded < least * channels ? rounded + divisor : rounded;
}

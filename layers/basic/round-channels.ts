/**
 * Channels to a multiple of 8, at least 8 and no less than 90% of what was asked for (`least`, 0 for the nearest
 * multiple): timm's make_divisible.
 */
export function roundChannels(channels: number, multiple = 8, least = 0.9): number {
  const near = Math.max(multiple, Math.floor((channels + multiple / 2) / multiple) * multiple);
  return near < least * channels ? near + multiple : near;
}

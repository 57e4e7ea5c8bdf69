/** Channels to a multiple of 8, at least 8 and no less than 90% of what was asked for: timm's make_divisible. */
export function roundChannels(channels: number, multiple = 8): number {
  const near = Math.max(multiple, Math.floor((channels + multiple / 2) / multiple) * multiple);
  return near < 0.9 * channels ? near + multiple : near;
}

/**
 * Colours for numbers from 0 to 1. Lightness rises with the number in viridis and cividis, so that they read in grey
 * and with any colour vision; `difference` is blue below its middle, white there, and red above.
 */

export type ColorMap = 'viridis' | 'cividis' | 'difference';
/** Those for weights. */
export const colorMaps: readonly ColorMap[] = ['viridis', 'cividis'];

/**
 * Evenly spaced stops, straight lines between them: at most 6 of 255 levels from the full tables. Viridis: Smith and
 * van der Walt, CC0. Cividis: Nuñez, Anderton and Renslow, "Optimizing colormaps with consideration for color vision
 * deficiency", PLOS ONE 2018. Difference: ColorBrewer's RdBu, Apache 2.0.
 */
const stops: Record<ColorMap, string> = {
  viridis:
    '440154 48186a 472d7b 424086 3b528b 33638d 2c728e 26828e 21918c 1fa088 28ae80 3fbc73 5ec962 84d44b ' +
    'addc30 d8e219 fde725',
  cividis:
    '002051 012b65 11366c 26426e 3c4d6e 51586e 62646f 727071 7f7c75 8c8877 9a9478 a9a177 bbaf71 cebd68 ' +
    'e2cb5c f3da4f fdea45',
  difference: '053061 2166ac 4393c3 92c5de d1e5f0 f7f7f7 fddbc7 f4a582 d6604d b2182b 67001f',
};

const tables = new Map<ColorMap, Uint8Array>();

/** [256, 3]: the colours of 0/255, 1/255, … 1. */
export function colorTable(name: ColorMap): Uint8Array {
  const known = tables.get(name);
  if (known) return known;
  const colors = stops[name].split(' ').map((hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));
  const table = new Uint8Array(256 * 3);
  for (let i = 0; i < 256; i++) {
    const at = (i / 255) * (colors.length - 1);
    const low = Math.min(Math.floor(at), colors.length - 2);
    for (let c = 0; c < 3; c++)
      table[3 * i + c] = Math.round(colors[low][c] + (at - low) * (colors[low + 1][c] - colors[low][c]));
  }
  tables.set(name, table);
  return table;
}

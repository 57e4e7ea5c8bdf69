/**
 * How a picture is to be turned before it is shown: EXIF's orientation, as `createImageBitmap` applies it, so that Node
 * sees what a page sees. Cameras write it; the pixels lie as the sensor lay.
 */
import type { Pixels } from './pixels.ts';

const tag = 0x0112;
const short = 3;

/** @param exif a TIFF structure, without the `Exif` in front. @returns 1 (as it is) to 8; 1 for what is damaged. */
export function readOrientation(exif: Uint8Array): number {
  const view = new DataView(exif.buffer, exif.byteOffset, exif.length);
  const order = exif.length < 8 ? 0 : view.getUint16(0);
  const little = order === 0x4949;
  if ((!little && order !== 0x4d4d) || view.getUint16(2, little) !== 42) return 1;
  const start = view.getUint32(4, little);
  if (start + 2 > exif.length) return 1;
  const count = view.getUint16(start, little);
  for (let at = start + 2; at < start + 2 + 12 * count && at + 12 <= exif.length; at += 12) {
    if (view.getUint16(at, little) !== tag) continue;
    if (view.getUint16(at + 2, little) !== short || view.getUint32(at + 4, little) !== 1) return 1;
    const value = view.getUint16(at + 8, little);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** A picture as its orientation means it: 2 to 4 mirror or turn it over, 5 to 8 exchange its sides. */
export function turn(pixels: Pixels, orientation: number): Pixels {
  if (orientation === 1) return pixels;
  const { width: wide, height: tall, data } = pixels;
  const sideways = orientation >= 5;
  const [width, height] = sideways ? [tall, wide] : [wide, tall];
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromFoot = [3, 4, 6, 7].includes(orientation);
  const turned = new Uint8ClampedArray(data.length);
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0; x < width; x++, to += 4) {
      const [column, row] = sideways ? [y, x] : [x, y];
      const from = 4 * ((fromFoot ? tall - 1 - row : row) * wide + (fromRight ? wide - 1 - column : column));
      for (let c = 0; c < 4; c++) turned[to + c] = data[from + c];
    }
  }
  return { width, height, data: turned };
}

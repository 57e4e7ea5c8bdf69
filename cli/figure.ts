/** A reading as the file that `-o` names: PNG of the picture's size, SVG or HTML with all in it. */
import { extname } from 'node:path';
import { FormatError } from '../engine/errors.ts';
import { encodePng } from '../engine/files/image-node.ts';
import { resizePixels } from '../engine/files/image.ts';
import type { Pixels } from '../engine/files/pixels.ts';
import { htmlFigure, svgFigure } from '../layers/show/figure.ts';
import type { Figure } from '../layers/show/figure.ts';
import { plainStyle } from '../layers/show/heatmap.ts';
import { paintReading } from '../layers/show/reading.ts';
import type { Reading } from '../layers/show/reading.ts';

const formats = ['.png', '.svg', '.html'] as const;
export type FigureFormat = (typeof formats)[number];

/** @throws FormatError for a name that says no format */
export function figureFormat(path: string): FigureFormat {
  const ending = extname(path).toLowerCase();
  const format = formats.find((each) => each === ending);
  if (!format) throw new FormatError('file', `${path} says no format`, '', `a result ends in ${formats.join(', ')}`);
  return format;
}

/** Longer sides are made smaller before they are put into a text. */
const longest = 1280;

export function drawFigure(
  format: FigureFormat,
  picture: Pixels,
  reading: Reading,
  told: Pick<Figure, 'title' | 'facts'>,
): Uint8Array | string {
  const style = plainStyle;
  const paint = (pixels: Pixels) => paintReading(pixels, reading, reading.range, style);
  if (format === '.png') return encodePng(paint(picture));
  const shrink = Math.min(1, longest / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((side) => Math.max(1, Math.round(side * shrink)));
  const painted = paint(resizePixels(picture, width, height));
  const href = `data:image/png;base64,${Buffer.from(encodePng(painted)).toString('base64')}`;
  const size = [painted.width, painted.height] as const;
  const figure: Figure = { ...told, href, size, reading, range: reading.range, style };
  return format === '.svg' ? svgFigure(figure) : htmlFigure(figure);
}

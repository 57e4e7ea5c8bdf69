/** A decoded picture. */
export interface Pixels {
  width: number;
  height: number;
  /** RGBA rows from the top, 0 to 255, [height, width, 4]; alpha is not multiplied in. */
  data: Uint8ClampedArray<ArrayBuffer>;
}

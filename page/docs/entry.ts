/** A public function or class, as its source tells of it. */
export interface DocsEntry {
  name: string;
  /** From the root: `layers/attention/cbam.ts`. */
  file: string;
  folder: string;
  kind: 'class' | 'function';
  /** The comment above it. */
  about: string;
  /** Code of that comment. */
  example: string;
  /** The comment above `forward`. */
  equation: string;
}

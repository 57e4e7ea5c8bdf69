/** What a peer's process and its parent say to each other. */

/** Id 0 is the child's first word: that it opened, or why not. */
export interface Call {
  id: number;
  method: 'prepare' | 'run' | 'read' | 'release';
  argument: unknown;
}

export type Reply = { id: number; result: unknown } | { id: number; error: string };

export const adapterName = (
  info: Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description'> | undefined,
): string =>
  info ? [info.vendor, info.architecture, info.description].filter((word) => word !== '').join(' ') : 'none';

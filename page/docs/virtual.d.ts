/** Made by page/build/docs-data.ts. */
declare module 'virtual:docs' {
  export const entries: readonly import('./entry.ts').DocsEntry[];
  /** Sources by file, a folder at a time. */
  export const sources: Readonly<Record<string, () => Promise<{ default: Readonly<Record<string, string>> }>>>;
}

/**
 * Tells the reporter, after the last case of a file, the most memory that the file's worker ever had: in MiB, as
 * `peak`.
 */
import { afterAll } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    peak?: number;
  }
}

// oxlint-disable-next-line no-empty-pattern -- the runner wants a pattern: names of fixtures, of which none is used
afterAll(({}, file) => {
  file.meta.peak = Math.ceil(process.resourceUsage().maxRSS / 1024);
});

/** The `saccade` command without a process of its own: words in, status and output out. */
import { vi } from 'vitest';
import { main } from '../cli/main.ts';

export async function run(...words: string[]): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ['', ''];
  const log = vi.spyOn(console, 'log').mockImplementation((line: unknown) => void (out += `${String(line)}\n`));
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    err += String(text);
    return true;
  });
  try {
    const status = await main(words);
    return { status, out, err };
  } finally {
    log.mockRestore();
    write.mockRestore();
  }
}

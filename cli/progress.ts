/** Progress on stderr: a line that rewrites itself on a terminal, a plain line every few seconds elsewhere. */
const plainEvery = 5000;
const terminalEvery = 100;

/** Writes to stderr what may be lost: where that is full or closed, the work goes on. */
export function say(text: string): void {
  try {
    process.stderr.write(text);
  } catch {
    // A file that is full; a pipe's end comes as an event.
  }
}

export class Progress {
  private readonly title: string;
  private last = Date.now();

  constructor(title: string) {
    this.title = title;
  }

  tick(text: string): void {
    const terminal = process.stderr.isTTY;
    if (Date.now() - this.last < (terminal ? terminalEvery : plainEvery)) return;
    this.last = Date.now();
    say(terminal ? `\r\x1b[K${this.title}: ${text}` : `${this.title}: ${text}\n`);
  }

  end(): void {
    if (process.stderr.isTTY) say('\r\x1b[K');
  }
}

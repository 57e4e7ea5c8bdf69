/** Progress on stderr: a line that rewrites itself on a terminal, a plain line every few seconds elsewhere. */
const plainEvery = 5000;
const terminalEvery = 100;

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
    process.stderr.write(terminal ? `\r\x1b[K${this.title}: ${text}` : `${this.title}: ${text}\n`);
  }

  end(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  }
}

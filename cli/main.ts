/** Runs one command line (without `node` and the script) and gives the exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  process.stderr.write(`saccade: unknown command ${argv[0] ?? '(none)'}\n`);
  return 2;
}

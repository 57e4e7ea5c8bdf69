#!/usr/bin/env node
/** The `saccade` command: settles what Dawn runs on, then hands the command line over. */
import { say } from './progress.ts';
import { isFiltered, runFiltered } from './quiet.ts';
import { useStdout } from './stdout.ts';
import { useVulkan } from './vulkan.ts';

/** Commands that read files or print a list: no driver is looked for. */
const WITHOUT_GPU = new Set(['inspect', 'modules', 'help']);

function needsGpu(argv: readonly string[]): boolean {
  const [command] = argv;
  if (
    command === undefined ||
    command.startsWith('-') ||
    WITHOUT_GPU.has(command) ||
    argv.includes('--help') ||
    argv.includes('--list')
  )
    return false;
  return !argv.some((word, i) => word === '--device=reference' || (word === '--device' && argv[i + 1] === 'reference'));
}

process.stderr.on('error', () => {}); // What stderr says is never worth the work.

/** Runs the command line here. */
async function work(words: readonly string[]): Promise<void> {
  const results = useStdout();
  const { main } = await import('./main.ts');
  const status = await main(words);
  // Dawn keeps threads; leave once what was written is out. What could not be written ends the process on its own.
  results.write('', (error) => error ?? process.exit(status));
}

const argv = process.argv.slice(2);
if (isFiltered() || !needsGpu(argv)) await work(argv);
else {
  try {
    useVulkan();
  } catch (error) {
    say(`saccade: ${(error as Error).message}\n`);
    process.exit(1);
  }
  if (process.platform === 'linux') runFiltered(argv);
  else await work(argv);
}

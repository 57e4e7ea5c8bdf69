/**
 * Holds 120 columns where the formatter does not reach: comments, strings, shader text, scripts. Part of `npm run
 * lint`.
 * usage: node test/lint-width.mjs   a line for each that is wider; exit 1 if there is any
 *
 * What is made by a program (snapshots of shaders, results, locks) and Markdown, whose tables cannot be broken, are
 * left alone.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const widest = 120;
const written = /\.([cm]?[jt]s|css|html|py|sh|yml|yaml)$|^\.ci\/run$/;
const made = /^(test\/(wgsl|goldens|corpus)|bench\/results)\//;

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' });
for (const file of files.split('\n')) {
  if (!written.test(file) || made.test(file) || !existsSync(file)) continue;
  readFileSync(file, 'utf8')
    .split('\n')
    .forEach((line, i) => {
      const { length } = [...line];
      if (length <= widest) return;
      console.error(`${file}:${i + 1}: ${length} columns, of at most ${widest}`);
      process.exitCode = 1;
    });
}

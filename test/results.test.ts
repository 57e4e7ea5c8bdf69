/** Pages of figures are made from results by scripts: what stands on them is what was measured. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it.each(['zoo', 'experiments'])('docs/%s.md is what its results say', (name) => {
  execFileSync('node', [`docs/${name}.mjs`, '--check'], { stdio: 'pipe' });
});

it('a page that says otherwise is found', () => {
  const folder = mkdtempSync(join(tmpdir(), 'saccade-docs-'));
  mkdirSync(join(folder, 'docs'));
  cpSync('docs/experiments.mjs', join(folder, 'docs/experiments.mjs'));
  if (existsSync('docs/experiments')) cpSync('docs/experiments', join(folder, 'docs/experiments'), { recursive: true });
  writeFileSync(
    join(folder, 'docs/experiments.md'),
    readFileSync('docs/experiments.md', 'utf8').replace('171 test pictures', '172 test pictures'),
  );
  const check = () => execFileSync('node', [join(folder, 'docs/experiments.mjs'), '--check'], { stdio: 'pipe' });
  expect(check).toThrow(/run node docs\/experiments\.mjs/);
  rmSync(folder, { recursive: true });
});

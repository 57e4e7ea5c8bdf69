/** The command's entry: when it looks for a driver and when it does not. `npm test` builds dist/cli.mjs first. */
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { expect, test } from 'vitest';

/** An adapter that cannot be: whoever looks for one complains. */
const saccade = (...args: string[]) =>
  spawnSync(process.execPath, ['dist/cli.mjs', ...args], {
    env: { ...process.env, SACCADE_ADAPTER: 'voodoo' },
    encoding: 'utf8',
  });

test.runIf(process.platform === 'linux')(
  'an adapter that is not there: one line on stderr, nothing on stdout, status 1',
  () => {
    const { status, stdout, stderr } = saccade('devices');
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^saccade: SACCADE_ADAPTER=voodoo: .*\n$/);
  },
);

test.each([
  [['check', 'nowhere', '--device', 'reference']],
  [['check', 'nowhere', '--device=reference']],
  [['modules']],
  [['--help']],
  [[]],
])('no driver is looked for: saccade %j', (args) => {
  expect(saccade(...args).stderr).not.toContain('voodoo');
});

test.runIf(process.platform !== 'win32')('the built command can be executed', () => {
  accessSync('dist/cli.mjs', constants.X_OK);
});

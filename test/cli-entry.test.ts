/** The built command: drivers, standard input and output, statuses. `npm test` builds dist/cli.mjs first. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { version } from '../package.json';
import { withoutNoise } from '../cli/quiet.ts';
import { run } from './command.ts';

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

const fruit = 'test/pictures/fruit.png';
const attendTo = (...words: string[]) => ['attend', ...words, '--module', 'danet_pam', '--size', '64', '--json'];
const onReference = (words: string[], input?: Uint8Array, stdout: 'pipe' | number = 'pipe') =>
  spawnSync(process.execPath, ['dist/cli.mjs', ...words, '--device', 'reference'], {
    encoding: 'utf8',
    input,
    stdio: ['pipe', stdout, 'pipe'],
  });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-entry-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('standard input as - and /dev/stdin, from a pipe and from a file', () => {
  const expected = onReference(attendTo(fruit)).stdout;
  expect(JSON.parse(expected)).toMatchObject({ grid: [8, 8] });
  const bytes = readFileSync(fruit);
  for (const name of process.platform === 'win32' ? ['-'] : ['-', '/dev/stdin'])
    expect(onReference(attendTo(name), bytes)).toMatchObject({ status: 0, stdout: expected, stderr: '' });
  const words = ['dist/cli.mjs', ...attendTo('-'), '--device', 'reference'];
  const redirected = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    stdio: [openSync(fruit, 'r'), 'pipe', 'pipe'],
  });
  expect(redirected).toMatchObject({ status: 0, stdout: expected });
  expect(onReference(attendTo('-'), new Uint8Array())).toMatchObject({ status: 1, stdout: '' });
  expect(onReference(attendTo('-', '--weights', '-'), bytes).status).toBe(2);
});

test('-o over what standard input was redirected from is refused', () => {
  const own = join(folder, 'own.png');
  const before = readFileSync(fruit);
  spawnSync('cp', [fruit, own]);
  const words = ['dist/cli.mjs', ...attendTo('-'), '-o', own, '--device', 'reference'];
  const { status, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    stdio: [openSync(own, 'r'), 'pipe', 'pipe'],
  });
  expect({ status, stderr }).toMatchObject({ status: 1, stderr: expect.stringContaining('also the input') });
  expect(readFileSync(own).equals(before)).toBe(true);
});

test
  .runIf(process.platform === 'linux')
  .each([[['modules', '--json']], [['inspect', fruit]], [attendTo(fruit)], [['--help']]])(
  'standard output that is full: status 1 and one line: saccade %j',
  (words) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['dist/cli.mjs', ...words, ...(words[0] === 'attend' ? ['--device', 'reference'] : [])],
      {
        encoding: 'utf8',
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
      },
    );
    expect(status).toBe(1);
    expect(stderr).toMatch(/^saccade: the results cannot be written to standard output: ENOSPC[^\n]*\n$/);
  },
);

test.runIf(process.platform === 'linux')(
  'a full stderr changes no result; a reader that has seen enough is no failure',
  () => {
    const deaf = spawnSync(process.execPath, ['dist/cli.mjs', 'inspect', 'nowhere'], {
      stdio: ['ignore', 'pipe', openSync('/dev/full', 'w')],
    });
    expect(deaf.status).toBe(1);
    const { stdout, stderr } = spawnSync(
      'sh',
      ['-c', 'node dist/cli.mjs modules --json | head -c 2; echo; node dist/cli.mjs modules > /dev/null; echo $?'],
      {
        encoding: 'utf8',
      },
    );
    expect({ stdout, stderr }).toEqual({ stdout: '[{\n0\n', stderr: '' });
  },
);

test('--version; nothing at all is wrong usage', async () => {
  expect(await run('--version')).toEqual({ status: 0, out: `${version}\n`, err: '' });
  expect(await run()).toMatchObject({ status: 2, out: '' });
  expect((await run('--help')).out).toContain('saccade attend');
});

test('an unknown name is answered with the nearest that there is', async () => {
  const told = async (...words: string[]) => (await run(...words)).err.split('\n')[0];
  expect(await told('atend')).toBe('saccade: there is no command "atend"; did you mean attend?');
  expect(await told('devcies')).toContain('did you mean devices?');
  expect(await told('constructor')).toBe('saccade: there is no command "constructor"');
  expect(await told('inspect', 'a', '--sa', 'cifar10')).toContain('there is no option --sa; did you mean --as?');
  expect(await told('attend', fruit, '--modul', 'se')).toContain('did you mean --module?');
  expect(await told('attend', fruit, '--module', 'DANet-PAM')).toContain('did you mean danet_pam?');
  expect(await told('bench', '--peers', 'tfsj')).toContain('did you mean tfjs?');
  for (const words of [
    ['modules', 'se'],
    ['devices', 'all'],
    ['bench', 'x'],
    ['attend', '--module'],
  ])
    expect((await run(...words)).status).toBe(2);
});

test('names from outside never reach the terminal as control characters', async () => {
  for (const words of [
    ['inspect', 'no\u001b[2Jwhere'],
    ['attend', 'a\nb', '--module', 'se'],
    ['check', '\u202egnp'],
  ]) {
    const { err } = await run(...words);
    expect(err).toMatch(/^[\x20-\x7e]+\n/);
  }
});

describe('what Dawn says of its own', () => {
  test('never reaches stderr; statuses and errors do', () => {
    const told = (...words: string[]) =>
      spawnSync(process.execPath, ['dist/cli.mjs', ...words], { encoding: 'utf8', input: readFileSync(fruit) });
    expect(told(...attendTo('-'))).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/^\{.*\}\n$/),
    });
    expect(told(...attendTo(fruit), '--head', '9')).toMatchObject({ status: 1, stdout: '' });
    expect(told(...attendTo(fruit), '--head', '9').stderr).toMatch(/^saccade: attend: [^\n]*heads 0 to 0\n$/);
    expect(told('attend', '--nonsense').status).toBe(2);
  });

  test('only its two lines are left out, in whatever pieces text comes', () => {
    const line =
      'Warning: maxDynamicStorageBuffersPerPipelineLayout artificially reduced from 1000000 to 16 to fit ' +
      'dynamic offset allocation limit.\n';
    const text = `${line}one\nWarning: maxDynamic is mine\n\r12%\r13%\nWar\n${line}Warning: other\n`;
    for (let size = 1; size < 40; size++) {
      const show = withoutNoise();
      let shown = '';
      for (let at = 0; at < text.length; at += size) shown += show(text.slice(at, at + size));
      expect(shown + show('')).toBe('one\nWarning: maxDynamic is mine\n\r12%\r13%\nWar\nWarning: other\n');
    }
    const show = withoutNoise();
    expect(show('\r12%')).toBe('\r12%');
    expect(show('W') + show('')).toBe('W');
  });

  test.runIf(process.platform === 'linux').each(['SIGTERM', 'SIGKILL'] as const)(
    '%s ends the work too',
    async (signal) => {
      const child = spawn(process.execPath, ['dist/cli.mjs', 'check', 'test/goldens'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const workers = () =>
        readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
      while (!workers().some((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('check')))
        await setTimeout(20);
      const [worker] = workers();
      child.kill(signal);
      // Standard output ends when the last process that holds it has ended.
      child.stdout.resume();
      expect(await once(child, 'close')).toEqual([null, signal]);
      expect(existsSync(`/proc/${worker}/cmdline`) && readFileSync(`/proc/${worker}/cmdline`, 'utf8')).toBeFalsy();
    },
  );
});

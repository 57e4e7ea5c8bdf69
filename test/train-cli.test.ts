/** `saccade train`: a folder with everything in it, the same bits for a seed, also when it is killed and goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawScenes } from '../train/data/scenes.ts';
import { pictureOf } from '../train/data/pictures.ts';
import { run } from './command.ts';

let folder = '';
let pictures = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'saccade-train-'));
  pictures = join(folder, 'pictures');
  const scenes = drawScenes({ count: 20, seed: 4, size: [16, 16] });
  for (const part of ['images', 'masks', join('classes', 'a'), join('classes', 'b')])
    mkdirSync(join(pictures, part), { recursive: true });
  for (let i = 0; i < scenes.count; i++) {
    const [image, mask] = [new PNG({ width: 16, height: 16 }), new PNG({ width: 16, height: 16 })];
    const bytes = pictureOf(scenes, i);
    for (let at = 0; at < 256; at++) {
      image.data.set([bytes[at], bytes[256 + at], bytes[512 + at], 255], 4 * at);
      mask.data.set([scenes.masks![256 * i + at], 0, 0, 255], 4 * at);
    }
    writeFileSync(join(pictures, 'images', `${i}.png`), PNG.sync.write(image));
    writeFileSync(join(pictures, 'masks', `${i}.png`), PNG.sync.write(mask));
    writeFileSync(join(pictures, 'classes', i % 2 ? 'a' : 'b', `${i}.png`), PNG.sync.write(image));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const place = (name: string) => join(folder, name);
const last = (out: string): Record<string, unknown> => JSON.parse(out.trim().split('\n').at(-1)!);
const train = (out: string, ...words: string[]) =>
  run('train', ...words, '--out', place(out), '--steps', '6', '--batch', '4', '--seed', '3', '--json');

describe('a run', () => {
  it('leaves weights, curve, maps, configuration and a report that needs nothing else', async () => {
    const { status, out } = await train('patch', 'patch', '--data', join(pictures, 'classes'));
    expect(status).toBe(0);
    expect(last(out)).toMatchObject({
      steps: 6,
      loss: expect.any(Number),
      test_error: expect.any(Number),
      weights_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const made = readdirSync(place('patch')).toSorted();
    expect(made).toEqual([
      'checkpoints',
      'config.json',
      'curve.csv',
      'curve.svg',
      'maps',
      'report.html',
      'weights.safetensors',
    ]);
    expect(readFileSync(join(place('patch'), 'curve.csv'), 'utf8').split('\n')[0]).toMatch(/^step,loss,test_error,/);
    const report = readFileSync(join(place('patch'), 'report.html'), 'utf8');
    expect(report).toContain('data:image/png;base64,');
    expect(report).not.toMatch(/<script|https?:(?!\/\/www\.w3\.org)|src="(?!data:)/);
    expect(readdirSync(join(place('patch'), 'maps')).some((name) => name.endsWith('step-6.png'))).toBe(true);
  });

  it.each([
    ['segment', [], 'dice'],
    ['segment', ['--attention', 'none'], 'dice'],
    ['colour', ['--attention', 'window'], 'colour_error'],
    ['classify', ['--attention', 'se'], 'test_error'],
  ])('%s %j', async (task, words, score) => {
    const data = task === 'classify' ? join(pictures, 'classes') : pictures;
    const name = `${task}-${words.join('')}`;
    const { status, out, err } = await train(name, task, ...words, '--data', data);
    expect([status, err]).toEqual([0, expect.not.stringContaining('saccade:')]);
    expect(last(out)[score]).toEqual(expect.any(Number));
  });

  it('is refused where it cannot be: another run in the folder, unknown names, data that do not fit', async () => {
    expect((await train('patch', 'patch')).err).toMatch(/holds a run already.*--resume/);
    expect(await train('x', 'patches')).toMatchObject({ status: 2, err: expect.stringContaining('patch') });
    expect(await train('x', 'patch', '--attention', 'cbm')).toMatchObject({
      status: 2,
      err: expect.stringMatching(/cbam/),
    });
    expect(await train('y', 'segment', '--data', join(pictures, 'classes'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('masks'),
    });
    expect(await run('train', 'patch', '--resume', place('nowhere'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('no run to resume'),
    });
    expect(await run('train', 'patch', '--resume', place('patch'), '--seed', '9')).toMatchObject({
      status: 1,
      err: expect.stringContaining('another seed'),
    });
  });
});

describe('killed at any moment', () => {
  const words = (out: string, first: boolean) => [
    'dist/cli.mjs',
    'train',
    'classify',
    ...(first
      ? [
          '--data',
          join(pictures, 'classes'),
          '--attention',
          'eca',
          '--steps',
          '30',
          '--batch',
          '4',
          '--seed',
          '5',
          '--out',
          out,
        ]
      : ['--resume', out]),
    '--json',
  ];
  const started = (out: string, first: boolean) =>
    spawn(process.execPath, words(out, first), { stdio: ['ignore', 'pipe', 'ignore'] });
  async function finish(out: string, first: boolean): Promise<unknown> {
    const child = started(out, first);
    let text = '';
    child.stdout.on('data', (part) => (text += String(part)));
    await once(child, 'close');
    return last(text).weights_sha256;
  }

  it('and resumed, a run ends in the bits of one that was left alone', async () => {
    const whole = await finish(place('whole'), true);
    expect(whole).toMatch(/^[0-9a-f]{64}$/);
    const out = place('killed');
    // Killed as soon as there is a first checkpoint, and again while it goes on from there.
    for (const first of [true, false]) {
      const child = started(out, first);
      const gone = once(child, 'close');
      while (
        child.exitCode === null &&
        !(existsSync(join(out, 'checkpoints')) && readdirSync(join(out, 'checkpoints')).length)
      )
        await setTimeout(20);
      child.kill('SIGKILL');
      await gone;
    }
    expect(await finish(out, false)).toBe(whole);
  }, 300_000);
});

/**
 * What a job is: part I of N of a folder of pictures, done by `saccade extract`. A part that is done again, because its
 * worker died or Redis was away, skips what is there: results are named by picture and settings and written whole.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

export const queueName = 'saccade-extract';
export const connection = {
  host: process.env.REDIS_HOST ?? '127.0.0.1',
  port: Number(process.env.REDIS_PORT ?? 6379),
  maxRetriesPerRequest: null, // wait for Redis for as long as it takes
};

const run = promisify(execFile);

/** Runs one part; what it printed as JSON is the job's result. */
export async function extractPart({ pictures, out, model, weights, what, batch, index, count }) {
  const command = process.env.SACCADE ?? 'saccade';
  const [program, first] = command.endsWith('.mjs') ? [process.execPath, [command]] : [command, []];
  const words = ['extract', pictures, '--out', out, '--model', model, '--weights', weights, '--what', what];
  const part = ['--batch', String(batch), '--shard', `${index}/${count}`, '--json'];
  const { stdout } = await run(program, [...first, ...words, ...part], { maxBuffer: 2 ** 26 });
  return JSON.parse(stdout);
}

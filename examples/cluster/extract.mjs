/**
 * Shares a folder of pictures out as jobs, waits until all are done, and counts.
 *   usage: node extract.mjs PICTURES OUT --model NAME --weights F --what features|maps|classes [--jobs N] [--batch N]
 * A second run of the same line adds nothing to a queue that has the jobs, and results that are there are skipped.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Queue } from 'bullmq';
import { resolve } from 'node:path';
import { connection, queueName } from './work.mjs';

const text = { type: 'string' };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { model: text, weights: text, what: text, jobs: text, batch: text },
});
const [pictures, out] = positionals.map((path) => resolve(path));
const { model, weights, what, jobs = '8', batch = '8' } = values;
if (!out || !model || !weights || !what) {
  console.error('usage: node extract.mjs PICTURES OUT --model NAME --weights F --what WHAT [--jobs N] [--batch N]');
  process.exit(2);
}
const count = Number(jobs);
const data = { pictures, out, model, weights: resolve(weights), what, batch: Number(batch), count };
const queue = new Queue(queueName, { connection });
queue.on('error', (error) => console.error(error.message));
const added = await queue.addBulk(
  Array.from({ length: count }, (_, index) => ({
    name: 'part',
    data: { ...data, index },
    opts: { jobId: `part-${index}-of-${count}`, attempts: 5, backoff: { type: 'exponential', delay: 1000 } },
  })),
);
for (;;) {
  const states = await Promise.all(added.map(({ id }) => queue.getJobState(id)));
  const done = states.filter((state) => state === 'completed').length;
  const failed = states.filter((state) => state === 'failed').length;
  console.log(`${done} of ${count} done${failed ? `, ${failed} failed` : ''}`);
  if (done + failed === count) {
    await queue.close();
    process.exit(failed ? 1 : 0);
  }
  await wait(1000);
}

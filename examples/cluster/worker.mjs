/**
 * One worker process: start one for each GPU, on as many machines as reach Redis and the folders.
 *   usage: node worker.mjs
 *   REDIS_HOST, REDIS_PORT   where Redis is; 127.0.0.1:6379
 *   SACCADE                  the command, or the path of its .mjs file; saccade
 */
import { Worker } from 'bullmq';
import { connection, extractPart, queueName } from './work.mjs';

const worker = new Worker(queueName, (job) => extractPart(job.data), {
  connection,
  concurrency: 1, // a GPU does one thing at a time
  lockDuration: 10_000, // a worker that is silent for so long is dead, and its part goes to another
  stalledInterval: 5_000,
  maxStalledCount: 10,
});
worker.on('completed', (job, { counts }) => console.log(`${process.pid}: ${job.id} ${JSON.stringify(counts)}`));
worker.on('failed', (job, error) => console.error(`${process.pid}: ${job?.id} failed: ${error.message}`));
worker.on('error', (error) => console.error(`${process.pid}: ${error.message}`)); // Redis is away: it comes back

for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => void worker.close().then(() => process.exit(0)));

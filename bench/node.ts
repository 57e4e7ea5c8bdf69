/**
 * The bundle `dist/bench.mjs`: the benchmark on a machine that has Node and a GPU and nothing else, and the process of
 * a peer.
 */
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { caseSizes, selectCases } from './cases.ts';
import { measureFirstCall } from './first.ts';
import { runInNode } from './node-run.ts';
import { isPeer } from './peers/index.ts';
import { oursAreRight } from './report.ts';

const { values } = parseArgs({
  options: {
    peer: { type: 'string' },
    first: { type: 'string' },
    peers: { type: 'string' },
    cases: { type: 'string' },
    size: { type: 'string', default: 'gpu' },
    seconds: { type: 'string', default: '2' },
  },
});

if (values.peer !== undefined) {
  if (!isPeer(values.peer)) throw new Error(`no peer is called ${values.peer}`);
  await (await import('./peers/child.ts')).serve(values.peer);
} else if (values.first !== undefined) {
  const call = await measureFirstCall(values.first);
  process.stdout.write(JSON.stringify(call), () => process.exit(0));
} else {
  const cases = selectCases(values.cases?.split(',') ?? null, caseSizes.find((size) => size === values.size) ?? 'gpu');
  const peers = (values.peers?.split(',') ?? []).filter(isPeer);
  const { rows } = await runInNode({
    cases,
    peers,
    script: fileURLToPath(import.meta.url),
    protocol: { samples: 30, seconds: Number(values.seconds) },
    started: (environment) => console.log(JSON.stringify(environment)),
    rows: (finished) => finished.forEach((row) => console.log(JSON.stringify(row))),
  });
  process.stdout.write('', () => process.exit(oursAreRight(rows) ? 0 : 1)); // Dawn keeps threads
}

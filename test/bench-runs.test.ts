/** Benchmark runs from elsewhere: packed into a link and back, and refused in one line when they are something else. */
import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packRun, parseRun, unpackRun } from '../page/bench/runs.ts';

const results = readdirSync('bench/results').filter((file) => file.endsWith('.json'));

test.each(results)('%s goes through a link', async (file) => {
  const run = parseRun(readFileSync(`bench/results/${file}`, 'utf8'));
  expect(run.rows.length).toBeGreaterThan(10);
  const packed = await packRun(run);
  expect(packed).toMatch(/^[\w-]{100,60000}$/);
  const back = await unpackRun(packed);
  expect(back.environment.adapter).toBe(run.environment.adapter);
  expect(back.rows.map((row) => [row.case, row.engine, row.ok])).toEqual(
    run.rows.map((row) => [row.case, row.engine, row.ok]),
  );
  back.rows.forEach(({ ms }, i) => {
    if (run.rows[i].ms === null) expect(ms).toBeNull();
    else expect(ms! / run.rows[i].ms!).toBeCloseTo(1, 3);
  });
});

test('what is no run is refused in one line', async () => {
  expect(() => parseRun('<html>')).toThrow('The file is no JSON');
  for (const text of ['{}', '[]', 'null', '{"adapter":"a","rows":[1],"roofline":{"gflops":"x","gbps":1}}'])
    expect(() => parseRun(text)).toThrow('The file holds no benchmark run');
  expect(() => parseRun('{"adapter":"a","rows":[1],"roofline":{"gflops":1,"gbps":1}}')).toThrow('A row names no case');
  const run = parseRun(readFileSync(`bench/results/${results[0]}`, 'utf8'));
  const packed = await packRun(run);
  for (const text of ['', 'AAAA', '-_-_', packed.slice(0, packed.length / 2)])
    await expect(unpackRun(text)).rejects.toThrow('The results in this link cannot be read');
});

test('numbers that cannot be are none, and text is cut', () => {
  const { environment, rows } = parseRun(
    JSON.stringify({
      adapter: 'a'.repeat(1000),
      roofline: { gflops: 1, gbps: 1 },
      rows: [{ case: '__proto__', engine: 'e', ms: -1, p95: '3', ok: 'yes' }],
    }),
  );
  expect(environment.adapter.length).toBe(300);
  expect(rows[0]).toMatchObject({ case: '__proto__', ms: null, p95: null, ok: null });
});

/** Runs from elsewhere: another machine's JSON, or results that came in a link. Both are anybody's text. */
import type { Environment } from '../../bench/report.ts';
import type { Row } from '../../bench/row.ts';

export interface Run {
  environment: Environment;
  rows: readonly Row[];
}

const mostRows = 2000;
const mostText = 300;

const text = (value: unknown): string | null => (typeof value === 'string' ? value.slice(0, mostText) : null);
const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
type Loose = Record<string, unknown>;
const record = (value: unknown): Loose => (typeof value === 'object' && value !== null ? (value as Loose) : {});

/** @throws RangeError in one line for what is no run. */
export function parseRun(content: string): Run {
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    throw new RangeError('The file is no JSON: choose one that “Save JSON” or “saccade bench --json” wrote.');
  }
  const { rows, ...given } = record(parsed);
  const { adapter, software, host, commit, roofline } = given;
  const [gflops, gbps] = [number(record(roofline).gflops), number(record(roofline).gbps)];
  if (text(adapter) === null || !Array.isArray(rows) || !rows.length || !gflops || !gbps)
    throw new RangeError('The file holds no benchmark run: adapter, roofline and rows are expected.');
  return {
    environment: {
      adapter: text(adapter)!,
      software: software === true,
      host: text(host) ?? 'unknown',
      commit: text(commit) ?? 'unknown',
      roofline: { gflops, gbps },
    },
    rows: rows.slice(0, mostRows).map(rowOf),
  };
}

function rowOf(given: unknown): Row {
  const row = record(given);
  const [name, engine] = [text(row.case), text(row.engine)];
  if (name === null || engine === null) throw new RangeError('A row names no case or no engine.');
  return {
    case: name,
    engine,
    version: text(row.version) ?? '',
    adapter: text(row.adapter) ?? '',
    ms: number(row.ms) || null,
    p95: number(row.p95),
    runs: number(row.runs) ?? 0,
    invalid: number(row.invalid) ?? 0,
    compile_ms: number(row.compile_ms),
    gflops: number(row.gflops),
    gbps: number(row.gbps),
    bytes_peak: number(row.bytes_peak),
    dispatches: number(row.dispatches),
    pipelines: number(row.pipelines),
    buffers: number(row.buffers),
    max_error: number(row.max_error),
    ok: typeof row.ok === 'boolean' ? row.ok : null,
    error: text(row.error),
  };
}

/** What a link has room for: numbers of four digits, packed. */
export async function packRun({ environment, rows }: Run): Promise<string> {
  const short = JSON.stringify({ ...environment, rows }, (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(4)) : value,
  );
  const packed = await through(new TextEncoder().encode(short), new CompressionStream('deflate-raw'));
  return btoa(String.fromCharCode(...packed))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

/** No run unpacks to more. */
const mostBytes = 4 * 2 ** 20;

/** @throws RangeError in one line for what is no run. */
export async function unpackRun(packed: string): Promise<Run> {
  try {
    const bytes = Uint8Array.from(atob(packed.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return parseRun(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw'))));
  } catch {
    throw new RangeError('The results in this link cannot be read: it may have been cut.');
  }
}

/** @throws RangeError for more than a run can have: a few bytes may unpack to any number. */
async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array> {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > mostBytes) {
      await reader.cancel();
      throw new RangeError('too large');
    }
    parts.push(next.value);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

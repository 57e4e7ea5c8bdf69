/** `saccade check PATH…`: golden and oracle files against this engine. */
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { Device } from '../engine/device.ts';
import { DeviceError, FormatError, LimitError, SaccadeError } from '../engine/errors.ts';
import { quote } from '../engine/files/json.ts';
import { checkGolden } from './check/golden.ts';
import { checkOracle } from './check/oracle.ts';
import type { CaseResult } from './check/report.ts';
import { Report } from './check/report.ts';
import type { OracleCase } from './check/table.ts';
import { Unsupported } from './check/table.ts';
import { Progress } from './progress.ts';

/** Runs every case under `paths`; prints failures as they come and totals last. Gives the exit status. */
export async function check(device: Device, paths: readonly string[], json: boolean): Promise<number> {
  const report = new Report();
  const progress = new Progress('check');
  for await (const result of casesOf(device, paths)) {
    report.add(result);
    if (!json) for (const line of result.failures) console.log(`${result.name}: ${line}`);
    progress.tick(`${report.passed} passed, ${report.failed} failed`);
  }
  progress.end();
  if (json)
    console.log(
      JSON.stringify({
        passed: report.passed,
        failed: report.failed,
        skipped: report.skipped,
        reasons: Object.fromEntries(report.skips),
        failures: report.failures,
      }),
    );
  else for (const line of report.closing()) console.log(line);
  return report.failed || !report.passed ? 1 : 0;
}

async function* casesOf(device: Device, paths: readonly string[]): AsyncGenerator<CaseResult> {
  for (const file of await walk(paths)) {
    if (file.endsWith('.safetensors')) yield await golden(device, file);
    else yield* oracle(device, file);
  }
}

async function golden(device: Device, file: string): Promise<CaseResult> {
  const name = file
    .split('/')
    .slice(-2)
    .join('/')
    .replace(/\.safetensors$/, '');
  try {
    return await checkGolden(device, name, await readFile(file));
  } catch (error) {
    if (error instanceof FormatError) throw error;
    if (error instanceof Unsupported) return { name, failures: [], skipped: error.message };
    if (error instanceof LimitError) return { name, failures: [], skipped: 'over a limit of this adapter' };
    if (error instanceof SaccadeError && !(error instanceof DeviceError))
      return { name, failures: [`threw ${error.name}: ${error.message}`] };
    throw error;
  }
}

async function* oracle(device: Device, file: string): AsyncGenerator<CaseResult> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number++;
    if (!line.trim()) continue;
    let parsed: OracleCase;
    try {
      parsed = JSON.parse(line) as OracleCase;
    } catch {
      throw new FormatError('oracle', `line ${number} of ${file} is not JSON`, quote(line));
    }
    if (!parsed?.id || !parsed.op || !parsed.inputs)
      throw new FormatError('oracle', `line ${number} is not a case`, file, 'expected id, op, inputs, outputs');
    yield await checkOracle(device, parsed);
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const text = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
  // An error does not pass through a pipe by itself.
  bytes.on('error', (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Infinity });
  } catch (error) {
    throw new FormatError('oracle', `${file} cannot be read`, (error as Error).message);
  }
}

/** Golden and oracle files named or found below folders, in order. */
async function walk(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const info = await stat(path).catch(() => {
      throw new FormatError('check', 'no such file or folder', path);
    });
    if (!info.isDirectory()) found.push(path);
    else {
      const inside = (await readdir(path, { recursive: true, withFileTypes: true }))
        .filter((entry) => !entry.isDirectory() && /\.(safetensors|jsonl|jsonl\.gz)$/.test(entry.name))
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
      found.push(...inside.sort());
    }
  }
  return found;
}

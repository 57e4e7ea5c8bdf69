/** A benchmark run in Node: this engine here, each peer in a process of its own. */
import { Device } from '../engine/device.ts';
import { rightAnswers } from './answers.ts';
import type { BenchCase } from './case.ts';
import { Local } from './contestant.ts';
import { noShaderCaches } from './first.ts';
import { installMeter } from './meter.ts';
import type { PeerName } from './peers/index.ts';
import { adapterName } from './peers/messages.ts';
import { startPeer } from './peers/process.ts';
import type { Environment } from './report.ts';
import { ours } from './report.ts';
import { measureRoofline } from './roofline.ts';
import type { Row } from './row.ts';
import type { Progress, Protocol } from './runner.ts';
import { runCases } from './runner.ts';
import { saccade } from './saccade.ts';

interface NodeRun {
  cases: readonly BenchCase[];
  peers: readonly PeerName[];
  /** The file that serves a peer when it is started with `--peer NAME`. */
  script: string;
  protocol: Protocol;
  /** Plain loops in place of WebGPU. */
  reference?: boolean;
  started?: (environment: Environment) => void;
  rows?: (rows: readonly Row[]) => void;
  progress?: (progress: Progress) => void;
}

export async function runInNode({
  cases,
  peers,
  script,
  protocol,
  reference,
  started,
  ...hooks
}: NodeRun): Promise<{ environment: Environment; rows: Row[] }> {
  Object.assign(process.env, noShaderCaches);
  const gpu = await Device.open({ backend: reference ? 'reference' : 'webgpu' });
  const meter = installMeter();
  const adapter = adapterName(gpu.info);
  const own = new Local(ours, saccade(gpu), adapter, meter);
  const others = await Promise.all(peers.map((name) => startPeer(name, script)));
  try {
    const environment: Environment = {
      adapter,
      software: gpu.info.software,
      host: `Node ${process.versions.node} on ${process.platform} ${process.arch}`,
      commit: import.meta.env.VITE_COMMIT ?? 'unknown',
      roofline: await measureRoofline(gpu),
    };
    started?.(environment);
    return { environment, rows: await runCases([own, ...others], cases, protocol, { rightAnswers, ...hooks }) };
  } finally {
    for (const contestant of [own, ...others]) contestant.close();
  }
}

/**
 * Weights from PyTorch: a file with the official names loads strictly, and the module then answers as the official code
 * did.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Device } from '../engine/device.ts';
import { WeightsError } from '../engine/errors.ts';
import { loadSafetensors } from '../engine/files/load.ts';
import { parseSafetensors, writeSafetensors } from '../engine/files/safetensors.ts';
import { tensor } from '../engine/create.ts';
import { CBAM } from '../layers/attention/cbam.ts';

const golden = parseSafetensors(readFileSync('test/goldens/cbam/avg_max-eval-tiny.safetensors')).tensors;
const stateDict = [...golden]
  .filter(([name]) => name.startsWith('param.'))
  .map(([name, entry]) => [name.slice('param.'.length), entry] as const);

it('loads an official state_dict by name, strictly', async () => {
  const gpu = await Device.open();
  const folder = mkdtempSync(join(tmpdir(), 'saccade-'));
  try {
    const file = join(folder, 'cbam.safetensors');
    writeFileSync(file, writeSafetensors(stateDict.map(([name, entry]) => [name, entry])));
    const cbam = new CBAM(gpu, 8, { reduction: 4 });
    cbam.load(await loadSafetensors(gpu, file), { strict: true });
    const { data, shape } = golden.get('input')!;
    const output = await cbam.forward(tensor(gpu, data, shape)).data();
    golden.get('output')!.data.forEach((want, i) => expect(output[i]).toBeCloseTo(want, 4));
    const wider = new CBAM(gpu, 16, { reduction: 4 });
    const loaded = await loadSafetensors(gpu, file);
    expect(() => wider.load(loaded)).toThrow(WeightsError);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** A process that does nothing but save checkpoints, to be killed at any moment. Says each step once it is saved. */
import { writeSync } from 'node:fs';
import { writeSafetensors } from '../engine/files/safetensors.ts';
import { saveCheckpoint } from '../train/checkpoint-node.ts';

const [, , folder, first] = process.argv;
for (let step = Number(first); ; step++) {
  const data = new Float32Array(1 << 16).fill(step);
  const notes: [string, string][] = [
    ['format', 'saccade checkpoint 1'],
    ['step', String(step)],
  ];
  saveCheckpoint(folder, step, writeSafetensors([['w', { dtype: 'f32', shape: [data.length], data }]], notes));
  writeSync(1, `${step}\n`);
}

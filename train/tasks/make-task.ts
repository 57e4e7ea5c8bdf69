/** What each task is made of: its mechanisms, its network, its pictures. The command and the page offer these. */
import { catalog } from '../../layers/catalogue/index.ts';
import { drawScenes } from '../data/scenes.ts';
import type { Dataset, Pictures } from '../data/pictures.ts';
import { FormatError } from '../../engine/errors.ts';
import { select } from '../data/pictures.ts';
import { classifyTask } from './classify.ts';
import type { Device } from '../../engine/device.ts';
import type { Task } from './task.ts';
import type { TaskName } from './task-names.ts';
import { patchTask } from './patch.ts';
import { colourTask } from './colour.ts';
import { segmentTask } from './segment.ts';
import { LocalResNet } from '../../layers/models/local-resnet.ts';
import { AttentionNet } from '../../layers/models/attention-net.ts';

/** What each task may attend with; the first is the one it takes unless told. */
export const mechanisms: Readonly<Record<TaskName, readonly string[]>> = {
  patch: ['cbam', 'cbam-channel', 'multihead', 'multihead-conv', 'none'],
  segment: ['sagan', 'none'],
  colour: ['dense', 'cross', 'window'],
  cifar10: ['local', 'none', 'convolution', ...catalog.map(({ name }) => name)],
  stl10: ['cbam', 'none', ...catalog.map(({ name }) => name).filter((name) => name !== 'cbam')],
  classify: ['cbam', 'none', ...catalog.map(({ name }) => name).filter((name) => name !== 'cbam')],
};

export const defaults = { steps: 200, batch: 16 } as const;

/** Pictures drawn for those who have none; those to be judged by are others. */
export const scenes = (): Dataset => ({
  train: drawScenes({ count: 512, seed: 1, size: [48, 48] }),
  test: drawScenes({ count: 128, seed: 2, size: [48, 48] }),
});

/** A fifth of the set is kept for judging where the data keep none apart: every fifth picture. */
export function apart({ train, test }: Dataset): Required<{ train: Pictures; test: Pictures }> {
  if (test) return { train, test };
  const indices = [...Array(train.count).keys()];
  if (train.count < 5)
    throw new FormatError('train', 'the set is too small to judge by', `${train.count} pictures`, 'at least 5');
  return {
    train: select(
      train,
      indices.filter((i) => i % 5),
    ),
    test: select(
      train,
      indices.filter((i) => i % 5 === 0),
    ),
  };
}

type Common = Parameters<typeof classifyTask>[2];

export function makeTask(gpu: Device, task: TaskName, attention: string, common: Common): Task {
  const { train, seed } = common;
  if (task === 'patch')
    return patchTask(gpu, { ...common, attention: attention as Parameters<typeof patchTask>[1]['attention'] });
  if (task === 'colour') return colourTask(gpu, { ...common, mechanism: attention as 'dense' });
  if (task === 'segment') {
    if (!train.masks)
      throw new FormatError('train', 'segment needs masks', 'pictures alone', 'npy pairs, or folders images and masks');
    const wanted = Math.max(1, train.classes?.findIndex((name) => /building|wall/i.test(name)) ?? 1);
    return segmentTask(gpu, { ...common, wanted, attention: attention !== 'none' });
  }
  if (!train.labels)
    throw new FormatError('train', `${task} needs classes`, 'pictures alone', 'a folder for each class');
  const classes = train.classes?.length ?? Math.max(...train.labels) + 1;
  if (attention === 'local' || attention === 'convolution')
    return classifyTask(
      gpu,
      new LocalResNet(gpu, { mixer: attention === 'local' ? 'attention' : 'convolution', classes, seed }),
      common,
    );
  const entry = catalog.find(({ name }) => name === attention);
  const [rows, columns] = [train.shape[1] / 4, train.shape[2] / 4];
  const make = entry ? (device: Device, channels: number) => entry.make(device, channels, rows, columns) : null;
  return classifyTask(gpu, new AttentionNet(gpu, make, { classes, seed }), common);
}

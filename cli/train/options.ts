/** What `saccade train` is asked for. */
import type { TaskName } from '../../train/tasks/task-names.ts';

export interface TrainOptions {
  task: TaskName;
  attention?: string;
  data?: string;
  steps?: number;
  seed?: number;
  batch?: number;
  out?: string;
  resume?: string;
  json: boolean;
}

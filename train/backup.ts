/** What is trained, in host memory, for when the GPU is lost. */
import type { Training } from './checkpoint.ts';
import { parseCheckpoint, restore, writeCheckpoint } from './checkpoint.ts';

/** Times that a GPU may be lost without progress before it is given up. */
const attempts = 3;

export class Backup {
  /** The step after which it was made. */
  at = -Infinity;
  private readonly training: Training;
  private bytes: Uint8Array | null = null;
  private lr = NaN;
  private losses = 0;

  constructor(training: Training) {
    this.training = training;
  }

  async make(at: number): Promise<void> {
    this.bytes = await writeCheckpoint(this.training, at);
    this.lr = this.training.optimizer.lr;
    this.at = at;
    this.losses = 0;
  }

  /** Whether there is something to go back to, and a loss is not just one of many without progress between. */
  mayRecover(): boolean {
    return this.bytes !== null && ++this.losses <= attempts;
  }

  /** Finds another GPU, and goes back to the step that it gives. @throws DeviceLostError when that is lost, too. */
  async bringBack(): Promise<number> {
    const { net, optimizer } = this.training;
    await net.device.recover();
    optimizer.lr = this.lr;
    return restore(this.training, parseCheckpoint(this.bytes!));
  }
}

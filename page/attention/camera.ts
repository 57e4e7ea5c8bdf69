/** The camera, frame after frame, at the rate that the adapter keeps up with. */
import { el } from '../dom.ts';

/** Frames over which the rate is told. */
const window = 8;

export class Camera {
  readonly button = el('button', { type: 'button', onclick: () => void this.toggle() }, 'Camera');
  readonly rate = el('output', { class: 'rate' });
  private stream: MediaStream | null = null;
  private readonly events: { frame: (frame: Blob) => Promise<void>; refused: (why: Error) => void };

  /** @param events `frame` resolves when the frame has been shown: only then is the next one taken. */
  constructor(events: { frame: (frame: Blob) => Promise<void>; refused: (why: Error) => void }) {
    this.events = events;
    this.button.hidden = !navigator.mediaDevices;
  }

  get on(): boolean {
    return this.stream !== null;
  }

  stop(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
    this.button.textContent = 'Camera';
    this.rate.textContent = '';
  }

  private async toggle(): Promise<void> {
    if (this.stream) return this.stop();
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 640 }, facingMode: 'environment' },
      });
    } catch (error) {
      return this.events.refused(error as Error);
    }
    this.button.textContent = 'Stop';
    await this.run(this.stream);
  }

  private async run(stream: MediaStream): Promise<void> {
    const video = el('video', { playsinline: true });
    video.muted = true;
    video.srcObject = stream;
    await video.play();
    const canvas = el('canvas', { width: video.videoWidth, height: video.videoHeight });
    const context = canvas.getContext('2d')!;
    const times: number[] = [];
    while (this.stream === stream) {
      context.drawImage(video, 0, 0);
      // As a file, like every other picture: the worker decodes it.
      const frame = await new Promise<Blob | null>((resolve) => {
        canvas.toBlob(resolve, 'image/jpeg', 0.9);
      });
      if (!frame) break;
      await this.events.frame(frame);
      await new Promise(requestAnimationFrame);
      times.push(performance.now());
      if (times.length > window) times.shift();
      if (this.stream === stream && times.length > 1)
        this.rate.textContent = `${((1000 * (times.length - 1)) / (times.at(-1)! - times[0])).toFixed(1)} frames/s`;
    }
    video.srcObject = null;
  }
}

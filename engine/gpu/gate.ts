/**
 * What the GPU has been asked for and not yet granted: buffers, and pipelines that compile. WebGPU answers later, and
 * work that is submitted with something refused is dropped as a whole, with all that stood beside it. So work waits
 * until everything has been answered, and what was refused is left out.
 */
export class Gate {
  private asked = 0;
  private abandoned = false;
  private held: (() => void)[] = [];
  private waiting: (() => void)[] = [];
  private readonly pledges = new Map<object, () => void>();
  /** Called when nothing is asked for any more, and what was held back has gone. */
  private readonly onOpen: () => void;

  constructor(onOpen: () => void) {
    this.onOpen = onOpen;
  }

  get closed(): boolean {
    return this.asked > 0;
  }

  /** Whether work is held back, or is just being let go. */
  get holding(): boolean {
    return this.held.length > 0;
  }

  /** Does it now, or when what came before it is done. */
  inTurn(go: () => void): void {
    if (this.closed) this.held.push(go);
    else go();
  }

  /** Holds work back until the promise is settled, one way or the other. */
  hold(answer: Promise<unknown>): void {
    if (this.abandoned) return;
    this.asked++;
    const answered = () => {
      if (!this.abandoned && --this.asked === 0) this.open();
    };
    void answer.then(answered, answered);
  }

  /** No more answers will come: the device is lost. */
  abandon(): void {
    this.abandoned = true;
    this.asked = 0;
    this.open();
  }

  private open(): void {
    const [pledges, waiting] = [[...this.pledges.values()], this.waiting];
    this.pledges.clear();
    this.waiting = [];
    try {
      this.letGo();
      this.onOpen();
      for (const done of pledges) done();
    } finally {
      for (const go of waiting) go();
    }
  }

  private letGo(): void {
    try {
      for (const go of this.held) go();
    } finally {
      this.held = [];
    }
  }

  /** What the owner does when the gate opens next, if it is closed: the first pledge counts. */
  pledge(owner: object, make: () => () => void): void {
    if (this.closed && !this.pledges.has(owner)) this.pledges.set(owner, make());
  }

  /** Resolves when nothing is open, and what was held back has gone. */
  async opened(): Promise<void> {
    while (this.closed)
      await new Promise<void>((resolve) => {
        this.waiting.push(resolve);
      });
  }
}

/**
 * Runs one at a time; calls while it runs become one more run at the end. For drawing what changes faster than it can
 * be computed.
 */
export function latest(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const loop = async (): Promise<void> => {
    do {
      again = false;
      await run();
    } while (again);
  };
  return () => {
    if (running) again = true;
    else
      running = loop().finally(() => {
        running = null;
      });
    return running;
  };
}

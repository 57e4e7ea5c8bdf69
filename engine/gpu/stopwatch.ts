/** How long the GPU works on something: by its own clock where the adapter has one, else by the wall's. */
import type { Device } from '../device.ts';

/**
 * Milliseconds of what `record` records, in one pass: at most some dozens of dispatches, and no host data.
 * @throws what `Device.settle` does.
 */
export async function gpuTime(gpu: Device, record: () => void): Promise<number> {
  const { device, queue } = gpu.webgpu!;
  await gpu.settle();
  const start = performance.now();
  if (!device.features.has('timestamp-query')) {
    record();
    await gpu.settle();
    return performance.now() - start;
  }
  const querySet = device.createQuerySet({ type: 'timestamp', count: 2 });
  const [resolved, staging] = [
    GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  ].map((usage) => device.createBuffer({ size: 16, usage }));
  try {
    const { submits } = queue;
    queue.timestamps = { querySet, beginningOfPassWriteIndex: 0, endOfPassWriteIndex: 1 };
    record();
    await queue.gate.opened();
    queue.flush();
    queue.timestamps = undefined;
    const encoder = device.createCommandEncoder();
    encoder.resolveQuerySet(querySet, 0, 2, resolved, 0);
    encoder.copyBufferToBuffer(resolved, 0, staging, 0, 16);
    device.queue.submit([encoder.finish()]);
    await gpu.settle();
    const wall = performance.now() - start;
    await staging.mapAsync(GPUMapMode.READ);
    const [begin, end] = new BigUint64Array(staging.getMappedRange());
    // Some drivers give zeros; and what was submitted in several parts has written the times of the last.
    return end > begin && queue.submits === submits + 1 ? Number(end - begin) / 1e6 : wall;
  } finally {
    queue.timestamps = undefined;
    // What has been recorded notes its times until it is submitted.
    queue.flush();
    for (const resource of [querySet, resolved, staging]) resource.destroy();
  }
}

/** A GPU that refuses memory. */
import type { Device } from '../engine/device.ts';

/**
 * Refuses the next so many buffers of at least so many bytes, as a GPU would, until the end is called: software
 * adapters give what they do not have.
 */
export function refuse(gpu: Device, refusals: number, least: number): () => void {
  const { device } = gpu.webgpu!;
  const [create, pop] = [device.createBuffer.bind(device), device.popErrorScope.bind(device)];
  let asked = 0;
  device.createBuffer = (descriptor) => {
    asked = descriptor.size;
    return create(descriptor);
  };
  device.popErrorScope = () => {
    const refused = asked >= least && refusals-- > 0;
    asked = 0;
    return pop().then((error) => (refused ? ({ message: 'out of memory' } as GPUError) : error));
  };
  return () => {
    refusals = 0;
  };
}

/** A device of the page's own, for the tabs that compute here and not in the Attention tab's worker. */
import { Device } from '../engine/device.ts';

let opened: Promise<Device> | null = null;

/** WebGPU, or plain loops where there is none; opened when first asked for. */
export function openDevice(): Promise<Device> {
  opened ??= Device.open().catch(() => Device.open({ backend: 'reference' }));
  return opened;
}

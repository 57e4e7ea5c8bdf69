/** What the page computes on: WebGPU, or else the plain loops, with a banner that says why. */
import { Device } from '../engine/device.ts';
import { el } from './dom.ts';

export interface Opened {
  gpu: Device;
  /** Side that pictures are resized to: 256 on a GPU, less for plain loops. */
  pictureSide: number;
  banner: HTMLElement | null;
}

/** A 16×16 grid: the plain loops take a second or two for the whole catalogue's dearest module. */
const referenceSide = 128;

export async function openAdapter(pictureSide: number): Promise<Opened> {
  try {
    return { gpu: await Device.open(), pictureSide, banner: null };
  } catch (error) {
    const [why, remedy] = reason(error as Error);
    const banner = el(
      'div',
      { class: 'banner', role: 'status' },
      el('strong', {}, why),
      ` ${remedy} Until then, maps are computed in plain JavaScript on a smaller grid.`,
    );
    return { gpu: await Device.open({ backend: 'reference' }), pictureSide: referenceSide, banner };
  }
}

function reason(error: Error): [why: string, remedy: string] {
  if (!isSecureContext) return ['WebGPU needs a secure address.', 'Open this page over https or from localhost.'];
  if (!navigator.gpu)
    return [
      'This browser has no WebGPU.',
      'Chrome and Edge 113, Safari 26 and Firefox 141 or later have it; some need it switched on in their settings.',
    ];
  if (/no WebGPU adapter/.test(error.message))
    return [
      'WebGPU found no graphics adapter.',
      'Switch hardware acceleration on in the browser’s settings and update the graphics driver.',
    ];
  return ['WebGPU did not start.', error.message];
}

/** Vendor and architecture, as the header shows them. */
export function adapterChip({ backend, info }: Device): HTMLElement {
  const name =
    backend === 'reference'
      ? 'Plain JavaScript'
      : `${info.vendor} ${info.architecture}`.trim() || info.description || 'WebGPU';
  const kind = backend === 'reference' ? 'no WebGPU' : info.software ? 'software' : 'WebGPU';
  return el(
    'span',
    { class: `chip chip-${info.software ? 'slow' : 'fast'}`, title: info.description || name },
    el('span', { class: 'chip-dot', 'aria-hidden': 'true' }),
    el('span', { class: 'chip-name' }, name),
    el('span', { class: 'chip-kind' }, kind),
  );
}

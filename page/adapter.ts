/** What the page computes on, in the header; and why it is not WebGPU, where it is not. */
import type { Adapter } from './attention/engine/protocol.ts';
import { el } from './dom.ts';

/** A banner where it is known at once that there is no WebGPU. */
export function banner(): HTMLElement | null {
  if (isSecureContext && 'gpu' in navigator && navigator.gpu) return null;
  const [why, remedy] = isSecureContext
    ? [
        'This browser has no WebGPU.',
        'Chrome and Edge 113, Safari 26 and Firefox 141 or later have it; some need it switched on in their settings.',
      ]
    : ['WebGPU needs a secure address.', 'Open this page over https or from localhost.'];
  return el('div', { class: 'banner', role: 'status' }, el('strong', {}, why), ` ${remedy} ${meanwhile}`);
}

const meanwhile = 'Until then, maps are computed in plain JavaScript on a smaller grid.';

/** Why a WebGPU that is there did not open. */
export const reason = (failure: string): string =>
  /no WebGPU adapter/.test(failure)
    ? 'WebGPU found no graphics adapter. Switch hardware acceleration on in the browser’s settings and ' +
      `update the graphics driver. ${meanwhile}`
    : `WebGPU did not start. ${meanwhile}`;

/** Vendor and architecture; its place is kept until they are known. */
export class AdapterChip {
  private readonly name = el('span', { class: 'chip-name' }, 'Opening…');
  private readonly kind = el('span', { class: 'chip-kind' });
  readonly element = el(
    'span',
    { class: 'chip' },
    el('span', { class: 'chip-dot', 'aria-hidden': 'true' }),
    this.name,
    this.kind,
  );

  set({ name, kind, description }: Adapter): void {
    this.name.textContent = name;
    this.kind.textContent = kind;
    this.element.title = description;
    this.element.classList.toggle('chip-slow', kind !== 'WebGPU');
  }
}

/** What the benchmark runs on, as a card. */
import type { Device } from '../../engine/device.ts';
import { el } from '../dom.ts';

/** `Chrome 147 on Linux`, as far as the browser tells. */
export function browserName(): string {
  const { userAgent } = navigator;
  const found =
    /(Firefox|Edg|OPR)\/(\d+)/.exec(userAgent) ??
    /(Chrome)\/(\d+)/.exec(userAgent) ??
    /(?:Version\/(\d+)).*(Safari)/.exec(userAgent);
  const [name, version] = found
    ? found[2] === 'Safari'
      ? ['Safari', found[1]]
      : [found[1], found[2]]
    : ['a browser', ''];
  const system = /Windows|Mac OS X|Android|Linux|iPhone|iPad/.exec(userAgent)?.[0] ?? 'an unknown system';
  return `${{ Edg: 'Edge', OPR: 'Opera' }[name] ?? name} ${version} on ${system}`.replace('  ', ' ');
}

const shownLimits = {
  maxStorageBufferBindingSize: 'Largest binding',
  maxBufferSize: 'Largest buffer',
  maxComputeWorkgroupStorageSize: 'Workgroup memory',
  maxComputeInvocationsPerWorkgroup: 'Invocations a workgroup',
} as const;

export function environmentCard({ info, webgpu: gpu }: Device): HTMLElement {
  const facts: [string, string][] = [
    ['Vendor', info.vendor || 'not told'],
    ['Architecture', info.architecture || 'not told'],
    ...(info.description ? [['Description', info.description] as [string, string]] : []),
    ['Kind', gpu ? (info.software ? 'software: a CPU plays the GPU' : 'hardware') : 'no WebGPU'],
    [
      'Features',
      [...(gpu?.adapter.features ?? [])]
        .filter((feature) => ['shader-f16', 'subgroups', 'timestamp-query'].includes(feature))
        .join(', ') || 'none of those used',
    ],
    ...Object.entries(shownLimits).map(([limit, name]): [string, string] => [
      name,
      gpu ? amount(gpu.adapter.limits[limit as keyof typeof shownLimits]) : '–',
    ]),
    ['Browser', browserName()],
    ['Commit', import.meta.env.VITE_COMMIT ?? 'unknown'],
  ];
  return el(
    'section',
    { class: 'card environment', 'aria-labelledby': 'environment-title' },
    el('h2', { id: 'environment-title' }, 'Environment'),
    el('dl', { class: 'facts' }, ...facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
  );
}

/** Whole powers of two in their units. */
const amount = (value: number): string =>
  value >= 2 ** 30
    ? `${Math.round(value / 2 ** 30)} GiB`
    : value >= 2 ** 20
      ? `${Math.round(value / 2 ** 20)} MiB`
      : value >= 2 ** 13
        ? `${Math.round(value / 2 ** 10)} KiB`
        : String(value);

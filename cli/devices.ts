/** `saccade devices`: what WebGPU finds here, and what would be used. */
import { findGpu } from '../engine/host.ts';

const shownLimits = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxStorageBuffersPerShaderStage',
  'maxComputeWorkgroupStorageSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupsPerDimension',
] as const;

interface Found {
  backend: string;
  used: boolean;
  vendor: string;
  architecture: string;
  device: string;
  description: string;
  features: string[];
  limits: Record<string, number>;
}

export async function devices(json: boolean): Promise<number> {
  const gpu = await findGpu();
  const found: Found[] = [];
  for (const powerPreference of ['high-performance', 'low-power'] as const) {
    const adapter = await gpu?.requestAdapter({ powerPreference });
    if (!adapter) continue;
    const { vendor, architecture, device, description } = adapter.info;
    if (found.some((other) => other.description === description && other.device === device)) continue;
    found.push({
      backend: 'webgpu',
      used: found.length === 0,
      vendor,
      architecture,
      device,
      description,
      features: [...adapter.features].sort(),
      limits: Object.fromEntries(shownLimits.map((limit) => [limit, adapter.limits[limit]])),
    });
  }
  const reference: Found = {
    backend: 'reference',
    used: found.length === 0,
    vendor: 'none',
    architecture: 'reference',
    device: '',
    description: 'plain loops in JavaScript',
    features: [],
    limits: {},
  };
  if (json) console.log(JSON.stringify([...found, reference]));
  else {
    for (const { backend, used, vendor, architecture, description, features, limits } of [...found, reference]) {
      console.log(`${used ? '* ' : '  '}${backend}: ${vendor} ${architecture}, ${description}`);
      if (features.length) console.log(`    features  ${features.join(' ')}`);
      for (const [limit, value] of Object.entries(limits)) console.log(`    ${limit}  ${value}`);
    }
    if (!found.length) console.log('No WebGPU adapter: install a graphics driver, or pass --device reference.');
  }
  return 0;
}

/**
 * Where an adapter's choices are kept between runs: localStorage in a browser, a file of the user's cache folder in
 * Node. Losing them costs speed alone, so that a place that cannot be read or written is one with nothing in it.
 */
import { version } from '../../package.json';
import { isNode } from '../host.ts';

export type Choices = ReadonlyMap<string, string>;

interface AdapterInfo {
  readonly vendor: string;
  readonly architecture: string;
  readonly description: string;
}

/** Choices hold for one adapter and driver, one implementation of WebGPU, and one version of the kernels. */
async function keyOf({ vendor, architecture, description }: AdapterInfo): Promise<string> {
  const implementation = isNode
    ? await (await import('./choices-node.ts')).implementation()
    : (/(?:Firefox|Edg|Chrome|Version)\/\d+/.exec(navigator.userAgent)?.[0] ?? navigator.userAgent);
  return ['saccade', version, implementation, vendor, architecture, description].join(' ');
}

/** What was kept for an adapter; empty if nothing was. */
export async function loadChoices(info: AdapterInfo): Promise<Map<string, string>> {
  try {
    const key = await keyOf(info);
    const text = isNode ? (await (await import('./choices-node.ts')).readAll())[key] : localStorage.getItem(key);
    const entries = Object.entries(JSON.parse(text ?? '{}') as object).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return new Map(entries);
  } catch {
    return new Map();
  }
}

/** Keeps an adapter's choices; false where there is no place for them. */
export async function saveChoices(info: AdapterInfo, choices: Choices): Promise<boolean> {
  try {
    const key = await keyOf(info);
    const text = JSON.stringify(Object.fromEntries(choices));
    if (isNode) await (await import('./choices-node.ts')).write(key, text);
    else localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

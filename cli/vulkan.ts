/**
 * Chooses what WebGPU in Node (Dawn) runs on. On Linux Dawn asks the system's Vulkan loader; a machine without a GPU
 * needs a software driver, and Dawn must be told which before it makes its instance. In this order:
 *
 *   1. whatever the user named: SACCADE_ADAPTER=system|lavapipe|swiftshader, or VK_DRIVER_FILES;
 *   2. a real GPU that the system's loader shows to Dawn;
 *   3. Mesa's lavapipe, if installed and new enough for Dawn (Mesa >= 24);
 *   4. SwiftShader, with a Vulkan loader, unpacked from the development package @sparticuz/chromium.
 *
 * The answer is a few environment variables. Child processes inherit them, SACCADE_ADAPTER among them, so that one
 * process tree probes once. macOS (Metal) and Windows (D3D12) need nothing.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { cacheFolder, packageFile, unpackArchive, unpackOnce } from './unpack.ts';

type Environment = Record<string, string | undefined>;

export interface Vulkan {
  /** `system`: as the machine is; `none`: nothing was found that Dawn can use. */
  adapter: 'system' | 'lavapipe' | 'swiftshader' | 'none';
  /** What has to be set for it; empty where nothing has to change. */
  env: Record<string, string>;
}

/**
 * Opens a device as the engine would and prints what it runs on. A process of its own: a broken driver takes its host
 * down.
 */
const PROBE = `
  const { create } = await import(process.argv[1]);
  const adapter = await (globalThis.gpu = create([])).requestAdapter();
  if (!adapter) process.exit(1);
  await adapter.requestDevice();
  const { isFallbackAdapter, device } = adapter.info;
  const kind = device.startsWith('llvmpipe') ? 'lavapipe' : isFallbackAdapter ? 'software' : 'hardware';
  process.stdout.write(kind, () => process.exit(0));
`;

type Found = 'hardware' | 'lavapipe' | 'software';

function probe(env: Environment): Found | undefined {
  const dawn = packageFile('webgpu', 'index.js');
  if (!dawn) return undefined;
  const args = ['--input-type=module', '--eval', PROBE, pathToFileURL(dawn).href];
  const child = spawnSync(process.execPath, args, {
    env,
    encoding: 'utf8',
    timeout: 30_000,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return child.status === 0 ? (child.stdout as Found) : undefined;
}

function lavapipe(env: Environment): Vulkan | undefined {
  const data = (env.XDG_DATA_DIRS || '/usr/local/share:/usr/share').split(':');
  const names = ['lvp_icd.json', `lvp_icd.${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}.json`];
  const manifest = [...data, '/etc']
    .flatMap((folder) => names.map((name) => join(folder, 'vulkan/icd.d', name)))
    .find((file) => existsSync(file));
  if (!manifest) return undefined;
  const shaders = env.MESA_SHADER_CACHE_DIR || join(cacheFolder(), 'mesa');
  mkdirSync(shaders, { recursive: true });
  return {
    adapter: 'lavapipe',
    env: { SACCADE_ADAPTER: 'lavapipe', VK_DRIVER_FILES: manifest, MESA_SHADER_CACHE_DIR: shaders },
  };
}

function swiftshader(env: Environment): Vulkan | undefined {
  const archive = packageFile('@sparticuz/chromium', 'bin/swiftshader.tar.br');
  if (!archive || process.arch !== 'x64') return undefined;
  const { version } = JSON.parse(readFileSync(join(dirname(archive), '../package.json'), 'utf8')) as {
    version: string;
  };
  // The archive's OpenGL libraries stay out: on LD_LIBRARY_PATH they would stand in for the system's own.
  const folder = unpackOnce(join(cacheFolder(), `swiftshader-${version}`), (fresh) =>
    unpackArchive(archive, fresh, (path) => /vulkan|vk_swiftshader/.test(path)),
  );
  const others = (env.LD_LIBRARY_PATH ?? '').split(':').filter((path) => path && path !== folder);
  return {
    adapter: 'swiftshader',
    env: {
      SACCADE_ADAPTER: 'swiftshader',
      VK_DRIVER_FILES: join(folder, 'vk_swiftshader_icd.json'),
      LD_LIBRARY_PATH: [folder, ...others].join(':'),
    },
  };
}

/** What Dawn should run on, and the environment that makes it so. Throws where the user asks for what is not there. */
export function chooseVulkan(env: Environment = process.env): Vulkan {
  if (process.platform !== 'linux') return { adapter: 'system', env: {} };
  switch (env.SACCADE_ADAPTER) {
    case undefined:
    case '':
      break;
    case 'system':
      return { adapter: 'system', env: {} };
    case 'lavapipe':
      return (
        lavapipe(env) ?? missing('lavapipe', 'install mesa-vulkan-drivers 24 or newer (root: .ci/setup-debian.sh)')
      );
    case 'swiftshader':
      return (
        swiftshader(env) ?? missing('swiftshader', 'npm install --save-dev @sparticuz/chromium@147.0.0 (x86-64 only)')
      );
    default:
      return missing(env.SACCADE_ADAPTER, 'set SACCADE_ADAPTER to system, lavapipe or swiftshader, or leave it unset');
  }
  if (env.VK_DRIVER_FILES || env.VK_ICD_FILENAMES) return { adapter: 'system', env: {} };
  const asIs = probe(env);
  if (asIs === 'hardware') return { adapter: 'system', env: { SACCADE_ADAPTER: 'system' } };
  const mesa = lavapipe(env);
  if (mesa && (asIs ?? probe({ ...env, ...mesa.env })) === 'lavapipe') return mesa;
  return swiftshader(env) ?? { adapter: asIs ? 'system' : 'none', env: {} };
}

function missing(adapter: string, fix: string): never {
  throw new Error(`SACCADE_ADAPTER=${adapter}: no such adapter here; ${fix}`);
}

/**
 * Chooses, and applies it to this process; call it before Dawn makes its instance. No process of its own is needed: the
 * Vulkan loader reads its variables when the instance is made. Only LD_LIBRARY_PATH is read at the start of a process,
 * so a loader that was unpacked is opened here by its path; Dawn then gets that one, because its name (libvulkan.so.1)
 * is loaded already.
 */
export function useVulkan(): Vulkan['adapter'] {
  const { adapter, env } = chooseVulkan();
  Object.assign(process.env, env);
  if (adapter === 'swiftshader') {
    const RTLD_NODELETE = 0x1000; // Node closes what turns out to be no add-on; this keeps it loaded.
    try {
      process.dlopen(
        { exports: {} },
        join(dirname(env.VK_DRIVER_FILES), 'libvulkan.so.1'),
        constants.dlopen.RTLD_NOW | RTLD_NODELETE,
      );
    } catch {
      // Always: a Vulkan loader is no Node add-on. Should it truly fail to load, Dawn shows no adapter and says so.
    }
  }
  return adapter;
}

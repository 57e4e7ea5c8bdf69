/**
 * Headless Chromium for the page's tests, and a loopback server for the built page. Two browsers may be there:
 *   system    CHROME_PATH, or an installed Chromium or Chrome;
 *   bundled   the one inside the development package @sparticuz/chromium, unpacked once; it needs nothing installed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { type Browser, chromium } from 'playwright-core';
import { preview } from 'vite';
import { cacheFolder, packageFile, unpackArchive, unpackOnce } from '../cli/unpack.ts';

export type BrowserKind = 'system' | 'bundled';

interface Executable {
  path: string;
  env: Record<string, string>;
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/chromium-browser',
];

/** WebGPU on a software adapter, and no traffic but the test's own. */
const FLAGS = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function system(): Executable | undefined {
  const path = [process.env.CHROME_PATH ?? '', ...INSTALLED].find((file) => file && existsSync(file));
  return path === undefined ? undefined : { path, env: {} };
}

function bundled(): Executable | undefined {
  const archives = packageFile('@sparticuz/chromium', 'package.json');
  if (!archives || process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const bin = join(dirname(archives), 'bin');
  const { version } = JSON.parse(readFileSync(archives, 'utf8')) as { version: string };
  const folder = unpackOnce(join(cacheFolder(), `chromium-${version}`), (fresh) => {
    writeFileSync(join(fresh, 'chromium'), brotliDecompressSync(readFileSync(join(bin, 'chromium.br'))), {
      mode: 0o755,
    });
    unpackArchive(join(bin, 'swiftshader.tar.br'), fresh);
    unpackArchive(join(bin, 'al2023.tar.br'), fresh);
    unpackArchive(join(bin, 'fonts.tar.br'), fresh, (path) => path.endsWith('.ttf'));
    writeFileSync(
      join(fresh, 'fonts.conf'),
      '<?xml version="1.0"?><fontconfig><dir prefix="relative">fonts</dir></fontconfig>',
    );
  });
  // A machine without fonts of its own would draw no text at all.
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  return { path: join(folder, 'chromium'), env: { LD_LIBRARY_PATH: join(folder, 'lib'), ...fonts } };
}

const EXECUTABLES = { system, bundled };

/**
 * The browsers that are there, the one to prefer first. Who asks for the adapter that comes with npm gets its browser
 * too.
 */
export function browsers(): BrowserKind[] {
  const bundledFirst = process.env.SACCADE_ADAPTER === 'swiftshader';
  const order: readonly BrowserKind[] = bundledFirst ? ['bundled', 'system'] : ['system', 'bundled'];
  return order.filter((kind) => EXECUTABLES[kind]() !== undefined);
}

/** Starts a browser with an empty profile of its own. Close it, or the test process waits for it. */
export async function openBrowser(kind: BrowserKind = browsers()[0]): Promise<Browser> {
  const found = EXECUTABLES[kind]?.();
  if (!found)
    throw new Error(`no ${kind ?? ''} Chromium; install chromium, set CHROME_PATH, or run npm ci on x86-64 Linux`);
  // What points Node's Dawn to its driver would reach Chromium's own Vulkan loader too.
  const { VK_DRIVER_FILES: _driver, LD_LIBRARY_PATH: _libraries, ...env } = process.env;
  return chromium.launch({
    executablePath: found.path,
    args: FLAGS,
    env: { ...env, ...found.env } as Record<string, string>,
  });
}

export interface PageServer {
  /** `http://127.0.0.1:PORT/`: a loopback address counts as secure, so that WebGPU is there. */
  url: string;
  close(): Promise<void>;
}

/** Serves a built page, on a free port of the loopback address. */
export async function servePage(folder = 'dist/page'): Promise<PageServer> {
  mkdirSync(folder, { recursive: true });
  const server = await preview({
    configFile: false,
    logLevel: 'warn',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === 'string') throw new Error('servePage: no port');
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

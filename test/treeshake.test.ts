/** An app that imports only CBAM ships only what CBAM needs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { expect, it } from 'vitest';

/** The text of an app with this one line, bundled from the built library as an app's own build would. */
async function bundle(line: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'saccade-app-'));
  try {
    writeFileSync(join(folder, 'app.js'), line);
    const result = await build({
      configFile: false,
      root: folder,
      logLevel: 'silent',
      resolve: { alias: { saccade: resolve('dist/saccade.mjs') } },
      build: {
        write: false,
        minify: true,
        lib: { entry: 'app.js', formats: ['es'] },
        rolldownOptions: { external: /^(webgpu|pngjs|node:)/ },
      },
    });
    if (!Array.isArray(result)) throw new Error('one library, one list of outputs');
    return result.flatMap(({ output }) => output.map((file) => (file.type === 'chunk' ? file.code : ''))).join('');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('leaves out modules and kernels that are not used', async () => {
  const cbam = await bundle(`import { CBAM, Device } from 'saccade'; console.log(CBAM, Device);`);
  const all = await bundle(`import * as saccade from 'saccade'; console.log(saccade);`);
  expect(cbam).toContain('sigmoid');
  for (const foreign of ['grid_sample', 'criss', 'NonLocalBlock', 'einsum', 'adamw']) {
    expect(all.toLowerCase(), foreign).toContain(foreign.toLowerCase());
    expect(cbam.toLowerCase(), foreign).not.toContain(foreign.toLowerCase());
  }
  expect(cbam.length).toBeLessThan(all.length / 2);
});

import { test } from 'vitest';
import { openBrowser, servePage } from './browser.ts';
test('look', async () => {
  const [browser, server] = await Promise.all([openBrowser(), servePage()]);
  for (const [name, hash, width, wait, scheme] of [
    ['docs-wrong', '#docs', 1440, '.docs-fact >> nth=6', 'light'],
    ['docs-cbam', '#docs?doc=CBAM', 1440, '.docs-live .map-pane', 'dark'],
    ['docs-softmax', '#docs?doc=softmax', 360, '.docs-sheet', 'light'],
  ] as const) {
    const page = await (await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme })).newPage();
    await page.goto(server.url + hash);
    await page.locator(wait).first().waitFor({ timeout: 120000 });
    await page.waitForTimeout(500);
    await page.screenshot({ path: `/tmp/w/tabs/${name}.png`, fullPage: true });
    await page.close();
  }
  await browser.close();
  await server.close();
});

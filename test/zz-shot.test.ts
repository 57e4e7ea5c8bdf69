import { test } from 'vitest';
import { openBrowser, servePage } from './browser.ts';
test('look', async () => {
  const [browser, server] = await Promise.all([openBrowser(), servePage()]);
  const page = await (
    await browser.newContext({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' })
  ).newPage();
  page.on('console', (m) => console.log('CONSOLE', m.type(), m.text()));
  page.on('pageerror', (e) => console.log('ERR', e.message));
  await page.goto(server.url + '#train?steps=60&b=window');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  const t0 = Date.now();
  let seen = '';
  for (;;) {
    const text = await page.locator('.train-doing').innerText();
    if (text !== seen && Math.random() < 0.2) console.log(((Date.now() - t0) / 1000).toFixed(1), text);
    seen = text;
    if (/Done|broke|Cancelled/.test(text) || Date.now() - t0 > 200000) break;
    await page.waitForTimeout(500);
  }
  console.log(((Date.now() - t0) / 1000).toFixed(1), seen, await page.locator('.map-words').allInnerTexts());
  await page.screenshot({ path: '/tmp/w/tabs/train.png', fullPage: true });
  for (const [width, scheme] of [
    [360, 'light'],
    [900, 'dark'],
    [2560, 'dark'],
    [1440, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: width > 2000 ? 1440 : 900 });
    await page.waitForTimeout(400);
    console.log(width, await page.evaluate(() => document.documentElement.scrollWidth));
    await page.screenshot({ path: `/tmp/w/tabs/train-${width}.png`, fullPage: true });
  }
  await browser.close();
  await server.close();
});

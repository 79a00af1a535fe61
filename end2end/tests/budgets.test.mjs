// What a visit weighs, and what it brings along.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { openShop } from '../shop.mjs';

/// The answer as it travels: status, headers, packed bytes.
function travel(url) {
  return new Promise((resolve, reject) => {
    http.get(url, { headers: { 'accept-encoding': 'br', accept: 'text/html,*/*' } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, bytes: Buffer.concat(parts) }));
    }).on('error', reject);
  });
}

describe('a visit', { skip: noBrowser }, () => {
  let shop; let browser;
  before(async () => {
    shop = await openShop();
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await shop?.stop();
  });

  test('brings at most 100 kB of program, kept for a year', async () => {
    const { page, leave } = await newVisitor(browser);
    const program = page.waitForResponse((answer) => answer.url().endsWith('.wasm'));
    await page.goto(`${shop.url}/products/everyday-pan`);
    const { status, headers, bytes } = await travel((await program).url());
    assert.equal(status, 200);
    assert.equal(headers['content-encoding'], 'br');
    assert.match(headers['cache-control'], /max-age=31536000, immutable/);
    assert.ok(bytes.length <= 100_000, `${bytes.length} bytes`);
    await leave();
  });

  test('of a product is at most 60 kB of HTML and style', async () => {
    for (const row of (await shop.routes()).filter((r) => r.path === '/products/{slug}')) {
      for (const path of row.samples) {
        const page = await travel(shop.url + path);
        const unpacked = await (await fetch(shop.url + path)).text();
        const style = await travel(shop.url + /href="([^"]+\.css)"/.exec(unpacked)[1]);
        const weight = page.bytes.length + style.bytes.length;
        assert.ok(weight <= 60_000, `${path}: ${weight} bytes`);
      }
    }
  });

  test('to a quiet page loads no program, and none talks to anybody else', async () => {
    const { page, leave } = await newVisitor(browser);
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    // It stays in touch with the shop, so its network is never idle.
    const program = page.waitForRequest((request) => request.url().endsWith('.wasm'));
    await page.goto(`${shop.url}/products/mug`);
    await program;
    await page.getByRole('button', { name: 'Add to cart' }).click();
    await page.getByText('in your cart.').waitFor();
    const orders = (await shop.routes()).find((row) => row.path === '/orders/{code}').samples;
    for (const path of ['/checkout', '/orders', orders[0], '/pages/privacy']) {
      const before = asked.length;
      await page.goto(shop.url + path, { waitUntil: 'networkidle' });
      const loaded = asked.slice(before).filter((url) => /\.(wasm|js)$/.test(url));
      assert.deepEqual(loaded, [], path);
    }
    assert.deepEqual(asked.filter((url) => !url.startsWith(shop.url) && !url.startsWith('data:')), []);
    await leave();
  });

  test('that only looks gets no cookie', async () => {
    const { page, context, leave } = await newVisitor(browser);
    for (const path of ['/', '/products', '/products/mug', '/cart']) await page.goto(shop.url + path);
    assert.deepEqual(await context.cookies(), []);
    await leave();
  });

  test('prints an order without the frame around it', async () => {
    const { page, leave } = await newVisitor(browser);
    const order = (await shop.routes()).find((row) => row.path === '/orders/{code}').samples[0];
    await page.goto(shop.url + order);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('footer').isVisible(), false);
    assert.equal(await page.getByRole('heading', { name: 'What you ordered' }).isVisible(), true);
    await leave();
  });
});

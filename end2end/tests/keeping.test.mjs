// What a browser may keep, what the shop keeps in it, and what is left of an order on paper.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { openShop } from '../shop.mjs';
import { PAN, add, becomes, cartLink, leave, open } from '../steps.mjs';

describe('the shop and what is kept of it', { skip: noBrowser }, () => {
  let shop;
  let browser;
  let routes;
  const samples = (path) => routes.find((row) => row.method === 'GET' && row.path === path).samples;
  before(async () => {
    [shop, browser] = [await openShop(), await startBrowser()];
    routes = await shop.routes();
  });
  after(async () => { await browser?.close(); await shop?.stop(); });

  test('style, fonts, program and pictures are named by their content and kept for a year', async () => {
    const html = await (await fetch(shop.url + PAN)).text();
    // A name without an ending is a word from which the page's own script makes the names of its program.
    const assets = found(html, /\/assets\/[\w./-]+\.\w+/g);
    const style = await (await fetch(shop.url + assets.find((name) => name.endsWith('.css')))).text();
    const fonts = found(style, /\/assets\/[\w./-]+\.woff2/g);
    const pictures = found(html, /\/media\/[\w.-]+/g);
    assert.ok(assets.length >= 4 && fonts.length >= 1 && pictures.length >= 4, `${assets.length}, ${fonts.length}, ${pictures.length}`);
    for (const name of [...assets, ...fonts]) await isKept(name, /^\/assets\/[\w./-]+-[0-9a-f]{10}\.\w+$/);
    for (const name of pictures) await isKept(name, /^\/media\/[0-9a-f]{32}-\d+\.webp$/);
  });

  test('nothing is kept in the browser before the first add, then one cookie for 30 days', async () => {
    const visitor = await newVisitor(browser);
    const { page, context } = visitor;
    for (const address of ['/', '/products?q=pan', samples('/collections/{slug}')[0], '/cart', '/orders', ...samples('/pages/{slug}'), PAN]) {
      await open(visitor, shop.url + address);
      const stored = await page.evaluate(() => localStorage.length + sessionStorage.length);
      assert.deepEqual([await context.cookies(), stored], [[], 0], address);
    }
    await add(page).click();
    await becomes(cartLink(page), 'Cart 1');
    const cookies = await context.cookies();
    assert.deepEqual(cookies.map(({ name, httpOnly, sameSite, path }) => [name, httpOnly, sameSite, path]), [['kitchen', true, 'Lax', '/']]);
    assert.equal(Math.round((cookies[0].expires - Date.now() / 1000) / 86_400), 30);
    await leave(visitor);
  });

  test('an order on paper is the order alone, black on white', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await open(visitor, shop.url + samples('/orders/{code}').at(-1));
    const around = await page.locator('body > header, body > footer, .demo, nav, .noprint').all();
    const seen = async () => (await Promise.all(around.map((part) => part.isVisible()))).filter(Boolean).length;
    assert.ok(await seen() >= 3, 'on the screen they stand');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await seen(), 0);
    for (const part of ['h1', '.thanks b.num', '.mini', '.sum dd.total']) assert.ok(await page.locator(part).isVisible(), part);
    const colours = await page.evaluate(() => [getComputedStyle(document.querySelector('h1')).color, getComputedStyle(document.documentElement).colorScheme]);
    assert.deepEqual(colours, ['rgb(0, 0, 0)', 'light']);
    await leave(visitor);
  });

  async function isKept(name, shape) {
    assert.match(name, shape);
    const answer = await fetch(shop.url + name);
    assert.deepEqual([answer.status, answer.headers.get('cache-control')], [200, 'public, max-age=31536000, immutable'], name);
  }
});

const found = (text, pattern) => [...new Set(text.match(pattern))];

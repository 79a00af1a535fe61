// A merchant's first day: from an empty database to an open shop, then an order that is packed, partly sent, refunded, cut
// short and partly returned, until the figures say what a pencil says.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { PASSWORD, press } from '../people.mjs';
import { databases, emptyShop } from '../shop.mjs';
import { add, becomes, fillIn, follow, goingOn, hasFocus, heading, leave, noor, open, placeOrder } from '../steps.mjs';

const DAYS = [
  { how: 'on a phone, with scripts', width: 390, height: 844, scripts: true, on: 'sqlite' },
  { how: 'at a desk, without scripts', width: 1440, height: 900, scripts: false, on: 'postgres' },
];
const GOODS = [
  { title: 'Rye loaf', price: '24.00', stock: '12', words: 'Three days from flour to crust.' },
  { title: 'Seed crackers', price: '10.00', stock: '30', words: 'Thin, salty, gone by evening.' },
  { title: 'Starter in a jar', price: '7.50', stock: '9', words: 'It is older than the shop. Feed it.' },
];
const PARCEL = '4.95';

/// What the page shows, as a picture that somebody took.
const picture = async (page, n) => ({
  name: `table-${n}.png`, mimeType: 'image/png', buffer: await page.screenshot({ clip: { x: 0, y: 60 * n, width: 320, height: 240 } }),
});

/// Goes by the Tab key until a field or button of this name has the focus.
async function tabTo(page, target) {
  for (let presses = 0; presses < 150; presses += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`${target} cannot be reached by the Tab key`);
}
async function typeInto(page, label, text) {
  const field = page.getByLabel(label, { exact: true });
  await tabTo(page, field);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}
async function pressByKey(visitor, name) {
  await tabTo(visitor.page, visitor.page.getByRole('button', { name, exact: true }));
  await goingOn(visitor, () => visitor.page.keyboard.press('Enter'));
}
const done = (visitor, words) => becomes(visitor.page.getByRole('main'), words);

/// Opens the shop from the link in the log; what is not a picture or a choice is typed and pressed by keys alone.
async function openTheShop(visitor, shop) {
  const { page } = visitor;
  await open(visitor, shop.begin());
  await typeInto(page, 'Your name', 'Saar Molenaar');
  await typeInto(page, 'Email', 'saar@example.org');
  await typeInto(page, 'Password', PASSWORD);
  await pressByKey(visitor, 'Begin');

  await heading(page, 'Open your shop').waitFor();
  await typeInto(page, 'Name of the shop', 'Molen & Meel');
  await typeInto(page, 'What it is for', 'Bread that keeps, from grain of this valley.');
  await page.getByLabel('Country').selectOption('NL');
  await typeInto(page, 'When somebody answers', 'Tuesday to Saturday, 8:00 to 16:00.');
  await typeInto(page, 'Email', 'shop@example.org');
  await pressByKey(visitor, 'Keep the shop');
  await done(visitor, /The shop has a name/);

  await typeInto(page, 'Your sentence', 'I bake at four, so that you need not.');
  const password = page.locator('#password, #password-host').first();
  if (await password.count()) await password.fill(PASSWORD);
  await pressByKey(visitor, 'I answer myself');
  await done(visitor, /You answer customers from now on/);

  for (const [n, good] of GOODS.entries()) {
    const form = page.locator('form').filter({ has: page.getByLabel('What it is called') });
    await form.getByLabel('What it is called').fill(good.title);
    await form.getByLabel(/^Price in EUR/).fill(good.price);
    await form.getByLabel('How many there are').fill(good.stock);
    await form.getByLabel('One sentence').fill(good.words);
    await form.getByLabel(/^Picture/).setInputFiles(await picture(page, n));
    await form.getByLabel(/^What the picture shows/).fill(`${good.title} on the table`);
    await follow(visitor, form.getByRole('button', { name: 'Put it on the shelf' }));
    await done(visitor, /It is on the shelf/);
  }
  const travels = page.locator('form').filter({ has: page.getByLabel(/^A parcel within/) });
  await travels.getByLabel(/^A parcel within/).fill(PARCEL);
  await follow(visitor, travels.getByRole('button', { name: 'Keep how it travels' }));
  await follow(visitor, page.getByRole('button', { name: 'Keep the return policy' }));
  await follow(visitor, page.getByRole('button', { name: 'Open the shop' }));
  await done(visitor, /The shop is open/);
}

async function order(shopper, shop) {
  const { page } = shopper;
  for (const [slug, quantity] of [['rye-loaf', '3'], ['seed-crackers', '2'], ['starter-in-a-jar', '1']]) {
    await open(shopper, `${shop.url}/products/${slug}`);
    await page.getByLabel('Quantity').first().fill(quantity);
    await add(page).first().click();
    if (shopper.scripts) await becomes(page.getByRole("main"), /in your cart/i);
    else await page.waitForURL(/\/cart/);
  }
  await open(shopper, `${shop.url}/checkout`);
  await fillIn(page, noor('noor@example.org'));
  await follow(shopper, placeOrder(page));
  await heading(page, /Order/).waitFor().catch(() => {});
  assert.match(await page.getByRole('main').innerText(), /104\.45/);
  return page.url();
}

describe('a merchant’s first day', { skip: noBrowser }, () => {
  let browser;
  before(async () => { browser = await startBrowser(); });
  after(async () => { await browser?.close(); });

  for (const { how, on, ...size } of DAYS) {
    const { skip } = databases.find(({ name }) => name === on);
    test(`${how}, on ${on}`, { skip }, async () => {
      const shop = await emptyShop(on);
      try {
        const passer = await newVisitor(browser, size);
        await open(passer, `${shop.url}/products`);
        await becomes(passer.page.locator('h1'), /new shop/i);

        const merchant = await newVisitor(browser, size);
        const { page } = merchant;
        const began = Date.now();
        await openTheShop(merchant, shop);
        assert.ok(Date.now() - began < 600_000, 'a browser opens a shop within ten minutes');

        const code = await order(passer, shop);

        await open(merchant, `${shop.url}/admin/orders`);
        await follow(merchant, page.getByRole('main').getByRole('link', { name: /^\d{4,}/ }).first());
        const at = page.url();
        await pressByKey(merchant, 'Mark as paid');
        await becomes(page.locator('section').filter({ has: page.getByRole('heading', { name: 'Money' }) }), /104\.45 came/);

        // Two of three loaves and one of two packets leave.
        await page.getByLabel(/^Rye loaf, 3 left/).fill('2');
        await page.getByLabel(/^Seed crackers, 2 left/).fill('1');
        await page.getByLabel(/^Starter in a jar, 1 left/).fill('0');
        await page.getByLabel(/^Number of the parcel/).fill('3SMOLEN0001');
        await pressByKey(merchant, 'Send this parcel');
        await done(merchant, /Partly sent/);

        // The starter died on the way to the table: its money goes back.
        const starter = page.getByRole('group', { name: 'Starter in a jar' });
        await starter.getByLabel(/^Not sent yet/).fill('1');
        await follow(merchant, page.getByRole('button', { name: 'See what it comes to' }));
        await follow(merchant, page.getByRole('button', { name: 'Give back €7.50' }));
        await done(merchant, /7\.50 went back/);

        // The rest is not baked any more: one loaf and one packet.
        await page.getByText('Cancel the rest…').click();
        await follow(merchant, page.getByRole('button', { name: 'Cancel what is not sent' }));
        await done(merchant, /41\.50 went back/);
        await open(merchant, at);
        await follow(merchant, page.getByRole('button', { name: 'Mark as delivered' }));
        await done(merchant, /Delivered/);

        // One packet comes back.
        await open(passer, code);
        await follow(passer, passer.page.getByRole('link', { name: 'Return something, or withdraw' }));
        await passer.page.getByLabel(/^Seed crackers/).fill('1');
        await press(passer, 'Go on');
        await passer.page.getByRole('radio').first().check();
        await press(passer, 'Go on');
        await follow(passer, passer.page.getByRole('main').getByRole('button', { name: /withdraw|return|send/i }).first());
        await open(passer, code);
        await becomes(passer.page.getByRole('main'), /What comes back/);
        await shop.mailTo('noor@example.org', /^Receipt: /);

        await open(merchant, `${shop.url}/admin/returns`);
        await follow(merchant, page.getByRole('main').locator('table, .rows, ol, ul').getByRole('link').first());
        await press(merchant, 'Agree');
        await page.getByLabel('How many came').fill('1');
        await page.getByLabel('Of these back on the shelf').fill('1');
        await press(merchant, 'Take it in');
        await follow(merchant, page.getByRole('main').getByRole('button', { name: /back/i }).first());

        // 3 × 24.00 + 2 × 10.00 + 7.50 + 4.95 = 104.45; 7.50 + 24.00 + 10.00 + 10.00 = 51.50 went back. Tax is within, at 21 %:
        // 18.13 of the sale, 8.94 of what went back. Net: 104.45 − 18.13 − (51.50 − 8.94) = 43.76.
        await open(merchant, `${shop.url}/admin/figures`);
        const figures = page.locator('.figures');
        const figure = (name) => figures.locator('div').filter({ has: page.locator('dt', { hasText: new RegExp(`^${name}$`) }) }).locator('.num');
        await becomes(figure('Sales'), '€104.45');
        await becomes(figure('Refunds'), '€51.50');
        await becomes(figure('Orders'), '1');
        await becomes(figure('Net sales'), '€43.76');
        await shop.doctor();
        await leave(merchant);
        await leave(passer);
      } finally {
        await shop.stop();
      }
    });
  }
});

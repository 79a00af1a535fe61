// From the front door to a placed order and the mail about it: with scripts and without, on both databases.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { databases, openShop } from '../shop.mjs';
import {
  add, atTheTill, becomes, cartLink, fillIn, follow, goingOn, heading, isSameDocument, leave, markDocument, noor, open, placeOrder,
  price, typedIn, words,
} from '../steps.mjs';

const stock = (page) => page.locator('[data-part=facts] .stock');
const total = (page) => page.locator('.sum dd.total');
const euros = (text) => Number(/€([\d,]+\.\d\d)/.exec(text)[1].replace(',', ''));

for (const database of databases) {
  describe(`a guest, on ${database.name}`, { skip: noBrowser || database.skip }, () => {
    let shop;
    let browser;
    before(async () => { [shop, browser] = [await openShop(database.name), await startBrowser()]; });
    after(async () => { await browser?.close(); await shop?.stop(); });

    for (const scripts of [true, false]) {
      const how = scripts ? 'with scripts' : 'without scripts';

      test(`finds, chooses, orders and is written to, ${how}`, async () => {
        const visitor = await newVisitor(browser, { scripts });
        const { page } = visitor;
        await open(visitor, shop.url);
        await findThePan(visitor);
        await choose26(visitor);
        const each = euros(await words(price(page)));
        await addTwo(visitor);
        await setQuantity(visitor, 3);
        const line = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /Everyday pan/ }) });
        assert.equal(euros(await words(line.locator('.price'))), 3 * each);
        await removeAndUndo(visitor);
        const sum = await words(total(page));

        await follow(visitor, page.getByRole('link', { name: 'Checkout' }));
        await heading(page, 'Checkout').waitFor();
        assert.equal(await words(placeOrder(page)), `Place order, ${sum}`);
        await isToldItsFaults(visitor);

        const email = `noor.${scripts}@example.org`;
        await fillIn(page, noor(email));
        await follow(visitor, placeOrder(page));
        await heading(page, 'Thank you, Noor').waitFor();
        const order = page.url();
        assert.match(new URL(order).pathname, /^\/orders\/[0-9a-z]{20,}$/);
        assert.equal(await words(total(page)), sum);
        await becomes(page.getByRole('main'), /3 × Everyday pan, 26 cm, Seasoned/);
        const number = await words(page.locator('.thanks b.num'));

        const mail = await shop.mailTo(email);
        assert.ok(mail.subject.includes(number) && mail.text.includes(sum), mail.subject);
        const link = /https?:\/\/\S+\/orders\/\w+/.exec(mail.text)[0];
        assert.equal(link, order);
        const elsewhere = await newVisitor(browser, { scripts });
        await open(elsewhere, link);
        await becomes(elsewhere.page.locator('.thanks b.num'), number);
        await leave(elsewhere);

        await open(visitor, shop.url);
        await becomes(cartLink(page), 'Cart');
        await leave(visitor);
      });

      test(`who goes back after ordering finds the order, never a second one, ${how}`, async () => {
        const visitor = await atTheTill(shop, browser, { scripts });
        const { page } = visitor;
        const typed = noor(`back.${scripts}@example.org`);
        await fillIn(page, typed);
        await follow(visitor, placeOrder(page));
        await heading(page, 'Thank you, Noor').waitFor();
        const order = page.url();
        await page.goBack({ waitUntil: 'commit' });
        await page.waitForLoadState();
        // A browser may show the till as it was: then it is pressed once more.
        if (await placeOrder(page).isVisible()) {
          await fillIn(page, typed);
          await follow(visitor, placeOrder(page));
        }
        assert.equal(page.url(), order);
        await open(visitor, `${shop.url}/checkout`);
        assert.equal(page.url(), order, 'the till leads to the order');
        await leave(visitor);
      });
    }
  });
}

async function findThePan(visitor) {
  const { page, scripts } = visitor;
  if (scripts) {
    await page.getByRole('searchbox', { name: 'Search' }).fill('everyday');
    await follow(visitor, page.getByRole('search').getByRole('button', { name: 'Search' }));
  } else {
    await follow(visitor, page.getByRole('navigation', { name: 'Shelves' }).getByRole('link', { name: 'Pans and pots' }));
  }
  await follow(visitor, page.getByRole('main').getByRole('link', { name: 'Everyday pan', exact: true }));
  await heading(page, 'Everyday pan').waitFor();
}

async function choose26(visitor) {
  const { page, scripts } = visitor;
  const priceBefore = await words(price(page));
  if (scripts) await markDocument(page);
  await page.getByRole('radio', { name: '26 cm' }).check();
  if (scripts) await page.waitForURL('**/*?variant=PAN-26-S');
  else await follow(visitor, page.getByRole('button', { name: 'Show this choice' }));
  assert.equal(new URL(page.url()).search, '?variant=PAN-26-S', 'the address names the choice');
  assert.notEqual(await words(price(page)), priceBefore);
  assert.match(await words(stock(page)), /^\d+ in stock$/);
  assert.ok(await page.getByRole('radio', { name: '26 cm' }).isChecked());
  if (scripts) assert.ok(await isSameDocument(page), 'no page was loaded for it');
}

async function addTwo(visitor) {
  const { page, scripts } = visitor;
  await page.getByLabel('Quantity').fill('2');
  if (scripts) {
    await add(page).click();
    await page.locator('output').getByText(/Everyday pan, 26 cm, Seasoned.*cart/).waitFor();
    assert.ok(await isSameDocument(page), 'the page stays');
    await becomes(cartLink(page), 'Cart 2');
    await follow(visitor, cartLink(page));
  } else {
    await follow(visitor, add(page));
  }
  assert.equal(new URL(page.url()).pathname, '/cart');
  await becomes(cartLink(page), 'Cart 2');
}

async function setQuantity(visitor, quantity) {
  const { page, scripts } = visitor;
  const field = page.getByLabel('Quantity');
  await field.fill(String(quantity));
  await goingOn(visitor, () => (scripts ? field.blur() : page.getByRole('button', { name: 'Change' }).click()));
  await becomes(cartLink(page), `Cart ${quantity}`);
}

async function removeAndUndo(visitor) {
  const { page } = visitor;
  await follow(visitor, page.getByRole('button', { name: 'Remove' }));
  await becomes(page.getByRole('main'), /Nothing in your cart/);
  await becomes(cartLink(page), 'Cart');
  await follow(visitor, page.getByRole('button', { name: 'Undo' }));
  assert.equal(await page.getByLabel('Quantity').inputValue(), '3');
  await becomes(cartLink(page), 'Cart 3');
}

async function isToldItsFaults(visitor) {
  const { page } = visitor;
  const wrong = { ...noor('noor@'), 'Full name': '', Postcode: 'ABCD' };
  const show = page.getByRole('checkbox', { name: /Others may see/ });
  await fillIn(page, wrong);
  await show.check();
  await follow(visitor, placeOrder(page));
  assert.equal(await page.locator('[aria-invalid=true]').count(), 3);
  for (const label of ['Full name', 'Postcode', 'Email']) await itsFaultStandsBeside(page, label);
  assert.deepEqual(await typedIn(page, Object.keys(wrong)), wrong, 'everything typed is kept');
  assert.ok(await show.isChecked());
}

async function itsFaultStandsBeside(page, label) {
  const field = page.getByLabel(label, { exact: true });
  assert.equal(await field.getAttribute('aria-invalid'), 'true', label);
  const described = (await field.getAttribute('aria-describedby')).split(' ');
  const fault = page.locator(`#${described.find((id) => id.endsWith('-fault'))}`);
  assert.ok((await words(fault)).length > 5, `${label} says what is wrong`);
  const [box, said] = [await field.boundingBox(), await fault.boundingBox()];
  const gap = box.y - (said.y + said.height);
  assert.ok(gap >= 0 && gap < 40, `the fault of ${label} stands ${gap} px over it`);
}

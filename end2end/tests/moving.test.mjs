// What scripts add: choices in place, the cart's number, and the keyboard's way through it all.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { openShop } from '../shop.mjs';
import {
  PAN, add, atTheTill, becomes, cartLink, fillIn, follow, goingOn, hasFocus, heading, isSameDocument, leave, markDocument, noor, open,
  placeOrder, price, typedIn, words,
} from '../steps.mjs';

describe('in the browser', { skip: noBrowser }, () => {
  let shop;
  let browser;
  before(async () => { [shop, browser] = [await openShop(), await startBrowser()]; });
  after(async () => { await browser?.close(); await shop?.stop(); });

  for (const scripts of [true, false]) {
    test(`Enter in a field of the checkout never orders and keeps what was typed, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const visitor = await atTheTill(shop, browser, { scripts });
      const { page } = visitor;
      const typed = noor('enter@example.org');
      await fillIn(page, typed);
      for (const label of Object.keys(typed)) {
        await page.getByLabel(label, { exact: true }).focus();
        await goingOn(visitor, () => page.keyboard.press('Enter'));
        await heading(page, 'Checkout').waitFor();
        assert.deepEqual(await typedIn(page, Object.keys(typed)), typed, `after Enter in ${label}`);
      }
      await open(visitor, `${shop.url}/cart`);
      await becomes(cartLink(page), 'Cart 1');
      await leave(visitor);
    });
  }

  test('with the keyboard alone, on a small screen, a thing is found, chosen and ordered', async () => {
    const visitor = await newVisitor(browser, { width: 390, height: 844 });
    const { page } = visitor;
    const enter = async (target) => {
      await tabTo(page, target);
      await goingOn(visitor, () => page.keyboard.press('Enter'));
    };
    await open(visitor, shop.url);
    await page.keyboard.press('Tab');
    assert.ok(await hasFocus(page.getByRole('link', { name: 'Skip to the page' })), 'the first stop skips to the page');
    await tabTo(page, page.getByRole('searchbox', { name: 'Search' }));
    await page.keyboard.type('everyday');
    await goingOn(visitor, () => page.keyboard.press('Enter'));
    await enter(page.getByRole('main').getByRole('link', { name: 'Everyday pan' }));

    await tabTo(page, page.getByRole('radio', { name: '20 cm' }));
    const before = await words(price(page));
    await page.keyboard.press('ArrowRight');
    await page.waitForURL('**/*?variant=PAN-24-S');
    assert.notEqual(await words(price(page)), before);
    const chosen = page.getByRole('radio', { name: '24 cm' });
    assert.ok(await chosen.isChecked() && await hasFocus(chosen), 'the focus stays with the choice');
    await tabTo(page, add(page));
    await page.keyboard.press('Space');
    await page.locator('output').getByText(/Everyday pan, 24 cm/).waitFor();
    await enter(page.getByRole('link', { name: 'See the cart' }));

    await tabTo(page, page.getByLabel('Quantity'));
    await page.keyboard.press('ArrowUp');
    await goingOn(visitor, () => page.keyboard.press('Enter'));
    await becomes(cartLink(page), 'Cart 2');
    await enter(page.getByRole('link', { name: 'Checkout' }));

    for (const [label, text] of Object.entries(noor('keys@example.org'))) {
      await tabTo(page, page.getByLabel(label, { exact: true }));
      await page.keyboard.type(text);
    }
    await enter(placeOrder(page));
    await heading(page, 'Thank you, Noor').waitFor();
    await becomes(page.getByRole('main'), /2 × Everyday pan, 24 cm/);
    await leave(visitor);
  });

  test('the picture of a choice takes the place of the one before', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await open(visitor, shop.url + PAN);
    const hash = async (img) => /[0-9a-f]{32}/.exec(await img.getAttribute('src'))[0];
    const shown = await hash(page.locator('[data-part=shots] .main img'));
    const other = await hash(page.locator('#beside .shelf img, #making img').first());
    await page.route(`**${PAN}?option1=*`, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replaceAll(shown, other) });
    });
    await page.getByRole('radio', { name: '26 cm' }).check();
    await page.locator(`[data-part=shots] .main img[src*="${other}"]`).waitFor();
    await leave(visitor);
  });

  test('of two choices made in a hurry the last is shown, however late the first answer comes', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await open(visitor, shop.url + PAN);
    let release;
    const held = new Promise((free) => { release = free; });
    const first = /option1=(\d+)/;
    let firstValue;
    await page.route(`**${PAN}?option1=*`, async (route) => {
      firstValue ??= first.exec(route.request().url())[1];
      if (first.exec(route.request().url())[1] === firstValue) await held;
      await route.continue().catch(() => 'the page gave it up, as it may');
    });
    const firstOver = Promise.any(['requestfinished', 'requestfailed'].map((kind) => page.waitForEvent(kind, (request) => (
      request.url().endsWith('variant=PAN-24-S') || request.url().includes(`option1=${firstValue}`) && kind === 'requestfailed'))));
    await page.getByRole('radio', { name: '24 cm' }).check();
    await page.getByRole('radio', { name: '26 cm' }).check();
    await page.waitForURL('**/*?variant=PAN-26-S');
    release();
    await firstOver;
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))); }));
    assert.equal(new URL(page.url()).search, '?variant=PAN-26-S');
    assert.ok(await page.getByRole('radio', { name: '26 cm' }).isChecked());
    await leave(visitor);
  });

  test('a wrong quantity is said beside its field, on the page', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    const quantity = page.getByLabel('Quantity');
    await open(visitor, shop.url + PAN);
    await markDocument(page);
    await page.locator('.buy form').evaluate((form) => { form.noValidate = true; });
    await quantity.fill('0');
    await add(page).click();
    await page.locator('#quantity[aria-invalid=true]').waitFor();
    assert.ok(await page.locator(`#${await quantity.getAttribute('aria-describedby')}`).isVisible(), 'the fault can be seen');
    assert.ok(await hasFocus(quantity), 'the focus goes to the fault');
    await quantity.fill('1');
    await add(page).click();
    await becomes(cartLink(page), 'Cart 1');
    assert.equal(await page.locator('[aria-invalid=true]').count(), 0);
    assert.ok(await isSameDocument(page));
    await visitor.leave();
  });

  for (const keepsPages of [true, false]) {
    const kept = keepsPages ? 'kept the page' : 'did not keep the page';

    test(`the cart's number is right after going back, where the browser ${kept}`, async () => {
      const own = await startBrowser({ keepsPages });
      try {
        const visitor = await newVisitor(own);
        const { page } = visitor;
        await open(visitor, `${shop.url}/collections/pans`);
        await follow(visitor, page.getByRole('main').getByRole('link', { name: 'Everyday pan' }));
        await markDocument(page);
        await add(page).click();
        await becomes(cartLink(page), 'Cart 1');
        await follow(visitor, cartLink(page));
        await page.goBack({ waitUntil: 'commit' });
        assert.equal(await isSameDocument(page), keepsPages, `the browser ${kept}`);
        await becomes(cartLink(page), 'Cart 1');
        await page.goBack({ waitUntil: 'commit' });
        await page.waitForURL('**/collections/pans', { waitUntil: 'commit' });
        await becomes(cartLink(page), 'Cart 1');
        await visitor.leave();
      } finally {
        await own.close();
      }
    });
  }

  test("the cart's number is right on a page that was fetched before something was added", async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    const products = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Products' });
    await open(visitor, shop.url + PAN);
    const fetched = visitor.context.waitForEvent('requestfinished', (request) => request.url() === `${shop.url}/products`);
    await products.hover();
    await fetched;
    await add(page).click();
    await becomes(cartLink(page), 'Cart 1');
    await follow(visitor, products);
    await becomes(cartLink(page), 'Cart 1');
    await leave(visitor);
  });
});

/// Presses Tab until it stands on `target`; every stop on the way can be seen.
async function tabTo(page, target) {
  for (let stops = 0; stops < 150; stops += 1) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(whyFocusIsUnseen), null);
    if (await hasFocus(target.first())) return;
  }
  assert.fail(`Tab never comes to ${target}`);
}

/// Runs in the page: null where the focus can be seen, else what is wrong with it.
function whyFocusIsUnseen() {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const shown = focused.matches('input[type=radio], input[type=checkbox]') ? focused.closest('label') ?? focused : focused;
  const name = `${focused.tagName.toLowerCase()} ‘${(focused.getAttribute('aria-label') ?? focused.textContent).trim() || focused.id}’`;
  const ringed = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const styles = [getComputedStyle(focused), getComputedStyle(shown), getComputedStyle(focused, '::after')];
  if (!styles.some(ringed)) return `${name} has no ring`;
  const box = shown.getBoundingClientRect();
  if (box.width === 0 || box.bottom <= 0 || box.top >= innerHeight) return `${name} is out of sight`;
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2].map((at, i) => Math.min(Math.max(at, 0), [innerWidth, innerHeight][i] - 1));
  const over = document.elementFromPoint(x, y);
  const covered = over && !shown.contains(over) && !over.contains(shown);
  return covered ? `${name} is covered by ${over.outerHTML.slice(0, 80)}` : null;
}

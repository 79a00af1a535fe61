// What a person sees and does in the shop, in the words of the tests.
import assert from 'node:assert/strict';
import { awake, newVisitor } from './browser.mjs';

export const PAN = '/products/everyday-pan';
export const heading = (page, name) => page.getByRole('heading', { level: 1, name });
export const price = (page) => page.locator('[data-part=price] .price');
export const cartLink = (page) => page.getByRole('banner').getByRole('link', { name: /^Cart/ });
export const add = (page) => page.getByRole('button', { name: 'Add to cart' });
export const placeOrder = (page) => page.getByRole('button', { name: /^Place order/ });

/// What stands there, as one line.
export const words = async (locator) => (await locator.innerText()).replace(/\s+/g, ' ').trim();
export const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

/// Waits until something says what it should, and tells what it said instead.
export async function becomes(locator, expected) {
  const fits = (text) => (expected instanceof RegExp ? expected.test(text) : text === expected);
  let text = 'nothing';
  for (const end = Date.now() + 10_000; Date.now() < end; await locator.page().waitForTimeout(50)) {
    text = await locator.first().innerText({ timeout: 1_000 }).then((t) => t.replace(/\s+/g, ' ').trim(), () => 'nothing');
    if (fits(text)) return;
  }
  assert.fail(`${locator} says ‘${text}’, not ‘${expected}’`);
}

export async function open(visitor, address) {
  await visitor.page.goto(address);
  await awake(visitor);
}

/// Does something that leads to another page, and waits for that page.
export async function goingOn(visitor, act) {
  await Promise.all([visitor.page.waitForEvent('framenavigated'), act()]);
  await visitor.page.waitForLoadState();
  await awake(visitor);
}
export const follow = (visitor, target) => goingOn(visitor, () => target.click());

/// A mark that lives as long as the document does.
export const markDocument = (page) => page.evaluate(() => { globalThis.sameDocument = true; });
export const isSameDocument = (page) => page.evaluate(() => globalThis.sameDocument === true);

export const noor = (email) => ({
  'Full name': 'Noor Veldhuis', Address: 'Kerkpad 12', Postcode: '7431 AB', City: 'Hollewijk', Email: email,
});
export async function fillIn(page, fields) {
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
}
export async function typedIn(page, labels) {
  const typed = {};
  for (const label of labels) typed[label] = await page.getByLabel(label, { exact: true }).inputValue();
  return typed;
}

/// Lays a thing into the visitor's cart without a page.
export async function putInCart(shop, { context }, slug = 'flat-spatula', form = { quantity: '1' }) {
  const answer = await context.request.post(`${shop.url}/products/${slug}`, { form, headers: { origin: shop.url, accept: 'application/json' } });
  assert.ok(answer.ok(), `${slug}: ${answer.status()}`);
}

/// A visitor at the till with one thing.
export async function atTheTill(shop, browser, options) {
  const visitor = await newVisitor(browser, options);
  await putInCart(shop, visitor);
  await open(visitor, `${shop.url}/checkout`);
  return visitor;
}

/// Goes away, and the browser has had nothing to complain about.
export async function leave(visitor) {
  assert.deepEqual(visitor.complaints, []);
  await visitor.leave();
}

// The open kitchen: asked and answered in the open, with scripts and without, and kept in order.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { PASSWORD, press, signIn } from '../people.mjs';
import { openShop } from '../shop.mjs';
import { becomes, follow, heading, leave, open } from '../steps.mjs';

/// The gate asks nobody twice who took as long as a person takes.
const asAPersonTypes = (page) => page.waitForTimeout(2_200);

async function ask(visitor, shop, question, name) {
  const { page } = visitor;
  await open(visitor, `${shop.url}/products/everyday-pan`);
  const form = page.locator('#ask');
  await asAPersonTypes(page);
  await form.getByLabel('Your question').fill(question);
  if (name) await form.getByLabel(/^Name to show/).fill(name);
  await follow(visitor, form.getByRole('button', { name: 'Ask', exact: true }));
  if (await page.getByRole('button', { name: 'Ask anyway' }).count()) await press(visitor, 'Ask anyway');
  await page.waitForURL(/\/forum\/\d+/);
  return page.url().split('#')[0];
}
async function answer(visitor, topic, words, stake) {
  const { page } = visitor;
  await open(visitor, topic);
  const form = page.locator('#reply');
  await asAPersonTypes(page);
  await form.getByLabel('Your reply').fill(words);
  if (stake) await form.getByLabel(stake).check();
  await follow(visitor, form.getByRole('button', { name: 'Reply', exact: true }));
  await page.getByText(words).first().waitFor();
}

describe('the forum', { skip: noBrowser }, () => {
  let shop;
  let browser;
  before(async () => {
    [shop, browser] = [await openShop(), await startBrowser()];
    shop.staff('hanna@example.org', 'Hanna Visser', 'host', PASSWORD);
  });
  after(async () => { await browser?.close(); await shop?.stop(); });

  for (const scripts of [true, false]) {
    const how = scripts ? 'with scripts' : 'without scripts';

    test(`asks, answers, thanks, accepts and buys from the thread, ${how}`, async () => {
      const [asker, other] = [await newVisitor(browser, { scripts }), await newVisitor(browser, { scripts })];
      const question = `Does the handle of the ${scripts ? 'small' : 'large'} one stay cool on a ceramic plate?`;
      const topic = await ask(asker, shop, question, scripts ? 'Brave Noodle' : 'Calm Noodle');
      await heading(asker.page, question).waitFor();

      await answer(other, topic, `Mine does, up to medium, ${how}.`);
      await open(asker, topic);
      const post = asker.page.locator('.post').last();
      await follow(asker, post.getByRole('button', { name: /^Helpful/ }));
      await becomes(asker.page.locator('.post').last().getByRole('button', { name: /^Helpful/ }), /1/);
      await follow(asker, asker.page.locator('.post').last().getByRole('button', { name: 'Accept answer' }));
      await becomes(asker.page.getByRole('main'), /Accepted answer/);
      await becomes(asker.page.locator('.badge.ok'), /Solved/);

      await asker.page.locator('.insert').getByRole('button', { name: 'Add to cart' }).click();
      if (scripts) await becomes(asker.page.locator('.insert'), /is in your cart/);
      else await heading(asker.page, /cart/i).waitFor();
      await leave(asker);
      await leave(other);
    });

    test(`a host answers under their name, a guest reports, the host keeps order, ${how}`, async () => {
      const [host, guest] = [await newVisitor(browser, { scripts }), await newVisitor(browser, { scripts })];
      const topic = await ask(guest, shop, `May I bring the old one back to be seasoned again, ${how}?`);
      await signIn(host, shop, 'hanna@example.org');
      await answer(host, topic, `Bring it on a Thursday, ${how}.`, 'I sell it');
      await open(guest, topic);
      await becomes(guest.page.locator('.post').last().locator('.who'), /Hanna Visser\s*Host/);

      await answer(guest, topic, `Buy my watches instead, ${how}!`);
      const third = await newVisitor(browser, { scripts });
      await open(third, topic);
      await follow(third, third.page.locator('.post').last().getByRole('link', { name: /^Report/ }));
      await third.page.getByLabel(/Advertising/).check();
      await third.page.getByRole('main').getByRole('button', { name: /Report/ }).last().click();
      await third.page.waitForLoadState();
      const again = third.page.getByRole('main').getByRole('button', { name: /Report/ });
      if (await again.count()) await follow(third, again.last());

      await open(host, `${shop.url}/counter/queue`);
      const waiting = host.page.locator('.case').filter({ hasText: `Buy my watches instead, ${how}!` });
      await waiting.getByText('Remove…').click();
      await waiting.getByLabel('Reason').selectOption({ label: 'Advertising' });
      await follow(host, waiting.getByRole('button', { name: /^Take it down/ }));
      await becomes(host.page.getByRole('main'), /Undo/);
      await open(third, topic);
      assert.ok(!(await third.page.getByRole('main').innerText()).includes('Buy my watches'), 'nobody reads it any more');
      await leave(host);
      await leave(guest);
      await leave(third);
    });
  }
});

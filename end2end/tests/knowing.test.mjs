// Who is asking: an account from the order's page to its end, with scripts and without, once by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { codeOf, openLink, PASSWORD, press, signIn, signOut, signUp } from '../people.mjs';
import { openShop } from '../shop.mjs';
import { atTheTill, becomes, fillIn, follow, hasFocus, heading, leave, noor, open, placeOrder, words } from '../steps.mjs';

describe('somebody with an account', { skip: noBrowser }, () => {
  let shop;
  let browser;
  before(async () => { [shop, browser] = [await openShop(), await startBrowser()]; });
  after(async () => { await browser?.close(); await shop?.stop(); });

  for (const scripts of [true, false]) {
    const how = scripts ? 'with scripts' : 'without scripts';

    test(`signs up from the order's page and finds the order in the account, ${how}`, async () => {
      const email = `keeps.${scripts}@example.org`;
      const visitor = await atTheTill(shop, browser, { scripts });
      const { page } = visitor;
      await fillIn(page, noor(email));
      await follow(visitor, placeOrder(page));
      const number = await words(page.locator('.thanks b.num'));
      await page.getByLabel('Password').fill(PASSWORD);
      await press(visitor, 'Sign up');
      await openLink(visitor, shop, email, /^Open your account/);
      await press(visitor, 'Sign up');
      await becomes(page.getByRole('main'), new RegExp(number));
      await follow(visitor, page.getByRole('main').getByRole('link', { name: new RegExp(number) }));
      await heading(page, 'Thank you, Noor').waitFor();
      await leave(visitor);
    });

    test(`signs in by a link, which works once, ${how}`, async () => {
      const email = `link.${scripts}@example.org`;
      const visitor = await newVisitor(browser, { scripts });
      const { page } = visitor;
      await signUp(visitor, shop, email);
      await signOut(visitor, shop);
      await open(visitor, `${shop.url}/account`);
      await heading(page, 'Sign in').waitFor();
      await fillIn(page, { Email: email });
      await press(visitor, 'Mail me a link instead');
      await becomes(page.getByRole('status'), /A mail is on its way/);
      await openLink(visitor, shop, email, /^Sign in at/);
      const link = page.url();
      await press(visitor, 'Sign in');
      assert.equal(new URL(page.url()).pathname, '/account');
      await open(visitor, link);
      await heading(page, 'This link is over').waitFor();
      await leave(visitor);
    });

    test(`chooses a new password when the old one is forgotten, ${how}`, async () => {
      const email = `forgot.${scripts}@example.org`;
      const visitor = await newVisitor(browser, { scripts });
      const { page } = visitor;
      await signUp(visitor, shop, email);
      await signOut(visitor, shop);
      await signIn(visitor, shop, email, 'something else entirely');
      await becomes(page.getByRole('main'), /The address or the password is not right/);
      assert.equal(await page.getByLabel('Email').inputValue(), email, 'what was typed is kept');
      await follow(visitor, page.getByRole('link', { name: 'Forgotten the password?' }));
      await fillIn(page, { Email: email });
      await press(visitor, 'Mail me a link');
      await openLink(visitor, shop, email, /^A new password/);
      await page.getByLabel('Password').fill('password');
      await press(visitor, 'Save password');
      await becomes(page.getByRole('main'), /Too easy to guess/);
      await page.getByLabel('Password').fill('iron pans hang by the stove');
      await press(visitor, 'Save password');
      assert.equal(new URL(page.url()).pathname, '/account');
      await signOut(visitor, shop);
      await signIn(visitor, shop, email, 'iron pans hang by the stove');
      assert.equal(new URL(page.url()).pathname, '/account');
      await leave(visitor);
    });

    test(`sets up the second step, and is asked for it, ${how}`, async () => {
      const email = `steps.${scripts}@example.org`;
      const visitor = await newVisitor(browser, { scripts });
      const { page } = visitor;
      await signUp(visitor, shop, email);
      await open(visitor, `${shop.url}/account/two-steps`);
      await press(visitor, 'Set it up');
      const letters = await words(page.locator('.secret'));
      await page.getByLabel('Code', { exact: true }).fill(codeOf(letters));
      await press(visitor, 'Turn it on');
      const written = await page.locator('.codes li').allInnerTexts();
      assert.equal(written.length, 10);
      await signOut(visitor, shop);
      await signIn(visitor, shop, email);
      await heading(page, 'The second step').waitFor();
      await page.getByLabel('Code', { exact: true }).fill(codeOf(letters));
      await press(visitor, 'Sign in');
      await becomes(page.getByRole('main'), /This code does not open the door/);
      await page.getByLabel('Code', { exact: true }).fill(codeOf(letters, 1));
      await press(visitor, 'Sign in');
      assert.equal(new URL(page.url()).pathname, '/account');
      await signOut(visitor, shop);
      await signIn(visitor, shop, email);
      await page.getByLabel('Code', { exact: true }).fill(written[0]);
      await press(visitor, 'Sign in');
      assert.equal(new URL(page.url()).pathname, '/account');
      await leave(visitor);
    });

    test(`erases the account, and nothing opens it any more, ${how}`, async () => {
      const email = `goes.${scripts}@example.org`;
      const visitor = await newVisitor(browser, { scripts });
      const { page } = visitor;
      await signUp(visitor, shop, email);
      await open(visitor, `${shop.url}/account`);
      await follow(visitor, page.getByRole('link', { name: /Erase/ }));
      await press(visitor, 'Erase my account');
      if (!/erased/i.test(await words(page.getByRole('main')))) {
        await page.getByLabel('Password').fill(PASSWORD);
        await press(visitor, 'Erase my account');
      }
      await becomes(page.getByRole('main'), /is erased/);
      await signIn(visitor, shop, email);
      await becomes(page.getByRole('main'), /The address or the password is not right/);
      await leave(visitor);
    });
  }

  test('signs up and in by keyboard alone', async () => {
    const email = 'keys@example.org';
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    const typeInto = async (label, text) => {
      const field = page.getByLabel(label);
      for (let n = 0; n < 40 && !(await hasFocus(field)); n += 1) await page.keyboard.press('Tab');
      assert.ok(await hasFocus(field), `${label} is reached by Tab`);
      await page.keyboard.type(text);
    };
    const enter = () => follow(visitor, { click: () => page.keyboard.press('Enter') });
    await open(visitor, `${shop.url}/sign-up`);
    await typeInto('Email', email);
    await typeInto('Password', PASSWORD);
    await enter();
    await openLink(visitor, shop, email, /^Open your account/);
    const reach = async (name) => {
      const target = page.getByRole('main').getByRole('button', { name, exact: true });
      for (let n = 0; n < 40 && !(await hasFocus(target)); n += 1) await page.keyboard.press('Tab');
      assert.ok(await hasFocus(target), `${name} is reached by Tab`);
    };
    await reach('Sign up');
    await enter();
    assert.equal(new URL(page.url()).pathname, '/account');
    await open(visitor, `${shop.url}/sign-out`);
    await reach('Sign out');
    await enter();
    await open(visitor, `${shop.url}/sign-in`);
    await typeInto('Email', email);
    await typeInto('Password', PASSWORD);
    await enter();
    assert.equal(new URL(page.url()).pathname, '/account');
    await leave(visitor);
  });
});

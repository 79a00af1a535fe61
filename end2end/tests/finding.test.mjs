// Finding things in the browser: suggestions by keyboard, filters that are addresses, with scripts and without.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { openShop } from '../shop.mjs';
import { becomes, follow, goingOn, hasFocus, heading, leave, open } from '../steps.mjs';

const search = (page) => page.getByRole('searchbox', { name: 'Search' });
const suggestions = (page) => page.locator('[data-found] a');
const tiles = (page) => page.getByRole('main').getByRole('article');

describe('finding things', { skip: noBrowser }, () => {
  let shop;
  let browser;
  before(async () => { [shop, browser] = [await openShop(), await startBrowser()]; });
  after(async () => { await browser?.close(); await shop?.stop(); });

  test('suggestions are reached by the arrow keys, put away by Escape, and lead to the thing', async () => {
    const visitor = await newVisitor(browser);
    const { page } = visitor;
    await open(visitor, shop.url);
    await search(page).focus();
    await page.keyboard.type('everydy pan');
    await suggestions(page).filter({ hasText: 'Everyday pan' }).first().waitFor();
    assert.equal(await page.locator('[data-found]').isHidden(), false);
    await page.keyboard.press('ArrowDown');
    assert.ok(await hasFocus(suggestions(page).first()), 'the arrow reaches the first');
    await page.keyboard.press('ArrowUp');
    assert.ok(await hasFocus(search(page)), 'and comes back');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    assert.ok(await page.locator('[data-found]').isHidden(), 'Escape puts them away');
    assert.ok(await hasFocus(search(page)), 'and the focus is in the field');
    await page.keyboard.press('Backspace');
    await page.locator('[data-found]:not([hidden])').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await goingOn(visitor, () => page.keyboard.press('Enter'));
    await heading(page, 'Everyday pan').waitFor();
    await leave(visitor);
  });

  for (const scripts of [true, false]) {
    const how = scripts ? 'with scripts' : 'without scripts';
    test(`a search says what it understood, and searches for what was typed if asked, ${how}`, async () => {
      const visitor = await newVisitor(browser, { scripts });
      const { page } = visitor;
      await open(visitor, shop.url);
      await search(page).fill('sourdogh crok');
      await goingOn(visitor, () => page.keyboard.press('Enter'));
      await heading(page, 'Results for ‘sourdough crock’').waitFor();
      assert.equal(await tiles(page).count(), 1);
      await follow(visitor, page.getByRole('link', { name: '‘sourdogh crok’' }));
      await heading(page, 'Nothing here goes by ‘sourdogh crok’.').waitFor();
      await follow(visitor, page.getByRole('main').getByRole('link', { name: 'Clay' }));
      await heading(page, 'Clay').waitFor();
      await leave(visitor);
    });

    test(`ticks narrow a list, their chips take them off, and the address says it all, ${how}`, async () => {
      const visitor = await newVisitor(browser, { scripts, width: 1440 });
      const { page } = visitor;
      const filters = page.getByRole('complementary', { name: 'Filters' });
      const tick = async (name) => {
        const box = filters.getByRole('checkbox', { name });
        const n = Number((await box.locator('xpath=..').locator('.n').innerText()).trim());
        if (scripts) await goingOn(visitor, () => box.click());
        else {
          await box.click();
          await follow(visitor, filters.getByRole('button', { name: /^Show/ }));
        }
        assert.ok(await filters.getByRole('checkbox', { name }).isChecked());
        return n;
      };
      await open(visitor, `${shop.url}/products`);
      // Without scripts the filters stand open on a wide screen too, or behind their handle.
      if (await filters.getByText('Filters', { exact: true }).isVisible()) await filters.getByText('Filters', { exact: true }).click();
      const joost = await tick(/^Joost Averink/);
      assert.equal(await tiles(page).count(), joost);
      const wessel = await tick(/^Wessel Tuin/);
      assert.equal(await tiles(page).count(), joost + wessel, 'another value of a facet widens');
      const price = await tick(/^€50 to €100/);
      assert.equal(await tiles(page).count(), price, 'another facet narrows');
      const address = new URL(page.url());
      assert.deepEqual(address.searchParams.getAll('maker').sort(), ['joost', 'wessel']);
      assert.equal(address.searchParams.get('price'), '5000-10000');
      await follow(visitor, page.getByRole('link', { name: 'Remove filter: Wessel Tuin' }));
      assert.deepEqual(new URL(page.url()).searchParams.getAll('maker'), ['joost']);
      await follow(visitor, page.getByRole('link', { name: 'Clear all' }));
      assert.equal(new URL(page.url()).search, '');
      await leave(visitor);
    });
  }

  test('on a phone several ticks are one step', async () => {
    const visitor = await newVisitor(browser, { width: 390, height: 844 });
    const { page } = visitor;
    await open(visitor, `${shop.url}/products`);
    const filters = page.getByRole('complementary', { name: 'Filters' });
    await filters.getByText('Filters', { exact: true }).click();
    const before = page.url();
    await filters.getByRole('checkbox', { name: /^Joost Averink/ }).click();
    await filters.getByRole('checkbox', { name: /^Wessel Tuin/ }).click();
    assert.equal(page.url(), before);
    await follow(visitor, filters.getByRole('button', { name: /^Show/ }));
    assert.deepEqual(new URL(page.url()).searchParams.getAll('maker'), ['joost', 'wessel']);
    await becomes(page.locator('summary').first(), 'Filters, 2 set');
    await leave(visitor);
  });
});

// What is live: new things are told and never shove what is read, every tab follows by one stream, drafts outlive everything.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { openShop, until } from '../shop.mjs';
import { PAN, becomes, follow, hasFocus, leave, markDocument, open, isSameDocument } from '../steps.mjs';

const DRAFTS = 'kitchen-draft ';
const bar = (page) => page.getByRole('main').getByRole('button', { name: /^\d+ new .*, show$/ }).first();
const ask = (page) => page.locator('#ask').getByRole('button', { name: 'Ask', exact: true });
const question = (page) => page.locator('#ask').getByLabel('Your question', { exact: true });
/// What stands at the product, told by its topics: its page has a list of notes from the bench besides.
const questions = (page) => page.locator('#questions [data-live-list] > [data-subject]');
const pause = (page) => page.getByRole('button', { name: 'Pause live updates' }).first();
const resume = (page) => page.getByRole('button', { name: 'Resume live updates' }).first();

/// Runs before the page's own scripts: streams are counted and can be looked at, words in live regions are written down.
function watch() {
  globalThis.streams = [];
  const Real = globalThis.EventSource;
  globalThis.EventSource = class extends Real {
    constructor(...how) { super(...how); globalThis.streams.push(this); }
  };
  globalThis.said = [];
  addEventListener('DOMContentLoaded', () => new MutationObserver((changes) => {
    for (const { target } of changes) {
      const region = (target.nodeType === 1 ? target : target.parentElement)?.closest('[role=status],[role=log],[aria-live],output');
      if (region && region.textContent.trim()) globalThis.said.push([Date.now(), region.textContent.trim()]);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true }));
}
const openStreams = (page) => page.evaluate(() => globalThis.streams.filter((stream) => stream.readyState === 1).length);

/// Nobody asks the same thing twice.
const ABOUT = [
  'Does it work on induction?', 'How long does the seasoning last?', 'Can it go into a wood oven?', 'Who forged the handle?',
  'Is the rim sharp at the pouring side?', 'Would an omelette for four fit?', 'What do you clean yours with?', 'Does vinegar harm it?',
  'May it hang in a damp cellar?', 'Why are there hammer marks below?', 'How heavy is a lid for this?', 'Do you sharpen scrapers too?',
  'Which oil did you burn in first?', 'Is there a left-handed spout?', 'Will it warp on a ceramic plate?', 'Was the steel made in Europe?',
];
/// Sends the question of this page, as somebody who took the time to write it.
async function send(visitor, words) {
  const { page } = visitor;
  await page.waitForTimeout(2_200);
  if (words) await question(page).fill(words);
  await follow(visitor, ask(page));
  const anyway = page.getByRole('button', { name: 'Ask anyway' });
  if (await anyway.count()) await follow(visitor, anyway);
  await page.waitForURL(/\/forum\/\d+/);
}

describe('what is live', { skip: noBrowser }, () => {
  let shop;
  let browser;
  let asked = 0;
  before(async () => { [shop, browser] = [await openShop(), await startBrowser()]; });
  after(async () => { await browser?.close(); await shop?.stop(); });

  async function visitorAt(address, options) {
    const visitor = await newVisitor(browser, options);
    await visitor.context.addInitScript(watch);
    await open(visitor, shop.url + address);
    return visitor;
  }
  /// Waits until this page hears what happens, by a stream of its own or by another tab's.
  const listens = (...pages) => until(async () => (await Promise.all(pages.map(openStreams))).some((n) => n > 0), 'a stream is open');
  /// Somebody else asks about the pan; the words of the question.
  async function somebodyAsks() {
    const other = await newVisitor(browser);
    const words = ABOUT[asked];
    asked += 1;
    await open(other, shop.url + PAN);
    await send(other, words);
    await other.page.getByText(words).first().waitFor();
    await other.leave();
    return words;
  }
  const places = (page) => page.evaluate(() => [...document.querySelectorAll('h1, h2, h3, [data-subject], form')].map((e) => Math.round(e.getBoundingClientRect().top + scrollY)));

  test('a question is told at once, moves nothing, and is shown to whoever asks for it', async () => {
    const visitor = await visitorAt(PAN);
    const { page } = visitor;
    await listens(page);
    await markDocument(page);
    const [count, before] = [await questions(page).count(), await places(page)];
    const words = await somebodyAsks();
    await becomes(bar(page), /^1 new /);
    assert.deepEqual(await places(page), before, 'nothing moved');
    assert.equal(await questions(page).count(), count, 'nothing came in by itself');
    await bar(page).click();
    await page.getByText(words).first().waitFor();
    assert.equal(await questions(page).count(), count + 1);
    assert.ok(await hasFocus(page.locator('[data-subject][tabindex="-1"]').first()), 'the focus goes to what is new');
    assert.equal(await bar(page).count(), 0, 'the bar goes');
    assert.ok(await isSameDocument(page));
    await leave(visitor);
  });

  test('what happened while nobody could be reached is told in order and once', async () => {
    const visitor = await visitorAt(PAN);
    const { page, context } = visitor;
    await listens(page);
    const count = await questions(page).count();
    await somebodyAsks();
    await becomes(bar(page), /^1 new /);
    await context.setOffline(true);
    await somebodyAsks();
    await shop.restart();
    const words = await somebodyAsks();
    // A minute, as a tunnel takes it.
    await page.waitForTimeout(60_000);
    await context.setOffline(false);
    await until(async () => /^3 new /.test(await bar(page).innerText().catch(() => '')), 'all three are told');
    await bar(page).click();
    await page.getByText(words).first().waitFor();
    const subjects = await questions(page).evaluateAll((items) => items.map((item) => item.dataset.subject));
    assert.equal(subjects.length, count + 3);
    assert.equal(new Set(subjects).size, subjects.length, 'none stands there twice');
    await visitor.leave();
  });

  test('all tabs of a browser hear by one stream, and another takes over when its tab goes', async () => {
    const visitor = await visitorAt(PAN);
    const second = await visitor.context.newPage();
    const third = await visitor.context.newPage();
    await second.goto(shop.url + PAN);
    await third.goto(`${shop.url}/forum`);
    const pages = [visitor.page, second, third];
    await listens(...pages);
    await until(async () => (await Promise.all(pages.map(openStreams))).reduce((a, b) => a + b) === 1, 'one stream is open');
    await somebodyAsks();
    for (const page of pages) await becomes(bar(page), /^1 new /);
    await visitor.page.close();
    await listens(second, third);
    await somebodyAsks();
    for (const page of [second, third]) await becomes(bar(page), /^2 new /);
    await visitor.leave();
  });

  test('without locks and channels each tab has its own stream', async () => {
    const visitor = await newVisitor(browser);
    await visitor.context.addInitScript(watch);
    await visitor.context.addInitScript(() => {
      Object.defineProperty(Navigator.prototype, 'locks', { get: () => undefined });
      delete globalThis.BroadcastChannel;
    });
    const second = await visitor.context.newPage();
    await open(visitor, shop.url + PAN);
    await second.goto(shop.url + PAN);
    await until(async () => await openStreams(visitor.page) === 1 && await openStreams(second) === 1, 'both have a stream');
    await somebodyAsks();
    for (const page of [visitor.page, second]) await becomes(bar(page), /^1 new /);
    await leave(visitor);
  });

  test('paused, nothing changes in any tab; afterwards everything is told', async () => {
    const visitor = await visitorAt(PAN);
    const { page } = visitor;
    const second = await visitor.context.newPage();
    await second.goto(shop.url + PAN);
    await listens(page, second);
    await pause(page).click();
    await resume(second).waitFor();
    await page.getByText(/^Paused since \d+:\d\d$/).first().waitFor();
    await until(async () => await openStreams(page) + await openStreams(second) === 0, 'the stream is closed');
    const before = await Promise.all([page, second].map((p) => p.locator('main').innerHTML()));
    await somebodyAsks();
    await page.waitForTimeout(3_000);
    assert.deepEqual(await Promise.all([page, second].map((p) => p.locator('main').innerHTML())), before);
    await page.reload();
    await resume(page).waitFor();
    await resume(page).click();
    await becomes(bar(second), /^1 new /);
    await leave(visitor);
  });

  test('whoever listens to the page hears one thing in five seconds', async () => {
    const visitor = await visitorAt(PAN);
    const { page } = visitor;
    await listens(page);
    for (let n = 0; n < 4; n += 1) await somebodyAsks();
    await until(async () => /^4 new /.test(await bar(page).innerText().catch(() => '')), 'all four are told');
    const said = await page.evaluate(() => globalThis.said);
    const times = said.map(([at]) => at);
    for (let i = 1; i < times.length; i += 1) assert.ok(times[i] - times[i - 1] >= 4_900, JSON.stringify(said));
    await leave(visitor);
  });

  test('what is written outlives the page, what is sent is forgotten', async () => {
    const visitor = await visitorAt(PAN);
    const { page } = visitor;
    const kept = () => page.evaluate((prefix) => Object.keys(localStorage).filter((key) => key.startsWith(prefix)).length, DRAFTS);
    await question(page).pressSequentially('Is the handle hot');
    await page.getByText('What you wrote is kept on this device.').first().waitFor();
    await until(async () => await kept() === 1, 'the draft is kept');
    await open(visitor, `${shop.url}/products`);
    await open(visitor, shop.url + PAN);
    await until(async () => await question(page).inputValue() === 'Is the handle hot', 'the draft is back');
    await somebodyAsks();
    await becomes(bar(page), /^1 new /);
    await bar(page).click();
    assert.equal(await question(page).inputValue(), 'Is the handle hot', 'what is new leaves it alone');
    // It never arrives: the draft stays.
    await question(page).pressSequentially(' after an hour?');
    await visitor.context.setOffline(true);
    await ask(page).click();
    await page.waitForTimeout(1_000);
    await visitor.context.setOffline(false);
    await open(visitor, shop.url + PAN);
    await until(async () => await question(page).inputValue() === 'Is the handle hot after an hour?', 'the draft is back');
    await send(visitor);
    await page.getByText('Is the handle hot after an hour?').first().waitFor();
    await until(async () => await kept() === 0, 'the draft is forgotten');
    await open(visitor, shop.url + PAN);
    assert.equal(await question(page).inputValue(), '');
    await visitor.leave();
  });
});

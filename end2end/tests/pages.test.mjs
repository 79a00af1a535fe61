// Every page of the route table, and the states that no row shows: looked at by axe, by the rules of HTML and by width.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { openShop } from '../shop.mjs';
import { addressesOf, statesOf } from '../pages.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [320, 360, 768, 1440];

// `standard` is HTML as it is written down, without anybody's taste. Off is only what is taste after all:
const rules = new HtmlValidate(new FileSystemConfigLoader({
  root: true,
  extends: ['html-validate:standard'],
  rules: {
    // The length of a title is for search results; HTML knows no limit.
    'long-title': 'off',
  },
}));

describe('every page', { skip: noBrowser }, () => {
  let shop;
  let browser;
  let pages;
  before(async () => {
    [shop, browser] = [await openShop(), await startBrowser()];
    pages = [...addressesOf(await shop.routes()), ...statesOf];
  });
  after(async () => { await browser?.close(); await shop?.stop(); });

  /// Opens each page anew and gathers what is wrong with it, so that one run names every fault.
  async function onEachPage(look, options) {
    const faults = [];
    for (const { name, show, status = 200 } of pages) {
      const visitor = await newVisitor(browser, options);
      try {
        const answer = await show(visitor, shop);
        if (answer.status() !== status) faults.push(`${name}: ${answer.status()}, not ${status}`);
        else faults.push(...(await look(visitor, answer)).map((fault) => `${name}: ${fault}`));
      } finally {
        await visitor.leave();
      }
    }
    assert.ok(pages.length > 25, 'the table was walked');
    none(faults);
  }

  for (const colorScheme of ['light', 'dark']) {
    test(`is open to everybody and quiet in the console, in the ${colorScheme}`, () => onEachPage(async ({ page, complaints }) => {
      // The policy of a page lets nothing in that is evaluated by name; the tool is put in beside it.
      await page.evaluate(axe);
      await page.waitForLoadState('load');
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      const grave = violations.filter(({ impact }) => ['serious', 'critical'].includes(impact));
      return [
        ...grave.flatMap(({ id, nodes }) => nodes.map(({ html, any }) => `${id}: ${html.slice(0, 150)} ${any[0]?.message ?? ''}`)),
        ...complaints,
      ];
    }, { colorScheme }));
  }

  test('fits its width, never sideways', () => onEachPage(async ({ page }) => {
    const faults = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
      if (wide > 0) faults.push(`${wide} px too wide at ${width}, by ${await page.evaluate(widest)}`);
    }
    return faults;
  }));

  test('is HTML as it is written down, with one main heading and pictures that shift nothing', () => onEachPage(async (_, answer) => {
    const html = await answer.text();
    const report = await rules.validateString(html);
    const said = report.results.flatMap(({ messages }) => messages.map((m) => `${m.ruleId}: ${m.message} at ${near(html, m.offset)}`));
    const tags = (name) => html.match(new RegExp(`<${name}[\\s>][^>]*`, 'g')) ?? [];
    const headings = tags('h1').length;
    const pictures = tags('img').flatMap((tag) => ['alt', 'width', 'height'].filter((a) => !new RegExp(`\\s${a}=`).test(tag)).map((a) => `no ${a}: ${tag}`));
    return [...said, ...(headings === 1 ? [] : [`${headings} h1`]), ...pictures];
  }, { scripts: false }));

  test('leads only to what is there', async () => {
    const targets = new Map();
    await onEachPage(async ({ page }) => {
      for (const target of await page.evaluate(linked)) if (target.startsWith(shop.url)) targets.set(target, page.url());
      return page.evaluate(deadJumps);
    }, { scripts: false });
    assert.ok(targets.size > 200, `${targets.size} links and files were found`);
    const faults = [];
    for (const [target, from] of targets) {
      const [address, id] = target.split('#');
      const answer = await fetch(address, { redirect: 'manual' });
      const body = await answer.text();
      if (answer.status >= 400) faults.push(`${answer.status} ${address} from ${from}`);
      else if (id && answer.status === 200 && !body.includes(`id="${decodeURIComponent(id)}"`)) faults.push(`nothing is called #${id} at ${address}, from ${from}`);
    }
    none(faults);
  });
});

function none(faults) {
  if (faults.length) assert.fail(`${faults.length} faults\n${faults.join('\n')}`);
}

const near = (html, offset) => html.slice(Math.max(offset - 40, 0), offset + 90).replace(/\s+/g, ' ');

/// Runs in the page: every address that it links to or loads.
function linked() {
  const found = [...document.querySelectorAll('[href]:not([href^="#"]), [src]')].map((element) => element.getAttribute('href') ?? element.getAttribute('src'));
  for (const image of document.querySelectorAll('[srcset]')) found.push(...image.srcset.split(',').map((entry) => entry.trim().split(' ')[0]));
  for (const meta of document.querySelectorAll('meta[property="og:image"], meta[property="og:url"]')) found.push(meta.content);
  return found.map((address) => new URL(address, location.href).href);
}

/// Runs in the page: links within it to what is not there.
function deadJumps() {
  const jumps = [...document.querySelectorAll('a[href^="#"]')].map((link) => link.getAttribute('href').slice(1));
  return jumps.filter((id) => !document.getElementById(id)).map((id) => `nothing is called #${id}`);
}

/// Runs in the page: what stands out furthest of all that does not scroll for itself.
function widest() {
  const right = (element) => element.getBoundingClientRect().right;
  const scrolls = (element) => getComputedStyle(element).overflowX !== 'visible';
  const inScroller = (element) => {
    for (let over = element.parentElement; over && over !== document.body; over = over.parentElement) if (scrolls(over)) return true;
    return false;
  };
  const element = [...document.querySelectorAll('body *')].filter((e) => !inScroller(e)).reduce((a, b) => (right(b) > right(a) ? b : a));
  return element.outerHTML.slice(0, 120);
}

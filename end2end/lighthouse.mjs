// Lighthouse on a list and a product of the demo shop, as it measures phones; the middle of three runs, as JSON.
// node end2end/lighthouse.mjs [path…], of a shop of its own (OPENKITCHEN names the program), or of the one at SHOP_URL.
// LIGHTHOUSE_WHY=1 says on standard error which audits cost points.
import path from 'node:path';
import { openShop } from './shop.mjs';

// It brings two hundred packages, which nothing but the bench needs: `.ci/tools bench` puts them beside the other tools.
const tools = path.resolve(import.meta.dirname, '../target/tools/lighthouse/node_modules');
const { default: lighthouse } = await import(path.join(tools, 'lighthouse/core/index.js'));
const { launch } = await import(path.join(tools, 'chrome-launcher/dist/index.js'));

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const RUNS = Number(process.env.LIGHTHOUSE_RUNS ?? 3);

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const points = (report, name) => Math.round(report.categories[name].score * 100);

/// Audits that took points away: what they are worth, what they say.
function losses(report) {
  return CATEGORIES.flatMap((name) => report.categories[name].auditRefs
    .filter(({ id, weight }) => weight > 0 && (report.audits[id].score ?? 1) < 1)
    .map(({ id, weight }) => `${name} −${weight}×${(1 - report.audits[id].score).toFixed(2)} ${id}: ${report.audits[id].displayValue ?? report.audits[id].title}`));
}

async function measured(url) {
  // A browser of its own for each run: nothing is kept from the run before.
  const browser = await launch({ chromePath: CHROMIUM, chromeFlags: FLAGS, logLevel: 'silent' });
  try {
    const { lhr } = await lighthouse(url, { port: browser.port, logLevel: 'silent', output: 'json', onlyCategories: CATEGORIES });
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    return lhr;
  } finally {
    browser.kill();
  }
}

async function page(url) {
  const reports = [];
  for (let run = 0; run < RUNS; run += 1) reports.push(await measured(url));
  const of = (audit) => Math.round(middle(reports.map((report) => report.audits[audit].numericValue)));
  if (process.env.LIGHTHOUSE_WHY) losses(reports.at(-1)).forEach((line) => console.error(line));
  return {
    ...Object.fromEntries(CATEGORIES.map((name) => [name, middle(reports.map((report) => points(report, name)))])),
    fcp: of('first-contentful-paint'), lcp: of('largest-contentful-paint'), tbt: of('total-blocking-time'), bytes: of('total-byte-weight'),
    cls: middle(reports.map((report) => report.audits['cumulative-layout-shift'].numericValue)),
  };
}

const paths = process.argv.length > 2 ? process.argv.slice(2) : ['/products', '/products/everyday-pan'];
const shop = process.env.SHOP_URL ? { url: process.env.SHOP_URL.replace(/\/$/, ''), stop() {} } : await openShop();
try {
  const found = {};
  for (const path of paths) found[path] = await page(shop.url + path);
  console.log(JSON.stringify(found));
} finally {
  await shop.stop();
}

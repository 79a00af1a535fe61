// Chromium, and a visitor in it who notes whatever the browser complains about.
import fs from 'node:fs';
import { chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

/// Why no browser journey can run here; in CI the browser has to be there.
export const noBrowser = !fs.existsSync(CHROMIUM) && process.env.CI !== 'true' ? `no ${CHROMIUM}` : false;

/// Starts Chromium. `keepsPages` leaves its back/forward cache on, as people have it; Playwright turns it off.
export function startBrowser({ keepsPages = false } = {}) {
  const ignoreDefaultArgs = keepsPages ? ['--disable-back-forward-cache'] : [];
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS, ignoreDefaultArgs });
}

/// A visitor with a cookie jar of their own; `complaints` is what the browser said that it should not have said.
export async function newVisitor(browser, { scripts = true, width = 1280, height = 900, ...more } = {}) {
  const context = await browser.newContext({
    javaScriptEnabled: scripts, viewport: { width, height }, reducedMotion: 'reduce', locale: 'en-GB', ...more,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  if (scripts) await page.addInitScript(rememberListeners);
  return { context, page, scripts, complaints: complaintsOf(page, scripts), leave: () => context.close() };
}

/// Console errors (what the policy refuses is among them), thrown errors, whatever did not arrive. A page that is itself
/// answered with 4xx puts one line into the console: that one is the test's own business.
function complaintsOf(page, scripts) {
  const complaints = [];
  const documents = new Set();
  page.on('response', (answer) => {
    const request = answer.request();
    if (request.isNavigationRequest()) documents.add(answer.url().split('#')[0]);
    else if (answer.status() >= 400) complaints.push(`${answer.status()} ${answer.url()}`);
  });
  page.on('requestfailed', (request) => {
    const leftBehind = request.failure()?.errorText === 'net::ERR_ABORTED';
    const turnedOff = !scripts && request.resourceType() === 'script';
    if (!leftBehind && !turnedOff) complaints.push(`${request.failure()?.errorText} ${request.url()}`);
  });
  page.on('console', (line) => {
    const ofItsStatus = line.text().startsWith('Failed to load resource') && documents.has(line.location().url.split('#')[0]);
    if (line.type() === 'error' && !ofItsStatus) complaints.push(`console: ${line.text()} (${line.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`));
  return complaints;
}

function rememberListeners() {
  const listen = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    (this.listensTo ??= new Set()).add(kind);
    return listen.call(this, kind, ...rest);
  };
}

/// Waits until the islands of the page answer: before, a press takes the plain way.
export async function awake({ page, scripts }) {
  if (!scripts) return;
  await page.waitForFunction(() => [['.inplace', 'submit'], ['.choosing', 'change'], ['.quantities', 'change'], ['.suggesting', 'input']].every(
    ([island, event]) => [...document.querySelectorAll(island)].every((element) => element.listensTo?.has(event))));
}

// People at the door, in the words of the tests: signing up and in, links out of mails, codes of the second step.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { fillIn, follow, open } from './steps.mjs';

export const PASSWORD = 'copper kettle on monday';

/// Opens the link of the newest mail about something, where it says what it does.
export async function openLink(visitor, shop, email, about) {
  const { text } = await shop.mailTo(email, about);
  await open(visitor, /https?:\/\/\S+\/links\/\w+/.exec(text)[0]);
}
const button = (page, name) => page.getByRole('main').getByRole('button', { name, exact: true });

/// Lets a visitor in as somebody who may see such pages, without a page: a customer, or one of the staff of the command line.
export async function enter(visitor, shop, who) {
  const email = `${who.toLowerCase()}@example.org`;
  const send = (address, form) => visitor.context.request.post(address, { form, headers: { origin: shop.url }, maxRedirects: 0 });
  shop.entered ??= new Set();
  if (!shop.entered.has(who)) {
    shop.entered.add(who);
    if (who === 'Merchant') shop.staff(email, 'Merel Kooistra', 'merchant', PASSWORD);
    else if (who === 'Host') shop.staff(email, 'Hanna Visser', 'host', PASSWORD);
    else {
      await send(`${shop.url}/sign-up`, { email, password: PASSWORD });
      const { text } = await shop.mailTo(email, /^Open your account/);
      await send(/https?:\/\/\S+\/links\/\w+/.exec(text)[0], {});
    }
  }
  const answer = await send(`${shop.url}/sign-in`, { email, password: PASSWORD, act: 'password' });
  assert.equal(answer.status(), 303, `${who} is let in`);
}

/// Presses the button of this name in the page's own part.
export const press = (visitor, name) => follow(visitor, button(visitor.page, name));

/// Signs up with a password, through the mail.
export async function signUp(visitor, shop, email, password = PASSWORD) {
  await open(visitor, `${shop.url}/sign-up`);
  await fillIn(visitor.page, { Email: email });
  await visitor.page.getByLabel('Password').fill(password);
  await press(visitor, 'Sign up');
  await openLink(visitor, shop, email, /^Open your account/);
  await press(visitor, 'Sign up');
  assert.match(visitor.page.url(), /\/account/);
}
export async function signIn(visitor, shop, email, password = PASSWORD) {
  await open(visitor, `${shop.url}/sign-in`);
  await fillIn(visitor.page, { Email: email, Password: password });
  await press(visitor, 'Sign in');
}
export async function signOut(visitor, shop) {
  await open(visitor, `${shop.url}/sign-out`);
  await press(visitor, 'Sign out');
}
/// The code of an app for a secret in letters, so many half minutes from now (RFC 6238).
export function codeOf(letters, later = 0) {
  const bits = [...letters.replace(/[^A-Z2-7]/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const sum = createHmac('sha1', secret).update(step).digest();
  return String((sum.readUInt32BE(sum[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

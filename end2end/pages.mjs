// The pages of the shop as tests and pictures show them: a name, how to come there, the status it answers with.
import { enter, openLink } from './people.mjs';
import { fillIn, placeOrder, putInCart } from './steps.mjs';

/// Page rows of the route table, with their samples; of a long row its first six and every eighth, at the desk two.
export function addressesOf(routes) {
  const some = (samples, who) => samples.filter((_, i) => i < (who === 'Merchant' ? 2 : 6) || (who !== 'Merchant' && i % 8 === 0));
  return routes
    .filter(({ method, page }) => method === 'GET' && page)
    .flatMap(({ path, who, samples }) => some(samples, who).map((address) => ({ name: path === address ? path : address, show: as(who, address) })));
}

/// A way to a page for somebody who may see it.
export const as = (who, address) => async (visitor, shop) => {
  if (['Customer', 'Host', 'Merchant'].includes(who)) await enter(visitor, shop, who);
  return at(address)(visitor, shop);
};
/// A way to a page that only has to be opened.
export const at = (address) => ({ page }, shop) => page.goto(shop.url + address);

export const cartWithLines = async (visitor, shop) => {
  await putInCart(shop, visitor, 'everyday-pan', { variant: 'PAN-26-S', quantity: '2' });
  await putInCart(shop, visitor, 'cooking-spoon', { variant: 'SPN-32-O', quantity: '1', personal: 'Noor & Ada' });
  return at('/cart')(visitor, shop);
};
export const checkout = async (visitor, shop) => {
  await cartWithLines(visitor, shop);
  return at('/checkout')(visitor, shop);
};
export const checkoutWithFaults = async (visitor, shop) => {
  await checkout(visitor, shop);
  const { page } = visitor;
  await fillIn(page, { 'Full name': '', Address: 'Kerkpad 12', Postcode: 'ABCD', City: 'Hollewijk', Email: 'noor@' });
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await placeOrder(page).click();
  await page.waitForURL('**/checkout');
  await page.getByRole('alert').waitFor();
  return answered;
};
const cartAfterRemoving = async (visitor, shop) => {
  await cartWithLines(visitor, shop);
  const { page } = visitor;
  const answered = page.waitForResponse((answer) => answer.url().includes('/cart?removed='));
  await page.getByRole('button', { name: 'Remove' }).first().click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  return answered;
};

/// What a form at an address answers when this button is pressed with these fields.
const pressed = (address, button, fields) => async (visitor, shop) => {
  const { page } = visitor;
  await at(address)(visitor, shop);
  await fillIn(page, fields);
  const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
  await page.getByRole('main').getByRole('button', { name: button, exact: true }).click();
  await page.getByRole('alert').waitFor();
  return answered;
};
/// The page that a mailed link opens.
const mailedLink = async (visitor, shop) => {
  const email = `link.${Date.now()}@example.org`;
  await visitor.context.request.post(`${shop.url}/sign-in`, { form: { email, act: 'link' }, headers: { origin: shop.url } });
  const opened = visitor.page.waitForResponse((answer) => answer.url().includes('/links/'));
  await openLink(visitor, shop, email, /./);
  return opened;
};

/// A post of one's own, on the page where it is changed.
const ownPost = async (visitor, shop) => {
  const { page } = visitor;
  await at('/forum/ask')(visitor, shop);
  await page.waitForTimeout(2_200);
  await page.getByLabel('Your question').fill(`Which of these three would you take on a boat, ${Date.now()}?`);
  await page.getByRole('button', { name: 'Ask', exact: true }).click();
  await page.waitForURL(/\/forum\/\d+/);
  const edit = await page.getByRole('link', { name: 'Edit' }).first().getAttribute('href');
  return at(edit)(visitor, shop);
};

/// States that no row of the table shows by itself.
export const statesOf = [
  { name: 'search', show: at('/products?q=tajine+oven') },
  { name: 'search with results', show: at('/products?q=pan') },
  { name: 'search that was misspelt', show: at('/products?q=sourdogh') },
  { name: 'filtered list', show: at('/products?stock=now&maker=joost&from=ten') },
  { name: 'sorted list', show: at('/products?sort=price') },
  { name: 'sold-out choice', show: at('/products/mug?variant=MUG-IRON') },
  { name: 'cart with lines', show: cartWithLines },
  { name: 'own post', show: ownPost },
  { name: 'question with faults', show: pressed('/forum/ask', 'Ask', { 'Name to show (optional)': 'admin' }), status: 422 },
  { name: 'cart after removing', show: cartAfterRemoving },
  { name: 'checkout', show: checkout },
  { name: 'checkout with faults', show: checkoutWithFaults, status: 422 },
  { name: 'sign-in, mailed', show: at('/sign-in?sent=1') },
  { name: 'sign-in with faults', show: pressed('/sign-in', 'Sign in', { Email: 'noor@' }), status: 422 },
  { name: 'sign-up with faults', show: pressed('/sign-up', 'Sign up', { Email: 'noor@example.org', 'Password (optional)': 'password' }), status: 422 },
  { name: 'mailed link', show: mailedLink },
  { name: 'spent link', show: at('/links/none'), status: 410 },
  { name: 'missing page', show: at('/products/no-such-thing'), status: 404 },
  { name: 'missing order', show: at('/orders/no-such-order'), status: 404 },
];

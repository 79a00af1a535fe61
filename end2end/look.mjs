// Pictures of every kind of page in target/shots, for people to look at: node end2end/look.mjs [part of a name]
// Of a shop of its own, or of the one at SHOP_URL.
import fs from 'node:fs';
import path from 'node:path';
import { awake, newVisitor, startBrowser } from './browser.mjs';
import { as, at, cartWithLines, checkout, checkoutWithFaults } from './pages.mjs';
import { openShop } from './shop.mjs';
import { fillIn, follow, noor, placeOrder } from './steps.mjs';

const wanted = process.argv[2] ?? '';
const out = path.resolve(import.meta.dirname, '../target/shots');

const order = async (visitor, shop) => {
  await checkout(visitor, shop);
  await fillIn(visitor.page, noor('look@example.org'));
  await follow(visitor, placeOrder(visitor.page));
};
const kinds = {
  home: at('/'),
  list: at('/products'),
  filtered: at('/products?stock=now&maker=joost'),
  search: at('/products?q=stel+pan'),
  'search-nothing': at('/products?q=tajine+oven'),
  collection: at('/collections/pans'),
  options: at('/products/everyday-pan'),
  personal: at('/products/cooking-spoon'),
  'sold-out': at('/products/mug?variant=MUG-IRON'),
  cart: cartWithLines,
  'cart-empty': at('/cart'),
  checkout,
  'checkout-faults': checkoutWithFaults,
  order,
  'find-order': at('/orders'),
  'sign-in': at('/sign-in'),
  'sign-up': at('/sign-up'),
  alias: at('/alias'),
  account: as('Customer', '/account'),
  addresses: as('Customer', '/account/addresses'),
  security: as('Customer', '/account/security'),
  'two-steps': as('Customer', '/account/two-steps'),
  export: as('Customer', '/account/export'),
  erase: as('Customer', '/account/erase'),
  staff: as('Merchant', '/admin/staff'),
  audit: as('Merchant', '/admin/audit'),
  'desk-today': as('Merchant', '/admin'),
  'desk-figures': as('Merchant', '/admin/figures'),
  'desk-orders': as('Merchant', '/admin/orders'),
  'desk-order': as('Merchant', '/admin/orders/3'),
  'desk-returns': as('Merchant', '/admin/returns'),
  'desk-drafts': as('Merchant', '/admin/drafts'),
  'desk-products': as('Merchant', '/admin/products'),
  'desk-product': as('Merchant', '/admin/products/1'),
  'desk-grid': as('Merchant', '/admin/products/grid?product=1&product=2'),
  'desk-collection': as('Merchant', '/admin/collections/1'),
  'desk-specifications': as('Merchant', '/admin/specifications'),
  'desk-stock': as('Merchant', '/admin/stock'),
  'desk-pictures': as('Merchant', '/admin/pictures'),
  'desk-import': as('Merchant', '/admin/import'),
  'desk-customers': as('Merchant', '/admin/customers'),
  'desk-settings': as('Merchant', '/admin/settings'),
  'desk-shipping': as('Merchant', '/admin/settings/shipping'),
  'desk-tax': as('Merchant', '/admin/settings/tax'),
  'desk-mails': as('Merchant', '/admin/settings/mails'),
  'desk-search': as('Merchant', '/admin/search?q=pan'),
  forum: at('/forum'),
  topic: at('/forum/24'),
  ask: at('/forum/ask?product=everyday-pan'),
  product: at('/products/everyday-pan'),
  hosts: at('/hosts'),
  host: at('/hosts/joost'),
  activity: at('/activity'),
  moderation: at('/moderation'),
  notices: at('/notices'),
  text: at('/pages/about'),
  missing: at('/nothing-here'),
};

/// Scrolls by, so that pictures load that wait to come near.
const passBy = (page) => page.evaluate(async () => {
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map((image) => image.decode().catch(() => 'it is drawn as it is')));
  await document.fonts.ready;
});

const shop = process.env.SHOP_URL ? { url: process.env.SHOP_URL.replace(/\/$/, ''), stop() {} } : await openShop();
const browser = await startBrowser();
try {
  fs.mkdirSync(out, { recursive: true });
  for (const [name, show] of Object.entries(kinds).filter(([kind]) => kind.includes(wanted))) {
    for (const width of [390, 1440]) {
      const visitor = await newVisitor(browser, { width, height: width === 390 ? 844 : 900 });
      await show(visitor, shop);
      await awake(visitor);
      for (const scheme of ['light', 'dark']) {
        await visitor.page.emulateMedia({ colorScheme: scheme });
        await passBy(visitor.page);
        const file = path.join(out, `${name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`);
        await visitor.page.screenshot({ path: file, fullPage: true });
        console.log(path.relative(process.cwd(), file));
      }
      await visitor.leave();
    }
  }
} finally {
  await browser.close();
  await shop.stop();
}

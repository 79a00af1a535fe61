// Something went wrong: credit is asked for, agreed to, mailed, and pays at the till; with scripts and without, on both databases.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newVisitor, noBrowser, startBrowser } from '../browser.mjs';
import { enter, press } from '../people.mjs';
import { databases, openShop } from '../shop.mjs';
import { atTheTill, becomes, fillIn, follow, heading, leave, noor, open, placeOrder, typedIn, words } from '../steps.mjs';

const main = (page) => page.getByRole('main');

/// A guest's order; where it stands and its number.
async function ordered(shop, browser, scripts, email) {
  const guest = await atTheTill(shop, browser, { scripts });
  await fillIn(guest.page, noor(email));
  await follow(guest, placeOrder(guest.page));
  await heading(guest.page, 'Thank you, Noor').waitFor();
  const number = await words(guest.page.locator('.thanks b.num'));
  const address = guest.page.url();
  await leave(guest);
  return { number, address };
}

/// A host without a limit asks for the credit at the counter, and a merchant agrees to it at the desk.
async function given(shop, browser, scripts, number, amount) {
  const [host, merchant] = [await newVisitor(browser, { scripts }), await newVisitor(browser, { scripts })];
  await enter(host, shop, 'Host');
  await enter(merchant, shop, 'Merchant');
  await open(merchant, `${shop.url}/admin/search?q=${number}`);
  const order = /\d+$/.exec(await merchant.page.getByRole('link', { name: `Order ${number}` }).getAttribute('href'))[0];
  await open(host, `${shop.url}/counter/goodwill/${order}`);
  const form = host.page.getByRole('region', { name: 'Give credit for next time' });
  const give = () => follow(host, form.getByRole('button', { name: 'Give the credit' }));
  await form.getByLabel('Amount, in EUR').fill(amount);
  await give();
  await host.page.getByRole('alert').waitFor();
  assert.equal(await form.getByLabel('Amount, in EUR').inputValue(), amount, 'what was typed stays');
  await form.getByLabel('Why').fill('It came a week late.');
  await give();
  await becomes(main(host.page), /A merchant decides/);
  await open(merchant, `${shop.url}/admin/returns/goodwill`);
  await follow(merchant, main(merchant.page).getByRole('button', { name: /^Agree/ }).first());
  await becomes(main(merchant.page), /Given\. The customer has a mail/);
  await leave(host);
  await leave(merchant);
}

for (const database of databases) {
  describe(`credit, on ${database.name}`, { skip: noBrowser || database.skip }, () => {
    let shop;
    let browser;
    before(async () => { [shop, browser] = [await openShop(database.name), await startBrowser()]; });
    after(async () => { await browser?.close(); await shop?.stop(); });

    for (const scripts of [true, false]) {
      test(`is given for what went wrong and pays for the next order, ${scripts ? 'with scripts' : 'without scripts'}`, async () => {
        const email = `noor.${scripts}@example.org`;
        const { number, address } = await ordered(shop, browser, scripts, email);
        await given(shop, browser, scripts, number, '10.00');
        const { text } = await shop.mailTo(email, /credit/i);
        assert.ok(text.includes('€10.00'), text);

        const guest = await newVisitor(browser, { scripts });
        const { page } = guest;
        await open(guest, address);
        const panel = page.getByRole('region', { name: 'You have a credit of €10.00' });
        const code = await words(panel.locator('dd'));
        assert.ok(text.includes(code), 'the mail has the same code');
        await leave(guest);

        const again = await atTheTill(shop, browser, { scripts });
        const till = again.page;
        const total = Number((await words(placeOrder(till))).split('€')[1]);
        const typed = noor(email);
        await fillIn(till, typed);
        await till.getByText('Have a credit code?').click();
        await till.getByLabel('Code of the credit').fill('not a code at all');
        await press(again, 'Use the credit');
        await becomes(main(till), /No credit has this code/);
        assert.deepEqual(await typedIn(till, Object.keys(typed)), typed, 'a wrong code costs nothing that was typed');
        await till.getByLabel('Code of the credit').fill(` ${code.toUpperCase()} `);
        await press(again, 'Use the credit');
        await becomes(main(till), /Your credit pays €10\.00 of it/);
        assert.deepEqual(await typedIn(till, Object.keys(typed)), typed);
        assert.equal(await words(placeOrder(till)), `Place order, €${(total - 10).toFixed(2)}`);
        await follow(again, placeOrder(till));
        await heading(till, 'Thank you, Noor').waitFor();
        await becomes(main(till), new RegExp(`€${(total - 10).toFixed(2)}`));
        await open(again, address);
        await becomes(main(till), /Your credit of €10\.00 is used up/);
        await leave(again);
        await shop.doctor();
      });
    }
  });
}

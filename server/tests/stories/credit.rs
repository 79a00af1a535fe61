//! Credit for a next order: given to put one right, spent at the till to the cent and once, put back where an order comes to
//! nothing.
use crate::goodwill::{allow, give, known, limit};
use crate::kit::goods::{stock, thing};
use crate::kit::people::{customer, host, person_of, sign_in};
use crate::kit::{Browser, Shop, both};
use crate::orders::ordered;
use crate::returns::{delivered, link, merchant};
use crate::security::taken;
use app::goodwill::Gift;
use app::goodwill::store::give::{Done, Refusal};
use app::orders::refund::{self, Refunding};
use app::orders::verbs;
use app::values::Moment;
use futures::future::join_all;

const NEELA: &str = "neela@example.org";
const NOOR: &[(&str, &str)] = &[
    ("Email", "noor@example.org"),
    ("Full name", "Noor Veldhuis"),
    ("Address", "Kerkpad 12"),
    ("Postcode", "7431 AB"),
    ("City", "Hollewijk"),
];

/// The code of a credit of this much, which a host gave about an order within the limit. Once a shop.
pub async fn given(shop: &Shop, order: i64, amount: i64) -> String {
    host(shop, NEELA, "Neela Oort").await;
    let by = known(person_of(shop, NEELA).await);
    allow(shop, by.id(), limit(amount, amount)).await;
    let done = give(shop, &by, order, Gift::Credit(amount), Moment::now()).await.unwrap();
    assert_eq!(done, Done::Given);
    code(shop).await
}
/// The code of the newest credit.
async fn code(shop: &Shop) -> String {
    app::credit::code(&shop.site.links, shop.number("select max(goodwill) from credit").await)
}
async fn balance(shop: &Shop) -> i64 {
    shop.number("select balance from credit").await
}

/// A browser at the till with some mugs of 12.00, which travel for 4.90.
async fn at_the_till(shop: &Shop, mugs: &str) -> Browser {
    stock(shop, &[thing("mug", 1_200, 60)]).await;
    let mut b = Browser::new(shop);
    b.open("/products/mug").await;
    b.press("Add to cart", &[("Quantity", mugs)]).await;
    b.click("Checkout").await;
    b
}
/// An order of two mugs, paid by this credit as far as it goes; its id.
async fn ordered_with(shop: &Shop, code: &str) -> i64 {
    let mut b = at_the_till(shop, "2").await;
    b.press("Use the credit", &[("code", code)]).await;
    b.press("Place order", NOOR).await;
    assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
    shop.number("select max(id) from orders").await
}
/// The mails that have these words in their subject, as they are read.
async fn mails(shop: &Shop, subject: &str) -> Vec<String> {
    shop.work().await;
    let all = shop.mails().into_iter().map(|m| m.replace("=\r\n", "").replace("=E2=82=AC", "€"));
    all.filter(|m| m.contains(&format!("Subject: {subject}"))).collect()
}

#[tokio::test]
async fn a_credit_goes_its_way_from_a_host_to_the_till_and_back() {
    both(|shop| async move {
        let (now, db, by) = (Moment::now(), shop.db(), &shop.merchant());
        let first = delivered(&shop, now).await;
        let mut n = host(&shop, NEELA, "Neela Oort").await;
        allow(&shop, person_of(&shop, NEELA).await, limit(1_000, 1_500)).await;
        n.open(&format!("/counter/goodwill/{first}")).await;
        n.press("Give the credit", &[("credit", "28.91"), ("reason", "It came late.")]).await;
        assert_eq!((n.page.status, n.text().contains("At most what the order came to: €28.90.")), (422, true));
        assert_eq!(n.attributes("#credit", "value"), ["28.91"]);
        let twice = n.sending("Give the credit", &[("credit", "10.00")]);
        n.press("Give the credit", &[("credit", "10.00")]).await;
        assert_eq!(n.page.status, 200, "{}", n.text());
        assert!(n.text().contains("Credit for next time, €10.00 Given It came late."), "{}", n.text());
        n.post(&twice.1, &twice.2).await;
        assert_eq!((n.page.status, shop.number("select count(*) from credit").await), (429, 1), "sent twice, given once");
        let code = code(&shop).await;
        let mail = mails(&shop, "A credit for next time").await;
        assert!(mail.len() == 1 && mail[0].contains(&code) && mail[0].contains("€10.00"), "{mail:?}");
        let mut b = Browser::new(&shop);
        b.open(&link(&shop, first).await).await;
        let text = b.text();
        assert!(text.contains("You have a credit of €10.00") && text.contains(&code), "{text}");
        assert!(text.contains("Credit of €10.00 for next time"), "a step of the way: {text}");

        let mut b = at_the_till(&shop, "2").await;
        let typed: Vec<(&str, &str)> = NOOR.iter().copied().chain([("code", "nonsense")]).collect();
        b.press("Use the credit", &typed).await;
        assert_eq!((b.page.status, b.text().contains("No credit has this code")), (422, true), "{}", b.text());
        let kept = ["name", "city", "code"].map(|field| b.attributes(&format!("[name={field}]"), "value").remove(0));
        assert_eq!(kept, ["Noor Veldhuis", "Hollewijk", "nonsense"]);
        let copied = format!(" {} {}", code[..13].to_uppercase(), &code[13..]);
        b.press("Use the credit", &[("code", &copied)]).await;
        assert_eq!(b.page.status, 200, "{}", b.text());
        assert!(b.text().contains("Credit −€10.00 To pay €18.90"), "{}", b.text());
        b.press("Place order, €18.90", &[]).await;
        assert!(b.page.path.starts_with("/orders/"), "nothing that was typed is lost: {}", b.text());
        assert!(b.text().contains("Credit −€10.00 To pay €18.90"), "{}", b.text());
        assert!(b.all("dd b").contains(&"€18.90".to_string()), "what is to be transferred: {}", b.text());
        let row: (i64, i64, i64, String) = db
            .query("select o.total, o.credit, p.amount, o.payment_state from orders o join payment p on p.order_id = o.id where o.credit > 0")
            .one()
            .await
            .unwrap();
        assert_eq!((row.0, row.1, row.2, row.3.as_str()), (2_890, 1_000, 1_890, "awaiting"));
        assert_eq!(balance(&shop).await, 0);
        shop.healthy().await;
        let mail = mails(&shop, "Your order 100").await;
        assert!(mail.iter().any(|m| m.contains("To pay  €18.90") && m.contains("Amount     €18.90")), "{mail:?}");

        let second = shop.number("select max(id) from orders").await;
        verbs::mark_paid(db, by, second, now).await.unwrap();
        verbs::fulfil(db, by, second, None, "", now).await.unwrap();
        let mut m = merchant(&shop).await;
        m.open(&format!("/admin/orders/{second}")).await;
        assert!(m.text().contains("€18.90 came and €10.00 was paid by credit."), "{}", m.text());
        let some = |extra| Refunding { extra, ..Refunding::default() };
        refund::verbs::refund(db, by, second, &some(1_500), now).await.unwrap();
        assert_eq!((balance(&shop).await, shop.number("select credited from refund").await), (0, 0), "money first");
        m.open(&format!("/admin/orders/{second}")).await;
        m.press("See what it comes to", &[("extra", "13.90"), ("reason", "other")]).await;
        assert!(
            m.text().contains("As money €3.90 To the credit it was paid with €10.00"),
            "seen before it is given: {}",
            m.text()
        );
        m.press("Give back €13.90", &[]).await;
        assert_eq!((m.page.status, balance(&shop).await), (200, 1_000), "{}", m.text());
        let state: (String, i64) =
            db.query("select payment_state, refunded from orders where credit > 0").one().await.unwrap();
        assert_eq!(state, ("refunded".into(), 2_890));
        let papers: Vec<(String,)> =
            db.query("select content from paper where order_id = $1 order by id").bind(second).all().await.unwrap();
        assert!(papers[0].0.contains("€10.00 is paid by credit. The rest was paid on"), "{papers:?}");
        let last = &papers.last().unwrap().0;
        assert!(last.contains("€3.90 goes back as money, €10.00 to the credit it was paid with."), "{papers:?}");
        let mail = mails(&shop, "Paid back").await;
        assert!(mail.iter().any(|m| m.contains("€10.00 of it to your credit")), "{mail:?}");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_a_credit_covers_is_paid_at_once_and_goes_back_to_it() {
    both(|shop| async move {
        let (now, db, by) = (Moment::now(), shop.db(), &shop.merchant());
        let first = ordered(&shop, "transfer").await;
        let code = given(&shop, first, 2_000).await;
        let mut b = at_the_till(&shop, "1").await;
        b.press("Update", &[("shipping", "pickup")]).await;
        assert!(b.count("[name=payment]") > 0);
        b.press("Use the credit", &[("code", &code)]).await;
        assert_eq!(
            (b.count("[name=payment]"), b.text().contains("Nothing is left to pay.")),
            (0, true),
            "{}",
            b.text()
        );
        b.press("Place order, €0.00", &[("Email", "wim@example.org"), ("Full name", "Wim"), ("show", "on")]).await;
        assert!(b.page.path.starts_with("/orders/") && !b.text().contains("How to pay"), "{}", b.text());
        let row: (String, String, i64, i64, Option<i64>) = db
            .query(
                "select o.payment_method, o.payment_state, o.credit, p.amount, p.received_at
                 from orders o join payment p on p.order_id = o.id where o.payment_method = 'credit'",
            )
            .one()
            .await
            .unwrap();
        assert_eq!((row.0.as_str(), row.1.as_str(), row.2, row.3), ("credit", "paid", 1_200, 0));
        assert!(row.4.is_some());
        assert_eq!(balance(&shop).await, 800);
        assert_eq!(
            shop.number("select count(*) from job where kind = 'purchase.show'").await,
            1,
            "as any that was paid"
        );
        shop.healthy().await;
        let second = shop.number("select max(id) from orders").await;
        verbs::cancel(db, by, second, now).await.unwrap();
        assert_eq!(balance(&shop).await, 800, "it is due back, and a merchant gives it");
        let mut m = merchant(&shop).await;
        m.open(&format!("/admin/orders/{second}")).await;
        assert!(m.text().contains("There is nothing to send by your bank."), "{}", m.text());
        m.press("It is paid back", &[]).await;
        assert_eq!(balance(&shop).await, 2_000);
        b.open(&link(&shop, second).await).await;
        assert!(b.text().contains("€12.00 of it went back to you, €12.00 of that to your credit."), "{}", b.text());
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_order_that_was_never_paid_puts_its_credit_back() {
    both(|shop| async move {
        let (now, db) = (Moment::now(), shop.db());
        let first = ordered(&shop, "transfer").await;
        let code = given(&shop, first, 1_000).await;
        let second = ordered_with(&shop, &code).await;
        assert_eq!(balance(&shop).await, 0);
        verbs::cancel(db, &shop.merchant(), second, now).await.unwrap();
        assert_eq!(balance(&shop).await, 1_000);
        shop.healthy().await;
        let third = ordered_with(&shop, &code).await;
        shop.damage(
            "update orders set expires_at = 0 where state = 'placed' and payment_state = 'awaiting' and credit > 0",
        )
        .await;
        assert!(verbs::lapse(db, third, now).await.unwrap());
        assert_eq!(balance(&shop).await, 1_000);
        let moves: Vec<(String, i64)> =
            db.query("select reason, delta from credit_move order by id").all().await.unwrap();
        let moves: Vec<(&str, i64)> = moves.iter().map(|(reason, delta)| (reason.as_str(), *delta)).collect();
        assert_eq!(
            moves,
            [("given", 1_000), ("spent", -1_000), ("returned", 1_000), ("spent", -1_000), ("returned", 1_000)]
        );
        for subject in ["Cancelled", "Lapsed"] {
            assert!(mails(&shop, subject).await[0].contains("€10.00 is back on your credit."), "{subject}");
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn carts_that_want_the_same_credit_at_once_spend_it_once() {
    both(|shop| async move {
        let first = ordered(&shop, "transfer").await;
        let code = given(&shop, first, 1_000).await;
        let mut ready = vec![];
        for _ in 0..8 {
            let mut b = at_the_till(&shop, "1").await;
            b.press("Use the credit", &[("code", &code)]).await;
            ready.push(b);
        }
        let all = join_all(ready.into_iter().map(|mut b| {
            tokio::spawn(async move {
                b.press("Place order, €6.90", NOOR).await;
                (b.page.status, b.text())
            })
        }))
        .await;
        let ends: Vec<(u16, String)> = all.into_iter().map(|end| end.unwrap()).collect();
        assert_eq!(ends.iter().filter(|(status, _)| *status == 200).count(), 1, "{ends:?}");
        for (_, text) in ends.iter().filter(|(status, _)| *status != 200) {
            assert!(text.contains("Your credit has changed while you were filling this in"), "{text}");
            assert!(text.contains("Place order, €16.90"), "{text}");
        }
        assert_eq!(shop.number("select count(*) from orders where credit > 0").await, 1);
        assert_eq!((shop.number("select count(*) from orders").await, balance(&shop).await), (2, 0));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_orders_at_another_sum_than_they_think() {
    both(|shop| async move {
        let first = ordered(&shop, "transfer").await;
        let code = given(&shop, first, 1_000).await;
        let mut b = at_the_till(&shop, "1").await;
        let typed: Vec<(&str, &str)> = NOOR.iter().copied().chain([("code", code.as_str())]).collect();
        b.press("Place order, €16.90", &typed).await;
        assert_eq!((b.page.status, shop.number("select count(*) from orders").await), (422, 1), "{}", b.text());
        assert!(b.text().contains("Look at what is left to pay"), "{}", b.text());
        b.press("Take the credit off", &[]).await;
        assert!(b.page.status == 200 && b.text().contains("Place order, €16.90"), "{}", b.text());
        // A form that was left open since the credit was chosen shows another sum.
        b.press("Use the credit", &[("code", &code)]).await;
        let (mut other, open) = (b.clone(), b.sending("Place order, €6.90", &[]));
        other.press("Take the credit off", &[]).await;
        b.post(&open.1, &open.2).await;
        assert_eq!((b.page.status, shop.number("select count(*) from orders").await), (422, 1), "{}", b.text());
        shop.damage("update credit set currency = 'USD'").await;
        b.press("Use the credit", &[("code", &code)]).await;
        assert!(b.text().contains("This credit is in USD, and your cart in EUR."), "{}", b.text());
        b.press("Place order, €16.90", &[("code", "")]).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        assert_eq!(balance(&shop).await, 1_000);
    })
    .await;
}

#[tokio::test]
async fn above_the_limit_a_merchant_gives_the_credit_paid_or_not() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        let mut n = host(&shop, NEELA, "Neela Oort").await;
        n.open(&format!("/counter/goodwill/{order}")).await;
        n.press("Give the credit", &[("credit", "5.00"), ("reason", "We forgot them.")]).await;
        assert!(n.text().contains("A merchant decides"), "{}", n.text());
        assert_eq!(shop.number("select count(*) from credit").await, 0);
        let mut m = merchant(&shop).await;
        m.open("/admin/returns/goodwill").await;
        assert!(m.text().contains("Credit above a host’s limit: Neela Oort asks for €5.00"), "{}", m.text());
        let twice = m.sending("Agree", &[]);
        m.press("Agree", &[]).await;
        m.post(&twice.1, &twice.2).await;
        assert_eq!((shop.number("select count(*) from credit").await, balance(&shop).await), (1, 500), "once");
        let acts: Vec<(String, String)> = shop
            .db()
            .query("select act, after from audit where act like 'goodwill.%' order by id")
            .all()
            .await
            .unwrap();
        let acts: Vec<(&str, &str)> = acts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(acts, [("goodwill.asked", "credit €5.00"), ("goodwill.approved", "credit €5.00")]);
        let by = known(person_of(&shop, NEELA).await);
        let more = give(&shop, &by, order, Gift::Credit(2_891), Moment::now()).await;
        assert!(matches!(more, Err(Refusal::Above(total)) if total.minor == 2_890), "{more:?}");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_credit_stays_in_the_cart_of_whoever_signs_in_and_is_taken_along() {
    both(|shop| async move {
        let first = ordered(&shop, "transfer").await;
        let code = given(&shop, first, 1_000).await;
        let mut noor = customer(&shop, "noor@example.org").await;
        noor.open("/products/mug").await;
        noor.press("Add to cart", &[]).await;
        // On another device, before she signs in there.
        let mut b = at_the_till(&shop, "2").await;
        b.press("Use the credit", &[("code", &code)]).await;
        sign_in(&mut b, "noor@example.org").await;
        b.open("/checkout").await;
        assert!(b.text().contains("Credit −€10.00 To pay €18.90"), "{}", b.text());
        let files = taken(&shop, &b).await;
        let credits: serde_json::Value = serde_json::from_str(&files["credits.json"]).unwrap();
        assert_eq!((&credits[0]["amount"], &credits[0]["left"]), (&1_000.into(), &1_000.into()));
        assert!(!files.values().any(|text| text.contains(&code)), "the code stays on the page of the order");
    })
    .await;
}

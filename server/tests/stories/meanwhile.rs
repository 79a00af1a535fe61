//! What one person does while another one does something else: sent what was withdrawn from, counted what was ordered,
//! called off what has its invoice, sent the same form twice.
use crate::kit::goods::{opened, pan, stock, thing};
use crate::kit::people::{host, person_of};
use crate::kit::shop::on_sqlite;
use crate::kit::{Browser, Shop, both};
use crate::orders::ordered;
use crate::refunds::{Sale, a_shop, order};
use crate::returns::{ask, delivered, held, line, merchant, states, wish};
use app::backup::{check, restore, take};
use app::catalogue::draft::Draft;
use app::db::{Clash, retried};
use app::drafts::store::{self as drafts, write};
use app::goodwill::Limit;
use app::goodwill::store::set_limit;
use app::orders::papers::{Content, issue, store as papers};
use app::orders::{Refusal, refund, verbs};
use app::returns::Kind;
use app::returns::store::settle::settle;
use app::returns::store::verbs as asked;
use app::values::{Currency, Email, Moment};
use app::viewer::FreshMerchant;
use futures::future::join_all;
use std::sync::atomic::{AtomicUsize, Ordering};

const NEELA: &str = "neela@example.org";

async fn unsent(shop: &Shop) -> Vec<i64> {
    let rows: Vec<(i64,)> = shop.db().query("select unsent from return_line order by request").all().await.unwrap();
    rows.into_iter().map(|(n,)| n).collect()
}
/// How many requests are closed without money.
async fn closed_for_nothing(shop: &Shop) -> i64 {
    shop.number("select count(*) from return_request where state = 'closed' and refund is null").await
}

#[tokio::test]
async fn what_is_sent_although_it_was_withdrawn_from_has_to_travel_back() {
    both(|shop| async move {
        let id = ordered(&shop, "transfer").await;
        let (db, m, now, line) = (shop.db(), &shop.merchant(), Moment::now(), line(&shop).await);
        verbs::mark_paid(db, m, id, now).await.unwrap();
        let one = wish(Kind::Withdrawal, "none", &[(line, 1)]);
        let first = ask(&shop, id, &one, now).await.unwrap();
        let second = ask(&shop, id, &one, now).await.unwrap();
        verbs::fulfil(db, m, id, Some(&[(line, 1)]), "", now).await.unwrap();
        assert_eq!(unsent(&shop).await, [1, 0], "one still waits, and the first who asked has it");
        settle(db, m, first, (0, ""), now).await.unwrap();
        let early = settle(db, m, second, (0, ""), now).await;
        assert!(matches!(early, Err(asked::Refusal::Illegal { .. })), "it has to come back first: {early:?}");
        asked::approve(db, m, second, now).await.unwrap();
        asked::receive(db, m, second, &[(line, 1, 1)], now).await.unwrap();
        settle(db, m, second, (0, ""), now).await.unwrap();
        assert_eq!(shop.number("select refunded from orders").await, 2_400);
        assert_eq!(held(&shop).await, (5, 0));
        assert!(matches!(ask(&shop, id, &one, now).await, Err(asked::Refusal::Most { most: 0, .. })));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_withdrawal_from_an_order_that_came_to_nothing_is_closed_without_money() {
    both(|shop| async move {
        a_shop(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let sale = Sale { lines: &[("MUG", 2)], payment: "transfer", with_tax: true };
        let mut orders = vec![];
        for _ in 0..3 {
            let id = order(&shop, &sale, now).await;
            let (line,): (i64,) =
                db.query("select id from order_line where order_id = $1").bind(id).one().await.unwrap();
            orders.push((id, ask(&shop, id, &wish(Kind::Withdrawal, "none", &[(line, 1)]), now).await.unwrap()));
        }
        let [unpaid, paid_back, open] = orders[..] else { unreachable!() };
        verbs::cancel(db, m, unpaid.0, now).await.unwrap();
        settle(db, m, unpaid.1, (0, ""), now).await.unwrap();
        verbs::mark_paid(db, m, paid_back.0, now).await.unwrap();
        verbs::cancel(db, m, paid_back.0, now).await.unwrap();
        refund::verbs::pay_back(db, m, paid_back.0, now).await.unwrap();
        settle(db, m, paid_back.1, (0, ""), now).await.unwrap();
        assert_eq!(closed_for_nothing(&shop).await, 2);
        // One whose order stands unpaid can be agreed to, and closed then.
        let mut desk = merchant(&shop).await;
        desk.open(&format!("/admin/returns/{}", open.1)).await;
        assert_eq!(desk.count("button[value=approve]"), 1, "{}", desk.text());
        asked::approve(db, m, open.1, now).await.unwrap();
        asked::close(db, m, open.1, now).await.unwrap();
        assert_eq!(closed_for_nothing(&shop).await, 3);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_did_not_come_back_for_money_can_be_asked_for_again() {
    both(|shop| async move {
        let now = Moment::now();
        let id = delivered(&shop, now).await;
        let (db, m, line) = (shop.db(), &shop.merchant(), line(&shop).await);
        let repair = ask(&shop, id, &wish(Kind::Return, "repair", &[(line, 1)]), now).await.unwrap();
        asked::approve(db, m, repair, now).await.unwrap();
        asked::close(db, m, repair, now).await.unwrap();
        let two = ask(&shop, id, &wish(Kind::Return, "faulty", &[(line, 2)]), now).await.unwrap();
        asked::approve(db, m, two, now).await.unwrap();
        asked::receive(db, m, two, &[(line, 1, 0)], now).await.unwrap();
        settle(db, m, two, (0, ""), now).await.unwrap();
        let one = wish(Kind::Return, "faulty", &[(line, 1)]);
        ask(&shop, id, &one, now).await.unwrap();
        assert!(matches!(ask(&shop, id, &one, now).await, Err(asked::Refusal::Most { most: 0, .. })));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_counted_after_it_was_ordered_is_kept_for_the_orders() {
    both(|shop| async move {
        opened(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let mug = |tracked, on_hand| {
            let mut mug = thing("mug", 1_200, 0);
            (mug.variants[0].tracked, mug.variants[0].on_hand) = (Some(tracked), on_hand);
            mug
        };
        stock(&shop, &[mug(false, Some(5))]).await;
        let sale = Sale { lines: &[("MUG", 2)], payment: "transfer", with_tax: true };
        let (sent, cancelled) = (order(&shop, &sale, now).await, order(&shop, &sale, now).await);
        assert_eq!(held(&shop).await, (5, 0));
        stock(&shop, &[mug(true, None)]).await;
        assert_eq!(held(&shop).await, (5, 4));
        shop.healthy().await;
        verbs::mark_paid(db, m, sent, now).await.unwrap();
        verbs::fulfil(db, m, sent, None, "", now).await.unwrap();
        verbs::cancel(db, m, cancelled, now).await.unwrap();
        assert_eq!(held(&shop).await, (3, 0));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn orders_of_an_older_backup_are_found_by_their_names() {
    both(|from| async move {
        a_shop(&from).await;
        let sale = Sale { lines: &[("MUG", 1)], payment: "transfer", with_tax: true };
        for _ in 0..2 {
            order(&from, &sale, Moment::now()).await;
        }
        from.damage("delete from order_name where order_id = (select min(id) from orders)").await;
        let file = from.folder.join("older.backup");
        take(from.db(), &from.site.shelf, &from.merchant(), &file, Moment::now()).await.unwrap();
        let file = &file;
        on_sqlite(|to| async move {
            let backup = check(file).await.unwrap();
            let (_, drifts) = restore(to.db(), &to.site.shelf, &to.merchant(), &backup).await.unwrap();
            assert_eq!(drifts, []);
            assert_eq!(to.number("select count(*) from order_name").await, 4);
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_form_of_goodwill_that_is_sent_twice_gives_once() {
    both(|shop| async move {
        let order = delivered(&shop, Moment::now()).await;
        let mut n = host(&shop, NEELA, "Neela Oort").await;
        let limit = Limit { per_act: 500, per_month: 2_000, currency: Currency::EUR };
        let (by, neela) = (FreshMerchant::at_the_console(), person_of(&shop, NEELA).await);
        set_limit(shop.db(), &by, neela, Some(limit), "", Moment::now()).await.unwrap();
        n.open(&format!("/counter/goodwill/{order}")).await;
        let (_, path, fields) = n.sending("Give it back", &[("Amount, in EUR", "5.00"), ("reason", "A dent.")]);
        let all = join_all((0..4).map(|_| {
            let (mut n, path, fields) = (n.clone(), path.clone(), fields.clone());
            async move {
                n.post(&path, &fields).await;
                n.page.status
            }
        }))
        .await;
        assert_eq!(all.iter().filter(|status| **status == 200).count(), 1, "{all:?}");
        n.post(&path, &fields).await;
        assert_eq!((n.page.status, n.text().contains("nothing more was given")), (429, true), "{}", n.text());
        assert_eq!(shop.number("select refunded from orders").await, 500);
        // Whoever has read that may mean it.
        n.press("Give it back", &[]).await;
        assert_eq!((n.page.status, shop.number("select refunded from orders").await), (200, 1_000), "{}", n.text());
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_invoice_of_what_is_never_paid_is_credited_and_what_is_cancelled_gets_none() {
    both(|shop| async move {
        a_shop(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let sale = Sale { lines: &[("MUG", 1), ("TIN", 2)], payment: "transfer", with_tax: true };
        let mut orders = vec![];
        for _ in 0..3 {
            orders.push(order(&shop, &sale, now).await);
        }
        for order in &orders[..2] {
            issue::invoice(db, m, *order, now).await.unwrap();
        }
        assert!(verbs::lapse(db, orders[0], now.plus(60 * Moment::DAY)).await.unwrap());
        verbs::cancel(db, m, orders[1], now).await.unwrap();
        verbs::cancel(db, m, orders[2], now).await.unwrap();
        for order in &orders[..2] {
            let all = papers::of(db, *order).await.unwrap();
            let content = |i: usize| serde_json::from_str::<Content>(&all[i].content).unwrap();
            assert_eq!((all.len(), all[1].kind.as_str()), (2, "credit_note"));
            assert_eq!((content(1).total, content(1).rates), (content(0).total, content(0).rates));
            assert_eq!(content(1).about.map(|a| a.0), Some(all[0].number.clone()));
        }
        assert!(matches!(issue::invoice(db, m, orders[2], now).await, Err(Refusal::Cancelled)));
        assert_eq!(shop.number("select count(*) from paper").await, 4);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_variant_that_a_draft_holds_is_archived_and_not_deleted() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[pan()]).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let variant = shop.number("select id from variant where sku = 'PAN-20-S'").await;
        let free = shop.number("select id from variant where sku = 'PAN-20-B'").await;
        let draft = write::begin(db, m, "EUR", "NL", now).await.unwrap();
        write::change(db, m, draft, &write::Change::Add { variant }, now).await.unwrap();
        stock(&shop, &[Draft { slug: "pan".into(), gone: vec![variant, free], ..Draft::default() }]).await;
        let left: Vec<(String, bool)> =
            db.query("select sku, archived_at is not null from variant order by id").all().await.unwrap();
        assert_eq!(left, [("PAN-20-S".to_string(), true), ("PAN-26-S".to_string(), false)]);
        assert_eq!(shop.number("select count(*) from cart_line").await, 1);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_offer_whose_job_was_lost_is_found_when_it_is_over() {
    both(|shop| async move {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let variant = shop.number("select id from variant").await;
        let draft = write::begin(db, m, "EUR", "NL", now).await.unwrap();
        write::change(db, m, draft, &write::Change::Add { variant }, now).await.unwrap();
        shop.damage("update draft set email = 'noor@example.org', email_key = 'noor@example.org'").await;
        let until = now.plus(Moment::DAY);
        write::offer(db, &shop.site.links, m, draft, (until, true, "en"), now).await.unwrap();
        assert!(drafts::overdue(db, now).await.unwrap().is_empty());
        assert_eq!(drafts::overdue(db, until).await.unwrap(), [draft]);
        assert!(write::lapse(db, draft, until).await.unwrap());
        assert!(drafts::overdue(db, until).await.unwrap().is_empty());
        assert_eq!(held(&shop).await, (5, 0));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_offer_is_taxed_by_the_postcode_that_the_customer_types() {
    both(|shop| async move {
        opened(&shop).await;
        shop.damage("update shop set prices_include_tax = false, catalogue_version = catalogue_version + 1").await;
        stock(&shop, &[thing("mug", 1_200, 5)]).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let variant = shop.number("select id from variant").await;
        let draft = write::begin(db, m, "EUR", "DE", now).await.unwrap();
        write::change(db, m, draft, &write::Change::Add { variant }, now).await.unwrap();
        let details = write::Details {
            email: Email::parse("noor@example.org").unwrap(),
            name: String::new(),
            country: "DE".into(),
            address: String::new(),
            method: "parcel".into(),
            title: "Parcel post".into(),
            price: 890,
            reason: String::new(),
        };
        write::change(db, m, draft, &write::Change::Details(Box::new(details)), now).await.unwrap();
        let links = &shop.site.links;
        write::offer(db, links, m, draft, (now.plus(Moment::DAY), false, "en"), now).await.unwrap();
        let mut b = Browser::new(&shop);
        b.open(&crate::drafts::word(&shop).await).await;
        let to = [("name", "Noor Veldhuis"), ("address", "Lung Wai 1"), ("postcode", "27498"), ("city", "Helgoland")];
        b.press("Place order", &to).await;
        assert!(b.text().contains("The sum has changed. Here is the new one"), "{}", b.text());
        b.press("Place order", &[]).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
        assert_eq!(shop.number("select tax_total from orders").await, 0, "the island lies outside");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_was_erased_hears_nothing_of_a_return() {
    both(|shop| async move {
        let now = Moment::now();
        let id = delivered(&shop, now).await;
        let (db, m, line) = (shop.db(), &shop.merchant(), line(&shop).await);
        let request = ask(&shop, id, &wish(Kind::Return, "faulty", &[(line, 1)]), now).await.unwrap();
        let mails = shop.number("select count(*) from mail").await;
        shop.damage("update orders set email = '', email_key = ''").await;
        asked::approve(db, m, request, now).await.unwrap();
        let some = shop.number("select min(id) from mail where kind = 'order.placed'").await;
        let again = app::orders::journey::verbs::mail_again(db, m, id, some, now).await;
        assert!(matches!(again, Err(Refusal::Unknown)), "{again:?}");
        assert_eq!(shop.number("select count(*) from mail").await, mails);
        assert_eq!(states(&shop).await.0, "completed");
    })
    .await;
}

#[tokio::test]
async fn what_the_database_gave_up_is_tried_three_times_more_and_a_refusal_never() {
    struct Fault(bool);
    impl Clash for Fault {
        fn is_clash(&self) -> bool {
            self.0
        }
    }
    for (good_at, clash, tries) in [(3, true, 3), (9, true, 4), (9, false, 1)] {
        let tried = AtomicUsize::new(0);
        let done = retried(|| async {
            let nth = tried.fetch_add(1, Ordering::SeqCst) + 1;
            if nth >= good_at { Ok(nth) } else { Err(Fault(clash)) }
        })
        .await;
        assert_eq!((done.is_ok(), tried.into_inner()), (good_at == 3, tries));
    }
}

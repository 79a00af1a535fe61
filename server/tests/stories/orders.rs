//! What becomes of an order: its verbs, its moves, its ledger, its mails.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::{Browser, Shop, both};
use app::orders::{Refusal, verbs};
use app::values::Moment;

/// An order for two mugs, placed at the till; its id.
pub async fn ordered(shop: &Shop, payment: &str) -> i64 {
    ordered_of(shop, payment, 5).await
}
/// The same where so many mugs are there.
pub async fn ordered_of(shop: &Shop, payment: &str, on_hand: i64) -> i64 {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, on_hand)]).await;
    let mut b = Browser::new(shop);
    b.open("/products/mug").await;
    b.press("Add to cart", &[("Quantity", "2")]).await;
    b.click("Checkout").await;
    if payment == "on_pickup" {
        b.press("Update", &[("shipping", "pickup")]).await;
        b.press("Place order", &[("Email", "wim@example.org"), ("Full name", "Wim"), ("payment", payment)]).await;
    } else {
        let address = [("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];
        let mut fields = vec![("Email", "noor@example.org"), ("Full name", "Noor Veldhuis")];
        fields.extend(address);
        b.press("Place order", &fields).await;
    }
    assert_eq!(b.page.status, 200, "{}", b.text());
    shop.number("select id from orders").await
}

async fn states(shop: &Shop) -> (String, String, String) {
    shop.db().query("select state, payment_state, fulfilment_state from orders").one().await.unwrap()
}
async fn held(shop: &Shop) -> (i64, i64) {
    shop.db().query("select on_hand, reserved from stock").one().await.unwrap()
}
async fn subjects(shop: &Shop) -> Vec<String> {
    shop.work().await;
    let mut all: Vec<String> = shop
        .mails()
        .iter()
        .map(|m| m.lines().find_map(|l| l.strip_prefix("Subject: ")).unwrap().split(':').next().unwrap().to_string())
        .collect();
    all.sort();
    all
}

#[tokio::test]
async fn an_order_goes_its_way_from_paid_to_delivered() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        assert_eq!(held(&shop).await, (5, 2));
        assert!(matches!(verbs::fulfil(db, m, order, None, "", now).await, Err(Refusal::Unpaid)));
        verbs::mark_paid(db, m, order, now).await.unwrap();
        assert!(matches!(verbs::mark_paid(db, m, order, now).await, Err(Refusal::Illegal { .. })));
        let line = shop.number("select id from order_line").await;
        assert!(matches!(verbs::fulfil(db, m, order, Some(&[(line, 3)]), "", now).await, Err(Refusal::Quantity)));
        assert!(matches!(verbs::fulfil(db, m, order, Some(&[(line, 0)]), "", now).await, Err(Refusal::Quantity)));
        verbs::fulfil(db, m, order, Some(&[(line, 1)]), "3S1", now).await.unwrap();
        assert_eq!((held(&shop).await, states(&shop).await.2.as_str()), ((4, 1), "partly_sent"));
        assert!(
            matches!(verbs::cancel(db, m, order, now).await, Err(Refusal::Illegal { .. })),
            "part of it is on its way"
        );
        shop.healthy().await;
        verbs::fulfil(db, m, order, None, "3S2", now).await.unwrap();
        assert_eq!((held(&shop).await, states(&shop).await.2.as_str()), ((3, 0), "sent"));
        verbs::deliver(db, m, order, now).await.unwrap();
        assert_eq!(states(&shop).await, ("completed".into(), "paid".into(), "delivered".into()));
        assert_eq!(subjects(&shop).await, ["On its way", "On its way", "Paid", "Your order 10001 at Test Kitchen"]);
        let kinds: Vec<(String,)> =
            db.query("select kind from event where subject_kind = 'order' order by id").all().await.unwrap();
        let kinds: Vec<&str> = kinds.iter().map(|(k,)| k.as_str()).collect();
        assert_eq!(
            kinds,
            ["order.placed", "order.paid", "order.sent", "order.sent", "order.delivered", "order.completed"]
        );
        assert_eq!(
            shop.number("select count(*) from event where subject_kind = 'order' and audience <> 'staff'").await,
            0
        );
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_order_gives_its_goods_back_and_owes_what_was_paid() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        verbs::mark_paid(db, m, order, now).await.unwrap();
        verbs::cancel(db, m, order, now).await.unwrap();
        assert_eq!(held(&shop).await, (5, 0));
        assert_eq!(states(&shop).await, ("cancelled".into(), "refund_due".into(), "stopped".into()));
        for refused in [verbs::cancel(db, m, order, now).await, verbs::deliver(db, m, order, now).await] {
            assert!(matches!(refused, Err(Refusal::Illegal { .. })));
        }
        assert!(matches!(verbs::cancel(db, m, order + 1, now).await, Err(Refusal::Unknown)));
        assert_eq!(subjects(&shop).await, ["Cancelled", "Paid", "Your order 10001 at Test Kitchen"]);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_collected_may_be_paid_at_the_end() {
    both(|shop| async move {
        let order = ordered(&shop, "on_pickup").await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        verbs::fulfil(db, m, order, None, "", now).await.unwrap();
        verbs::deliver(db, m, order, now).await.unwrap();
        assert_eq!(states(&shop).await.0, "placed");
        verbs::mark_paid(db, m, order, now).await.unwrap();
        assert_eq!(states(&shop).await, ("completed".into(), "paid".into(), "delivered".into()));
        assert_eq!(subjects(&shop).await, ["Paid", "Ready to collect", "Your order 10001 at Test Kitchen"]);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_unpaid_transfer_lapses_by_its_job_and_not_before() {
    both(|shop| async move {
        ordered(&shop, "transfer").await;
        shop.work().await;
        assert_eq!(states(&shop).await.0, "placed");
        let later = Moment::now().plus(7 * Moment::DAY + Moment::MINUTE);
        server::jobs::drain(&shop.worker, later).await.unwrap();
        assert_eq!(states(&shop).await, ("cancelled".into(), "void".into(), "stopped".into()));
        assert_eq!(held(&shop).await, (5, 0));
        assert!(subjects(&shop).await.contains(&"Lapsed".to_string()));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_paid_order_does_not_lapse() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        verbs::mark_paid(shop.db(), &shop.merchant(), order, Moment::now()).await.unwrap();
        server::jobs::drain(&shop.worker, Moment::now().plus(30 * Moment::DAY)).await.unwrap();
        assert_eq!(states(&shop).await.1, "paid");
    })
    .await;
}

#[tokio::test]
async fn a_step_that_is_not_allowed_is_refused_by_the_database_itself() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        let mut tx = shop.db().begin().await.unwrap();
        let refused = tx
            .query("insert into order_move (order_id, n, axis, from_state, to_state, at, actor) values ($1, 1, 'payment', 'void', 'paid', 1, 'x')")
            .bind(order)
            .run()
            .await;
        assert!(refused.is_err());
    })
    .await;
}

#[tokio::test]
async fn two_verbs_at_once_are_one() {
    both(|shop| async move {
        let order = ordered(&shop, "transfer").await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        verbs::mark_paid(db, m, order, now).await.unwrap();
        let all = futures::future::join_all((0..12).map(|n| async move {
            match n % 2 {
                0 => verbs::cancel(db, m, order, now).await.is_ok(),
                _ => verbs::fulfil(db, m, order, None, "", now).await.is_ok(),
            }
        }))
        .await;
        assert_eq!(all.iter().filter(|good| **good).count(), 1);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_lost_link_is_answered_always_alike_and_comes_by_mail() {
    both(|shop| async move {
        ordered(&shop, "transfer").await;
        shop.work().await;
        let mut b = Browser::new(&shop);
        let mut said = vec![];
        for (number, email) in
            [("10001", "noor@example.org"), ("10001", "other@example.org"), ("99999", "noor@example.org")]
        {
            b.open("/orders").await;
            b.press("Mail me the link", &[("Order number", number), ("Email", email)]).await;
            said.push((b.page.status, b.page.path.clone(), b.text()));
        }
        assert!(said.iter().all(|s| *s == said[0]), "{said:?}");
        shop.work().await;
        let mails: Vec<String> = shop.mails().into_iter().filter(|m| m.contains("The link to your order")).collect();
        assert_eq!(mails.len(), 1);
        let mail = mails[0].replace("=\r\n", "");
        let start = mail.find("http://shop.test/orders/").unwrap() + "http://shop.test".len();
        let path: String = mail[start..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        assert_eq!(b.open(&path).await.status, 200);
        b.open("/orders").await;
        b.press("Mail me the link", &[("Order number", ""), ("Email", "nobody")]).await;
        assert_eq!((b.page.status, b.count("[aria-invalid=true]")), (422, 2));
    })
    .await;
}

#[tokio::test]
async fn a_mail_is_one_row_one_message_id_and_a_repeat_overwrites() {
    both(|shop| async move {
        ordered(&shop, "transfer").await;
        shop.work().await;
        assert_eq!(shop.mails().len(), 1);
        shop.damage("update job set done_at = null, leased_until = null where kind = 'mail.send'").await;
        shop.damage("update mail set sent_at = null").await;
        shop.work().await;
        assert_eq!(shop.mails().len(), 1);
        assert_eq!(shop.number("select count(*) from mail where sent_at is not null").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_job_that_fails_comes_again_later_and_is_put_aside_at_last() {
    both(|shop| async move {
        let mut tx = shop.db().begin().await.unwrap();
        let now = Moment::now();
        app::jobs::enqueue(&mut tx, "order.lapse", "no number", now, now).await.unwrap();
        tx.commit().await.unwrap();
        let mut at = now;
        for tries in 1..=app::jobs::MOST_TRIES {
            assert!(server::jobs::run_one(&shop.worker, at).await.unwrap(), "try {tries}");
            assert!(!server::jobs::run_one(&shop.worker, at).await.unwrap(), "not again at once");
            at = at.plus(3 * Moment::DAY);
        }
        assert!(!server::jobs::run_one(&shop.worker, at.plus(90 * Moment::DAY)).await.unwrap());
        assert_eq!(shop.number("select count(*) from job where dead_at is not null and fault <> ''").await, 1);
    })
    .await;
}

#[tokio::test]
async fn two_workers_never_take_the_same_job() {
    both(|shop| async move {
        let now = Moment::now();
        let mut tx = shop.db().begin().await.unwrap();
        for n in 0..30 {
            app::jobs::enqueue(&mut tx, "tidy", &n.to_string(), now, now).await.unwrap();
        }
        tx.commit().await.unwrap();
        let taken = futures::future::join_all((0..40).map(|_| app::jobs::take(shop.db(), now))).await;
        let mut ids: Vec<i64> = taken.into_iter().filter_map(|j| j.unwrap()).map(|j| j.id).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!((ids.len(), all), (30, 30));
    })
    .await;
}

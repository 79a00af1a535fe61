//! Goodwill: what a host gives alone, what a merchant is asked about, and that nothing is given twice.
use crate::kit::goods::{stock, thing};
use crate::kit::people::{host, person_of};
use crate::kit::{Browser, Shop, both};
use crate::returns::{delivered, merchant};
use app::goodwill::store::give::{self, Done, House, Refusal};
use app::goodwill::store::{given, limit_of, set_limit};
use app::goodwill::{Gift, Limit, MONTH};
use app::site::facts;
use app::values::{Currency, Moment};
use app::viewer::{FreshMerchant, Host, Known, Viewer};
use futures::future::join_all;

const NEELA: &str = "neela@example.org";

pub fn limit(per_act: i64, per_month: i64) -> Option<Limit> {
    Some(Limit { per_act, per_month, currency: Currency::EUR })
}
pub async fn allow(shop: &Shop, person: i64, limit: Option<Limit>) {
    set_limit(shop.db(), &FreshMerchant::at_the_console(), person, limit, "", Moment::now()).await.unwrap();
}
/// A host as a request knows them.
pub fn known(id: i64) -> Host {
    let known = Known { id, kind: "staff".into(), host: true, ..Known::default() };
    Viewer::new(Some(known), None).host().unwrap()
}
pub async fn give(shop: &Shop, by: &Host, order: i64, gift: Gift, now: Moment) -> Result<Done, Refusal> {
    let facts = facts(shop.db()).await.unwrap();
    let house = House { db: shop.db(), links: &shop.site.links, facts: &facts };
    give::act(house, by, order, &gift, ("It came with a dent.", None), now).await
}

#[tokio::test]
async fn a_host_gives_within_the_limit_and_asks_a_merchant_above_it() {
    both(|shop| async move {
        let order = delivered(&shop, Moment::now()).await;
        let mut n = host(&shop, NEELA, "Neela Oort").await;
        let neela = person_of(&shop, NEELA).await;
        let here = format!("/counter/goodwill/{order}");
        n.open(&here).await;
        assert!(n.text().contains("You have no limit of your own"), "{}", n.text());
        allow(&shop, neela, limit(500, 800)).await;
        n.open(&here).await;
        assert!(
            n.text().contains("You may give €5.00 at once, and €8.00 within 30 days, of which €8.00 are left."),
            "{}",
            n.text()
        );
        n.press("Give it back", &[("Amount, in EUR", "5,00"), ("reason", "A dent")]).await;
        assert_eq!((n.page.status, n.count("[aria-invalid=true]")), (422, 1));
        n.press("Give it back", &[("Amount, in EUR", "5.00"), ("reason", "")]).await;
        assert_eq!((n.page.status, n.attributes("input[name=amount]", "value")), (422, vec!["5.00".to_string()]));
        n.press("Give it back", &[("reason", "It came with a dent.")]).await;
        assert_eq!((n.page.status, n.page.path.clone()), (200, format!("{here}?done=given")), "{}", n.text());
        assert!(n.text().contains("Refund, €5.00 Given It came with a dent."), "{}", n.text());
        assert_eq!(shop.number("select refunded from orders").await, 500);
        n.press("Give it back", &[("Amount, in EUR", "3.01"), ("reason", "And a scratch.")]).await;
        assert!(n.text().contains("A merchant decides"), "a cent above what is left of thirty days: {}", n.text());
        assert_eq!(shop.number("select refunded from orders").await, 500);

        let mut m = merchant(&shop).await;
        m.open("/admin/returns").await;
        assert!(m.text().contains("Goodwill: 1 act waits for your word"), "{}", m.text());
        m.open("/admin/returns/goodwill").await;
        assert!(m.text().contains("Refund above a host’s limit: Neela Oort asks for €3.01"), "{}", m.text());
        let twice = m.sending("Agree", &[]);
        m.press("Agree", &[("answer", "Fair enough.")]).await;
        assert!(m.text().contains("Given. The customer has a mail."), "{}", m.text());
        assert_eq!(shop.number("select refunded from orders").await, 801);
        m.post(&twice.1, &twice.2).await;
        assert_eq!((m.page.status, m.text().contains("Somebody else decided that meanwhile")), (429, true));
        assert_eq!(shop.number("select refunded from orders").await, 801, "once");
        // What a merchant agreed to does not count against the host.
        let db = shop.db();
        assert_eq!(given(db, neela, "EUR", Moment::now()).await.unwrap(), 500);
        n.press("Give it back", &[("Amount, in EUR", "1.00"), ("reason", "Stamps.")]).await;
        n.press("Give it back", &[("Amount, in EUR", "4.00"), ("reason", "More.")]).await;
        m.open("/admin/returns/goodwill").await;
        m.press("Decline", &[("answer", "That is enough.")]).await;
        n.open(&here).await;
        assert!(n.text().contains("Declined More. Answer: That is enough."), "{}", n.text());
        assert_eq!(shop.number("select refunded from orders").await, 901);
        let acts: Vec<(String, String)> =
            db.query("select act, after from audit where act like 'goodwill.%' order by id").all().await.unwrap();
        let acts: Vec<(&str, &str)> = acts.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(
            acts,
            [
                ("goodwill.limit", "5.00 / 8.00 EUR"),
                ("goodwill.given", "refund €5.00"),
                ("goodwill.asked", "refund €3.01"),
                ("goodwill.approved", "refund €3.01"),
                ("goodwill.given", "refund €1.00"),
                ("goodwill.asked", "refund €4.00"),
                ("goodwill.declined", "refund €4.00"),
            ]
        );
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_again_is_an_order_for_nothing_and_takes_the_shelf() {
    both(|shop| async move {
        let order = delivered(&shop, Moment::now()).await;
        let mut n = host(&shop, NEELA, "Neela Oort").await;
        allow(&shop, person_of(&shop, NEELA).await, limit(2_400, 3_000)).await;
        n.open(&format!("/counter/goodwill/{order}")).await;
        n.press("Send it again", &[("The mug", "3"), ("reason", "Broken")]).await;
        assert_eq!((n.page.status, n.text().contains("No more of each than was ordered")), (422, true), "{}", n.text());
        n.press("Send it again", &[("The mug", "2"), ("reason", "Both broke on the way.")]).await;
        assert_eq!(n.page.status, 200, "{}", n.text());
        assert!(n.text().contains("Sent again, €24.00 Given Both broke on the way. It became order"), "{}", n.text());
        let db = shop.db();
        let row: (i64, i64, String, String, String, String) = db
            .query("select total, refunded, payment_state, payment_method, channel, address from orders order by id desc limit 1")
            .one()
            .await
            .unwrap();
        assert_eq!((row.0, row.1, row.2.as_str(), row.3.as_str(), row.4.as_str()), (0, 0, "paid", "free", "goodwill"));
        assert!(row.5.contains("Kerkpad 12"));
        let held: (i64, i64) = db.query("select on_hand, reserved from stock").one().await.unwrap();
        assert_eq!(held, (3, 2));
        assert_eq!(shop.number("select replacement from goodwill").await, shop.number("select max(id) from orders").await);
        shop.work().await;
        assert!(shop.mails().iter().any(|m| m.contains("Subject: We send it again")));
        shop.healthy().await;
        let again = shop.number("select max(id) from orders").await;
        app::orders::verbs::fulfil(db, &shop.merchant(), again, None, "", Moment::now()).await.unwrap();
        app::orders::verbs::deliver(db, &shop.merchant(), again, Moment::now()).await.unwrap();
        assert_eq!(shop.number("select count(*) from orders where state = 'completed'").await, 2);
        // There is one left on the shelf: two cannot go.
        let by = known(person_of(&shop, NEELA).await);
        let line = shop.number("select min(id) from order_line").await;
        allow(&shop, by.id(), limit(9_000, 90_000)).await;
        let short = give(&shop, &by, order, Gift::Reship(vec![(line, 2)]), Moment::now()).await;
        assert!(matches!(short, Err(Refusal::Short)), "{short:?}");
        assert_eq!(shop.number("select count(*) from goodwill").await, 1, "nothing is written of what was not given");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn many_at_once_never_give_more_than_thirty_days_hold() {
    both(|shop| async move {
        let now = Moment::now();
        let order = delivered(&shop, now).await;
        stock(&shop, &[thing("jug", 2_400, 5)]).await;
        host(&shop, NEELA, "Neela Oort").await;
        let by = known(person_of(&shop, NEELA).await);
        allow(&shop, by.id(), limit(100, 350)).await;
        let (shop, by) = (&shop, &by);
        let all =
            join_all((0..8).map(|_| async move { give(shop, by, order, Gift::Refund(100), now).await.unwrap() })).await;
        assert_eq!(all.iter().filter(|done| **done == Done::Given).count(), 3);
        assert_eq!(shop.number("select refunded from orders").await, 300);
        assert_eq!(give(shop, by, order, Gift::Refund(50), now).await.unwrap(), Done::Given, "to the cent");
        assert_eq!(give(shop, by, order, Gift::Refund(1), now).await.unwrap(), Done::Asked);
        let later = now.plus(MONTH);
        assert_eq!(give(shop, by, order, Gift::Refund(100), later).await.unwrap(), Done::Given, "thirty days are over");
        let more = give(shop, by, order, Gift::Refund(2_891), later).await;
        assert!(matches!(more, Err(Refusal::TooMuch(left)) if left.minor == 2_890 - 450), "{more:?}");
        allow(shop, by.id(), None).await;
        assert_eq!(limit_of(shop.db(), by.id()).await.unwrap(), None);
        assert_eq!(give(shop, by, order, Gift::Refund(1), later).await.unwrap(), Done::Asked);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn the_door_to_it_stands_in_the_thread_of_the_order() {
    both(|shop| async move {
        let order = delivered(&shop, Moment::now()).await;
        let mut b = Browser::new(&shop);
        b.open(&crate::returns::link(&shop, order).await).await;
        b.press("Send", &[("body", "It leaks."), ("stamp", &crate::kit::talk::patient(&shop))]).await;
        let mut n = host(&shop, NEELA, "Neela Oort").await;
        let topic = shop.number("select id from topic where kind = 'order'").await;
        n.open(&format!("/forum/{topic}")).await;
        n.click("Put it right: refund, credit or send again").await;
        assert_eq!((n.page.status, n.all("h1")), (200, vec!["Put order 10001 right".to_string()]));
        b.open(&format!("/counter/goodwill/{order}")).await;
        assert!(b.page.path.starts_with("/sign-in"), "{}", b.page.path);
    })
    .await;
}

#[tokio::test]
async fn what_cost_nothing_or_was_never_paid_is_sent_again_by_a_merchant_alone() {
    both(|shop| async move {
        let now = Moment::now();
        let order = delivered(&shop, now).await;
        stock(&shop, &[thing("mug", 1_200, 40)]).await;
        host(&shop, NEELA, "Neela Oort").await;
        let by = known(person_of(&shop, NEELA).await);
        allow(&shop, by.id(), limit(9_000, 90_000)).await;
        let line = shop.number("select min(id) from order_line").await;
        let again = || give(&shop, &by, order, Gift::Reship(vec![(line, 1)]), now);
        assert_eq!(again().await.unwrap(), Done::Given, "it was paid");
        // The order that went in its place cost nothing: once more of it counts with nothing either.
        let (free, line_of_it) = (
            shop.number("select max(id) from orders").await,
            shop.number("select max(id) from order_line").await,
        );
        let third = give(&shop, &by, free, Gift::Reship(vec![(line_of_it, 1)]), now).await;
        assert_eq!(third.unwrap(), Done::Asked);
        for (sql, done) in [
            ("update orders set payment_state = 'awaiting' where payment_method = 'transfer'", Done::Asked),
            ("update orders set payment_method = 'on_pickup', fulfilment_state = 'sent' where payment_method = 'transfer'", Done::Asked),
            ("update orders set fulfilment_state = 'delivered' where payment_method = 'on_pickup'", Done::Given),
            ("update orders set payment_state = 'paid', state = 'cancelled' where payment_method = 'on_pickup'", Done::Asked),
        ] {
            shop.damage(sql).await;
            assert_eq!(again().await.unwrap(), done, "{sql}");
        }
        assert_eq!(shop.number("select count(*) from orders").await, 3);
        assert_eq!(shop.number("select count(*) from goodwill where state = 'asked'").await, 4);
    })
    .await;
}

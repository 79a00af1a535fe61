//! What comes back: the customer asks from the order's link in three steps, the shop agrees, takes it in, pays it back.
use crate::kit::people::{PASSWORD, again};
use crate::kit::{Browser, Shop, both};
use crate::orders::ordered;
use app::orders::verbs as order;
use app::returns::Kind;
use app::returns::store::settle::settle;
use app::returns::store::verbs::{self, Asking, Refusal};
use app::staff::Role;
use app::values::{Email, Moment};
use app::viewer::{Actor, FreshMerchant};
use app::words;
use futures::future::join_all;

/// The address of the order's page.
pub async fn link(shop: &Shop, order: i64) -> String {
    let (cart,): (i64,) = shop.db().query("select cart from orders where id = $1").bind(order).one().await.unwrap();
    format!("/orders/{}", shop.site.links.word("order", cart))
}
/// An order for two mugs that was paid, sent and delivered at this moment.
pub async fn delivered(shop: &Shop, at: Moment) -> i64 {
    let id = ordered(shop, "transfer").await;
    let (db, m) = (shop.db(), &shop.merchant());
    order::mark_paid(db, m, id, at).await.unwrap();
    order::fulfil(db, m, id, None, "", at).await.unwrap();
    order::deliver(db, m, id, at).await.unwrap();
    id
}
/// A merchant at the desk.
pub async fn merchant(shop: &Shop) -> Browser {
    let hash = app::accounts::password::hash(PASSWORD).await.unwrap();
    let (by, address) = (FreshMerchant::at_the_console(), Email::parse("marit@example.org").unwrap());
    let who = (Role::Merchant, "Marit Hoekzema", &address);
    app::staff::store::add(shop.db(), &by, who, &hash, "en", Moment::now()).await.unwrap();
    again(shop, "marit@example.org").await
}
pub async fn line(shop: &Shop) -> i64 {
    shop.number("select min(id) from order_line").await
}
pub fn wish(kind: Kind, reason: &str, lines: &[(i64, i64)]) -> Asking {
    Asking { kind, reason: reason.into(), words: String::new(), lines: lines.to_vec() }
}
pub async fn ask(shop: &Shop, id: i64, asking: &Asking, now: Moment) -> Result<i64, Refusal> {
    verbs::ask(shop.db(), id, asking, Actor::Shopper, &words::zone("Europe/Amsterdam"), now).await
}
pub async fn held(shop: &Shop) -> (i64, i64) {
    shop.db().query("select on_hand, reserved from stock").one().await.unwrap()
}
pub async fn states(shop: &Shop) -> (String, String, String) {
    shop.db()
        .query("select state, payment_state, fulfilment_state from orders order by id limit 1")
        .one()
        .await
        .unwrap()
}
/// The text of the newest mail that has these words in its subject.
async fn mail(shop: &Shop, subject: &str) -> String {
    shop.work().await;
    let mails: Vec<String> = shop.mails().into_iter().map(|m| m.replace("=\r\n", "").replace("\r\n", "\n")).collect();
    mails
        .into_iter()
        .find(|m| m.contains(&format!("Subject: {subject}")))
        .unwrap_or_else(|| panic!("no mail {subject:?}"))
}

#[tokio::test]
async fn whoever_holds_the_link_withdraws_in_three_steps_and_has_a_receipt() {
    both(|shop| async move {
        let id = ordered(&shop, "transfer").await;
        order::mark_paid(shop.db(), &shop.merchant(), id, Moment::now()).await.unwrap();
        let (line, here) = (line(&shop).await, link(&shop, id).await);
        let mut b = Browser::new(&shop);
        b.open(&here).await;
        b.click("Return something, or withdraw").await;
        assert_eq!((b.page.status, b.page.path.clone()), (200, format!("{here}/return")));
        assert!(b.page.headers["cache-control"] == "no-store" && b.count("script[src]") == 0);
        b.press("Go on", &[("The mug", "")]).await;
        assert_eq!((b.page.status, b.text().contains("Say of at least one thing how many")), (422, true));
        b.press("Go on", &[("The mug", "two")]).await;
        assert_eq!(b.page.status, 422);
        assert_eq!(b.attributes("input[type=number]", "value"), ["two"], "what was typed stays");
        b.press("Go on", &[("The mug", "2")]).await;
        assert_eq!((b.page.status, b.all("[aria-current=step]")), (200, vec!["Why".to_string()]));
        b.press("Go on", &[("words", "It was a gift for a move that is off.")]).await;
        assert_eq!((b.page.status, b.text().contains("Choose one of the two")), (422, true));
        assert!(b.page.html.contains("a move that is off"));
        b.press("Back", &[]).await;
        assert_eq!(b.attributes("input[type=number]", "value"), ["2"]);
        b.press("Go on", &[]).await;
        assert!(b.page.html.contains("a move that is off"), "nothing typed is lost on the way back");
        b.press("Go on", &[("kind", "withdrawal")]).await;
        assert!(b.text().contains("2 × The mug") && b.text().contains("a move that is off"), "{}", b.text());
        let twice = b.sending("Withdraw from contract here", &[]);
        b.press("Withdraw from contract here", &[]).await;
        assert_eq!((b.page.hops.clone(), b.page.path.clone()), (vec![303], here.clone() + "#returns"));
        assert!(b.text().contains("What comes back Withdrawal 2 × The mug Asked"), "{}", b.text());
        b.post(&twice.1, &twice.2).await;
        assert_eq!(
            (b.page.status, b.text().contains("Nothing of this order can come back")),
            (422, true),
            "{}",
            b.text()
        );
        assert_eq!(shop.number("select count(*) from return_request").await, 1);
        let receipt = mail(&shop, "Receipt: you withdrew from order 10001").await;
        let asked = shop.number("select asked_at from return_request").await;
        let at = words::date_time(Moment(asked), &words::zone("Europe/Amsterdam"));
        assert!(receipt.contains(&format!("On {at} we received your withdrawal")), "{receipt}");
        assert!(receipt.contains("2 x The mug") && receipt.contains(&here));

        // Nothing of it was sent, so the order is over: one act at the desk.
        let mut m = merchant(&shop).await;
        m.open("/admin/returns").await;
        m.click("Order 10001, request 1").await;
        m.press("Agree and give the money back", &[]).await;
        assert_eq!(m.page.hops, [303], "{}", m.text());
        assert_eq!(states(&shop).await, ("cancelled".into(), "refunded".into(), "stopped".into()));
        assert_eq!(held(&shop).await, (5, 0));
        assert_eq!(shop.number("select refunded - total from orders").await, 0);
        assert_eq!(
            shop.number("select refund from return_request").await,
            shop.number("select max(id) from refund").await
        );
        assert_eq!(shop.number("select quantity from return_line").await, 2);
        assert_eq!(line, shop.number("select order_line from return_line").await);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_return_is_agreed_to_taken_in_and_paid_back_to_the_cent() {
    both(|shop| async move {
        let id = delivered(&shop, Moment::now()).await;
        let here = link(&shop, id).await;
        assert_eq!(held(&shop).await, (3, 0));
        let mut b = Browser::new(&shop);
        b.open(&format!("{here}/return")).await;
        b.press("Go on", &[("The mug", "1")]).await;
        b.press("Go on", &[("kind", "return")]).await;
        assert_eq!((b.page.status, b.text().contains("Choose what is the matter")), (422, true));
        b.press("Go on", &[("kind", "return"), ("What is the matter", "It came damaged")]).await;
        b.press("Ask for the return", &[]).await;
        assert!(b.text().contains("Return: it came damaged 1 × The mug Asked"), "{}", b.text());
        let mut m = merchant(&shop).await;
        m.open("/admin/returns?state=asked&kind=return&q=%2310001").await;
        assert_eq!(m.count("tbody tr"), 1);
        m.click("Order 10001, request 1").await;
        let at = m.page.path.clone();
        m.press("Refuse", &[("Why not", "")]).await;
        assert_eq!((m.page.status, m.text().contains("Say why: the customer reads it.")), (422, true));
        m.press("Agree", &[]).await;
        assert!(m.text().contains("Agreed. The customer has a mail."), "{}", m.text());
        m.press("Take it in", &[("How many came", "1"), ("Of these back on the shelf", "2")]).await;
        assert_eq!((m.page.status, m.text().contains("No more can stand on the shelf than came")), (422, true));
        m.press("Take it in", &[("How many came", "2")]).await;
        assert_eq!((m.page.status, held(&shop).await), (422, (3, 0)), "more than was asked for");
        m.press("Take it in", &[("How many came", "1"), ("Of these back on the shelf", "1")]).await;
        assert_eq!((m.page.status, held(&shop).await), (200, (4, 0)), "{}", m.text());
        m.press("Give the money back", &[("shipping", "4.91")]).await;
        assert_eq!((m.page.status, m.text().contains("Only €4.90 is left")), (422, true), "{}", m.text());
        m.press("Give the money back", &[("shipping", "")]).await;
        assert_eq!((m.page.status, m.page.path.clone()), (200, format!("{at}?done=refund")), "{}", m.text());
        assert_eq!(shop.number("select refunded from orders").await, 1_200);
        assert_eq!(states(&shop).await.1, "part_refunded");
        assert_eq!(held(&shop).await, (4, 0), "what stands on the shelf is not put there twice");
        assert_eq!(m.count("main form button[name=act]"), 0, "it is done");
        b.open(&here).await;
        assert!(b.text().contains("With us again") && b.text().contains("Done"), "{}", b.text());
        for subject in ["Receipt: your return", "Send it back", "It is here"] {
            mail(&shop, subject).await;
        }
        // The other one can still come back; this one cannot.
        let now = Moment::now();
        let line = line(&shop).await;
        let refused = ask(&shop, id, &wish(Kind::Return, "faulty", &[(line, 2)]), now).await;
        assert!(matches!(refused, Err(Refusal::Most { most: 1, .. })), "{refused:?}");
        ask(&shop, id, &wish(Kind::Withdrawal, "none", &[(line, 1)]), now).await.unwrap();
        m.open("/admin/audit").await;
        let told = m.all("tbody td:nth-child(3)");
        for said in
            ["Agreed to a return of order 10001", "Took in a return of order 10001", "Closed a return of order 10001"]
        {
            assert!(told.iter().any(|t| t == said), "{told:?}");
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn the_days_of_the_law_are_whole_days_and_the_last_one_counts() {
    both(|shop| async move {
        let zone = words::zone("Europe/Amsterdam");
        let at = |text: &str| words::of_header_time(text).unwrap();
        let id = delivered(&shop, at("Sat, 17 Oct 2026 10:00:00 GMT")).await;
        let line = line(&shop).await;
        let withdraw = wish(Kind::Withdrawal, "none", &[(line, 1)]);
        let (last, over) = (at("Sat, 31 Oct 2026 22:59:59 GMT"), at("Sat, 31 Oct 2026 23:00:00 GMT"));
        assert_eq!(words::date_time(over, &zone), "Sun 1 Nov 2026, 00:00");
        assert!(matches!(ask(&shop, id, &withdraw, over).await, Err(Refusal::Late)));
        ask(&shop, id, &withdraw, last).await.unwrap();
        let late = at("Fri, 20 Nov 2026 10:00:00 GMT");
        let unwanted = ask(&shop, id, &wish(Kind::Return, "changed_mind", &[(line, 1)]), late).await;
        assert!(matches!(unwanted, Err(Refusal::Late)), "{unwanted:?}");
        ask(&shop, id, &wish(Kind::Return, "faulty", &[(line, 1)]), late).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_same_thing_never_comes_back_twice_however_many_ask_at_once() {
    both(|shop| async move {
        let now = Moment::now();
        let id = delivered(&shop, now).await;
        let asking = wish(Kind::Withdrawal, "none", &[(line(&shop).await, 1)]);
        let (shop, asking) = (&shop, &asking);
        let all = join_all((0..8).map(|_| async move { ask(shop, id, asking, now).await.is_ok() })).await;
        assert_eq!(all.iter().filter(|good| **good).count(), 2, "two were sent");
        assert_eq!(shop.number("select cast(sum(quantity) as bigint) from return_line").await, 2);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_step_that_is_not_allowed_is_refused_and_a_refused_thing_may_be_asked_for_again() {
    both(|shop| async move {
        let now = Moment::now();
        let id = delivered(&shop, now).await;
        let (db, m, line) = (shop.db(), &shop.merchant(), line(&shop).await);
        let asked = ask(&shop, id, &wish(Kind::Return, "faulty", &[(line, 2)]), now).await.unwrap();
        assert!(matches!(verbs::receive(db, m, asked, &[(line, 1, 1)], now).await, Err(Refusal::Illegal { .. })));
        assert!(matches!(verbs::close(db, m, asked, now).await, Err(Refusal::Illegal { .. })));
        assert!(matches!(settle(db, m, asked, (0, ""), now).await, Err(Refusal::Illegal { .. })));
        verbs::refuse(db, m, asked, "It was dropped.", now).await.unwrap();
        assert!(matches!(verbs::approve(db, m, asked, now).await, Err(Refusal::Illegal { .. })));
        assert!(matches!(verbs::approve(db, m, asked + 9, now).await, Err(Refusal::Unknown)));
        let mut tx = db.begin().await.unwrap();
        let odd = "insert into return_move (request, n, from_state, to_state, at, actor) values ($1, 9, 'refused', 'closed', 1, 'x')";
        assert!(tx.query(odd).bind(asked).run().await.is_err(), "the database itself refuses it");
        drop(tx);
        assert_eq!(held(&shop).await, (3, 0));
        let again = ask(&shop, id, &wish(Kind::Return, "faulty", &[(line, 2)]), now).await.unwrap();
        verbs::approve(db, m, again, now).await.unwrap();
        assert!(matches!(settle(db, m, again, (0, ""), now).await, Err(Refusal::Order(_))), "nothing came yet");
        let came = &[(line, 2, 2)];
        let both_at_once = join_all((0..6).map(|_| verbs::receive(db, m, again, came, now))).await;
        assert_eq!(both_at_once.iter().filter(|r| r.is_ok()).count(), 1);
        assert_eq!(held(&shop).await, (5, 0));
        assert!(mail(&shop, "Your return").await.contains("It was dropped."));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_not_sent_is_withdrawn_from_and_the_rest_goes_on() {
    both(|shop| async move {
        let id = ordered(&shop, "transfer").await;
        let (db, m, now, line) = (shop.db(), &shop.merchant(), Moment::now(), line(&shop).await);
        order::mark_paid(db, m, id, now).await.unwrap();
        let refused = ask(&shop, id, &wish(Kind::Return, "faulty", &[(line, 1)]), now).await;
        assert!(matches!(refused, Err(Refusal::Unsent)), "{refused:?}");
        let asked = ask(&shop, id, &wish(Kind::Withdrawal, "none", &[(line, 1)]), now).await.unwrap();
        settle(db, m, asked, (0, ""), now).await.unwrap();
        assert_eq!((held(&shop).await, states(&shop).await.0.as_str()), ((5, 1), "placed"));
        assert_eq!(shop.number("select withdrawn from order_line").await, 1);
        assert_eq!(shop.number("select refunded from orders").await, 1_200);
        order::fulfil(db, m, id, None, "", now).await.unwrap();
        assert_eq!((held(&shop).await, states(&shop).await.2.as_str()), ((4, 0), "sent"));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn without_the_link_there_is_nothing_and_the_list_leaves_as_a_file() {
    both(|shop| async move {
        let now = Moment::now();
        let id = delivered(&shop, now).await;
        let mut b = Browser::new(&shop);
        let wrong = format!("/orders/{}/return", shop.site.links.word("order", 77));
        assert_eq!(b.open(&wrong).await.status, 404);
        let fields = [("act", "confirm"), ("kind", "withdrawal"), ("line-1", "1")];
        let fields = fields.map(|(k, v)| (k.to_string(), v.to_string()));
        assert_eq!(b.post(&wrong, &fields).await.status, 404);
        assert_eq!(shop.number("select count(*) from return_request").await, 0);
        ask(&shop, id, &wish(Kind::Return, "repair", &[(line(&shop).await, 1)]), now).await.unwrap();
        let mut m = merchant(&shop).await;
        m.open("/admin/returns?state=closed").await;
        assert_eq!(m.count("tbody tr"), 0);
        m.press("Keep", &[("Name of the view", "Done")]).await;
        assert!(m.all(".views a[aria-current]").contains(&"Done".to_string()), "{}", m.text());
        m.open("/admin/returns?state=asked").await;
        m.press("Save what is shown here as CSV", &[]).await;
        let rows: Vec<&str> = m.page.html.lines().collect();
        assert_eq!(rows[0], "number,order,customer,asked,kind,reason,things,state");
        assert!(rows.len() == 2 && rows[1].contains(",return,repair,1,asked"), "{rows:?}");
        assert_eq!(shop.number("select count(*) from audit where act = 'returns.exported'").await, 1);
    })
    .await;
}

//! Money that goes back: to the cent, never more than came, whoever asks at the same time.
mod moves;

use crate::kit::goods::{opened, reprice, stock, thing};
use crate::kit::{Shop, both};
use app::cart::{Properties, store as carts, totals};
use app::catalogue::draft::Draft;
use app::checkout::place::{By, Placed, Wish, place};
use app::credit::store::{self as credits, Choice};
use app::house::store::Facts;
use app::orders::refund::{self, Part, Reason, Refunding};
use app::orders::{Refusal, store as orders, verbs};
use app::shipping::store::rates;
use app::site::facts;
use app::values::{Email, Moment, Quantity};
use futures::future::join_all;

/// A shop with things at two rates.
pub async fn a_shop(shop: &Shop) {
    opened(shop).await;
    let tin = Draft { tax_class: Some("reduced".into()), ..thing("tin", 333, 900) };
    stock(shop, &[thing("mug", 1_199, 900), tin]).await;
}

/// How somebody orders: SKU and how many, by transfer or at the counter, prices with their tax or without.
pub struct Sale<'a> {
    pub lines: &'a [(&'a str, i64)],
    pub payment: &'static str,
    pub with_tax: bool,
}
/// Places an order by the till's own verb; its id.
pub async fn order(shop: &Shop, sale: &Sale<'_>, now: Moment) -> i64 {
    order_with(shop, sale, None, now).await
}
/// The same, paid by the credit of this code as far as it goes.
pub async fn order_with(shop: &Shop, sale: &Sale<'_>, code: Option<&str>, now: Moment) -> i64 {
    let db = shop.db();
    let facts = Facts { prices_include_tax: sale.with_tax, ..facts(db).await.unwrap() };
    let cart = carts::begin(db, None, facts.currency(), "NL", now).await.unwrap();
    for (sku, n) in sale.lines {
        let (variant,): (i64,) =
            db.query("select id from variant where sku = $1").bind(sku.to_string()).one().await.unwrap();
        let (quantity, plain) = (Quantity::new(*n).unwrap(), Properties::of(None, "").unwrap());
        carts::add(db, cart, variant, quantity, &plain, facts.currency(), now).await.unwrap();
    }
    let method = if sale.payment == "transfer" { "parcel" } else { "pickup" };
    let rate = rates(db, "NL", "EUR").await.unwrap().into_iter().find(|r| r.method == method).unwrap();
    let lines = carts::lines(db, cart).await.unwrap();
    let taxes = carts::tax_rates(db, "NL", "", now).await.unwrap();
    let total = totals::of_lines(&lines, &taxes, Some(&rate), sale.with_tax).total;
    let mut credit = 0;
    if let Some(code) = code {
        assert_eq!(credits::choose(db, cart, "EUR", code).await.unwrap(), Choice::Taken);
        credit = credits::chosen(db, cart).await.unwrap().unwrap().balance.min(total);
    }
    let wish = Wish {
        cart,
        person: None,
        keep: None,
        version: carts::cart(db, cart, now).await.unwrap().unwrap().version,
        total,
        credit,
        email: Email::parse("noor@example.org").unwrap(),
        name: "Noor Veldhuis".into(),
        country: "NL".into(),
        area: String::new(),
        address: "Noor Veldhuis\nKerkpad 12\n7431 AB Hollewijk".into(),
        rate,
        payment: sale.payment,
        show_purchase: false,
        show_delay: 0,
        lang: "en".into(),
        by: By::Shopper,
    };
    match place(db, &shop.site.links, &facts, &wish, now).await.unwrap() {
        Placed::New(order) => order,
        other => panic!("it was not placed: {other:?}"),
    }
}
/// Three mugs and two tins, paid.
pub async fn paid(shop: &Shop) -> i64 {
    a_shop(shop).await;
    let now = Moment::now();
    let order = order(shop, &Sale { lines: &[("MUG", 3), ("TIN", 2)], payment: "transfer", with_tax: true }, now).await;
    verbs::mark_paid(shop.db(), &shop.merchant(), order, now).await.unwrap();
    order
}
/// The numbers of an order's lines.
pub async fn lines(shop: &Shop, order: i64) -> Vec<i64> {
    orders::lines(shop.db(), order).await.unwrap().iter().map(|l| l.id).collect()
}
async fn standing(shop: &Shop) -> (String, String, String, i64) {
    shop.db().query("select state, payment_state, fulfilment_state, refunded from orders").one().await.unwrap()
}
async fn held(shop: &Shop, sku: &str) -> (i64, i64) {
    shop.db()
        .query("select s.on_hand, s.reserved from stock s join variant v on v.id = s.variant where v.sku = $1")
        .bind(sku.to_string())
        .one()
        .await
        .unwrap()
}
async fn give(shop: &Shop, order: i64, what: Refunding) -> Result<i64, Refusal> {
    refund::verbs::refund(shop.db(), &shop.merchant(), order, &what, Moment::now()).await
}
fn of(parts: Vec<Part>) -> Refunding {
    Refunding { parts, reason: Reason::Returned, ..Refunding::default() }
}

#[tokio::test]
async fn part_shipped_refunded_and_cancelled_it_comes_out_to_the_cent() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        // 3 × 11.99 and 2 × 3.33, and 4.90 for the parcel.
        assert_eq!(shop.number("select total from orders").await, 3_597 + 666 + 490);
        let all = lines(&shop, order).await;
        let (mug, tin) = (all[0], all[1]);
        verbs::fulfil(db, m, order, Some(&[(mug, 2), (tin, 1)]), "3S1", now).await.unwrap();
        // What things cost today is nothing to an order of yesterday.
        reprice(&shop, "mug", 9_900).await;
        let back = Part { line: mug, sent: 1, restocked: 1, ..Part::default() };
        give(&shop, order, of(vec![back])).await.unwrap();
        assert_eq!(standing(&shop).await, ("placed".into(), "part_refunded".into(), "partly_sent".into(), 1_199));
        assert_eq!(held(&shop, "MUG").await, (899, 1), "two left, one came back, one waits");
        shop.healthy().await;
        let rest = refund::verbs::cancel_rest(db, m, order, now).await.unwrap();
        let rest = refund::store::by_id(db, rest).await.unwrap().unwrap();
        assert_eq!((rest.total, rest.reason.as_str()), (1_199 + 333, "cancelled"));
        assert_eq!(standing(&shop).await, ("placed".into(), "part_refunded".into(), "sent".into(), 2 * 1_199 + 333));
        assert_eq!((held(&shop, "MUG").await, held(&shop, "TIN").await), ((899, 0), (899, 0)));
        shop.healthy().await;
        verbs::deliver(db, m, order, now).await.unwrap();
        assert_eq!(standing(&shop).await.0, "completed");
        // Shipping, a free amount, and then the two things that are left: to the last cent.
        give(&shop, order, Refunding { shipping: 490, extra: 7, ..Refunding::default() }).await.unwrap();
        let parts =
            vec![Part { line: mug, sent: 1, ..Part::default() }, Part { line: tin, sent: 1, ..Part::default() }];
        let refused = give(&shop, order, of(parts.clone())).await;
        assert!(matches!(refused, Err(Refusal::TooMuch(left)) if left.minor == 1_199 + 333 - 7), "{refused:?}");
        give(&shop, order, Refunding { capped: true, ..of(parts) }).await.unwrap();
        let total = shop.number("select total from orders").await;
        assert_eq!(standing(&shop).await, ("completed".into(), "refunded".into(), "delivered".into(), total));
        assert_eq!(
            shop.number("select cast(sum(tax) as bigint) from refund").await,
            shop.number("select tax_total from orders").await,
            "all tax too"
        );
        assert!(matches!(
            give(&shop, order, Refunding { extra: 1, ..Refunding::default() }).await,
            Err(Refusal::TooMuch(_))
        ));
        shop.healthy().await;
        shop.work().await;
        let mails = shop.mails().iter().filter(|m| m.contains("Subject: Paid back: your order")).count();
        assert_eq!(mails, 4, "one a refund");
    })
    .await;
}

#[tokio::test]
async fn unit_by_unit_adds_up_whether_prices_hold_their_tax_or_not() {
    both(|shop| async move {
        a_shop(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        for with_tax in [true, false] {
            let order = order(&shop, &Sale { lines: &[("TIN", 7)], payment: "transfer", with_tax }, now).await;
            verbs::mark_paid(db, m, order, now).await.unwrap();
            verbs::fulfil(db, m, order, None, "", now).await.unwrap();
            let line = lines(&shop, order).await[0];
            let mut given = 0;
            for _ in 0..7 {
                let back = give(&shop, order, of(vec![Part { line, sent: 1, ..Part::default() }])).await.unwrap();
                given += refund::store::by_id(db, back).await.unwrap().unwrap().total;
            }
            let o = orders::by_id(db, order).await.unwrap().unwrap();
            let shipping = o.shipping_price + if with_tax { 0 } else { o.shipping_tax };
            assert_eq!(given, o.total - shipping);
            give(&shop, order, Refunding { shipping, ..Refunding::default() }).await.unwrap();
            let o = orders::by_id(db, order).await.unwrap().unwrap();
            assert_eq!((o.refunded, o.payment_state.as_str()), (o.total, "refunded"));
            let (tax,): (i64,) = db
                .query("select cast(sum(tax) as bigint) from refund where order_id = $1")
                .bind(order)
                .one()
                .await
                .unwrap();
            assert_eq!(tax, o.tax_total);
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_an_order_does_not_allow_is_refused_and_changes_nothing() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let mug = lines(&shop, order).await[0];
        let before = standing(&shop).await;
        let too_many = of(vec![Part { line: mug, unsent: 4, ..Part::default() }]);
        assert!(matches!(give(&shop, order, too_many).await, Err(Refusal::Quantity)));
        let not_sent = of(vec![Part { line: mug, sent: 1, ..Part::default() }]);
        assert!(matches!(give(&shop, order, not_sent).await, Err(Refusal::Quantity)));
        let twice = Refunding { shipping: 491, ..Refunding::default() };
        assert!(matches!(give(&shop, order, twice).await, Err(Refusal::TooMuch(left)) if left.minor == 490));
        assert!(matches!(give(&shop, order, Refunding::default()).await, Err(Refusal::Nothing)));
        assert!(matches!(give(&shop, order + 1, of(vec![])).await, Err(Refusal::Unknown)));
        let all = refund::store::left(db, &orders::by_id(db, order).await.unwrap().unwrap()).await.unwrap();
        let whole = give(&shop, order, all.everything(Reason::Other)).await;
        assert!(matches!(whole, Err(Refusal::Whole)), "an order that is not sent at all is cancelled: {whole:?}");
        assert!(matches!(refund::verbs::cancel_rest(db, m, order, now).await, Err(Refusal::Illegal { .. })));
        assert!(matches!(refund::verbs::pay_back(db, m, order, now).await, Err(Refusal::Illegal { .. })));
        assert_eq!(standing(&shop).await, before);
        assert_eq!(shop.number("select count(*) from refund").await, 0);
        // The database itself holds the line.
        assert!(db.run("update orders set refunded = total + 1").run().await.is_err());
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_sent_yet_is_taken_off_the_order_and_the_rest_is_sent() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        let mug = lines(&shop, order).await[0];
        give(&shop, order, of(vec![Part { line: mug, unsent: 2, ..Part::default() }])).await.unwrap();
        assert_eq!(held(&shop, "MUG").await, (900, 1));
        assert!(matches!(verbs::fulfil(db, m, order, Some(&[(mug, 2)]), "", now).await, Err(Refusal::Quantity)));
        verbs::fulfil(db, m, order, None, "", now).await.unwrap();
        assert_eq!((held(&shop, "MUG").await, standing(&shop).await.2.as_str()), ((899, 0), "sent"));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_cancelled_order_is_paid_back_whole_once() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let (db, m, now) = (shop.db(), &shop.merchant(), Moment::now());
        give(&shop, order, Refunding { extra: 100, ..Refunding::default() }).await.unwrap();
        verbs::cancel(db, m, order, now).await.unwrap();
        assert_eq!(standing(&shop).await, ("cancelled".into(), "refund_due".into(), "stopped".into(), 100));
        shop.healthy().await;
        refund::verbs::pay_back(db, m, order, now).await.unwrap();
        let total = shop.number("select total from orders").await;
        assert_eq!(standing(&shop).await, ("cancelled".into(), "refunded".into(), "stopped".into(), total));
        assert!(matches!(refund::verbs::pay_back(db, m, order, now).await, Err(Refusal::Illegal { .. })));
        assert_eq!((held(&shop, "MUG").await, held(&shop, "TIN").await), ((900, 0), (900, 0)));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_refunds_at_once_never_give_more_than_came() {
    both(|shop| async move {
        let order = paid(&shop).await;
        let total = shop.number("select total from orders").await;
        // Each asks for a sixth: six fit.
        let sixth = total / 6;
        let all = join_all((0..20).map(|_| {
            let shop = shop.clone();
            tokio::spawn(async move { give(&shop, order, Refunding { extra: sixth, ..Refunding::default() }).await })
        }))
        .await;
        let given = all.iter().filter(|done| matches!(done, Ok(Ok(_)))).count();
        let refused =
            all.iter().filter(|done| matches!(done, Ok(Err(Refusal::TooMuch(_) | Refusal::Illegal { .. })))).count();
        assert_eq!((given, refused), (6, 14), "{all:?}");
        assert_eq!(shop.number("select refunded from orders").await, 6 * sixth);
        shop.healthy().await;
    })
    .await;
}

//! How the shop does: figures computed by hand, the same on both databases, over changes of the clock, however many count.
mod many;
mod pages;
pub mod till;

use crate::kit::goods::{opened, stock, thing};
use crate::kit::{Shop, both};
use app::figures::Sums;
use app::figures::period::Period;
use app::figures::store::count::catch_up;
use app::figures::store::read::{Best, By, Days, best, between};
use app::orders::refund::verbs::{cancel_rest, pay_back, refund};
use app::orders::refund::{Part, Reason, Refunding};
use app::orders::verbs;
use app::values::Moment;
use till::{at, line_of, placed};

/// Days by their names, `2025-11-02`.
pub fn period(first: &str, last: &str) -> Period {
    Period { first: first.parse().unwrap(), last: last.parse().unwrap() }
}
/// What these days came to, as a page would read it now.
pub async fn read(shop: &Shop, period: Period) -> Days {
    let zone = app::site::facts(shop.db()).await.unwrap().zone();
    between(shop.db(), &shop.merchant(), period, &zone).await.unwrap()
}

/// Three things at known prices, in a shop that opens its days in Amsterdam and sells with 21% tax within.
pub async fn shelves(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 1_000), thing("pot", 8_000, 1_000)]).await;
}

/// Eleven days of which everything was computed by hand. Prices hold 21%; a parcel costs 4.90, nothing from 75.00 on.
pub async fn golden(shop: &Shop) {
    shelves(shop).await;
    let (db, m) = (shop.db(), &shop.merchant());
    let part = |line, sent, restocked| Refunding {
        reason: Reason::Damaged,
        parts: vec![Part { line, sent, unsent: 0, restocked }],
        ..Refunding::default()
    };

    // A: two mugs and a parcel, 24.00 + 4.90 = 28.90; tax 4.17 + 0.85 = 5.02.
    let a = placed(shop, &[("MUG", 2)], at("02 Nov 2025 10:00:00 +0100")).await;
    verbs::mark_paid(db, m, a, at("02 Nov 2025 15:00:00 +0100")).await.unwrap();
    verbs::fulfil(db, m, a, None, "", at("03 Nov 2025 09:00:00 +0100")).await.unwrap();
    // B: a pot, sent free, 80.00; tax 13.88. Half an hour before midnight.
    let b = placed(shop, &[("POT", 1)], at("03 Nov 2025 23:30:00 +0100")).await;
    // C: a mug and a parcel, 12.00 + 4.90 = 16.90; tax 2.08 + 0.85 = 2.93. Half an hour after midnight.
    let c = placed(shop, &[("MUG", 1)], at("04 Nov 2025 00:30:00 +0100")).await;
    verbs::mark_paid(db, m, b, at("04 Nov 2025 09:00:00 +0100")).await.unwrap();
    // D: three mugs and a parcel, 36.00 + 4.90 = 40.90; tax 6.25 + 0.85 = 7.10.
    let d = placed(shop, &[("MUG", 3)], at("04 Nov 2025 12:00:00 +0100")).await;
    verbs::mark_paid(db, m, d, at("04 Nov 2025 13:00:00 +0100")).await.unwrap();
    // One of D's three is sent.
    let line = line_of(shop, d).await;
    verbs::fulfil(db, m, d, Some(&[(line, 1)]), "", at("05 Nov 2025 09:00:00 +0100")).await.unwrap();
    verbs::deliver(db, m, a, at("05 Nov 2025 10:00:00 +0100")).await.unwrap();
    // 5.00 of B for the wait; tax 13.88 × 5 / 80 = 0.87.
    let wait = Refunding { reason: Reason::Goodwill, extra: 500, ..Refunding::default() };
    refund(db, m, b, &wait, at("05 Nov 2025 11:00:00 +0100")).await.unwrap();
    // B is cancelled: 80.00 − 5.00 = 75.00 is due; tax 13.88 − 0.87 = 13.01.
    verbs::cancel(db, m, b, at("06 Nov 2025 10:00:00 +0100")).await.unwrap();
    // The mug of D that was sent came broken: 12.00; tax 7.10 × 12 / 40.90 = 2.08.
    refund(db, m, d, &part(line, 1, 0), at("06 Nov 2025 16:00:00 +0100")).await.unwrap();
    // The other two are not sent any more: 24.00; tax (7.10 − 2.08) × 24 / 28.90 = 4.17.
    cancel_rest(db, m, d, at("07 Nov 2025 09:00:00 +0100")).await.unwrap();
    // B's money goes back: it was taken off when B was cancelled.
    pay_back(db, m, b, at("09 Nov 2025 09:00:00 +0100")).await.unwrap();
    // A mug of A comes back and stands on the shelf again: 12.00; tax 5.02 × 12 / 28.90 = 2.08.
    refund(db, m, a, &part(line_of(shop, a).await, 1, 1), at("10 Nov 2025 09:00:00 +0100")).await.unwrap();
    // Nobody paid C.
    assert!(verbs::lapse(db, c, at("11 Nov 2025 02:00:00 +0100")).await.unwrap());
}

/// What those days came to, by hand.
fn by_hand() -> Vec<(&'static str, Sums)> {
    let none = Sums::default();
    vec![
        ("2025-11-01", none),
        ("2025-11-02", Sums { orders: 1, gross: 2_890, tax: 502, shipping: 490, units: 2, ..none }),
        ("2025-11-03", Sums { orders: 1, gross: 8_000, tax: 1_388, units: 1, ..none }),
        // C and D: 16.90 + 40.90; tax 2.93 + 7.10; two parcels; 1 + 3 pieces.
        ("2025-11-04", Sums { orders: 2, gross: 5_780, tax: 1_003, shipping: 980, units: 4, ..none }),
        ("2025-11-05", Sums { refunds: 1, refunded: 500, refunded_tax: 87, ..none }),
        (
            "2025-11-06",
            Sums {
                cancelled_orders: 1,
                cancelled: 7_500,
                cancelled_tax: 1_301,
                refunds: 1,
                refunded: 1_200,
                refunded_tax: 208,
                ..none
            },
        ),
        ("2025-11-07", Sums { refunds: 1, refunded: 2_400, refunded_tax: 417, ..none }),
        ("2025-11-08", none),
        ("2025-11-09", none),
        ("2025-11-10", Sums { refunds: 1, refunded: 1_200, refunded_tax: 208, ..none }),
        ("2025-11-11", Sums { cancelled_orders: 1, cancelled: 1_690, cancelled_tax: 293, ..none }),
    ]
}

#[tokio::test]
async fn the_golden_days_come_to_what_was_computed_by_hand() {
    both(|shop| async move {
        golden(&shop).await;
        let all = period("2025-11-01", "2025-11-11");
        // At first nobody has counted, then everything is counted: a page says the same.
        for counted in [false, true] {
            let days = read(&shop, all).await;
            for (day, should) in by_hand() {
                assert_eq!(days.of(day.parse().unwrap(), "EUR"), should, "{day}, counted: {counted}");
            }
            let sum = days.sum(all, "EUR");
            // 28.90 + 80.00 + 57.80; 75.00 + 16.90; 5.00 + 12.00 + 24.00 + 12.00.
            assert_eq!((sum.orders, sum.gross, sum.cancelled, sum.refunded), (4, 16_670, 9_190, 5_300));
            // What stays: of A 16.90 less 2.94 tax, of D 4.90 less 0.85 tax: 13.96 + 4.05.
            assert_eq!((sum.net(), sum.tax_left()), (1_801, 379));
            // 166.70 / 4 = 41.675.
            assert_eq!((sum.average(), days.orders(all)), (Some(4_168), 4));
            let zone = app::site::facts(shop.db()).await.unwrap().zone();
            let sold = best(shop.db(), &shop.merchant(), By::Product, &days, (all, &zone), "EUR", 10).await.unwrap();
            // 2 + 1 + 3 mugs were ordered, one of a lapsed order: 24.00 + 36.00. The one pot was cancelled.
            let mugs = Best { slug: "mug".into(), title: "The mug".into(), units: 5, amount: 6_000 };
            assert_eq!(sold, [mugs], "counted: {counted}");
            catch_up(shop.db()).await.unwrap();
        }
        assert_eq!(
            shop.number("select count(*) from figure_day").await,
            8,
            "days on which nothing happened have no row"
        );
        shop.healthy().await;
    })
    .await;
}

/// Orders half an hour after midnight and half an hour before it, on the days around the changes of the clock; and at half
/// past two on the day when that comes twice.
const AROUND: &[(&str, &str)] = &[
    ("2025-03-29", "29 Mar 2025 00:30:00 +0100"),
    ("2025-03-29", "29 Mar 2025 23:30:00 +0100"),
    ("2025-03-30", "30 Mar 2025 00:30:00 +0100"),
    ("2025-03-30", "30 Mar 2025 23:30:00 +0200"),
    ("2025-03-31", "31 Mar 2025 00:30:00 +0200"),
    ("2025-03-31", "31 Mar 2025 23:30:00 +0200"),
    ("2025-10-25", "25 Oct 2025 00:30:00 +0200"),
    ("2025-10-25", "25 Oct 2025 23:30:00 +0200"),
    ("2025-10-26", "26 Oct 2025 00:30:00 +0200"),
    ("2025-10-26", "26 Oct 2025 02:30:00 +0200"),
    ("2025-10-26", "26 Oct 2025 02:30:00 +0100"),
    ("2025-10-26", "26 Oct 2025 23:30:00 +0100"),
    ("2025-10-27", "27 Oct 2025 00:30:00 +0100"),
    ("2025-10-27", "27 Oct 2025 23:30:00 +0100"),
];

#[tokio::test]
async fn a_day_is_the_shop_s_own_over_changes_of_the_clock_and_of_the_zone() {
    both(|shop| async move {
        shelves(&shop).await;
        for (_, moment) in AROUND {
            placed(&shop, &[("MUG", 1)], at(moment)).await;
        }
        let weeks = [period("2025-03-24", "2025-03-31"), period("2025-10-20", "2025-10-27")];
        for counted in [false, true] {
            for week in weeks {
                let days = read(&shop, week).await;
                for day in week.days() {
                    let should = AROUND.iter().filter(|(d, _)| *d == day.to_string()).count() as i64;
                    assert_eq!(days.of(day, "EUR").orders, should, "{day}, counted: {counted}");
                    assert_eq!(days.of(day, "EUR").gross, should * 1_690, "{day}");
                }
            }
            catch_up(shop.db()).await.unwrap();
        }
        shop.healthy().await;
        // By the clock of Greenwich an order at half past midnight is one of the day before.
        shop.damage("update shop set zone = 'UTC'").await;
        for counted in [false, true] {
            let days = read(&shop, period("2025-03-28", "2025-03-31")).await;
            let orders = ["2025-03-28", "2025-03-29", "2025-03-30", "2025-03-31"];
            let orders = orders.map(|day| days.of(day.parse().unwrap(), "EUR").orders);
            // 28: 23:30. 29: 22:30 and 23:30. 30: 21:30 and 22:30. 31: 21:30.
            assert_eq!(orders, [1, 2, 2, 1], "counted: {counted}");
            catch_up(shop.db()).await.unwrap();
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_question_waits_until_a_host_answers_it() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (crate::kit::Browser::new(&shop), crate::kit::Browser::new(&shop));
        let topic = crate::kit::talk::ask(&mut asker, &shop, "mug", "Does it keep tea warm?", "").await;
        crate::kit::talk::reply(&mut other, &shop, topic, "Mine does.").await;
        let (from, to) = (Moment(0), Moment::now().plus(Moment::DAY));
        let questions =
            async || app::figures::store::read::questions(shop.db(), &shop.merchant(), from, to).await.unwrap();
        assert_eq!(questions().await.iter().map(|(_, a)| a.is_some()).collect::<Vec<_>>(), [false]);
        let mut host = crate::kit::people::host(&shop, "hanna@example.org", "Hanna").await;
        host.open(&format!("/forum/{topic}")).await;
        let stamp = crate::kit::talk::patient(&shop);
        host.press("Reply", &[("body", "For an hour, with a lid."), ("stake", "sells"), ("stamp", &stamp)]).await;
        assert_eq!(host.page.status, 200, "{}", host.text());
        assert_eq!(questions().await.iter().map(|(_, a)| a.is_some()).collect::<Vec<_>>(), [true]);
    })
    .await;
}

#[tokio::test]
async fn what_is_sent_once_more_for_nothing_is_no_order() {
    both(|shop| async move {
        shelves(&shop).await;
        let first = placed(&shop, &[("MUG", 1)], at("02 Nov 2025 10:00:00 +0100")).await;
        let again = placed(&shop, &[("MUG", 1)], at("02 Nov 2025 11:00:00 +0100")).await;
        let host = crate::kit::wire::employee(&shop, "hanna@example.org", "Hanna", app::staff::Role::Host).await;
        shop.db()
            .run(
                "insert into goodwill (order_id, host, kind, amount, currency, reason, state, asked_at, answer, given_at, replacement)
                 values ($1, $2, 'reship', 1200, 'EUR', 'broken', 'given', 1, '', 1, $3)",
            )
            .bind(first)
            .bind(host)
            .bind(again)
            .run()
            .await
            .unwrap();
        catch_up(shop.db()).await.unwrap();
        let day = period("2025-11-02", "2025-11-02");
        let sum = read(&shop, day).await.sum(day, "EUR");
        assert_eq!((sum.orders, sum.gross, sum.units), (1, 1_690, 1));
        let pieces = "select cast(sum(units) as bigint) from figure_product";
        assert_eq!(shop.number(pieces).await, 1);
        shop.healthy().await;
    })
    .await;
}

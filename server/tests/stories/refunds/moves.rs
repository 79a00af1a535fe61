//! Any sequence of moves, legal or not: the sums stay true, the ledger is the stock, every state is a legal one.
use super::{Sale, a_shop, lines, order, order_with};
use crate::goodwill::{allow, give, known, limit};
use crate::kit::Shop;
use crate::kit::people::{host, person_of};
use crate::kit::shop::{on_postgres, on_sqlite};
use app::doctor::examine;
use app::goodwill::Gift;
use app::orders::refund::{self, Part, Refunding};
use app::orders::store::Order;
use app::orders::{Refusal, papers, store as orders, verbs};
use app::values::Moment;
use app::viewer::Host;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

/// A move that somebody tries, sensible or not.
#[derive(Clone, Debug)]
enum Move {
    Pay,
    /// How many of the first line and of the second; none: all that is left.
    Send(Option<(i64, i64)>),
    Deliver,
    Cancel,
    Rest,
    PayBack,
    Lapse,
    Invoice,
    Refund {
        /// Sent, not sent, restocked; of each line.
        parts: [(i64, i64, i64); 2],
        shipping: i64,
        extra: i64,
        capped: bool,
    },
}

fn moves() -> impl Strategy<Value = Move> {
    let part = || {
        prop_oneof![
            4 => Just((0, 0, 0)),
            2 => Just((1, 0, 0)),
            2 => Just((1, 0, 1)),
            2 => Just((0, 1, 0)),
            1 => (0..4i64, 0..4i64, 0..4i64),
        ]
    };
    let shipping = prop_oneof![4 => Just(0), 1 => Just(490), 1 => 1..600i64];
    let extra = prop_oneof![3 => Just(0), 3 => 1..400i64, 1 => 0..4_000i64];
    let refund = (part(), part(), shipping, extra, any::<bool>());
    prop_oneof![
        3 => Just(Move::Pay),
        2 => Just(Move::Send(None)),
        4 => (0..3i64, 0..3i64).prop_map(|parts| Move::Send(Some(parts))),
        2 => Just(Move::Deliver),
        1 => Just(Move::Cancel),
        2 => Just(Move::Rest),
        1 => Just(Move::PayBack),
        1 => Just(Move::Lapse),
        1 => Just(Move::Invoice),
        6 => refund.prop_map(|(a, b, shipping, extra, capped)| Move::Refund { parts: [a, b], shipping, extra, capped }),
    ]
}
/// What is sold and how, whether a credit pays a part of it, and what becomes of it: mostly paid at once.
type Story = (i64, i64, bool, bool, bool, Vec<Move>);
fn stories() -> impl Strategy<Value = Story> {
    let tried = (proptest::bool::weighted(0.8), vec(moves(), 4..12)).prop_map(|(paid, mut tried)| {
        if paid {
            tried.insert(0, Move::Pay);
        }
        tried
    });
    (1..4i64, 1..4i64, any::<bool>(), any::<bool>(), any::<bool>(), tried)
}

async fn try_it(shop: &Shop, order: i64, lines: &[i64], what: &Move, now: Moment) -> Result<(), Refusal> {
    let (db, m) = (shop.db(), &shop.merchant());
    match what {
        Move::Pay => verbs::mark_paid(db, m, order, now).await,
        Move::Send(None) => verbs::fulfil(db, m, order, None, "3S1", now).await.map(drop),
        Move::Send(Some((a, b))) => {
            verbs::fulfil(db, m, order, Some(&[(lines[0], *a), (lines[1], *b)]), "3S1", now).await.map(drop)
        }
        Move::Deliver => verbs::deliver(db, m, order, now).await,
        Move::Cancel => verbs::cancel(db, m, order, now).await,
        Move::Rest => refund::verbs::cancel_rest(db, m, order, now).await.map(drop),
        Move::PayBack => refund::verbs::pay_back(db, m, order, now).await.map(drop),
        Move::Lapse => verbs::lapse(db, order, now.plus(30 * Moment::DAY)).await.map(drop),
        Move::Invoice => papers::issue::invoice(db, m, order, now).await.map(drop),
        Move::Refund { parts, shipping, extra, capped } => {
            let part = |(line, (sent, unsent, restocked)): (&i64, &(i64, i64, i64))| Part {
                line: *line,
                sent: *sent,
                unsent: *unsent,
                restocked: *restocked,
            };
            let parts = lines.iter().zip(parts).map(part).collect();
            let what = Refunding { parts, shipping: *shipping, extra: *extra, capped: *capped, ..Refunding::default() };
            refund::verbs::refund(db, m, order, &what, now).await.map(drop)
        }
    }
}

/// What a move may not change where it was refused.
async fn standing(shop: &Shop, order: i64) -> (Order, Vec<(i64, i64)>, i64) {
    let o = orders::by_id(shop.db(), order).await.unwrap().unwrap();
    let stock = shop.db().query("select on_hand, reserved from stock order by variant").all().await.unwrap();
    (o, stock, shop.number("select count(*) from order_move").await + shop.number("select count(*) from refund").await)
}

/// Less than the cheapest order comes to.
const CREDIT: i64 = 700;

/// Lives one story; what is wrong with it at its first wrong place.
async fn live(shop: &Shop, (by, first): (&Host, i64), story: &Story) -> Result<(), String> {
    let (mugs, tins, with_tax, pickup, credited, tried) = story;
    let now = Moment::now();
    let payment = if *pickup { "on_pickup" } else { "transfer" };
    let sale = Sale { lines: &[("MUG", *mugs), ("TIN", *tins)], payment, with_tax: *with_tax };
    let mut code = None;
    if *credited {
        give(shop, by, first, Gift::Credit(CREDIT), now).await.unwrap();
        let newest = shop.number("select max(goodwill) from credit").await;
        code = Some(app::credit::code(&shop.site.links, newest));
    }
    let order = order_with(shop, &sale, code.as_deref(), now).await;
    let lines = lines(shop, order).await;
    let (mut was_paid, mut before) = (false, standing(shop, order).await);
    for (n, what) in tried.iter().enumerate() {
        let done = try_it(shop, order, &lines, what, now).await;
        let after = standing(shop, order).await;
        let wrong = |why: String| Err(format!("move {n}, {what:?}, {done:?}: {why}"));
        match &done {
            Err(Refusal::Database(error)) => return wrong(format!("the database had to refuse it: {error}")),
            Err(_) if format!("{before:?}") != format!("{after:?}") => return wrong("refused, and changed".into()),
            _ => {}
        }
        let o = &after.0;
        was_paid |= o.payment_state == "paid";
        let paid = if was_paid { o.total } else { 0 };
        if !(0..=paid).contains(&o.refunded) {
            return wrong(format!("{} went back of {paid}", o.refunded));
        }
        let refunds = refund::store::of(shop.db(), order).await.unwrap();
        let as_money: i64 = refunds.iter().map(|r| r.total - r.credited).sum();
        if as_money > o.due() {
            return wrong(format!("{as_money} went back as money of {}", o.due()));
        }
        let drift = examine(shop.db()).await.unwrap();
        if !drift.is_empty() {
            return wrong(format!("{drift:?}"));
        }
        before = after;
    }
    Ok(())
}

/// Many stories on one shop; the smallest that goes wrong is told.
async fn many(shop: &Shop, cases: usize) {
    a_shop(shop).await;
    let sale = Sale { lines: &[("MUG", 1)], payment: "transfer", with_tax: true };
    let first = order(shop, &sale, Moment::now()).await;
    host(shop, "neela@example.org", "Neela Oort").await;
    let by = known(person_of(shop, "neela@example.org").await);
    allow(shop, by.id(), limit(CREDIT, 1_000 * CREDIT)).await;
    let about = (&by, first);
    let mut runner = TestRunner::deterministic();
    for _ in 0..cases {
        let mut tree = stories().new_tree(&mut runner).unwrap();
        let Err(mut fault) = live(shop, about, &tree.current()).await else { continue };
        let mut smallest = tree.current();
        for _ in 0..60 {
            if !tree.simplify() {
                break;
            }
            match live(shop, about, &tree.current()).await {
                Err(smaller) => (fault, smallest) = (smaller, tree.current()),
                Ok(()) if tree.complicate() => {}
                Ok(()) => break,
            }
        }
        panic!("{smallest:?}\n{fault}");
    }
    let given = shop.number("select count(*) from refund").await;
    assert!(given as usize > cases / 4, "hardly anything went back: {given}");
}

#[tokio::test]
async fn whatever_is_tried_the_books_stay_true() {
    on_sqlite(|shop| async move { many(&shop, 60).await }).await;
    on_postgres(|shop| async move { many(&shop, 12).await }).await;
}

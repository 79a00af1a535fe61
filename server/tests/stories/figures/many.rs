//! Many orders, several who count at once.
use super::till::{at, line_of, placed};
use super::{period, read, shelves};
use crate::kit::shop::on_postgres;
use crate::kit::{Shop, both};
use app::db::Db;
use app::figures::store::count::catch_up;
use app::orders::refund::verbs::{pay_back, refund};
use app::orders::refund::{Part, Reason, Refunding};
use app::orders::verbs;
use app::values::Moment;
use futures::future::join_all;

/// Numbers that look like chance and are the same every time.
struct Chance(u64);
impl Chance {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % n
    }
}

/// Places an order at some moment of forty days and lets something become of it.
async fn one(shop: &Shop, chance: &mut Chance) {
    let (db, m) = (shop.db(), &shop.merchant());
    let begin = at("01 Oct 2025 00:00:00 +0200").plus(chance.below(40 * 24 * 60) as i64 * Moment::MINUTE);
    let sku = if chance.below(3) == 0 { "POT" } else { "MUG" };
    let order = placed(shop, &[(sku, 1 + chance.below(4) as i64)], begin).await;
    let later = |hours: u64| begin.plus(hours as i64 * Moment::HOUR);
    let (paid, then) = (later(chance.below(60)), later(60 + chance.below(100)));
    match chance.below(6) {
        0 => {}
        1 => verbs::cancel(db, m, order, then).await.unwrap(),
        2 => assert!(verbs::lapse(db, order, later(24 * 8)).await.unwrap()),
        3 => {
            verbs::mark_paid(db, m, order, paid).await.unwrap();
            let some = Refunding { reason: Reason::Goodwill, extra: 77, ..Refunding::default() };
            refund(db, m, order, &some, paid).await.unwrap();
            verbs::cancel(db, m, order, then).await.unwrap();
            pay_back(db, m, order, then.plus(Moment::DAY)).await.unwrap();
        }
        _ => {
            verbs::mark_paid(db, m, order, paid).await.unwrap();
            verbs::fulfil(db, m, order, None, "", then).await.unwrap();
            if chance.below(2) == 0 {
                let part = Part { line: line_of(shop, order).await, sent: 1, unsent: 0, restocked: 1 };
                let back = Refunding { reason: Reason::Returned, parts: vec![part], ..Refunding::default() };
                refund(db, m, order, &back, then.plus(2 * Moment::DAY)).await.unwrap();
            }
        }
    }
}

#[tokio::test]
async fn after_two_hundred_orders_what_was_kept_is_what_a_recount_gives() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut chance = Chance(42);
        let all = period("2025-09-20", "2025-12-01");
        for n in 0..200 {
            one(&shop, &mut chance).await;
            // Counted now and then, in the middle of everything.
            if chance.below(7) == 0 {
                catch_up(shop.db()).await.unwrap();
                shop.healthy().await;
            }
            if n % 50 == 49 {
                assert_eq!(read(&shop, all).await.orders(all), n + 1);
            }
        }
        let before = read(&shop, all).await.sum(all, "EUR");
        catch_up(shop.db()).await.unwrap();
        shop.healthy().await;
        let sum = read(&shop, all).await.sum(all, "EUR");
        assert_eq!((sum, sum.orders), (before, 200));
        let (gross, refunded): (i64, i64) = shop
            .db()
            .query("select cast(sum(total) as bigint), cast(sum(case when state <> 'cancelled' then refunded else 0 end) as bigint) from orders")
            .one()
            .await
            .unwrap();
        assert_eq!(sum.gross, gross);
        // What stands of every order: its total less what went back; nothing of those that were cancelled.
        let (left,): (i64,) = shop
            .db()
            .query("select cast(sum(total) as bigint) from orders where state <> 'cancelled'")
            .one()
            .await
            .unwrap();
        assert_eq!(sum.gross - sum.cancelled - sum.refunded, left - refunded);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_nodes_count_while_others_buy_and_nothing_is_counted_twice() {
    on_postgres(|shop| async move {
        shelves(&shop).await;
        let nodes = [shop.db().clone(), Db::open(&shop.url, 4).await.unwrap()];
        let buying = join_all((0..4).map(|b| {
            let shop = shop.clone();
            tokio::spawn(async move {
                for n in 0..10 {
                    placed(&shop, &[("MUG", 1)], at("02 Nov 2025 10:00:00 +0100").plus((b * 10 + n) * Moment::HOUR))
                        .await;
                }
            })
        }));
        let counting = join_all(nodes.iter().map(|db| {
            let db = db.clone();
            tokio::spawn(async move {
                for _ in 0..40 {
                    catch_up(&db).await.unwrap();
                    tokio::task::yield_now().await;
                }
            })
        }));
        let (bought, counted) = tokio::join!(buying, counting);
        bought.into_iter().chain(counted).for_each(|done| done.unwrap());
        catch_up(shop.db()).await.unwrap();
        shop.healthy().await;
        assert_eq!(shop.number("select cast(sum(orders) as bigint) from figure_day").await, 40);
        nodes[1].close().await;
    })
    .await;
}

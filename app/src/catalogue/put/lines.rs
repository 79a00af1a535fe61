//! What stands under the variants of a product, written for all of them at once: options, stock, prices.
use super::{PutFault, Work};
use crate::db::Build;

/// How many rows one statement brings: SQLite binds 32,766 values.
const MOST: usize = 500;

/// What is new or different under the variants.
#[derive(Default)]
pub struct Lines {
    /// Variant, axis and value.
    pub options: Vec<(i64, i64, i64)>,
    /// Variants that have no stock yet, and what is on hand.
    pub stock: Vec<(i64, i64)>,
    /// Variants of which more or fewer are there now.
    pub counted: Vec<(i64, i64)>,
    prices: Vec<(i64, &'static str, i64, Option<i64>)>,
}
impl Lines {
    /// A price of a variant; of two in one currency the last.
    pub fn price(&mut self, variant: i64, currency: &'static str, amount: i64, compare_at: Option<i64>) {
        self.prices.retain(|(v, c, ..)| (*v, *c) != (variant, currency));
        self.prices.push((variant, currency, amount, compare_at));
    }
}

impl Work<'_> {
    /// Writes them.
    pub async fn lines(&mut self, lines: &Lines) -> Result<(), PutFault> {
        for options in lines.options.chunks(MOST) {
            let mut insert = Build::new("insert into variant_option (variant, axis, value) values ");
            for (i, (variant, axis, value)) in options.iter().enumerate() {
                insert.push(opened(i)).int(*variant).push(", ").int(*axis).push(", ").int(*value).push(")");
            }
            insert.push(" on conflict (variant, axis) do update set value = excluded.value");
            self.tx.build(&insert).run().await?;
        }
        for stock in lines.stock.chunks(MOST) {
            let mut insert = Build::new("insert into stock (variant, on_hand, reserved) values ");
            for (i, (variant, on_hand)) in stock.iter().enumerate() {
                insert.push(opened(i)).int(*variant).push(", ").int(*on_hand).push(", 0)");
            }
            self.tx.build(&insert).run().await?;
        }
        for (variant, more) in &lines.counted {
            self.tx
                .query("update stock set on_hand = on_hand + $2 where variant = $1")
                .bind(*variant)
                .bind(*more)
                .run()
                .await?;
        }
        // The ledger gets the difference.
        let moved: Vec<&(i64, i64)> = lines.stock.iter().chain(&lines.counted).filter(|(_, n)| *n != 0).collect();
        for moves in moved.chunks(MOST) {
            let mut insert = Build::new(
                "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, actor, at) values ",
            );
            for (i, (variant, more)) in moves.iter().enumerate() {
                insert.push(opened(i)).int(*variant).push(", ").int(*more).push(", 0, ").text(self.reason).push(", ");
                insert.text(self.actor.as_str()).push(", ").int(self.now.0).push(")");
            }
            self.tx.build(&insert).run().await?;
        }
        for prices in lines.prices.chunks(MOST) {
            let mut price = Build::new("insert into price (variant, currency, amount, compare_at) values ");
            let mut change =
                Build::new("insert into price_change (variant, currency, amount, compare_at, at, actor) values ");
            for (i, (variant, currency, amount, compare_at)) in prices.iter().enumerate() {
                for insert in [&mut price, &mut change] {
                    insert.push(opened(i)).int(*variant).push(", ").text(*currency).push(", ").int(*amount);
                    insert.push(", ").maybe(*compare_at);
                }
                price.push(")");
                change.push(", ").int(self.now.0).push(", ").text(self.actor.as_str()).push(")");
            }
            price.push(
                " on conflict (variant, currency) do update set amount = excluded.amount, compare_at = excluded.compare_at",
            );
            self.tx.build(&price).run().await?;
            self.tx.build(&change).run().await?;
        }
        Ok(())
    }
}

fn opened(i: usize) -> &'static str {
    if i == 0 { "(" } else { ", (" }
}

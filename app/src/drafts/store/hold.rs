//! What a draft keeps off the shelf. Kept and let go like an order's reservation, each with its move in the ledger.
use crate::catalogue::facets;
use crate::db::{Result, Tx};
use crate::values::Moment;
use crate::viewer::Actor;

/// Keeps what the lines of a draft's cart want. False where something is short; nothing must be committed then.
pub async fn keep(tx: &mut Tx, draft: i64, cart: i64, actor: Actor, now: Moment) -> Result<bool> {
    let wanted: Vec<(i64, i64, Option<i64>)> = tx
        .query(
            "select l.variant, cast(sum(l.quantity) as bigint), max(v.backorder_limit) from cart_line l join variant v on v.id = l.variant
             where l.cart = $1 and l.removed_at is null and v.tracked = true group by l.variant order by l.variant",
        )
        .bind(cart)
        .all()
        .await?;
    let mut emptied = vec![];
    for (variant, quantity, most) in wanted {
        let left: Option<(i64,)> = tx
            .query(
                "update stock set reserved = reserved + $2
                 where variant = $1 and (cast($3 as bigint) is null or on_hand - reserved + $3 >= $2)
                 returning on_hand - reserved",
            )
            .bind(variant)
            .bind(quantity)
            .bind(most)
            .maybe()
            .await?;
        match left {
            None => return Ok(false),
            Some((left,)) if left <= 0 => emptied.push(variant),
            Some(_) => {}
        }
        tx.query("insert into draft_hold (draft, variant, quantity) values ($1, $2, $3)")
            .bind(draft)
            .bind(variant)
            .bind(quantity)
            .run()
            .await?;
        moved(tx, variant, quantity, "held", actor, now).await?;
    }
    if !emptied.is_empty() {
        facets::store::index::restock_variants(tx, emptied).await?;
    }
    Ok(true)
}

/// Lets go of what the draft of this cart keeps; nothing where it keeps nothing, or it is no draft's.
pub async fn release(tx: &mut Tx, cart: i64, actor: Actor, now: Moment) -> Result<()> {
    let mut held: Vec<(i64, i64)> = tx
        .query(
            "delete from draft_hold where draft in (select id from draft where cart = $1) returning variant, quantity",
        )
        .bind(cart)
        .all()
        .await?;
    held.sort();
    for (variant, quantity) in &held {
        tx.query("update stock set reserved = reserved - $2 where variant = $1")
            .bind(*variant)
            .bind(*quantity)
            .run()
            .await?;
        moved(tx, *variant, -quantity, "released", actor, now).await?;
    }
    if !held.is_empty() {
        facets::store::index::restock_variants(tx, held.into_iter().map(|(variant, _)| variant).collect()).await?;
    }
    Ok(())
}

async fn moved(
    tx: &mut Tx,
    variant: i64,
    reserved: i64,
    reason: &'static str,
    actor: Actor,
    now: Moment,
) -> Result<()> {
    tx.query(
        "insert into stock_move (variant, on_hand_delta, reserved_delta, reason, order_line, actor, at)
         values ($1, 0, $2, $3, null, $4, $5)",
    )
    .bind(variant)
    .bind(reserved)
    .bind(reason)
    .bind(actor.to_string())
    .bind(now)
    .run()
    .await?;
    Ok(())
}

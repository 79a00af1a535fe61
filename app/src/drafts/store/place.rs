//! A draft becomes an order by the one way in which orders are placed; once, however many confirm it.
use super::Draft;
use super::write::taken;
use crate::audit::{self, Act};
use crate::checkout::place::{self, By, Placed, Wish};
use crate::db::{Db, Result, retried};
use crate::secret::LinkKey;
use crate::site::Facts;
use crate::values::Moment;
use crate::viewer::Actor;

/// Places the order of a draft as it stands. The wish names its cart; `staff` says whether somebody of the staff places it.
pub async fn place(
    db: &Db,
    links: &LinkKey,
    facts: &Facts,
    of: (&Draft, Option<Actor>),
    wish: &Wish,
    now: Moment,
) -> Result<Placed> {
    retried(|| once(db, links, facts, of, wish, now)).await
}
async fn once(
    db: &Db,
    links: &LinkKey,
    facts: &Facts,
    (draft, staff): (&Draft, Option<Actor>),
    wish: &Wish,
    now: Moment,
) -> Result<Placed> {
    let mut tx = db.begin().await?;
    let Some(d) = taken(&mut tx, draft.id).await? else { return Ok(Placed::Nothing) };
    if let Some(order) = d.placed_order {
        return Ok(Placed::Before(order));
    }
    // The customer confirms what is offered, not what somebody took back to change it.
    if !d.stands(now) || staff.is_none() && d.state != "offered" {
        return Ok(Placed::Nothing);
    }
    let by = staff.unwrap_or(Actor::Shopper);
    let wish = Wish { cart: d.cart, by: By::Draft(by), ..wish.clone() };
    let placed = place::within(&mut tx, links, facts, &wish, now).await?;
    let Placed::New(order) = placed else { return Ok(placed) };
    tx.query("update draft set state = 'placed', placed_order = $2 where id = $1").bind(d.id).bind(order).run().await?;
    if let Some(actor) = staff {
        let act =
            Act { actor, act: "draft.placed", subject: ("draft", d.id), before: &d.state, after: "placed", from: "" };
        audit::append(&mut tx, act, now).await?;
    }
    tx.commit().await?;
    Ok(placed)
}

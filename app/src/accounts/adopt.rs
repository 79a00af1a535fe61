//! What a customer takes over from the visitor they were, at each sign-in. One step a feature; each may run again without
//! changing anything, none loses a line, none touches what is somebody else's.
use super::before;
use crate::activity::unseen;
use crate::cart;
use crate::credit;
use crate::db::{Result, Tx};
use crate::values::Moment;
use futures::future::BoxFuture;

/// Who takes over from whom.
#[derive(Clone, Debug)]
pub struct Adoption {
    /// The visitor of this browser, if they did anything.
    pub visitor: Option<i64>,
    /// The open cart of this browser.
    pub cart: Option<i64>,
    /// The customer who signs in.
    pub to: i64,
    pub now: Moment,
}
type Step = for<'a> fn(&'a mut Tx, &'a Adoption) -> BoxFuture<'a, Result<()>>;

/// Every step, by the column of a person that it moves.
pub const ADOPT: &[(&str, Step)] = &[
    ("cart.person", |tx, a| Box::pin(carts(tx, a))),
    ("orders.person", |tx, a| Box::pin(orders(tx, a))),
    ("reaction.person", |tx, a| Box::pin(thanks(tx, a))),
    ("person.adopted_by", |tx, a| Box::pin(acts(tx, a))),
    ("watch.person", |tx, a| Box::pin(watches(tx, a))),
    ("notice.person", |tx, a| Box::pin(notices(tx, a))),
];

/// Takes over everything there is.
pub async fn adopt(tx: &mut Tx, adoption: &Adoption) -> Result<()> {
    for (_, step) in ADOPT {
        step(tx, adoption).await?;
    }
    Ok(())
}

/// The browser's cart becomes the customer's. Where they have one, the lines come together in it: the same thing with the same
/// wishes is one line, with the larger of the two quantities, since it was put in twice on two devices and wanted once.
async fn carts(tx: &mut Tx, a: &Adoption) -> Result<()> {
    // A cart that has lapsed would stand in the way of the one that is open.
    tx.query("delete from cart where person = $1 and closed_at is null and expires_at <= $2")
        .bind(a.to)
        .bind(a.now)
        .run()
        .await?;
    let Some(browser) = a.cart else { return Ok(()) };
    // Somebody else's cart is never taken.
    let ours: Option<(i64,)> = tx
        .query(
            "update cart set updated_at = $3 where id = $1 and closed_at is null and expires_at > $3
                and (person is null or person = $2 or person = $4) returning id",
        )
        .bind(browser)
        .bind(a.to)
        .bind(a.now)
        .bind(a.visitor)
        .maybe()
        .await?;
    if ours.is_none() {
        return Ok(());
    }
    match cart::store::open_of(&mut *tx, a.to, a.now).await? {
        Some(own) if own == browser => {}
        None => {
            tx.query("update cart set person = $2 where id = $1").bind(browser).bind(a.to).run().await?;
        }
        Some(own) => {
            tx.query(
                "insert into cart_line (cart, variant, quantity, properties, properties_key, price_seen, added_at)
                 select $2, variant, quantity, properties, properties_key, price_seen, added_at from cart_line
                 where cart = $1 and removed_at is null
                 on conflict (cart, variant, properties_key) do update set
                    quantity = case when cart_line.removed_at is not null or excluded.quantity > cart_line.quantity
                        then excluded.quantity else cart_line.quantity end,
                    removed_at = null",
            )
            .bind(browser)
            .bind(own)
            .run()
            .await?;
            credit::store::carry(tx, browser, own).await?;
            tx.query("delete from cart where id = $1").bind(browser).run().await?;
            tx.query("update cart set version = version + 1, updated_at = $2 where id = $1")
                .bind(own)
                .bind(a.now)
                .run()
                .await?;
        }
    }
    Ok(())
}

/// Orders that were made with the proven address, by nobody who was signed in.
async fn orders(tx: &mut Tx, a: &Adoption) -> Result<()> {
    tx.query(
        "update orders set person = $1 where person is null
            and email_key = (select p.email_key from person p where p.id = $1 and p.erased_at is null)",
    )
    .bind(a.to)
    .run()
    .await?;
    Ok(())
}

/// Who thanked for one post on two devices has thanked once, and nobody thanks themselves. The visitor's own word goes.
async fn thanks(tx: &mut Tx, a: &Adoption) -> Result<()> {
    let Some(visitor) = a.visitor.filter(|v| *v != a.to) else { return Ok(()) };
    const TWICE: &str = "delete from reaction where person = $1 and (
            exists (select 1 from reaction o join person p on p.id = o.person
                where o.post = reaction.post and o.kind = reaction.kind and p.id <> $1 and (p.id = $2 or p.adopted_by = $2))
            or exists (select 1 from post x join person p on p.id = x.author
                where x.id = reaction.post and (p.id = $2 or p.adopted_by = $2)))
        returning post";
    const OWN: &str = "delete from reaction where person in (select id from person where id = $2 or adopted_by = $2)
            and post in (select id from post where author = $1)
        returning post";
    let mut posts: Vec<i64> = vec![];
    for sql in [TWICE, OWN] {
        let gone: Vec<(i64,)> = tx.query(sql).bind(visitor).bind(a.to).all().await?;
        posts.extend(gone.into_iter().map(|(post,)| post));
    }
    before::recount(tx, posts).await
}

/// What the visitor did in public stays under the visitor's alias; that both are one is known to the customer alone.
async fn acts(tx: &mut Tx, a: &Adoption) -> Result<()> {
    tx.query(
        "update person set adopted_by = $2 where id = $1 and kind = 'visitor' and adopted_by is null and id <> $2",
    )
    .bind(a.visitor)
    .bind(a.to)
    .run()
    .await?;
    // Whoever wants to be in no feed means all that they did.
    let wants: Option<(bool,)> = tx.query("select unseen from person where id = $1").bind(a.to).maybe().await?;
    if wants.is_some_and(|(unseen,)| unseen) {
        unseen::hide(tx, a.to, a.now).await?;
    }
    Ok(())
}

/// What the visitor follows, once for each topic; only where the visitor became this customer and no other.
async fn watches(tx: &mut Tx, a: &Adoption) -> Result<()> {
    tx.query(
        "insert into watch (topic, person, by_mail, since) select w.topic, $2, w.by_mail, w.since from watch w
         where w.person = $1 and exists (select 1 from person v where v.id = $1 and v.adopted_by = $2)
         on conflict (topic, person) do update set by_mail = (watch.by_mail or excluded.by_mail)",
    )
    .bind(a.visitor)
    .bind(a.to)
    .run()
    .await?;
    tx.query(
        "delete from watch where person = $1 and exists (select 1 from person v where v.id = $1 and v.adopted_by = $2)",
    )
    .bind(a.visitor)
    .bind(a.to)
    .run()
    .await?;
    Ok(())
}

/// What the visitor was told, each once.
async fn notices(tx: &mut Tx, a: &Adoption) -> Result<()> {
    tx.query(
        "update notice set person = $2 where person = $1
            and exists (select 1 from person v where v.id = $1 and v.adopted_by = $2)
            and not exists (select 1 from notice o where o.person = $2 and o.kind = notice.kind and o.post = notice.post)",
    )
    .bind(a.visitor)
    .bind(a.to)
    .run()
    .await?;
    tx.query(
        "delete from notice where person = $1 and exists (select 1 from person v where v.id = $1 and v.adopted_by = $2)",
    )
    .bind(a.visitor)
    .bind(a.to)
    .run()
    .await?;
    Ok(())
}

//! Credits and their moves in and out of the database: what is left of a credit is the sum of its moves.
use super::{code, read};
use crate::db::{Db, Reads, Result, Tx};
use crate::secret::{self, LinkKey};
use crate::values::Moment;
use crate::viewer::Actor;
use sqlx::FromRow;

/// A credit, with whoever gave it.
#[derive(Clone, Debug, FromRow)]
pub struct Credit {
    pub id: i64,
    pub goodwill: i64,
    pub currency: String,
    pub amount: i64,
    /// What is left of it.
    pub balance: i64,
    pub created_at: Moment,
    pub actor: String,
}
/// The credits that were given about an order, oldest first.
pub async fn about(mut from: impl Reads, order: i64) -> Result<Vec<Credit>> {
    from.query(
        "select c.id, c.goodwill, c.currency, c.amount, c.balance, c.created_at, m.actor from goodwill g
         join credit c on c.goodwill = g.id join credit_move m on m.credit = c.id and m.reason = 'given'
         where g.order_id = $1 order by c.id",
    )
    .bind(order)
    .all()
    .await
}

/// Gives a credit by an act of goodwill; its number.
pub async fn give(
    tx: &mut Tx,
    links: &LinkKey,
    goodwill: i64,
    (amount, currency): (i64, &str),
    by: Actor,
    now: Moment,
) -> Result<i64> {
    let (id,): (i64,) = tx
        .query(
            "insert into credit (goodwill, code_hash, currency, amount, balance, created_at)
             values ($1, $2, $3, $4, $4, $5) returning id",
        )
        .bind(goodwill)
        .bind(secret::hash(&code(links, goodwill)))
        .bind(currency.to_string())
        .bind(amount)
        .bind(now)
        .one()
        .await?;
    moved(tx, id, None, (amount, "given"), by, now).await?;
    Ok(id)
}

/// The credit that a cart is to be paid with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct Chosen {
    pub id: i64,
    /// What is left of it.
    pub balance: i64,
}
impl Chosen {
    /// What of a total it pays.
    pub fn pays(&self, total: i64) -> i64 {
        self.balance.min(total)
    }
}
/// The credit that was chosen for a cart, where there is something left of it.
pub async fn chosen(mut from: impl Reads, cart: i64) -> Result<Option<Chosen>> {
    from.query(
        "select c.id, c.balance from credit_cart k join credit c on c.id = k.credit join cart t on t.id = k.cart
         where k.cart = $1 and c.balance > 0 and c.currency = t.currency",
    )
    .bind(cart)
    .maybe()
    .await
}

/// What became of a code that was typed at the till.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    Taken,
    /// There is no such credit, or nothing is left of it.
    Nothing,
    /// It is in this currency, and the cart in another.
    Currency(String),
}
/// Chooses the credit of this code for a cart, in place of the one that was chosen before.
pub async fn choose(db: &Db, cart: i64, currency: &str, typed: &str) -> Result<Choice> {
    let found: Option<(i64, String)> = db
        .query("select id, currency from credit where code_hash = $1 and balance > 0")
        .bind(secret::hash(&read(typed)))
        .maybe()
        .await?;
    let Some((credit, of)) = found else { return Ok(Choice::Nothing) };
    if of != currency {
        return Ok(Choice::Currency(of));
    }
    db.run(
        "insert into credit_cart (cart, credit) values ($1, $2) on conflict (cart) do update set credit = excluded.credit",
    )
    .bind(cart)
    .bind(credit)
    .run()
    .await?;
    Ok(Choice::Taken)
}
/// One cart takes the credit that was chosen for another, where none was chosen for it.
pub async fn carry(tx: &mut Tx, from: i64, to: i64) -> Result<()> {
    tx.query(
        "insert into credit_cart (cart, credit) select $2, credit from credit_cart where cart = $1
         on conflict (cart) do nothing",
    )
    .bind(from)
    .bind(to)
    .run()
    .await?;
    Ok(())
}
/// The cart is to be paid without a credit.
pub async fn leave(db: &Db, cart: i64) -> Result<()> {
    db.run("delete from credit_cart where cart = $1").bind(cart).run().await?;
    Ok(())
}

/// Takes this much off a credit, where that much is left: the database's own word that nothing is spent twice. Whoever takes
/// stock too has taken it before, so that no two wait for one another.
pub async fn take(tx: &mut Tx, credit: i64, amount: i64) -> Result<bool> {
    let taken = tx
        .query("update credit set balance = balance - $2 where id = $1 and balance >= $2")
        .bind(credit)
        .bind(amount)
        .run()
        .await?;
    Ok(taken == 1)
}
/// Writes down which order that paid for.
pub async fn spent(tx: &mut Tx, credit: i64, order: i64, amount: i64, by: Actor, now: Moment) -> Result<()> {
    moved(tx, credit, Some(order), (-amount, "spent"), by, now).await
}
/// Puts back some of what an order was paid with.
pub async fn put_back(tx: &mut Tx, order: i64, amount: i64, by: Actor, now: Moment) -> Result<()> {
    let (credit,): (i64,) = tx
        .query(
            "update credit set balance = balance + $2
             where id = (select m.credit from credit_move m where m.order_id = $1 and m.reason = 'spent') returning id",
        )
        .bind(order)
        .bind(amount)
        .one()
        .await?;
    moved(tx, credit, Some(order), (amount, "returned"), by, now).await
}

async fn moved(
    tx: &mut Tx,
    credit: i64,
    order: Option<i64>,
    (delta, reason): (i64, &'static str),
    by: Actor,
    now: Moment,
) -> Result<()> {
    tx.query("insert into credit_move (credit, order_id, delta, reason, actor, at) values ($1, $2, $3, $4, $5, $6)")
        .bind(credit)
        .bind(order)
        .bind(delta)
        .bind(reason)
        .bind(by.to_string())
        .bind(now)
        .run()
        .await?;
    Ok(())
}

//! What keeps the rows of customers right: each is called by the verb that changes what they count.
use crate::db::{Db, Result, Tx};
use crate::values::{Email, Moment, fold};

/// A name as it is searched; one of which nothing is left by folding stays as it is.
pub fn key(name: &str) -> String {
    Some(fold(name)).filter(|key| !key.is_empty()).unwrap_or_else(|| name.to_string())
}

/// An order that was just placed.
pub struct Placed<'a> {
    /// Whoever was signed in.
    pub person: Option<i64>,
    pub email: &'a Email,
    pub name: &'a str,
    pub total: i64,
}

/// Counts an order that was just placed: to the person who was signed in, else to whoever has the address. Whoever has an account
/// keeps their name there: anybody can order with an address.
pub async fn placed(tx: &mut Tx, order: Placed<'_>, now: Moment) -> Result<()> {
    if let Some(person) = order.person {
        let known = tx
            .query(
                "update customer set orders = orders + 1, spent = spent + $2, name = $4, name_key = $5,
                    last_order_at = case when last_order_at > $3 then last_order_at else $3 end,
                    last_at = case when last_at > $3 then last_at else $3 end where person = $1",
            )
            .bind(person)
            .bind(order.total)
            .bind(now)
            .bind(order.name.to_string())
            .bind(key(order.name))
            .run()
            .await?;
        if known == 1 {
            return Ok(());
        }
    }
    tx.query(
        "insert into customer (email, email_key, name, name_key, orders, spent, last_order_at, last_at, since)
         values ($1, $2, $3, $4, 1, $5, $6, $6, $6)
         on conflict (email_key) do update set orders = customer.orders + 1, spent = customer.spent + excluded.spent,
            last_order_at = case when customer.last_order_at > excluded.last_order_at then customer.last_order_at
                else excluded.last_order_at end,
            last_at = case when customer.last_at > excluded.last_at then customer.last_at else excluded.last_at end,
            name = case when customer.person is null then excluded.name else customer.name end,
            name_key = case when customer.person is null then excluded.name_key else customer.name_key end",
    )
    .bind(order.email.as_str().to_string())
    .bind(order.email.key())
    .bind(order.name.to_string())
    .bind(key(order.name))
    .bind(order.total)
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Takes back what an order counted that is cancelled now.
pub async fn cancelled(tx: &mut Tx, order: i64) -> Result<()> {
    tx.query(
        "update customer set orders = orders - 1, spent = spent - (select total from orders where id = $1)
         where id in (
            select c.id from orders o join customer c on c.person = o.person where o.id = $1
            union all select c.id from orders o join customer c on c.email_key = o.email_key where o.id = $1 and o.person is null)",
    )
    .bind(order)
    .run()
    .await?;
    Ok(())
}

/// Somebody has an account from now on: the row of their address becomes theirs.
pub async fn joined(tx: &mut Tx, person: i64, email: &Email, now: Moment) -> Result<()> {
    tx.query(
        "insert into customer (person, email, email_key, name, name_key, last_at, since) values ($1, $2, $3, '', '', $4, $4)
         on conflict (email_key) do update set person = excluded.person, email = excluded.email, last_at = excluded.last_at",
    )
    .bind(person)
    .bind(email.as_str().to_string())
    .bind(email.key())
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// Somebody's proven address became another one: what was ordered with the new one without an account is theirs too, and
/// what stays with the old one is nobody's whom we know.
pub async fn moved(tx: &mut Tx, person: i64, email: &Email) -> Result<()> {
    let before: Option<(i64, String)> =
        tx.query("select id, email_key from customer where person = $1").bind(person).maybe().await?;
    let Some((id, old)) = before.filter(|(_, old)| *old != email.key()) else { return Ok(()) };
    tx.query("delete from customer where email_key = $1 and person is null").bind(email.key()).run().await?;
    tx.query("update customer set email = $2, email_key = $3 where id = $1")
        .bind(id)
        .bind(email.as_str().to_string())
        .bind(email.key())
        .run()
        .await?;
    recount(tx, id).await?;
    let guest: Option<(String, String, Moment)> = tx
        .query("select email, name, placed_at from orders where email_key = $1 and person is null order by id desc limit 1")
        .bind(old.clone())
        .maybe()
        .await?;
    let Some((address, name, at)) = guest else { return Ok(()) };
    let (left,): (i64,) = tx
        .query(
            "insert into customer (email, email_key, name, name_key, last_at, since) values ($1, $2, $3, $4, $5, $5) returning id",
        )
        .bind(address)
        .bind(old)
        .bind(name.clone())
        .bind(key(&name))
        .bind(at)
        .one()
        .await?;
    recount(tx, left).await
}

async fn recount(tx: &mut Tx, id: i64) -> Result<()> {
    tx.query(
        "update customer set (orders, spent, last_order_at) = (
            select count(case when o.state <> 'cancelled' then 1 end),
                cast(coalesce(sum(case when o.state <> 'cancelled' then o.total end), 0) as bigint), max(o.placed_at)
            from orders o where o.person = customer.person or (o.person is null and o.email_key = customer.email_key))
         where id = $1",
    )
    .bind(id)
    .run()
    .await?;
    Ok(())
}

/// Folds the names that a migration copied, a batch a transaction.
pub async fn fold_names(db: &Db) -> Result<()> {
    loop {
        let mut tx = db.begin().await?;
        let rows: Vec<(i64, String)> =
            tx.query("select id, name from customer where name_key = '' and name <> '' limit 500").all().await?;
        for (id, name) in &rows {
            tx.query("update customer set name_key = $2 where id = $1").bind(*id).bind(key(name)).run().await?;
        }
        tx.commit().await?;
        if rows.len() < 500 {
            return Ok(());
        }
    }
}

/// What is recounted, for the doctor: row, what stands, what should stand.
pub const COUNTS: &[(&str, &str)] = &[
    (
        "customer.orders",
        "select cast(c.id as text), cast(c.orders as text), cast(cast(coalesce(d.n, 0) as bigint) as text) from customer c left join (
            select id, sum(n) as n from (
                select k.id, count(*) as n from orders o join customer k on k.person = o.person where o.state <> 'cancelled' group by k.id
                union all select k.id, count(*) as n from orders o join customer k on k.email_key = o.email_key
                    where o.person is null and o.state <> 'cancelled' group by k.id) e group by id) d on d.id = c.id
         where c.orders <> coalesce(d.n, 0) order by c.id",
    ),
    (
        "customer.spent",
        "select cast(c.id as text), cast(c.spent as text), cast(cast(coalesce(d.n, 0) as bigint) as text) from customer c left join (
            select id, sum(n) as n from (
                select k.id, sum(o.total) as n from orders o join customer k on k.person = o.person where o.state <> 'cancelled' group by k.id
                union all select k.id, sum(o.total) as n from orders o join customer k on k.email_key = o.email_key
                    where o.person is null and o.state <> 'cancelled' group by k.id) e group by id) d on d.id = c.id
         where c.spent <> coalesce(d.n, 0) order by c.id",
    ),
    (
        "customer.last_order_at",
        "select cast(c.id as text), coalesce(cast(c.last_order_at as text), 'never'), coalesce(cast(d.at as text), 'never')
         from customer c left join (
            select id, max(at) as at from (
                select k.id, max(o.placed_at) as at from orders o join customer k on k.person = o.person group by k.id
                union all select k.id, max(o.placed_at) as at from orders o join customer k on k.email_key = o.email_key
                    where o.person is null group by k.id) e group by id) d on d.id = c.id
         where coalesce(c.last_order_at, -1) <> coalesce(d.at, -1) order by c.id",
    ),
    (
        "customer.row",
        "select o.number, 'missing', 'there' from orders o left join person p on p.id = o.person
         where o.email_key <> '' and p.erased_at is null
            and not exists (select 1 from customer c where c.person = o.person)
            and not (o.person is null and exists (select 1 from customer c where c.email_key = o.email_key))
         union all select cast(p.id as text), coalesce(c.email_key, 'missing'), p.email_key from person p
            left join customer c on c.person = p.id
         where p.kind <> 'visitor' and p.erased_at is null and p.email_key is not null and coalesce(c.email_key, '') <> p.email_key",
    ),
];

//! One customer: what they ordered, and what they said where everybody reads it.
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// How many orders, topics and posts stand on the page.
pub const ORDERS: usize = 20;
const SAID: i64 = 10;

/// A customer with what their account says.
#[derive(Clone, Debug, FromRow)]
pub struct Customer {
    pub id: i64,
    pub person: Option<i64>,
    pub name: String,
    pub email: String,
    pub email_key: String,
    pub orders: i64,
    pub spent: i64,
    pub last_order_at: Option<Moment>,
    pub since: Moment,
    /// The name they show; empty without an account.
    pub alias: String,
    pub avatar_seed: i64,
    /// `customer` or `staff`; empty without an account.
    pub kind: String,
}
/// The customer of this number.
pub async fn one(db: &Db, _: &Merchant, id: i64) -> Result<Option<Customer>> {
    db.query(
        "select c.id, c.person, coalesce(nullif(c.name, ''), p.name, '') as name, c.email, c.email_key, c.orders, c.spent,
            c.last_order_at, c.since, coalesce(p.alias, '') as alias, coalesce(p.avatar_seed, 0) as avatar_seed,
            coalesce(p.kind, '') as kind
         from customer c left join person p on p.id = c.person where c.id = $1",
    )
    .bind(id)
    .maybe()
    .await
}

/// An order of theirs.
#[derive(Clone, Debug, FromRow)]
pub struct Order {
    pub id: i64,
    pub number: String,
    pub currency: String,
    pub total: i64,
    pub state: String,
    pub payment_state: String,
    pub fulfilment_state: String,
    pub placed_at: Moment,
}
/// Their orders, the newest first, from behind the one of this number; one more than a page where there are more.
pub async fn orders(db: &Db, _: &Merchant, who: &Customer, after: Option<i64>) -> Result<Vec<Order>> {
    let mut q = Build::new(
        "select o.id, o.number, o.currency, o.total, o.state, o.payment_state, o.fulfilment_state, o.placed_at from orders o
         where (o.person = ",
    );
    q.maybe(who.person).push(" or (o.person is null and o.email_key = ").text(who.email_key.clone()).push("))");
    if let Some(after) = after {
        q.push(" and o.id < ").int(after);
    }
    q.push(" order by o.id desc limit ").digits(ORDERS as i64 + 1);
    db.build(&q).all().await
}

/// A topic they opened or a post they wrote, where everybody reads it.
#[derive(Clone, Debug, FromRow)]
pub struct Said {
    pub post: i64,
    pub title: String,
    pub opened: bool,
    pub at: Moment,
}
/// What they said in public under the name of their account; never what a visitor said who only later became them.
pub async fn said(db: &Db, _: &Merchant, person: i64) -> Result<Vec<Said>> {
    db.query(
        "select x.id as post, t.title, (t.first_post = x.id) as opened, x.created_at as at from post x join topic t on t.id = x.topic
         where x.author = $1 and x.state = 'live' and t.listed = true order by x.id desc limit $2",
    )
    .bind(person)
    .bind(SAID)
    .all()
    .await
}

/// What they were told of in the shop: how much, and how much of it they have not read.
pub async fn told(db: &Db, _: &Merchant, person: i64) -> Result<(i64, i64)> {
    db.query(
        "select count(*), count(case when read_at is null then 1 end) from (
            select read_at from notice where person = $1 limit 1000) n",
    )
    .bind(person)
    .one()
    .await
}

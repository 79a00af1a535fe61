//! Erasing an account: who it was goes everywhere at once, what was sold stays in the books without a name.
pub mod pages;
mod said;

use crate::activity::unseen;
use crate::db::{Db, Reads, Result, Sql, Tx};
use crate::hosts;
use crate::media;
use crate::staff;
use crate::values::{Email, Moment};
use crate::viewer::Customer;

pub use said::ERASED;

/// What an erased person is called.
pub const FORMER: &str = "former member";

/// What stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// Orders that are under way, by their numbers.
    UnderWay(Vec<String>),
    /// Nobody else runs the shop.
    LastMerchant,
}

/// What stands in the way of erasing this account; none: nothing.
pub async fn hindrance(mut from: impl Reads, person: i64) -> Result<Option<Hindrance>> {
    let orders: Vec<(String,)> = from
        .query(
            "select number from orders where state = 'placed' and (person in (select id from person where id = $1 or adopted_by = $1)
                or (person is null and email_key = (select p.email_key from person p where p.id = $1)))
             order by id limit 20",
        )
        .bind(person)
        .all()
        .await?;
    if !orders.is_empty() {
        return Ok(Some(Hindrance::UnderWay(orders.into_iter().map(|(number,)| number).collect())));
    }
    let (merchant,): (i64,) = from
        .query("select count(*) from role_grant where person = $1 and role = 'merchant' and revoked_at is null")
        .bind(person)
        .one()
        .await?;
    let last = merchant > 0 && staff::store::merchants(from).await? <= 1;
    Ok(last.then_some(Hindrance::LastMerchant))
}

/// Erases somebody, in one transaction; or says what stands in the way, and changes nothing. What they wrote in public stays
/// by a former member, or is taken down too.
pub async fn erase(db: &Db, who: &Customer, take_down: bool, now: Moment) -> Result<Option<Hindrance>> {
    let person = who.id();
    let mut tx = db.begin().await?;
    // The two last merchants wait here for one another, and so does an order that is being placed for the row of the person.
    tx.query("update shop set catalogue_version = catalogue_version where id = 1").run().await?;
    let standing: Option<(Option<String>,)> = tx
        .query(Sql {
            sqlite: "select email from person where id = $1 and erased_at is null",
            postgres: "select email from person where id = $1 and erased_at is null for update",
        })
        .bind(person)
        .maybe()
        .await?;
    let Some((email,)) = standing else { return Ok(None) };
    if let Some(hindrance) = hindrance(&mut tx, person).await? {
        return Ok(Some(hindrance));
    }
    tx.query("update orders set person = $1 where person is null and email_key = (select p.email_key from person p where p.id = $1)")
        .bind(person)
        .run()
        .await?;
    unseen::hide(&mut tx, person, now).await?;
    said::forget(&mut tx, person, take_down, now).await?;
    for address in addresses(&mut tx, person, email).await? {
        forget_address(&mut tx, &address, now).await?;
    }
    for sql in GONE {
        tx.query(*sql).bind(person).run().await?;
    }
    hosts::store::forget(&mut tx, person, who.actor(), now).await?;
    media::upload::forget(&mut tx, person).await?;
    tx.query("update role_grant set revoked_at = $2, revoked_by = $3 where person = $1 and revoked_at is null")
        .bind(person)
        .bind(now)
        .bind(who.actor().to_string())
        .run()
        .await?;
    tx.query(
        "update person set kind = case when kind = 'staff' then 'customer' else kind end, alias = $2, alias_key = null,
            avatar_seed = 0, name = '', email = null, email_key = null, erased_at = $3
         where id = $1 or adopted_by = $1",
    )
    .bind(person)
    .bind(FORMER)
    .bind(now)
    .run()
    .await?;
    tx.commit().await?;
    Ok(None)
}

/// Every address that they proved to be theirs: the one of today, and those to which we wrote that it changed. One that is
/// somebody else's by now is left alone.
async fn addresses(tx: &mut Tx, person: i64, email: Option<String>) -> Result<Vec<Email>> {
    let before: Vec<(String,)> = tx
        .query("select distinct recipient from mail where person = $1 and kind = 'account.email_changed'")
        .bind(person)
        .all()
        .await?;
    let mut all = vec![];
    for address in before.into_iter().map(|(address,)| address).chain(email).filter_map(|a| Email::parse(&a)) {
        let (others,): (i64,) = tx
            .query("select count(*) from person where email_key = $1 and id <> $2")
            .bind(address.key())
            .bind(person)
            .one()
            .await?;
        if others == 0 {
            all.push(address);
        }
    }
    Ok(all)
}

/// Mails and links to an address, whoever they were written for; an invitation that went to it.
async fn forget_address(tx: &mut Tx, address: &Email, now: Moment) -> Result<()> {
    let key = address.key();
    for sql in [
        "delete from job where kind = 'mail.send' and about in (select cast(m.id as text) from mail m where m.sent_at is null
            and (m.recipient = $1 or lower(m.recipient) = $2 or m.token in (select t.id from token t where t.email_key = $2)))",
        "delete from mail where sent_at is null
            and (recipient = $1 or lower(recipient) = $2 or token in (select t.id from token t where t.email_key = $2))",
        "update mail set recipient = '', word = null, token = null
            where recipient = $1 or lower(recipient) = $2 or token in (select t.id from token t where t.email_key = $2)",
    ] {
        tx.query(sql).bind(address.as_str().to_string()).bind(key.clone()).run().await?;
    }
    tx.query(
        "update invitation set name = '', email = '', email_key = '', token = null,
            withdrawn_at = case when accepted_at is null then coalesce(withdrawn_at, $2) else withdrawn_at end
         where email_key = $1",
    )
    .bind(key.clone())
    .bind(now)
    .run()
    .await?;
    tx.query("delete from token where email_key = $1").bind(key).run().await?;
    Ok(())
}

/// What is theirs by its number, in an order that leaves nothing pointing nowhere; `$1` is the person. In the books numbers,
/// sums, taxes and states stay as they are.
const GONE: &[&str] = &[
    "delete from job where kind = 'mail.send' and about in (select cast(m.id as text) from mail m where m.sent_at is null
        and (m.person in (select id from person where id = $1 or adopted_by = $1)
            or m.order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))))",
    "delete from mail where sent_at is null
        and (person in (select id from person where id = $1 or adopted_by = $1)
            or order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1)))",
    "update mail set recipient = '', word = null, token = null
        where person in (select id from person where id = $1 or adopted_by = $1)
            or order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "update invitation set name = '', email = '', email_key = '' where accepted_by in (select id from person where id = $1 or adopted_by = $1)",
    "delete from customer_note where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from customer where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from goodwill_limit where person in (select id from person where id = $1 or adopted_by = $1)",
    "update draft set email = '', email_key = '', name = 'former customer', address = '', reason = '', word_hash = null
        where email_key = (select p.email_key from person p where p.id = $1)
            or placed_order in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "update return_request set words = '', answer = ''
        where order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "update goodwill set reason = '', answer = ''
        where order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "delete from product_draft where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from saved_view where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from watch where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from notice where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from token where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from recovery_code where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from account where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from address where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from session where person in (select id from person where id = $1 or adopted_by = $1)",
    "delete from cart_line where cart in (select c.id from cart c where c.person in (select id from person where id = $1 or adopted_by = $1)
        union select o.cart from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "delete from credit_cart where cart in (select c.id from cart c where c.person in (select id from person where id = $1 or adopted_by = $1)
        union select o.cart from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "update cart set person = null where person in (select id from person where id = $1 or adopted_by = $1)",
    "update order_line set properties = '[]'
        where order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "delete from order_note
        where order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "delete from order_name
        where order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "update paper set buyer = 'former customer'
        where order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "update refund set words = ''
        where order_id in (select o.id from orders o where o.person in (select id from person where id = $1 or adopted_by = $1))",
    "update orders set email = '', email_key = '', name = 'former customer', address = '', show_purchase = false, show_after = null
        where person in (select id from person where id = $1 or adopted_by = $1)",
    "update audit set from_where = '' where person in (select id from person where id = $1 or adopted_by = $1)",
    "update maker set person = null where person in (select id from person where id = $1 or adopted_by = $1)",
];

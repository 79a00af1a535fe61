//! The audit in and out of its table. It holds numbers and words of the shop, never an address or a name: those are looked up
//! when it is read, so that whoever is erased is erased here too.
use crate::db::{Db, Result, Tx};
use crate::values::Moment;
use crate::viewer::{Actor, FreshMerchant, Merchant};
use sqlx::FromRow;

/// An act of staff.
#[derive(Clone, Copy, Debug)]
pub struct Act<'a> {
    pub actor: Actor,
    /// `staff.granted`: the noun and what became of it.
    pub act: &'static str,
    /// The kind and the number of what it was done to.
    pub subject: (&'static str, i64),
    pub before: &'a str,
    pub after: &'a str,
    /// The network it came from; empty at the command line.
    pub from: &'a str,
}

/// Appends an act to the transaction that does it.
pub async fn append(tx: &mut Tx, act: Act<'_>, now: Moment) -> Result<()> {
    tx.query(
        "insert into audit (actor, person, act, subject_kind, subject, before, after, from_where, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(act.actor.to_string())
    .bind(act.actor.person())
    .bind(act.act)
    .bind(act.subject.0)
    .bind(act.subject.1)
    .bind(act.before.to_string())
    .bind(act.after.to_string())
    .bind(act.from.to_string())
    .bind(now)
    .run()
    .await?;
    Ok(())
}

/// The same on its own, for an act that is no transaction: something that leaves the shop.
pub async fn note(db: &Db, act: Act<'_>, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    append(&mut tx, act, now).await?;
    tx.commit().await
}

/// A row of the audit, with the names of today.
#[derive(Clone, Debug, FromRow)]
pub struct Entry {
    pub id: i64,
    pub actor: String,
    pub person: Option<i64>,
    /// The name of the person who did it; none at the command line, or where they were erased.
    pub name: Option<String>,
    pub act: String,
    pub subject_kind: String,
    pub subject: i64,
    /// What it was done to: the name of a person, the number of an order, the title of a product.
    pub subject_name: Option<String>,
    pub before: String,
    pub after: String,
    pub from_where: String,
    pub at: Moment,
}

/// The rows before this number, the newest first, `most` at the most; those of one person alone where one is named.
pub async fn list(db: &Db, _: &Merchant, before: Option<i64>, person: Option<i64>, most: i64) -> Result<Vec<Entry>> {
    page(db, before, person, most).await
}
/// The same for a file that leaves the shop.
pub async fn export(
    db: &Db,
    _: &FreshMerchant,
    before: Option<i64>,
    person: Option<i64>,
    most: i64,
) -> Result<Vec<Entry>> {
    page(db, before, person, most).await
}
async fn page(db: &Db, before: Option<i64>, person: Option<i64>, most: i64) -> Result<Vec<Entry>> {
    db.query(
        "select a.id, a.actor, a.person, nullif(p.name, '') as name, a.act, a.subject_kind, a.subject,
            case a.subject_kind when 'person' then nullif(s.name, '')
                when 'invitation' then nullif(case when i.accepted_by is null then i.name else j.name end, '')
                when 'order' then o.number when 'product' then g.title
                when 'customer' then nullif(k.name, '') when 'collection' then c.title when 'attribute' then n.label
                end as subject_name,
            a.before, a.after, a.from_where, a.at
         from audit a
         left join person p on p.id = a.person and p.erased_at is null
         left join person s on a.subject_kind = 'person' and s.id = a.subject and s.erased_at is null
         left join invitation i on a.subject_kind = 'invitation' and i.id = a.subject
         left join person j on j.id = i.accepted_by and j.erased_at is null
         left join orders o on a.subject_kind = 'order' and o.id = a.subject
         left join customer k on a.subject_kind = 'customer' and k.id = a.subject
         left join collection c on a.subject_kind = 'collection' and c.id = a.subject
         left join attribute n on a.subject_kind = 'attribute' and n.id = a.subject
         left join product g on a.subject_kind = 'product' and g.id = a.subject
         where (cast($1 as bigint) is null or a.id < $1) and (cast($2 as bigint) is null or a.person = $2)
         order by a.id desc limit $3",
    )
    .bind(before)
    .bind(person)
    .bind(most)
    .all()
    .await
}

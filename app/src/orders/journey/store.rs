//! What happened to an order, out of the database: its steps, its parcels, what was written about it, and who did it.
use crate::db::{Build, Reads, Result, Tx};
use crate::values::Moment;
use crate::viewer::Actor;
use sqlx::FromRow;

/// A step that an order made.
#[derive(Clone, Debug, FromRow)]
pub struct Move {
    pub axis: String,
    pub from_state: String,
    pub to_state: String,
    pub at: Moment,
    pub actor: String,
}
/// The steps of an order, oldest first.
pub async fn moves(mut from: impl Reads, order: i64) -> Result<Vec<Move>> {
    from.query("select axis, from_state, to_state, at, actor from order_move where order_id = $1 order by n")
        .bind(order)
        .all()
        .await
}

/// A parcel that left, with what tells where it is.
#[derive(Clone, Debug, FromRow)]
pub struct Parcel {
    pub id: i64,
    pub tracking: String,
    pub carrier: String,
    /// Where the carrier shows it; empty where nobody said.
    pub link: String,
    pub sent_at: Moment,
    pub delivered_at: Option<Moment>,
    pub actor: String,
}
/// The parcels of an order, oldest first.
pub async fn parcels(mut from: impl Reads, order: i64) -> Result<Vec<Parcel>> {
    from.query(
        "select id, tracking, carrier, link, sent_at, delivered_at, actor from fulfilment where order_id = $1 order by id",
    )
    .bind(order)
    .all()
    .await
}
/// What lies in the parcels of an order: parcel, line, how many.
pub async fn packed(mut from: impl Reads, order: i64) -> Result<Vec<(i64, i64, i64)>> {
    from.query(
        "select l.fulfilment, l.order_line, l.quantity from fulfilment_line l join fulfilment f on f.id = l.fulfilment
         join order_line o on o.id = l.order_line where f.order_id = $1 order by l.fulfilment, o.position",
    )
    .bind(order)
    .all()
    .await
}

/// Something that was written about an order.
#[derive(Clone, Debug, FromRow)]
pub struct Note {
    pub id: i64,
    pub words: String,
    pub for_customer: bool,
    pub actor: String,
    pub at: Moment,
}
/// What was written about an order, oldest first.
pub async fn notes(mut from: impl Reads, order: i64) -> Result<Vec<Note>> {
    from.query("select id, words, for_customer, actor, at from order_note where order_id = $1 order by id")
        .bind(order)
        .all()
        .await
}
/// The note of this number.
pub async fn note(mut from: impl Reads, note: i64) -> Result<Option<Note>> {
    from.query("select id, words, for_customer, actor, at from order_note where id = $1").bind(note).maybe().await
}
/// Writes a note down; its number.
pub async fn write(tx: &mut Tx, order: i64, words: &str, for_customer: bool, by: Actor, now: Moment) -> Result<i64> {
    let (id,): (i64,) = tx
        .query("insert into order_note (order_id, words, for_customer, actor, at) values ($1, $2, $3, $4, $5) returning id")
        .bind(order)
        .bind(words.to_string())
        .bind(for_customer)
        .bind(by.to_string())
        .bind(now)
        .one()
        .await?;
    Ok(id)
}

/// Somebody who did something to an order: their name, and their page while they are a host whom everybody may see.
#[derive(Clone, Debug, FromRow)]
pub struct Hand {
    pub person: i64,
    pub name: String,
    pub handle: Option<String>,
}
/// The people behind these actors.
pub async fn hands(mut from: impl Reads, actors: impl IntoIterator<Item = &str>) -> Result<Vec<Hand>> {
    let mut people: Vec<i64> = actors.into_iter().filter_map(super::person).collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select p.id as person, p.name, h.handle from person p left join host h on h.person = p.id and h.listed = true
         where p.erased_at is null and p.id",
    );
    q.within(people);
    from.build(&q).all().await
}

//! The list of requests in the back office: narrowed, the newest first, a page at a time.
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// What narrows the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sift {
    /// A state; empty: all.
    pub state: String,
    /// A kind; empty: both.
    pub kind: String,
    /// The beginning of an order's number, or a whole address.
    pub q: String,
}
impl Sift {
    /// As the query of the list's address.
    pub fn pairs(&self) -> Vec<(String, String)> {
        [("state", &self.state), ("kind", &self.kind), ("q", &self.q)]
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_string(), value.clone()))
            .collect()
    }
}

/// A row of the list.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub id: i64,
    pub number: String,
    pub name: String,
    pub kind: String,
    pub reason: String,
    pub state: String,
    pub asked_at: Moment,
    /// How many things it is about.
    pub things: i64,
}

/// The requests before this number, the newest first.
pub async fn list(db: &Db, _: &Merchant, sift: &Sift, before: Option<i64>, most: i64) -> Result<Vec<Row>> {
    let mut q = Build::new(
        "select r.id, o.number, o.name, r.kind, r.reason, r.state, r.asked_at,
            (select cast(coalesce(sum(x.quantity), 0) as bigint) from return_line x where x.request = r.id) as things
         from return_request r join orders o on o.id = r.order_id where r.id < ",
    );
    q.int(before.unwrap_or(i64::MAX));
    if !sift.state.is_empty() {
        q.push(" and r.state = ").text(sift.state.clone());
    }
    if !sift.kind.is_empty() {
        q.push(" and r.kind = ").text(sift.kind.clone());
    }
    if !sift.q.is_empty() {
        let number = sift.q.trim_start_matches('#').to_string();
        q.push(" and (o.number = ").text(number).push(" or o.email_key = ").text(sift.q.to_ascii_lowercase()).push(")");
    }
    q.push(" order by r.id desc limit ").digits(most);
    db.build(&q).all().await
}

/// How many requests wait for a word of ours; a hundred at most are counted.
pub async fn waiting(db: &Db, _: &Merchant) -> Result<i64> {
    let (n,): (i64,) = db
        .query("select count(*) from (select id from return_request where state = 'asked' limit 100) r")
        .one()
        .await?;
    Ok(n)
}

//! Batches as hosts and the public read them: what was decided, how much of it, by whom, whether it was undone.
use crate::db::{Build, Db, Result};
use crate::values::Moment;
use crate::viewer::Host;
use sqlx::FromRow;
use std::collections::HashMap;

/// A batch in short.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Batch {
    pub batch: i64,
    pub act: String,
    pub posts: i64,
    /// How many of them were undone.
    pub undone: i64,
    pub at: Moment,
    pub decided_by: String,
    pub rule_title: Option<String>,
    pub rule_words: Option<String>,
    /// How often somebody asked for a second look, and how often it stayed as it was.
    pub appeals: i64,
    pub upheld: i64,
}
impl Batch {
    pub fn is_undone(&self) -> bool {
        self.undone == self.posts
    }
}

/// The last things that were decided, newest first.
pub async fn last(db: &Db, _: &Host, most: i64) -> Result<Vec<Batch>> {
    let mut q = Build::new("select distinct batch from verdict order by batch desc limit ");
    q.digits(most);
    let ids: Vec<(i64,)> = db.build(&q).all().await?;
    read(db, ids.into_iter().map(|(id,)| id).collect()).await
}
/// One of them.
pub async fn one(db: &Db, _: &Host, batch: i64) -> Result<Option<Batch>> {
    Ok(read(db, vec![batch]).await?.pop())
}

/// The batches of these numbers, newest first.
pub(in crate::moderation) async fn read(db: &Db, ids: Vec<i64>) -> Result<Vec<Batch>> {
    let mut q = Build::new(
        "select b.batch, b.act, b.posts, b.undone, b.at, b.decided_by, r.title as rule_title, r.words as rule_words,
            b.appeals, b.upheld
         from (select v.batch, min(v.act) as act, count(*) as posts, count(v.undone_at) as undone, min(v.at) as at,
                min(v.decided_by) as decided_by, min(v.rule) as rule, count(a.id) as appeals,
                count(case when a.upheld then 1 end) as upheld
            from verdict v left join appeal a on a.verdict = v.id where v.batch",
    );
    q.within(ids).push(" group by v.batch) b left join house_rule r on r.rule = b.rule order by b.batch desc");
    db.build(&q).all().await
}

/// The names of the hosts who decided, by what is written of them: the names of today.
pub async fn names(db: &Db, decided_by: impl Iterator<Item = &str>) -> Result<HashMap<String, String>> {
    let ids: Vec<i64> = decided_by.filter_map(person).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mut q = Build::new("select id, name from person where erased_at is null and name <> '' and id");
    q.within(ids);
    let rows: Vec<(i64, String)> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|(id, name)| (format!("person:{id}"), name)).collect())
}
fn person(decided_by: &str) -> Option<i64> {
    decided_by.strip_prefix("person:")?.parse().ok()
}
/// Who decided, by name.
pub fn who(names: &HashMap<String, String>, decided_by: &str) -> String {
    names.get(decided_by).cloned().unwrap_or_else(|| "a former host".into())
}

//! Pages and their versions in and out of their tables. A change is of a version: where another came between, nothing is written.
use crate::audit::{self, Act};
use crate::db::{Db, Reads, Result, Tx};
use crate::house::store::newer;
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::{Actor, Merchant};
use sqlx::FromRow;

/// A page as it stands.
#[derive(Clone, Debug, FromRow)]
pub struct Page {
    pub slug: String,
    pub title: String,
    pub body: String,
    pub version: i64,
    pub position: i64,
    pub updated_at: Moment,
}
/// The page at this slug.
pub async fn page(mut from: impl Reads, slug: &str) -> Result<Option<Page>> {
    from.query("select slug, title, body, version, position, updated_at from page where slug = $1")
        .bind(slug.to_string())
        .maybe()
        .await
}
/// A page in the list: its slug, its title, when it changed and who did it.
#[derive(Clone, Debug, FromRow)]
pub struct Row {
    pub slug: String,
    pub title: String,
    pub updated_at: Moment,
    pub name: Option<String>,
}
/// Every page in its order.
pub async fn all(db: &Db, _: &Merchant) -> Result<Vec<Row>> {
    db.query(
        "select p.slug, p.title, p.updated_at, w.name from page p
            left join page_version v on v.slug = p.slug and v.version = p.version
            left join person w on w.id = v.person and w.erased_at is null
         order by p.position, p.slug limit 400",
    )
    .all()
    .await
}
/// The pages that were taken away: slug and last title.
pub async fn removed(db: &Db, _: &Merchant) -> Result<Vec<(String, String)>> {
    db.query(
        "select v.slug, v.title from page_version v
            join (select slug, max(version) as version from page_version group by slug) n on n.slug = v.slug and n.version = v.version
         where not exists (select 1 from page p where p.slug = v.slug) order by v.slug limit 100",
    )
    .all()
    .await
}

/// A version of a page.
#[derive(Clone, Debug, FromRow)]
pub struct Version {
    pub version: i64,
    pub title: String,
    pub body: String,
    pub name: Option<String>,
    pub at: Moment,
}
/// The versions of a page, the newest first; a hundred at most.
pub async fn versions(db: &Db, _: &Merchant, slug: &str) -> Result<Vec<Version>> {
    db.query(
        "select v.version, v.title, v.body, w.name, v.at from page_version v
            left join person w on w.id = v.person and w.erased_at is null
         where v.slug = $1 order by v.version desc limit 100",
    )
    .bind(slug.to_string())
    .all()
    .await
}

/// What became of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    Done,
    /// It says that already.
    Same,
    /// Somebody else changed it since: nothing was written.
    Between,
}

/// Keeps a title and a body over this version of a page; version 0 makes it, or brings back one that was taken away.
pub async fn keep(
    db: &Db,
    by: &Merchant,
    (slug, version): (&str, i64),
    (title, body): (&str, &str),
    from: &str,
    now: Moment,
) -> Result<Kept> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    let there = page(&mut tx, slug).await?;
    if there.as_ref().map_or(0, |p| p.version) != version {
        return Ok(Kept::Between);
    }
    let before = match &there {
        Some(p) if p.title == title && p.body == body => return Ok(Kept::Same),
        Some(p) => {
            // What stood there before versions were kept is the first of them.
            write(&mut tx, p, None, p.updated_at).await?;
            p.title.clone()
        }
        None => String::new(),
    };
    let (last,): (i64,) = tx
        .query("select cast(coalesce(max(version), 0) as bigint) from page_version where slug = $1")
        .bind(slug.to_string())
        .one()
        .await?;
    let (end,): (i64,) = tx.query("select cast(coalesce(max(position), -1) + 1 as bigint) from page").one().await?;
    let new = Page {
        slug: slug.into(),
        title: title.into(),
        body: body.into(),
        version: last.max(version) + 1,
        position: there.as_ref().map_or(end, |p| p.position),
        updated_at: now,
    };
    tx.query(
        "insert into page (slug, title, body, position, updated_at, version) values ($1, $2, $3, $4, $5, $6)
         on conflict (slug) do update set title = excluded.title, body = excluded.body, updated_at = excluded.updated_at,
            version = excluded.version",
    )
    .bind(new.slug.clone())
    .bind(new.title.clone())
    .bind(new.body.clone())
    .bind(new.position)
    .bind(new.updated_at)
    .bind(new.version)
    .run()
    .await?;
    write(&mut tx, &new, by.actor().person(), now).await?;
    let old = if before.is_empty() { String::new() } else { format!("{slug}: {before}, version {version}") };
    let after = format!("{slug}: {title}, version {}", new.version);
    noted(&mut tx, by.actor(), "page.kept", (&old, &after), from, now).await?;
    newer(&mut tx).await?;
    tx.commit().await?;
    Ok(Kept::Done)
}
/// Writes a version, where it is not written yet.
async fn write(tx: &mut Tx, p: &Page, person: Option<i64>, at: Moment) -> Result<()> {
    tx.query(
        "insert into page_version (slug, version, title, body, person, at) values ($1, $2, $3, $4, $5, $6)
         on conflict (slug, version) do nothing",
    )
    .bind(p.slug.clone())
    .bind(p.version)
    .bind(p.title.clone())
    .bind(p.body.clone())
    .bind(person)
    .bind(at)
    .run()
    .await?;
    Ok(())
}
/// Changes of pages wait for one another.
async fn alone(tx: &mut Tx) -> Result<()> {
    tx.query("update shop set catalogue_version = catalogue_version where id = 1").run().await?;
    Ok(())
}
async fn noted(
    tx: &mut Tx,
    actor: Actor,
    act: &'static str,
    (before, after): (&str, &str),
    from: &str,
    now: Moment,
) -> Result<()> {
    audit::append(tx, Act { actor, act, subject: ("shop", 1), before, after, from }, now).await
}

/// Takes a page away; its versions stay, and can be used again.
pub async fn remove(db: &Db, by: &Merchant, slug: &str, from: &str, now: Moment) -> std::result::Result<(), Problem> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    let there = page(&mut tx, slug).await?.ok_or(Problem::Gone)?;
    write(&mut tx, &there, None, there.updated_at).await?;
    tx.query("delete from page where slug = $1").bind(slug.to_string()).run().await?;
    let before = format!("{slug}: {}, version {}", there.title, there.version);
    noted(&mut tx, by.actor(), "page.removed", (&before, ""), from, now).await?;
    newer(&mut tx).await?;
    tx.commit().await?;
    Ok(())
}

/// Puts a page before the one that stands before it. False where it is the first, or gone.
pub async fn move_up(db: &Db, by: &Merchant, slug: &str, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    alone(&mut tx).await?;
    let rows: Vec<(String,)> = tx.query("select slug from page order by position, slug").all().await?;
    let mut order: Vec<String> = rows.into_iter().map(|(s,)| s).collect();
    let Some(at) = order.iter().position(|s| s == slug).filter(|at| *at > 0) else { return Ok(false) };
    let before = order.join(", ");
    order.swap(at, at - 1);
    for (position, slug) in order.iter().enumerate() {
        tx.query("update page set position = $2 where slug = $1 and position <> $2")
            .bind(slug.clone())
            .bind(position as i64)
            .run()
            .await?;
    }
    noted(&mut tx, by.actor(), "page.ordered", (&before, &order.join(", ")), from, now).await?;
    newer(&mut tx).await?;
    tx.commit().await?;
    Ok(true)
}

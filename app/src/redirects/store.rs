//! Redirects in and out of their table. A chain is never kept: each leads to its end, and none leads in a round.
use super::Redirect;
use crate::audit::{self, Act};
use crate::db::{Build, Db, Result, Tx};
use crate::problem::Problem;
use crate::values::Moment;
use crate::viewer::Merchant;

/// Where an old address leads; none where it leads nowhere.
pub async fn target(db: &Db, path: &str) -> Result<Option<String>> {
    let row: Option<(String,)> =
        db.query("select to_path from redirect where from_path = $1").bind(path.to_string()).maybe().await?;
    Ok(row.map(|(to,)| to))
}

/// A page of the redirects whose addresses hold these letters, by their old addresses.
pub async fn list(db: &Db, _: &Merchant, search: &str, after: &str, most: i64) -> Result<Vec<(String, String)>> {
    let mut q = Build::new("select from_path, to_path from redirect where from_path > ");
    q.text(after);
    if !search.is_empty() {
        let like = format!("%{}%", search.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        q.push(" and (from_path like ").text(like.clone()).push(" escape '\\' or to_path like ").text(like);
        q.push(" escape '\\')");
    }
    q.push(" order by from_path limit ").digits(most);
    db.build(&q).all().await
}

/// Whether something of the shop stands at this path, which a redirect would never be asked for.
async fn stands(tx: &mut Tx, path: &str) -> Result<bool> {
    const ROOMS: &[&str] = &[
        "/products",
        "/forum",
        "/forum/ask",
        "/hosts",
        "/activity",
        "/moderation",
        "/notices",
        "/orders",
        "/alias",
        "/sitemap.xml",
        "/robots.txt",
    ];
    if ROOMS.contains(&path) {
        return Ok(true);
    }
    let sql = match path.rsplit_once('/').map_or("", |(base, _)| base) {
        "/products" => "select slug from product where slug = $1 and status = 'active'",
        "/collections" => "select slug from collection where slug = $1",
        "/pages" => "select slug from page where slug = $1",
        "/hosts" => "select handle from host where handle = $1",
        "/forum" => "select title from topic where cast(id as text) = $1 and listed = true",
        _ => return Ok(false),
    };
    let slug = path.rsplit('/').next().unwrap_or("").to_string();
    Ok(tx.query(sql).bind(slug).maybe::<(String,)>().await?.is_some())
}

/// Keeps redirects, new ones and others in place of those that stand: all of them, or none and why.
pub async fn keep(
    db: &Db,
    by: &Merchant,
    wanted: &[Redirect],
    from: &str,
    now: Moment,
) -> std::result::Result<usize, Problem> {
    let mut tx = db.begin().await?;
    // Two who change redirects at once wait for one another: together they could close a round.
    tx.query("update shop set catalogue_version = catalogue_version where id = 1").run().await?;
    let mut faults = vec![];
    for r in wanted {
        if stands(&mut tx, &r.from).await? {
            faults.push(format!("{}: a page stands at this address, so nobody would ever be led on.", r.from));
        } else if let Err(words) = keep_one(&mut tx, by, r, from, now).await? {
            faults.push(words);
        }
        if faults.len() >= 20 {
            break;
        }
    }
    if !faults.is_empty() {
        return Err(Problem::Fields(vec![("lines", faults.join(" "))]));
    }
    tx.commit().await?;
    Ok(wanted.len())
}
async fn keep_one(
    tx: &mut Tx,
    by: &Merchant,
    r: &Redirect,
    from: &str,
    now: Moment,
) -> Result<std::result::Result<(), String>> {
    // The new address may be an old one itself: what is kept leads to its end.
    let bare = r.to.split(['?', '#']).next().unwrap_or("").to_string();
    let further: Option<(String,)> =
        tx.query("select to_path from redirect where from_path = $1").bind(bare.clone()).maybe().await?;
    let end = further.map_or_else(|| r.to.clone(), |(to,)| to);
    if bare == r.from || end.split(['?', '#']).next() == Some(r.from.as_str()) {
        return Ok(Err(format!("{} would lead back to itself.", r.from)));
    }
    let before: Option<(String,)> =
        tx.query("select to_path from redirect where from_path = $1").bind(r.from.clone()).maybe().await?;
    let before = before.map(|(to,)| to).unwrap_or_default();
    if before == end {
        return Ok(Ok(()));
    }
    tx.query(
        "insert into redirect (from_path, to_path, created_at) values ($1, $2, $3)
         on conflict (from_path) do update set to_path = excluded.to_path",
    )
    .bind(r.from.clone())
    .bind(end.clone())
    .bind(now)
    .run()
    .await?;
    // Those that led here lead to the end too.
    tx.query("update redirect set to_path = $2 where to_path = $1")
        .bind(r.from.clone())
        .bind(end.clone())
        .run()
        .await?;
    let (before, after) = (told(&r.from, &before), told(&r.from, &end));
    let (act, subject) = ("redirect.kept", ("shop", 1));
    audit::append(tx, Act { actor: by.actor(), act, subject, before: &before, after: &after, from }, now).await?;
    Ok(Ok(()))
}
fn told(from: &str, to: &str) -> String {
    if to.is_empty() { String::new() } else { format!("{from} to {to}") }
}

/// Takes a redirect away. False where it is gone.
pub async fn remove(db: &Db, by: &Merchant, path: &str, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let gone: Option<(String,)> =
        tx.query("delete from redirect where from_path = $1 returning to_path").bind(path.to_string()).maybe().await?;
    let Some((to,)) = gone else { return Ok(false) };
    let before = told(path, &to);
    let (act, subject) = ("redirect.removed", ("shop", 1));
    audit::append(&mut tx, Act { actor: by.actor(), act, subject, before: &before, after: "", from }, now).await?;
    tx.commit().await?;
    Ok(true)
}

//! Pictures that people send: made ready like all others, withheld until what they stand in is seen, tidied where nothing
//! came of them.
use super::shelf::Shelf;
use super::store::{self, discard, forgotten, lay, settle};
use super::workshop::{Fault, Workshop};
use crate::accounts::attempts::Limit;
use crate::accounts::door::guard;
use crate::db::{Build, Db, Result, Tx};
use crate::parts::posted::{Files, MOST_FILES};
use crate::problem::Problem;
use crate::site::Visit;
use crate::values::Moment;
use crate::viewer::{Host, Merchant};
use sqlx::FromRow;
use std::fs::File;

/// How many pictures a post may have.
pub const MOST: usize = MOST_FILES;

/// What became of the pictures that came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The numbers of those that were kept: they wait for their post.
    pub kept: Vec<i64>,
    /// What is wrong with the others, in sentences.
    pub refused: Vec<String>,
}

/// Takes what came with a form for this person, `room` pictures at most. Each counts, for the person and for their network.
pub async fn take(visit: &Visit, person: i64, files: Files, room: usize) -> std::result::Result<Taken, Problem> {
    let (db, site) = (visit.db(), &visit.site);
    let mut taken = Taken { kept: vec![], refused: refused(&files) };
    let too_many = files.came.len() > room || !files.many.is_empty();
    for _ in files.came.iter().take(room) {
        guard(visit, Limit::Upload, &format!("person:{person}")).await?;
        guard(visit, Limit::Upload, &visit.network).await?;
    }
    for came in files.came.into_iter().take(room) {
        match keep(db, &site.shelf, &site.workshop, person, came.file, visit.now).await? {
            Ok(picture) => taken.kept.push(picture),
            Err(fault) => taken.refused.push(format!("{}: {}", came.name, fault.words())),
        }
    }
    if too_many {
        taken.refused.push(format!("A post has {MOST} pictures at most. The others were left out."));
    }
    Ok(taken)
}
fn refused(files: &Files) -> Vec<String> {
    files.heavy.iter().map(|name| format!("{name}: {}", Fault::TooHeavy.words())).collect()
}

/// Takes the portrait that came with a host's own page: its number; none where none came.
pub async fn portrait(visit: &Visit, me: &Host, mut files: Files) -> std::result::Result<Option<i64>, Problem> {
    let fault = |words: &str| Problem::Fields(vec![("portrait", words.to_string())]);
    if !files.heavy.is_empty() {
        return Err(fault(Fault::TooHeavy.words()));
    }
    let Some(came) = files.came.pop() else { return Ok(None) };
    guard(visit, Limit::Upload, &format!("person:{}", me.id())).await?;
    let site = &visit.site;
    let made = site.workshop.file(came.file).await.map_err(|f| fault(f.words()))?;
    Ok(Some(store::keep(&site.db, &site.shelf, made, "", visit.now).await?))
}

/// Takes pictures of the shop that a merchant sent with any form, `room` at most: the numbers in `media` of those that were kept, in
/// the order they came, and what is wrong with the others. They belong to nothing yet; the library shows them.
pub async fn shop(visit: &Visit, by: &Merchant, mut files: Files, room: usize) -> std::result::Result<Taken, Problem> {
    let site = &visit.site;
    let mut taken = Taken { kept: vec![], refused: refused(&files) };
    let left = files.came.len().saturating_sub(room) + files.many.len();
    files.came.truncate(room);
    for came in files.came {
        match site.workshop.file(came.file).await {
            Ok(made) => {
                let id = store::add(&site.db, &site.shelf, &made, "", Some((by, &visit.network)), visit.now).await?;
                if !taken.kept.contains(&id) {
                    taken.kept.push(id);
                }
            }
            Err(fault) => taken.refused.push(format!("{}: {}", came.name, fault.words())),
        }
    }
    if left > 0 {
        let others = crate::words::count(left as i64, "picture was", "pictures were");
        taken.refused.push(format!("{others} left out: {room} at a time, please."));
    }
    Ok(taken)
}

/// Makes a file ready and keeps it as a picture of this person that has no post yet: its number, or why it is no picture.
pub async fn keep(
    db: &Db,
    shelf: &Shelf,
    workshop: &Workshop,
    person: i64,
    file: File,
    now: Moment,
) -> std::result::Result<std::result::Result<i64, Fault>, Problem> {
    let made = match workshop.file(file).await {
        Ok(made) => made,
        Err(fault) => return Ok(Err(fault)),
    };
    lay(shelf, &made).await?;
    let mut tx = db.begin().await?;
    // Who tidies this very picture away at this moment is waited for.
    let (media,): (i64,) = tx
        .query(
            "insert into media (hash, kind, width, height, alt, created_at, withheld) values ($1, 'picture', $2, $3, '', $4, true)
             on conflict (hash) do update set hash = excluded.hash returning id",
        )
        .bind(made.hash.clone())
        .bind(i64::from(made.width))
        .bind(i64::from(made.height))
        .bind(now)
        .one()
        .await?;
    let (id,): (i64,) = tx
        .query("insert into post_picture (media, person, created_at) values ($1, $2, $3) returning id")
        .bind(media)
        .bind(person)
        .bind(now)
        .one()
        .await?;
    tx.commit().await?;
    // They may have taken the files with them.
    if !shelf.has(&made.hash, super::WIDTHS[0]).await? {
        lay(shelf, &made).await?;
    }
    Ok(Ok(id))
}
/// A picture that was sent and has no post yet.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Sent {
    pub id: i64,
    pub hash: String,
    pub width: i64,
    pub height: i64,
}
/// Those of these pictures that this person sent and that wait for their post, in this order.
pub async fn waiting(db: &Db, person: i64, pictures: &[i64]) -> Result<Vec<Sent>> {
    if pictures.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new(
        "select u.id, m.hash, m.width, m.height from post_picture u join media m on m.id = u.media where u.post is null and u.person = ",
    );
    q.int(person).push(" and u.id").within(pictures.to_vec());
    let mut all: Vec<Sent> = db.build(&q).all().await?;
    all.sort_by_key(|s| pictures.iter().position(|id| *id == s.id));
    Ok(all)
}

/// Whether one of these persons sent the picture of this hash: they see it while nobody else does.
pub async fn is_senders(db: &Db, hash: &str, me: &[i64]) -> Result<bool> {
    if me.is_empty() {
        return Ok(false);
    }
    let mut q = Build::new("select u.id from post_picture u join media m on m.id = u.media where m.hash = ");
    q.text(hash).push(" and u.person").within(me.to_vec()).push(" limit 1");
    Ok(db.build(&q).maybe::<(i64,)>().await?.is_some())
}

/// Takes the pictures of somebody and of the visitors they were out of their posts. What nothing else shows is withheld at
/// once, and gone with the next tidying.
pub async fn forget(tx: &mut Tx, person: i64) -> Result<()> {
    let all: Vec<(i64,)> = tx
        .query("select distinct media from post_picture where person in (select id from person where id = $1 or adopted_by = $1)")
        .bind(person)
        .all()
        .await?;
    tx.query("delete from post_picture where person in (select id from person where id = $1 or adopted_by = $1)")
        .bind(person)
        .run()
        .await?;
    settle(tx, all.into_iter().map(|(media,)| media).collect()).await
}

/// Forgets pictures that were sent a day ago and came into no post, and withheld ones that nothing has any more.
pub async fn tidy(db: &Db, shelf: &Shelf, now: Moment) -> anyhow::Result<()> {
    let before = now.plus(-Moment::DAY);
    db.run("delete from post_picture where post is null and created_at < $1").bind(before).run().await?;
    for (id, hash, width) in forgotten(db, before).await? {
        discard(db, shelf, id, &hash, width).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;

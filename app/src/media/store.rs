//! Pictures in the database.
use super::shelf::Shelf;
use super::workshop::Made;
use crate::audit::{self, Act};
use crate::db::{Build, Db, Tx};
use crate::values::Moment;
use crate::viewer::Merchant;
use anyhow::Result;
use futures::stream::BoxStream;

/// Keeps a picture of the shop: its files first, then its row. The same content is kept once, and shown from now on even where
/// somebody's post had it withheld; its number. What it shows is taken where nothing was said of it yet.
pub async fn keep(db: &Db, shelf: &Shelf, made: Made, alt: &str, now: Moment) -> Result<i64> {
    add(db, shelf, &made, alt, None, now).await
}
/// The same, as an act of staff: who, and from which network. It is told where the picture is new.
pub async fn add(
    db: &Db,
    shelf: &Shelf,
    made: &Made,
    alt: &str,
    by: Option<(&Merchant, &str)>,
    now: Moment,
) -> Result<i64> {
    let there: Option<(i64,)> =
        db.query("select id from media where hash = $1").bind(made.hash.clone()).maybe().await?;
    if there.is_none() {
        lay(shelf, made).await?;
    }
    let mut tx = db.begin().await?;
    // Who takes this very picture away at this moment is waited for.
    let (id,): (i64,) = tx
        .query(
            "insert into media (hash, kind, width, height, alt, created_at) values ($1, 'picture', $2, $3, $4, $5)
             on conflict (hash) do update set withheld = false,
                alt = case when media.alt = '' then excluded.alt else media.alt end returning id",
        )
        .bind(made.hash.clone())
        .bind(i64::from(made.width))
        .bind(i64::from(made.height))
        .bind(alt.to_string())
        .bind(now)
        .one()
        .await?;
    if let (Some((by, from)), true) = (by, there != Some((id,))) {
        let size = format!("{} × {}", made.width, made.height);
        let subject = ("picture", id);
        let act = Act { actor: by.actor(), act: "picture.added", subject, before: "", after: &size, from };
        audit::append(&mut tx, act, now).await?;
    }
    tx.commit().await?;
    // They may have taken the files with them.
    if !shelf.has(&made.hash, super::WIDTHS[0]).await? {
        lay(shelf, made).await?;
    }
    Ok(id)
}
/// Lays the files of a picture onto the shelf, the smallest last: where that is, all are.
pub(super) async fn lay(shelf: &Shelf, made: &Made) -> Result<()> {
    for (width, bytes) in made.files.iter().rev() {
        shelf.put(&made.hash, *width, bytes.clone()).await?;
    }
    Ok(())
}

/// Whether a picture is withheld; none where there is no such picture.
pub async fn withheld(db: &Db, hash: &str) -> crate::db::Result<Option<bool>> {
    let row: Option<(bool,)> =
        db.query("select withheld from media where hash = $1").bind(hash.to_string()).maybe().await?;
    Ok(row.map(|(withheld,)| withheld))
}

/// What of the shop shows a picture, beside posts.
const IN_SHOP: &str = " or exists (select 1 from product_media u where u.media = media.id)
    or exists (select 1 from variant u where u.media = media.id)
    or exists (select 1 from making_step u where u.media = media.id)
    or exists (select 1 from maker u where u.media = media.id)
    or exists (select 1 from host u where u.media = media.id)";

/// Withholds these pictures or serves them: one is served as long as something that is shown has it.
pub async fn settle(tx: &mut Tx, pictures: Vec<i64>) -> crate::db::Result<()> {
    if pictures.is_empty() {
        return Ok(());
    }
    let mut q = Build::new(
        "update media set withheld = not (exists (select 1 from post_picture u join post p on p.id = u.post
            where u.media = media.id and p.state = 'live')",
    );
    q.push(IN_SHOP).push(") where id").within(pictures);
    tx.build(&q).run().await?;
    Ok(())
}

/// Withheld pictures from before this moment that nothing has any more: number, hash, width.
pub async fn forgotten(db: &Db, before: Moment) -> crate::db::Result<Vec<(i64, String, i64)>> {
    let mut q = Build::new("select id, hash, width from media where withheld = true and created_at < ");
    q.int(before.0).push(" and ").push(UNUSED).push(" order by id limit 500");
    db.build(&q).all().await
}
/// Nothing points at the picture, whether shown or not.
pub(super) const UNUSED: &str = "not (exists (select 1 from product_media u where u.media = media.id)
    or exists (select 1 from post_picture u where u.media = media.id)
    or exists (select 1 from remote_picture u where u.media = media.id)
    or exists (select 1 from variant u where u.media = media.id)
    or exists (select 1 from making_step u where u.media = media.id)
    or exists (select 1 from maker u where u.media = media.id)
    or exists (select 1 from host u where u.media = media.id))";

/// Takes a picture away with its files, if nothing has it still. The files go before the row is gone for others: whoever sends
/// the same picture meanwhile waits for the row, and lays its files down anew.
pub async fn discard(db: &Db, shelf: &Shelf, id: i64, hash: &str, width: i64) -> Result<bool> {
    let mut tx = db.begin().await?;
    tx.query("update media set withheld = withheld where id = $1").bind(id).run().await?;
    let mut q = Build::new("delete from media where withheld = true and id = ");
    q.int(id).push(" and ").push(UNUSED);
    if tx.build(&q).run().await? == 0 {
        return Ok(false);
    }
    for width in super::widths_of(width) {
        shelf.remove(hash, width).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// The hash and the width of every picture, one by one.
pub fn pictures(tx: &mut Tx) -> BoxStream<'_, crate::db::Result<(String, i64)>> {
    tx.query("select hash, width from media order by id").each()
}

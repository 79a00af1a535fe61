//! The library in and out of the database.
use super::{GRACE, Narrow, Show};
use crate::audit::{self, Act};
use crate::db::{Build, Db, Result, is_used};
use crate::house::store::newer;
use crate::media::shelf::Shelf;
use crate::media::store::UNUSED;
use crate::media::{Focus, widths_of};
use crate::values::Moment;
use crate::viewer::Merchant;
use sqlx::FromRow;

/// A picture of the library.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct Picture {
    pub id: i64,
    pub hash: String,
    pub width: i64,
    pub height: i64,
    pub alt: String,
    pub focus: Focus,
    pub created_at: Moment,
}

/// No page of the shop shows the picture by its address. `page` is short; its texts are the only ones that may show pictures.
const UNTOLD: &str = "not exists (select 1 from page g where g.body like '%/media/' || media.hash || '-%')";

/// The pictures before this number, the newest first, `most` at the most.
pub async fn list(db: &Db, _: &Merchant, narrow: &Narrow, before: Option<i64>, most: i64) -> Result<Vec<Picture>> {
    let mut q = Build::new(
        "select media.id, hash, width, height, alt, focus_x * 1001 + focus_y as focus, created_at from media where withheld = false",
    );
    if let Some(before) = before {
        q.push(" and media.id < ").int(before);
    }
    match narrow.show {
        Show::All => {}
        // A text beside each product or post, or a name, says it elsewhere.
        Show::Mute => {
            q.push(
                " and alt = '' and not exists (select 1 from post_picture u where u.media = media.id)
                    and not exists (select 1 from host u where u.media = media.id)
                    and not exists (select 1 from product_media u where u.media = media.id and u.alt <> '')",
            );
        }
        Show::Unused => {
            q.push(" and ").push(UNUSED).push(" and ").push(UNTOLD);
        }
    }
    if !narrow.words.is_empty() {
        let pattern = like(&narrow.words);
        q.push(" and (lower(media.alt) like ").text(pattern.clone());
        q.push(" escape '\\' or media.id in (select u.media from product_media u join product p on p.id = u.product where lower(p.title) like ")
            .text(pattern.clone());
        q.push(" escape '\\' or lower(u.alt) like ").text(pattern.clone());
        q.push(" escape '\\') or media.id in (select u.media from maker u where lower(u.name) like ")
            .text(pattern.clone());
        q.push(" escape '\\') or media.id in (select u.media from host u join person p on p.id = u.person where p.erased_at is null and lower(p.name) like ")
            .text(pattern);
        q.push(" escape '\\'))");
    }
    q.push(" order by media.id desc limit ").digits(most);
    db.build(&q).all().await
}
/// A pattern for `like` that finds these words anywhere, whatever they are written with.
fn like(words: &str) -> String {
    let mut pattern = String::from("%");
    for c in words.chars().flat_map(char::to_lowercase) {
        if ['%', '_', '\\'].contains(&c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

/// One picture; none where it is not here, or is kept from everybody.
pub async fn one(db: &Db, _: &Merchant, id: i64) -> Result<Option<Picture>> {
    db.query(
        "select id, hash, width, height, alt, focus_x * 1001 + focus_y as focus, created_at from media
         where id = $1 and withheld = false",
    )
    .bind(id)
    .maybe()
    .await
}

/// How often these pictures are used, by what: the picture, the kind, the times.
pub async fn counts(db: &Db, pictures: Vec<i64>) -> Result<Vec<(i64, String, i64)>> {
    if pictures.is_empty() {
        return Ok(vec![]);
    }
    let mut q = Build::new("");
    let tables = [
        "select media, 'product' as kind, count(*) as times from product_media u where u.media",
        "select media, 'variant', count(*) from variant u where u.media",
        "select media, 'step', count(*) from making_step u where u.media",
        "select media, 'maker', count(*) from maker u where u.media",
        "select media, 'host', count(*) from host u where u.media",
        "select media, 'post', count(*) from post_picture u where u.media",
    ];
    for (i, text) in tables.into_iter().enumerate() {
        if i > 0 {
            q.push(" union all ");
        }
        q.push(text).within(pictures.clone()).push(" group by media");
    }
    let mut all: Vec<(i64, String, i64)> = db.build(&q).all().await?;
    let mut told = Build::new(
        "select media.id, 'page', count(*) from media join page g on g.body like '%/media/' || media.hash || '-%' where media.id",
    );
    told.within(pictures).push(" group by media.id");
    all.extend(db.build(&told).all::<(i64, String, i64)>().await?);
    Ok(all)
}

/// One thing that uses a picture.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Use {
    /// `product`, `variant`, `step`, `maker`, `host`, `post`, `page`, `import`.
    pub kind: String,
    /// The name of what uses it; empty where it has none.
    pub name: String,
    /// More about it: the article number, the title of the step.
    pub more: String,
    /// What its address is made of; empty where nobody can go there.
    pub at: String,
}
/// How many uses of a kind are named.
pub const NAMED: i64 = 20;

/// What uses a picture, some of each kind.
pub async fn uses(db: &Db, id: i64) -> Result<Vec<Use>> {
    let mut all: Vec<Use> = db
        .query(
            "select * from (select 'product' as kind, p.title as name, '' as more, cast(p.id as text) as at
                from product_media u join product p on p.id = u.product where u.media = $1 order by p.id limit 20) a
             union all select * from (select 'variant', p.title, v.sku, cast(p.id as text) from variant v
                join product p on p.id = v.product where v.media = $1 order by v.id limit 20) b
             union all select * from (select 'step', p.title, s.title, cast(p.id as text) from making_step s
                join product p on p.id = s.product where s.media = $1 order by p.id, s.position limit 20) c
             union all select * from (select 'maker', k.name, k.craft, k.handle from maker k where k.media = $1 order by k.id limit 20) d
             union all select * from (select 'host', p.name, '', h.handle from host h join person p on p.id = h.person
                where h.media = $1 and p.erased_at is null order by p.id limit 20) e
             union all select * from (select 'post', coalesce(t.title, ''), '', case when o.state = 'live' then cast(o.id as text) else '' end
                from post_picture u left join post o on o.id = u.post left join topic t on t.id = o.topic
                where u.media = $1 order by u.id limit 20) f
             union all select * from (select 'import', p.title, '', cast(p.id as text) from remote_picture r
                join product p on p.id = r.product where r.media = $1
                and not exists (select 1 from product_media u where u.product = r.product and u.media = r.media)
                order by p.id limit 20) g",
        )
        .bind(id)
        .all()
        .await?;
    let pages: Vec<Use> = db
        .query(
            "select 'page' as kind, g.title as name, '' as more, g.slug as at from media m
             join page g on g.body like '%/media/' || m.hash || '-%' where m.id = $1 order by g.position limit 20",
        )
        .bind(id)
        .all()
        .await?;
    all.extend(pages);
    Ok(all)
}

/// Says what a picture shows; false where it is gone. What stands there already is not written again.
pub async fn describe(db: &Db, by: &Merchant, id: i64, alt: &str, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let there: Option<(String,)> = tx
        .query("update media set alt = alt where id = $1 and withheld = false returning alt")
        .bind(id)
        .maybe()
        .await?;
    let Some((before,)) = there else { return Ok(false) };
    if before != alt {
        tx.query("update media set alt = $2 where id = $1").bind(id).bind(alt.to_string()).run().await?;
        let subject = ("picture", id);
        let act = Act { actor: by.actor(), act: "picture.described", subject, before: &before, after: alt, from };
        audit::append(&mut tx, act, now).await?;
        newer(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Says which point of a picture stays in sight; false where it is gone.
pub async fn aim(db: &Db, by: &Merchant, id: i64, at: Focus, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let there: Option<(Focus,)> = tx
        .query("update media set alt = alt where id = $1 and withheld = false returning focus_x * 1001 + focus_y")
        .bind(id)
        .maybe()
        .await?;
    let Some((before,)) = there else { return Ok(false) };
    if before != at {
        tx.query("update media set focus_x = $2, focus_y = $3 where id = $1")
            .bind(id)
            .bind(at.x())
            .bind(at.y())
            .run()
            .await?;
        let words = |point: Focus| format!("{}, {}", point.x(), point.y());
        let (before, after) = (words(before), words(at));
        let subject = ("picture", id);
        let act = Act { actor: by.actor(), act: "picture.aimed", subject, before: &before, after: &after, from };
        audit::append(&mut tx, act, now).await?;
        newer(&mut tx).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// What became of a picture that was to be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    Gone,
    /// Something uses it, or began to at this moment.
    Used,
    Missing,
}

/// Takes a picture away with its files at all widths, unless something uses it. Whoever hangs it up at the same moment is waited
/// for, and a foreign key refuses what a look beforehand cannot see.
pub async fn remove(db: &Db, shelf: &Shelf, by: &Merchant, id: i64, from: &str, now: Moment) -> anyhow::Result<Left> {
    let mut tx = db.begin().await?;
    let there: Option<(String, i64, String)> = tx
        .query("update media set alt = alt where id = $1 and withheld = false returning hash, width, alt")
        .bind(id)
        .maybe()
        .await?;
    let Some((hash, width, alt)) = there else { return Ok(Left::Missing) };
    // An import remembers what came from an address. Where nothing shows that any more it need not, and may bring it again.
    tx.query(
        "delete from remote_picture where media = $1
            and not exists (select 1 from product_media u where u.media = remote_picture.media)
            and not exists (select 1 from variant u where u.remote_picture = remote_picture.id)
            and not exists (select 1 from making_step u where u.remote_picture = remote_picture.id)",
    )
    .bind(id)
    .run()
    .await?;
    let mut q = Build::new("delete from media where id = ");
    q.int(id).push(" and ").push(UNUSED).push(" and ").push(UNTOLD);
    match tx.build(&q).run().await {
        Ok(0) => return Ok(Left::Used),
        Err(cause) if is_used(&cause) => return Ok(Left::Used),
        other => other?,
    };
    let before = if alt.is_empty() { hash.clone() } else { format!("{alt} ({hash})") };
    let act =
        Act { actor: by.actor(), act: "picture.removed", subject: ("picture", id), before: &before, after: "", from };
    audit::append(&mut tx, act, now).await?;
    // The files go before the row is gone for others: whoever sends the same picture meanwhile waits for the row, and lays its
    // files down anew.
    for width in widths_of(width) {
        shelf.remove(&hash, width).await?;
    }
    tx.commit().await?;
    Ok(Left::Gone)
}

/// How many pictures are taken away at once.
pub const SWEEP: i64 = 200;

/// The pictures that nothing uses and that are older than a day, the oldest first, `SWEEP` and one more at the most.
pub async fn unused(db: &Db, _: &Merchant, now: Moment) -> Result<Vec<i64>> {
    let mut q = Build::new("select id from media where withheld = false and created_at < ");
    q.int(now.plus(-GRACE).0).push(" and ").push(UNUSED).push(" and ").push(UNTOLD);
    q.push(" order by id limit ").digits(SWEEP + 1);
    let rows: Vec<(i64,)> = db.build(&q).all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Takes every picture away that nothing uses and that is older than a day, `SWEEP` at the most; how many went, and whether there
/// are more.
pub async fn sweep(db: &Db, shelf: &Shelf, by: &Merchant, from: &str, now: Moment) -> anyhow::Result<(i64, bool)> {
    let all = unused(db, by, now).await?;
    let more = all.len() as i64 > SWEEP;
    let mut gone = 0;
    for id in all.into_iter().take(SWEEP as usize) {
        gone += i64::from(remove(db, shelf, by, id, from, now).await? == Left::Gone);
    }
    Ok((gone, more))
}

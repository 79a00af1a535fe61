//! The pictures of a product, and where else they hang: beside a variant, beside a step of the making.
use super::{PutFault, Work};
use crate::catalogue::draft::{PictureDraft, StepDraft, VariantDraft};
use crate::jobs;
use crate::media::hash_of;
use sqlx::FromRow;

/// A picture of a product: the row of the elsewhere it comes from, the picture itself as soon as it is here.
#[derive(Clone, Copy, FromRow)]
struct Hung {
    remote: Option<i64>,
    media: Option<i64>,
}
/// A picture from elsewhere: as it was said, and as it is shown.
#[derive(FromRow)]
struct Remote {
    id: i64,
    media: Option<i64>,
    alt: String,
    position: i64,
    shown_alt: Option<String>,
    shown_position: Option<i64>,
    /// How many addresses of the product gave this very picture.
    sharing: i64,
}

impl Work<'_> {
    /// A picture by its address: its job where it is new, its text and its place where they differ. The address of a picture
    /// that hangs here already, as an export says it, brings nothing new.
    pub async fn picture(&mut self, product: i64, p: &PictureDraft, added: bool) -> Result<(), PutFault> {
        let fits =
            |alt: &str, position: i64| (!p.alt_said || alt == p.alt) && (!p.place_said || position == p.position);
        if !added {
            if let Some(there) = self.remote(product, &p.url).await? {
                let kept = (there.alt.as_str(), there.position);
                let shown = there.shown_alt.as_deref().zip(there.shown_position);
                let same = match shown {
                    Some((alt, position)) => fits(alt, position) || (there.sharing > 1 && fits(kept.0, kept.1)),
                    None => fits(kept.0, kept.1),
                };
                if same {
                    return Ok(());
                }
                let (alt, position) = wished(p, shown.unwrap_or(kept));
                self.changed = true;
                self.tx
                    .query("update remote_picture set alt = $2, position = $3 where id = $1")
                    .bind(there.id)
                    .bind(alt.clone())
                    .bind(position)
                    .run()
                    .await?;
                return self.show(product, there.media, alt, position).await;
            }
            if let Some((media, alt, position)) = self.own(product, &p.url).await? {
                if fits(&alt, position) {
                    return Ok(());
                }
                let (alt, position) = wished(p, (&alt, position));
                self.changed = true;
                return self.show(product, Some(media), alt, position).await;
            }
        }
        self.changed = true;
        let (id,): (i64,) = self
            .tx
            .query("insert into remote_picture (product, url, alt, position) values ($1, $2, $3, $4) returning id")
            .bind(product)
            .bind(p.url.clone())
            .bind(p.alt.clone())
            .bind(p.position)
            .one()
            .await?;
        jobs::enqueue(self.tx, "picture.fetch", &id.to_string(), self.now, self.now).await?;
        Ok(())
    }
    async fn remote(&mut self, product: i64, url: &str) -> Result<Option<Remote>, PutFault> {
        let found = self
            .tx
            .query(
                "select r.id, r.media, r.alt, r.position, coalesce(pm.alt, m.alt) as shown_alt, pm.position as shown_position,
                    (select count(*) from remote_picture o where o.product = r.product and o.media = r.media) as sharing
                 from remote_picture r left join product_media pm on pm.product = r.product and pm.media = r.media
                 left join media m on m.id = pm.media where r.product = $1 and r.url = $2",
            )
            .bind(product)
            .bind(url.to_string())
            .maybe()
            .await?;
        Ok(found)
    }
    /// The picture of this product that an address of ours names: its number, its text, its place.
    async fn own(&mut self, product: i64, url: &str) -> Result<Option<(i64, String, i64)>, PutFault> {
        let Some(hash) = hash_of(url) else { return Ok(None) };
        let found = self
            .tx
            .query(
                "select m.id, coalesce(pm.alt, m.alt), pm.position from product_media pm join media m on m.id = pm.media
                 where pm.product = $1 and m.hash = $2",
            )
            .bind(product)
            .bind(hash.to_string())
            .maybe()
            .await?;
        Ok(found)
    }
    async fn show(&mut self, product: i64, media: Option<i64>, alt: String, position: i64) -> Result<(), PutFault> {
        if let Some(media) = media {
            self.tx
                .query("update product_media set alt = $3, position = $4 where product = $1 and media = $2")
                .bind(product)
                .bind(media)
                .bind(alt)
                .bind(position)
                .run()
                .await?;
        }
        Ok(())
    }
    /// The picture of a product that this address stands for.
    async fn hung(&mut self, product: i64, url: &str) -> Result<Option<Hung>, PutFault> {
        let remote: Option<Hung> = self
            .tx
            .query("select id as remote, media from remote_picture where product = $1 and url = $2")
            .bind(product)
            .bind(url.to_string())
            .maybe()
            .await?;
        match remote {
            Some(remote) => Ok(Some(remote)),
            None => Ok(self.own(product, url).await?.map(|(id, ..)| Hung { remote: None, media: Some(id) })),
        }
    }

    /// Gives variants their own pictures; one that is still to be fetched is hung up when it comes.
    pub async fn faces(
        &mut self,
        product: i64,
        wanted: &[VariantDraft],
        ids: &[i64],
        whole: bool,
    ) -> Result<(), PutFault> {
        for (d, id) in wanted.iter().zip(ids) {
            let mut hung = 0;
            if let Some(url) = &d.picture
                && let Some(picture) = self.hung(product, url).await?
            {
                let sql = match picture.media {
                    Some(_) => {
                        "update variant set media = $2, remote_picture = $3 where id = $1 and coalesce(media, 0) <> $2"
                    }
                    None => {
                        "update variant set media = $2, remote_picture = $3 where id = $1 and coalesce(remote_picture, 0) <> $3"
                    }
                };
                hung += self.tx.query(sql).bind(*id).bind(picture.media).bind(picture.remote).run().await?;
            }
            if let Some(media) = d.media {
                hung += self
                    .tx
                    .query("update variant set media = $2 where id = $1 and coalesce(media, 0) <> $2")
                    .bind(*id)
                    .bind(media)
                    .run()
                    .await?;
            }
            if whole && d.media.is_none() {
                let sql = "update variant set media = null, remote_picture = null where id = $1 and media is not null";
                hung += self.tx.query(sql).bind(*id).run().await?;
            }
            self.changed |= hung > 0;
        }
        Ok(())
    }

    /// The steps of the making, each with its picture.
    pub async fn steps(&mut self, product: i64, steps: &[StepDraft], whole: bool) -> Result<(), PutFault> {
        type Row = (String, i64, String, Option<i64>, Option<i64>);
        let there: Vec<Row> = self
            .tx
            .query(
                "select title, minutes, words, media, remote_picture from making_step where product = $1 order by position",
            )
            .bind(product)
            .all()
            .await?;
        let mut wanted: Vec<Row> = vec![];
        for (i, s) in steps.iter().enumerate() {
            let before = there.get(i).filter(|row| row.0 == s.title).map(|row| Hung { media: row.3, remote: row.4 });
            // A whole draft takes a picture away by naming none; one that is still to come stays.
            let before = before.filter(|hung| !whole || hung.media.is_none() || hung.media == s.media);
            let named = match (&s.picture, s.media) {
                (_, Some(media)) => Some(Hung { media: Some(media), remote: None }),
                (Some(url), None) => self.hung(product, url).await?,
                (None, None) => None,
            };
            let picture = match (named, before) {
                (Some(named), Some(before)) if named.media.is_some() && named.media == before.media => Some(before),
                (named, before) => named.or(before),
            };
            let (media, remote) = picture.map_or((None, None), |p| (p.media, p.remote));
            wanted.push((s.title.clone(), s.minutes, s.words.clone(), media, remote));
        }
        if there == wanted {
            return Ok(());
        }
        self.changed = true;
        self.tx.query("delete from making_step where product = $1").bind(product).run().await?;
        for (i, (title, minutes, words, media, remote)) in wanted.into_iter().enumerate() {
            self.tx
                .query(
                    "insert into making_step (product, position, title, minutes, words, media, remote_picture)
                     values ($1, $2, $3, $4, $5, $6, $7)",
                )
                .bind(product)
                .bind(i as i64)
                .bind(title)
                .bind(minutes)
                .bind(words)
                .bind(media)
                .bind(remote)
                .run()
                .await?;
        }
        Ok(())
    }
}

/// What a picture's text and place shall be: what was said, else what is there.
fn wished(p: &PictureDraft, there: (&str, i64)) -> (String, i64) {
    let alt = if p.alt_said { p.alt.clone() } else { there.0.to_string() };
    (alt, if p.place_said { p.position } else { there.1 })
}

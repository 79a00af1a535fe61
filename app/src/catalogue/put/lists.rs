//! What stands in lists beside a product: tags, pictures, attributes, steps, collections.
use super::{PutFault, Work};
use crate::catalogue::draft::{AttributeDraft, Draft, PictureDraft, VariantDraft};
use crate::jobs;
use crate::values::fold;
use std::collections::HashSet;

impl Work<'_> {
    pub async fn lists(&mut self, product: i64, d: &Draft) -> Result<(), PutFault> {
        if let Some(tags) = &d.tags {
            let there: Vec<(String,)> = self
                .tx
                .query("select tag from product_tag where product = $1 order by position")
                .bind(product)
                .all()
                .await?;
            let mut keys = HashSet::new();
            let wanted: Vec<&String> = tags.iter().filter(|t| !t.trim().is_empty() && keys.insert(fold(t))).collect();
            if !there.iter().map(|(t,)| t).eq(wanted.iter().copied()) {
                self.changed = true;
                self.tx.query("delete from product_tag where product = $1").bind(product).run().await?;
                for (i, tag) in wanted.into_iter().enumerate() {
                    self.tx
                        .query("insert into product_tag (product, tag_key, tag, position) values ($1, $2, $3, $4)")
                        .bind(product)
                        .bind(fold(tag))
                        .bind(tag.clone())
                        .bind(i as i64)
                        .run()
                        .await?;
                }
            }
        }
        if let Some(media) = &d.media {
            let there: Vec<(i64,)> = self
                .tx
                .query("select media from product_media where product = $1 order by position, media")
                .bind(product)
                .all()
                .await?;
            if !there.iter().map(|(m,)| m).eq(media.iter()) {
                self.changed = true;
                self.tx.query("delete from product_media where product = $1").bind(product).run().await?;
                for (i, id) in media.iter().enumerate() {
                    self.tx
                        .query("insert into product_media (product, media, position) values ($1, $2, $3) on conflict do nothing")
                        .bind(product)
                        .bind(*id)
                        .bind(i as i64)
                        .run()
                        .await?;
                }
            }
        }
        if let Some(attributes) = &d.attributes {
            self.attributes(product, attributes).await?;
        }
        if let Some(steps) = &d.steps {
            let there: Vec<(String, i64, String, Option<i64>)> = self
                .tx
                .query("select title, minutes, words, media from making_step where product = $1 order by position")
                .bind(product)
                .all()
                .await?;
            if !there.into_iter().eq(steps.iter().map(|s| (s.title.clone(), s.minutes, s.words.clone(), s.media))) {
                self.changed = true;
                self.tx.query("delete from making_step where product = $1").bind(product).run().await?;
                for (i, s) in steps.iter().enumerate() {
                    self.tx
                        .query("insert into making_step (product, position, title, minutes, words, media) values ($1, $2, $3, $4, $5, $6)")
                        .bind(product)
                        .bind(i as i64)
                        .bind(s.title.clone())
                        .bind(s.minutes)
                        .bind(s.words.clone())
                        .bind(s.media)
                        .run()
                        .await?;
                }
            }
        }
        for p in &d.pictures {
            self.picture(product, p).await?;
        }
        if let Some(collections) = &d.collections {
            self.collections(product, collections).await?;
        }
        Ok(())
    }

    /// A picture from elsewhere: its job where it is new, its text and its place where they differ.
    async fn picture(&mut self, product: i64, p: &PictureDraft) -> Result<(), PutFault> {
        let there: Option<(i64, String, i64, Option<i64>)> = self
            .tx
            .query("select id, alt, position, media from remote_picture where product = $1 and url = $2")
            .bind(product)
            .bind(p.url.clone())
            .maybe()
            .await?;
        let Some((id, alt, position, media)) = there else {
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
            return Ok(());
        };
        let wanted = if p.alt_said { &p.alt } else { &alt };
        if (&alt, position) == (wanted, p.position) {
            return Ok(());
        }
        self.changed = true;
        self.tx
            .query("update remote_picture set alt = $2, position = $3 where id = $1")
            .bind(id)
            .bind(wanted.clone())
            .bind(p.position)
            .run()
            .await?;
        if let Some(media) = media {
            self.tx
                .query("update product_media set alt = $3, position = $4 where product = $1 and media = $2")
                .bind(product)
                .bind(media)
                .bind(wanted.clone())
                .bind(p.position)
                .run()
                .await?;
        }
        Ok(())
    }

    /// Gives variants their own pictures; one that is still to be fetched is hung up when it comes.
    pub async fn faces(&mut self, product: i64, wanted: &[VariantDraft], ids: &[i64]) -> Result<(), PutFault> {
        for (d, id) in wanted.iter().zip(ids) {
            let mut hung = 0;
            if let Some(url) = &d.picture {
                hung += self
                    .tx
                    .query(
                        "update variant set remote_picture = r.id, media = r.media from remote_picture r
                         where variant.id = $1 and r.product = $2 and r.url = $3 and coalesce(variant.remote_picture, 0) <> r.id",
                    )
                    .bind(*id)
                    .bind(product)
                    .bind(url.clone())
                    .run()
                    .await?;
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
            self.changed |= hung > 0;
        }
        Ok(())
    }

    async fn attributes(&mut self, product: i64, wanted: &[AttributeDraft]) -> Result<(), PutFault> {
        let there: Vec<(String, String, Option<i64>, String, String)> = self
            .tx
            .query(
                "select a.handle, pa.value, pa.milli, pa.means, pa.matters from product_attribute pa join attribute a on a.id = pa.attribute
                 where pa.product = $1 order by pa.position, a.id",
            )
            .bind(product)
            .all()
            .await?;
        let same = there.into_iter().eq(wanted
            .iter()
            .map(|a| (a.handle.clone(), a.value.clone(), a.milli, a.means.clone(), a.matters.clone())));
        if same {
            return Ok(());
        }
        self.changed = true;
        self.tx.query("delete from product_attribute where product = $1").bind(product).run().await?;
        for (i, a) in wanted.iter().enumerate() {
            self.tx
                .query("insert into attribute (handle, label, kind, unit) values ($1, $2, $3, $4) on conflict (handle) do nothing")
                .bind(a.handle.clone())
                .bind(a.label.clone())
                .bind(a.kind.clone())
                .bind(a.unit.clone())
                .run()
                .await?;
            self.tx
                .query(
                    "insert into product_attribute (product, attribute, position, value, milli, means, matters)
                     select $1, id, $2, $3, $4, $5, $6 from attribute where handle = $7",
                )
                .bind(product)
                .bind(i as i64)
                .bind(a.value.clone())
                .bind(a.milli)
                .bind(a.means.clone())
                .bind(a.matters.clone())
                .bind(a.handle.clone())
                .run()
                .await?;
        }
        Ok(())
    }

    /// A product joins the collections that are named, which are made where they are missing; it leaves none.
    async fn collections(&mut self, product: i64, wanted: &[(String, String)]) -> Result<(), PutFault> {
        for (slug, title) in wanted {
            let made = self
                .tx
                .query(
                    "insert into collection (slug, title, title_key, lead, seo_title, seo_description, position)
                     select $1, $2, $3, '', '', '', coalesce(max(position), -1) + 1 from collection where true on conflict (slug) do nothing",
                )
                .bind(slug.clone())
                .bind(title.clone())
                .bind(fold(title))
                .run()
                .await?;
            let joined = self
                .tx
                .query(
                    "insert into collection_product (collection, product, position)
                     select c.id, $2, (select coalesce(max(k.position), -1) + 1 from collection_product k where k.collection = c.id)
                     from collection c where c.slug = $1 on conflict (collection, product) do nothing",
                )
                .bind(slug.clone())
                .bind(product)
                .run()
                .await?;
            self.changed |= made > 0 || joined > 0;
        }
        Ok(())
    }
}

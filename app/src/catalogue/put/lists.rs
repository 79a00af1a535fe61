//! What stands in lists beside a product: tags, pictures, attributes, collections.
use super::{PutFault, Work};
use crate::catalogue::draft::{AttributeDraft, Draft};
use crate::db::Build;
use crate::values::fold;
use std::collections::HashSet;

impl Work<'_> {
    pub async fn lists(&mut self, product: i64, d: &Draft, added: bool) -> Result<(), PutFault> {
        if let Some(tags) = &d.tags {
            let there: Vec<(String,)> = match added {
                true => vec![],
                false => {
                    self.tx
                        .query("select tag from product_tag where product = $1 order by position")
                        .bind(product)
                        .all()
                        .await?
                }
            };
            let mut keys = HashSet::new();
            let wanted: Vec<&String> = tags.iter().filter(|t| !t.trim().is_empty() && keys.insert(fold(t))).collect();
            if !there.iter().map(|(t,)| t).eq(wanted.iter().copied()) {
                self.changed = true;
                if !there.is_empty() {
                    self.tx.query("delete from product_tag where product = $1").bind(product).run().await?;
                }
                // Two hundred at a time: SQLite binds 32,766 values a statement, and a text of each length is prepared.
                for (page, tags) in wanted.chunks(200).enumerate() {
                    let mut insert = Build::new("insert into product_tag (product, tag_key, tag, position) values ");
                    for (i, tag) in tags.iter().enumerate() {
                        insert
                            .push(if i == 0 { "(" } else { ", (" })
                            .int(product)
                            .push(", ")
                            .text(fold(tag))
                            .push(", ");
                        insert.text(tag.as_str()).push(", ").int((page * 200 + i) as i64).push(")");
                    }
                    self.tx.build(&insert).run().await?;
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
                let mut gone = Build::new("delete from product_media where product = ");
                gone.int(product).push(" and media").without(media.clone());
                self.tx.build(&gone).run().await?;
                for (i, id) in media.iter().enumerate() {
                    self.tx
                        .query(
                            "insert into product_media (product, media, position) values ($1, $2, $3)
                             on conflict (product, media) do update set position = excluded.position",
                        )
                        .bind(product)
                        .bind(*id)
                        .bind(i as i64)
                        .run()
                        .await?;
                }
            }
        }
        for (media, alt) in &d.alts {
            let said = self
                .tx
                .query(
                    "update product_media set alt = $3 where product = $1 and media = $2
                     and $3 <> coalesce(alt, (select m.alt from media m where m.id = product_media.media))",
                )
                .bind(product)
                .bind(*media)
                .bind(alt.clone())
                .run()
                .await?;
            // What nobody has described yet is described everywhere.
            if said > 0 {
                self.changed = true;
                self.tx
                    .query("update media set alt = $2 where id = $1 and alt = ''")
                    .bind(*media)
                    .bind(alt.clone())
                    .run()
                    .await?;
            }
        }
        if let Some(attributes) = &d.attributes {
            self.attributes(product, attributes).await?;
        }
        for p in &d.pictures {
            self.picture(product, p, added).await?;
        }
        if let Some(steps) = &d.steps {
            self.steps(product, steps, d.whole).await?;
        }
        if let Some(collections) = &d.collections {
            self.collections(product, collections, d.whole).await?;
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

    /// A product joins the collections that are named, which are made where they are missing; it leaves none, but for those
    /// that a whole draft does not name. Collections by rule see to themselves.
    async fn collections(&mut self, product: i64, wanted: &[(String, String)], whole: bool) -> Result<(), PutFault> {
        let before: Vec<(i64,)> =
            self.tx.query("select collection from collection_product where product = $1").bind(product).all().await?;
        self.shelves_before = Some(before.into_iter().map(|(c,)| c).collect());
        if whole {
            let mut left = Build::new("delete from collection_product where product = ");
            left.int(product).push(" and collection in (select id from collection where by_rule = false and not slug");
            left.within_texts(wanted.iter().map(|(slug, _)| slug.clone()).collect()).push(")");
            self.changed |= self.tx.build(&left).run().await? > 0;
        }
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
                     from collection c where c.slug = $1 and c.by_rule = false on conflict (collection, product) do nothing",
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

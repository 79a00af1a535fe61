//! The shop's own row, its pages, and what stands in its frame and its sitemap.
use crate::db::{Db, Result, Tx};
use crate::values::{Currency, Moment};
use sqlx::FromRow;

/// The shop's facts, as its own row holds them.
#[derive(Clone, Debug, FromRow)]
pub struct Facts {
    pub name: String,
    pub tagline: String,
    pub purpose: String,
    pub street: String,
    pub city: String,
    pub email: String,
    pub phone: String,
    pub hours: String,
    pub country: String,
    pub currency: String,
    pub lang: String,
    pub zone: String,
    pub iban: String,
    pub bic: String,
    pub prices_include_tax: bool,
    pub transfer_days: i64,
    pub demo: bool,
    pub catalogue_version: i64,
    /// Since when the shop is open; none before its opening, and while it is closed for a while.
    pub opened_at: Option<Moment>,
    /// What visitors read while it is closed for a while.
    pub away: String,
    pub vat_id: String,
}
impl Facts {
    /// Whether customers may come in.
    pub fn is_open(&self) -> bool {
        self.opened_at.is_some()
    }
    /// The currency the shop sells in.
    pub fn currency(&self) -> Currency {
        Currency::parse(&self.currency).unwrap_or(Currency::EUR)
    }
    pub fn zone(&self) -> jiff::tz::TimeZone {
        crate::words::zone(&self.zone)
    }
}

/// The shop's facts.
pub async fn facts(db: &Db) -> Result<Facts> {
    Ok(opening(db, 0, None, false, Moment(0)).await?.facts)
}
/// What every page begins with.
#[derive(Clone, Debug, FromRow)]
pub struct Opening {
    #[sqlx(flatten)]
    pub facts: Facts,
    /// How many things the cart holds; 0 where it is closed or gone.
    pub in_cart: i64,
    /// How many notices were not read, 100 at most.
    pub news: i64,
    /// The newest event, read before anything else of the page: what happens while it is read is sent to it again.
    pub newest: i64,
    asked_at: Option<Moment>,
    answered_at: Option<Moment>,
}
impl Opening {
    /// When the question that was answered last was asked, and answered.
    pub fn answered(&self) -> Option<(Moment, Moment)> {
        self.asked_at.zip(self.answered_at)
    }
}
/// What every page begins with, in one statement: for this cart, and this person, with an account or without.
pub async fn opening(db: &Db, cart: i64, person: Option<i64>, signed_in: bool, now: Moment) -> Result<Opening> {
    db.query(
        "select name, tagline, purpose, street, city, email, phone, hours, country, currency, lang, zone, iban, bic,
            prices_include_tax, transfer_days, demo, catalogue_version, opened_at, away, vat_id,
            (select cast(coalesce(sum(l.quantity), 0) as bigint) from cart c join cart_line l on l.cart = c.id
             where c.id = $1 and c.closed_at is null and l.removed_at is null and c.expires_at > $2) as in_cart,
            (select count(*) from (select n.id from notice n join post p on p.id = n.post
                where n.person in (select v.id from person v where v.id = $3 and (v.kind <> 'visitor') = $4
                        union all select v.id from person v where v.adopted_by = $3 and $4)
                    and n.read_at is null and (p.state = 'live' or n.kind in ('removed', 'appeal')) limit 100) u) as news,
            (select cast(coalesce(max(id), 0) as bigint) from event) as newest, t.created_at as asked_at, t.answered_at
         from shop left join topic t on t.id = (
            select x.id from topic x where x.kind = 'question' and x.listed = true and x.answered_at is not null
            order by x.answered_at desc limit 1)
         where shop.id = 1",
    )
    .bind(cart)
    .bind(now)
    .bind(person.unwrap_or(0))
    .bind(signed_in)
    .one()
    .await
}

/// Where the frame around every page leads.
#[derive(Clone, Debug, Default)]
pub struct Links {
    /// Slug and title of the first collections.
    pub collections: Vec<(String, String)>,
    /// Slug and title of the shop's own pages.
    pub pages: Vec<(String, String)>,
}
/// The links of the frame, in their order.
pub async fn links(db: &Db) -> Result<Links> {
    let rows: Vec<(bool, String, String)> = db
        .query(
            "select shelf, slug, title from (
                select true as shelf, c.position, c.slug, c.title from collection c
                union all select false, p.position, p.slug, p.title from page p) l order by shelf desc, position, slug",
        )
        .all()
        .await?;
    let mut links = Links::default();
    for (shelf, slug, title) in rows {
        match shelf {
            true if links.collections.len() < 8 => links.collections.push((slug, title)),
            true => {}
            false => links.pages.push((slug, title)),
        }
    }
    Ok(links)
}

/// Writes the shop's facts, all but the catalogue's version. A shop that is open stays so.
pub async fn open(tx: &mut Tx, f: &Facts) -> Result<()> {
    tx.query(
        "update shop set name = $1, tagline = $2, purpose = $3, street = $4, city = $5, email = $6, phone = $7, hours = $8,
            country = $9, currency = $10, lang = $11, zone = $12, iban = $13, bic = $14, prices_include_tax = $15,
            transfer_days = $16, demo = $17, opened_at = coalesce(opened_at, $18), away = $19, vat_id = $20 where id = 1",
    )
    .bind(f.name.clone())
    .bind(f.tagline.clone())
    .bind(f.purpose.clone())
    .bind(f.street.clone())
    .bind(f.city.clone())
    .bind(f.email.clone())
    .bind(f.phone.clone())
    .bind(f.hours.clone())
    .bind(f.country.clone())
    .bind(f.currency.clone())
    .bind(f.lang.clone())
    .bind(f.zone.clone())
    .bind(f.iban.clone())
    .bind(f.bic.clone())
    .bind(f.prices_include_tax)
    .bind(f.transfer_days)
    .bind(f.demo)
    .bind(f.opened_at)
    .bind(f.away.clone())
    .bind(f.vat_id.clone())
    .run()
    .await?;
    newer(tx).await
}

/// Title and text of the page at this slug: a paragraph a line, `## ` before a heading.
pub async fn page(db: &Db, slug: &str) -> Result<Option<(String, String)>> {
    db.query("select title, body from page where slug = $1").bind(slug.to_string()).maybe().await
}
/// Writes a page.
pub async fn put_page(tx: &mut Tx, slug: &str, title: &str, body: &str, position: i64, now: Moment) -> Result<()> {
    tx.query(
        "insert into page (slug, title, body, position, updated_at) values ($1, $2, $3, $4, $5) on conflict (slug) do update set
            title = excluded.title, body = excluded.body, position = excluded.position, updated_at = excluded.updated_at,
            version = page.version + 1",
    )
    .bind(slug.to_string())
    .bind(title.to_string())
    .bind(body.to_string())
    .bind(position)
    .bind(now)
    .run()
    .await?;
    newer(tx).await
}

/// Says that something changed that pages keep in memory: nothing of before is shown any more.
pub async fn newer(tx: &mut Tx) -> Result<()> {
    tx.query("update shop set catalogue_version = catalogue_version + 1 where id = 1").run().await?;
    Ok(())
}

/// What a sitemap lists: the newest products and topics, every collection, every page; with the moment each changed.
pub struct Listed {
    pub products: Vec<(String, Moment)>,
    pub collections: Vec<(String,)>,
    pub pages: Vec<(String, Moment)>,
    /// Topics that everybody may read, by id; none of a sensitive product.
    pub topics: Vec<(i64, Moment)>,
    /// The addresses of the hosts of today.
    pub hosts: Vec<(String,)>,
}
/// What is public; at most `most` products, and as many topics.
pub async fn listed(db: &Db, most: i64) -> Result<Listed> {
    Ok(Listed {
        products: db
            .query(
                "select slug, updated_at from product where status = 'active' and not sensitive order by id desc limit $1",
            )
            .bind(most)
            .all()
            .await?,
        collections: db.query("select slug from collection order by position, id limit 500").all().await?,
        pages: db.query("select slug, updated_at from page order by position, slug limit 400").all().await?,
        topics: db
            .query(
                "select t.id, t.last_at from topic t left join product p on p.id = t.product
                 where t.listed = true and not coalesce(p.sensitive, false) order by t.last_at desc, t.id desc limit $1",
            )
            .bind(most)
            .all()
            .await?,
        hosts: db.query("select handle from host where listed = true order by since, person limit 100").all().await?,
    })
}

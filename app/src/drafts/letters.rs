//! The mail that brings an offer.
use super::{store, word};
use crate::cart;
use crate::cart::full_title;
use crate::db::Db;
use crate::letters::{Letter, fill};
use crate::secret::LinkKey;
use crate::site::Facts;
use crate::values::{Currency, Email, Money};
use crate::words;
use minijinja::context;

/// The mail about an offer, as its row says it; none where the offer does not stand any more, or is somebody else's by now.
pub async fn write(
    db: &Db,
    links: &LinkKey,
    public_url: &str,
    facts: &Facts,
    (about, to): (&str, &str),
    lang: &str,
) -> anyhow::Result<Option<Letter>> {
    let id: i64 = about.split(':').next().unwrap_or("").parse()?;
    let to = Email::parse(to).map(|to| to.key());
    let theirs = |d: &store::Draft| d.state == "offered" && Some(&d.email_key) == to.as_ref();
    let Some(d) = store::draft(db, id).await?.filter(theirs) else { return Ok(None) };
    let currency = Currency::parse(&d.currency).unwrap_or(Currency::EUR);
    let lines = cart::store::lines(db, d.cart).await?;
    let items: Vec<_> = lines
        .iter()
        .map(|l| {
            let total = words::money(Money::new(l.unit_price() * l.quantity, currency));
            context! { quantity => l.quantity, title => full_title(&l.title, &l.options), total }
        })
        .collect();
    let until = words::long_day(d.expires_at, &facts.zone());
    let content = context! {
        name => &d.name, items, until, link => format!("{public_url}/drafts/{}", word(links, id, &d.email_key)),
    };
    Ok(Some(fill("draft", facts, lang, format!("Your order at {}, ready to confirm", facts.name), content)?))
}

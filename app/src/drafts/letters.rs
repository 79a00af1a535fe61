//! The mail that brings an offer.
use super::store;
use crate::cart;
use crate::cart::full_title;
use crate::db::Db;
use crate::letters::{Letter, fill};
use crate::secret::LinkKey;
use crate::site::Facts;
use crate::values::{Currency, Money};
use crate::words;
use minijinja::context;

/// The mail about an offer, as its row says it; none where the offer does not stand any more.
pub async fn write(
    db: &Db,
    links: &LinkKey,
    public_url: &str,
    facts: &Facts,
    about: &str,
    lang: &str,
) -> anyhow::Result<Option<Letter>> {
    let id: i64 = about.split(':').next().unwrap_or("").parse()?;
    let Some(d) = store::draft(db, id).await?.filter(|d| d.state == "offered") else { return Ok(None) };
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
        name => &d.name, items, until, link => format!("{public_url}/drafts/{}", links.word("draft", id)),
    };
    Ok(Some(fill("draft", facts, lang, format!("Your order at {}, ready to confirm", facts.name), content)?))
}

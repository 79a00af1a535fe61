//! The mail that brings an offer.
use super::{store, word};
use crate::cart;
use crate::cart::full_title;
use crate::db::Db;
use crate::letters::{Letter, fill};
use crate::secret::LinkKey;
use crate::site::Facts;
use crate::values::{Currency, Email, Moment, Money};
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
    let things: Vec<_> = lines
        .iter()
        .map(|l| (l.quantity, full_title(&l.title, &l.options), Money::new(l.unit_price() * l.quantity, currency)))
        .collect();
    let link = format!("{public_url}/drafts/{}", word(links, id, &d.email_key));
    Ok(Some(letter(facts, lang, &d.name, &things, d.expires_at, &link)?))
}

/// The same, of things by how many, name and sum.
pub fn letter(
    facts: &Facts,
    lang: &str,
    name: &str,
    things: &[(i64, String, Money)],
    until: Moment,
    link: &str,
) -> anyhow::Result<Letter> {
    let items: Vec<_> = things
        .iter()
        .map(|(quantity, title, total)| context! { quantity, title, total => words::money(*total) })
        .collect();
    let until = words::long_day(until, &facts.zone());
    let content = context! { name, items, until, link };
    fill("draft", facts, lang, format!("Your order at {}, ready to confirm", facts.name), content)
}

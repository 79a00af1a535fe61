//! The mails about what comes back, a kind each; the first is the receipt with its date and time.
use super::store::{self, Piece, Request};
use super::{Kind, reason_words};
use crate::cart::full_title;
use crate::db::Db;
use crate::letters::{Letter, fill};
use crate::orders::store::Order;
use crate::site::Facts;
use crate::words;
use minijinja::context;

/// The mail of this kind about a request; none where it is gone. `link` opens the order.
pub async fn write(
    db: &Db,
    kind: &str,
    facts: &Facts,
    o: &Order,
    request: i64,
    link: &str,
) -> anyhow::Result<Option<Letter>> {
    let Some(r) = store::request(db, request).await? else { return Ok(None) };
    let pieces: Vec<_> = store::pieces(db, o.id).await?.into_iter().filter(|p| p.request == r.id).collect();
    Ok(Some(letter(kind, facts, o, &r, &pieces, link)?))
}

/// The same, of a request with its lines.
pub fn letter(
    kind: &str,
    facts: &Facts,
    o: &Order,
    r: &Request,
    pieces: &[Piece],
    link: &str,
) -> anyhow::Result<Letter> {
    let travels = pieces.iter().any(|p| p.travels() > 0);
    let at = words::date_time(r.asked_at, &facts.zone());
    let thing = match r.kind() {
        Kind::Withdrawal => "withdrawal",
        Kind::Return => "return",
    };
    let (subject, opening) = match (kind, r.kind()) {
        ("return.asked", Kind::Withdrawal) => (
            format!("Receipt: you withdrew from order {}", o.number),
            format!(
                "On {at} we received your withdrawal from the contract for what stands below. Keep this mail: it is your receipt."
            ),
        ),
        ("return.asked", Kind::Return) => (
            format!("Receipt: your return, order {}", o.number),
            format!(
                "On {at} you asked to give back what stands below: {}. We answer within two days.",
                reason_words(&r.reason).to_lowercase()
            ),
        ),
        ("return.approved", _) if travels => (
            format!("Send it back: order {}", o.number),
            format!(
                "We agree to your {thing}. Send it within 14 days to {}, {}, and write {} on the parcel.",
                facts.street, facts.city, o.number
            ),
        ),
        ("return.approved", _) => {
            (format!("Your {thing}, order {}", o.number), format!("We agree to your {thing}. Nothing has to travel."))
        }
        ("return.refused", _) => {
            (format!("Your {thing}, order {}", o.number), format!("We cannot agree to your {thing}. {}", r.answer))
        }
        ("return.received", _) => (
            format!("It is here: order {}", o.number),
            "What you sent back has arrived. We look at it and write to you.".to_string(),
        ),
        ("return.closed", _) => (
            format!("Done: your {thing}, order {}", o.number),
            format!("Your {thing} is done. Thank you for your patience."),
        ),
        (other, _) => anyhow::bail!("there is no mail of the kind {other}"),
    };
    let items: Vec<_> = pieces
        .iter()
        .map(|p| {
            let came = if kind == "return.received" { p.received } else { p.quantity };
            context! { quantity => came, title => full_title(&p.title, &p.options) }
        })
        .collect();
    let content = context! { opening, items, link, name => &o.name, number => &o.number };
    fill("return", facts, &o.lang, subject, content)
}

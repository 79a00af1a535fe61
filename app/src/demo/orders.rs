//! The orders of the demo shop: placed as a buyer places them, and moved on by the store's own verbs, at their times.
use crate::cart::{self, Properties};
use crate::checkout::place::{By, Placed, Wish, place};
use crate::db::{Db, Result as Rows};
use crate::orders::journey;
use crate::orders::refund::{self, Reason, Refunding};
use crate::orders::verbs;
use crate::shipping;
use crate::site::{Site, facts};
use crate::values::{Email, Moment, Quantity};
use crate::viewer::Merchant;
use anyhow::{Context, Result, bail};

/// How far an order has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Placed,
    Paid,
    Sent,
    Delivered,
    Cancelled,
}

struct Story {
    name: &'static str,
    email: &'static str,
    country: &'static str,
    address: &'static [&'static str],
    method: &'static str,
    payment: &'static str,
    /// SKU, how many, what is written on it.
    lines: &'static [(&'static str, i64, &'static str)],
    hours_ago: i64,
    stage: Stage,
    shows: bool,
}

const fn parcel(
    name: &'static str,
    email: &'static str,
    address: &'static [&'static str],
    lines: &'static [(&'static str, i64, &'static str)],
    hours_ago: i64,
    stage: Stage,
) -> Story {
    let (country, method, payment) = ("NL", "parcel", "transfer");
    Story { name, email, country, address, method, payment, lines, hours_ago, stage, shows: true }
}

/// Whether somebody has ordered here before.
pub async fn any(db: &Db) -> Rows<bool> {
    let row: Option<(i64,)> = db.query("select id from orders order by id limit 1").maybe().await?;
    Ok(row.is_some())
}

/// Places every order of the story and moves it on; how many there are.
pub async fn place_all(site: &Site, merchant: &Merchant, now: Moment) -> Result<usize> {
    for story in STORIES {
        act(site, merchant, story, now).await.with_context(|| format!("the order of {}", story.name))?;
    }
    forget_mails(&site.db).await?;
    Ok(STORIES.len())
}
/// No mail goes to people who do not exist.
pub async fn forget_mails(db: &Db) -> Result<()> {
    let mut tx = db.begin().await?;
    tx.query("delete from job where kind = 'mail.send' and done_at is null").run().await?;
    tx.query("delete from mail where sent_at is null").run().await?;
    tx.commit().await?;
    Ok(())
}

/// The orders of which something is to be shown by now, and when.
pub async fn to_show(db: &Db, now: Moment) -> Result<Vec<(i64, Moment)>> {
    let rows: Vec<(String, Moment)> = db
        .query("select about, run_at from job where kind = 'purchase.show' and run_at <= $1 order by run_at, id")
        .bind(now)
        .all()
        .await?;
    rows.into_iter().map(|(about, at)| Ok((about.parse()?, at))).collect()
}

/// A guest has this product from an order that reached them then.
pub async fn delivered(site: &Site, merchant: &Merchant, person: i64, slug: &str, arrived: Moment) -> Result<()> {
    let db = &site.db;
    let (sku,): (String,) = db
        .query(
            "select v.sku from variant v join product p on p.id = v.product join stock s on s.variant = v.id
             where p.slug = $1 and v.archived_at is null and (not v.tracked or s.on_hand - s.reserved > 0 or v.backorder_limit is null
                or v.backorder_limit > s.reserved - s.on_hand)
             order by v.position limit 1",
        )
        .bind(slug.to_string())
        .maybe()
        .await?
        .with_context(|| format!("nothing is left of {slug}"))?;
    let address = ["A guest".to_string(), "Kade 1".into(), "7431 AA Hollewijk".into()];
    let (name, email) = ("A guest", format!("guest{person}@example.org"));
    let sold = Sold {
        person: Some(person),
        name,
        email: &email,
        country: "NL",
        address: &address.join("\n"),
        method: "parcel",
        payment: "transfer",
        shows: false,
    };
    let at = arrived.plus(-46 * Moment::HOUR);
    let order = order(site, &sold, &[(&sku, 1, "")], at).await?;
    verbs::mark_paid(db, merchant, order, at.plus(18 * Moment::HOUR)).await?;
    verbs::fulfil(db, merchant, order, None, "3SMEEL0418", at.plus(22 * Moment::HOUR)).await?;
    verbs::deliver(db, merchant, order, arrived).await?;
    Ok(())
}

/// Who buys, and how.
struct Sold<'a> {
    person: Option<i64>,
    name: &'a str,
    email: &'a str,
    country: &'a str,
    address: &'a str,
    method: &'a str,
    payment: &'static str,
    shows: bool,
}

/// Places an order as a buyer does: SKU, how many, what is written on it. Its number in the database.
async fn order(site: &Site, s: &Sold<'_>, lines: &[(&str, i64, &str)], at: Moment) -> Result<i64> {
    let db = &site.db;
    let facts = facts(db).await?;
    let cart = cart::store::begin(db, s.person, facts.currency(), s.country, at).await?;
    for (sku, n, text) in lines {
        let (variant, label): (i64, Option<String>) = db
            .query("select v.id, p.personal_label from variant v join product p on p.id = v.product where v.sku = $1")
            .bind(sku.to_string())
            .maybe()
            .await?
            .with_context(|| format!("there is no {sku}"))?;
        let quantity = Quantity::new(*n).context("a quantity")?;
        let written = Properties::of(label.as_deref(), text).map_err(|p| anyhow::anyhow!(p.words()))?;
        cart::store::add(db, cart, variant, quantity, &written, facts.currency(), at)
            .await
            .map_err(|p| anyhow::anyhow!("{sku}: {}", p.words()))?;
    }
    let rate = shipping::store::rates(db, s.country, &facts.currency)
        .await?
        .into_iter()
        .find(|r| r.method == s.method)
        .context("a rate")?;
    let lines = cart::store::lines(db, cart).await?;
    let taxes = cart::store::tax_rates(db, s.country, "", at).await?;
    let total = cart::totals::of_lines(&lines, &taxes, Some(&rate), facts.prices_include_tax).total;
    let version = cart::store::cart(db, cart, at).await?.context("the cart")?.version;
    let wish = Wish {
        cart,
        person: None,
        keep: None,
        version,
        total,
        credit: 0,
        email: Email::parse(s.email).context("an address")?,
        name: s.name.into(),
        country: s.country.into(),
        area: String::new(),
        address: s.address.into(),
        rate,
        payment: s.payment,
        show_purchase: s.shows,
        show_delay: 25 * Moment::MINUTE,
        lang: facts.lang.clone(),
        by: By::Shopper,
    };
    match place(db, &site.links, &facts, &wish, at).await? {
        Placed::New(order) => Ok(order),
        other => bail!("it was not placed: {other:?}"),
    }
}

async fn act(site: &Site, merchant: &Merchant, s: &Story, now: Moment) -> Result<()> {
    let db = &site.db;
    let at = now.plus(-s.hours_ago * Moment::HOUR);
    let address = s.address.join("\n");
    let Story { name, email, country, method, payment, shows, .. } = *s;
    let sold = Sold { person: None, name, email, country, address: &address, method, payment, shows };
    let order = order(site, &sold, s.lines, at).await?;
    let hours = |n: i64| at.plus(n * Moment::HOUR).min(now);
    match s.stage {
        Stage::Placed => {}
        Stage::Cancelled => verbs::cancel(db, merchant, order, hours(5)).await?,
        stage => {
            verbs::mark_paid(db, merchant, order, hours(18)).await?;
            if stage >= Stage::Sent {
                verbs::fulfil(db, merchant, order, None, "3SMEEL0418", hours(22)).await?;
            }
            if stage >= Stage::Delivered {
                verbs::deliver(db, merchant, order, hours(46)).await?;
            }
        }
    }
    if let Some((_, words)) = NOTES.iter().find(|(to, _)| *to == email) {
        journey::verbs::note(db, merchant, order, words, true, hours(21)).await?;
    }
    if email == CHIPPED {
        let words = "The lid came with a chip. This is for that; keep it, it closes all the same.".into();
        let back = Refunding { reason: Reason::Damaged, words, extra: 900, ..Refunding::default() };
        refund::verbs::refund(db, merchant, order, &back, hours(70)).await?;
    }
    Ok(())
}
/// What was written to a customer while their order was made.
const NOTES: &[(&str, &str)] = &[(
    "femke@example.org",
    "The pan had its first coat of oil today and goes into the oven once more tonight. It leaves when it has cooled.",
)];
/// Whose crock arrived with a chip.
const CHIPPED: &str = "samir@example.org";

const STORIES: &[Story] = &[
    parcel(
        "Noor Veldhuis",
        "noor.veldhuis@example.org",
        &["Noor Veldhuis", "Kerkpad 12", "7431 AB Hollewijk"],
        &[("PAN-26-S", 1, ""), ("SPN-32-O", 1, "Noor"), ("SALT-250", 2, "")],
        164,
        Stage::Delivered,
    ),
    parcel(
        "Samir Haddad",
        "samir@example.org",
        &["Samir Haddad", "Molenweg 3 B", "6811 GD Arnhem"],
        &[("CROCK-24", 1, ""), ("RYE-5", 1, "")],
        140,
        Stage::Delivered,
    ),
    Story {
        country: "DE",
        ..parcel(
            "Hanne Brandt",
            "hanne.brandt@example.org",
            &["Hanne Brandt", "Lindenweg 8", "48143 Münster"],
            &[("APRON-INK-L", 1, "HB"), ("TOWEL-2", 2, ""), ("NAPKIN-4C", 1, "")],
            98,
            Stage::Sent,
        )
    },
    Story {
        method: "pickup",
        payment: "on_pickup",
        address: &[],
        ..parcel(
            "Wim de Graaf",
            "wim@example.org",
            &[],
            &[("MUG-SAND", 2, ""), ("HONEY-250", 1, "")],
            74,
            Stage::Delivered,
        )
    },
    Story {
        shows: false,
        ..parcel(
            "Lotte Kramer",
            "lotte.kramer@example.org",
            &["Lotte Kramer", "Havenstraat 101", "1013 AB Amsterdam"],
            &[("KNF-20-C", 1, ""), ("STN-1000", 1, "")],
            50,
            Stage::Sent,
        )
    },
    parcel(
        "Femke Postma",
        "femke@example.org",
        &["Femke Postma", "Dorpsstraat 44", "9711 LM Groningen"],
        &[("PAN-30-S", 1, ""), ("WHK-22", 1, "")],
        28,
        Stage::Paid,
    ),
    parcel(
        "Joris Aalders",
        "joris@example.org",
        &["Joris Aalders", "Beukenlaan 9", "3581 HV Utrecht"],
        &[("BOARD-40", 1, ""), ("BREADBAG-R", 1, "")],
        20,
        Stage::Cancelled,
    ),
    parcel(
        "Aisha Bakker",
        "aisha.bakker@example.org",
        &["Aisha Bakker", "Singel 210", "1016 AA Amsterdam"],
        &[("TEAPOT-IRON", 1, ""), ("MUG-CEL", 1, "")],
        3,
        Stage::Placed,
    ),
];

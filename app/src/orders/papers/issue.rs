//! How papers are issued: an invoice once an order, a credit note for each refund of an order that has one, in the
//! transaction that makes them true.
use super::store::{self, New, Paper};
use super::{Content, Kind, Line, by_rate};
use crate::audit::{self, Act};
use crate::cart::full_title;
use crate::checkout::place::BY_CREDIT;
use crate::db::{Db, Tx};
use crate::orders::Refusal;
use crate::orders::refund::store::Refund;
use crate::orders::refund::{self, Reason};
use crate::orders::store::Order;
use crate::orders::verbs::locked;
use crate::places::Country;
use crate::values::{Currency, Moment, Money};
use crate::viewer::{Actor, Merchant};
use crate::words;

/// Issues the invoice of an order as one transaction; the number of the one it has where it has one.
pub async fn invoice(db: &Db, merchant: &Merchant, order: i64, now: Moment) -> Result<String, Refusal> {
    let mut tx = db.begin().await?;
    let o = locked(&mut tx, order).await?;
    let number = invoiced(&mut tx, &o, merchant.actor(), now).await?;
    tx.commit().await?;
    Ok(number)
}

/// The invoice of an order that is locked: the one it has, or a new one where it is not cancelled. What went back before is on credit notes with it.
pub async fn invoiced(tx: &mut Tx, o: &Order, by: Actor, now: Moment) -> Result<String, Refusal> {
    if let Some(paper) = invoice_of(tx, o.id).await? {
        return Ok(paper.number);
    }
    if o.state == "cancelled" {
        return Err(Refusal::Cancelled);
    }
    let (mut content, year) = begin(tx, o, now).await?;
    let lines = store::sold(&mut *tx, o.id).await?;
    let shipping = store::shipping(&mut *tx, o.id).await?;
    content.with_tax = o.prices_include_tax;
    content.payment = payment(tx, o).await?;
    content.lines = lines
        .iter()
        .map(|l| Line {
            title: full_title(&l.title, &l.options),
            sku: l.sku.clone(),
            quantity: Some(l.quantity),
            unit_price: Some(l.unit_price),
            basis_points: Some(l.basis_points),
            total: l.total,
        })
        .collect();
    if !shipping.is_empty() {
        content.lines.push(Line {
            title: format!("Shipping, {}", o.shipping_title.to_lowercase()),
            basis_points: shipping.first().filter(|_| shipping.len() == 1).map(|s| s.0),
            total: o.shipping_price,
            ..Line::default()
        });
    }
    let amounts = lines.iter().map(|l| (l.basis_points, l.total, l.tax)).chain(shipping);
    content.rates = by_rate(amounts, o.prices_include_tax);
    (content.tax, content.total) = (o.tax_total, o.total);
    let number = write(tx, (Kind::Invoice, year), o, None, &content, by, now).await?;
    for refund in refund::store::of(&mut *tx, o.id).await? {
        credited(tx, o, refund.id, by, now).await?;
    }
    Ok(number)
}

/// The credit note over all of an order that came to nothing before it was paid, where it has an invoice.
pub async fn called_off(tx: &mut Tx, o: &Order, by: Actor, now: Moment) -> Result<(), Refusal> {
    let Some(invoice) = invoice_of(tx, o.id).await? else { return Ok(()) };
    let issued: Content = serde_json::from_str(&invoice.content).unwrap_or_default();
    let (begun, year) = begin(tx, o, now).await?;
    let content = Content {
        about: Some((invoice.number, issued.issued)),
        reason: Reason::Cancelled.title().into(),
        with_tax: issued.with_tax,
        lines: issued.lines,
        rates: issued.rates,
        tax: issued.tax,
        total: issued.total,
        ..begun
    };
    write(tx, (Kind::CreditNote, year), o, None, &content, by, now).await?;
    Ok(())
}

/// The credit note of a refund, where its order has an invoice and money went back.
pub async fn credited(tx: &mut Tx, o: &Order, refund: i64, by: Actor, now: Moment) -> Result<Option<String>, Refusal> {
    let Some(invoice) = invoice_of(tx, o.id).await? else { return Ok(None) };
    let Some(r) = refund::store::by_id(&mut *tx, refund).await?.filter(|r| r.total > 0) else { return Ok(None) };
    let issued: Content = serde_json::from_str(&invoice.content).unwrap_or_default();
    let (mut content, year) = begin(tx, o, now).await?;
    content.about = Some((invoice.number, issued.issued));
    content.reason = Reason::parse(&r.reason).map_or("", Reason::title).into();
    content.with_tax = true;
    let sold = store::sold(&mut *tx, o.id).await?;
    let parts = refund::store::lines(&mut *tx, o.id).await?;
    for part in parts.iter().filter(|p| p.refund == r.id) {
        let Some(line) = sold.iter().find(|l| l.id == part.order_line) else { continue };
        content.lines.push(Line {
            title: full_title(&line.title, &line.options),
            sku: line.sku.clone(),
            quantity: Some(part.sent + part.unsent),
            basis_points: Some(line.basis_points),
            total: part.amount,
            ..Line::default()
        });
    }
    for (title, total) in [("Shipping", r.shipping), ("Amount agreed", r.extra)].into_iter().filter(|(_, n)| *n > 0) {
        content.lines.push(Line { title: title.into(), total, ..Line::default() });
    }
    let rates = refund::store::rates(&mut *tx, r.id).await?;
    content.rates = by_rate(rates.iter().map(|t| (t.basis_points, t.amount, t.tax)), true);
    (content.tax, content.total) = (r.tax, r.total);
    content.payment = went_back(&r, &o.currency);
    Ok(Some(write(tx, (Kind::CreditNote, year), o, Some(r.id), &content, by, now).await?))
}

async fn invoice_of(tx: &mut Tx, order: i64) -> Result<Option<Paper>, Refusal> {
    let papers = store::of(tx, order).await?;
    Ok(papers.into_iter().find(|p| p.kind == Kind::Invoice.word()))
}

/// What both papers begin with, and the year they count in.
async fn begin(tx: &mut Tx, o: &Order, now: Moment) -> Result<(Content, i64), Refusal> {
    let (seller, zone) = store::seller(&mut *tx).await?;
    let zone = words::zone(&zone);
    let (_, sent) = store::moments(&mut *tx, o.id).await?;
    let year = words::civil_day(now, &zone).get(..4).and_then(|y| y.parse().ok()).unwrap_or_default();
    let content = Content {
        seller,
        order: o.number.clone(),
        ordered: words::long_day(o.placed_at, &zone),
        supplied: sent.map(|at| words::long_day(at, &zone)).unwrap_or_default(),
        issued: words::long_day(now, &zone),
        currency: o.currency.clone(),
        ..Content::default()
    };
    Ok((content, year))
}

/// How an invoice is paid, in a sentence.
async fn payment(tx: &mut Tx, o: &Order) -> Result<String, Refusal> {
    let (_, zone) = store::seller(&mut *tx).await?;
    let (paid, _) = store::moments(&mut *tx, o.id).await?;
    let by_credit = match o.credit {
        0 => String::new(),
        credit => format!("{} is paid by credit. ", money(credit, &o.currency)),
    };
    let rest = match (paid, o.payment_method.as_str()) {
        (Some(_), BY_CREDIT) => String::new(),
        (Some(at), _) if o.credit > 0 => {
            format!("The rest was paid on {}.", words::long_day(at, &words::zone(&zone)))
        }
        (Some(at), _) => format!("Paid on {}.", words::long_day(at, &words::zone(&zone))),
        (None, "on_pickup") if o.credit > 0 => {
            format!("{} is to be paid when it is collected.", money(o.due(), &o.currency))
        }
        (None, "on_pickup") => "To be paid when it is collected.".into(),
        (None, _) if o.credit > 0 => {
            format!("{} is to be paid by transfer, with the reference {}.", money(o.due(), &o.currency), o.number)
        }
        (None, _) => format!("To be paid by transfer, with the reference {}.", o.number),
    };
    Ok((by_credit + &rest).trim_end().to_string())
}

/// Which way a refund went, in a sentence, where not all of it went as money.
fn went_back(r: &Refund, currency: &str) -> String {
    match (r.credited, r.total - r.credited) {
        (0, _) => String::new(),
        (credited, 0) => format!("{} goes back to the credit it was paid with.", money(credited, currency)),
        (credited, rest) => format!(
            "{} goes back as money, {} to the credit it was paid with.",
            money(rest, currency),
            money(credited, currency)
        ),
    }
}
fn money(minor: i64, currency: &str) -> String {
    words::money(Money::new(minor, Currency::parse(currency).unwrap_or(Currency::EUR)))
}

async fn write(
    tx: &mut Tx,
    (kind, year): (Kind, i64),
    o: &Order,
    refund: Option<i64>,
    content: &Content,
    by: Actor,
    now: Moment,
) -> Result<String, Refusal> {
    let n = store::next(tx, kind, year).await?;
    let mut buyer: Vec<&str> = o.address.lines().collect();
    if buyer.is_empty() {
        buyer.push(&o.name);
    }
    buyer.extend(Country::parse(&o.country).map(|c| c.name()));
    let content = serde_json::to_string(content).expect("BUG: a paper is plain data");
    let new = New { kind, year, n, order: o.id, refund, buyer: &buyer.join("\n"), content: &content };
    let number = store::write(tx, new, by, now).await?;
    let act = match kind {
        Kind::Invoice => {
            Act { actor: by, act: "order.invoiced", subject: ("order", o.id), before: "", after: &number, from: "" }
        }
        Kind::CreditNote => {
            Act { actor: by, act: "order.credited", subject: ("order", o.id), before: "", after: &number, from: "" }
        }
    };
    audit::append(tx, act, now).await?;
    Ok(number)
}

//! What the forms on an order's page do. Each is one verb of the order; what the order does not allow is refused in words.
use super::sheet::{self, Shown};
use crate::orders::refund::{self, Part, Reason, Refunding, Short};
use crate::orders::store::{self, Order};
use crate::orders::verbs::{self, Label};
use crate::orders::{Refusal, journey, papers};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::shell::{FORGET_AHEAD, Instead};
use crate::site::Visit;
use crate::values::{Currency, Money};
use crate::viewer::Merchant;
use crate::words;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};

/// How long what is written to a customer may be, and what is written on a parcel.
pub const WORDS: usize = 2_000;
pub const LABEL: usize = 80;

/// What came of a form.
enum Done {
    /// It was done: the word for it.
    Word(&'static str),
    /// Nothing yet: what the refund comes to is shown first.
    Preview(refund::Sum),
}

/// `POST /admin/orders/{id}`
pub async fn act(visit: Visit, Path(id): Path<String>, form: Posted) -> Response {
    match done(&visit, &id, &form).await {
        Ok(Done::Word(word)) => {
            ([FORGET_AHEAD], Redirect::to(&format!("/admin/orders/{id}?done={word}"))).into_response()
        }
        Ok(Done::Preview(sum)) => visit.show(sheet::read(&visit, &id, Shown::preview(form, sum))).await,
        Err(problem @ (Problem::Fields(_) | Problem::Busy(_))) => {
            visit.show(sheet::read(&visit, &id, Shown::wrong(form, problem))).await
        }
        Err(problem) => visit.show(async { Err(Instead::Refused(problem)) }).await,
    }
}

async fn done(visit: &Visit, id: &str, form: &Posted) -> Result<Done, Problem> {
    let by = visit.merchant().await?;
    let (db, now) = (visit.db(), visit.now);
    let order: i64 = id.parse().map_err(|_| Problem::Gone)?;
    let o = store::by_id(db, order).await?.ok_or(Problem::Gone)?;
    let at = |place| move |refusal| refused(place, refusal);
    Ok(Done::Word(match form.of("act") {
        "paid" => verbs::mark_paid(db, &by, order, now).await.map(|()| "paid").map_err(at("money"))?,
        "send" => send(visit, &by, &o, form).await?,
        "delivered" => verbs::deliver(db, &by, order, now).await.map(|()| "delivered").map_err(at("parcels"))?,
        "cancel" => verbs::cancel(db, &by, order, now).await.map(|()| "cancelled").map_err(at("cancel"))?,
        "rest" => refund::verbs::cancel_rest(db, &by, order, now).await.map(|_| "rest").map_err(at("cancel"))?,
        "pay_back" => refund::verbs::pay_back(db, &by, order, now).await.map(|_| "back").map_err(at("money"))?,
        "preview" | "refund" => return give_back(visit, &by, &o, form).await,
        "invoice" => papers::issue::invoice(db, &by, order, now).await.map(|_| "invoiced").map_err(at("papers"))?,
        "again" => {
            let mail = form.number("mail").ok_or(Problem::Gone)?;
            journey::verbs::mail_again(db, &by, order, mail, now).await.map(|()| "mailed").map_err(at("mails"))?
        }
        _ => note(visit, &by, &o, form).await?,
    }))
}

/// A refusal as a fault at the part of the page that it is about.
fn refused(place: &'static str, refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Unknown => Problem::Gone,
        Refusal::Database(error) => error.into(),
        other => Problem::Fields(vec![(place, other.words())]),
    }
}

async fn send(visit: &Visit, by: &Merchant, o: &Order, form: &Posted) -> Result<&'static str, Problem> {
    let lines = store::lines(visit.db(), o.id).await?;
    let mut parts = vec![];
    for l in lines.iter().filter(|l| l.left() > 0) {
        let n = counted(form, &format!("send-{}", l.id))
            .ok_or_else(|| Problem::Fields(vec![("send", format!("How many of “{}”: a whole number.", l.title))]))?;
        parts.extend((n != 0).then_some((l.id, n)));
    }
    let of = |name: &str| form.of(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let (tracking, carrier, link) = (of("tracking"), of("carrier"), form.of("link").trim().to_string());
    let mut faults = vec![];
    for (name, text) in [("tracking", &tracking), ("carrier", &carrier)] {
        if text.chars().count() > LABEL {
            faults.push((name, format!("{LABEL} letters at most.")));
        }
    }
    let address =
        link.strip_prefix("https://").is_some_and(|rest| rest.len() > 3 && !rest.contains(char::is_whitespace));
    if !link.is_empty() && (!address || link.len() > 300) {
        faults.push(("link", "The whole address of the carrier’s page, beginning with https://.".into()));
    }
    if !faults.is_empty() {
        return Err(Problem::Fields(faults));
    }
    let label = Label { tracking: &tracking, carrier: &carrier, link: &link };
    let sent = verbs::send(visit.db(), by, o.id, Some(&parts), label, visit.now).await;
    sent.map(|_| "sent").map_err(|refusal| refused("send", refusal))
}

/// A whole number in a field, 0 where it is empty.
fn counted(form: &Posted, name: &str) -> Option<i64> {
    match form.of(name).trim() {
        "" => Some(0),
        text => text.parse().ok().filter(|n| (0..=1_000_000).contains(n)),
    }
}

/// Shows what a refund comes to, and gives it once that was seen.
async fn give_back(visit: &Visit, by: &Merchant, o: &Order, form: &Posted) -> Result<Done, Problem> {
    let db = visit.db();
    let left = refund::store::left(db, o).await?;
    let what = refunding(form, o, &left)?;
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    let at_refund = |words: String| Problem::Fields(vec![("refund", words)]);
    let sum = refund::sum(&left, &what).map_err(|short| match short {
        Short::Quantity { .. } => at_refund("There is not that much left of one of the things.".into()),
        Short::Shipping { left } => {
            Problem::Fields(vec![("shipping", format!("{} of the shipping is left.", money(left, currency)))])
        }
        Short::Money { left } => at_refund(Refusal::TooMuch(Money::new(left, currency)).words()),
        Short::Nothing => at_refund(Refusal::Nothing.words()),
    })?;
    if form.of("act") == "preview" {
        return Ok(Done::Preview(sum));
    }
    // What was seen is what is given.
    let seen = form.number("left");
    if form.number("comes_to") != Some(sum.total) || seen.is_none() {
        return Ok(Done::Preview(sum));
    }
    let what = Refunding { seen, ..what };
    let given = refund::verbs::refund(db, by, o.id, &what, visit.now).await;
    let word = if sum.total > 0 && sum.credited == sum.total { "credited" } else { "refunded" };
    given.map(|_| Done::Word(word)).map_err(|refusal| refused("refund", refusal))
}

fn money(minor: i64, currency: Currency) -> String {
    words::money(Money::new(minor, currency))
}

/// What the form asks to give back.
fn refunding(form: &Posted, o: &Order, left: &refund::Left) -> Result<Refunding, Problem> {
    let mut faults = vec![];
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    let mut amount = |name: &'static str| match form.of(name).trim() {
        "" => 0,
        text => Money::parse(text, currency).map(|m| m.minor).filter(|n| *n >= 0).unwrap_or_else(|| {
            faults.push((name, format!("An amount like {}.", Money::new(1_250, currency).plain())));
            0
        }),
    };
    let (shipping, extra) = (amount("shipping"), amount("extra"));
    let reason = Reason::parse(form.of("reason"));
    if reason.is_none() {
        faults.push(("reason", "Why it goes back.".into()));
    }
    let words = form.of("words").trim().to_string();
    if words.chars().count() > WORDS {
        faults.push(("words", format!("{WORDS} letters at most.")));
    }
    let mut parts = vec![];
    for l in &left.lines {
        let of = |name: &str| counted(form, &format!("{name}-{}", l.line));
        let (Some(sent), Some(unsent)) = (of("sent"), of("unsent")) else {
            faults.push(("refund", "How many of each thing: a whole number.".into()));
            break;
        };
        let shelf = form.of(&format!("shelf-{}", l.line)) == "on";
        if sent + unsent > 0 {
            parts.push(Part { line: l.line, sent, unsent, restocked: if shelf { sent } else { 0 } });
        }
    }
    if !faults.is_empty() {
        return Err(Problem::Fields(faults));
    }
    Ok(Refunding { reason: reason.unwrap_or_default(), words, parts, shipping, extra, capped: false, seen: None })
}

async fn note(visit: &Visit, by: &Merchant, o: &Order, form: &Posted) -> Result<&'static str, Problem> {
    let words = form.of("note").trim();
    let fault = match words.chars().count() {
        0 => Some("What is to be noted.".to_string()),
        n if n > WORDS => Some(format!("{WORDS} letters at most.")),
        _ => None,
    };
    if let Some(fault) = fault {
        return Err(Problem::Fields(vec![("note", fault)]));
    }
    let for_customer = form.of("whom") == "customer";
    let written = journey::verbs::note(visit.db(), by, o.id, words, for_customer, visit.now).await;
    written.map(|_| if for_customer { "told" } else { "noted" }).map_err(|refusal| refused("note", refusal))
}

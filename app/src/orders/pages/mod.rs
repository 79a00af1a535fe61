//! An order by its link: where it stands, how to pay, what it is, what happened to it.
pub mod lookup;

use super::epc;
use super::journey::store::Move;
use super::journey::{self, Journey, Reader};
use super::papers::{self, Kind, store::Paper};
use super::state_words;
use super::store::{self, Order, OrderLine};
use super::thread;
use crate::accounts::password;
use crate::cart::{self, Properties};
use crate::credit;
use crate::forum::form::Typed;
use crate::media;
use crate::parts::drawn::Draw;
use crate::parts::faults;
use crate::parts::field::Field;
use crate::places::Country;
use crate::problem::Problem;
use crate::returns;
use crate::shell::{Instead, Page};
use crate::site::{Facts, Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use leptos::prelude::*;

/// `/orders/{code}`: never kept by a browser, never found by a search engine, and the link goes to nobody else. Within the
/// shop it is told, since a form on a page that tells nobody where it stands is taken for one from elsewhere.
pub async fn order(visit: Visit, Path(code): Path<String>) -> Response {
    unkept(visit.show(read(&visit, &code, Typed::default(), None)).await)
}
/// The page again with what was typed and what was wrong with it.
pub async fn again(visit: &Visit, code: &str, typed: Typed, problem: Problem) -> Response {
    unkept(visit.show(read(visit, code, typed, Some(problem))).await)
}
/// An answer that no browser keeps, and whose address is told to nobody else.
pub fn unkept(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}
async fn read(visit: &Visit, code: &str, typed: Typed, problem: Option<Problem>) -> Result<Page, Instead> {
    let db = visit.db();
    let order = store::by_code(db, code).await?.ok_or(Instead::Missing)?;
    let lines = store::lines(db, order.id).await?;
    let journey = journey::view::read(db, &order, &lines).await?;
    let papers = papers::store::of(db, order.id).await?;
    let status = faults::status(&problem);
    let thread = thread::read(visit, &order, typed, problem).await?;
    let returns = returns::pages::Shown::read(visit, order.id).await?;
    let code = code.to_string();
    let links = visit.site.links.clone();
    Ok(Page::new(format!("Order {}", order.number), move |front: &Front| {
        let (returned, door) = (returns.view().drawn(), returns.door(&code).drawn());
        let thread = thread::view(&thread, &code).drawn();
        let credits = credit::pages::given(&journey.credits, &links);
        view(order, lines, (journey, papers), (thread, credits), (returned, door), code, front)
    })
    .unlisted()
    .quiet()
    .status(status))
}

/// Small lines: title, what was added to it, how many, what they come to, picture.
pub fn mini(lines: Vec<(String, String, i64, i64, Option<String>)>, currency: Currency) -> impl IntoView + use<> {
    let items = lines
        .into_iter()
        .map(|(title, properties, quantity, total, hash)| {
            let image = hash.map(|hash| view! { <img src=media::url(&hash, 160) width="52" height="52" alt=""/> });
            let title = if quantity == 1 { title } else { format!("{quantity} × {title}") };
            let small = (!properties.is_empty()).then(|| view! { <small>{properties}</small> });
            view! { <li><div class="pic square">{image}</div><span>{title}{small}</span><span class="price">{words::money(Money::new(total, currency))}</span></li> }
        })
        .collect_view();
    view! { <ul class="mini">{items}</ul> }
}

/// Where an order stands, in two badges.
pub fn badges(state: &str, payment: &str, fulfilment: &str) -> impl IntoView + use<> {
    let shown = if state == "cancelled" { [state, payment] } else { [payment, fulfilment] };
    shown.into_iter().map(state_words).map(|(words, class)| view! { <span class=class>{words}</span> }).collect_view()
}

/// For whoever has no account, or is not signed in: the order's own address opens one.
fn keeping(email: String) -> impl IntoView {
    view! {
        <section class="panel stack gap-3 noprint" aria-labelledby="keep">
            <h2 id="keep">"Keep this in an account"</h2>
            <p class="small soft">"Your orders in one place, and the next one is filled in. We mail you a link that opens it."</p>
            <form class="stack gap-3" method="post" action="/sign-up">
                <input type="hidden" name="email" value=email/>
                <input type="hidden" name="next" value="/account"/>
                {Field::text("password", "Password", "new-password")
                    .kind("password")
                    .most(password::MOST)
                    .optional()
                    .hint("Eight letters or more. Without one we mail you a link each time.")
                    .view()}
                <p><button class="btn quiet">"Sign up"</button></p>
            </form>
        </section>
    }
}

/// That others may see it was chosen, and the way to take it back.
fn seen(code: &str) -> impl IntoView + use<> {
    view! {
        <section class="panel stack gap-3 noprint" aria-labelledby="shown">
            <h2 id="shown">"What others may see"</h2>
            <p class="small soft">"That someone chose this; never your name, place or price. It is shown some time after you have paid."</p>
            <form method="post" action=format!("/orders/{code}")>
                <button class="btn quiet" name="act" value="hide">"Do not show it"</button>
            </form>
        </section>
    }
}

fn view(
    o: Order,
    lines: Vec<OrderLine>,
    (journey, papers): (Journey, Vec<Paper>),
    (thread, credits): (AnyView, Option<AnyView>),
    (returned, door): (AnyView, AnyView),
    code: String,
    front: &Front,
) -> impl IntoView + use<> {
    let facts = &front.facts;
    let currency = Currency::parse(&o.currency).unwrap_or(Currency::EUR);
    let zone = facts.zone();
    let money = |minor| words::money(Money::new(minor, currency));
    let badges = badges(&o.state, &o.payment_state, &o.fulfilment_state);
    let first_name = o.name.split(' ').next().unwrap_or(&o.name).to_string();
    let waiting = o.payment_state == "awaiting" && o.state == "placed";
    let pay = (waiting && o.payment_method == "transfer").then(|| {
        let until = o.expires_at.map(|at| words::long_day(at, &zone)).unwrap_or_default();
        view! {
            <section class="panel stack gap-4" aria-labelledby="pay">
                <h2 id="pay">"How to pay"</h2>
                {epc::code(facts, &o)}
                <dl class="kv">
                    <dt>"Amount"</dt><dd class="num"><b>{money(o.due())}</b></dd>
                    <dt>"To"</dt><dd>{facts.name.clone()}", "{facts.city.clone()}</dd>
                    <dt>"IBAN"</dt><dd class="num">{words::iban(&facts.iban)}</dd>
                    <dt>"BIC"</dt><dd class="num">{facts.bic.clone()}</dd>
                    <dt>"Reference"</dt><dd class="num"><b>{o.number.clone()}</b></dd>
                </dl>
                <p class="small soft">{format!("It is kept for you until {until}. After that the order lapses and the goods go back on the shelf.")}</p>
            </section>
        }
    });
    let collect = (waiting && o.payment_method == "on_pickup").then(|| {
        view! {
            <section class="panel stack gap-3" aria-labelledby="pay">
                <h2 id="pay">"How to pay"</h2>
                <p>{format!("{} when you collect it at {}, {}. Say the number {}.", money(o.due()), facts.street, facts.city, o.number)}</p>
            </section>
        }
    });
    let shipping = match o.shipping_method.as_str() {
        "none" => None,
        _ => Some((
            format!("Shipping, {}", o.shipping_title.to_lowercase()),
            words::money_or_free(Money::new(o.shipping_price, currency)),
        )),
    };
    let things: i64 = lines.iter().map(|l| l.quantity).sum();
    let sums = cart::pages::sums(things, o.items_total, shipping, o.tax_total, o.total, o.prices_include_tax, currency);
    let less = credit::pages::sums(o.credit, o.total, currency);
    let credited: i64 = journey.refunds.iter().map(|r| r.credited).sum();
    let back = (o.refunded > 0).then(|| {
        let kept = match credited {
            0 => format!("{} of it went back to you.", money(o.refunded)),
            credited => {
                format!("{} of it went back to you, {} of that to your credit.", money(o.refunded), money(credited))
            }
        };
        view! { <p>{kept}</p> }
    });
    let papers = (!papers.is_empty()).then(|| own_papers(&papers, &code).drawn());
    let bought = mini(
        lines
            .iter()
            .map(|l| {
                let properties = Properties::from_json(&l.properties).words();
                (cart::full_title(&l.title, &l.options), properties, l.quantity, l.total, l.hash.clone())
            })
            .collect(),
        currency,
    );
    let country = Country::parse(&o.country).map_or("", |c| c.name());
    let to = match (o.shipping_method.as_str(), o.address.is_empty()) {
        ("pickup", _) => {
            view! { <p>{o.name.clone()}<br/>{format!("collects it at {}, {}", facts.street, facts.city)}</p> }.drawn()
        }
        (_, true) => view! { <p>{o.name.clone()}<br/>{country}</p> }.drawn(),
        _ => {
            let lines = o.address.lines().map(|l| view! { {l.to_string()}<br/> }).collect_view();
            view! { <address>{lines}{country}</address> }.drawn()
        }
    };
    let shown = (o.show_purchase && o.state != "cancelled").then(|| seen(&code).drawn());
    let keep = match front.signed_in {
        true => view! { <p class="noprint"><a class="link" href="/account">"All your orders"</a></p> }.drawn(),
        false => keeping(o.email.clone()).drawn(),
    };
    view! {
        <div class="wrap page">
            <div class="thanks">
                <h1>{format!("Thank you, {first_name}")}</h1>
                <p class="soft">
                    "Order "<b class="num">{o.number.clone()}</b>", placed "
                    <time datetime=words::machine_time(o.placed_at, &zone)>{words::date_time(o.placed_at, &zone)}</time>
                    {format!(". We mail this to {}; the link in it opens this page.", o.email)}
                </p>
                <p class="row gap-2">{badges}</p>
            </div>
            <div class="split a8b5">
                <div class="stack gap-5">
                    <section class="panel" aria-labelledby="where">
                        <div class="head"><h2 id="where">"Where it stands"</h2></div>
                        {timeline(&o, &journey.moves, facts)}
                    </section>
                    {pay}
                    {collect}
                    {credits}
                    <section class="panel stack gap-4" aria-labelledby="what"><h2 id="what">"What you ordered"</h2>{bought}{sums}{less}{back}</section>
                    {returned}
                    <section class="panel" aria-labelledby="way">
                        <div class="head"><h2 id="way">"Step by step"</h2></div>
                        {journey::view::list(&journey, Reader::Customer, &zone)}
                    </section>
                    {thread}
                </div>
                <aside class="stack gap-5" aria-label="Address and help">
                    <section class="panel stack gap-3" aria-labelledby="to"><h2 id="to">"Who it is for"</h2>{to}</section>
                    <section class="panel stack gap-3 noprint" aria-labelledby="help">
                        <h2 id="help">"Something to change?"</h2>
                        <p class="small soft">{format!("Write to {} with the number {}. You have 30 days to send it back after it arrives.", facts.email, o.number)}</p>
                        {door}
                        <p><a class="link" href="/pages/returns">"How returns work"</a></p>
                    </section>
                    {papers}
                    {shown}
                    {keep}
                </aside>
            </div>
        </div>
    }
}

/// The papers of the order, each a page to print.
fn own_papers(papers: &[Paper], code: &str) -> impl IntoView + use<> {
    let items = papers
        .iter()
        .map(|p| {
            let title = Kind::parse(&p.kind).map_or("", Kind::title);
            view! { <li><a class="link" href=format!("/orders/{code}/papers/{}", p.number)>{format!("{title} {}", p.number)}</a></li> }
        })
        .collect_view();
    view! {
        <section class="panel stack gap-3 noprint" aria-labelledby="papers">
            <h2 id="papers">"Papers"</h2>
            <ul>{items}</ul>
        </section>
    }
}

/// Received, paid, sent, with you: what is done has its time, what comes has its promise.
fn timeline(o: &Order, moves: &[Move], facts: &Facts) -> impl IntoView + use<> {
    let zone = facts.zone();
    let at = |axis: &str, state: &str| {
        moves.iter().rev().find(|m| m.axis == axis && m.to_state == state).map(|m| words::date_time(m.at, &zone))
    };
    let mut steps: Vec<(String, Option<String>)> =
        vec![("Received".into(), Some(words::date_time(o.placed_at, &zone)))];
    if o.state == "cancelled" {
        steps.push(("Cancelled".into(), at("order", "cancelled")));
    } else {
        steps.push(("Paid".into(), at("payment", "paid")));
        match o.shipping_method.as_str() {
            "pickup" => steps.push(("Ready to collect".into(), at("fulfilment", "sent"))),
            _ => steps.push(("Sent".into(), at("fulfilment", "sent").or(at("fulfilment", "partly_sent")))),
        }
        steps.push(("With you".into(), at("fulfilment", "delivered")));
    }
    let current = steps.iter().position(|(_, at)| at.is_none());
    let arrives = o.arrives_from.zip(o.arrives_to).map(|(a, b)| words::span(a, b, &zone));
    let last = steps.len() - 1;
    let items = steps
        .into_iter()
        .enumerate()
        .map(|(i, (name, at))| {
            let (class, here) = match (&at, current == Some(i)) {
                (Some(_), _) if name == "Cancelled" => ("off", None),
                (Some(_), _) => ("", None),
                (None, true) => ("now", Some("step")),
                (None, false) => ("todo", None),
            };
            let line = at.unwrap_or_else(|| match (i == last, &arrives) {
                (true, Some(when)) => format!("about {when}"),
                _ => "to come".into(),
            });
            view! { <li class=class aria-current=here><b>{name}</b>{line}</li> }
        })
        .collect_view();
    view! { <ol class="steps">{items}</ol> }
}

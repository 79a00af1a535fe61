//! One draft: its lines, the search that fills it, the customer, and what can be done with it.
use super::actions::LONGEST;
use crate::cart::Line;
use crate::cart::pages::sum_list;
use crate::checkout::form::payments;
use crate::drafts::pages::Offer;
use crate::drafts::state_words;
use crate::drafts::store::{self, Found};
use crate::parts::area::Area;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::{Field, fault};
use crate::parts::posted::Posted;
use crate::places::Country;
use crate::problem::Problem;
use crate::shell::{Instead, Page};
use crate::shipping::{self, Rate};
use crate::site::{Facts, Front, Visit};
use crate::values::{Currency, Money};
use crate::words;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/drafts/{id}`
pub async fn one(visit: Visit, Path(id): Path<i64>) -> Response {
    visit.show(read(&visit, id, None, None)).await
}

struct Desk {
    o: Offer,
    q: String,
    found: Vec<Found>,
    rates: Vec<Rate>,
    countries: Vec<Country>,
    typed: Vec<(String, String)>,
    problem: Option<Problem>,
    done: Option<&'static str>,
}
impl Desk {
    fn action(&self) -> String {
        format!("/admin/drafts/{}", self.o.draft.id)
    }
    /// What was typed into a field of the customer's form; else what is kept.
    fn typed(&self, name: &str, kept: &str) -> String {
        self.typed.iter().find(|(n, _)| n == name).map_or(kept.to_string(), |(_, v)| v.clone())
    }
    fn currency(&self) -> Currency {
        Currency::parse(&self.o.draft.currency).unwrap_or(Currency::EUR)
    }
    fn money(&self, minor: i64) -> String {
        words::money(Money::new(minor, self.currency()))
    }
    fn is_open(&self) -> bool {
        self.o.draft.state == "open"
    }
}

/// The page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, id: i64, posted: Option<&Posted>, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let db = visit.db();
    let name = visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let draft = store::draft(db, id).await?.ok_or(Instead::Missing)?;
    let q: String = visit.query("q").chars().take(100).collect();
    let sent_to = shipping::store::countries(db, &draft.currency).await?;
    let desk = Desk {
        found: store::found(db, &merchant, &q, &draft.currency).await?,
        rates: store::ways(db, &draft, &draft.country).await?,
        countries: sent_to.iter().filter_map(|code| Country::parse(code)).collect(),
        o: Offer::read(visit, draft, "").await?,
        typed: posted.filter(|p| p.of("act") == "keep").map(|p| p.pairs.clone()).unwrap_or_default(),
        done: done(&visit.query("done")).filter(|_| problem.is_none()),
        q,
        problem,
    };
    let status = status(&desk.problem);
    Ok(Page::new(format!("Draft {id}"), move |front: &Front| view(&desk, &front.facts)).desk(name).status(status))
}
fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "kept" => "Kept.",
        "offered" => "Offered. The customer has a mail with the link.",
        "reopened" => "Taken back. The link opens nothing while you change it.",
        "withdrawn" => "Taken back for good.",
        "placed" => "Placed. It is an order now.",
        _ => return None,
    })
}

fn view(d: &Desk, facts: &Facts) -> impl IntoView + use<> {
    let (state, class) = state_words(&d.o.draft.state);
    let done = d.done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> });
    let order =
        d.o.draft.placed_order.map(|id| view! { <a class="link" href=format!("/admin/orders/{id}")>"The order"</a> });
    let until = words::date_time(d.o.draft.expires_at, &facts.zone());
    let holds = d.o.draft.holds.then_some(" Its things are kept aside.");
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1">
                <p class="small"><a class="link" href="/admin/drafts">"All drafts"</a></p>
                <h1>{format!("Draft {}", d.o.draft.id)}</h1>
                <p class="row gap-2"><span class=class>{state}</span><span class="small soft">{format!("Stands until {until}.")}{holds}</span>{order}</p>
            </div>
            {over(&d.problem)}
            {done}
            <div class="split a8b5">
                <div class="stack gap-5">
                    <section class="panel stack gap-4" aria-labelledby="what"><h2 id="what">"What is in it"</h2>{lines(d)}{d.is_open().then(|| discount(d))}</section>
                    {d.is_open().then(|| search(d))}
                    {d.is_open().then(|| customer(d))}
                </div>
                <aside class="stack gap-5" aria-label="Sum and next steps">
                    <section class="panel stack gap-3" aria-labelledby="sum"><h2 id="sum">"What it comes to"</h2>{sum_list(&d.o.counted, facts)}</section>
                    {next(d)}
                </aside>
            </div>
        </div>
    }
}

fn lines(d: &Desk) -> AnyView {
    if d.o.counted.lines.is_empty() {
        return view! { <p class="empty">"Nothing yet. Search for something below."</p> }.drawn();
    }
    let wrong = beside(&d.problem, "lines");
    let rows = d.o.counted.lines.iter().map(|l| line(d, l)).collect_view();
    view! { <div class="stack gap-3" id="lines">{fault(wrong, Some("lines-fault".into()))}<ul class="roster">{rows}</ul></div> }.drawn()
}
fn line(d: &Desk, l: &Line) -> impl IntoView + use<> {
    let title = l.full_title();
    let sum = format!("{} × {} = {}", l.quantity, d.money(l.unit_price()), d.money(l.unit_price() * l.quantity));
    let form = d.is_open().then(|| {
        let (quantity, price) = (format!("quantity-{}", l.id), format!("price-{}", l.id));
        let name = format!(", {title}");
        let own = Money::new(l.unit_price(), d.currency()).plain();
        view! {
            <form class="row gap-2" method="post" action=d.action() novalidate>
                <input type="hidden" name="line" value=l.id.to_string()/>
                <div class="field"><label for=quantity.clone()>"Quantity"<span class="vh">{name.clone()}</span></label><input id=quantity name="quantity" type="number" min="1" max="999" inputmode="numeric" autocomplete="off" value=l.quantity.to_string()/></div>
                <div class="field"><label for=price.clone()>"Price of one"<span class="vh">{name.clone()}</span></label><input id=price name="price" inputmode="decimal" autocomplete="off" maxlength="20" placeholder=own/></div>
                <button class="btn quiet sm" name="act" value="line">"Keep"<span class="vh">{name.clone()}</span></button>
                <button class="btn quiet sm" name="act" value="remove" formnovalidate>"Remove"<span class="vh">{name}</span></button>
            </form>
        }
    });
    view! { <li class="stack gap-2"><h3>{title}</h3><p class="small soft">{l.sku.clone()}", "{sum}</p>{form}</li> }
}
fn discount(d: &Desk) -> impl IntoView + use<> {
    let percent = Field::text("percent", "Discount on everything, in percent", "off")
        .inputmode("numeric")
        .most(3)
        .optional()
        .hint("From today’s prices. 0 takes it away.")
        .filled("", beside(&d.problem, "percent"));
    view! {
        <form class="stack gap-3" method="post" action=d.action() novalidate>
            {percent.view()}
            <p><button class="btn quiet" name="act" value="discount">"Take it off"</button></p>
        </form>
    }
}

fn search(d: &Desk) -> impl IntoView + use<> {
    let rows = d
        .found
        .iter()
        .map(|f| {
            let title = crate::cart::full_title(&f.title, &f.options);
            let price = f.amount.map_or("no price".to_string(), |amount| d.money(amount));
            let stock = if f.tracked { format!("{} free", f.available) } else { "not counted".into() };
            view! {
                <li class="row between">
                    <span>{title.clone()}<br/><span class="small soft">{format!("{}, {price}, {stock}", f.sku)}</span></span>
                    <form method="post" action=d.action()><input type="hidden" name="variant" value=f.variant.to_string()/><button class="btn quiet sm" name="act" value="add">"Add"<span class="vh">{format!(" {title}, {}", f.sku)}</span></button></form>
                </li>
            }
        })
        .collect_view();
    let none =
        (!d.q.is_empty() && d.found.is_empty()).then(|| view! { <p class="empty">{words::nothing_called(&d.q)}</p> });
    view! {
        <section class="panel stack gap-4" aria-labelledby="find">
            <h2 id="find">"Put something in"</h2>
            <form class="sift" action=d.action() role="search" aria-label="Things to put in">
                <div class="field"><label for="q">"SKU or title"</label>{fault(beside(&d.problem, "q"), Some("q-fault".into()))}<input id="q" name="q" type="search" autocomplete="off" maxlength="100" value=d.q.clone()/></div>
                <p><button class="btn quiet">"Search"</button></p>
            </form>
            {none}
            <ul class="roster">{rows}</ul>
        </section>
    }
}

fn customer(d: &Desk) -> impl IntoView + use<> {
    let k = &d.o.draft;
    let wrong = |name: &str| beside(&d.problem, name);
    let chosen = d.typed("country", &k.country);
    let countries = d
        .countries
        .iter()
        .map(|c| view! { <option value=c.code() selected=chosen == c.code()>{c.name()}</option> })
        .collect_view();
    let method = d.typed("method", &k.shipping_method);
    let ways = d
        .rates
        .iter()
        .map(|r| (r.method.clone(), format!("{}, {}", r.title, d.money(r.amount))))
        .chain([("none".to_string(), "Nothing to send".to_string())])
        .map(|(word, title)| view! { <option value=word.clone() selected=method == word>{title}</option> })
        .collect_view();
    let price =
        if k.shipping_method == "none" { String::new() } else { Money::new(k.shipping_price, d.currency()).plain() };
    let address = Area {
        name: "address",
        label: "Address",
        hint: "As on a parcel, a line below the other. The customer gives it where you leave it out.",
        optional: true,
        most: LONGEST,
    };
    let email = Field::text("email", "Email of the customer", "off")
        .kind("email")
        .filled(&d.typed("email", &k.email), wrong("email"));
    let name = Field::text("name", "Full name", "off").optional().filled(&d.typed("name", &k.name), wrong("name"));
    let shipping = Field::text("shipping", format!("Shipping, in {}", d.currency()), "off")
        .inputmode("decimal")
        .optional()
        .hint("Empty: what it costs in the shop.")
        .filled(&d.typed("shipping", &price), wrong("shipping"));
    let reason = Field::text("reason", "Why a price is another", "off")
        .most(LONGEST)
        .optional()
        .hint("The customer reads it.")
        .filled(&d.typed("reason", &k.reason), wrong("reason"));
    view! {
        <section class="panel stack gap-4" aria-labelledby="who">
            <h2 id="who">"Who it is for, and how it travels"</h2>
            <form class="stack gap-3" method="post" action=d.action() novalidate>
                {email.view()}
                {name.view()}
                <div class="field"><label for="country">"Country"</label>{fault(wrong("country"), Some("country-fault".into()))}<select id="country" name="country">{countries}</select></div>
                {address.view(&d.typed("address", &k.address), wrong("address"))}
                <div class="field"><label for="method">"How it travels"</label><span class="hint" id="method-hint">"For another country, keep that first."</span>{fault(wrong("method"), Some("method-fault".into()))}<select id="method" name="method" aria-describedby="method-hint">{ways}</select></div>
                {shipping.view()}
                {reason.view()}
                <p><button class="btn" name="act" value="keep">"Keep these"</button></p>
            </form>
        </section>
    }
}

fn next(d: &Desk) -> Option<AnyView> {
    let back = |act: &'static str, label: &'static str| {
        view! { <form method="post" action=d.action()><p><button class="btn quiet" name="act" value=act>{label}</button></p></form> }
    };
    let wrong = |name: &str| beside(&d.problem, name);
    match d.o.draft.state.as_str() {
        "open" => {
            let days = Field::text("days", "For how many days", "off").inputmode("numeric").most(2).filled("7", wrong("days"));
            Some(view! {
                <section class="panel stack gap-4" aria-labelledby="next">
                    <h2 id="next">"Offer it"</h2>
                    <form class="stack gap-3" method="post" action=d.action() novalidate>
                        {days.view()}
                        {fault(wrong("keeps"), Some("keeps-fault".into()))}
                        <label class="tick"><input type="checkbox" id="keeps" name="keeps" value="yes"/><span>"Keep the things aside until then"</span></label>
                        <p><button class="btn" name="act" value="offer">"Mail the link"</button></p>
                    </form>
                </section>
                {phone(d)}
                {back("withdraw", "Throw it away")}
            }.drawn())
        }
        "offered" => Some(view! {
            {phone(d)}
            <section class="panel stack gap-3" aria-labelledby="next"><h2 id="next">"Take it back"</h2>{back("reopen", "Take it back and change it")}{back("withdraw", "Take it back for good")}</section>
        }.drawn()),
        _ => None,
    }
}

fn phone(d: &Desk) -> impl IntoView + use<> {
    let options = payments(&d.o.rate)
        .iter()
        .map(|(word, title, _)| view! { <option value=*word>{*title}</option> })
        .collect_view();
    let wrong = beside(&d.problem, "payment");
    view! {
        <section class="panel stack gap-4" aria-labelledby="phone">
            <h2 id="phone">"Place it on the phone"</h2>
            <form class="stack gap-3" method="post" action=d.action() novalidate>
                <div class="field"><label for="payment">"How it is paid"</label>{fault(wrong, Some("payment-fault".into()))}<select id="payment" name="payment">{options}</select></div>
                <p><button class="btn quiet" name="act" value="place">"Place the order"</button></p>
            </form>
        </section>
    }
}

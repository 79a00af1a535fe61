//! The opening as the first merchant sees it: what is there, what is missing, and a part of the page for each.
use super::{State, store};
use crate::forum::form::ACCEPT;
use crate::house::store::Facts;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over, status};
use crate::parts::field::{Field, fault};
use crate::parts::posted::Posted;
use crate::problem::Problem;
use crate::settings::pages::store as written;
use crate::settings::{Area, countries, desk_name, done_note, password, select};
use crate::shell::{Instead, Page};
use crate::shipping::{Tariff, desk, store as shipping};
use crate::site::{Front, Visit};
use crate::values::Slug;
use axum::response::Response;
use leptos::prelude::*;

/// `GET /admin/opening`
pub async fn opening(visit: Visit) -> Response {
    visit.show(read(&visit, None, None)).await
}

struct Opening {
    state: State,
    here: Vec<String>,
    invited: Vec<String>,
    products: Vec<(String, String)>,
    tariffs: Vec<Tariff>,
    returns: Option<written::Page>,
    handle: String,
    locked: bool,
    fresh: bool,
    sent: Option<Posted>,
    done: Option<&'static str>,
    problem: Option<Problem>,
}
impl Opening {
    /// What stands in a field: what was typed, where its form was sent; else what the shop has.
    fn typed(&self, act: &str, field: &str, standing: &str) -> String {
        match self.sent.as_ref().filter(|p| p.of("act") == act) {
            Some(posted) => posted.of(field).to_string(),
            None => standing.to_string(),
        }
    }
    fn was(&self, act: &str) -> bool {
        self.sent.as_ref().is_some_and(|p| p.of("act") == act)
    }
    fn wrong(&self, act: &str, field: &str) -> Option<String> {
        beside(&self.problem, field).filter(|_| self.was(act))
    }
}

/// The page with what was typed and what was wrong with it.
pub async fn read(visit: &Visit, sent: Option<Posted>, problem: Option<Problem>) -> Result<Page, Instead> {
    let merchant = visit.merchant().await?;
    let db = visit.db();
    let facts = visit.facts().await?.clone();
    let (here, invited) = store::hosts_of(db, &merchant, visit.now).await?;
    let done = match visit.query("done").as_str() {
        "shop" => Some("The shop has a name. A parcel and a return policy are suggested below: read them."),
        "host" => Some("You answer customers from now on."),
        "invited" => Some("The invitation is on its way. They are a host when they accept it."),
        "product" => Some("It is on the shelf."),
        "shipping" => Some("The way to send is kept."),
        "returns" => Some("The return policy is kept."),
        "open" => Some("The shop is open. Customers can come in."),
        _ => None,
    };
    let viewer = visit.viewer().await?;
    let name = viewer.signed_in().map(|p| p.name.clone()).unwrap_or_default();
    let o = Opening {
        state: store::state(db).await?,
        here,
        invited,
        products: store::products(db, &merchant).await?,
        tariffs: shipping::tariffs(db, &facts.country, &facts.currency).await?,
        returns: written::page(db, "returns").await?,
        handle: Slug::of(crate::hosts::first_name(&name)).map(|s| s.as_str().to_string()).unwrap_or_default(),
        locked: crate::settings::shop::store::currency_is_used(db).await?,
        fresh: viewer.is_fresh(visit.now),
        sent,
        done: done.filter(|_| problem.is_none()),
        problem,
    };
    let (code, who) = (status(&o.problem), desk_name(visit).await?);
    Ok(Page::new("Opening", move |front: &Front| view(&o, &front.facts)).desk(who).status(code))
}

fn view(o: &Opening, facts: &Facts) -> impl IntoView + use<> {
    let steps = [
        ("shop", "The shop"),
        ("host", "Who answers"),
        ("product", "A product"),
        ("shipping", "How it travels"),
        ("returns", "Returns"),
    ]
    .map(|(part, title)| {
        let (class, word) = if o.state.has(part) { ("badge ok", "there") } else { ("badge warn", "missing") };
        view! { <li class="row between"><a href=format!("#{part}")>{title}</a><span class=class>{word}</span></li> }
    })
    .into_iter()
    .collect_view();
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>{if o.state.open { "The shop is open" } else { "Open your shop" }}</h1><p class="soft">"Three short forms, and two things to read. Each part is kept by itself; all of it can be changed later."</p></div>
            {over(&o.problem)}
            {done_note(o.done)}
            <div class="split a8b5">
                <div class="stack gap-5">{shop(o, facts)}{host(o)}{product(o, facts)}{travels(o, facts)}{returns(o, facts)}</div>
                <aside class="stack gap-5" aria-label="What is there">
                    <section class="panel stack gap-3" aria-labelledby="open">
                        <h2 id="open">"What is there"</h2>
                        <ol class="plainlist stack gap-2">{steps}</ol>
                        {door(o, facts)}
                    </section>
                </aside>
            </div>
        </div>
    }
}

fn door(o: &Opening, facts: &Facts) -> impl IntoView + use<> {
    let missing = o.state.missing();
    let account = facts.iban.is_empty().then(|| {
        view! { <p class="notice small">"There is no account for transfers yet: customers read no IBAN. "<a href="/admin/settings#money">"Set it under Shop"</a></p> }
    });
    match (o.state.open, missing.is_empty()) {
        (true, _) => view! { {account}<p class="row"><a class="btn" href="/">"See the shop"</a></p> }.drawn(),
        (false, false) => view! { <p class="small soft">{super::sentence(&missing)}</p> }.drawn(),
        (false, true) => view! {
            {account}
            <form method="post" action="/admin/opening"><p class="soft small">"Everything is there. From now on customers look around and order."</p><p><button class="btn wide" name="act" value="open">"Open the shop"</button></p></form>
        }
        .drawn(),
    }
}

fn shop(o: &Opening, f: &Facts) -> impl IntoView + use<> {
    let standing = |field: &'static str, value: &str| (o.typed("shop", field, value), o.wrong("shop", field));
    let name = if o.state.named { f.name.as_str() } else { "" };
    let (name, name_wrong) = standing("name", name);
    let (purpose, purpose_wrong) = standing("purpose", &f.purpose);
    let (email, email_wrong) = standing("email", &f.email);
    let (phone, phone_wrong) = standing("phone", &f.phone);
    let (hours, hours_wrong) = standing("hours", &f.hours);
    let (street, street_wrong) = standing("street", &f.street);
    let (city, city_wrong) = standing("city", &f.city);
    let (country, country_wrong) = standing("country", &f.country);
    let (currency, currency_wrong) = standing("currency", if o.state.named { &f.currency } else { "" });
    let currency = (!o.locked).then(|| {
        Field::text("currency", "Currency", "off")
            .most(3)
            .optional()
            .hint("Three letters. Left empty it is the country’s.")
            .filled(&currency, currency_wrong)
            .view()
    });
    view! {
        <section class="panel stack gap-4" aria-labelledby="shop">
            <h2 id="shop">"1. The shop"</h2>
            <form class="stack gap-4" method="post" action="/admin/opening#faults" novalidate>
                {Field::text("name", "Name of the shop", "organization").most(80).filled(&name, name_wrong).view()}
                {Area { name: "purpose", label: "What it is for", hint: "One sentence that a customer understands.", rows: 2, most: 400, optional: false }.view(&purpose, purpose_wrong)}
                <div class="pair">{select("country", "Country", &countries(), &country, country_wrong)}{currency}</div>
                {Field::text("hours", "When somebody answers", "off").hint("Like: Monday to Friday, 9:00 to 17:00.").filled(&hours, hours_wrong).view()}
                <div class="pair">
                    {Field::text("email", "Email", "email").kind("email").hint("Customers write to it.").filled(&email, email_wrong).view()}
                    {Field::text("phone", "Telephone", "tel").kind("tel").most(40).optional().filled(&phone, phone_wrong).view()}
                </div>
                <div class="pair">
                    {Field::text("street", "Street and number", "address-line1").most(120).optional().filled(&street, street_wrong).view()}
                    {Field::text("city", "Postcode and town", "off").most(120).optional().filled(&city, city_wrong).view()}
                </div>
                <p><button class="btn" name="act" value="shop">"Keep the shop"</button></p>
            </form>
        </section>
    }
}

fn host(o: &Opening) -> impl IntoView + use<> {
    let here = (!o.here.is_empty()).then(|| view! { <p>{format!("{} answers customers.", o.here.join(", "))}</p> });
    let waits =
        (!o.invited.is_empty()).then(|| view! { <p class="soft">{format!("Invited: {}.", o.invited.join(", "))}</p> });
    let forms = o.here.is_empty().then(|| {
        let typed = |act: &str, field: &str, standing: &str| o.typed(act, field, standing);
        let pass = |act: &'static str| {
            (!o.fresh && (o.was(act) || act == "host" && !o.was("invite"))).then(|| password(false, o.wrong(act, "password")))
        };
        let late = (!o.fresh && !o.was("invite")).then(|| {
            Field::text("password", "Your password", "current-password").kind("password").id("password-invite".into()).view()
        });
        let own_late = (!o.fresh && o.was("invite")).then(|| {
            Field::text("password", "Your password", "current-password").kind("password").id("password-host".into()).view()
        });
        view! {
            <form class="stack gap-4" method="post" action="/admin/opening#faults" novalidate>
                <p class="soft">"A host has a name, a face and a page. Be the first one yourself."</p>
                {Field::text("handle", "Your address here", "off").most(40).hint("It comes behind /hosts/.").filled(&typed("host", "handle", &o.handle), o.wrong("host", "handle")).view()}
                {Field::text("host-title", "What you do here", "off").most(80).optional().hint("Like: baker, behind the counter.").filled(&typed("host", "host-title", ""), o.wrong("host", "host-title")).view()}
                {Area { name: "host-words", label: "Your sentence", hint: "As you would say it across the counter.", rows: 2, most: 400, optional: false }.view(&typed("host", "host-words", ""), o.wrong("host", "host-words"))}
                {pass("host")}{own_late}
                <p><button class="btn" name="act" value="host">"I answer myself"</button></p>
            </form>
            <details class="more" open=o.was("invite")>
                <summary>"Or invite somebody else…"</summary>
                <form class="stack gap-4" method="post" action="/admin/opening#faults" novalidate>
                    {Field::text("invited", "Their name", "off").most(60).filled(&typed("invite", "invited", ""), o.wrong("invite", "invited")).view()}
                    {Field::text("invited-email", "Their email", "off").kind("email").filled(&typed("invite", "invited-email", ""), o.wrong("invite", "invited-email")).view()}
                    {pass("invite")}{late}
                    <p><button class="btn quiet" name="act" value="invite">"Invite them"</button></p>
                </form>
            </details>
        }
    });
    view! { <section class="panel stack gap-4" aria-labelledby="host"><h2 id="host">"2. Who answers"</h2>{here}{waits}{forms}</section> }
}

fn product(o: &Opening, f: &Facts) -> impl IntoView + use<> {
    let there = (!o.products.is_empty()).then(|| {
        let all = o
            .products
            .iter()
            .map(|(slug, title)| view! { <li><a href=format!("/products/{slug}")>{title.clone()}</a></li> })
            .collect_view();
        view! { <ul class="plainlist">{all}</ul><p class="small soft">"Add another one here, or change everything about them under "<a href="/admin/products">"Products"</a>"."</p> }
    });
    let typed = |field: &str| o.typed("product", field, "");
    let wrong = |field: &str| o.wrong("product", field);
    let picture_wrong = wrong("picture");
    let bad = picture_wrong.is_some();
    let again = (o.was("product")).then_some(" Choose it once more.");
    view! {
        <section class="panel stack gap-4" aria-labelledby="product">
            <h2 id="product">"3. A product"</h2>
            {there}
            <form class="stack gap-4" method="post" action="/admin/opening#faults" enctype="multipart/form-data" novalidate>
                {Field::text("title", "What it is called", "off").most(120).filled(&typed("title"), wrong("title")).view()}
                <div class="pair">
                    {Field::text("price", format!("Price in {}", f.currency), "off").most(12).inputmode("decimal").filled(&typed("price"), wrong("price")).view()}
                    {Field::text("stock", "How many there are", "off").most(7).inputmode("numeric").filled(&typed("stock"), wrong("stock")).view()}
                </div>
                {Field::text("kilos", "Weight in kilos", "off").most(10).inputmode("decimal").optional().filled(&typed("kilos"), wrong("kilos")).view()}
                {Area { name: "words", label: "One sentence", hint: "What it is for, or why you sell it.", rows: 2, most: 400, optional: false }.view(&typed("words"), wrong("words"))}
                <div class=if bad { "field wrong" } else { "field" }>
                    <label for="picture">"Picture "<span class="opt">"(optional)"</span></label>
                    <span class="hint" id="picture-hint">"From your phone is fine."{again}</span>
                    {fault(picture_wrong, bad.then(|| "picture-fault".to_string()))}
                    <input id="picture" type="file" name="picture" accept=ACCEPT aria-invalid=bad.then_some("true") aria-describedby=if bad { "picture-hint picture-fault" } else { "picture-hint" }/>
                </div>
                {Field::text("alt", "What the picture shows", "off").most(200).optional().hint("For whoever cannot see it.").filled(&typed("alt"), wrong("alt")).view()}
                <p><button class="btn" name="act" value="product">"Put it on the shelf"</button></p>
            </form>
        </section>
    }
}

fn travels(o: &Opening, f: &Facts) -> impl IntoView + use<> {
    let parcel = o.tariffs.iter().find(|t| t.rate.ships);
    let standing = parcel.map(|t| desk::Typed::of(t, f.currency())).unwrap_or_default();
    let (price, free) =
        (o.typed("shipping", "price-1", &standing.steps[0].1), o.typed("shipping", "free", &standing.free));
    let days =
        |field: &'static str, at: &str, or: &str| o.typed("shipping", field, if at.is_empty() { or } else { at });
    let (least, most) = (days("least", &standing.least, "1"), days("most", &standing.most, "3"));
    let pickup = match o.was("shipping") {
        true => o.typed("shipping", "pickup", "") == "yes",
        false => o.tariffs.iter().any(|t| !t.rate.ships),
    };
    let country = crate::places::Country::parse(&f.country).map_or("", |c| c.name());
    let wrong = |field: &str| o.wrong("shipping", field);
    let stepped = parcel.is_some_and(|t| !t.steps.is_empty());
    let form = match stepped {
        true => view! { <p>"The price of a parcel goes by its weight."</p> }.drawn(),
        false => view! {
            <form class="stack gap-4" method="post" action="/admin/opening#faults" novalidate>
                <div class="pair">
                    {Field::text("price-1", format!("A parcel within {country}, in {}", f.currency), "off").most(12).inputmode("decimal").filled(&price, wrong("price-1")).view()}
                    {Field::text("free", "Free from", "off").most(12).inputmode("decimal").optional().hint("What the goods come to.").filled(&free, wrong("free")).view()}
                </div>
                <div class="pair even">
                    {Field::text("least", "Working days, at least", "off").most(2).inputmode("numeric").filled(&least, wrong("least")).view()}
                    {Field::text("most", "Working days, at most", "off").most(2).inputmode("numeric").filled(&most, wrong("most")).view()}
                </div>
                <label class="tick"><input type="checkbox" name="pickup" value="yes" checked=pickup/><span>"Customers may also collect it at the shop."</span></label>
                <p><button class="btn quiet" name="act" value="shipping">"Keep how it travels"</button></p>
            </form>
        }
        .drawn(),
    };
    view! {
        <section class="panel stack gap-4" aria-labelledby="shipping">
            <h2 id="shipping">"How it travels"</h2>
            {form}
            <p class="small soft">"Other countries and prices by weight: "<a href="/admin/settings/shipping">"Shipping"</a></p>
        </section>
    }
}

fn returns(o: &Opening, f: &Facts) -> impl IntoView + use<> {
    let draft = super::returns_draft(if f.name.is_empty() { "The shop" } else { &f.name }, &f.email);
    let standing = o.returns.as_ref().map_or(draft, |p| p.body.clone());
    let version = o.returns.as_ref().map_or(0, |p| p.version);
    let text = o.typed("returns", "body", &standing);
    view! {
        <section class="panel stack gap-4" aria-labelledby="returns">
            <h2 id="returns">"Returns"</h2>
            <form class="stack gap-4" method="post" action="/admin/opening#faults" novalidate>
                <input type="hidden" name="version" value=version.to_string()/>
                {Area { name: "body", label: "Your return policy", hint: "A draft with 14 days. Read it, and say what you promise. A line that begins with ## is a heading.", rows: 9, most: 60_000, optional: false }.view(&text, o.wrong("returns", "body"))}
                <p><button class="btn quiet" name="act" value="returns">"Keep the return policy"</button></p>
            </form>
        </section>
    }
}

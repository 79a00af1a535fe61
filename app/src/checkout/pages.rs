//! The checkout's page: who, where to, how it travels, how it is paid, and the whole cost beside it.
use super::form::{Faults, Typed, payments};
use super::place;
use crate::accounts::own::store::{Saved, addresses};
use crate::cart::pages::{Counted, sum_list};
use crate::cart::totals::grams;
use crate::cart::totals::of_lines;
use crate::cart::{Trouble, store, troubles};
use crate::credit;
use crate::parts::avatar::named;
use crate::parts::drawn::Draw;
use crate::parts::field::{Field, fault, summary};
use crate::parts::icon::{Ico, Icon};
use crate::places::Country;
use crate::places::form::{self as place_form, Typed as Place};
use crate::problem::Problem;
use crate::secret::LinkKey;
use crate::shell::{Instead, Page};
use crate::shipping::{self, Rate};
use crate::site::{Facts, Front, Visit};
use crate::values::{Email, Moment, Money};
use crate::viewer::{Customer, Known};
use crate::words;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// A cart as it is offered for one country and one way to travel.
pub struct Offer {
    pub cart: store::Cart,
    pub key: String,
    pub country: Country,
    pub country_code: String,
    pub countries: Vec<Country>,
    pub rates: Vec<Rate>,
    pub rate: Option<Rate>,
    pub counted: Counted,
    /// What of the total the credit pays that was chosen.
    pub credit: i64,
    pub now: Moment,
}
impl Offer {
    /// Whether a credit pays all of it.
    pub fn covered(&self) -> bool {
        self.credit > 0 && self.credit == self.counted.totals.total
    }
}

/// Somebody with an account at the till.
#[derive(Clone, Debug)]
pub struct Mine {
    pub customer: Customer,
    pub known: Known,
    pub email: Email,
    /// Their addresses, the one used last first.
    pub saved: Vec<Saved>,
}
/// Whoever is signed in, with what the till knows of them.
pub async fn mine(visit: &Visit) -> Result<Option<Mine>, Problem> {
    if !visit.signed_in().await {
        return Ok(None);
    }
    let viewer = visit.viewer().await?;
    let (Ok(customer), Some(known)) = (viewer.customer(), viewer.signed_in().cloned()) else { return Ok(None) };
    let Some(email) = known.email.as_deref().and_then(Email::parse) else { return Ok(None) };
    let saved = addresses(visit.db(), &customer).await?;
    Ok(Some(Mine { customer, known, email, saved }))
}
impl Mine {
    /// The form as it stands at first: filled in as the last time.
    fn typed(&self) -> Typed {
        Typed { to: self.saved.first().map(|s| Place::from(&s.address)).unwrap_or_default(), ..Typed::default() }
    }
    /// The saved address of this number.
    pub fn chosen(&self, number: &str) -> Option<Place> {
        self.saved.iter().find(|s| s.id.to_string() == number).map(|s| Place::from(&s.address))
    }
}

/// The key that a form carries for its cart.
pub fn cart_key(links: &LinkKey, cart: i64) -> String {
    format!("{cart}.{}", links.word("cart", cart))
}
/// The cart that a form's key opens.
pub fn cart_of(key: &str, links: &LinkKey) -> Option<i64> {
    let (id, word) = key.split_once('.')?;
    let cart: i64 = id.parse().ok()?;
    let same = crate::secret::hash(word) == crate::secret::hash(&links.word("cart", cart));
    same.then_some(cart)
}

/// Reads what a cart comes to; none where it is gone, closed or empty. An unknown country is the cart's own.
pub async fn offer(
    visit: &Visit,
    facts: &Facts,
    cart: i64,
    country: &str,
    method: &str,
) -> Result<Option<Offer>, Problem> {
    let db = visit.db();
    let Some(cart) = store::cart(db, cart, visit.now).await?.filter(|c| c.closed_at.is_none()) else { return Ok(None) };
    let lines = store::lines(db, cart.id).await?;
    if lines.is_empty() {
        return Ok(None);
    }
    let ships = lines.iter().any(|l| l.ships);
    let (kept, version) = (&visit.site.kept, facts.catalogue_version);
    let sent_to = kept.or_read(version, "countries", shipping::store::countries(db, &facts.currency)).await?;
    let countries: Vec<Country> = match ships {
        true => sent_to.iter().filter_map(|code| Country::parse(code)).collect(),
        false => Country::all().to_vec(),
    };
    let wanted = if country.is_empty() { cart.country.as_str() } else { country };
    let country = countries
        .iter()
        .copied()
        .find(|c| c.code() == wanted)
        .or_else(|| countries.first().copied())
        .or_else(|| Country::parse(&facts.country))
        .ok_or_else(|| crate::problem::ours(&"no country to send to"))?;
    let (rates, heavy) = match ships {
        true => {
            let read = shipping::store::tariffs(db, country.code(), &facts.currency);
            let tariffs = kept.or_read(version, &format!("tariffs/{}", country.code()), read).await?;
            let rates = shipping::carrying(&tariffs, grams(&lines));
            (rates, tariffs.iter().any(|t| t.rate.ships && t.at(grams(&lines)).is_none()))
        }
        false => (vec![Rate::nothing()], false),
    };
    let rate = rates.iter().find(|r| r.method == method).or(rates.first()).cloned();
    let taxes = store::tax_rates(db, country.code(), "", visit.now).await?;
    let totals = of_lines(&lines, &taxes, rate.as_ref(), facts.prices_include_tax);
    let chosen = credit::store::chosen(db, cart.id).await?;
    Ok(Some(Offer {
        credit: chosen.map_or(0, |c| c.pays(totals.total)),
        key: cart_key(&visit.site.links, cart.id),
        country,
        country_code: country.code().to_string(),
        countries,
        rates,
        rate: rate.clone(),
        counted: Counted { lines, totals, rate, heavy },
        now: visit.now,
        cart,
    }))
}

/// `GET /checkout`
pub async fn checkout(visit: Visit) -> Response {
    visit.show(read(&visit)).await
}
async fn read(visit: &Visit) -> Result<Page, Instead> {
    let db = visit.db();
    let Some(cart) = visit.cart().await else { return Err(Instead::Seen("/cart".into())) };
    // Back after ordering: the order stands where the till was.
    if crate::orders::store::by_cart(db, cart).await?.is_some() {
        return Err(Instead::Seen(format!("/orders/{}", place::code(&visit.site.links, cart))));
    }
    let facts = visit.facts().await?.clone();
    let mine = mine(visit).await?;
    let mut typed = mine.as_ref().map(Mine::typed).unwrap_or_default();
    let Some(offer) = offer(visit, &facts, cart, &typed.to.country, "").await? else {
        return Err(Instead::Seen("/cart".into()));
    };
    // Where nothing can be sent to the country of the last time, the name alone is the same.
    if !typed.to.country.is_empty() && typed.to.country != offer.country_code {
        typed.to = Place { name: typed.to.name, ..Place::default() };
    }
    draw(offer, mine, typed, vec![], None).await
}

/// The page for an offer, with what was typed and what is wrong; 422 where something is.
pub async fn draw(
    offer: Offer,
    mine: Option<Mine>,
    typed: Typed,
    faults: Faults,
    notice: Option<String>,
) -> Result<Page, Instead> {
    let status = if faults.is_empty() && notice.is_none() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(Page::new("Checkout", move |front: &Front| view(offer, mine, typed, faults, notice, front))
        .unlisted()
        .quiet()
        .status(status))
}

fn view(
    offer: Offer,
    mine: Option<Mine>,
    typed: Typed,
    faults: Faults,
    notice: Option<String>,
    front: &Front,
) -> impl IntoView + use<> {
    let facts = &front.facts;
    let currency = facts.currency();
    let wrong = |name: &str| faults.iter().find(|(field, _)| *field == name).map(|(_, words)| words.clone());
    let ships = offer.rate.as_ref().is_some_and(|r| r.ships);
    let total = offer.counted.totals.total;
    let money = words::money(Money::new(total - offer.credit, currency));
    let found = troubles(&offer.counted.lines);
    let blocked = found.iter().any(Trouble::blocks);
    let notices = found
        .iter()
        .filter_map(|t| {
            let title = offer.counted.lines.iter().find(|l| l.id == t.line())?.full_title();
            let words = crate::cart::pages::trouble_words(t, currency);
            Some(view! { <p class="notice small"><b>{title}</b>": "{words}</p> })
        })
        .collect_view();
    let over = if !faults.is_empty() {
        Some(summary(Problem::Fields(faults.clone()).words(), &faults).drawn())
    } else {
        notice.map(|words| view! { <div class="notice bad" role="alert"><p><b>{words}</b></p></div> }.drawn())
    };
    let fields = if ships { 6 } else { 3 };
    let email = match &mine {
        Some(mine) => view! { <p>{mine.email.as_str().to_string()}" "<span class="soft">"(the address of your account)"</span></p> }.drawn(),
        None => Field::text("email", "Email", "email")
            .kind("email")
            .hint("For this order only: the receipt and when it leaves.")
            .filled(&typed.email, wrong("email"))
            .view()
            .drawn(),
    };
    let who = match &mine {
        Some(mine) => view! { <p class="row gap-2"><span class="soft">"Signed in as"</span>{named(&mine.known.alias, mine.known.avatar_seed)}</p> }.drawn(),
        None => view! {
            <p class="soft">{format!("As a guest: one page, {}, all needed. ", words::count(fields, "field", "fields"))}<a href="/sign-in?next=/checkout">"Have an account?"</a></p>
        }
        .drawn(),
    };
    let saved = mine.as_ref().filter(|m| ships && m.saved.len() > 1).map(|m| choice(m, &typed, &facts.country));
    let name = place_form::name_field(&typed.to, &wrong);
    let country = place_form::country_field(&offer.countries, offer.country, &wrong);
    let address = ships.then(|| place_form::fields(offer.country, &typed.to, &wrong));
    let travels = offer
        .rates
        .iter()
        .filter(|r| r.method != "none")
        .map(|r| {
            let zone = facts.zone();
            let (a, b) = r.arrival(offer.now, &zone);
            let when = match r.ships {
                true => format!("Arrives {}", words::span(a, b, &zone)),
                false => format!("Ready {} at {}, {}", words::day(a, &zone), facts.street, facts.city),
            };
            let checked = offer.rate.as_ref() == Some(r);
            let price = words::money_or_free(Money::new(r.price(offer.counted.totals.items), currency));
            view! {
                <label class="tick">
                    <input type="radio" name="shipping" value=r.method.clone() checked=checked/>
                    <span><b>{r.title.clone()}</b><small>{when}</small></span>
                    <span class="price">{price}</span>
                </label>
            }
        })
        .collect_view();
    let several = offer.rates.len() > 1;
    let how = (offer.rates.iter().any(|r| r.method != "none")).then(|| {
        view! {
            <section class="part" aria-labelledby="c3">
                <h2 id="c3">"How it travels"</h2>
                <fieldset class="radios"><legend class="vh">"Shipping method"</legend>{travels}</fieldset>
                {several.then(|| view! { <p class="small soft">"After another choice, press Update beside the country: the sum and the ways to pay follow."</p> })}
            </section>
        }
    });
    let ways = offer.rate.as_ref().map(payments).unwrap_or_default();
    let pays = ways
        .iter()
        .enumerate()
        .map(|(i, (word, title, line))| {
            let checked = typed.payment == *word || (i == 0 && !ways.iter().any(|(w, ..)| *w == typed.payment));
            view! {
                <label class="tick">
                    <input type="radio" name="payment" value=*word checked=checked/>
                    <span><b>{*title}</b><small>{*line}</small></span>
                </label>
            }
        })
        .collect_view();
    let payment_fault = fault(wrong("payment"), Some("payment-fault".into()));
    let choice_of_payment = match offer.covered() {
        true => view! { <p>"Nothing is left to pay."</p> }.drawn(),
        false => view! { <fieldset class="radios"><legend class="vh">"Payment method"</legend>{payment_fault}{pays}</fieldset> }.drawn(),
    };
    let credited = credit::pages::till(offer.credit, currency, &typed.code, wrong("code"));
    let place = if offer.rate.is_none() || blocked {
        let why = if offer.rate.is_none() { unsent(&offer) } else { "This cannot be ordered as it is. ".into() };
        view! { <p class="notice">{why}<a class="link" href="/cart">"Back to your cart"</a></p> }.drawn()
    } else {
        view! {
            <button class="btn wide" name="act" value="place">{format!("Place order, {money}")}</button>
            <p class="small soft">{format!("You agree to pay {money}. You can change your mind after it arrives. ")}<a href="/pages/returns">"Returns"</a></p>
        }
        .drawn()
    };
    let mini = crate::orders::pages::mini(
        offer
            .counted
            .lines
            .iter()
            .map(|l| (l.full_title(), l.properties().words(), l.quantity, l.unit_price() * l.quantity, l.hash.clone()))
            .collect(),
        currency,
    );
    let things: i64 = offer.counted.lines.iter().map(|l| l.quantity).sum();
    let sums = sum_list(&offer.counted, facts);
    let less = credit::pages::sums(offer.credit, total, currency);
    let shown = !typed.show.is_empty();
    view! {
        <div class="wrap page">
            <div class="split a6b5">
                <form class="measure" method="post" action="/checkout" novalidate>
                    <div class="stack gap-5">
                        <div class="stack gap-2">
                            <p class="small"><a class="link" href="/cart">"Back to your cart"</a></p>
                            <h1>"Checkout"</h1>
                            {who}
                        </div>
                        {over}
                        {notices}
                    </div>
                    <input type="hidden" name="cart" value=offer.key.clone()/>
                    <input type="hidden" name="version" value=offer.cart.version.to_string()/>
                    <input type="hidden" name="total" value=total.to_string()/>
                    <input type="hidden" name="credit" value=offer.credit.to_string()/>
                    <section class="part" aria-labelledby="c2">
                        <h2 id="c2">{if ships { "Where it goes" } else { "Where you are" }}</h2>
                        {country}
                        {saved}
                        {name}
                        {address}
                    </section>
                    <section class="part" aria-labelledby="c1"><h2 id="c1">"Where the receipt goes"</h2>{email}</section>
                    {how}
                    <section class="part" aria-labelledby="c4">
                        <h2 id="c4">"How you pay"</h2>
                        {credited}
                        {choice_of_payment}
                        <label class="tick">
                            <input type="checkbox" name="show" value="yes" checked=shown/>
                            <span>"Others may see that someone chose this. Never your name, place or price, and 10 to 60 minutes later."</span>
                        </label>
                    </section>
                    <div class="part">{place}</div>
                </form>
                <aside class="order2" aria-label="Your order">
                    <details class="fold">
                        <summary><Ico icon=Icon::ChevronDown/>{format!("Your order, {} ", words::count(things, "item", "items"))}<span class="price">{money.clone()}</span></summary>
                        <div class="panel stack gap-4">
                            <div class="row between"><h2>"Your order"</h2><a class="link small" href="/cart">"Change"</a></div>
                            {mini}
                            {sums}
                            {less}
                        </div>
                    </details>
                </aside>
            </div>
        </div>
    }
}

/// Why nothing can be sent to the country that was chosen.
pub fn unsent(offer: &Offer) -> String {
    let country = offer.country.name();
    match offer.counted.heavy {
        true => {
            let weight = shipping::weight(grams(&offer.counted.lines));
            format!("It weighs {weight}, more than we send to {country} in one parcel. Take something out, or ask us. ")
        }
        false => format!("We do not send to {country}. Choose another country, or ask us. "),
    }
}

/// Another of the saved addresses, filled in by a button.
fn choice(mine: &Mine, typed: &Typed, home: &str) -> impl IntoView + use<> {
    let options = mine
        .saved
        .iter()
        .map(|s| {
            let id = s.id.to_string();
            let here = Place::from(&s.address) == typed.to;
            view! { <option value=id selected=here>{s.address.lines(home).join(", ")}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for="saved">"One of your addresses"</label>
            <div class="row gap-2">
                <select id="saved" name="saved" class="grow" autocomplete="off">{options}</select>
                <button class="btn quiet" name="act" value="saved" formnovalidate>"Fill in"</button>
            </div>
        </div>
    }
}

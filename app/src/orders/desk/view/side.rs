//! What stands beside an order: whom it is for, notes, papers, mails.
use super::super::actions::WORDS;
use super::super::sheet::Sheet;
use super::here;
use crate::orders::letters;
use crate::orders::papers::Kind;
use crate::parts::drawn::Draw;
use crate::parts::field::fault;
use crate::places::Country;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Whom it is for. A click on the address chooses all of it, so that it can be copied at once.
pub fn customer(s: &Sheet) -> impl IntoView + use<> {
    let o = &s.order;
    let country = Country::parse(&o.country).map_or("", |c| c.name());
    let address = match (o.shipping_method.as_str(), o.address.is_empty()) {
        ("pickup", _) => view! { <p>{o.name.clone()}<br/>"collects it"</p> }.drawn(),
        (_, true) => view! { <p>{o.name.clone()}<br/>{country}</p> }.drawn(),
        _ => {
            let lines = o.address.lines().map(|l| view! { {l.to_string()}<br/> }).collect_view();
            view! {
                <address class="copied">{lines}{country}</address>
                <p class="small soft">"A click chooses the whole address, to copy it."</p>
            }
            .drawn()
        }
    };
    let mail = format!("mailto:{}?subject=Order%20{}", o.email, o.number);
    let write = (!o.email.is_empty()).then(|| view! { <p><a class="link" href=mail>{o.email.clone()}</a></p> });
    view! {
        <section class="panel stack gap-3" aria-labelledby="to">
            <h2 id="to">"Who it is for"</h2>
            {address}
            {write}
        </section>
    }
}

/// The form that writes a note.
pub fn note(s: &Sheet) -> impl IntoView + use<> {
    let shown = &s.shown;
    let typed = shown.typed(&["note"], "note").to_string();
    let told = shown.typed(&["note"], "whom") == "customer";
    view! {
        <section class="panel" aria-labelledby="notes">
            <div class="head"><h2 id="notes">"Write a note"</h2></div>
            <form class="stack gap-3" method="post" action=here(s) novalidate>
                <div class="field">
                    <label for="note">"The note"</label>
                    {fault(shown.beside("note"), Some("note-fault".into()))}
                    <textarea id="note" name="note" rows="3" maxlength=WORDS.to_string()>{typed}</textarea>
                </div>
                <fieldset class="stack gap-2">
                    <legend>"Who reads it"</legend>
                    <div class="radios">
                        <label class="tick"><input type="radio" name="whom" value="staff" checked=!told/><span><b>"The staff"</b></span></label>
                        <label class="tick"><input type="radio" name="whom" value="customer" checked=told/><span><b>"The customer"</b><small>"On the order’s page, and by mail."</small></span></label>
                    </div>
                </fieldset>
                <p><button class="btn quiet" name="act" value="note">"Write the note"</button></p>
            </form>
        </section>
    }
}

/// The papers of the order, and the button that issues its invoice.
pub fn papers(s: &Sheet) -> impl IntoView + use<> {
    let items = s
        .papers
        .iter()
        .map(|p| {
            let title = Kind::parse(&p.kind).map_or("", Kind::title);
            view! { <li><a href=format!("/admin/papers/{}", p.number)>{format!("{title} {}", p.number)}</a></li> }
        })
        .collect_view();
    let issue = s.may.invoice.then(|| {
        view! {
            <p class="small soft">"It is issued with the first parcel, or now. It is never changed after that."</p>
            <form method="post" action=here(s)><button class="btn quiet" name="act" value="invoice">"Issue the invoice"</button></form>
        }
    });
    let list = (!s.papers.is_empty()).then(|| view! { <ul class="stack gap-2">{items}</ul> });
    view! {
        <section class="panel stack gap-3" aria-labelledby="papers">
            <h2 id="papers">"Papers"</h2>
            {fault(s.shown.beside("papers"), None)}
            {list}
            {issue}
        </section>
    }
}

/// The mails about the order, each with the way to send it once more.
pub fn mails(s: &Sheet, zone: &TimeZone) -> impl IntoView + use<> {
    let items = s
        .mails
        .iter()
        .map(|m| {
            let title = letters::KINDS.iter().find(|(kind, _)| *kind == m.kind).map(|(_, title)| *title);
            let at = m.sent_at.map_or("waits to be sent".to_string(), |at| words::date_time(at, zone));
            let named = title.unwrap_or("Another mail");
            let again = title.filter(|_| m.sent_at.is_some() && !m.recipient.is_empty()).map(|title| {
                view! {
                    <form method="post" action=here(s)>
                        <input type="hidden" name="mail" value=m.id.to_string()/>
                        <button class="btn quiet sm" name="act" value="again">"Send again"<span class="vh">{format!(", {title}, {at}")}</span></button>
                    </form>
                }
            });
            view! { <li class="row between"><span>{named}<br/><small class="soft">{at.clone()}</small></span>{again}</li> }
        })
        .collect_view();
    let list = match s.mails.is_empty() {
        true => view! { <p class="soft">"No mail was written."</p> }.drawn(),
        false => view! { <ul class="stack gap-3">{items}</ul> }.drawn(),
    };
    view! {
        <section class="panel stack gap-3" aria-labelledby="mails">
            <h2 id="mails">"Mails to the customer"</h2>
            {fault(s.shown.beside("mails"), None)}
            {list}
        </section>
    }
}

//! The acts of an order: its money has come, a parcel leaves, it has arrived, it is cancelled. Only what is allowed is offered.
use super::super::actions::LABEL;
use super::super::sheet::Sheet;
use super::{here, money};
use crate::cart::full_title;
use crate::house::store::Facts;
use crate::orders::epc;
use crate::parts::drawn::Draw;
use crate::parts::field::{Field, fault};
use crate::words;
use leptos::prelude::*;

/// A form of one button.
fn button(s: &Sheet, act: &'static str, class: &'static str, words: &'static str) -> impl IntoView + use<> {
    view! { <form method="post" action=here(s)><button class=class name="act" value=act>{words}</button></form> }
}

/// The money: what is to come, what came, what is due back.
pub fn money_of(s: &Sheet, facts: &Facts) -> impl IntoView + use<> {
    let o = &s.order;
    let wrong = fault(s.shown.beside("money"), None);
    let transfer = (s.may.pay && o.payment_method == "transfer").then(|| {
        let code = epc::code(facts, o);
        let until = o.expires_at.map(|at| format!("It lapses on {}.", words::long_day(at, &facts.zone())));
        view! {
            <div class="row nowrap">
                {code}
                <dl class="kv grow">
                    <dt>"Amount"</dt><dd class="num">{money(s, o.due())}</dd>
                    <dt>"IBAN"</dt><dd class="num">{words::iban(&facts.iban)}</dd>
                    <dt>"Reference"</dt><dd class="num">{o.number.clone()}</dd>
                </dl>
            </div>
            <p class="small soft">{until}</p>
        }
    });
    let came = match (o.due(), o.credit) {
        (due, 0) => format!("{} came", money(s, due)),
        (0, credit) => format!("{} was paid by credit", money(s, credit)),
        (due, credit) => format!("{} came and {} was paid by credit", money(s, due), money(s, credit)),
    };
    let beside = match o.credit {
        0 => String::new(),
        credit => format!(" {} of the order is paid by credit.", money(s, credit)),
    };
    let stands = match o.payment_state.as_str() {
        "awaiting" if o.payment_method == "on_pickup" => {
            format!("{} is paid when it is collected.{beside}", money(s, o.due()))
        }
        "awaiting" => format!("{} is to come by transfer.{beside}", money(s, o.due())),
        "void" if o.credit > 0 => format!("No money came, and {} went back to the credit.", money(s, o.credit)),
        "void" => "Nothing was paid, and nothing is to be paid.".into(),
        "refund_due" => format!("{came}, and {} is due back.", money(s, o.total - o.refunded)),
        _ if o.refunded > 0 => format!("{came}, {} went back.", money(s, o.refunded)),
        _ => format!("{came}."),
    };
    let pay = s.may.pay.then(|| button(s, "paid", "btn", "Mark as paid"));
    let pay_back = s.may.pay_back.then(|| {
        let (by_bank, to_credit) = (s.left.money - s.left.credit, s.left.credit);
        let how = match (by_bank, to_credit) {
            (_, 0) => "Send the money by your bank first. Then write down that it went back.".to_string(),
            (0, _) => {
                "All of it goes back to the credit it was paid with. There is nothing to send by your bank.".into()
            }
            _ => format!(
                "Send {} by your bank first. Then write down that it went back: {} goes back to the credit by itself.",
                money(s, by_bank),
                money(s, to_credit)
            ),
        };
        view! {
            <p class="small">{how}</p>
            {button(s, "pay_back", "btn", "It is paid back")}
        }
    });
    view! {
        <section class="panel stack gap-3" aria-labelledby="money">
            <h2 id="money">"Money"</h2>
            {wrong}
            <p>{stands}</p>
            {transfer}
            {pay}
            {pay_back}
        </section>
    }
}

/// Parcels: the form that sends one, and the word that all have arrived.
pub fn parcels(s: &Sheet) -> Option<AnyView> {
    let o = &s.order;
    let wrong = fault(s.shown.beside("parcels"), None);
    let deliver = s.may.deliver.then(|| {
        let words = if o.shipping_method == "pickup" { "Mark as collected" } else { "Mark as delivered" };
        button(s, "delivered", "btn", words)
    });
    let waits = (!s.may.send && o.payment_state == "awaiting" && o.payment_method == "transfer")
        .then(|| view! { <p class="small soft">"It leaves once it is paid."</p> });
    let send = s.may.send.then(|| send(s));
    if send.is_none() && deliver.is_none() && waits.is_none() {
        return None;
    }
    let slip = s.may.send.then(|| {
        view! { <p><a class="link" href=format!("/admin/orders/{}/slip", o.id)>"Packing slip of what is left to send"</a></p> }
    });
    let title = if o.shipping_method == "pickup" { "To be collected" } else { "Parcels" };
    Some(
        view! {
            <section class="panel stack gap-4" aria-labelledby="parcels">
                <h2 id="parcels">{title}</h2>
                {wrong}
                {waits}
                {deliver}
                {send}
                {slip}
            </section>
        }
        .drawn(),
    )
}

fn send(s: &Sheet) -> impl IntoView + use<> {
    let shown = &s.shown;
    let sent = shown.form.of("act") == "send";
    let rows = s
        .lines
        .iter()
        .filter(|l| l.left() > 0)
        .map(|l| {
            let id = format!("send-{}", l.id);
            let n = if sent { shown.form.of(&id).to_string() } else { l.left().to_string() };
            view! {
                <div class="field across">
                    <label for=id.clone()>{format!("{}, {} left", full_title(&l.title, &l.options), l.left())}</label>
                    <input class="short" id=id.clone() name=id type="number" min="0" max=l.left().to_string() value=n/>
                </div>
            }
        })
        .collect_view();
    let typed = |name: &str| shown.typed(&["send"], name).to_string();
    let pickup = s.order.shipping_method == "pickup";
    let label = (!pickup).then(|| {
        view! {
            <div class="pair">
                {Field::text("carrier", "Carrier", "off").optional().most(LABEL).filled(&typed("carrier"), shown.beside("carrier")).view()}
                {Field::text("tracking", "Number of the parcel", "off").optional().most(LABEL).filled(&typed("tracking"), shown.beside("tracking")).view()}
            </div>
            {Field::text("link", "Where the carrier shows it", "off")
                .kind("url")
                .optional()
                .most(300)
                .hint("The whole address. The customer finds it on the order’s page and in the mail.")
                .filled(&typed("link"), shown.beside("link"))
                .view()}
        }
    });
    let words = if pickup { "It is ready to collect" } else { "Send this parcel" };
    view! {
        <form class="stack gap-4" method="post" action=here(s) id="send" novalidate>
            {fault(shown.beside("send"), None)}
            <fieldset class="stack gap-2"><legend>"What is in it"</legend>{rows}</fieldset>
            {label}
            <p><button class="btn" name="act" value="send">{words}</button></p>
        </form>
    }
}

/// What ends an order, or what is left of it.
pub fn cancel(s: &Sheet) -> Option<AnyView> {
    if !s.may.cancel && !s.may.rest {
        return None;
    }
    let open = s.shown.beside("cancel").is_some();
    let wrong = fault(s.shown.beside("cancel"), None);
    let (title, says, button_) = match s.may.cancel {
        true => (
            "Cancel the order",
            "The goods go back on the shelf. What was paid is due back. The customer hears of it.",
            button(s, "cancel", "btn bad", "Cancel the whole order"),
        ),
        false => (
            "Cancel the rest",
            "What was not sent yet goes back on the shelf, and its money goes back. The customer hears of it.",
            button(s, "rest", "btn bad", "Cancel what is not sent"),
        ),
    };
    Some(
        view! {
            <section class="panel stack gap-3" aria-labelledby="cancel">
                <h2 id="cancel">{title}</h2>
                {wrong}
                <details class="more" open=open>
                    <summary>{format!("{title}…")}</summary>
                    <div class="stack gap-3"><p class="small">{says}</p>{button_}</div>
                </details>
            </section>
        }
        .drawn(),
    )
}

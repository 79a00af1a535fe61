//! Credit as it is drawn: at the till, among the sums, and on the page of the order it was given about.
use super::code;
use super::store::Credit;
use crate::parts::drawn::Draw;
use crate::parts::field::Field;
use crate::secret::LinkKey;
use crate::values::{Currency, Money};
use crate::words;
use leptos::prelude::*;

/// What a credit takes off a total, and what is left to pay; nothing where there is none.
pub fn sums(credit: i64, total: i64, currency: Currency) -> Option<impl IntoView + use<>> {
    let money = move |minor| words::money(Money::new(minor, currency));
    (credit > 0).then(|| {
        view! {
            <dl class="kv sum">
                <dt>"Credit"</dt><dd>{format!("−{}", money(credit))}</dd>
                <dt class="total">"To pay"</dt><dd class="total">{money(total - credit)}</dd>
            </dl>
        }
    })
}

/// The part of the till's form where a credit is chosen, or taken off again. `wrong` is what is wrong with the code.
pub fn till(credit: i64, currency: Currency, typed: &str, wrong: Option<String>) -> AnyView {
    if credit > 0 {
        let words = format!("Your credit pays {} of it.", words::money(Money::new(credit, currency)));
        return view! {
            <p class="row gap-2"><span>{words}</span><button class="btn quiet sm" name="act" value="no-credit" formnovalidate>"Take the credit off"</button></p>
        }
        .drawn();
    }
    let open = wrong.is_some() || !typed.is_empty();
    let field = Field::text("code", "Code of the credit", "off")
        .optional()
        .most(60)
        .hint("It is in the mail that we sent you, and on the page of that order.")
        .filled(typed, wrong);
    view! {
        <details class="more" open=open>
            <summary>"Have a credit code?"</summary>
            <div class="stack gap-3">
                {field.view()}
                <p><button class="btn quiet" name="act" value="credit" formnovalidate>"Use the credit"</button></p>
            </div>
        </details>
    }
    .drawn()
}

/// The credits that were given about an order, each with its code while something is left of it.
pub fn given(credits: &[Credit], links: &LinkKey) -> Option<AnyView> {
    let all = credits.iter().map(|c| one(c, code(links, c.goodwill))).collect_view();
    (!credits.is_empty()).then(|| all.drawn())
}
fn one(c: &Credit, code: String) -> impl IntoView + use<> {
    let currency = Currency::parse(&c.currency).unwrap_or(Currency::EUR);
    let money = |minor| words::money(Money::new(minor, currency));
    let id = format!("credit-{}", c.id);
    let named = id.clone();
    let (heading, how) = match c.balance {
        0 => (format!("Your credit of {} is used up", money(c.amount)), None),
        left => (format!("You have a credit of {}", money(left)), Some(how_words(&c.currency))),
    };
    let used = (c.balance > 0 && c.balance < c.amount).then(|| format!(" It was {} at first.", money(c.amount)));
    let how = how.map(|how| {
        view! {
            <dl class="kv"><dt>"Code"</dt><dd class="num"><b>{code}</b></dd></dl>
            <p class="small soft">{how}</p>
        }
    });
    view! {
        <section class="panel stack gap-3 noprint" aria-labelledby=named>
            <h2 id=id>{heading}</h2>
            <p>"We gave it to you because something went wrong with this order."{used}</p>
            {how}
        </section>
    }
}

/// How a credit in this currency is used: a sentence for its page and its mail.
pub fn how_words(currency: &str) -> String {
    format!(
        "Open “Have a credit code?” at the checkout and type the code. It pays for orders in {currency} only; what you do not use at once stays yours."
    )
}

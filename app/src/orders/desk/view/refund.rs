//! The form that gives money back: by thing, by shipping, by a free amount; what it comes to is seen before it is given.
use super::super::actions::WORDS;
use super::super::sheet::Sheet;
use super::{here, money};
use crate::cart::full_title;
use crate::orders::refund::{LeftLine, Reason, Sum};
use crate::parts::field::{Field, fault};
use leptos::prelude::*;

/// The acts by which this form is sent.
const ACTS: [&str; 2] = ["preview", "refund"];

/// The form, and what it comes to where that was asked.
pub fn panel(s: &Sheet) -> impl IntoView + use<> {
    let shown = &s.shown;
    let typed = |name: &str| shown.typed(&ACTS, name).to_string();
    let rows = s.left.lines.iter().filter(|l| l.sent + l.unsent > 0).map(|l| line(s, l)).collect_view();
    let amount = |name: &'static str, label: &'static str, hint: String| {
        Field::text(name, label, "off")
            .inputmode("decimal")
            .optional()
            .hint(hint)
            .filled(&typed(name), shown.beside(name))
    };
    let shipping = (s.left.shipping > 0)
        .then(|| amount("shipping", "Of the shipping", format!("{} of it is left.", money(s, s.left.shipping))).view());
    let chosen = Reason::parse(&typed("reason")).unwrap_or_default();
    let reasons = Reason::ALL
        .map(|r| view! { <option value=r.word() selected=r == chosen>{r.title()}</option> })
        .into_iter()
        .collect_view();
    let sum = shown.preview.as_ref().map(|sum| preview(s, sum));
    let look = if shown.preview.is_some() { "btn quiet" } else { "btn" };
    view! {
        <section class="panel stack gap-4" aria-labelledby="refund">
            <div class="head">
                <h2 id="refund">"Give money back"</h2>
                <p>{format!("{} of what came is left.", money(s, s.left.money))}</p>
            </div>
            <form class="stack gap-4" method="post" action=format!("{}#refund", here(s)) novalidate>
                {fault(shown.beside("refund"), None)}
                {rows}
                <div class="pair">
                    {shipping}
                    {amount("extra", "A free amount", "For whatever it is, with its tax.".into()).view()}
                </div>
                <div class="field">
                    <label for="reason">"Why"</label>
                    {fault(shown.beside("reason"), None)}
                    <select id="reason" name="reason">{reasons}</select>
                </div>
                <div class="field">
                    <label for="words">"What you say about it "<span class="opt">"(optional)"</span></label>
                    <span class="hint" id="words-hint">"The customer reads it in the mail and on the order’s page."</span>
                    {fault(shown.beside("words"), Some("words-fault".into()))}
                    <textarea id="words" name="words" rows="2" maxlength=WORDS.to_string() aria-describedby="words-hint">{typed("words")}</textarea>
                </div>
                {sum}
                <p><button class=look name="act" value="preview">"See what it comes to"</button></p>
            </form>
        </section>
    }
}

/// How many of a line: of those that were sent, of those that were not.
fn line(s: &Sheet, l: &LeftLine) -> impl IntoView + use<> {
    let title = s.lines.iter().find(|o| o.id == l.line).map_or(String::new(), |o| full_title(&o.title, &o.options));
    let number = |name: &str, label: String, most: i64| {
        let id = format!("{name}-{}", l.line);
        let typed = s.shown.typed(&ACTS, &id).to_string();
        view! {
            <div class="field across">
                <label for=id.clone()>{label}</label>
                <input class="short" id=id.clone() name=id type="number" min="0" max=most.to_string() value=typed placeholder="0"/>
            </div>
        }
    };
    let sent = (l.sent > 0).then(|| {
        let shelf = format!("shelf-{}", l.line);
        let ticked = s.shown.typed(&ACTS, &shelf) == "on";
        view! {
            {number("sent", format!("Sent, {} left", l.sent), l.sent)}
            <label class="tick"><input type="checkbox" name=shelf checked=ticked/><span>"They are back on the shelf"</span></label>
        }
    });
    let unsent = (l.unsent > 0)
        .then(|| number("unsent", format!("Not sent yet, {} left; they will not be sent", l.unsent), l.unsent));
    view! {
        <fieldset class="stack gap-1">
            <legend>{title}</legend>
            {sent}
            {unsent}
        </fieldset>
    }
}

/// What it comes to, and the button that gives it.
fn preview(s: &Sheet, sum: &Sum) -> impl IntoView + use<> {
    let parts = sum.parts.iter().filter_map(|(part, amount)| {
        let line = s.lines.iter().find(|l| l.id == part.line)?;
        Some((format!("{} × {}", part.sent + part.unsent, full_title(&line.title, &line.options)), *amount))
    });
    let more = [("Shipping".to_string(), sum.shipping), ("A free amount".to_string(), sum.extra)];
    let rows = parts
        .chain(more.into_iter().filter(|(_, n)| *n > 0))
        .map(|(what, amount)| view! { <dt>{what}</dt><dd>{money(s, amount)}</dd> })
        .collect_view();
    let ways = (sum.credited > 0).then(|| {
        view! {
            <dt>"As money"</dt><dd>{money(s, sum.total - sum.credited)}</dd>
            <dt>"To the credit it was paid with"</dt><dd>{money(s, sum.credited)}</dd>
        }
    });
    view! {
        <div class="notice stack gap-3" role="status">
            <dl class="kv sum">
                {rows}
                <dt class="total">{format!("Goes back, with {} tax", money(s, sum.tax))}</dt>
                <dd class="total">{money(s, sum.total)}</dd>
                {ways}
                <dt>"Left after that"</dt><dd>{money(s, s.left.money - sum.total)}</dd>
            </dl>
            <input type="hidden" name="comes_to" value=sum.total.to_string()/>
            <input type="hidden" name="left" value=s.left.money.to_string()/>
            <p><button class="btn" name="act" value="refund">{format!("Give back {}", money(s, sum.total))}</button></p>
        </div>
    }
}

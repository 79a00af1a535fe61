//! What a merchant sets: the shop itself, its taxes, the wording of its mails, its pages. How things travel and what leads
//! elsewhere stand with their own nouns.
pub mod mails;
pub mod pages;
pub mod shop;
pub mod tax;

use crate::parts::field::Field;
use crate::site::Visit;
use leptos::prelude::*;

/// The name of whoever is signed in, for the frame of the back office.
pub async fn desk_name(visit: &Visit) -> crate::db::Result<String> {
    Ok(visit.viewer().await?.signed_in().map(|p| p.name.clone()).unwrap_or_default())
}
/// What was done, for whoever did it.
pub fn done_note(words: Option<&'static str>) -> Option<impl IntoView + use<>> {
    words.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> })
}
/// The field of the password, where it has to be given once more.
pub fn password(fresh: bool, fault: Option<String>) -> Option<impl IntoView + use<>> {
    (!fresh).then(|| {
        Field::text("password", "Your password", "current-password")
            .kind("password")
            .most(crate::accounts::password::MOST)
            .filled("", fault)
            .view()
    })
}
/// A box for longer text, as `Field` is one for a line.
pub struct Area {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub rows: usize,
    pub most: usize,
    pub optional: bool,
}
impl Area {
    /// The box as HTML, with what was typed and what is wrong with it.
    pub fn view(self, typed: &str, fault: Option<String>) -> impl IntoView + use<> {
        let Area { name, label, hint, rows, most, optional } = self;
        let wrong = fault.is_some();
        let (hint_id, fault_id) = (format!("{name}-hint"), format!("{name}-fault"));
        let described = if wrong { format!("{hint_id} {fault_id}") } else { hint_id.clone() };
        let typed = typed.to_string();
        view! {
            <div class=if wrong { "field wrong" } else { "field" }>
                <label for=name>{label}{optional.then(|| view! { " "<span class="opt">"(optional)"</span> })}</label>
                <span class="hint" id=hint_id>{hint}</span>
                {crate::parts::field::fault(fault, wrong.then_some(fault_id))}
                <textarea id=name name=name rows=rows.to_string() maxlength=most.to_string() aria-invalid=wrong.then_some("true") aria-describedby=described>{typed}</textarea>
            </div>
        }
    }
}
/// One choice of several in a list that opens.
pub fn select(
    name: &'static str,
    label: &'static str,
    options: &[(String, String)],
    chosen: &str,
    fault: Option<String>,
) -> impl IntoView + use<> {
    let wrong = fault.is_some();
    let fault_id = format!("{name}-fault");
    let options = options
        .iter()
        .map(|(value, title)| view! { <option value=value.clone() selected=value == chosen>{title.clone()}</option> })
        .collect_view();
    view! {
        <div class=if wrong { "field wrong" } else { "field" }>
            <label for=name>{label}</label>
            {crate::parts::field::fault(fault, wrong.then(|| fault_id.clone()))}
            <select id=name name=name aria-invalid=wrong.then_some("true") aria-describedby=wrong.then_some(fault_id)>{options}</select>
        </div>
    }
}
/// Every country for a list of choices.
pub fn countries() -> Vec<(String, String)> {
    crate::places::Country::all().iter().map(|c| (c.code().to_string(), c.name().to_string())).collect()
}

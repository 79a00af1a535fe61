//! A field for several lines, with its label above, its hint, its fault, and what was typed.
use super::field::fault;
use leptos::prelude::*;

/// Words of a person, at most so many letters.
pub struct Area {
    pub name: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
    pub optional: bool,
    pub most: usize,
}
impl Area {
    /// The field as HTML, with what was typed and what was wrong with it.
    pub fn view(self, typed: &str, wrong: Option<String>) -> impl IntoView + use<> {
        let Area { name, label, hint, optional, most } = self;
        let (hint_id, fault_id) = (format!("{name}-hint"), format!("{name}-fault"));
        let hint = (!hint.is_empty()).then(|| (hint_id.clone(), hint));
        let ids = [hint.as_ref().map(|_| hint_id), wrong.as_ref().map(|_| fault_id.clone())];
        let described = ids.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let bad = wrong.is_some();
        let typed = typed.to_string();
        view! {
            <div class=if bad { "field wrong" } else { "field" }>
                <label for=name>{label}{optional.then(|| view! { " "<span class="opt">"(optional)"</span> })}</label>
                {hint.map(|(id, hint)| view! { <span class="hint" id=id>{hint}</span> })}
                {fault(wrong, Some(fault_id))}
                <textarea
                    id=name
                    name=name
                    rows="3"
                    maxlength=most.to_string()
                    required=!optional
                    aria-invalid=bad.then_some("true")
                    aria-describedby=(!described.is_empty()).then_some(described)
                >
                    {typed}
                </textarea>
            </div>
        }
    }
}

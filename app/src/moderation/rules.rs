//! The rules of the house, out of their table: what a report names, and what a post is taken down for.
use crate::db::{Reads, Result};
use leptos::prelude::*;
use sqlx::FromRow;

/// A rule with what it says.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Rule {
    pub rule: String,
    pub title: String,
    pub words: String,
}

/// All of them, in their order.
pub async fn all(mut from: impl Reads) -> Result<Vec<Rule>> {
    from.query("select rule, title, words from house_rule order by position").all().await
}
/// The rule of this word, if there is one.
pub async fn one(from: impl Reads, word: &str) -> Result<Option<Rule>> {
    Ok(all(from).await?.into_iter().find(|rule| rule.rule == word))
}

/// Every rule to choose from. `chosen` stands; without one the choice has to be made.
pub fn choice(rules: &[Rule], id: &str, chosen: &str) -> impl IntoView + use<> {
    let none = (!rules.iter().any(|r| r.rule == chosen)).then(|| view! { <option value="">"Choose a reason"</option> });
    let options = rules
        .iter()
        .map(|r| {
            let (word, selected) = (r.rule.clone(), r.rule == chosen);
            view! { <option value=word selected=selected>{r.title.clone()}</option> }
        })
        .collect_view();
    let id = id.to_string();
    view! {
        <div class="field">
            <label for=id.clone()>"Reason"</label>
            <select id=id name="rule">{none}{options}</select>
        </div>
    }
}

//! The line under the header of every page: who is at the counter, or who comes next; and the way to ask them.
use super::said::{self, Told};
use crate::parts::query;
use crate::site::Front;
use leptos::prelude::*;

/// The line over a page of the shop at this path; none where nobody has hours.
pub fn line(front: &Front, path: &str) -> Option<impl IntoView + use<>> {
    let zone = front.facts.zone();
    let Told { open, hand, rest, also } = said::counter(&front.roster, front.now, &zone)?;
    let before = (!open).then_some("The counter is empty. ");
    let name = hand.first_name().to_string();
    let page = format!("/hosts/{}", hand.handle);
    let answered = front.answered.and_then(|(asked, answered)| said::last_answer(asked, answered, front.now, &zone));
    let more: Vec<String> = [also, answered].into_iter().flatten().collect();
    let more = (!more.is_empty()).then(|| view! { " "<span class="more">{more.join(" ")}</span> });
    let href = ask(path);
    Some(view! {
        <aside class="here noprint" aria-label="At the counter">
            <div class="wrap">
                <span class=if open { "lamp" } else { "lamp off" } aria-hidden="true"></span>
                <p>{before}<a class="plain" href=page><b>{name}</b></a>{rest}{more}</p>
                <a class="ask" href=href>"Ask at the counter"</a>
            </div>
        </aside>
    })
}

/// The same on a quiet page, in a few words; none where there are no hosts.
pub fn short(front: &Front) -> Option<impl IntoView + use<>> {
    if front.roster.hands.is_empty() {
        return None;
    }
    let zone = front.facts.zone();
    let open = said::counter(&front.roster, front.now, &zone).filter(|told| told.open);
    let lamp = open.is_some().then(|| view! { <span class="lamp" aria-hidden="true"></span> });
    let words = match open {
        Some(told) => format!("Ask {} at the counter", told.hand.first_name()),
        None => "Ask at the counter".to_string(),
    };
    Some(view! { <span class="ask">{lamp}<a href="/forum/ask">{words}</a></span> })
}

/// Where a question is asked from a page at this path: about the product whose page it is.
fn ask(path: &str) -> String {
    match path.strip_prefix("/products/").filter(|slug| !slug.is_empty() && !slug.contains('/')) {
        Some(slug) => format!("/forum/ask?{}", query(&[("product".into(), slug.to_string())])),
        None => "/forum/ask".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_from_a_product_s_page_is_about_it() {
        assert_eq!(ask("/products/pan"), "/forum/ask?product=pan");
        assert_eq!(ask("/products"), "/forum/ask");
        assert_eq!(ask("/"), "/forum/ask");
    }
}

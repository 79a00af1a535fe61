//! Any form, sent without leaving the page; without scripts it is a plain form that does the same.
use leptos::prelude::*;

/// Sends the forms inside it from within the page and says the answer where they stand.
#[island]
pub fn InPlace(children: Children) -> impl IntoView {
    let said = RwSignal::new(crate::problem::Said::default());
    let send = move |event: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        crate::browser::send(event, said);
        #[cfg(not(feature = "hydrate"))]
        let _ = (event, said);
    };
    let next = move || said.get().next.map(|(href, name)| view! { <a class="btn sm" href=href>{name}</a> });
    let toast = move || {
        let words = said.get().words;
        (!words.is_empty()).then(|| view! { <span class="toast"><span class="grow">{words}</span>{next}</span> })
    };
    view! { <div class="inplace" on:submit=send>{children()}<output role="status">{toast}</output></div> }
}

//! A form that sends pictures; with scripts they may be dropped onto it or pasted, and it says how far they are.
use leptos::prelude::*;

/// Sends the pictures of the form inside it one by one, and says how far they are. When all are kept it goes on to the form's
/// `data-then`, or to where the answer leads when there was one alone. Without scripts it is a plain form that does the same.
#[island]
pub fn Sending(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::browser::upload::listen();
    view! {
        <div class="sending">
            {children()}
            <progress max="100" hidden aria-label="Sent so far"></progress>
            <output role="status"></output>
        </div>
    }
}

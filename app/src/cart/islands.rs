//! The number beside the cart, and quantities that need no button.
use leptos::prelude::*;

/// How many things the cart holds, inside it at `data-in-cart`. It changes with every form sent in place, and is read again
/// on a page that the browser had kept.
#[island]
pub fn CartCount(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::browser::when_stale(crate::browser::count_again);
    children()
}

/// Steppers that count and forms that send themselves when a quantity changes.
#[island]
pub fn Quantities(children: Children) -> impl IntoView {
    let press = move |event: leptos::ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        crate::browser::step(event.into());
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let change = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        crate::browser::autosend(event);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    view! { <div class="quantities" on:click=press on:change=change>{children()}</div> }
}

//! What moves on a product's page.
use leptos::prelude::*;

/// The options of a product: choosing one shows its price, picture, stock and address without a new page.
#[island]
pub fn Choosing(children: Children) -> impl IntoView {
    let change = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        crate::browser::choose(event);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let press = move |event: leptos::ev::MouseEvent| {
        #[cfg(feature = "hydrate")]
        crate::browser::step(event.into());
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    view! { <div class="choosing" on:change=change on:click=press>{children()}</div> }
}

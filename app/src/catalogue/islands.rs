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

/// A form of the back office that takes long to fill: what is typed goes to the shop as a draft when somebody pauses, and
/// leaving it with changes asks first. `data-keep` of the form is what it sends as `act`.
#[island]
pub fn Keeping(children: Children) -> impl IntoView {
    let typed = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        crate::browser::keeping::typed(event);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let sent = move |_: leptos::ev::SubmitEvent| {
        #[cfg(feature = "hydrate")]
        crate::browser::keeping::sent();
    };
    view! { <div class="keeping" on:input=typed on:submit=sent>{children()}<output role="status"></output></div> }
}

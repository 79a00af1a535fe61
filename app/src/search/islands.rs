//! What moves about the search.
use leptos::prelude::*;

/// Suggestions below the search box while somebody types: links, reached by the arrow keys or by Tab, gone by Escape.
/// Without scripts the box is the plain form inside it.
#[island]
pub fn Suggesting(children: Children) -> impl IntoView {
    let typed = move |event: leptos::ev::Event| {
        #[cfg(feature = "hydrate")]
        crate::browser::suggest(event);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        #[cfg(feature = "hydrate")]
        crate::browser::steer(&event);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    let left = move |event: leptos::ev::FocusEvent| {
        #[cfg(feature = "hydrate")]
        crate::browser::leave(&event);
        #[cfg(not(feature = "hydrate"))]
        let _ = event;
    };
    view! {
        <div class="suggesting" on:input=typed on:keydown=pressed on:focusout=left>
            {children()}
            <div class="found" data-found="" hidden></div>
            <output class="vh" data-found-said=""></output>
        </div>
    }
}

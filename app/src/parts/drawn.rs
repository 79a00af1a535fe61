//! Parts of a page that are text as soon as they are made.
use leptos::prelude::*;
use leptos::tachys::html::InertElement;

/// A view of the server alone as its text: of one type, and without the code that would build it, wake it or wait for it in
/// a browser. That code is most of what `into_any` compiles to, so pages end in `drawn`; islands never do.
pub trait Draw {
    /// The text of this view, to stand in another.
    fn drawn(self) -> AnyView;
}
impl<T: RenderHtml> Draw for T {
    fn drawn(self) -> AnyView {
        InertElement::new(self.to_html()).into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_stands_in_a_page_as_it_would_have_stood_there_itself() {
        let part = |n: i64| view! { <li class="x">{n}" & <more>"</li> };
        let page = view! { <ul>{part(1).drawn()}{Some(part(2).drawn())}{vec![part(3).drawn()]}</ul> };
        let plain = view! { <ul>{part(1)}{Some(part(2))}{vec![part(3)]}</ul> };
        let bare = |html: String| html.replace("<!>", "");
        assert_eq!(bare(page.to_html()), bare(plain.to_html()));
    }
}

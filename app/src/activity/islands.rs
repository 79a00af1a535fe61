//! What is live on a page: a list that tells of new things, a strip that follows, the pause, a form that keeps its draft.
//! The server draws them whole; `Live` is the one island among them, and wakes what stands inside it by its `data-live`.
use leptos::prelude::*;

/// Wakes what is live inside it. Without scripts it is what the server drew.
#[island]
pub fn Live(children: Children) -> impl IntoView {
    #[cfg(feature = "hydrate")]
    crate::browser::live::wake();
    view! { <div class="wakes">{children()}</div> }
}

/// A list that tells of new things and moves nothing: "3 new answers, show" stands beside it, and only who asks is shown
/// them. Inside it stands one element with `data-live-list` whose items carry `data-subject="post:12"`, in a feed
/// `data-event="99"` too, and `data-cursor` where the list has one.
#[cfg(feature = "ssr")]
#[component]
pub fn LiveList(
    /// Where new things are heard, with commas: `shop,product:12`.
    #[prop(into)]
    topics: String,
    /// Which kinds of events bring a new item, with spaces: `post.replied`.
    #[prop(into)]
    kinds: String,
    /// The newest event, read before the list was.
    last: i64,
    /// The address of new items: `&after=` and the cursor of the newest item are appended.
    #[prop(into)]
    fragment: String,
    /// One of them, in a word: `answer`.
    #[prop(into)]
    one: String,
    /// Several of them: `answers`.
    #[prop(into)]
    many: String,
    /// New items stand at the end, else at the start.
    at_end: bool,
    children: Children,
) -> impl IntoView {
    let bar = || view! { <div class="told" role="status"><button class="newbar" type="button" hidden></button></div> };
    view! {
        <Live>
            <div
                class="livelist"
                data-live="list"
                data-topics=topics
                data-kinds=kinds
                data-last=last
                data-fragment=fragment
                data-one=one
                data-many=many
                data-end=at_end.then_some("")
            >
                {(!at_end).then(bar)}
                {children()}
                {at_end.then(bar)}
            </div>
        </Live>
    }
}

/// A few lines of what happens around here, told anew now and then while nobody looks closely. Inside it stands one element
/// with `data-live-list`, whose content is what the fragment answers.
#[cfg(feature = "ssr")]
#[component]
pub fn CalmStrip(
    /// Where it is heard that there is something new, with commas.
    #[prop(into)]
    topics: String,
    /// The newest event, read before the lines were.
    last: i64,
    /// The address of the lines.
    #[prop(into)]
    fragment: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Live>
            <div class="calm" data-live="strip" data-topics=topics data-last=last data-fragment=fragment>
                {children()}
            </div>
        </Live>
    }
}

/// The button that holds everything live, on every page of this browser. It is not there where nothing is live.
#[cfg(feature = "ssr")]
#[component]
pub fn PauseLive() -> impl IntoView {
    use crate::parts::icon::{Ico, Icon};
    view! {
        <Live>
            <span class="pauselive" data-live="pause">
                <span class="small soft" data-since=""></span>
                <button class="btn bare sm" type="button" data-pause="">
                    <Ico icon=Icon::Pause/>
                    <span>"Pause live updates"</span>
                </button>
            </span>
        </Live>
    }
}

/// A form that keeps what is written in it on this device until it was sent.
#[cfg(feature = "ssr")]
#[component]
pub fn Draft(
    /// Under which name it is kept: one for each thing that is written about, `topic:7`.
    #[prop(into)]
    key: String,
    children: Children,
) -> impl IntoView {
    view! {
        <Live>
            <div class="drafted" data-live="draft" data-draft=key>
                {children()}
                <output class="small soft" role="status"></output>
            </div>
        </Live>
    }
}

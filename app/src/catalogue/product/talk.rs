//! What is asked and answered about a product, on its own page.
use crate::activity::islands::{Draft, LiveList};
use crate::forum::form::{Writer, guards, name_field, speech};
use crate::forum::pages::list::state;
use crate::forum::pages::post::{face, name, stake_words};
use crate::forum::store::{AtProduct, Speaker};
use crate::forum::text;
use crate::parts::icon::{Ico, Icon};
use leptos::prelude::*;

/// How many topics stand on the page.
pub const MOST: i64 = 5;

/// What the section shows.
pub(super) struct Talk {
    pub topics: Vec<AtProduct>,
    pub writer: Writer,
    /// The newest event before anything was read.
    pub last: i64,
}

pub(super) fn talk(talk: Talk, product: i64, slug: &str) -> impl IntoView + use<> {
    let more = talk.topics.len() as i64 > MOST;
    let lines = talk.topics.iter().take(MOST as usize).map(line).collect_view();
    let empty = talk.topics.is_empty().then(|| {
        view! { <p class="soft">"Nobody has asked about this yet. You would be the first."</p> }
    });
    let all = more
        .then(|| view! { <p><a class="link" href=format!("/forum?product={slug}")>"All questions about it"</a></p> });
    let typed = crate::forum::form::Typed { tell: "here".into(), ..Default::default() };
    let list = view! { <div class="qa" data-live-list>{lines}</div> };
    let form = view! {
                    <form class="composer panel stack" id="ask" method="post" action="/forum/ask#faults" novalidate>
                        <h3>"Ask about it"</h3>
                        <input type="hidden" name="product" value=slug.to_string()/>
                        <input type="hidden" name="kind" value="question"/>
                        <input type="hidden" name="tell" value="here"/>
                        {speech("Your question", "Everybody can read it, and whoever knows may answer.", "", None, 3)}
                        {name_field(&talk.writer, &typed, &None)}
                        {guards(&talk.writer)}
                        <p class="row between"><span class="small soft">"No account, no email needed."</span><button class="btn">"Ask"</button></p>
                    </form>
    };
    view! {
        <section class="band wrap" id="questions" aria-labelledby="questions-h">
            <div class="head"><h2 id="questions-h">"Asked and answered"</h2><p>"In the open, by the people who make it and by those who have it."</p></div>
            <div class="talkgrid">
                <div class="stack gap-4">
                    <LiveList topics=format!("product:{product}") kinds="topic.asked topic.opened" last=talk.last fragment=format!("/fragments/product-topics?product={slug}") one="question" many="questions" at_end=false>
                        {list}
                    </LiveList>
                    {empty}{all}
                </div>
                <Draft key=format!("ask:{product}")>{form}</Draft>
            </div>
        </section>
    }
}

/// A question with the answer that helped.
pub fn line(t: &AtProduct) -> impl IntoView + use<> {
    let r = &t.row;
    let href = format!("/forum/{}", r.id);
    let answer = t.answer.as_ref().zip(t.answer_name.as_ref()).map(|(body, by)| {
        let speaker = Speaker {
            person: 0,
            name: by.clone(),
            seed: t.answer_seed.unwrap_or(0),
            handle: t.answer_handle.clone(),
            face: t.answer_face.clone(),
            face_width: t.answer_face_width,
        };
        let badge = t.answer_as_host.unwrap_or(false).then(|| view! { <span class="badge host">"Host"</span> });
        let stake = t
            .answer_stake
            .as_deref()
            .filter(|s| *s != "none")
            .map(|s| view! { <span class="stake">{stake_words(s)}</span> });
        let accepted = r
            .accepted
            .is_some()
            .then(|| view! { <span class="solved"><Ico icon=Icon::Check/>"Accepted answer"</span> });
        let words = text::excerpt(body, 260);
        let link = format!("/posts/{}", t.answer_post.unwrap_or_default());
        view! {
            <div class="answer">
                {face(&speaker)}
                <p class="who">{name(&speaker)}{badge}{stake}{accepted}</p>
                <p class="said">{words}" "<a href=link aria-label=format!("Read on in the answer by {by}")>"Read on"</a></p>
            </div>
        }
    });
    view! {
        <article data-subject=format!("post:{}", r.first_post)>
            <h3><a href=href>{r.title.clone()}</a></h3>
            <p class="row small soft"><span>{format!("asked by {}", r.name)}</span>{state(r)}</p>
            {answer}
        </article>
    }
}

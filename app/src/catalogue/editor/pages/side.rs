//! Beside the form: how well the product informs, and what can be done with it as a whole.
use super::Editor;
use crate::catalogue::editor::store::{Known, Uses};
use crate::parts::icon::{Ico, Icon};
use crate::words::count;
use leptos::prelude::*;

/// The status of a product in a word.
pub fn badge(status: &str) -> impl IntoView + use<> {
    let (class, text) = match status {
        "active" => ("badge ok", "On the shelf"),
        "draft" => ("badge", "Draft"),
        _ => ("badge warn", "Off the shelf"),
    };
    view! { <span class=class>{text}</span> }
}

/// A draft that waits for whoever typed it.
pub fn waiting(path: &str, at: String) -> impl IntoView + use<> {
    let (path, words) = (path.to_string(), format!("You have changes of {at} that are not saved."));
    view! {
        <div class="notice row between">
            <p>{words}</p>
            <div class="row gap-3">
                <a class="btn sm" href=format!("{path}?draft=go-on")>"Go on with them"</a>
                <form method="post" action=path><button class="btn quiet sm" name="act" value="discard">"Throw them away"</button></form>
            </div>
        </div>
    }
}

/// A line of what a page tells: whether it is told, and in which words.
type Told = (bool, String);

/// What a product tells whoever thinks about buying it, counted and nothing guessed.
pub fn informs(known: &Known, uses: Uses) -> Vec<Told> {
    let shown = known.steps.iter().filter(|step| step.media.is_some()).count() as i64;
    let dumb: Vec<&str> = known.numbers.iter().filter(|n| n.means.is_empty()).map(|n| n.label.as_str()).collect();
    let undescribed = known.pictures.iter().filter(|p| p.alt.is_empty()).count() as i64;
    let mut all = vec![
        match shown {
            0 => (false, "Its making is shown in no picture yet".to_string()),
            n => (true, format!("Making shown in {}", count(n, "picture", "pictures"))),
        },
        match known.head.maker {
            Some(_) => (true, "A named maker".into()),
            None => (false, "Nobody is named who makes it".into()),
        },
    ];
    all.push(match (known.numbers.is_empty(), dumb.is_empty()) {
        (true, _) => (false, "No specification yet".into()),
        (_, true) => (true, "Every specification says what it means".into()),
        _ => (false, format!("No meaning yet: {}", dumb.join(", "))),
    });
    if undescribed > 0 {
        all.push((
            false,
            format!("{} without words for who does not see it", count(undescribed, "picture", "pictures")),
        ));
    }
    all.push(match uses.open {
        0 => (true, "No question waits for an answer".into()),
        n => (false, format!("{} waiting for an answer", count(n, "question", "questions"))),
    });
    all
}

/// Everything beside the form.
pub fn side(e: &Editor) -> Option<impl IntoView + use<>> {
    let known = e.known.as_ref()?;
    let (head, path) = (&known.head, e.path());
    let told = informs(known, e.uses);
    let well = told.iter().filter(|(good, _)| *good).count();
    let score = format!("{well} of {}", told.len());
    let lines = told
        .into_iter()
        .map(|(good, words)| {
            let (icon, said) = if good { (Icon::Check, "Told: ") } else { (Icon::Info, "Missing: ") };
            view! { <li class="row nowrap gap-2"><Ico icon=icon/><span><span class="vh">{said}</span>{words}</span></li> }
        })
        .collect_view();
    let ask = (e.uses.open > 0).then(|| {
        view! { <p><a class="link" href=format!("/forum?product={}", head.slug)>"Read the questions about it"</a></p> }
    });
    let stays = match (e.uses.orders, e.uses.topics) {
        (0, 0) => "Nobody ordered it or talked about it yet.".to_string(),
        (orders, topics) => format!(
            "It stays readable in {} and {}. Visitors see that it is no longer made.",
            most(orders, "order", "orders"),
            most(topics, "conversation", "conversations")
        ),
    };
    let title = head.title.clone();
    let off = (head.status == "active").then(|| {
        view! {
            <section class="panel stack gap-3" aria-labelledby="off">
                <h2 id="off">"Taking it off the shelf"</h2>
                <p>{stays}</p>
                <form method="post" action=path.clone()><button class="btn bad" name="act" value="withdraw">{format!("Take {title} off the shelf")}</button></form>
            </section>
        }
    });
    let preview = format!("/admin/products/{}/preview", head.id);
    let stock = "/admin/stock";
    Some(view! {
        <div class="stack gap-5">
            <section class="panel stack gap-3" aria-labelledby="informs">
                <div class="row between"><h2 id="informs">"How well it informs"</h2><b>{score}</b></div>
                <ul class="plainlist stack gap-2">{lines}</ul>
                {ask}
            </section>
            <section class="panel stack gap-3" aria-labelledby="with">
                <h2 id="with">"What to do with it"</h2>
                <p><a class="link" href=preview>"Preview as a shopper sees it"</a></p>
                <p><a class="link" href=stock>"Stock of everything"</a></p>
                <form method="post" action=path.clone()><button class="btn quiet" name="act" value="duplicate">"Make a copy of it"</button></form>
            </section>
            {off}
        </div>
    })
}
fn most(n: i64, one: &str, many: &str) -> String {
    if n >= 1_000 { format!("1,000 {many} or more") } else { count(n, one, many) }
}

//! How the library looks.
use super::actions::HERE;
use super::pages::{Library, One, used};
use super::store::{Picture, SWEEP, Use};
use super::{ALT, Show};
use crate::admin::{file, views};
use crate::forum::form::ACCEPT;
use crate::media::{Focus, focus::PLACES};
use crate::parts::crumbs;
use crate::parts::drawn::Draw;
use crate::parts::faults::{beside, over};
use crate::parts::field::{Field, fault};
use crate::parts::picture::{Load, cropped, picture};
use crate::parts::sending::Sending;
use crate::words;
use jiff::tz::TimeZone;
use leptos::prelude::*;

/// Where several pictures lead that were sent from within the page.
const THEN: &str = "/admin/pictures?show=mute&done=came";

fn told(done: Option<String>) -> Option<impl IntoView + use<>> {
    done.map(|words| view! { <div class="notice ok" role="status"><p>{words}</p></div> })
}

/// The library, a page of it.
pub fn library(l: Library) -> impl IntoView + use<> {
    let pairs = l.narrow.pairs();
    let password = beside(&l.problem, "password");
    let wrong = beside(&l.problem, "pictures");
    let empty = match l.narrow.pairs().is_empty() {
        true => "No pictures yet. Those you send here, in a product or on your page come together here.",
        false => "No picture is like that.",
    };
    let mute = l.narrow.show == Show::Mute;
    let list = match l.pictures.is_empty() {
        true => view! { <p class="empty">{empty}</p> }.drawn(),
        false => {
            let tiles = l.pictures.iter().map(|p| tile(p, used(p.id, &l.counts), mute)).collect_view();
            view! { <ul class="library">{tiles}</ul> }.drawn()
        }
    };
    let next =
        l.next.map(|href| view! { <p class="pager"><a class="btn quiet" rel="next" href=href>"Earlier"</a></p> });
    view! {
        <div class="wrap stack gap-5">
            <div class="stack gap-1"><h1>"Pictures"</h1><p class="soft">"Everything the shop shows, each once. What your camera wrote into them, the place too, is taken out."</p></div>
            {over(&l.problem)}
            {told(l.done)}
            {send(wrong)}
            <section class="panel stack gap-4" aria-labelledby="all">
                <h2 id="all" class="vh">"All pictures"</h2>
                {sift(&l.narrow.words, l.narrow.show)}
                {views::bar(HERE, &pairs, l.kept)}
                {l.unused.map(sweep)}
                {list}
                {next}
                {file::ask(HERE, &pairs, l.fresh, password)}
            </section>
        </div>
    }
}

/// The form that sends pictures; with scripts they may be dropped onto it or pasted.
fn send(wrong: Option<String>) -> impl IntoView + use<> {
    let bad = wrong.is_some();
    let described = if bad { "pictures-hint pictures-fault" } else { "pictures-hint" };
    view! {
        <section class="panel" aria-labelledby="send">
            <h2 id="send">"Add pictures"</h2>
            <Sending>
                <form class="stack gap-3" method="post" action=HERE enctype="multipart/form-data" novalidate data-then=THEN>
                    <div class=if bad { "field wrong" } else { "field" }>
                        <label for="pictures">"Pictures"</label>
                        <span class="hint" id="pictures-hint">"JPEG, PNG, WebP or GIF, 25 MB each; several at once."</span>
                        {fault(wrong, Some("pictures-fault".into()))}
                        <input id="pictures" type="file" name="pictures" accept=ACCEPT multiple required aria-invalid=bad.then_some("true") aria-describedby=described/>
                    </div>
                    <p><button class="btn">"Add them"</button></p>
                </form>
            </Sending>
        </section>
    }
}

fn sift(typed: &str, show: Show) -> impl IntoView + use<> {
    let options = Show::ALL
        .map(|(s, word, name)| view! { <option value=word selected=s == show>{name}</option> })
        .into_iter()
        .collect_view();
    view! {
        <form class="sift" action=HERE role="search" aria-label="Pictures">
            <div class="field"><label for="q">"Text or name"</label><input id="q" type="search" name="q" value=typed.to_string() maxlength="100" autocomplete="off"/></div>
            <div class="field"><label for="show">"Which"</label><select id="show" name="show">{options}</select></div>
            <button class="btn quiet">"Show"</button>
        </form>
    }
}

fn tile(p: &Picture, used: Option<String>, mute: bool) -> impl IntoView + use<> {
    let (id, href) = (p.id, format!("{HERE}/{}", p.id));
    let image = cropped(&p.hash, p.width, "", (320, 320), "11rem", Load::Near, p.focus);
    let name = match p.alt.is_empty() {
        true => view! { {format!("Picture {id}")}" "<span class="badge">"No text"</span> }.drawn(),
        false => view! { {p.alt.clone()} }.drawn(),
    };
    let form = mute.then(|| {
        let field = Field::text("alt", "What it shows", "off").id(format!("alt-{id}")).most(ALT);
        view! {
            <form class="stack gap-2" method="post" action=href.clone() novalidate>
                <input type="hidden" name="back" value="mute"/>
                {field.view()}
                <p><button class="btn quiet small" name="act" value="describe">"Keep the text"<span class="vh">{format!(" of picture {id}")}</span></button></p>
            </form>
        }
    });
    view! {
        <li>
            <a href=href><span class="pic square">{image}</span><span class="name">{name}</span></a>
            <p class="small soft">{used.unwrap_or_else(|| "Used by nothing".into())}</p>
            {form}
        </li>
    }
}

/// Takes away at once what nothing uses; of `n` pictures.
fn sweep(n: i64) -> AnyView {
    if n == 0 {
        return view! { <p class="small soft">"What nothing uses can be taken away at once when it is older than a day. Nothing is."</p> }
            .drawn();
    }
    let many = if n > SWEEP { format!("More than {SWEEP} pictures") } else { words::count(n, "picture", "pictures") };
    let (open, button) = match n > SWEEP {
        true => ("Take them away…".to_string(), format!("Take the first {SWEEP} away")),
        false => ("Take them away…".to_string(), format!("Take {many} away")),
    };
    view! {
        <details class="more">
            <summary>{open}</summary>
            <form class="stack gap-3" method="post" action=HERE>
                <p class="small">{format!("{many} older than a day and used by nothing. Their files go too, and do not come back.")}</p>
                <p><button class="btn bad" name="act" value="sweep">{button}</button></p>
            </form>
        </details>
    }
    .drawn()
}

/// One picture.
pub fn one(o: One, zone: &TimeZone) -> impl IntoView + use<> {
    let p = &o.picture;
    let title = if p.alt.is_empty() { format!("Picture {}", p.id) } else { p.alt.clone() };
    let trail = crumbs::crumbs(&[(HERE.to_string(), "Pictures".to_string()), (String::new(), title.clone())]);
    let facts = format!("{} × {} pixels, added {}", p.width, p.height, words::date_time(p.created_at, zone));
    let alt = o.typed.clone().unwrap_or_else(|| p.alt.clone());
    let action = format!("{HERE}/{}#faults", p.id);
    view! {
        <div class="wrap stack gap-5">
            {trail}
            <div class="stack gap-1"><h1>{title}</h1><p class="soft">{facts}</p></div>
            {over(&o.problem)}
            {told(o.done.clone())}
            <div class="split">
                {aim(p, &action, beside(&o.problem, "focus"))}
                <div class="stack gap-5">
                    <section class="panel" aria-labelledby="text">
                        <h2 id="text">"What it shows"</h2>
                        <form class="stack gap-3" method="post" action=action.clone() novalidate>
                            {Field::text("alt", "For whoever cannot see it", "off").hint("A few words, like: Carbon steel pan on a stove, seen from above.").most(ALT).filled(&alt, beside(&o.problem, "alt")).view()}
                            <p><button class="btn" name="act" value="describe">"Keep the text"</button></p>
                        </form>
                    </section>
                    {places(&o)}
                    {away(&o, &action)}
                </div>
            </div>
        </div>
    }
}

/// The picture itself, with the places of which one stays in sight; and how it is cropped.
fn aim(p: &Picture, action: &str, wrong: Option<String>) -> impl IntoView + use<> {
    let here = p.focus.place();
    let cells = (0..PLACES * PLACES)
        .map(|n| {
            let (column, row) = (n % PLACES, n / PLACES);
            let checked = (column, row) == here;
            view! { <label><input type="radio" name="focus" value=format!("{column}{row}") checked=checked/><span class="vh">{Focus::words((column, row))}</span></label> }
        })
        .collect_view();
    let crops = [("pic", "On a shelf"), ("pic square", "Small"), ("pic scene", "In the making")]
        .map(|(class, name)| {
            let image = cropped(&p.hash, p.width, "", (p.width, p.height), "9rem", Load::Near, p.focus);
            view! { <figure><div class=class>{image}</div><figcaption>{name}</figcaption></figure> }
        })
        .into_iter()
        .collect_view();
    let alt = if p.alt.is_empty() { "The picture, without a text" } else { &p.alt };
    view! {
        <section class="panel stack gap-4" aria-labelledby="sight">
            <h2 id="sight">"What stays in sight"</h2>
            <form class="stack gap-3" method="post" action=action.to_string() novalidate>
                <fieldset class="aim" id="focus">
                    <legend class="small">"Where a picture is cropped, this point of it stays."</legend>
                    {fault(wrong, None)}
                    <div class="on">
                        {picture(&p.hash, p.width, alt, (p.width, p.height), "(width >= 60rem) 40rem, 92vw", Load::First)}
                        <div class="cells">{cells}</div>
                    </div>
                </fieldset>
                <p><button class="btn" name="act" value="aim">"Keep this point"</button></p>
            </form>
            <div class="crops">{crops}</div>
        </section>
    }
}

fn places(o: &One) -> impl IntoView + use<> {
    let list = match o.uses.is_empty() {
        true => view! { <p class="soft">"Nothing uses it."</p> }.drawn(),
        false => {
            let rows = o.uses.iter().map(place).collect_view();
            let more =
                o.more.then(|| view! { <p class="small soft">"There are more of a kind than are named here."</p> });
            view! { <ul class="uses">{rows}</ul>{more} }.drawn()
        }
    };
    view! { <section class="panel" aria-labelledby="used"><h2 id="used">"Where it is used"</h2>{list}</section> }
}

/// A thing that uses the picture, with the way to it.
fn place(u: &Use) -> impl IntoView + use<> {
    let (kind, href) = match u.kind.as_str() {
        "product" => ("Product", format!("/admin/products/{}", u.at)),
        "variant" => ("Variant", format!("/admin/products/{}", u.at)),
        "step" => ("Step of the making", format!("/admin/products/{}", u.at)),
        "import" => ("Import of", format!("/admin/products/{}", u.at)),
        "maker" => ("Maker", format!("/products?maker={}", u.at)),
        "host" => ("Host", format!("/hosts/{}", u.at)),
        "page" => ("Page", format!("/pages/{}", u.at)),
        _ => ("Post", format!("/posts/{}", u.at)),
    };
    let name = match (u.name.as_str(), u.kind.as_str()) {
        ("", "post") => "that is not shown".to_string(),
        (name, _) => name.to_string(),
    };
    let more = if u.more.is_empty() { String::new() } else { format!(", {}", u.more) };
    let name = match u.at.is_empty() {
        true => name.drawn(),
        false => view! { <a href=href>{name}</a> }.drawn(),
    };
    view! { <li><span class="soft">{format!("{kind} ")}</span>{name}{more}</li> }
}

/// Taking it away: with the question, or why not.
fn away(o: &One, action: &str) -> AnyView {
    let refused = fault(beside(&o.problem, "remove"), Some("remove".into()));
    let body = match o.uses.is_empty() {
        false => view! { <p class="soft">"It can be taken away when nothing uses it any more."</p> }.drawn(),
        true => view! {
            <details class="more" open=o.problem.is_some()>
                <summary>"Take it away…"</summary>
                <form class="stack gap-3" method="post" action=action.to_string()>
                    <p class="small">"The picture and its files at every width are gone then, and do not come back."</p>
                    <p><button class="btn bad" name="act" value="remove">"Take the picture away"</button></p>
                </form>
            </details>
        }
        .drawn(),
    };
    view! { <section class="panel stack gap-3" aria-labelledby="away"><h2 id="away">"Take away"</h2>{refused}{body}</section> }.drawn()
}

//! The document around every page: head, header, footer, scripts, and the one policy.
//! A page is read first and drawn after: a status, a title and a body that are all known before the first byte.
mod around;

use crate::activity::strip::{self, Strip};
use crate::admin;
use crate::assets;
use crate::counter;
use crate::hosts::{self, roster::date_of};
use crate::house::door;
use crate::parts::drawn::Draw;
use crate::problem::{self, Problem, Said};
use crate::redirects;
use crate::site::{Front, Visit};
use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use hydration_context::SsrSharedContext;
use leptos::nonce::{Nonce, provide_nonce, use_nonce};
use leptos::prelude::*;
use std::future::Future;
use std::sync::Arc;

/// What stands around a page's body.
enum Frame {
    Shop,
    Quiet,
    /// The hosts' console, with the name of who is signed in.
    Counter(String),
    /// The back office, with the name of who is signed in.
    Desk(String),
}

/// A page that has been read and waits to be drawn.
pub struct Page {
    title: String,
    description: String,
    canonical: Option<String>,
    indexed: bool,
    picture: Option<String>,
    feed: Option<String>,
    kind: &'static str,
    data: Vec<serde_json::Value>,
    frame: Frame,
    /// Whether it is what stands in place of a shop that is not open.
    closed: bool,
    /// Whether islands are woken on it though its frame has none.
    lively: bool,
    status: StatusCode,
    body: Box<dyn FnOnce(&Front) -> AnyView + Send>,
}
impl Page {
    /// A page with this title and this body; the body is drawn when everything has been read.
    pub fn new<V: RenderHtml>(title: impl Into<String>, body: impl FnOnce(&Front) -> V + Send + 'static) -> Page {
        Page {
            title: title.into(),
            description: String::new(),
            canonical: None,
            indexed: true,
            picture: None,
            feed: None,
            kind: "website",
            data: vec![],
            frame: Frame::Shop,
            closed: false,
            lively: false,
            status: StatusCode::OK,
            body: Box::new(move |front| body(front).drawn()),
        }
    }
    pub fn description(mut self, text: impl Into<String>) -> Page {
        self.description = text.into();
        self
    }
    /// The path at which this page is to be found by others.
    pub fn canonical(mut self, path: impl Into<String>) -> Page {
        self.canonical = Some(path.into());
        self
    }
    /// Kept out of search engines.
    pub fn unlisted(mut self) -> Page {
        self.indexed = false;
        self
    }
    pub fn picture(mut self, path: Option<String>) -> Page {
        self.picture = path;
        self
    }
    /// The path of the Atom feed that tells what comes to stand on this page.
    pub fn feed(mut self, path: impl Into<String>) -> Page {
        self.feed = Some(path.into());
        self
    }
    pub fn kind(mut self, kind: &'static str) -> Page {
        self.kind = kind;
        self
    }
    /// Structured data for machines, one script each.
    pub fn data(mut self, data: Vec<serde_json::Value>) -> Page {
        self.data = data;
        self
    }
    /// Without the shop's header and without a program in the browser: checkout, orders, law.
    pub fn quiet(mut self) -> Page {
        self.frame = Frame::Quiet;
        self
    }
    /// In the frame of the hosts' console, for the person of this name.
    pub fn counter(mut self, name: impl Into<String>) -> Page {
        self.frame = Frame::Counter(name.into());
        self.unlisted()
    }
    /// In the frame of the back office, for the person of this name: found by nobody else, and without a program too.
    pub fn desk(mut self, name: impl Into<String>) -> Page {
        self.frame = Frame::Desk(name.into());
        self.unlisted()
    }
    /// What stands in place of a shop that is not open.
    pub fn closed(mut self) -> Page {
        self.closed = true;
        self.unlisted().quiet()
    }
    /// With the islands' program, on a page of the back office that has islands.
    pub fn lively(mut self) -> Page {
        self.lively = true;
        self
    }
    /// The same with this over its body.
    pub fn under(mut self, bar: impl FnOnce() -> AnyView + Send + 'static) -> Page {
        let body = self.body;
        self.body = Box::new(move |front| view! { {bar()} {body(front)} }.drawn());
        self
    }
    pub fn status(mut self, status: StatusCode) -> Page {
        self.status = status;
        self
    }
}

/// Why a request is answered by something else than its page.
pub enum Instead {
    Missing,
    /// It was here and is not sold any more: its name.
    Withdrawn(String),
    Moved(String),
    Seen(String),
    Refused(Problem),
}
impl From<sqlx::Error> for Instead {
    fn from(error: sqlx::Error) -> Self {
        Instead::Refused(error.into())
    }
}
impl From<Problem> for Instead {
    fn from(problem: Problem) -> Self {
        Instead::Refused(problem)
    }
}

impl From<crate::viewer::Denied> for Instead {
    fn from(denied: crate::viewer::Denied) -> Self {
        Instead::Refused(denied.into())
    }
}

impl Visit {
    /// Reads a page, then draws it; or gives the right status and a kind word.
    pub async fn show(&self, content: impl Future<Output = Result<Page, Instead>>) -> Response {
        let read = content.await;
        let gone = matches!(read, Err(Instead::Missing | Instead::Withdrawn(_) | Instead::Refused(Problem::Gone)));
        // Nothing stands here any more; perhaps the merchant said where it went.
        if gone && let Some(to) = redirects::followed(self).await {
            return moved(StatusCode::MOVED_PERMANENTLY, &to);
        }
        let page = match read {
            Ok(page) => page,
            Err(Instead::Moved(to)) => return moved(StatusCode::MOVED_PERMANENTLY, &to),
            Err(Instead::Seen(to)) => return Redirect::to(&to).into_response(),
            Err(Instead::Missing) => lost(
                404,
                "Not found",
                "Nothing stands at this address.",
                "It may have been moved or taken off the shelf. The search finds what is here.",
            ),
            Err(Instead::Withdrawn(name)) => lost(
                410,
                "No longer made",
                &format!("{name} is no longer made."),
                "We keep this address so that nobody looks in vain.",
            ),
            Err(Instead::Refused(Problem::SignIn)) => return Redirect::to(&self.door()).into_response(),
            Err(Instead::Refused(Problem::Busy(words))) => {
                lost(429, "Too often", &words, "This holds for a while, whoever asks. Nothing was changed.")
            }
            Err(Instead::Refused(Problem::Gone | Problem::NotYours)) => lost(
                404,
                "Not found",
                "Nothing stands at this address.",
                "It may have been moved or taken off the shelf.",
            ),
            Err(Instead::Refused(problem)) => lost(
                problem.status(),
                "It did not work",
                &problem.words(),
                "Go back and try once more. If it happens again, tell us the number.",
            ),
        };
        // While the shop is not open, what was done in it is nobody's business.
        let open = self.front().await.is_ok_and(|front| front.facts.is_open());
        let strip = match page.frame {
            Frame::Shop if open => strip::read(self, true).await,
            Frame::Quiet if open => strip::read(self, false).await,
            _ => Strip::default(),
        };
        let rooms = match page.frame {
            Frame::Counter(_) => counter::frame::rooms(self).await,
            _ => vec![],
        };
        match self.front().await {
            // It was closed elsewhere since it was last looked at here.
            Ok(front) if !front.facts.is_open() && !page.closed && door::shuts_out(self).await => {
                match door::soon(self).await {
                    Ok(page) => self.draw(page, (&Strip::default(), &[]), front),
                    Err(error) => bare(&problem::ours(&error).words()),
                }
            }
            Ok(front) => {
                if matches!(page.frame, Frame::Shop | Frame::Quiet) {
                    self.counted(page.status, date_of(self.now, &front.facts.zone())).await;
                }
                self.draw(page, (&strip, &rooms), front)
            }
            Err(error) => bare(&problem::ours(&error).words()),
        }
    }

    fn draw(&self, page: Page, around: Around<'_>, front: &Front) -> Response {
        let status = page.status;
        let indexed = page.indexed;
        // Islands alone are woken: outside them nothing is numbered for the browser.
        let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
        let (html, nonce) = owner.with(|| {
            provide_nonce();
            let nonce = use_nonce().unwrap_or_default();
            let lively = page.lively || matches!(page.frame, Frame::Shop | Frame::Counter(_));
            let program = if lively { program() } else { String::new() };
            let html = document(self, page, around, front, &nonce).to_html();
            // The program comes last, and Leptos parts neighbouring texts by `<!>`, which is no valid comment.
            let end = "</body></html>";
            let body = html.strip_suffix(end).unwrap_or(&html);
            let mut text = String::with_capacity(html.len() + html.len() / 16 + program.len());
            for (i, part) in body.split("<!>").enumerate() {
                text.push_str(if i == 0 { "" } else { "<!---->" });
                text.push_str(part);
            }
            text.push_str(&program);
            text.push_str(end);
            (text, nonce)
        });
        owner.unset_with_forced_cleanup();
        let mut answer = (status, Html(html)).into_response();
        let headers = answer.headers_mut();
        if let Ok(policy) = HeaderValue::from_str(&policy(&nonce)) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
        if !indexed {
            headers.insert(HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex"));
        }
        answer
    }
}

/// A redirect of this status; the home page where the address is no header value.
pub fn moved(status: StatusCode, to: &str) -> Response {
    let to = HeaderValue::from_str(to).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (status, [(header::LOCATION, to)]).into_response()
}

/// What a write says to the browser: pages fetched ahead show what was before, they are thrown away.
pub const FORGET_AHEAD: (&str, &str) = ("clear-site-data", "\"prefetchCache\", \"prerenderCache\"");

/// The policy of every page: nothing from elsewhere, no inline style, scripts by this answer's own number.
fn policy(nonce: &Nonce) -> String {
    format!(
        "default-src 'self'; script-src 'nonce-{nonce}' 'strict-dynamic' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}

fn lost(status: u16, title: &str, heading: &str, words: &str) -> Page {
    let (heading, words) = (heading.to_string(), words.to_string());
    Page::new(title, move |_| {
        view! {
            <div class="wrap page">
                <div class="lost stack">
                    <p class="code">{status}</p>
                    <h1>{heading}</h1>
                    <p class="soft">{words}</p>
                    <p class="row"><a class="btn" href="/products">"See what is on the shelves"</a></p>
                </div>
            </div>
        }
    })
    .unlisted()
    .status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
}

/// A problem for a form that was sent from within a page.
pub fn said(problem: &Problem) -> Response {
    let faults = match problem {
        Problem::Fields(faults) => faults.iter().map(|(name, words)| (name.to_string(), words.clone())).collect(),
        _ => vec![],
    };
    let words = match problem {
        Problem::Fields(faults) if faults.len() == 1 => faults[0].1.clone(),
        other => other.words(),
    };
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    (status, Json(Said { words, faults, ..Said::default() })).into_response()
}

/// The page for when not even the frame can be read: the same words, no database.
pub fn bare(words: &str) -> Response {
    let style = assets::address("openkitchen.css");
    let words = words.to_string();
    let html = Owner::new().with(|| {
        view! {
            <!DOCTYPE html>
            <html lang="en">
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <title>"It did not work"</title>
                    <link rel="stylesheet" href=style/>
                </head>
                <body>
                    <main id="main">
                        <div class="wrap page">
                            <div class="lost stack">
                                <p class="code">"500"</p>
                                <h1>{words}</h1>
                                <p class="soft">"Nothing was lost. Try once more in a minute."</p>
                                <p class="row"><a class="btn" href="/">"To the shop"</a></p>
                            </div>
                        </div>
                    </main>
                </body>
            </html>
        }
        .to_html()
        .replace("<!>", "<!---->")
    });
    (StatusCode::INTERNAL_SERVER_ERROR, Html(html)).into_response()
}

/// What was read for the frame alone: the strip, and the rooms of the console.
type Around<'a> = (&'a Strip, &'a [counter::frame::Room]);

fn document(
    visit: &Visit,
    page: Page,
    (strip, rooms): Around<'_>,
    front: &Front,
    nonce: &Nonce,
) -> impl IntoView + use<> {
    let facts = &front.facts;
    let home = visit.uri.path() == "/";
    let title =
        if home { format!("{}: {}", facts.name, page.title) } else { format!("{} · {}", page.title, facts.name) };
    let url = |path: &str| format!("{}{path}", visit.site.public_url);
    let description = (!page.description.is_empty()).then(|| {
        let text = page.description.clone();
        view! {
            <meta name="description" content=text.clone()/>
            {graph("og:description", text)}
        }
    });
    let canonical = page.canonical.as_deref().map(|path| {
        let href = url(path);
        view! {
            <link rel="canonical" href=href.clone()/>
            {graph("og:url", href)}
        }
    });
    let picture = page.picture.as_deref().map(|path| graph("og:image", url(path)));
    let feed = page.feed.as_deref().map(|path| {
        let (href, title) = (url(path), title.clone());
        view! { <link rel="alternate" type="application/atom+xml" title=title href=href/> }
    });
    let robots = (!page.indexed).then(|| view! { <meta name="robots" content="noindex"/> });
    let data = page
        .data
        .iter()
        .map(|value| {
            let json = value.to_string().replace('<', "\\u003c");
            view! { <script type="application/ld+json" nonce=nonce.to_string() inner_html=json></script> }
        })
        .collect_view();
    let path = visit.uri.path().to_string();
    let body = (page.body)(front);
    let strip = strip.view(visit.now, &facts.zone());
    let frame = match page.frame {
        Frame::Quiet => {
            view! { {around::quiet_header(front)} <main id="main">{body}</main> {strip} {around::quiet_footer(front)} }.drawn()
        }
        Frame::Counter(name) => {
            view! { {counter::frame::bar(facts, rooms, &path, &name)} <main id="main" class="desk counter">{body}</main> }
                .drawn()
        }
        Frame::Desk(name) => {
            let searched = if path == "/admin/search" { visit.query("q") } else { String::new() };
            view! {
                {admin::frame::bar(facts, &path, &searched, &name)}
                <main id="main" class="desk">{body}</main>
                <script nonce=nonce.to_string() inner_html=admin::frame::KEYS></script>
            }
            .drawn()
        }
        Frame::Shop => view! {
            {around::header(front, &path, &visit.query("q"))}
            {hosts::here::line(front, &path)}
            <main id="main">{body}</main>
            {strip}
            {around::footer(front)}
            <script type="speculationrules" nonce=nonce.to_string() inner_html=RULES></script>
        }
        .drawn(),
    };
    let og_title = page.title.clone();
    let closed = (!facts.is_open() && !page.closed).then(|| {
        view! {
            <aside class="demo noprint" aria-label="Not open">
                <p class="wrap"><b>"The shop is not open."</b>" Its staff alone can look around. "<a href="/admin/opening">"What is missing"</a></p>
            </aside>
        }
    });
    view! {
        <!DOCTYPE html>
        <html lang=facts.lang.clone()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>{title}</title>
                {description}
                {canonical}
                {robots}
                {feed}
                {graph("og:title", og_title)}
                {graph("og:type", page.kind.into())}
                {graph("og:site_name", facts.name.clone())}
                {picture}
                <link rel="icon" href=assets::address("favicon.svg") type="image/svg+xml"/>
                <link rel="preload" href=assets::address("fonts/figtree.woff2") r#as="font" type="font/woff2" crossorigin="anonymous"/>
                <link rel="preload" href=assets::address("fonts/literata.woff2") r#as="font" type="font/woff2" crossorigin="anonymous"/>
                <link rel="stylesheet" href=assets::address("openkitchen.css")/>
                {data}
            </head>
            <body>
                <a class="skip" href="#main">"Skip to the page"</a>
                {around::demo(facts)}
                {closed}
                {frame}
            </body>
        </html>
    }
}

/// Pages made ready before they are asked for: never those that are somebody's own.
const RULES: &str = r#"{"prerender":[{"where":{"and":[{"href_matches":"/*"},{"not":{"href_matches":"/cart"}},{"not":{"href_matches":"/checkout*"}},{"not":{"href_matches":"/orders*"}},{"not":{"href_matches":"/account*"}},{"not":{"href_matches":"/admin*"}},{"not":{"href_matches":"/sign-*"}},{"not":{"href_matches":"/alias*"}},{"not":{"href_matches":"/counter*"}},{"not":{"href_matches":"/notices*"}},{"not":{"href_matches":"/watch*"}}]},"eagerness":"moderate"}]}"#;

/// A line of the Open Graph protocol (ogp.me).
fn graph(property: &'static str, content: String) -> AnyView {
    leptos::html::meta().attr("property", property).content(content).drawn()
}

/// The script that loads the islands' program when the browser has nothing else to do. Leptos puts two preloads before
/// it, which would fetch the program before the first picture: they are left out.
fn program() -> String {
    let options = LeptosOptions::builder().output_name(assets::program()).site_pkg_dir("assets").build();
    let html = view! { <HydrationScripts options=options islands=true/> }.to_html();
    html.find("<script").map(|at| html[at..].to_string()).unwrap_or_default()
}

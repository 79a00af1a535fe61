//! Says whether HTML may stand on a page, in two ways that share nothing with what made it: read as a browser reads it, token
//! for token; and read as a strict grammar, in which nothing is forgiven.
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use regex::Regex;
use std::cell::RefCell;
use std::sync::LazyLock;

const TAGS: &[&str] = &[
    "p",
    "br",
    "hr",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "ul",
    "ol",
    "li",
    "pre",
    "code",
    "em",
    "strong",
    "del",
    "a",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];
const REL: &str = "nofollow ugc noopener noreferrer";

/// What both readings found wrong, if anything. `mentions` are only where names were put in.
pub fn verdict(html: &str, mentions: bool) -> Result<usize, String> {
    let read = tokens(html, mentions).map_err(|faults| faults.join(", "));
    let strict = grammar(html, mentions);
    read.and_then(|depth| strict.map(|()| depth))
}

#[derive(Default)]
struct Reading {
    open: Vec<String>,
    deepest: usize,
    faults: Vec<String>,
    mentions: bool,
}
struct Sink(RefCell<Reading>);

impl TokenSink for Sink {
    type Handle = ();
    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let attributes: Vec<(String, String)> =
                    tag.attrs.iter().map(|a| (a.name.local.to_string(), a.value.to_string())).collect();
                reading.tag(tag.kind == TagKind::StartTag, tag.name.as_ref(), &attributes);
                if tag.self_closing || tag.had_duplicate_attributes {
                    reading.faults.push(format!("an odd tag {}", tag.name));
                }
            }
            Token::CharacterTokens(_) | Token::EOFToken => {}
            other => reading.faults.push(format!("{other:?}")),
        }
        TokenSinkResult::Continue
    }
}

impl Reading {
    fn tag(&mut self, start: bool, name: &str, attributes: &[(String, String)]) {
        let mention = self.mentions && name == "span";
        if !TAGS.contains(&name) && !mention {
            self.faults.push(format!("a tag {name}"));
        }
        if !start {
            if self.open.pop().as_deref() != Some(name) {
                self.faults.push(format!("{name} ends, and was not open"));
            }
            return;
        }
        if name == "a" && self.open.iter().any(|n| n == "a") {
            self.faults.push("a link within a link".into());
        }
        if name != "br" && name != "hr" {
            self.open.push(name.to_string());
            self.deepest = self.deepest.max(self.open.len());
        }
        let value = |wanted: &str| attributes.iter().find(|(n, _)| n == wanted).map(|(_, v)| v.as_str());
        let ours = self.mentions && value("class") == Some("mention");
        for (attribute, value) in attributes {
            let fine = match (name, attribute.as_str()) {
                ("a", "href") if ours => value.strip_prefix("/hosts/").is_some_and(|h| !h.contains('/')),
                ("a", "href") => leads_out(value),
                ("a", "rel") => value == REL,
                ("ol", "start") => !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()),
                ("a" | "span", "class") => ours,
                _ => false,
            };
            if !fine {
                self.faults.push(format!("{name} {attribute}={value:?}"));
            }
        }
        if name == "a" && (value("href").is_none() || (!ours && value("rel").is_none())) {
            self.faults.push("a link without href or rel".into());
        }
    }
}

/// What a browser makes of an address: blanks and signs below it are cut off at both ends, tabs and line ends anywhere.
fn leads_out(href: &str) -> bool {
    let seen: String = href
        .trim_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect::<String>()
        .to_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| seen.starts_with(scheme))
}

/// The browser's reading alone: how deep the HTML is, or its faults.
pub fn tokens(html: &str, mentions: bool) -> Result<usize, Vec<String>> {
    let sink = Sink(RefCell::new(Reading { mentions, ..Reading::default() }));
    let options = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(sink, options);
    let input = BufferQueue::default();
    input.push_back(html.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut reading = tokenizer.sink.0.into_inner();
    if !reading.open.is_empty() {
        reading.faults.push(format!("never ended: {:?}", reading.open));
    }
    if reading.faults.is_empty() { Ok(reading.deepest) } else { Err(reading.faults) }
}

fn grammar(html: &str, mentions: bool) -> Result<(), String> {
    static DRAWN: LazyLock<Regex> = LazyLock::new(|| {
        let href = r#"(?:https?://[!#-;=?-~]+|mailto:[!#-;=?-~]+)"#;
        let tags = "p|h[3-6]|blockquote|ul|ol|li|pre|code|em|strong|del|table|thead|tbody|tr|th|td";
        let link = format!(r#"a href="{href}" rel="{REL}""#);
        Regex::new(&format!(r#"^(?:[^<>]|<(?:br|hr|/?(?:{tags})|ol start="[0-9]{{1,9}}"|{link}|/a)>)*$"#)).unwrap()
    });
    static MENTION: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"<a class="mention" href="/hosts/[^"<>/]*">@[^<>]*</a>|<span class="mention">@[^<>]*</span>"#)
            .unwrap()
    });
    let bare = if mentions { MENTION.replace_all(html, "") } else { html.into() };
    if DRAWN.is_match(&bare) { Ok(()) } else { Err("no sentence of the grammar".into()) }
}

/// Every one of these is unsafe or broken, in a way of its own. A judge that lets one pass is no judge.
pub const PLANTED: &[&str] = &[
    "<script>alert(1)</script>",
    "<p>x<script src=//evil.example></script></p>",
    "<p onclick=\"alert(1)\">x</p>",
    "<p style=\"position:fixed\">x</p>",
    "<p class=\"button\">x</p>",
    "<p id=\"main\">x</p>",
    "<h1>x</h1>",
    "<h2>x</h2>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"https://ok.example/x.png\">",
    "<svg onload=alert(1)></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\">x</a></svg>",
    "<math><mi>x</mi></math>",
    "<iframe src=\"https://ok.example\"></iframe>",
    "<form action=\"https://ok.example\"><input></form>",
    "<style>p{}</style>",
    "<base href=\"https://evil.example/\">",
    "<meta http-equiv=\"refresh\" content=\"0\">",
    "<!-- x -->",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!doctype html>",
    "<![CDATA[x]]>",
    "<?xml?>",
    "<a href=\"javascript:alert(1)\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"JaVaScRiPt:alert(1)\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"java&#9;script:alert(1)\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"&#106;avascript&colon;alert(1)\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"&#1;javascript:alert(1)\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"data:text/html,x\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"vbscript:x\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"svg:x\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"/admin\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"//evil.example\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"#top\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"\u{2028}javascript:alert(1)\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a href=\"https://ok.example/\">x</a>",
    "<a href=\"https://ok.example/\" rel=\"nofollow\">x</a>",
    "<a href=\"https://ok.example/\" rel=\"nofollow ugc noopener noreferrer\" target=\"_top\">x</a>",
    "<a href=\"https://ok.example/\" rel=\"nofollow ugc noopener noreferrer\" title=\"x\">x</a>",
    "<a href='https://ok.example/' onmouseover=alert(1) rel='nofollow ugc noopener noreferrer'>x</a>",
    "<a href=\"https://ok.example/\" href=\"javascript:x\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a rel=\"nofollow ugc noopener noreferrer\">x</a>",
    "<a class=\"mention\" href=\"/hosts/x\">@x</a>",
    "<span class=\"mention\">@x</span>",
    "<span>x</span>",
    "<p/>",
    "<p>never ended",
    "ended only</p>",
    "<p><em>crossed</p></em>",
    "<p title=\"<img src=x onerror=alert(1)>\">x</p>",
    "<td align=\"right\">x</td>",
    "<ol start=\"1 onclick=x\"></ol>",
    "<ol type=\"a\"></ol>",
    "<code class=\"language-js\">x</code>",
    "<textarea></textarea>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\"></noscript>",
    "<template><p>x</p></template>",
    "<p>< script>x</p>",
    "<p>a <b c</p>",
    "<xmp>x</xmp>",
    "<plaintext>",
];
/// The same, where names have been put in.
pub const PLANTED_SHOWN: &[&str] = &[
    "<a class=\"mention\" href=\"/admin\">@x</a>",
    "<a class=\"mention\" href=\"/hosts/../admin\">@x</a>",
    "<a class=\"mention\" href=\"javascript:x\">@x</a>",
    "<span class=\"mention\" onclick=\"x\">@x</span>",
    "<span class=\"notice\">@x</span>",
    "<span class=\"mention\">@<script>x</script></span>",
    "<a href=\"https://ok.example/\" rel=\"nofollow ugc noopener noreferrer\"><a class=\"mention\" href=\"/hosts/x\">@x</a></a>",
    "<a href=\"https://ok.example/<span class=\"mention\">@x</span>\" rel=\"nofollow ugc noopener noreferrer\">x</a>",
];

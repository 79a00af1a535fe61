//! What somebody writes who means harm: some thousands of texts, made of what is known to have worked somewhere.
use super::super::mentions::{CLOSE, OPEN};
use std::collections::BTreeSet;

/// Every text, each once.
pub fn all() -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let addresses = addresses();
    for address in &addresses {
        all.extend(AROUND_ADDRESS.iter().map(|around| around.replace("{}", address)));
    }
    let tags = tags();
    for tag in &tags {
        all.extend(AROUND_TAG.iter().map(|around| around.replace("{}", tag)));
    }
    all.extend(CLASSICS.iter().map(|text| text.to_string()));
    all.extend(tokens_everywhere());
    let seeds: Vec<String> = CLASSICS.iter().map(|t| t.to_string()).chain(tags).chain(addresses).collect();
    all.extend(spliced(&seeds, 2_500));
    all.extend(bytes(500));
    all
}

/// Addresses that must lead nowhere, or nowhere but out, in every disguise of their scheme.
fn addresses() -> Vec<String> {
    let mut all: Vec<String> = ADDRESSES.iter().map(|a| a.to_string()).collect();
    for scheme in ["javascript", "vbscript", "data", "jAvAsCrIpT"] {
        let rest = if scheme == "data" { "text/html,<script>alert(1)</script>" } else { "alert(1)" };
        let (first, others) = scheme.split_at(1);
        let middle = scheme.len() / 2;
        let (a, b) = scheme.split_at(middle);
        let code = u32::from(first.chars().next().unwrap());
        let each = |f: &dyn Fn(u32) -> String| scheme.chars().map(|c| f(u32::from(c))).collect::<String>();
        let mut disguised = vec![
            format!("&#{code};{others}"),
            format!("&#x{code:x};{others}"),
            format!("&#X{code:X};{others}"),
            format!("&#{code:07};{others}"),
            format!("&#{code}{others}"),
            format!("&amp;#{code};{others}"),
            format!("%{code:x}{others}"),
            format!("\\{scheme}"),
            each(&|c| format!("&#{c};")),
            each(&|c| format!("&#x{c:04x};")),
            each(&|c| format!("%{c:02x}")),
            each(&|c| format!("\\u{c:04x}")),
            each(&|c| char::from_u32(c - 0x21 + 0xff01).unwrap().to_string()),
            format!("view-source:{scheme}"),
            format!("feed:{scheme}"),
            format!("http:{scheme}"),
            format!("mailto:{scheme}"),
            format!("//{scheme}"),
            format!("x{OPEN}7{CLOSE}{scheme}"),
            format!("{a}{OPEN}7{CLOSE}{b}"),
        ];
        for sign in SIGNS {
            disguised.push(format!("{sign}{scheme}"));
            disguised.push(format!("{a}{sign}{b}"));
            disguised.push(format!("{scheme}{sign}"));
        }
        for disguise in disguised {
            all.push(format!("{disguise}:{rest}"));
            all.push(format!("{disguise}&colon;{rest}"));
        }
        all.extend(
            ["&#58;", "&#x3a;", "&#x0003A;", "\\:", "%3a", "：", "::", ":/**/", "://ok.example/%0a"]
                .map(|colon| format!("{scheme}{colon}{rest}")),
        );
    }
    all
}

/// What browsers, parsers or people do not see.
const SIGNS: &[&str] = &[
    "\t",
    "\n",
    "\r",
    "\u{b}",
    "\u{c}",
    "\0",
    "\u{1}",
    "\u{8}",
    "\u{1f}",
    "\u{7f}",
    "\u{80}",
    "\u{85}",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{200d}",
    "\u{200e}",
    "\u{202e}",
    "\u{2028}",
    "\u{2029}",
    "\u{3000}",
    "\u{feff}",
    "\u{fffd}",
    "\u{fffe}",
    "&Tab;",
    "&NewLine;",
    "&nbsp;",
    "&ZeroWidthSpace;",
    "&shy;",
    "&#0;",
    "&#1;",
    "&#9;",
    "&#10;",
    "&#13;",
    "&#x20;",
    "&#xD800;",
    "&#x110000;",
    "%00",
    "%09",
    "%0a",
    " ",
    "\\",
    "\\\n",
    "<!---->",
    "'",
    "\"",
    "`",
];

const ADDRESSES: &[&str] = &[
    "/admin",
    "//evil.example/x",
    "\\\\evil.example\\x",
    "/\\evil.example",
    "../admin",
    "?delete=1",
    "#top",
    ".",
    "",
    "file:///etc/passwd",
    "ftp://ok.example/",
    "blob:https://ok.example/1",
    "about:blank",
    "chrome://settings",
    "tel:+31",
    "sms:1",
    "intent://x#Intent;end",
    "steam://run/1",
    "ws://ok.example",
    "jar:https://ok.example!/x",
    "mhtml:https://x",
    "ms-its:x",
    "livescript:x",
    "mocha:x",
    "res://x",
    "gopher://x",
    "irc://x",
    "magnet:?x",
    "bitcoin:x",
    "cid:x",
    "mid:x",
    "svg:x",
    "xmpp:x@y.example",
    "news:x",
    "javascript:",
    "data:",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "javascript://ok.example/%0aalert(1)",
    "javascript:\"/*'/*`/*--></noscript></title></textarea></style></template></noembed></script><html \" onmouseover=alert(1)//\">",
    "https://ok.example/\" onclick=\"alert(1)",
    "https://ok.example/' onclick='alert(1)",
    "https://ok.example/><script>alert(1)</script>",
    "https://ok.example/`onclick=alert(1)",
    "https://ok.example/&quot;onclick=alert(1)",
    "https://ok.example/%22onclick=alert(1)",
    "https://shop.example@evil.example/",
    "https://a:b@evil.example/",
    "https:evil.example",
    "https:/\\evil.example",
    "http:///evil.example",
    "http://[::1]/",
    "http://[::1",
    "http://0x7f.1/",
    "http://evil.example\\@ok.example/",
    "http://ok。example/",
    "http://xn--/",
    "http://ok.example:99999/",
    "http:// ok.example/",
    "http://",
    "http:",
    "https",
    "mailto:",
    "mailto:x",
    "mailto:a@b.example?body=<script>",
    "mailto:a@b.example\"onclick=alert(1)",
    "mailto:a@b.example>x",
    "mailto:a@b.example'<img src=x onerror=alert(1)>",
    "mailto:%22@b.example",
    "http://\u{e000}7\u{e001}.example/",
    "http://ok.example/\u{e000}7\u{e001}",
    "mailto:\u{e000}7\u{e001}@b.example",
    "http://ok.example/&#xe000;7&#xe001;",
];

const AROUND_ADDRESS: &[&str] = &[
    "[x]({})",
    "[x](<{}>)",
    "[x]({} \"t\")",
    "[]({})",
    "<{}>",
    "{}",
    "see {}, or not",
    "[x][r]\n\n[r]: {}",
    "[r]\n\n[r]: <{}> 'x'",
    "![x]({})",
    "![]({})",
    "[![x]({})](https://ok.example)",
    "![a [b]({}) c](https://ok.example)",
    "<a href=\"{}\">x</a>",
    "<a href='{}'>x",
    "<a href={}>x</a>",
    "<img src=\"{}\">",
    "<svg><a xlink:href=\"{}\"><text>x</text></a></svg>",
    "<iframe srcdoc='<a href=\"{}\">'></iframe>",
    "| a |\n|---|\n| [x]({}) |",
    "> 1. [x]({})",
    "# [x]({})",
    "`[x]({})` and ``` {} ```",
    "[x](https://ok.example/?u={})",
    "[x](https://ok.example \"{}\")",
    "[{}](https://ok.example)",
    "https://ok.example/{}",
    "www.ok.example/?{}",
    "**[x]({})** ~~<{}>~~",
];

/// Elements, handlers and quotes, in every mixture that has been seen to slip through somewhere.
fn tags() -> Vec<String> {
    let mut all = vec![];
    for tag in TAGS {
        all.push(format!("<{tag}>alert(1)</{tag}>"));
        all.push(format!("<{} src=x href=x>", tag.to_uppercase()));
        all.push(format!("<{tag}/onload=alert(1)//"));
        all.push(format!("<{tag} src=x onerror=alert(1)>"));
        all.push(format!("<{tag}\nonload\n=\n'alert(1)'\n>"));
        all.push(format!("<{tag}\u{c}onload=\"alert(1)\""));
        all.push(format!("<<{tag}>{tag}>alert(1)<</{tag}>"));
        all.push(format!("</{tag} x=\"><img src=x onerror=alert(1)>\">"));
        all.push(format!("&lt;{tag}&gt;&#60;{tag}&#62;\\<{tag}\\>"));
        all.push(format!("<{tag} title=\"{OPEN}7{CLOSE}\">"));
    }
    for handler in HANDLERS {
        for quote in ["", "\"", "'", "`", "&quot;", "\u{201d}"] {
            all.push(format!("<b {handler}={quote}alert(1){quote}>x</b>"));
            all.push(format!("<a href=https://ok.example{quote}{handler}={quote}alert(1)>x"));
        }
    }
    all
}

const TAGS: &[&str] = &[
    "script",
    "style",
    "img",
    "image",
    "svg",
    "math",
    "iframe",
    "object",
    "embed",
    "applet",
    "form",
    "input",
    "button",
    "select",
    "textarea",
    "video",
    "audio",
    "source",
    "track",
    "link",
    "meta",
    "base",
    "body",
    "html",
    "head",
    "title",
    "frameset",
    "frame",
    "noscript",
    "noembed",
    "noframes",
    "template",
    "slot",
    "xmp",
    "plaintext",
    "listing",
    "marquee",
    "bgsound",
    "layer",
    "details",
    "dialog",
    "portal",
    "isindex",
    "keygen",
    "foreignObject",
    "animate",
    "set",
    "use",
    "desc",
    "mtext",
    "mglyph",
    "malignmark",
    "annotation-xml",
    "table",
    "td",
    "x-y",
    "a",
    "p",
    "div",
    "svg:script",
    "?php",
    "!DOCTYPE",
    "!--",
    "![CDATA[",
];
const HANDLERS: &[&str] = &[
    "onclick",
    "OnMouseOver",
    "onerror",
    "onload",
    "onfocus autofocus",
    "onanimationstart",
    "ontoggle",
    "onpointerenter",
    "style",
    "formaction",
    "srcdoc",
    "xlink:href",
    "xmlns",
    "is",
    "on\u{0}click",
    "on&#99;lick",
    "/onclick",
    "\u{a0}onclick",
    "data-x onclick",
    "srcset",
    "ping",
    "background",
    "poster",
    "dynsrc",
];
const AROUND_TAG: &[&str] = &[
    "{}",
    "x {} x",
    "> {}",
    "- x\n\n  {}",
    "| {} |\n|---|\n| {} |",
    "```{}\n{}\n```",
    "`{}` ``{}``",
    "[{}](https://ok.example)",
    "[x](https://ok.example \"{}\")",
    "[x](<https://ok.example/{}>)",
    "![{}](https://ok.example)",
    "[{}]\n\n[{}]: https://ok.example '{}'",
    "## {}\n{}\n===",
    "*{}**{}~~{}~~",
];

const CLASSICS: &[&str] = &[
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<math><mtext><table><mglyph><style><math><img src onerror=alert(1)>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<svg><foreignObject><math><annotation-xml encoding=\"text/html\"><style><img src=x onerror=alert(1)>",
    "<table><td><svg><desc><table><a title=\"</desc></svg><img src=x onerror=alert(1)>\">",
    "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror=alert(1)>\">",
    "<svg><animate attributeName=href values=javascript:alert(1) /><a><text y=20>x</text></a></svg>",
    "<svg><set attributeName=onmouseover to=alert(1)>",
    "<a href=\"java<!-- x -->script:alert(1)\">x</a>",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<!--><script>alert(1)</script>-->",
    "<!---><script>alert(1)</script>",
    "<! foo=\"><script>alert(1)</script>\">",
    "<? foo=\"><script>alert(1)</script>\">",
    "</ foo=\"><script>alert(1)</script>\">",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<div style=\"background:url(javascript:alert(1))\">x</div>",
    "<div style=width:expression(alert(1))>x</div>",
    "<img src=`x` onerror=alert(1)>",
    "<img \"\"\"><script>alert(1)</script>\">",
    "<img src=x:x onerror\n=alert(1)//",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\u{2028}>alert(1)</script>",
    "<ſcript>alert(1)</ſcript>",
    "＜script＞alert(1)＜/script＞",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "\u{1b}$B<script>\u{1b}(Balert(1)",
    "<b>**<script>**</b>",
    "**<b>**</b>",
    "[<script>alert(1)</script>](https://ok.example)",
    "[a](https://ok.example \"t\" onmouseover=alert(1))",
    "[a](https://ok.example \"t\\\" onmouseover=alert(1) x=\\\"\")",
    "![\" onerror=\"alert(1)](https://ok.example/x.png)",
    "![x](https://ok.example/x.png\"onerror=\"alert(1))",
    "<https://ok.example/\"onmouseover=\"alert(1)>",
    "<a@b.example\"onclick=alert(1)>",
    "a@b.example\"onclick=alert(1)",
    "[x]: javascript:alert(1)\n[x]",
    "[X]\n\n[x]: javascript:alert(1)\n[x]: https://ok.example",
    "[ẞ]\n\n[SS]: javascript:alert(1)",
    "[a\\](javascript:alert(1))](https://ok.example)",
    "[a](javascript:alert\\(1\\))",
    "[a](<javascript:alert(1)> 'x')",
    "[a](javascript:alert&#40;1&#41;)",
    "[a](https://ok.example)<a href='javascript:alert(1)'>b</a>",
    "[a[b](javascript:alert(1))c](javascript:alert(2))",
    "![a![b](javascript:alert(1))c](javascript:alert(2))",
    "[a](https://ok.example/<b>)",
    "```js\" onclick=\"alert(1)\nx\n```",
    "~~~ <script>alert(1)</script>\nx\n~~~",
    "```math\n<script>\n```",
    "$`<script>alert(1)</script>`$ $$<img src=x onerror=alert(1)>$$",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    "- [x] <script>alert(1)</script>",
    "<h1 id=x>x</h1>\n\n# x {#y onclick=alert(1)}",
    "::: <script> :::",
    "---\ntitle: <script>\n---\n",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;script&amp;gt;",
    "&#x3c;script&#x3e;alert(1)&#x3c;/script&#x3e;",
    "&#60script&#62alert(1)",
    "\\<script\\>alert(1)\\</script\\>",
    "&#xe000;7&#xe001;",
    "&#57344;7&#57345; and [&#xe000;7&#xe001;](https://ok.example)",
    "`&#xe000;7&#xe001;`",
    "|a|\n|-|\n|`\\|<script>`|",
    "| a | b |\n|:-:|--:|\n| <td onclick=alert(1)> | x |",
    "1234567890. x\n999999999. x",
    "99\" onclick=\"x. a",
    "www.ok.example\"onclick=alert(1)",
    "www.ok.example/<script>",
    "https://ok.example/?a=\"><script>alert(1)</script>",
    "https://ok.example/?a='onclick='alert(1)",
    "http://ok.example&quot;onclick=alert(1)",
    "ftp://ok.example/ xmpp:a@b.example mailto:a@b.example",
    "\u{202e}<tpircs>",
    "a\u{0}b <\u{0}script>",
    "<a href=\"https://ok.example\" ping=\"https://evil.example\">x</a>",
    "<link rel=stylesheet href=//evil.example>",
    "<p>x</p></div></div></main><h1>x</h1>",
    "</textarea><script>alert(1)</script>",
    "<input autofocus onfocus=alert(1)>",
    "<button form=order formaction=//evil.example>x</button>",
    "<img name=getElementById><form name=body>",
    "{{constructor.constructor('alert(1)')()}} ${alert(1)} <%= 1 %> #{1}",
];

/// A token at each place of each of these.
fn tokens_everywhere() -> Vec<String> {
    let hosts = [
        "[a b](https://ok.example/x \"t\")",
        "![a](https://ok.example/x.png 't') <https://ok.example/> www.ok.example a@b.example",
        "[r][r]\n\n[r]: https://ok.example 'title'",
        "`code` <b title=\"x\">y</b> &amp; &#x41; \\*",
        "> - **a** _b_ ~~c~~\n\n| a |\n|:-:|\n| b |\n\n```js\nx\n```",
    ];
    let mut all = vec![];
    for host in hosts {
        for (at, _) in host.char_indices() {
            let (a, b) = host.split_at(at);
            all.push(format!("{a}{OPEN}7{CLOSE}{b}"));
            all.push(format!("{a}{OPEN}{b}7{CLOSE}"));
            all.push(format!("{a}{OPEN}\"><script>{CLOSE}{b}"));
        }
    }
    all
}

/// Pieces of two texts, put together at random, the same at each run.
fn spliced(seeds: &[String], many: usize) -> Vec<String> {
    let mut drawn = Drawn(7);
    (0..many)
        .map(|_| {
            let mut text = String::new();
            for _ in 0..2 + drawn.below(3) {
                let seed = &seeds[drawn.below(seeds.len())];
                let (from, to) = (drawn.below(seed.len() + 1), drawn.below(seed.len() + 1));
                text.push_str(&seed[seed.floor_char_boundary(from.min(to))..seed.floor_char_boundary(from.max(to))]);
                text.push_str(["", " ", "\n", "\n\n", "\"", "'", ">", "<", "](", "`", "&"][drawn.below(11)]);
            }
            text
        })
        .collect()
}

/// Bytes that are no text, as far as they reach us: through the replacement of what is no UTF-8.
fn bytes(many: usize) -> Vec<String> {
    let mut drawn = Drawn(11);
    let pieces: &[&[u8]] = &[
        b"\xc0\xbcscript\xc0\xbe",
        b"\xe0\x80\xbc",
        b"\xf8\x80\x80\x80\xbc",
        b"\xed\xa0\x80",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xc3",
        b"\x80",
        b"<img src=x onerror=",
        b"alert(1)>",
        b"\"",
        b"](java",
        b"script:alert(1))",
        b"[x",
        b"<a href=",
        b"\0",
        b"\xf4\x90\x80\x80",
        b"\xee\x80\x80",
        b"7\xee\x80\x81",
        b"\xf0\x9f",
    ];
    (0..many)
        .map(|_| {
            let all: Vec<u8> =
                (0..2 + drawn.below(8)).flat_map(|_| pieces[drawn.below(pieces.len())].to_vec()).collect();
            String::from_utf8_lossy(&all).into_owned()
        })
        .collect()
}

/// Numbers that look drawn: the same ones each time.
pub struct Drawn(pub u64);
impl Drawn {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

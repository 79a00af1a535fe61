use super::tree::DEEPEST;
use super::*;
use mentions::{CLOSE, OPEN};

mod comparing;
mod cost;
mod hostile;
mod judge;
mod mentioning;
mod reading;

/// What the safety of a text is judged by: drawn, and with names put in that are hostile themselves.
fn assert_safe(body: &str) -> usize {
    let html = draw(body);
    let depth = judge::verdict(&html, false).unwrap_or_else(|fault| panic!("{fault}\nin {html}\nof {body:?}"));
    let names = |person: i64| match person % 3 {
        0 => None,
        1 => Some(Mention { name: "\"><script>alert(1)</script>".into(), handle: Some("\"onclick=alert(1)".into()) }),
        _ => Some(Mention { name: "<b onclick='x'>&".into(), handle: None }),
    };
    let page = shown(&html, names);
    judge::verdict(&page, true).unwrap_or_else(|fault| panic!("{fault}\nin {page}\nof {body:?}"));
    assert!(!page.contains([OPEN, CLOSE]), "a token is left in {page}");
    depth
}

fn named(names: &[(i64, &str)]) -> Vec<Named> {
    names.iter().map(|(person, name)| Named { person: *person, name: name.to_string() }).collect()
}
fn token(person: i64) -> String {
    format!("{OPEN}{person}{CLOSE}")
}

mod specification {
    use super::*;

    fn examples() -> Vec<(String, String)> {
        let all: Vec<serde_json::Value> = serde_json::from_str(include_str!("tests/commonmark.json")).unwrap();
        let text = |example: &serde_json::Value, key: &str| example[key].as_str().unwrap().to_string();
        all.iter().map(|example| (text(example, "markdown"), text(example, "html"))).collect()
    }

    #[test]
    fn the_parser_gives_all_examples_of_commonmark_exactly() {
        let mut options = comrak::Options::default();
        options.render.r#unsafe = true;
        let examples = examples();
        assert_eq!(examples.len(), 655);
        for (markdown, html) in examples {
            assert_eq!(comrak::markdown_to_html(&markdown, &options), html, "{markdown:?}");
        }
    }

    #[test]
    fn every_example_of_commonmark_is_drawn_safely() {
        for (markdown, _) in examples() {
            assert_safe(&markdown);
        }
    }

    /// Where an example holds nothing that we change (HTML, headings, pictures, addresses), ours is theirs but for line ends.
    #[test]
    fn what_is_plain_in_commonmark_is_drawn_as_it_says() {
        let mut same = 0;
        for (markdown, html) in examples() {
            let ours = ["<h", "<a", "<img", "class=", "http", "www.", "<!", "|", "~", "@"];
            if ours.iter().any(|sign| html.contains(sign)) || markdown.contains('<') {
                continue;
            }
            let loose = |html: &str| {
                html.replace(" />", ">").replace("<br>\n", "\n").replace("&quot;", "\"").replace('\u{a0}', "&nbsp;")
            };
            assert_eq!(loose(draw(&markdown).trim()), loose(html.trim()), "{markdown:?}");
            same += 1;
        }
        assert!(same > 200, "{same} examples were compared");
    }
}

mod safety {
    use super::*;

    #[test]
    fn the_judge_finds_everything_that_was_planted() {
        for html in judge::PLANTED {
            assert!(judge::verdict(html, false).is_err(), "{html}");
            assert!(judge::verdict(&format!("<p>fine</p>\n{html}\n<p>fine</p>"), false).is_err(), "{html}");
        }
        for html in judge::PLANTED_SHOWN {
            assert!(judge::verdict(html, true).is_err(), "{html}");
        }
    }

    #[test]
    fn the_judge_lets_pass_what_is_fine() {
        let fine = draw(
            "# A\n\nB *c* **d** ~~e~~ `f` <https://ok.example/?a&b>\n\n7. g\n\n| h |\n|---|\n| i@j.example |\n\n---",
        );
        for part in
            ["<h3>", "<em>", "<strong>", "<del>", "<code>", "<ol start=\"7\">", "<td>", "mailto:", "<hr>", "?a&amp;b"]
        {
            assert!(fine.contains(part), "{part} in {fine}");
        }
        assert_eq!(judge::verdict(&fine, false), Ok(5));
    }

    /// The corpus bites: drawn with raw HTML and without a sanitiser, it is unsafe by the thousand.
    #[test]
    fn the_hostile_corpus_would_hurt_without_us() {
        let mut options = comrak::Options::default();
        options.extension.autolink = true;
        options.render.r#unsafe = true;
        let hostile = hostile::all();
        assert!(hostile.len() > 10_000, "{} texts", hostile.len());
        let hurts = |body: &&String| {
            let html = comrak::markdown_to_html(body, &options).to_lowercase();
            html.contains("<script") || html.contains("onerror=") || html.contains("href=\"javascript:")
        };
        let raw = hostile.iter().filter(hurts).count();
        assert!(raw > 3_000, "{raw} are unsafe when drawn raw");
    }

    /// The tree keeps harm away from the sanitiser; were the tree to fail, the sanitiser must hold by itself.
    #[test]
    fn the_sanitiser_alone_stops_what_is_hostile() {
        let mut options = comrak::Options::default();
        options.extension.autolink = true;
        options.render.r#unsafe = true;
        let raw = hostile::all().into_iter().map(|body| comrak::markdown_to_html(&body, &options));
        for html in raw.chain(judge::PLANTED.iter().map(|html| html.to_string())) {
            // What only the tree prevents: links without an address, `https:x`, which may lead to us, numbers that are none.
            let kept = SAFE.clean(&html).to_string().replace("<a rel=", "<a href=\"https://ok.example\" rel=");
            let mut faults = judge::tokens(&kept, false).err().unwrap_or_default();
            let ours = ["ParseError", "a href=\"http", "ol start="];
            faults.retain(|fault| !ours.iter().any(|sort| fault.starts_with(sort)));
            assert!(faults.is_empty(), "{faults:?} in {kept}\nof {html:?}");
        }
    }

    #[test]
    fn nothing_hostile_comes_through() {
        for body in hostile::all() {
            assert_safe(&body);
        }
    }

    #[test]
    fn nothing_hostile_comes_through_after_cleaning() {
        for body in hostile::all() {
            let kept = clean(&body);
            assert_eq!(clean(&kept), kept, "cleaned twice: {body:?}");
            if kept != body {
                assert_safe(&kept);
            }
        }
    }

    #[test]
    fn raw_html_is_shown_as_it_was_written() {
        assert_eq!(draw("Use Vec<String> & <b>bold</b>"), "<p>Use Vec&lt;String&gt; &amp; &lt;b&gt;bold&lt;/b&gt;</p>");
        assert_eq!(draw("<div>\n*x*\n</div>"), "<p>&lt;div&gt;\n*x*\n&lt;/div&gt;</p>");
    }

    #[test]
    fn headings_stand_under_those_of_the_page() {
        let html = draw("# a\n\n## b\n\n### c\n\n###### d\n\ne\n===");
        assert_eq!(html, "<h3>a</h3>\n<h4>b</h4>\n<h5>c</h5>\n<h6>d</h6>\n<h3>e</h3>");
    }

    #[test]
    fn pictures_are_links_and_links_lend_nobody_our_name() {
        let to =
            |url: &str, text: &str| format!(r#"<a href="{url}" rel="nofollow ugc noopener noreferrer">{text}</a>"#);
        let p = |inner: String| format!("<p>{inner}</p>");
        assert_eq!(draw("![my pan](https://ok.example/pan.jpg)"), p(to("https://ok.example/pan.jpg", "my pan")));
        assert_eq!(
            draw("![](https://ok.example/pan.jpg)"),
            p(to("https://ok.example/pan.jpg", "https://ok.example/pan.jpg"))
        );
        assert_eq!(draw("[![pan](https://a.example)](https://b.example)"), p(to("https://b.example/", "pan")));
        assert_eq!(draw("[x](HTTPS://OK.example \"title\")"), p(to("https://ok.example/", "x")));
        assert_eq!(draw("www.ok.example"), p(to("http://www.ok.example/", "www.ok.example")));
        assert_eq!(draw("me@ok.example"), p(to("mailto:me@ok.example", "me@ok.example")));
        for nowhere in
            ["/admin", "#top", "javascript:alert(1)", "ftp://ok.example", "https://shop.example@evil.example"]
        {
            assert_eq!(draw(&format!("[x]({nowhere})")), "<p>x</p>");
        }
    }

    #[test]
    fn lines_stay_lines_and_code_stays_code() {
        assert_eq!(draw("a\nb"), "<p>a<br>\nb</p>");
        assert_eq!(draw("```rust\nlet x = 1 < 2;\n```"), "<pre><code>let x = 1 &lt; 2;\n</code></pre>");
    }
}

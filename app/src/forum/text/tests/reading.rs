//! Text that is cleaned, and read without its Markdown.
use super::*;

#[test]
fn line_ends_are_one_kind_and_nothing_blank_ends_a_text() {
    assert_eq!(clean("a\r\nb\rc\u{2028}d\u{2029}e\u{85}f\u{c}g \n\t\n "), "a\nb\nc\nd\ne\nf\ng");
    assert_eq!(clean("\n\n    code\n\ttab"), "    code\n\ttab");
    assert_eq!(clean(" \u{a0}\n\u{3000}"), "");
}

#[test]
fn signs_that_cannot_be_seen_are_gone() {
    for sign in [
        "\0",
        "\u{1b}",
        "\u{7f}",
        "\u{9f}",
        "\u{e000}",
        "\u{e001}",
        "\u{202e}",
        "\u{2066}",
        "\u{200e}",
        "\u{61c}",
        "\u{200b}",
        "\u{ad}",
        "\u{2060}",
        "\u{feff}",
        "\u{fffe}",
        "\u{1ffff}",
        "\u{fdd0}",
        "\u{e0041}",
        "\u{e0001}",
        "\u{3164}",
        "\u{200d}",
        "\u{200c}",
        "\u{fe0f}\u{fe0f}",
    ] {
        let (kept, more) = (clean(&format!("pan{sign}cake")), sign.starts_with('\u{fe0f}'));
        assert_eq!(kept.chars().count(), if more { 8 } else { 7 }, "{sign:?} in {kept:?}");
    }
}

#[test]
fn what_emoji_and_other_writings_need_stays() {
    for text in
        ["👩🏽‍🍳", "❤️‍🔥", "👨‍👩‍👧", "1️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴‍☠️", "می‌خواهم", "क्‍ष", "Việt Nam", "שָׁלוֹם", "ก็ดี", "မြွှေ့", "葛󠄀城", "naïve café"]
    {
        assert_eq!(clean(text), text, "{text:?}");
    }
}

#[test]
fn words_are_not_hidden_behind_a_flag() {
    assert_eq!(clean("🏴\u{e0068}\u{e0069}"), "🏴");
    assert_eq!(clean(&format!("🏴{}\u{e007f}", "\u{e0068}".repeat(40))), "🏴");
}

#[test]
fn marks_do_not_pile_up() {
    let zalgo = format!("z{}a{}", "\u{336}\u{301}\u{489}".repeat(40), "\u{e47}".repeat(40));
    let kept = clean(&zalgo);
    assert!(kept.chars().count() <= 2 + 6 + 6, "{kept:?}");
    assert!(clean(&format!("z{}", "\u{301}\u{200d}".repeat(40))).chars().count() <= 5 + 4);
    assert!(kept.starts_with('z') && kept.contains('a'));
}

#[test]
fn plain_text_has_the_words_and_nothing_else() {
    let body = format!(
        "# Pan\n\nHello {}, *see* [this](https://ok.example \"t\") `x < y`:\n\n- one\n- two\n\n> said\n> again\n\n```\ncode\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n![alt](https://ok.example/p.png) &amp; \\*",
        token(7)
    );
    assert_eq!(plain(&body), "Pan\nHello , see this x < y:\none\ntwo\nsaid\nagain\ncode\na b \nc d \nalt & *");
    assert_eq!(plain(""), "");
}

#[test]
fn an_excerpt_is_one_line_and_ends_after_a_word() {
    let body = "## Seasoning\n\nRub it with *linseed* oil, then bake it.";
    assert_eq!(excerpt(body, 200), "Seasoning Rub it with linseed oil, then bake it.");
    assert_eq!(excerpt(body, 34), "Seasoning Rub it with linseed oil…");
    assert_eq!(excerpt(body, 33), "Seasoning Rub it with linseed…");
    assert_eq!(excerpt(body, 35), "Seasoning Rub it with linseed oil…");
    assert_eq!(excerpt("one two", 7), "one two");
    assert_eq!(excerpt("one two", 6), "one…");
}

#[test]
fn an_excerpt_is_never_longer_than_asked_and_cuts_no_sign_apart() {
    for body in [
        "abcdefghijklmnop",
        "日本語の長い文章です、とても長い",
        "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
        "a b c d e f g h i j",
        "👩🏽‍🍳👩🏽‍🍳👩🏽‍🍳👩🏽‍🍳",
    ] {
        for most in 1..20 {
            let cut = excerpt(body, most);
            assert!(cut.chars().count() <= most, "{cut:?} of {body} at {most}");
            let kept = cut.trim_end_matches('…');
            assert!(
                body.starts_with(kept)
                    && body.grapheme_indices(true).any(|(at, _)| at == kept.len() || kept.len() == body.len()),
                "{cut:?}"
            );
        }
    }
}

#[test]
fn every_link_gives_its_host() {
    let body = "[a](HTTPS://One.Example:8080/x) <http://two.example.> www.three.example me@Four.example ![p](http://five.example/p.png)\n\n[six][r] `http://no.example` [x](/no) [y](javascript:no) ftp://no.example http://bücher.example\n\n[r]: http://six.example";
    let expected = [
        "one.example",
        "two.example",
        "www.three.example",
        "four.example",
        "five.example",
        "six.example",
        "xn--bcher-kva.example",
    ];
    assert_eq!(links(body), expected);
    let drawn = draw(body);
    assert_eq!(drawn.matches("<a href").count(), expected.len());
    assert_eq!(links("no link, example.org"), Vec::<String>::new());
}

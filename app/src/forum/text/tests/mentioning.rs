//! Names that become tokens, and tokens that become names.
use super::*;

fn kitchen() -> Vec<Named> {
    named(&[
        (7, "Ann"),
        (8, "Ann Baker"),
        (9, "Zoë"),
        (10, "O’Neill"),
        (11, "Brisk Fennel"),
        (12, "a_b"),
        (13, "Ann-Marie"),
    ])
}
fn kept(body: &str) -> String {
    with_tokens(body, &kitchen()).0
}

#[test]
fn a_name_becomes_a_token_whatever_its_case_and_accents() {
    for said in ["@Zoë", "@zoe", "@ZOË", "@Zoe\u{308}"] {
        assert_eq!(kept(&format!("hello {said}, thanks")), format!("hello {}, thanks", token(9)), "{said}");
    }
    assert_eq!(kept("@O'Neill @o’neill"), format!("{} {}", token(10), token(10)));
    assert_eq!(kept("@brisk  fennel"), token(11));
    assert_eq!(kept("@a_b_"), "@a_b_");
}

#[test]
fn the_longest_name_wins() {
    assert_eq!(kept("@Ann Baker and @Ann B"), format!("{} and {} B", token(8), token(7)));
    assert_eq!(
        kept("@Ann-Marie @Ann-Sophie @Ann- @Ann’s"),
        format!("{} @Ann-Sophie {}- {}’s", token(13), token(7), token(7))
    );
    assert_eq!(kept("@Ann\nBaker"), format!("{}\nBaker", token(7)));
}

#[test]
fn nobody_is_mentioned_within_a_word_an_address_or_a_path() {
    for text in [
        "me@ann",
        "me@Ann.example",
        "@Annabel",
        "@@Ann",
        "@Ann@ok.example",
        "x/@Ann",
        "\\@Ann",
        "@ Ann",
        "https://ok.example/@Ann",
        "https://ok.example?x,@Ann",
        "é@Ann",
    ] {
        assert_eq!(with_tokens(text, &kitchen()), (text.to_string(), vec![]), "{text}");
    }
    for text in [
        "(@Ann)",
        "“@Ann”",
        "*@Ann*",
        "**@Ann**",
        "@Ann.",
        "@Ann!",
        "> @Ann:",
        "- @Ann",
        "|@Ann|\n|-|\n|x|",
        "# @Ann",
        "~~@Ann~~",
    ] {
        assert_eq!(with_tokens(text, &kitchen()), (text.replace("@Ann", &token(7)), vec![7]), "{text}");
    }
}

#[test]
fn nobody_is_mentioned_in_code_html_or_links() {
    for text in [
        "`@Ann`",
        "``x @Ann` y``",
        "```\n@Ann\n```",
        "    @Ann",
        "<b title=\"@Ann\">",
        "<!-- @Ann -->",
        "[@Ann](https://ok.example)",
        "[x](https://ok.example/,@Ann \"@Ann\")",
        "![@Ann](x)",
        "[x]: https://ok.example '@Ann'\n\n[x]",
        "~~~ @Ann\n~~~",
    ] {
        assert_eq!(with_tokens(text, &kitchen()), (text.to_string(), vec![]), "{text}");
    }
    assert_eq!(with_tokens("`@Ann` @Ann ` @Ann", &kitchen()), (format!("`@Ann` {0} ` {0}", token(7)), vec![7]));
}

#[test]
fn everybody_is_listed_once_and_ten_at_most() {
    let many: Vec<Named> = (1..=30).map(|n| Named { person: n, name: format!("Guest{n}") }).collect();
    let body: String = (1..=30).map(|n| format!("@Guest{n} ")).collect();
    let (stored, people) = with_tokens(&(body.clone() + &body), &many);
    assert_eq!(people, (1..=10).collect::<Vec<_>>());
    assert_eq!(stored.matches(OPEN).count(), 20);
    assert!(stored.contains("@Guest11 "));
    let (stored, people) = with_tokens(&"@ann ".repeat(2_000), &kitchen());
    assert_eq!((stored.matches(OPEN).count(), people), (50, vec![7]));
}

#[test]
fn of_two_with_one_name_the_first_is_meant_and_a_name_of_nothing_is_nobodys() {
    assert_eq!(
        with_tokens("@Ann @", &named(&[(1, "Ann"), (2, "ann"), (3, ""), (4, " ")])),
        (format!("{} @", token(1)), vec![1])
    );
    assert_eq!(with_tokens("@Ann", &[]), ("@Ann".into(), vec![]));
}

#[test]
fn tokens_cannot_be_written_by_hand() {
    assert_eq!(with_tokens(&format!("x {} @Ann", token(99)), &kitchen()), (format!("x 99 {}", token(7)), vec![7]));
    for entities in ["&#xe000;99&#xe001;", "&#57344;99&#57345;", "&#x00e000;99&#xE001;"] {
        let within = format!("`{entities}` [{entities}](https://ok.example)");
        for body in [entities.to_string(), format!("{} {entities}", token(7)), within] {
            assert!(!mentions::people(&draw(&body)).contains(&99), "{body}");
        }
    }
}

#[test]
fn tokens_are_never_filled_within_a_tag() {
    let html = format!("<a title=\"a>{0}\" {0}>{0}</a{0}>{0}", token(7));
    assert_eq!(mentions::filled(&html, |person, _| person.to_string()), "<a title=\"a>\" >7</a>7");
}

#[test]
fn names_come_back_as_they_are_today() {
    let name = |person| (person == 7).then(|| "Anna".to_string());
    assert_eq!(
        with_names(&format!("{} and {}, {OPEN}x{CLOSE}{OPEN}", token(7), token(8)), name),
        "@Anna and @someone, x"
    );
    let (stored, _) = with_tokens("Thanks @Ann Baker!", &kitchen());
    assert_eq!(with_names(&stored, |_| Some("Ann Baker".into())), "Thanks @Ann Baker!");
}

#[test]
fn a_host_is_linked_a_guest_is_not_and_whoever_is_gone_is_someone() {
    let html = draw(&format!("{} {} {}", token(1), token(2), token(3)));
    let page = shown(&html, |person| match person {
        1 => Some(Mention { name: "Ann & co".into(), handle: Some("ann".into()) }),
        2 => Some(Mention { name: "Bo".into(), handle: None }),
        _ => None,
    });
    assert_eq!(
        page,
        "<p><a class=\"mention\" href=\"/hosts/ann\">@Ann &amp; co</a> <span class=\"mention\">@Bo</span> <span class=\"mention\">@someone</span></p>"
    );
}

#[test]
fn within_a_link_a_name_is_no_link() {
    let page = shown(&draw(&format!("[see {}](https://ok.example) {}", token(1), token(1))), |_| {
        Some(Mention { name: "A".into(), handle: Some("a".into()) })
    });
    assert_eq!(page.matches("<span class=\"mention\">").count(), 1);
    assert_eq!(page.matches("<a class=\"mention\"").count(), 1);
}

#[test]
fn looking_for_names_is_quick_whatever_is_written() {
    let many: Vec<Named> = (0..500).map(|n| Named { person: n, name: format!("a.a.a.a.a.a.a.a.a.{n}") }).collect();
    for body in ["@", "@a", "@a ", "@a.a.a.a.a ", "@\u{301}", "@a.a.a.a.a.a.a.a.a.1 ", " @"] {
        let body = body.repeat(MOST / body.len());
        let (stored, _) = with_tokens(&body, &many);
        assert!(stored.len() <= MOST + 50 * 12);
    }
}

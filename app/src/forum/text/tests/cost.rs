//! What the dearest posts cost: how large and how deep they become.
use super::*;

/// Posts as long as they may be, of one thing over and over.
pub fn worst() -> Vec<(&'static str, String)> {
    let fill = |piece: &str| piece.repeat(MOST / piece.len());
    let rows = |head: String, row: &str| head.clone() + &row.repeat((MOST - head.len()) / row.len());
    let columns = |n: usize| format!("{}|\n{}|\n", "|a".repeat(n), "|-".repeat(n));
    let steps = |sign: &str| {
        (0..)
            .map(|n| format!("{}{sign} a\n", "  ".repeat(n)))
            .scan(0, |sum, l| {
                *sum += l.len();
                (*sum < MOST).then_some(l)
            })
            .collect::<String>()
    };
    vec![
        ("quotes", fill("> ")),
        ("quotes without blanks", fill(">")),
        (
            "quotes of many lines",
            (1..)
                .map(|n| format!("{}a\n", ">".repeat(n)))
                .scan(0, |sum, l| {
                    *sum += l.len();
                    (*sum < MOST).then_some(l)
                })
                .collect(),
        ),
        ("a rule", fill("- ")),
        ("lists on one line", fill("- ") + "a"),
        ("lists on one line, mixed", fill("- + 1. ") + "a"),
        ("numbers on one line", fill("1. ")),
        ("lists in steps", steps("-")),
        ("lists and quotes", fill("> - ")),
        ("items", fill("- a\n")),
        ("emphasis opened", fill("*a ")),
        ("emphasis closed", fill("a* ")),
        ("emphasis nested", "*a **a ".repeat(MOST / 14) + &" a** a*".repeat(MOST / 14)),
        ("emphasis and underscores", fill("*_")),
        ("stars", fill("*")),
        ("words between stars", fill("**a**")),
        ("struck", "~~a ".repeat(MOST / 8) + &" a~~".repeat(MOST / 8)),
        ("brackets opened", fill("[")),
        ("brackets nested", "[".repeat(MOST / 2) + &"]".repeat(MOST / 2)),
        ("links opened", fill("[a](")),
        ("links nested", fill("[a](b")),
        ("pictures nested", "![".repeat(MOST / 6) + &"](u)".repeat(MOST / 6)),
        ("pictures of pictures", "![a".repeat(MOST / 20) + &"](http://a.bc/)".repeat(MOST / 20)),
        ("links", fill("[a](http://b.c) ")),
        ("addresses", fill("http://a.b ")),
        ("addresses bare", fill("www.a.b ")),
        ("addresses cut", fill("www.a")),
        ("mail", fill("a@b.c ")),
        ("mail cut", fill("a@")),
        ("one long address", "http://a.b/".to_string() + &"a".repeat(MOST - 20)),
        ("brackets behind an address", "http://a.b/".to_string() + &"(".repeat(MOST / 2) + &")".repeat(MOST / 3)),
        ("angles", fill("<http://a.b>")),
        ("references", "[a]: http://b.c/".to_string() + &"d".repeat(MOST / 2) + "\n\n" + &"[a] ".repeat(MOST / 8)),
        ("references that are links", format!("[a]: http://b.c/{}\n\n{}", "d".repeat(1_900), "[a] ".repeat(2_000))),
        ("references unknown", fill("[a][b] ")),
        ("definitions", (0..600).map(|n| format!("[{n}]: http://a.b\n")).collect()),
        ("backticks", (1..140).map(|n| "`".repeat(n) + "a").collect()),
        ("fences", fill("```\n")),
        ("code", fill("`a` ")),
        ("entities", fill("&amp;")),
        ("signs that are escaped", fill("\"&<>")),
        ("angles alone", fill("<")),
        ("tags", fill("<b>")),
        ("comments", fill("<!--")),
        ("instructions", fill("<?")),
        ("sections", fill("<![CDATA[")),
        ("backslashes", fill("\\*")),
        ("breaks", fill("a\n")),
        ("blocks", fill("a\n\n")),
        ("rules", fill("---\n\n")),
        ("headings", fill("# a\n")),
        ("heading lines", fill("a\n=\n")),
        ("tables of many cells", rows(columns(20), "a\n")),
        ("tables of wide rows", rows(columns(1_000), "a\n")),
        ("tables of wider rows", rows(columns(2_000), "a\n")),
        ("tables as allowed", rows(columns(8), "a|b|c|d|e|f|g|h\n")),
        ("tables of empty cells", rows(columns(40), "|\n").lines().take(100).map(|l| format!("{l}\n")).collect()),
        ("tables again", fill("|a|\n|-|\n\n")),
        ("pipes", fill("|")),
        ("tables in quotes", fill("> |a|\n> |-|\n")),
        ("tokens", fill(&token(7))),
        ("token signs", fill(&OPEN.to_string())),
        ("words", fill("a quite ordinary text of the kind that most people write. ")),
        ("emoji", fill("🍞")),
        ("indented", fill("    a\n")),
        ("tabs", fill("\t")),
        ("nul", fill("\0")),
    ]
}

#[test]
fn the_worst_posts_stay_small_and_shallow() {
    for (name, body) in worst() {
        let html = draw(&body);
        let depth = assert_safe(&body);
        assert!(depth <= DEEPEST + 6, "{name}: {depth} deep");
        assert!(html.len() <= 40 * MOST, "{name}: {} bytes", html.len());
    }
}

#[test]
fn what_is_nested_reasonably_keeps_its_shape() {
    let html = draw(&("> ".repeat(20) + "deep"));
    assert_eq!(html.matches("<blockquote>").count(), 20);
    let html = draw(&("> ".repeat(400) + "deep"));
    assert!(html.matches("<blockquote>").count() <= DEEPEST);
    assert!(html.contains("deep"), "the words of what is too deep stay");
}

#[test]
fn a_text_that_is_far_too_long_is_not_drawn_to_its_end() {
    let html = draw(&"é ".repeat(400_000));
    assert!(html.len() < 3 * MOST);
    assert!(plain(&"a ".repeat(400_000)).len() <= 2 * MOST);
}

/// By hand: cargo test -p app --features ssr --lib forum::text::tests::cost::times -- --ignored --nocapture
#[test]
#[ignore = "prints times"]
fn times() {
    for (name, body) in worst() {
        let timed = |f: &dyn Fn() -> usize| {
            (0..7)
                .map(|_| {
                    let start = std::time::Instant::now();
                    std::hint::black_box(f());
                    start.elapsed()
                })
                .min()
                .unwrap()
        };
        let drawn = timed(&|| draw(&body).len());
        let read = timed(&|| plain(&body).len());
        println!("{drawn:>12.2?} drawn {read:>12.2?} read {:>8} bytes  {name}", draw(&body).len());
    }
}

#[tokio::test]
async fn drawing_elsewhere_draws_the_same() {
    assert_eq!(draw_off("*a* <b>".into()).await, draw("*a* <b>"));
}

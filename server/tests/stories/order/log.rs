//! What is left of a post that was taken down: a stub where others replied, a line in the log, the author's way to a second
//! look; and nowhere its words.
use super::{at, fields, newest, report, send, shelves, state_of};
use crate::kit::people::{customer, host};
use crate::kit::talk::{ask, patient, reply};
use crate::kit::{Browser, Shop, both};
use crate::leaks::written_in;

async fn remove(hanna: &mut Browser, post: i64, rule: &str, words: &str) {
    let sent = fields(&[("act", "remove"), ("post", &post.to_string()), ("rule", rule), ("words", words)]);
    hanna.post("/counter/queue", &sent).await;
    assert_eq!(hanna.page.status, 200, "{}", hanna.text());
}

#[tokio::test]
async fn removed_words_are_nowhere_and_a_stub_stands_where_others_replied() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other, mut third) = (Browser::new(&shop), Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Zanzibarian question?\n\nWith a quokkalike text below.", "Late Breakfast").await;
        let question = newest(&shop).await.0;
        reply(&mut other, &shop, topic, "A wombatish answer to it.").await;
        let answer = newest(&shop).await.0;
        third.open(&format!("/forum/{topic}?reply={answer}")).await;
        let quoting = [("body", "I think so too."), ("quotes", "on"), ("quote", "wombatish answer"), ("stamp", &patient(&shop))];
        third.press("Reply", &quoting).await;
        assert_eq!(third.page.status, 200, "{}", third.text());
        let last = newest(&shop).await.0;
        assert_eq!(shop.number("select count(*) from notice where kind = 'reply'").await, 2);
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        remove(&mut hanna, answer, "unkind", "Hanna’s own words to the author").await;

        let mut reader = Browser::new(&shop);
        let pages = |topic: i64| {
            vec![
                format!("/forum/{topic}"), "/forum".into(), "/forum?show=questions".into(), "/products/mug".into(), "/".into(), "/activity".into(),
                "/products?q=wombatish".into(), "/products?q=quokkalike".into(), "/products?q=zanzibarian".into(), format!("/fragments/posts?topic={topic}&after=0"),
                "/fragments/topics?after=0".into(), "/fragments/product-topics?product=mug&after=0".into(), "/fragments/search?q=wombatish".into(),
                "/fragments/search?q=zanzibarian".into(), "/feeds/forum.atom".into(), "/feeds/activity.atom".into(), format!("/feeds/topics/{topic}"),
                "/sitemap.xml".into(), "/moderation".into(), format!("/moderation?post={answer}"), format!("/moderation?post={question}"),
                format!("/posts/{answer}"), format!("/posts/{answer}/history"), format!("/posts/{answer}/report"), "/forum/ask?product=mug".into(),
                "/hosts".into(), "/notices".into(),
            ]
        };
        for path in pages(topic) {
            for b in [&mut reader, &mut asker, &mut third] {
                b.open(&path).await;
                assert!(b.page.status < 500, "{path}");
                let html = b.page.html.replace("q=wombatish", "").replace("value=\"wombatish\"", "").replace("‘wombatish’", "");
                assert!(!html.contains("wombatish"), "{path}: {}", b.text());
                assert!(!html.contains("Hanna’s own words"), "{path}");
            }
        }
        reader.open(&format!("/forum/{topic}")).await;
        assert_eq!(reader.count(".post.gone"), 1, "a reply stands below it");
        assert!(reader.text().contains("Taken down by a host") && reader.text().contains("I think so too."));
        assert!(reader.page.html.contains("quokkalike") && reader.page.html.contains("\"answerCount\":1"), "the rest stays");
        assert_eq!(shop.number("select posts from topic").await, 2);
        assert_eq!(shop.number("select count(*) from notice where kind = 'reply'").await, 1);
        let index = match shop.db().kind() {
            "SQLite" => "select count(*) from post_fts where post_fts match '\"wombatish\"'",
            _ => "select count(*) from post_search where words @@ cast('''wombatish''' as tsquery)",
        };
        assert_eq!(shop.number(index).await, 0);
        let heard = "select count(*) from event where subject_kind = 'post' and kind = 'post.replied' and audience = 'public' and withdrawn_at is null";
        assert_eq!(shop.number(heard).await, 1);
        // Only where a post is kept do the words still stand, where it was quoted, and in pieces of SQLite's index that
        // nothing reads any more (the match above finds nothing).
        let kept = written_in(&shop, &["wombatish".into()]).await;
        let known = ["post.body", "post.html", "post.quoted_text", "post.title", "post_fts_data.block"];
        assert!(kept.iter().all(|column| known.contains(&column.as_str())), "{kept:?}");

        // Without a reply below it nothing is left of it.
        remove(&mut hanna, last, "off_topic", "").await;
        reader.open(&format!("/forum/{topic}")).await;
        assert_eq!(reader.count(".post"), 1, "{}", reader.text());

        // The question itself: its title goes, and its text in every place; with everything in it the topic is gone.
        reply(&mut other, &shop, topic, "A plain reply.").await;
        remove(&mut hanna, question, "private", "").await;
        for path in pages(topic) {
            for b in [&mut reader, &mut third] {
                b.open(&path).await;
                let html = b.page.html.replace("quokkalike", if path.contains("q=quokkalike") { "" } else { "quokkalike" });
                let html = html.replace("zanzibarian", if path.contains("q=zanzibarian") { "" } else { "zanzibarian" });
                for word in ["quokkalike", "anzibarian"] {
                    assert!(!html.contains(word), "{path}: {word}: {}", b.text());
                }
            }
        }
        reader.open(&format!("/forum/{topic}")).await;
        assert_eq!((reader.page.status, reader.all("h1")), (200, vec!["A post that was taken down".to_string()]));
        remove(&mut hanna, newest(&shop).await.0, "other", "").await;
        assert_eq!(reader.open(&format!("/forum/{topic}")).await.status, 410);
        assert!(reader.text().contains("Why, and what can be done") && !reader.page.html.contains("anzibarian"));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_question_that_many_report_shows_nothing_while_it_is_looked_at() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic =
            ask(&mut asker, &shop, "mug", "Zanzibarian question?\n\nWith a quokkalike text.", "Late Breakfast").await;
        let question = newest(&shop).await.0;
        reply(&mut other, &shop, topic, "A plain reply.").await;
        for n in 0..5 {
            report(&mut at(&shop, &format!("203.0.113.{n}")), question, "unlawful", "").await;
        }
        assert_eq!(state_of(&shop, question).await, "held");
        let mut reader = Browser::new(&shop);
        for path in [
            format!("/forum/{topic}"),
            "/forum".into(),
            "/products/mug".into(),
            "/products?q=quokkalike".into(),
            format!("/fragments/posts?topic={topic}&after=0"),
        ] {
            reader.open(&path).await;
            let html = reader
                .page
                .html
                .replace("q=quokkalike", "")
                .replace("value=\"quokkalike\"", "")
                .replace("‘quokkalike’", "");
            for word in ["quokkalike", "anzibarian", "Late Breakfast"] {
                assert!(
                    word == "Late Breakfast" && path != format!("/forum/{topic}") || !html.contains(word),
                    "{path}: {word}"
                );
            }
        }
        reader.open(&format!("/forum/{topic}")).await;
        assert!(reader.text().contains("A host looks at this before it is shown"), "{}", reader.text());
        asker.open(&format!("/forum/{topic}")).await;
        assert!(
            asker.text().contains("Several people asked us") && asker.text().contains("quokkalike"),
            "{}",
            asker.text()
        );
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open("/counter/queue").await;
        assert!(hanna.text().contains("Zanzibarian question?"), "{}", hanna.text());
        hanna.press("Release", &[]).await;
        reader.open(&format!("/forum/{topic}")).await;
        assert_eq!(reader.all("h1"), ["Zanzibarian question?"]);
        shop.healthy().await;
    })
    .await;
}

/// Somebody's answer under a question, taken down for a reason by Hanna Visser.
async fn taken_down(shop: &Shop) -> (i64, i64, Browser, Browser) {
    let (mut asker, mut author) = (Browser::new(shop), Browser::new(shop));
    let topic = ask(&mut asker, shop, "mug", "Which one is the lighter?", "Late Breakfast").await;
    author.open("/alias").await;
    author.press("Save", &[("alias", "Wandering Teapot")]).await;
    reply(&mut author, shop, topic, "Buy watches, the best watches.").await;
    let post = newest(shop).await.0;
    let mut reporter = Browser::new(shop);
    reporter.open("/alias").await;
    reporter.press("Save", &[("alias", "Curious Onlooker")]).await;
    report(&mut reporter, post, "spam", "A tell-tale sentence.").await;
    let mut hanna = host(shop, "hanna@example.org", "Hanna Visser").await;
    remove(&mut hanna, post, "spam", "We sell no watches here.").await;
    (topic, post, author, hanna)
}

#[tokio::test]
async fn the_log_says_which_rule_and_who_decided_and_names_nobody_else() {
    both(|shop| async move {
        shelves(&shop).await;
        let (topic, post, mut author, mut hanna) = taken_down(&shop).await;
        let mut reader = Browser::new(&shop);
        for path in ["/moderation".to_string(), format!("/moderation?post={post}")] {
            reader.open(&path).await;
            let text = reader.text();
            for there in
                ["Advertising", "It sells something that is not ours", "by Hanna Visser", "Which one is the lighter?"]
            {
                assert!(text.contains(there), "{path}: {there}: {text}");
            }
            for absent in ["watches", "Wandering Teapot", "Curious Onlooker", "Late Breakfast", "tell-tale"] {
                // The strip at the foot tells of what stands.
                assert!(!reader.all("main").join(" ").contains(absent), "{path}: {absent}");
            }
            assert_eq!(reader.count("form[method=post]"), 0, "{path}");
        }
        reader.open("/moderation").await;
        assert_eq!(reader.attributes(".decisions a", "href"), [format!("/forum/{topic}")]);
        assert_eq!(reader.open("/moderation?post=4711").await.status, 404);
        author.open("/moderation").await;
        assert!(
            author.text().contains("Only you see this part") && author.text().contains("Buy watches"),
            "{}",
            author.text()
        );

        // The question too: then neither a title nor a link leads there.
        let question = shop.number("select min(id) from post").await;
        remove(&mut hanna, question, "private", "").await;
        reader.open("/moderation").await;
        assert!(
            !reader.text().contains("Which one is the lighter?")
                && reader.text().contains("In a topic that is not shown")
        );
        assert_eq!(reader.count("ol.decisions > li"), 2);
        hanna.open("/counter/queue").await;
        hanna.press("Undo", &[]).await;
        reader.open("/moderation").await;
        assert!(reader.text().contains("Undone since."), "{}", reader.text());

        for n in 0..40 {
            send(&mut at(&shop, &format!("203.0.113.{n}")), &shop, &format!("A thing of its own, number {n}?")).await;
            remove(&mut hanna, newest(&shop).await.0, "other", "").await;
        }
        reader.open("/moderation").await;
        assert_eq!(reader.count("ol.decisions > li"), 30);
        reader.click("Earlier").await;
        assert_eq!(reader.count("ol.decisions > li"), 12);
    })
    .await;
}

#[tokio::test]
async fn an_author_asks_once_for_a_second_look_and_reads_the_answer() {
    both(|shop| async move {
        shelves(&shop).await;
        let (topic, post, mut author, mut hanna) = taken_down(&shop).await;
        let path = format!("/moderation?post={post}");
        author.open(&path).await;
        assert!(author.text().contains("We sell no watches here."), "{}", author.text());
        author.press("Ask for a second look", &[("words", "  ")]).await;
        assert_eq!((author.page.status, author.count("[aria-invalid=true]")), (422, 1));
        author.press("Ask for a second look", &[("words", "I meant pocket watches as a joke.")]).await;
        assert!(author.text().contains("It waits for a host."), "{}", author.text());
        assert_eq!(author.count("form[action^='/moderation']"), 0, "once");
        author.post("/moderation", &fields(&[("post", &post.to_string()), ("words", "Once more")])).await;
        assert_eq!((author.page.status, shop.number("select count(*) from appeal").await), (422, 1));
        let mut stranger = customer(&shop, "noor@example.org").await;
        stranger.post("/moderation", &fields(&[("post", &post.to_string()), ("words", "Not mine")])).await;
        assert_eq!(stranger.page.status, 404);
        stranger.open(&path).await;
        assert!(!stranger.page.html.contains("joke") && stranger.text().contains("A second look was asked for"));

        hanna.open("/counter/queue").await;
        assert!(
            hanna.text().contains("A second look") && hanna.text().contains("I meant pocket watches as a joke."),
            "{}",
            hanna.text()
        );
        hanna.press("It stays down", &[]).await;
        assert_eq!(
            (hanna.page.status, shop.number("select count(decided_at) from appeal").await),
            (422, 0),
            "a word of why is needed"
        );
        hanna.press("It stays down", &[("Your answer", "A joke that ten people took for spam.")]).await;
        assert!(hanna.text().contains("Answered."), "{}", hanna.text());
        author.open(&path).await;
        assert!(
            author.text().contains("it stays down") && author.text().contains("A joke that ten people"),
            "{}",
            author.text()
        );
        assert_eq!(shop.number("select count(*) from notice where kind = 'appeal'").await, 1);
        stranger.open("/moderation").await;
        assert!(
            stranger.text().contains("Looked at a second time, and left as it was.")
                && !stranger.page.html.contains("joke")
        );

        // Another one is put back, and whoever was shut out with it may write again.
        reply(&mut author, &shop, topic, "The sand one, by a finger.").await;
        let good = newest(&shop).await.0;
        let sent = fields(&[
            ("act", "remove"),
            ("post", &good.to_string()),
            ("rule", "off_topic"),
            ("shut", "people"),
            ("days", "7"),
        ]);
        hanna.post("/counter/queue", &sent).await;
        let second = format!("/moderation?post={good}");
        author.open(&second).await;
        author.press("Ask for a second look", &[("words", "It answers the question.")]).await;
        hanna.open("/counter/queue").await;
        hanna.press("Put it back", &[]).await;
        assert_eq!(state_of(&shop, good).await, "live");
        assert_eq!(shop.number("select count(*) from shut_out where lifted_at is null").await, 0);
        author.open(&second).await;
        assert!(author.text().contains("it was put back"), "{}", author.text());
        // The answer itself can be undone: it is down again, and asked again.
        hanna.press("Undo", &[]).await;
        assert_eq!(state_of(&shop, good).await, "removed");
        assert_eq!(shop.number("select count(*) from appeal where decided_at is null").await, 1);
        hanna.open("/counter/queue").await;
        assert!(hanna.text().contains("It answers the question."), "{}", hanna.text());
        shop.healthy().await;
    })
    .await;
}

//! Reports and the queue: what hosts see of a post, what they decide, how it is undone.
use super::{fields, newest, report, send, shelves, state_of};
use crate::kit::people::{customer, host};
use crate::kit::talk::{aged, ask, reply};
use crate::kit::{Browser, Shop, both};
use app::values::Moment;

/// A topic with an answer in it: the topic, the question, the answer, whoever wrote that.
async fn talk(shop: &Shop, answer: &str) -> (i64, i64, i64, Browser) {
    let (mut asker, mut other) = (Browser::new(shop), Browser::new(shop));
    let topic = ask(&mut asker, shop, "mug", "Which one is the lighter?", "Late Breakfast").await;
    let question = newest(shop).await.0;
    reply(&mut other, shop, topic, answer).await;
    (topic, question, newest(shop).await.0, other)
}

#[tokio::test]
async fn somebody_without_an_account_reports_in_two_steps() {
    both(|shop| async move {
        shelves(&shop).await;
        let (topic, _, answer, mut author) = talk(&shop, "Buy watches, the best watches.").await;
        let mut b = Browser::new(&shop);
        b.open(&format!("/forum/{topic}")).await;
        let links = b.attributes(".post a[href$='/report']", "href");
        assert_eq!(links.last(), Some(&format!("/posts/{answer}/report")));
        b.open(links.last().unwrap()).await;
        assert!(b.text().contains("Buy watches") && b.count("input[type=email]") == 0);
        b.press("Report", &[]).await;
        assert_eq!((b.page.status, b.text().contains("Choose what is wrong with it")), (422, true));
        assert_eq!(b.count("#rule"), 1, "the list of faults leads there");
        b.press("Report", &[("rule", "spam"), ("words", "He sells things here.")]).await;
        assert_eq!((b.page.status, shop.number("select count(*) from report").await), (200, 0), "it was only shown");
        assert!(
            b.text().contains("This is what a host reads") && b.text().contains("He sells things here."),
            "{}",
            b.text()
        );
        assert_eq!(b.all("form button"), ["Search", "Report"], "{:?}", b.all("form button"));
        let twice = b.sending("Report", &[]);
        b.press("Report", &[]).await;
        assert!(b.text().contains("A host looks at it"), "{}", b.text());
        b.post(&twice.1, &twice.2).await;
        assert_eq!(shop.number("select count(*) from report").await, 1, "one of a person");
        assert_eq!(
            shop.number("select count(*) from event where kind = 'post.reported' and audience = 'staff'").await,
            1
        );
        assert_eq!(state_of(&shop, answer).await, "live");
        assert_eq!(author.open(&format!("/posts/{answer}/report")).await.status, 404, "nobody reports themselves");
        for gone in ["/posts/4711/report", "/posts/0/report"] {
            assert_eq!(b.open(gone).await.status, 404);
        }
    })
    .await;
}

#[tokio::test]
async fn enough_voices_hold_a_post_until_a_host_looks_and_never_one_of_the_house() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut known = vec![];
        for n in 0..2 {
            let mut b = super::at(&shop, &format!("198.51.100.{n}"));
            ask(&mut b, &shop, "jug", &format!("Something quite else, the {n} of it?"), "").await;
            known.push(b);
        }
        aged(&shop, 2 * Moment::DAY).await;
        let (topic, _, answer, mut author) = talk(&shop, "You are all fools.").await;
        // Four people of one house are one voice, and strangers count only with others.
        for _ in 0..4 {
            report(&mut super::at(&shop, "203.0.113.9"), answer, "unkind", "").await;
        }
        report(&mut super::at(&shop, "203.0.113.10"), answer, "unkind", "").await;
        report(&mut known[0], answer, "unkind", "").await;
        assert_eq!(
            (state_of(&shop, answer).await, shop.number("select count(*) from report").await),
            ("live".into(), 6)
        );
        report(&mut known[1], answer, "unkind", "").await;
        assert_eq!(state_of(&shop, answer).await, "held");
        assert_eq!(newest(&shop).await.2, "reported");
        let mut reader = Browser::new(&shop);
        reader.open(&format!("/forum/{topic}")).await;
        assert!(!reader.page.html.contains("fools"));
        author.open(&format!("/forum/{topic}")).await;
        assert!(author.text().contains("Several people asked us"), "{}", author.text());

        // Released, it stands: the same words are not held again by more reports, and reach a host all the same.
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open("/counter/queue").await;
        assert!(hanna.text().contains("Reported by several") && hanna.text().contains("Unkind"), "{}", hanna.text());
        hanna.press("Release", &[]).await;
        assert_eq!(
            (state_of(&shop, answer).await, shop.number("select count(*) from report where closed_at is null").await),
            ("live".into(), 0)
        );
        for n in 20..26 {
            report(&mut super::at(&shop, &format!("203.0.113.{n}")), answer, "unkind", "").await;
        }
        assert_eq!(state_of(&shop, answer).await, "live");
        hanna.open("/counter/queue").await;
        hanna.press("Keep", &[]).await;
        assert_eq!(shop.number("select count(*) from report where closed_at is null").await, 0);
        assert!(hanna.text().contains("1 post left standing"), "{}", hanna.text());

        hanna.open(&format!("/forum/{topic}")).await;
        hanna.press("Reply", &[("body", "Let us be kind to one another."), ("stake", "sells")]).await;
        let of_the_house = newest(&shop).await.0;
        for n in 30..37 {
            report(&mut super::at(&shop, &format!("203.0.113.{n}")), of_the_house, "unkind", "").await;
        }
        assert_eq!(
            (
                state_of(&shop, of_the_house).await,
                shop.number("select count(*) from report where closed_at is null").await
            ),
            ("live".into(), 7)
        );
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn the_queue_shows_what_a_host_needs_and_every_decision_can_be_undone() {
    both(|shop| async move {
        shelves(&shop).await;
        let (topic, _, answer, mut author) = talk(&shop, "Buy watches, the best watches.").await;
        let mut third = Browser::new(&shop);
        report(&mut third, answer, "spam", "He sells things here.").await;
        let mut held = Browser::new(&shop);
        send(&mut held, &shop, "Look at https://cheap.example/ please").await;
        let waits = newest(&shop).await.0;
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open("/counter/queue").await;
        let text = hanna.text();
        for needed in [
            "2 to look at",
            "Which one is the lighter?",
            "Late Breakfast, just before",
            "Buy watches, the best watches.",
            "Advertising",
            "He sells things here.",
            "without an account",
            "1 post stands, 0 taken down",
            "Links on the first day",
            "Leads to cheap.example",
        ] {
            assert!(text.contains(needed), "{needed}: {text}");
        }
        assert_eq!(hanna.count("article.case"), 2);
        assert_eq!(hanna.count("leptos-island [data-item]"), 2, "keys press what stands there");
        // A reason is needed.
        hanna.press("Take it down", &[]).await;
        assert_eq!((hanna.page.status, state_of(&shop, answer).await), (422, "live".into()));
        assert!(hanna.text().contains("Choose a reason"), "{}", hanna.text());
        hanna.open(&format!("/counter/posts/{answer}")).await;
        let remove = [("rule", "spam"), ("words", "We sell no watches."), ("shut", "people"), ("days", "7")];
        hanna.press("Take it down", &remove).await;
        assert_eq!((state_of(&shop, answer).await, hanna.page.status), ("removed".into(), 200), "{}", hanna.text());
        assert!(hanna.text().contains("1 post taken down"), "{}", hanna.text());
        assert_eq!(shop.number("select count(*) from report where closed_at is null").await, 0);
        assert_eq!(shop.number("select count(*) from notice where kind = 'removed'").await, 1);
        assert_eq!(shop.number("select count(*) from shut_out where lifted_at is null").await, 1);
        send(&mut author, &shop, "Something else?").await;
        assert_eq!(author.page.status, 429);
        author.open(&format!("/moderation?post={answer}")).await;
        assert!(author.text().contains("We sell no watches."), "{}", author.text());

        hanna.open("/counter/queue").await;
        hanna.open(&format!("/counter/posts/{answer}")).await;
        hanna.press("Undo", &[]).await;
        assert_eq!(state_of(&shop, answer).await, "live");
        assert_eq!(shop.number("select count(*) from report where closed_at is null").await, 1, "it is reported again");
        assert_eq!(shop.number("select count(*) from notice where kind = 'removed'").await, 0);
        assert_eq!(shop.number("select count(*) from shut_out where lifted_at is null").await, 0);
        send(&mut author, &shop, "Something else?").await;
        assert_eq!(author.page.status, 200);

        // Several by their ticks: what waits is taken down, and waits again for the same reason after the undo.
        let ticked =
            fields(&[("act", "remove"), ("post", &waits.to_string()), ("post", &answer.to_string()), ("rule", "spam")]);
        hanna.post("/counter/queue", &ticked).await;
        assert_eq!((state_of(&shop, waits).await, state_of(&shop, answer).await), ("removed".into(), "removed".into()));
        let again = hanna.clone();
        hanna.press("Undo", &[]).await;
        assert!(hanna.text().contains("Everything is as it was"), "{}", hanna.text());
        let (state, why): (String, String) =
            shop.db().query("select state, held_for from post where id = $1").bind(waits).one().await.unwrap();
        assert_eq!((state.as_str(), why.as_str()), ("held", "links"));
        let mut late = again;
        late.press("Undo", &[]).await;
        assert!(late.text().contains("Nothing was changed"), "{}", late.text());
        // Released and undone it waits again; decided anew meanwhile it stays.
        hanna.post("/counter/queue", &fields(&[("act", "stand"), ("post", &waits.to_string())])).await;
        assert_eq!(state_of(&shop, waits).await, "live");
        let batch = shop.number("select max(batch) from verdict").await.to_string();
        hanna
            .post("/counter/queue", &fields(&[("act", "remove"), ("post", &waits.to_string()), ("rule", "spam")]))
            .await;
        hanna.post("/counter/queue", &fields(&[("act", "undo"), ("batch", &batch)])).await;
        assert_eq!(state_of(&shop, waits).await, "removed");
        assert_eq!(hanna.open(&format!("/forum/{topic}")).await.status, 200);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_was_accepted_is_so_again_after_an_undo() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Which one is the lighter?", "").await;
        reply(&mut other, &shop, topic, "The sand one, by a finger.").await;
        let answer = newest(&shop).await.0;
        let path = format!("/posts/{answer}/accept");
        asker.post(&path, &fields(&[("on", "1")])).await;
        let accepted = "select coalesce(accepted, 0) from topic";
        let heard = "select count(*) from event where kind = 'answer.accepted' and withdrawn_at is null";
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna
            .post("/counter/queue", &fields(&[("act", "remove"), ("post", &answer.to_string()), ("rule", "other")]))
            .await;
        assert_eq!((shop.number(accepted).await, shop.number(heard).await), (0, 0));
        hanna.press("Undo", &[]).await;
        assert_eq!((shop.number(accepted).await, shop.number(heard).await), (answer, 1));
        // What the asker had taken back themselves does not come again.
        asker.post(&path, &fields(&[("on", "0")])).await;
        hanna
            .post("/counter/queue", &fields(&[("act", "remove"), ("post", &answer.to_string()), ("rule", "other")]))
            .await;
        hanna.press("Undo", &[]).await;
        assert_eq!((shop.number(accepted).await, shop.number(heard).await), (0, 0));
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn the_queue_pages_from_whoever_waits_longest_and_loses_nobody() {
    both(|shop| async move {
        shelves(&shop).await;
        for n in 0..45 {
            let mut b = super::at(&shop, &format!("203.0.113.{n}"));
            send(&mut b, &shop, &format!("Is it https://other.example/{n} or number {n} of them?")).await;
        }
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        let mut seen = vec![];
        let mut next = Some("/counter/queue".to_string());
        while let Some(path) = next {
            hanna.open(&path).await;
            seen.extend(hanna.attributes("article.case", "id"));
            next = hanna.attributes("a[rel=next]", "href").into_iter().next();
        }
        let ids: Vec<(i64,)> = shop.db().query("select id from post order by id").all().await.unwrap();
        let all: Vec<String> = ids.into_iter().map(|(id,)| format!("post-{id}-0")).collect();
        assert_eq!(seen, all);
        hanna.open("/counter/queue?tick=all").await;
        assert_eq!(hanna.count("article.case input[type=checkbox][checked][form=bulk]"), 20);
        for bad in ["x", "1.2", "1.2.3.4", "-1..", "99999999999999999999.1.1"] {
            assert_eq!(hanna.open(&format!("/counter/queue?after={bad}")).await.status, 200, "{bad}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_counter_is_for_hosts_and_its_settings_for_merchants() {
    both(|shop| async move {
        shelves(&shop).await;
        let (topic, _, answer, mut visitor) = talk(&shop, "The sand one.").await;
        let mut noor = customer(&shop, "noor@example.org").await;
        let mut marit = super::merchant(&shop).await;
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        let pages = ["/counter/queue".to_string(), format!("/counter/posts/{answer}"), "/counter/settings".into()];
        for page in &pages {
            visitor.open(page).await;
            assert_eq!(visitor.page.hops, [303], "{page}");
            assert!(visitor.page.path.starts_with("/sign-in?next="), "{page}");
            assert_eq!(noor.open(page).await.status, 404, "{page}");
        }
        assert_eq!((marit.open(&pages[0]).await.status, marit.open(&pages[1]).await.status), (404, 404));
        assert_eq!((hanna.open(&pages[2]).await.status, marit.open(&pages[2]).await.status), (404, 200));
        let remove =
            fields(&[("act", "remove"), ("post", &answer.to_string()), ("rule", "spam"), ("on", "1"), ("words", "a")]);
        let close = format!("/counter/topics/{topic}");
        for path in ["/counter/queue", pages[1].as_str(), close.as_str(), "/counter/settings"] {
            for act in ["remove", "close", "raid", "watch"] {
                let mut sent = remove.clone();
                sent[0].1 = act.into();
                for b in [&mut visitor, &mut noor] {
                    b.post(path, &sent).await;
                    assert!(b.page.status == 404 || b.page.path.starts_with("/sign-in"), "{path} {}", b.page.status);
                }
            }
        }
        assert_eq!(shop.number("select count(*) from verdict").await, 0);
        assert_eq!(shop.number("select count(*) from watched_word").await, 0);
        hanna.post(&close, &fields(&[("act", "close")])).await;
        assert!(hanna.text().contains("This conversation is closed"), "{}", hanna.text());
        hanna.post(&close, &fields(&[("act", "open")])).await;
        assert_eq!(shop.number("select count(*) from verdict where act in ('closed', 'opened')").await, 2);
        assert_eq!(shop.number("select count(closed_at) from topic").await, 0);
    })
    .await;
}

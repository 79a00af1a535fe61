//! Conversation: asking without an account, answering, quoting, changing, choosing, an order's own thread.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::{customer, host};
use crate::kit::talk::{ask, patient, reply};
use crate::kit::{Browser, Shop, both};

async fn shelves(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 50), thing("jug", 2_400, 50)]).await;
}

#[tokio::test]
async fn somebody_without_an_account_asks_in_two_steps_and_stands_under_the_name_they_chose() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/products/mug").await;
        assert!(b.text().contains("You would be the first"), "{}", b.text());
        assert_eq!(shop.number("select count(*) from person").await, 0);
        let topic = ask(&mut b, &shop, "mug", "Does it keep tea warm?\n\nMine never does.", "Lena Brink").await;
        assert_eq!(b.page.hops, [303]);
        assert_eq!(b.all("h1"), ["Does it keep tea warm?"]);
        assert!(b.text().contains("Mine never does.") && b.text().contains("Lena Brink"), "{}", b.text());
        assert_eq!(b.count("input[type=email]"), 0, "no address is asked for");

        let mut other = Browser::new(&shop);
        other.open("/products/mug").await;
        assert!(other.text().contains("Does it keep tea warm?"), "{}", other.text());
        other.open("/forum").await;
        assert!(other.text().contains("Not answered yet"));
        let kinds = "select count(*) from event e join event_topic t on t.event = e.id where e.kind = 'topic.asked' and t.topic = 'feed'";
        assert_eq!(shop.number(kinds).await, 1);
        assert!(topic > 0);
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_lost() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        b.open("/forum/ask?product=mug").await;
        let stamp = patient(&shop);
        b.press("Ask", &[("body", "   "), ("alias", "Lena"), ("stamp", &stamp)]).await;
        assert_eq!((b.page.status, b.attributes("[aria-invalid=true]", "name")), (422, vec!["body".to_string()]));
        assert_eq!(b.attributes("input[name=alias]", "value"), ["Lena"]);
        b.press("Ask", &[("body", "Is it heavy?"), ("alias", "admin"), ("stamp", &stamp)]).await;
        assert_eq!((b.page.status, b.attributes("[aria-invalid=true]", "name")), (422, vec!["alias".to_string()]));
        assert_eq!(b.all("textarea[name=body]"), ["Is it heavy?"]);
        let long = "x ".repeat(6_000);
        b.press("Ask", &[("body", &long), ("alias", "Lena"), ("stamp", &stamp)]).await;
        assert_eq!((b.page.status, b.attributes("[aria-invalid=true]", "name")), (422, vec!["body".to_string()]));
        assert_eq!(shop.number("select count(*) from topic").await, 0);
        b.open("/forum/ask?product=nothing").await;
        assert_eq!(b.page.status, 200, "the forum takes it without the product");
        b.open("/forum/4711").await;
        assert_eq!(b.page.status, 404);
    })
    .await;
}

#[tokio::test]
async fn an_answer_quotes_what_stands_there_and_its_link_survives_what_comes_later() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Is the glaze safe for lemon?", "").await;
        let first = shop.number("select max(id) from post").await;
        other.open(&format!("/forum/{topic}?reply={first}")).await;
        let stamp = patient(&shop);
        let sent = [("body", "It is, I use it daily."), ("quotes", "on"), ("stamp", stamp.as_str())];
        other.press("Reply", &[("quote", "words that nobody wrote"), sent[0], sent[1], sent[2]]).await;
        assert_eq!(other.page.status, 422, "{}", other.text());
        assert_eq!(other.all("textarea[name=body]"), ["It is, I use it daily."]);
        other.press("Reply", &[("quote", "safe for lemon"), sent[0], sent[1], sent[2]]).await;
        assert_eq!(other.page.hops, [303, 303]);
        assert_eq!(other.all(".quoted p"), ["safe for lemon"]);
        let answer = shop.number("select max(id) from post").await;
        // The same once more is a button pressed twice.
        other.open(&format!("/forum/{topic}")).await;
        reply(&mut other, &shop, topic, "It is, I use it daily.").await;
        assert_eq!(shop.number("select count(*) from post").await, 2);
        crate::kit::talk::say(&shop, topic, 60).await;
        asker.open(&format!("/posts/{answer}")).await;
        assert!(
            asker.page.path.contains(&format!("#post-{answer}")) || asker.text().contains("It is, I use it daily.")
        );
        let newest = shop.number("select max(id) from post").await;
        asker.open(&format!("/posts/{newest}")).await;
        assert!(asker.text().contains("number 59"), "{}", asker.text());
        asker.open(&format!("/forum/{topic}")).await;
        assert_eq!(asker.count(".post"), 50);
        asker.click("Later posts").await;
        assert_eq!(asker.count(".post"), 12);
        asker.click("Earlier posts").await;
        assert_eq!(asker.count(".post"), 50);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn thanks_count_once_and_nobody_thanks_themselves() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Does it stack?", "").await;
        let post = shop.number("select max(id) from post").await;
        let path = format!("/posts/{post}/helpful");
        let on = [("on".to_string(), "1".to_string())];
        for _ in 0..2 {
            other.open(&format!("/forum/{topic}")).await;
            other.post(&path, &on).await;
        }
        assert_eq!(shop.number("select helpful from post").await, 1);
        asker.post(&path, &on).await;
        assert_eq!((asker.page.status, shop.number("select helpful from post").await), (422, 1));
        other.post(&path, &[("on".to_string(), "0".to_string())]).await;
        assert_eq!(shop.number("select helpful from post").await, 0);
        let (n, many) = (
            shop.number("select count(*) from reaction").await,
            futures::future::join_all((0..6).map(|_| {
                let mut same = other.clone();
                let (path, on) = (path.clone(), on.clone());
                async move { same.post(&path, &on).await.status }
            }))
            .await,
        );
        assert_eq!(n, 0);
        assert!(many.iter().all(|s| *s == 200), "{many:?}");
        assert_eq!(
            (shop.number("select helpful from post").await, shop.number("select count(*) from reaction").await),
            (1, 1)
        );
    })
    .await;
}

#[tokio::test]
async fn the_asker_or_a_host_chooses_the_answer_and_it_stands_at_the_product() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Which is the lighter one?", "").await;
        reply(&mut other, &shop, topic, "The sand one, by a finger.").await;
        let answer = shop.number("select max(id) from post").await;
        let path = format!("/posts/{answer}/accept");
        other.post(&path, &[]).await;
        assert_eq!((other.page.status, shop.number("select count(accepted) from topic").await), (404, 0));
        asker.open(&format!("/forum/{topic}")).await;
        asker.press("Accept answer", &[]).await;
        assert_eq!(shop.number("select accepted from topic").await, answer);
        other.open("/products/mug").await;
        assert!(other.text().contains("Accepted answer") && other.text().contains("by a finger"), "{}", other.text());
        let data = other.page.html.clone();
        other.open(&format!("/forum/{topic}")).await;
        let asked = other.page.html.clone();
        assert!(asked.contains("QAPage") && asked.contains("acceptedAnswer"), "{asked}");
        assert!(!data.contains("QAPage"), "a product is no page of questions");

        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open(&format!("/forum/{topic}")).await;
        hanna.press("Not the answer after all", &[]).await;
        assert_eq!(shop.number("select count(accepted) from topic").await, 0);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_host_speaks_under_their_name_and_says_what_ties_them() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut asker = Browser::new(&shop);
        let topic = ask(&mut asker, &shop, "mug", "Who turns these?", "").await;
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open(&format!("/forum/{topic}")).await;
        hanna.press("Reply", &[("body", "I do, on the small wheel.")]).await;
        assert_eq!((hanna.page.status, hanna.count("#stake.wrong")), (422, 1), "{}", hanna.text());
        hanna.press("Reply", &[("body", "I do, on the small wheel."), ("stake", "made")]).await;
        asker.open(&format!("/forum/{topic}")).await;
        let who = asker.all(".post .who").pop().unwrap();
        assert!(who.contains("Hanna Visser") && who.contains("Host") && who.contains("Made it"), "{who}");
        let alias =
            shop.number("select count(*) from person where name = 'Hanna Visser' and alias = 'Hanna Visser'").await;
        assert_eq!(alias, 0, "the alias is another name");
    })
    .await;
}

#[tokio::test]
async fn what_one_wrote_can_be_changed_and_what_stood_there_is_kept() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Does it crack on ice?", "").await;
        let post = shop.number("select max(id) from post").await;
        let path = format!("/posts/{post}/edit");
        other.open(&path).await;
        assert_eq!(other.page.status, 404);
        asker.open(&path).await;
        let stamp = patient(&shop);
        asker.press("Save", &[("body", "Does it crack when I put ice in it?"), ("stamp", &stamp)]).await;
        assert_eq!(asker.all("h1"), ["Does it crack when I put ice in it?"]);
        // A window that was open before the change.
        let stale: Vec<(String, String)> =
            [("body", "Another one"), ("revision", "1"), ("stamp", &stamp)].map(|(k, v)| (k.into(), v.into())).to_vec();
        asker.post(&path, &stale).await;
        assert_eq!((asker.page.status, asker.all("textarea[name=body]")), (422, vec!["Another one".to_string()]));
        let history = format!("/posts/{post}/history");
        asker.open(&history).await;
        assert!(asker.text().contains("Does it crack on ice?"));
        other.open(&history).await;
        assert_eq!(other.page.status, 404, "what a guest said before is theirs");
        other.open(&format!("/forum/{topic}")).await;
        assert!(other.text().contains("edited") && !other.text().contains("Does it crack on ice?"));
    })
    .await;
}

#[tokio::test]
async fn a_question_that_was_answered_is_offered_its_answer_first() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut a, mut b) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut a, &shop, "mug", "Can the mug go into the dishwasher?", "").await;
        reply(&mut b, &shop, topic, "Mine has, for years.").await;
        let mut c = Browser::new(&shop);
        c.open("/forum/ask?product=mug").await;
        let stamp = patient(&shop);
        c.press("Ask", &[("body", "Is the mug safe in a dishwasher?"), ("stamp", &stamp)]).await;
        assert_eq!(c.page.status, 200);
        assert!(
            c.text().contains("This may be answered already") && c.text().contains("Can the mug go"),
            "{}",
            c.text()
        );
        assert_eq!(shop.number("select count(*) from topic").await, 1);
        c.press("Ask anyway", &[("stamp", &stamp)]).await;
        assert_eq!(c.all("h1"), ["Is the mug safe in a dishwasher?"]);
    })
    .await;
}

#[tokio::test]
async fn an_orders_thread_is_private_until_both_sides_agree_to_the_words() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut buyer = customer(&shop, "noor@example.org").await;
        buyer.open("/products/mug").await;
        buyer.press("Add to cart", &[]).await;
        crate::kit::talk::order(&mut buyer).await;
        let path = buyer.page.path.split('#').next().unwrap().to_string();
        let stamp = patient(&shop);
        let fields = |pairs: &[(&str, &str)]| -> Vec<(String, String)> { pairs.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect() };
        buyer.post(&path, &fields(&[("act", "write"), ("body", "The handle of my mug came off, Noor from Kerkpad 12."), ("stamp", &stamp)])).await;
        assert_eq!(buyer.page.status, 200, "{}", buyer.text());
        assert!(buyer.text().contains("came off"));
        let topic = shop.number("select id from topic where kind = 'order'").await;
        let mut stranger = Browser::new(&shop);
        stranger.open(&format!("/forum/{topic}")).await;
        assert_eq!(stranger.page.status, 404);
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open(&format!("/forum/{topic}")).await;
        assert_eq!(hanna.page.status, 200);
        hanna.press("Reply", &[("body", "A new one is on its way, Noor.")]).await;
        buyer.open(&path).await;
        assert!(buyer.text().contains("A new one is on its way"), "{}", buyer.text());
        let answer = shop.number("select max(id) from post").await;
        hanna.open(&format!("/counter/publish/{answer}")).await;
        hanna
            .press("Propose it to the customer", &[("title", "A handle that came off"), ("question", "The handle of my mug came off."), ("answer", "We sent a new one the same day.")])
            .await;
        for page in ["/forum", "/products/mug", "/sitemap.xml"] {
            stranger.open(page).await;
            assert!(!stranger.page.html.contains("came off"), "{page}");
        }
        buyer.open(&path).await;
        buyer.press("Yes, show it", &[]).await;
        stranger.open("/forum").await;
        assert!(stranger.text().contains("A handle that came off"), "{}", stranger.text());
        stranger.click("A handle that came off").await;
        assert!(stranger.text().contains("We sent a new one the same day."));
        for secret in ["Noor", "Kerkpad", "noor@example.org"] {
            assert!(!stranger.page.html.contains(secret), "{secret}");
        }
        let agreed = "select count(*) from audit where act = 'publication.agreed' and before like '%on its way%' and after like '%same day%'";
        assert_eq!(shop.number(agreed).await, 1);
    })
    .await;
}

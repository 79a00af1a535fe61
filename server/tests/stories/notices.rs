//! News: only for whoever asked, by mail only where they asked for that, and out again with one press.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::{PASSWORD, customer, host, person_of, sign_in};
use crate::kit::talk::{ask, order, patient, reply};
use crate::kit::wire::Ask;
use crate::kit::{Browser, Shop, both};
use app::forum::State;
use app::forum::verbs::{self, Author, Draft, state};
use app::moderation::Ruling;
use app::values::Moment;
use server::jobs::drain;

async fn shelves(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 50), thing("jug", 2_400, 50)]).await;
}
/// Does what is due in ten minutes.
async fn later(shop: &Shop) {
    drain(&shop.worker, Moment::now().plus(10 * Moment::MINUTE)).await.unwrap();
}
/// The mails about conversations that were sent, unpacked as far as words go.
fn sent(shop: &Shop) -> Vec<String> {
    let plain = |mail: String| mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
    shop.mails().into_iter().map(plain).filter(|m| m.contains("Message-ID: <forum-")).collect()
}
/// The way out that a mail's header names.
fn way_out(mail: &str) -> String {
    let header = mail.lines().find(|l| l.starts_with("List-Unsubscribe: ")).unwrap();
    header.split("<http://shop.test").nth(1).unwrap().trim_end().trim_end_matches('>').to_string()
}
async fn set(shop: &Shop, post: i64, to: State) {
    let mut tx = shop.db().begin().await.unwrap();
    state::set(&mut tx, post, to, None, Moment::now()).await.unwrap();
    tx.commit().await.unwrap();
}
async fn newest(shop: &Shop) -> i64 {
    shop.number("select max(id) from post").await
}
/// What somebody without an account writes, as the forum keeps it.
async fn draft(shop: &Shop, person: i64, topic: i64, words: &str, ruling: Ruling) -> Draft {
    Draft {
        author: Author { person, host: false, network: None },
        stake: None,
        reply_to: None,
        quoted: None,
        words: verbs::words(shop.db(), words, Some(topic)).await.unwrap(),
        pictures: vec![],
        ruling,
        watch: None,
    }
}
/// Follows a topic by mail, by the button beside it.
async fn follow(b: &mut Browser, topic: i64) {
    b.open(&format!("/forum/{topic}")).await;
    b.press("Tell me by mail", &[]).await;
    assert!(b.text().contains("We tell you here and by mail"), "{}", b.text());
}

#[tokio::test]
async fn nobody_is_mailed_without_asking_and_whoever_asked_stops_it_with_one_press() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut noor = customer(&shop, "noor@example.org").await;
        let mut wim = customer(&shop, "wim@example.org").await;
        let topic = ask(&mut noor, &shop, "mug", "Does it keep tea warm?", "").await;
        reply(&mut wim, &shop, topic, "For an hour.").await;
        later(&shop).await;
        assert_eq!(sent(&shop).len(), 0, "a question is no wish for mails");

        follow(&mut noor, topic).await;
        reply(&mut wim, &shop, topic, "With a lid for two.").await;
        shop.work().await;
        assert_eq!(sent(&shop).len(), 0, "it waits, so that what is taken back at once is never sent");
        later(&shop).await;
        let mails = sent(&shop);
        assert_eq!(mails.len(), 1);
        let mail = &mails[0];
        assert!(mail.contains("To: noor@example.org") && mail.contains("With a lid for two."), "{mail}");
        assert!(!mail.contains("For an hour."), "what came before the wish is no news by mail");
        let (alias,): (String,) =
            shop.db().query("select alias from person where email = 'wim@example.org'").one().await.unwrap();
        assert!(mail.contains(&alias) && !mail.contains("wim@example.org"), "{mail}");
        assert!(mail.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{mail}");
        let way = way_out(mail);
        let word = way.trim_start_matches("/watch/");
        // A long line is folded on its way.
        let unfolded = mail.replace("=\r\n", "");
        assert!(
            way.starts_with("/watch/") && unfolded.matches(word).count() >= 3,
            "in the header, the text and the page: {mail}"
        );
        assert!(!way.contains("noor") && way.len() > 40);

        // Whoever only opens it, a scanner of mails among them, stops nothing.
        let by_mail = "select count(*) from watch where by_mail";
        let shown = Ask::get(&way).to(&shop.router).await;
        assert_eq!((shown.status, shown.cookie()), (200, String::new()));
        assert!(shown.html.contains("Stop these mails") && shown.headers["cache-control"] == "no-store");
        assert_eq!(shop.number(by_mail).await, 1);
        // A provider posts without a cookie, without an origin, in one of two shapes; once more changes nothing.
        let multipart =
            "--x\r\ncontent-disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
        let asks = [
            Ask::post(&way, &[("List-Unsubscribe", "One-Click")]),
            Ask::body(&way, multipart).with("content-type", "multipart/form-data; boundary=x"),
            Ask::body(&way, ""),
        ];
        for one in asks {
            let answer = one.to(&shop.router).await;
            assert_eq!((answer.status, answer.cookie()), (200, String::new()), "{}", answer.words());
            assert!(answer.words().contains("No more mails about this"), "{}", answer.words());
            assert_eq!(shop.number(by_mail).await, 0);
        }
        for wrong in ["/watch/0".to_string(), way[..way.len() - 1].to_string(), format!("{way}0")] {
            assert_eq!(Ask::get(&wrong).to(&shop.router).await.status, 404, "{wrong}");
            assert_eq!(Ask::post(&wrong, &[]).to(&shop.router).await.status, 404, "{wrong}");
        }
        reply(&mut wim, &shop, topic, "And it stacks.").await;
        later(&shop).await;
        assert_eq!(sent(&shop).len(), 1);
        noor.open("/notices").await;
        assert_eq!(noor.count(".news li"), 3, "in the shop it is still told: {}", noor.text());
    })
    .await;
}

#[tokio::test]
async fn what_is_held_is_told_to_nobody_and_what_was_taken_down_in_time_is_never_sent() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut noor, mut guest) = (customer(&shop, "noor@example.org").await, Browser::new(&shop));
        let topic = ask(&mut noor, &shop, "mug", "Does it keep tea warm?", "").await;
        follow(&mut noor, topic).await;
        reply(&mut guest, &shop, topic, "Buy replicas instead.").await;
        set(&shop, newest(&shop).await, State::Removed).await;
        later(&shop).await;
        noor.open("/notices").await;
        assert_eq!((sent(&shop).len(), noor.count(".news li")), (0, 0));
        assert_eq!(shop.number("select count(*) from mail where kind = 'forum.reply'").await, 0, "it was dropped");

        let person = shop.number("select author from post order by id desc limit 1").await;
        let words = "Look at https://elsewhere.example";
        let held = draft(&shop, person, topic, words, Ruling::Held("links")).await;
        let post = verbs::reply(shop.db(), topic, held, Moment::now()).await.unwrap().post;
        later(&shop).await;
        noor.open("/notices").await;
        assert_eq!((sent(&shop).len(), noor.count(".news li")), (0, 0), "nothing before a host looked");
        for _ in 0..2 {
            set(&shop, post, State::Live).await;
            later(&shop).await;
        }
        noor.open("/notices").await;
        assert_eq!((sent(&shop).len(), noor.count(".news li")), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn several_replies_come_in_one_mail() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut noor, mut guest) = (customer(&shop, "noor@example.org").await, Browser::new(&shop));
        let topic = ask(&mut noor, &shop, "mug", "Does it keep tea warm?", "").await;
        let other = ask(&mut noor, &shop, "jug", "Is the jug heavy?", "").await;
        follow(&mut noor, topic).await;
        follow(&mut noor, other).await;
        for words in ["For an hour.", "With a lid for two.", "Mine does not."] {
            reply(&mut guest, &shop, topic, words).await;
        }
        reply(&mut guest, &shop, other, "A kilo and a half.").await;
        later(&shop).await;
        let mails = sent(&shop);
        assert_eq!(mails.len(), 2, "one for each topic");
        let many = mails.iter().find(|m| m.contains("3 new replies")).unwrap();
        assert!(["For an hour.", "With a lid for two.", "Mine does not."].iter().all(|w| many.contains(w)), "{many}");
        assert!(!many.contains("A kilo and a half."));
        reply(&mut guest, &shop, topic, "Mine does again.").await;
        later(&shop).await;
        let last = sent(&shop).into_iter().find(|m| m.contains("Mine does again.")).unwrap();
        assert!(!last.contains("3 new replies") && !last.contains("With a lid for two."), "{last}");
    })
    .await;
}

#[tokio::test]
async fn a_quiet_sign_leads_to_the_news_and_goes_when_they_are_read() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut visitor, mut other) = (Browser::new(&shop), Browser::new(&shop));
        visitor.open("/notices").await;
        assert_eq!((visitor.page.status, visitor.cookies.len()), (200, 0), "a stranger has none, and becomes nobody");
        assert_eq!(shop.number("select count(*) from person").await, 0);
        let topic = ask(&mut visitor, &shop, "mug", "Does it keep tea warm?", "").await;
        visitor.open("/").await;
        assert_eq!(visitor.count(".top .mine"), 0);
        reply(&mut other, &shop, topic, "For an hour.").await;
        reply(&mut other, &shop, topic, "With a lid for two.").await;
        visitor.open("/products").await;
        assert_eq!(visitor.all(".top .mine .n"), ["2"]);
        visitor.click("News").await;
        assert_eq!(visitor.count(".news li.new"), 2);
        // Reading a post writes nothing: what was read is said by its reader.
        let first = visitor.attributes(".news li a", "href").pop().unwrap();
        visitor.open(&first).await;
        visitor.open("/notices").await;
        assert_eq!(visitor.count(".news li.new"), 2);
        visitor.press("Mark all as read", &[]).await;
        assert_eq!((visitor.count(".news li"), visitor.count(".news li.new"), visitor.count(".top .mine")), (2, 0, 0));
        assert!(visitor.text().contains("Does it keep tea warm?") && visitor.count("[value=mail]") == 0);
        visitor.press("Stop", &[]).await;
        assert_eq!(shop.number("select count(*) from watch").await, 0);
        reply(&mut other, &shop, topic, "Mine does not.").await;
        visitor.open("/notices").await;
        assert_eq!(visitor.count(".news li"), 2);
        other.open("/notices").await;
        assert_eq!(other.count(".news li"), 0, "one's own words are no news");
    })
    .await;
}

#[tokio::test]
async fn a_page_of_news_goes_on_with_the_older_ones() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut visitor, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut visitor, &shop, "mug", "Does it keep tea warm?", "").await;
        reply(&mut other, &shop, topic, "One more thing.").await;
        let person = shop.number("select author from post order by id desc limit 1").await;
        for n in 1..35 {
            let more = draft(&shop, person, topic, &format!("And another {}.", "x".repeat(n)), Ruling::Live).await;
            verbs::reply(shop.db(), topic, more, Moment::now()).await.unwrap();
        }
        visitor.open("/notices").await;
        let first = visitor.attributes(".news li a", "href");
        assert_eq!((first.len(), first[0].clone()), (30, format!("/posts/{}", newest(&shop).await)));
        visitor.click("Older news").await;
        let older = visitor.attributes(".news li a", "href");
        assert!(older.len() == 5 && older.iter().all(|o| !first.contains(o)), "{older:?}");
        visitor.open("/notices?after=x").await;
        assert_eq!(visitor.page.status, 404);
    })
    .await;
}

#[tokio::test]
async fn what_a_visitor_was_told_is_theirs_after_they_sign_in_and_mentions_are_told() {
    both(|shop| async move {
        shelves(&shop).await;
        customer(&shop, "noor@example.org").await;
        let (mut visitor, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut visitor, &shop, "mug", "Does it keep tea warm?", "").await;
        reply(&mut other, &shop, topic, "For an hour.").await;
        sign_in(&mut visitor, "noor@example.org").await;
        visitor.open("/notices").await;
        assert_eq!(visitor.all(".top .mine .n"), ["1"]);
        assert!(visitor.text().contains("replied in “Does it keep tea warm?”"), "{}", visitor.text());
        let noor = person_of(&shop, "noor@example.org").await;
        for sql in ["select min(person) from watch", "select min(person) from notice"] {
            assert_eq!(shop.number(sql).await, noor, "{sql}");
        }
        visitor.press("By mail too", &[]).await;
        assert!(visitor.text().contains("Here and by mail"), "{}", visitor.text());
        let person = shop.number("select author from post order by id desc limit 1").await;
        let mut named = draft(&shop, person, topic, "You will like the lid.", Ruling::Live).await;
        named.words.mentions = vec![noor];
        verbs::reply(shop.db(), topic, named, Moment::now()).await.unwrap();
        visitor.open("/notices").await;
        assert_eq!(visitor.count(".news li"), 2, "named, and not told of the same post twice");
        assert!(visitor.all(".news li")[0].contains("named you in"), "{}", visitor.text());
        visitor.press("No mails", &[]).await;
        later(&shop).await;
        assert_eq!(sent(&shop).len(), 0);
        other.open("/notices").await;
        assert_eq!(other.count(".news li"), 0);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_named_by_an_edit_is_told_once() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut noor, mut guest) = (customer(&shop, "noor@example.org").await, Browser::new(&shop));
        let topic = ask(&mut noor, &shop, "mug", "Does it keep tea warm?", "Velvet Ladle").await;
        reply(&mut guest, &shop, topic, "For an hour.").await;
        shop.db().run("delete from notice").run().await.unwrap();
        let post = shop.number("select max(id) from post").await;
        for words in ["For an hour, @Velvet Ladle.", "For an hour or two, @Velvet Ladle."] {
            guest.open(&format!("/posts/{post}/edit")).await;
            guest.press("Save", &[("body", words), ("stamp", &patient(&shop))]).await;
            assert_eq!(guest.page.status, 200, "{}", guest.text());
            assert_eq!(shop.number("select count(*) from notice where kind = 'mention'").await, 1, "{words}");
        }
        noor.open("/notices").await;
        assert!(noor.all(".news li")[0].contains("named you in"), "{}", noor.text());
    })
    .await;
}

#[tokio::test]
async fn whoever_was_erased_hears_nothing_more() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut noor, mut guest) = (customer(&shop, "noor@example.org").await, Browser::new(&shop));
        let topic = ask(&mut guest, &shop, "mug", "Does it keep tea warm?", "").await;
        follow(&mut noor, topic).await;
        reply(&mut guest, &shop, topic, "I mean for an hour.").await;
        let told = crate::security::taken(&shop, &noor).await;
        assert!(told["notices.json"].contains("\"kind\": \"reply\""), "{}", told["notices.json"]);
        assert!(told["follows.json"].contains("Does it keep tea warm?"), "{}", told["follows.json"]);
        assert_eq!(shop.number("select count(*) from mail where kind = 'forum.reply' and sent_at is null").await, 1);
        noor.open("/account/erase").await;
        noor.press("Erase my account", &[("Password", PASSWORD)]).await;
        assert!(noor.text().contains("is erased"), "{}", noor.text());
        assert_eq!(shop.number("select count(*) from watch where by_mail").await, 0);
        assert_eq!(shop.number("select count(*) from mail where kind = 'forum.reply'").await, 0);
        reply(&mut guest, &shop, topic, "Or for two.").await;
        later(&shop).await;
        assert_eq!((sent(&shop).len(), shop.number("select count(*) from notice").await), (0, 0));
    })
    .await;
}

#[tokio::test]
async fn what_the_house_writes_about_an_order_reaches_its_customer_alone() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut noor = customer(&shop, "noor@example.org").await;
        noor.open("/products/mug").await;
        noor.press("Add to cart", &[]).await;
        order(&mut noor).await;
        let path = noor.page.path.split(['#', '?']).next().unwrap().to_string();
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        let stamp = patient(&shop);
        noor.press("Send", &[("body", "The handle of my mug came off."), ("stamp", &stamp)]).await;
        later(&shop).await;
        assert_eq!(sent(&shop).len(), 0, "what a customer writes waits at the counter");
        let topic = shop.number("select id from topic where kind = 'order'").await;
        hanna.open(&format!("/forum/{topic}")).await;
        hanna.press("Reply", &[("body", "A new one is on its way, Noor."), ("stamp", &stamp)]).await;
        later(&shop).await;
        let mails = sent(&shop);
        assert_eq!(mails.len(), 1);
        assert!(
            mails[0].contains("To: noor@example.org") && mails[0].contains("A new one is on its way"),
            "{}",
            mails[0]
        );
        assert!(mails[0].contains("Hanna Visser") && mails[0].contains(&path), "{}", mails[0]);
        assert!(!mails[0].contains("hanna@example.org") && !mails[0].contains("List-Unsubscribe"), "{}", mails[0]);
        assert_eq!(shop.number("select count(*) from notice").await, 0);
    })
    .await;
}

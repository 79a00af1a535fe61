//! Who is told of what, and which mail goes, on both databases.
use super::letters::{Outgoing, write};
use super::{mails, stop, store};
use crate::accounts::adopt::{Adoption, adopt};
use crate::accounts::store::{begin, enrol};
use crate::db::{Db, trial};
use crate::forum::verbs::{self, Author, Draft, Opening, Placed, state};
use crate::forum::{Anchor, Kind, State};
use crate::jobs;
use crate::moderation::Ruling;
use crate::secret::LinkKey;
use crate::site::facts;
use crate::values::{Email, Moment};

const NOW: Moment = Moment(1_795_000_000_000);
const URL: &str = "https://shop.example";
/// Replies that are told apart.
const NTH: [&str; 8] = ["First.", "Second.", "Third.", "Fourth.", "Fifth.", "Sixth.", "Seventh.", "Eighth."];

/// A shop in which people speak.
struct Room {
    db: Db,
    _kept: tempfile::TempDir,
}
impl Room {
    async fn each() -> Vec<Room> {
        trial::each().await.into_iter().map(|(db, folder)| Room { db, _kept: folder }).collect()
    }
    async fn visitor(&self) -> i64 {
        let mut tx = self.db.begin().await.unwrap();
        let person = begin(&mut tx, "en", NOW).await.unwrap();
        tx.commit().await.unwrap();
        person
    }
    async fn customer(&self, email: &str) -> i64 {
        let mut tx = self.db.begin().await.unwrap();
        let person = enrol(&mut tx, None, &Email::parse(email).unwrap(), "en", NOW).await.unwrap();
        tx.commit().await.unwrap();
        person
    }
    async fn draft(&self, person: i64, body: &str, watch: Option<bool>, ruling: Ruling) -> Draft {
        Draft {
            author: Author { person, host: false, network: None },
            stake: None,
            reply_to: None,
            quoted: None,
            words: verbs::words(&self.db, body, None).await.unwrap(),
            pictures: vec![],
            ruling,
            watch,
        }
    }
    async fn ask(&self, person: i64, title: &str, watch: Option<bool>) -> Placed {
        let draft = self.draft(person, title, watch, Ruling::Live).await;
        let opening =
            Opening { kind: Kind::Question, anchor: Anchor::default(), title: title.into(), products: vec![] };
        verbs::ask(&self.db, opening, draft, NOW).await.unwrap()
    }
    async fn reply(&self, topic: i64, person: i64, body: &str, after: i64) -> i64 {
        let draft = self.draft(person, body, None, Ruling::Live).await;
        verbs::reply(&self.db, topic, draft, NOW.plus(after)).await.unwrap().post
    }
    async fn set(&self, post: i64, to: State) {
        let mut tx = self.db.begin().await.unwrap();
        state::set(&mut tx, post, to, None, NOW).await.unwrap();
        tx.commit().await.unwrap();
    }
    async fn number(&self, sql: &'static str) -> i64 {
        self.db.query(sql).one::<(i64,)>().await.unwrap().0
    }
    async fn mails(&self) -> i64 {
        self.number("select count(*) from mail").await
    }
    /// The newest mail as it would be sent now.
    async fn letter(&self) -> Option<Outgoing> {
        let mail = self.number("select coalesce(max(id), 0) from mail").await;
        let links = LinkKey::load(&self.db).await.unwrap();
        write(&self.db, &links, URL, &facts(&self.db).await.unwrap(), mail).await.unwrap()
    }
    async fn kinds(&self, person: i64) -> Vec<String> {
        let all = store::list(&self.db, vec![person], None).await.unwrap();
        all.into_iter().map(|n| n.kind).collect()
    }
}

#[tokio::test]
async fn whoever_did_not_ask_is_told_nothing_and_a_mail_goes_only_to_whoever_wants_one() {
    for room in Room::each().await {
        let (noor, wim, guest) =
            (room.customer("noor@example.org").await, room.customer("wim@example.org").await, room.visitor().await);
        let silent = room.ask(noor, "Does it rust in the rain?", None).await;
        room.reply(silent.topic, guest, "It does not.", 1).await;
        assert_eq!((room.kinds(noor).await.len(), room.mails().await), (0, 0));
        let here = room.ask(noor, "Is it heavy to carry?", Some(false)).await;
        room.reply(here.topic, guest, "A little.", 2).await;
        assert_eq!((room.kinds(noor).await, room.mails().await), (vec!["reply".to_string()], 0));
        let mailed = room.ask(wim, "Which of them is the lightest?", Some(true)).await;
        // One's own words are no news, nor is a wish for mails without an address to send them to.
        room.reply(mailed.topic, wim, "I mean without the lid.", 3).await;
        let mut tx = room.db.begin().await.unwrap();
        store::watch(&mut tx, mailed.topic, guest, true, NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(room.mails().await, 0);
        let other = room.visitor().await;
        room.reply(mailed.topic, other, "The sand one.", 4).await;
        assert_eq!((room.mails().await, room.kinds(guest).await.len(), room.kinds(wim).await.len()), (1, 1, 1));
        let (to, kind): (String, String) = room.db.query("select recipient, kind from mail").one().await.unwrap();
        assert_eq!((to.as_str(), kind.as_str()), ("wim@example.org", "forum.reply"));
        let due = room.number("select run_at from job where kind = 'mail.send'").await;
        assert_eq!(due, NOW.0 + 4 + mails::WAIT);
    }
}

#[tokio::test]
async fn what_is_held_is_told_to_nobody_and_what_is_released_once() {
    for room in Room::each().await {
        let (noor, guest) = (room.customer("noor@example.org").await, room.visitor().await);
        let asked = room.ask(noor, "Does it rust in the rain?", Some(true)).await;
        let draft = room.draft(guest, "See https://elsewhere.example", None, Ruling::Held("links")).await;
        let held = verbs::reply(&room.db, asked.topic, draft, NOW).await.unwrap().post;
        assert_eq!((room.kinds(noor).await.len(), room.mails().await), (0, 0));
        room.set(held, State::Live).await;
        room.set(held, State::Live).await;
        assert_eq!((room.kinds(noor).await, room.mails().await), (vec!["reply".to_string()], 1));
        let mail = room.letter().await.unwrap();
        assert!(mail.letter.text.contains("See https://elsewhere.example"), "{}", mail.letter.text);
        // Taken down before it went: it never goes. Put back, it does.
        room.set(held, State::Removed).await;
        assert!(room.letter().await.is_none() && room.kinds(noor).await.is_empty());
        room.set(held, State::Live).await;
        assert_eq!((room.mails().await, room.letter().await.is_some()), (1, true));
        // Once it was sent the same post is never mailed again.
        room.db.run("update mail set sent_at = 5").run().await.unwrap();
        room.db.run("update job set done_at = 5").run().await.unwrap();
        room.set(held, State::Removed).await;
        room.set(held, State::Live).await;
        assert_eq!((room.mails().await, room.kinds(noor).await.len()), (1, 1));
    }
}

#[tokio::test]
async fn what_comes_while_a_mail_waits_gathers_in_it() {
    for room in Room::each().await {
        let (noor, guest) = (room.customer("noor@example.org").await, room.visitor().await);
        let asked = room.ask(noor, "Does it rust in the rain?", Some(true)).await;
        let first = room.reply(asked.topic, guest, NTH[0], 9).await;
        // The second request was made a moment before the first, and came in after it.
        room.reply(asked.topic, guest, NTH[1], 8).await;
        let third = room.reply(asked.topic, guest, NTH[2], 20).await;
        assert_eq!(room.mails().await, 1);
        let mail = room.letter().await.unwrap();
        assert_eq!(mail.letter.subject, "3 new replies: Does it rust in the rain?");
        assert!(NTH[..3].iter().all(|w| mail.letter.text.contains(w) && mail.letter.html.contains(w)));
        assert!(mail.letter.text.contains(&format!("{URL}/posts/{first}")), "{}", mail.letter.text);
        for (n, words) in NTH[3..].iter().enumerate() {
            room.reply(asked.topic, guest, words, 24 + n as i64).await;
        }
        let mail = room.letter().await.unwrap();
        assert!(mail.letter.text.contains("And 3 more.") && !mail.letter.text.contains(NTH[5]), "{}", mail.letter.text);
        // Of what was taken down nothing is left in it; what was read in the shop is no news.
        room.set(third, State::Removed).await;
        assert!(!room.letter().await.unwrap().letter.text.contains(NTH[2]));
        let mut tx = room.db.begin().await.unwrap();
        store::read(&mut tx, vec![noor], i64::MAX, NOW).await.unwrap();
        tx.commit().await.unwrap();
        assert!(room.letter().await.is_none());
    }
}

#[tokio::test]
async fn a_reply_that_comes_while_the_mail_is_being_sent_gets_one_of_its_own() {
    for room in Room::each().await {
        let (noor, guest) = (room.customer("noor@example.org").await, room.visitor().await);
        let asked = room.ask(noor, "Does it rust in the rain?", Some(true)).await;
        let other = room.ask(noor, "Is it heavy to carry?", Some(true)).await;
        room.reply(asked.topic, guest, NTH[0], 1).await;
        let later = NOW.plus(mails::WAIT + 1);
        let job = jobs::take(&room.db, later).await.unwrap().unwrap();
        room.reply(asked.topic, guest, NTH[1], mails::WAIT + 2).await;
        assert_eq!(room.mails().await, 2);
        room.reply(asked.topic, guest, NTH[2], mails::WAIT + 3).await;
        room.reply(other.topic, guest, "Quite.", mails::WAIT + 4).await;
        assert_eq!(room.mails().await, 3, "one for each topic");
        // It could not be sent: it waits again, and nothing more is begun.
        jobs::failed(&room.db, &job, "the server is away", false, later).await.unwrap();
        room.db.run("update mail set sent_at = 5 where id > 1").run().await.unwrap();
        room.db.run("update job set done_at = 5 where about <> '1'").run().await.unwrap();
        room.reply(asked.topic, guest, NTH[3], mails::WAIT + 5).await;
        assert_eq!(room.mails().await, 3);
    }
}

#[tokio::test]
async fn one_press_stops_the_mails_of_one_topic_and_leaves_the_rest() {
    for room in Room::each().await {
        let (noor, guest) = (room.customer("noor@example.org").await, room.visitor().await);
        let asked = room.ask(noor, "Does it rust in the rain?", Some(true)).await;
        let other = room.ask(noor, "Is it heavy to carry?", Some(true)).await;
        room.reply(asked.topic, guest, "It does not.", 1).await;
        let links = LinkKey::load(&room.db).await.unwrap();
        let way = format!("{URL}/watch/{}", stop::word(&links, noor, asked.topic));
        let mail = room.letter().await.unwrap();
        assert_eq!(mail.to.as_deref(), Some("noor@example.org"));
        let one_click = ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_string());
        assert_eq!(mail.headers, [("List-Unsubscribe", format!("<{way}>")), one_click]);
        assert!(mail.letter.text.contains(&way) && mail.letter.html.contains("Stop these mails"));
        for changed in [true, false] {
            let mut tx = room.db.begin().await.unwrap();
            assert_eq!(store::quiet(&mut tx, asked.topic, noor).await.unwrap(), changed);
            tx.commit().await.unwrap();
        }
        assert!(room.letter().await.is_none(), "what waited is dropped");
        let follows = store::followed(&room.db, vec![noor]).await.unwrap();
        let mut kept: Vec<(i64, bool)> = follows.into_iter().map(|f| (f.topic, f.by_mail)).collect();
        kept.sort();
        assert_eq!(kept, [(asked.topic, false), (other.topic, true)]);
    }
}

#[tokio::test]
async fn a_mention_is_told_and_what_a_visitor_was_told_is_the_customers() {
    for room in Room::each().await {
        let (visitor, other, noor) =
            (room.visitor().await, room.visitor().await, room.customer("noor@example.org").await);
        let asked = room.ask(visitor, "Does it rust in the rain?", Some(false)).await;
        let mut draft = room.draft(other, "You will know.", None, Ruling::Live).await;
        draft.words.mentions = vec![noor, visitor, other];
        verbs::reply(&room.db, asked.topic, draft, NOW).await.unwrap();
        assert_eq!(room.kinds(noor).await, ["mention"]);
        assert_eq!((room.kinds(visitor).await, room.kinds(other).await.len()), (vec!["mention".to_string()], 0));
        room.reply(asked.topic, other, "And so will you.", 5).await;
        let mut tx = room.db.begin().await.unwrap();
        store::watch(&mut tx, asked.topic, noor, true, NOW).await.unwrap();
        tx.commit().await.unwrap();
        for _ in 0..2 {
            let mut tx = room.db.begin().await.unwrap();
            adopt(&mut tx, &Adoption { visitor: Some(visitor), cart: None, to: noor, now: NOW }).await.unwrap();
            tx.commit().await.unwrap();
        }
        assert_eq!(room.kinds(noor).await, ["reply", "mention"], "each once");
        let left = "select (select count(*) from watch) * 100 + (select count(*) from notice)";
        assert_eq!(room.number(left).await, 102);
        assert_eq!(store::watches(&room.db, asked.topic, &[noor]).await.unwrap(), Some(true));
        // Somebody else who signs in at the same browser takes none of it.
        let wim = room.customer("wim@example.org").await;
        let mut tx = room.db.begin().await.unwrap();
        store::watch(&mut tx, asked.topic, visitor, false, NOW).await.unwrap();
        adopt(&mut tx, &Adoption { visitor: Some(visitor), cart: None, to: wim, now: NOW }).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            (room.kinds(wim).await.len(), store::watches(&room.db, asked.topic, &[wim]).await.unwrap()),
            (0, None)
        );
        // What they say under the old name is no news to them.
        room.reply(asked.topic, visitor, "It was me.", 9).await;
        assert_eq!(room.kinds(noor).await.len(), 2);
    }
}

#[tokio::test]
async fn in_an_orders_thread_only_its_customer_is_mailed_and_only_what_the_house_says() {
    for room in Room::each().await {
        let (db, guest, wim) = (&room.db, room.visitor().await, room.customer("wim@example.org").await);
        for sql in [
            "insert into cart (currency, country, version, created_at, updated_at, expires_at, closed_at) values ('EUR', 'NL', 1, 1, 1, 1, 1)",
            "insert into orders (number, code_hash, cart, currency, lang, email, email_key, name, country, address, shipping_method,
                shipping_title, shipping_price, shipping_tax, items_total, tax_total, total, prices_include_tax, payment_method, state,
                payment_state, fulfilment_state, show_purchase, presence_arm, channel, placed_at)
             select 'K-1', bytes, (select max(id) from cart), 'EUR', 'en', 'noor@example.org', 'noor@example.org', 'Noor', 'NL', '',
                'none', '', 0, 0, 0, 0, 0, true, 'transfer', 'placed', 'awaiting', 'waiting', false, '', 'web', 1 from secret",
        ] {
            db.run(sql).run().await.unwrap();
        }
        let order = room.number("select max(id) from orders").await;
        let anchor = Anchor { order: Some(order), ..Anchor::default() };
        let opening = Opening { kind: Kind::Order, anchor, title: "Order K-1".into(), products: vec![] };
        let draft = room.draft(guest, "The handle came off.", None, Ruling::Live).await;
        let placed = verbs::ask(db, opening, draft, NOW).await.unwrap();
        let mut tx = db.begin().await.unwrap();
        store::watch(&mut tx, placed.topic, wim, true, NOW).await.unwrap();
        tx.commit().await.unwrap();
        room.reply(placed.topic, guest, "And the lid.", 1).await;
        assert_eq!((room.mails().await, room.number("select count(*) from notice").await), (0, 0));
        let mut answers = vec![];
        for words in ["A new one is on its way.", "Keep the old one."] {
            let mut draft = room.draft(wim, words, None, Ruling::Live).await;
            draft.author.host = true;
            answers.push(verbs::reply(db, placed.topic, draft, NOW.plus(2)).await.unwrap().post);
        }
        assert_eq!(room.mails().await, 1);
        let (kind, to, about): (String, String, String) =
            db.query("select kind, recipient, about from mail").one().await.unwrap();
        assert_eq!((kind.as_str(), to.as_str(), about), ("forum.order", "noor@example.org", answers[0].to_string()));
        let mail = room.letter().await.unwrap();
        assert!(mail.headers.is_empty() && mail.to.is_none());
        assert_eq!(mail.letter.subject, "About your order K-1");
        let text = &mail.letter.text;
        assert!(
            text.contains("on its way")
                && text.contains("Keep the old one.")
                && text.contains(&format!("{URL}/orders/")),
            "{text}"
        );
        assert!(!text.contains("The handle came off") && !text.contains("/watch/"), "{text}");
        room.set(answers[0], State::Removed).await;
        room.set(answers[1], State::Removed).await;
        assert!(room.letter().await.is_none());
    }
}

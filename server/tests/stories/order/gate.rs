//! The gate: whoever asks something plain is heard at once; what others use to do harm waits or is turned away.
use super::{at, fields, merchant, newest, send, shelves, state_of};
use crate::kit::goods::{named_spoon, stock};
use crate::kit::people::{customer, host};
use crate::kit::talk::{aged, ask, patient, reply, rest};
use crate::kit::{Browser, Shop, both};
use app::values::Moment;

#[tokio::test]
async fn a_new_visitors_first_plain_question_is_never_held() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut reader = Browser::new(&shop);
        let asked = [
            "Does it keep tea warm?",
            "Ça va au lave-vaisselle ?",
            "Is it 300 ml or 0.3 l, and what does 12,50 buy?",
            "My mother's broke in two. Can it be mended?!",
            "Может ли она в духовку?",
            "Does it fit e.g. a U.S. filter no. 4?",
        ];
        for (n, words) in asked.into_iter().enumerate() {
            let mut b = at(&shop, &format!("203.0.113.{n}"));
            b.open("/products/mug").await;
            b.press("Ask", &[("body", words), ("stamp", &patient(&shop))]).await;
            assert_eq!((b.page.status, b.count("h1")), (200, 1), "{words}: {}", b.text());
            assert_eq!(newest(&shop).await.1, "live", "{words}");
            let topic = shop.number("select max(id) from topic").await;
            reader.open(&format!("/forum/{topic}")).await;
            assert_eq!(reader.page.status, 200, "{words}");
        }
        assert_eq!(shop.number("select count(*) from post where state <> 'live'").await, 0);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn links_and_pictures_of_the_first_day_wait_for_a_host_and_later_ones_do_not() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut b, mut reader) = (Browser::new(&shop), Browser::new(&shop));
        send(&mut b, &shop, "Is this the same one? https://cheap.example/mug").await;
        let (post, state, why) = newest(&shop).await;
        assert_eq!((state.as_str(), why.as_str()), ("held", "links"));
        assert!(b.text().contains("Posts with links wait for a host the first day"), "{}", b.text());
        let topic = shop.number("select max(id) from topic").await;
        assert_eq!(reader.open(&format!("/forum/{topic}")).await.status, 404);
        assert_eq!(shop.number("select count(*) from event where audience = 'public' and subject_kind = 'post'").await, 0);
        assert_eq!(shop.number("select count(*) from event where kind = 'post.held' and audience = 'staff'").await, 1);
        // A link into the shop itself leads nobody astray.
        send(&mut b, &shop, "Is it like http://shop.test/products/jug in weight?").await;
        assert_eq!(newest(&shop).await.1, "live");
        // What was plain and is changed into a link waits as well.
        let plain = newest(&shop).await.0;
        b.open(&format!("/posts/{plain}/edit")).await;
        b.press("Save", &[("body", "See https://cheap.example/jug for it."), ("stamp", &patient(&shop))]).await;
        assert_eq!(state_of(&shop, plain).await, "held");

        // Pictures: one that was sent before stands in the form by its number.
        let mut c = Browser::new(&shop);
        send(&mut c, &shop, "Is the crack below the handle bad?").await;
        let person = shop.number("select max(author) from post").await;
        shop.damage("insert into media (hash, kind, width, height, alt, created_at) values ('0123456789abcdef0123456789abcdef', 'picture', 400, 300, '', 1)").await;
        shop.db()
            .run("insert into post_picture (media, person, created_at) select id, $1, 1 from media order by id desc limit 1")
            .bind(person)
            .run()
            .await
            .unwrap();
        let picture = shop.number("select max(id) from post_picture").await.to_string();
        let topic = shop.number("select max(id) from topic").await;
        let sent = fields(&[("body", "Here it is."), ("picture", &picture), ("stamp", &patient(&shop))]);
        c.post(&format!("/forum/{topic}"), &sent).await;
        let (with_picture, state, why) = newest(&shop).await;
        assert_eq!((state.as_str(), why.as_str()), ("held", "pictures"), "{}", c.text());

        // A host releases both; from the second day on nothing waits.
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        for post in [post, with_picture] {
            hanna.open(&format!("/counter/posts/{post}")).await;
            hanna.press("Release", &[]).await;
            assert_eq!((hanna.page.status, state_of(&shop, post).await), (200, "live".into()), "{}", hanna.text());
        }
        assert_eq!(reader.open("/forum").await.status, 200);
        assert!(reader.text().contains("Is this the same one?"), "{}", reader.text());
        aged(&shop, 25 * Moment::HOUR).await;
        send(&mut b, &shop, "And this one, https://cheap.example/other ?").await;
        assert_eq!(newest(&shop).await.1, "live");
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn a_watched_word_waits_whoever_writes_it_but_a_host() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut marit = merchant(&shop).await;
        marit.open("/counter/settings").await;
        marit.press("Watch", &[("Words to watch", "Casino\nfree money")]).await;
        assert_eq!(
            (marit.page.status, shop.number("select count(*) from watched_word").await),
            (200, 2),
            "{}",
            marit.text()
        );
        let mut noor = customer(&shop, "noor@example.org").await;
        send(&mut noor, &shop, "Occasionally it drips. Why?").await;
        assert_eq!(newest(&shop).await.1, "live");
        aged(&shop, 40 * Moment::DAY).await;
        send(&mut noor, &shop, "Is this the mug of the CÀSINO in Baden?").await;
        let (post, state, why) = newest(&shop).await;
        assert_eq!((state.as_str(), why.as_str()), ("held", "words"), "an old account too");
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open(&format!("/counter/posts/{post}")).await;
        assert!(hanna.text().contains("Watched: Casino"), "{}", hanna.text());
        send(&mut hanna, &shop, "A casino wrote to us, dear all.").await;
        assert_eq!(newest(&shop).await.1, "live");
        marit.open("/counter/settings").await;
        marit.press("Forget", &[]).await;
        assert_eq!(shop.number("select count(*) from watched_word where word = 'Casino'").await, 0);
        for bad in ["", "  \n ", "$$$"] {
            marit.press("Watch", &[("Words to watch", bad)]).await;
            assert_eq!(marit.page.status, 422, "{bad}");
        }
        assert_eq!(shop.number("select count(*) from audit where act like 'words.%'").await, 2);
    })
    .await;
}

/// A stamp of so many seconds ago.
fn stamp(shop: &Shop, age: i64) -> String {
    let made = Moment::now().0 / 1000 - age;
    format!("{made}.{}", shop.site.links.word("form", made))
}

#[tokio::test]
async fn machines_are_asked_once_more_and_people_lose_nothing() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        let words = "Does it keep tea warm?";
        let forged = format!("{}.{}", Moment::now().0 / 1000 - 60, "0".repeat(26));
        let quick = stamp(&shop, 0);
        let cases = [
            (quick.clone(), "", "That was quick. Press the button once more."),
            (stamp(&shop, -30), "", "That was quick."),
            (String::new(), "", "did not come whole"),
            (forged, "", "did not come whole"),
            ("999999999999999999.x".into(), "", "did not come whole"),
            (stamp(&shop, 25 * 3_600), "", "more than a day"),
            (stamp(&shop, 60), "http://spam.example", "do not see"),
        ];
        for (stamp, trap, said) in cases {
            b.open("/forum/ask?product=mug").await;
            b.press("Ask", &[("body", words), ("alias", "Lena Brink"), ("stamp", &stamp), ("website", trap)]).await;
            assert_eq!((b.page.status, b.all("textarea[name=body]")), (422, vec![words.to_string()]), "{said}");
            assert!(b.text().contains(said), "{said}: {}", b.text());
            assert_eq!(b.attributes("input[name=alias]", "value"), ["Lena Brink"]);
            assert_eq!(b.attributes("input[name=website]", "value"), Vec::<String>::new());
            let fresh = &b.attributes("input[name=stamp]", "value")[0];
            let made: i64 = fresh.split('.').next().unwrap().parse().unwrap();
            let age = Moment::now().0 / 1000 - made;
            assert!((0..90).contains(&age), "the stamp is a new one, or the one that was good: {age}");
            assert_eq!(*fresh == stamp, said == "do not see" || stamp == quick, "{said}");
            assert!(b.cookies.is_empty(), "nobody was made: {:?}", b.cookies);
        }
        for table in [
            "select count(*) from person",
            "select count(*) from topic",
            "select count(*) from post",
            "select count(*) from session",
        ] {
            assert_eq!(shop.number(table).await, 0, "{table}");
        }
        // Once more, a little later.
        b.press("Ask", &[("stamp", &stamp(&shop, 3))]).await;
        assert_eq!((b.page.status, b.all("h1")), (200, vec![words.to_string()]));
    })
    .await;
}

#[tokio::test]
async fn ten_posts_in_ten_minutes_are_one_persons_and_forty_are_one_networks() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        for n in 0..10 {
            send(&mut b, &shop, &format!("Question number {n}, about something else each time {n}?")).await;
            assert_eq!(b.page.status, 200, "{n}: {}", b.text());
        }
        send(&mut b, &shop, "And an eleventh one?").await;
        assert_eq!((b.page.status, shop.number("select count(*) from post").await), (429, 10));
        assert!(b.text().contains("You asked ten things in ten minutes. You can go on at "), "{}", b.text());
        assert_eq!(b.all("textarea[name=body]"), ["And an eleventh one?"], "nothing typed is lost");
        let mut other = Browser::new(&shop);
        send(&mut other, &shop, "May I ask meanwhile?").await;
        assert_eq!(other.page.status, 200);
        rest(&shop).await;
        send(&mut b, &shop, "And an eleventh one?").await;
        assert_eq!(b.page.status, 200, "{}", b.text());

        for n in 0..40 {
            let mut one = at(&shop, "203.0.113.7");
            send(&mut one, &shop, &format!("From one house, number {n}, quite another thing {n}")).await;
            assert_eq!(one.page.status, 200, "{n}: {}", one.text());
        }
        let before = shop.number("select count(*) from person").await;
        let mut one = at(&shop, "203.0.113.7");
        send(&mut one, &shop, "From one house, too much").await;
        assert_eq!(one.page.status, 429);
        assert!(one.text().contains("from your network"), "{}", one.text());
        assert_eq!(shop.number("select count(*) from person").await, before, "nobody was made");
        let mut next_door = at(&shop, "203.0.113.8");
        send(&mut next_door, &shop, "From next door").await;
        assert_eq!(next_door.page.status, 200);
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.peer = one.peer;
        for n in 0..12 {
            send(&mut hanna, &shop, &format!("The house itself speaks, number {n} of twelve {n}")).await;
            assert_eq!(hanna.page.status, 200, "{n}: {}", hanna.text());
        }
    })
    .await;
}

#[tokio::test]
async fn in_a_raid_known_visitors_write_and_newcomers_read() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut known, mut noor) = (Browser::new(&shop), customer(&shop, "noor@example.org").await);
        let topic = ask(&mut known, &shop, "mug", "Does it stack?", "").await;
        let mut today = Browser::new(&shop);
        let mut marit = merchant(&shop).await;
        marit.open("/counter/settings").await;
        marit.press("Let only known visitors write", &[]).await;
        assert!(marit.text().contains("On: newcomers read"), "{}", marit.text());
        aged(&shop, 25 * Moment::HOUR).await;
        reply(&mut known, &shop, topic, "It does, I tried.").await;
        reply(&mut noor, &shop, topic, "Three of mine do.").await;
        assert_eq!(shop.number("select count(*) from post where state = 'live'").await, 3);
        send(&mut today, &shop, "May I?").await;
        assert_eq!((today.page.status, shop.number("select count(*) from post").await), (429, 3));
        assert!(today.text().contains("only people write here whom we know"), "{}", today.text());
        assert_eq!(today.all("textarea[name=body]"), ["May I?"]);
        today.open(&format!("/forum/{topic}")).await;
        assert_eq!(today.page.status, 200);
        let mut hanna = host(&shop, "hanna@example.org", "Hanna Visser").await;
        hanna.open("/counter/queue").await;
        assert!(hanna.text().contains("Known visitors only"), "{}", hanna.text());
        marit.open("/counter/settings").await;
        marit.press("Let everybody write", &[]).await;
        send(&mut today, &shop, "May I?").await;
        assert_eq!(today.page.status, 200);
        assert_eq!(shop.number("select count(*) from audit where act = 'shop.writers'").await, 2);
    })
    .await;
}

#[tokio::test]
async fn whoever_is_shut_out_reads_until_when_and_still_writes_about_their_order() {
    both(|shop| async move {
        shelves(&shop).await;
        stock(&shop, &[named_spoon(3)]).await;
        let mut noor = customer(&shop, "noor@example.org").await;
        noor.open("/products/mug").await;
        noor.press("Add to cart", &[]).await;
        crate::kit::talk::order(&mut noor).await;
        let order = noor.page.path.split('#').next().unwrap().to_string();
        let person = crate::kit::people::person_of(&shop, "noor@example.org").await;
        let now = Moment::now();
        let shut = "insert into shut_out (person, network, rule, at, until) values ($1, $2, 'spam', $3, $4)";
        shop.db()
            .run(shut)
            .bind(Some(person))
            .bind(None::<Vec<u8>>)
            .bind(now)
            .bind(now.plus(Moment::DAY))
            .run()
            .await
            .unwrap();
        send(&mut noor, &shop, "May I?").await;
        assert_eq!((noor.page.status, shop.number("select count(*) from post").await), (429, 0));
        assert!(
            noor.text().contains("ask for a second look") && noor.text().contains("shop@example.org"),
            "{}",
            noor.text()
        );
        noor.post(&order, &fields(&[("act", "write"), ("body", "Where is my mug?"), ("stamp", &patient(&shop))])).await;
        assert_eq!((noor.page.status, shop.number("select count(*) from post").await), (200, 1), "{}", noor.text());

        // A network: whoever came with the trouble is shut out, whoever wrote before it is not.
        let mut before = at(&shop, "203.0.113.7");
        ask(&mut before, &shop, "mug", "Does it stack?", "").await;
        let network = shop.site.links.digest("network", "203.0.113.7");
        let now = Moment::now().plus(1);
        shop.db()
            .run(shut)
            .bind(None::<i64>)
            .bind(Some(network))
            .bind(now)
            .bind(now.plus(Moment::DAY))
            .run()
            .await
            .unwrap();
        let mut after = at(&shop, "203.0.113.7");
        send(&mut after, &shop, "Buy here!").await;
        assert_eq!(after.page.status, 429);
        send(&mut before, &shop, "And does it fit a shelf?").await;
        assert_eq!(before.page.status, 200, "{}", before.text());
        let mut elsewhere = at(&shop, "203.0.113.8");
        send(&mut elsewhere, &shop, "And mine, does it?").await;
        assert_eq!(elsewhere.page.status, 200);
        shop.damage("update shut_out set until = 1").await;
        send(&mut after, &shop, "May I now?").await;
        assert_eq!(after.page.status, 200);
    })
    .await;
}

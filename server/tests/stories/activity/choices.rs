//! What is one's own to choose: to be in no feed, to leave, to have what one did before under one's new name.
use super::{TOLD, lines, said_on, shelves};
use crate::kit::people::{PASSWORD, customer, sign_in};
use crate::kit::talk::{ask, reply};
use crate::kit::{Browser, both};

#[tokio::test]
async fn whoever_keeps_out_is_told_nowhere_and_what_they_wrote_stays_where_it_is() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut asker, mut other, mut b) = (Browser::new(&shop), Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut asker, &shop, "mug", "Does it keep tea warm?", "Lena Brink").await;
        reply(&mut other, &shop, topic, "Mine does.").await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 2);
        asker.open("/alias").await;
        asker.press("Keep what I do out of the activity", &[]).await;
        assert_eq!(asker.page.status, 200);
        assert!(asker.text().contains("told nowhere but where you do it"), "{}", asker.text());
        assert_eq!(
            said_on(&mut b, TOLD, &["Lena Brink asked", "answered Lena Brink", "chose Lena Brink"]).await,
            [""; 0]
        );
        assert_eq!(lines(&mut b, "/activity").await.len(), 1);
        b.open(&format!("/forum/{topic}")).await;
        assert!(b.text().contains("Lena Brink") && b.text().contains("Mine does."), "{}", b.text());
        ask(&mut asker, &shop, "jug", "Does it pour well?", "Lena Brink").await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 1);
        asker.open("/alias").await;
        asker.press("Show what I do from now on", &[]).await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 1, "the past stays away");
        ask(&mut asker, &shop, "jug", "Is its handle wide?", "Lena Brink").await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 2);
        // With an account the same switch stands there too, and holds for the visitor they were.
        let mut noor = customer(&shop, "noor@example.org").await;
        noor.open("/account").await;
        noor.press("Keep what I do out of the activity", &[]).await;
        assert!(noor.page.path.starts_with("/account?seen=1"), "{}", noor.page.path);
        noor.press("Sign out", &[]).await;
        ask(&mut noor, &shop, "mug", "Is it light?", "Fig Jam").await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 3);
        sign_in(&mut noor, "noor@example.org").await;
        assert_eq!(lines(&mut b, "/activity").await.len(), 2);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn whoever_leaves_may_take_down_what_they_wrote() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut other, mut b) = (Browser::new(&shop), Browser::new(&shop));
        for (email, alias, asked, takes, said) in [
            ("isolde@example.org", "Umbrafern Otter", "Is the glaze safe for lemon?", false, "It is, for years now."),
            ("quill@example.org", "Ochrehush Moth", "Does the rim chip easily?", true, "Mine had honey in it too."),
        ] {
            let mut leaver = customer(&shop, email).await;
            let topic = ask(&mut leaver, &shop, "mug", asked, alias).await;
            reply(&mut other, &shop, topic, said).await;
            let answer = shop.number("select max(id) from post").await;
            leaver.post(&format!("/posts/{answer}/helpful"), &[("on".into(), "1".into())]).await;
            assert!(!said_on(&mut b, TOLD, &[alias]).await.is_empty());
            leaver.open("/account/erase").await;
            let posts = ("posts", if takes { "on" } else { "off" });
            leaver.press("Erase my account", &[("Password", PASSWORD), posts]).await;
            assert!(leaver.text().contains("is erased"), "{}", leaver.text());
            b.open(&format!("/forum/{topic}")).await;
            // The strip at the foot tells of other topics.
            let page = b.all("main").join(" ");
            assert_eq!(page.contains("former member"), !takes, "{page}");
            assert_eq!(page.contains(asked), !takes, "{page}");
            assert!(page.contains(said), "others' answers stay");
            let told = lines(&mut b, "/activity").await;
            assert!(told.iter().all(|l| !l.starts_with("former") && !l.starts_with(alias)), "{told:?}");
            assert_eq!(shop.number("select count(*) from reaction").await, 0);
        }
        assert_eq!(shop.number("select cast(sum(helpful) as bigint) from post").await, 0);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_done_before_goes_under_the_new_name_by_choice_alone() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut noor = customer(&shop, "noor@example.org").await;
        let mut stranger = customer(&shop, "wim@example.org").await;
        let (mut phone, mut b) = (Browser::new(&shop), Browser::new(&shop));
        let topic = ask(&mut stranger, &shop, "jug", "Does it pour well?", "Plum Tart").await;
        let post = shop.number("select max(id) from post").await;
        ask(&mut phone, &shop, "mug", "Does it keep tea warm?", "Vantablue Heron").await;
        // On both devices they found the same post helpful.
        for device in [&mut phone, &mut noor] {
            device.post(&format!("/posts/{post}/helpful"), &[("on".into(), "1".into())]).await;
        }
        sign_in(&mut phone, "noor@example.org").await;
        let helpful = "select helpful from post where id = (select min(id) from post)";
        assert_eq!(shop.number(helpful).await, 1, "one voice a person");
        b.open(&format!("/forum/{topic}")).await;
        assert!(lines(&mut b, "/activity").await.iter().any(|l| l.starts_with("Vantablue Heron asked")));
        stranger.open("/account").await;
        assert!(
            !stranger.all("main").join(" ").contains("Vantablue Heron"),
            "only the strip below tells of the public act"
        );
        phone.open("/account").await;
        assert!(phone.text().contains("Vantablue Heron") && phone.text().contains("1 post"), "{}", phone.text());
        let visitor = phone.attributes("input[name=visitor]", "value").remove(0);
        stranger.post("/account/before", &[("visitor".into(), visitor)]).await;
        assert_eq!(stranger.page.status, 404);
        phone.press("Show it under my new name", &[]).await;
        assert!(phone.page.path.starts_with("/account?before=1"), "{}", phone.page.path);
        assert_eq!(said_on(&mut b, TOLD, &["Vantablue Heron"]).await, [""; 0]);
        assert_eq!(lines(&mut b, "/activity").await.len(), 2);
        assert_eq!(shop.number(helpful).await, 1);
        for secret in ["noor@example.org", "wim@example.org"] {
            assert_eq!(said_on(&mut b, TOLD, &[secret]).await, [""; 0]);
        }
        shop.healthy().await;
    })
    .await;
}

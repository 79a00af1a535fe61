//! Whoever wants to be in no feed, whoever leaves, and whoever takes over what they did before.
use super::room::{NOW, Room};
use crate::accounts::adopt::{Adoption, adopt};
use crate::accounts::{before, erase};
use crate::activity::unseen;
use crate::forum::{State, verbs};

#[tokio::test]
async fn whoever_keeps_out_is_out_for_what_was_too_and_back_for_what_comes() {
    for room in Room::each().await {
        let (asker, other) = (room.visitor("Small Whisk").await, room.visitor("Tin Measure").await);
        let one = room.ask(asker, None, "Does it rust?", NOW).await;
        let answer = room.reply(one.topic, (other, false), "Mine did.", NOW.plus(1)).await;
        room.accept(asker, answer, NOW.plus(2)).await.unwrap();
        unseen::set(room.db(), asker, true, NOW.plus(3)).await.unwrap();
        assert!(unseen::is(room.db(), asker).await.unwrap());
        assert_eq!(
            room.told("").await,
            ["Tin Measure answered Does it rust?"],
            "their name is not told by others either"
        );
        let withdrawn = "select count(*) from event e join event_topic t on t.event = e.id
            where e.kind = 'withdrawn' and e.subject_kind = 'event' and t.topic = 'shop'";
        assert_eq!(room.number(withdrawn).await, 2, "open pages drop both");
        assert_eq!(room.number("select count(*) from post where state = 'live'").await, 2, "what they wrote stays");

        // What they do now is told in its topic alone; a host who takes it down and back changes nothing of that.
        let two = room.ask(asker, None, "Does it chip?", NOW.plus(4)).await;
        room.set(one.post, State::Removed, NOW.plus(5)).await;
        room.set(one.post, State::Live, NOW.plus(6)).await;
        assert_eq!(room.told("").await.len(), 1);
        unseen::set(room.db(), asker, false, NOW.plus(7)).await.unwrap();
        room.set(one.post, State::Removed, NOW.plus(8)).await;
        room.set(one.post, State::Live, NOW.plus(9)).await;
        assert_eq!(room.told("").await, ["Tin Measure answered Small Whisk: Does it rust?"], "from now on only");
        room.reply(two.topic, (asker, false), "It does, I see.", NOW.plus(10)).await;
        assert_eq!(room.told("").await[0], "Small Whisk wrote more on Does it chip?");
    }
}

#[tokio::test]
async fn whoever_leaves_goes_out_of_the_feed_and_what_they_wrote_stays_by_a_former_member_or_goes() {
    for room in Room::each().await {
        for take_down in [false, true] {
            let email = if take_down { "second@example.org" } else { "first@example.org" };
            let alias = if take_down { "Slatehollow Lynx" } else { "Umbrafern Otter" };
            let (leaver, other) =
                (room.customer(email, alias).await, room.visitor(if take_down { "Plum" } else { "Fig" }).await);
            let one = room.ask(leaver, None, &format!("Does {alias} rust?"), NOW).await;
            let reply = room.reply(one.topic, (other, false), "Not mine.", NOW.plus(1)).await;
            verbs::helpful(room.db(), leaver, reply, true, NOW.plus(2)).await.unwrap();
            let before = room.told("").await;
            assert!(before.iter().any(|l| l.starts_with(alias)) && before[0].contains(alias));
            erase::erase(room.db(), &Room::signed_in(leaver), take_down, NOW.plus(3)).await.unwrap();
            let told = room.told("").await;
            assert!(told.iter().all(|l| !l.starts_with(alias)), "{told:?}");
            let stands = if take_down { "answered A post that was taken down" } else { "answered a former member: " };
            assert!(told[0].contains(stands), "{told:?}");
            let helpful =
                room.db().query("select helpful from post where id = $1").bind(reply).one::<(i64,)>().await.unwrap().0;
            assert_eq!(helpful, 0, "their thanks are counted no more");
            let (state, body): (String, String) =
                room.db().query("select state, body from post where id = $1").bind(one.post).one().await.unwrap();
            match take_down {
                true => assert_eq!((state.as_str(), body.as_str()), ("removed", "")),
                false => assert!(state == "live" && body.contains("rust")),
            }
        }
    }
}

#[tokio::test]
async fn what_was_done_before_goes_under_the_new_name_by_choice_and_counts_once() {
    for room in Room::each().await {
        let (visitor, me) = (room.visitor("Vantablue Heron").await, room.customer("noor@example.org", "Noor").await);
        let (stranger, other) = (room.visitor("Fig").await, room.customer("wim@example.org", "Wim").await);
        let one = room.ask(visitor, None, "Does it rust?", NOW).await;
        let mine = room.reply(one.topic, (me, false), "I looked: it does not.", NOW.plus(1)).await;
        let theirs = room.reply(one.topic, (stranger, false), "Mine does.", NOW.plus(2)).await;
        for (person, post) in [(visitor, theirs), (me, theirs), (visitor, mine), (me, one.post), (stranger, mine)] {
            verbs::helpful(room.db(), person, post, true, NOW.plus(3)).await.unwrap();
        }
        let helpful = async |post: i64| {
            room.db().query("select helpful from post where id = $1").bind(post).one::<(i64,)>().await.unwrap().0
        };
        assert_eq!((helpful(theirs).await, helpful(mine).await, helpful(one.post).await), (2, 2, 1));
        let adoption = Adoption { visitor: Some(visitor), cart: None, to: me, now: NOW.plus(4) };
        for _ in 0..2 {
            let mut tx = room.db().begin().await.unwrap();
            adopt(&mut tx, &adoption).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!((helpful(theirs).await, helpful(mine).await, helpful(one.post).await), (1, 1, 0));
        }
        verbs::helpful(room.db(), me, theirs, true, NOW.plus(5)).await.unwrap();
        assert_eq!(helpful(theirs).await, 1, "one voice a person");
        let told = room.told("").await;
        assert!(told.last().unwrap().starts_with("Vantablue Heron asked"), "{told:?}");
        let answered = "select count(*) from topic where answered_at is not null";
        assert_eq!(room.number(answered).await, 1);

        let who = Room::signed_in(me);
        let list = before::list(room.db(), &who).await.unwrap();
        assert_eq!((list.len(), list[0].posts, list[0].alias.as_str()), (1, 1, "Vantablue Heron"));
        assert!(before::list(room.db(), &Room::signed_in(other)).await.unwrap().is_empty());
        assert!(!before::take_over(room.db(), &Room::signed_in(other), visitor).await.unwrap(), "somebody else’s");
        assert!(before::take_over(room.db(), &who, visitor).await.unwrap());
        assert!(before::take_over(room.db(), &who, visitor).await.unwrap());
        let told = room.told("").await;
        assert!(
            told.last().unwrap().starts_with("Noor asked") && told.iter().all(|l| !l.contains("Heron")),
            "{told:?}"
        );
        assert!(before::list(room.db(), &who).await.unwrap().is_empty());
        let by_other =
            "select count(*) from topic t join post p on p.id = (select min(x.id) from post x where x.topic = t.id
            and x.author <> t.author) where t.answered_at = p.created_at";
        assert_eq!(room.number(by_other).await, 1, "who answers their own question has not answered it");
        assert_eq!(helpful(theirs).await, 1);
        assert_eq!(crate::doctor::examine(room.db()).await.unwrap(), []);
    }
}

use super::*;
use crate::forum::verbs::{self as talk, Author, Draft, Opening, Placed};
use crate::forum::{Anchor, Kind, State};
use crate::import::tests::{all, pairs};
use crate::media::store::{keep as keep_for_the_shop, withheld};
use crate::moderation::Ruling;
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use std::io::Write;
use tempfile::TempDir;

const NOW: Moment = Moment(1_795_000_000_000);

fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file
}
fn png(shade: u8) -> Vec<u8> {
    let drawn = RgbImage::from_fn(200, 90, |x, y| image::Rgb([x as u8, y as u8, shade]));
    let mut out = vec![];
    image::codecs::png::PngEncoder::new(&mut out).write_image(&drawn, 200, 90, ExtendedColorType::Rgb8).unwrap();
    out
}
/// Other words for other pictures.
fn words(pictures: &[i64]) -> String {
    let all: Vec<String> = pictures.iter().map(|id| format!("w{}w", "o".repeat(*id as usize))).collect();
    format!("See what I made: {}.", all.join(" "))
}
struct Ground {
    db: Db,
    shelf: Shelf,
    workshop: Workshop,
    _folder: TempDir,
}
impl Ground {
    fn of(db: Db) -> Ground {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(&format!("file:{}", folder.path().display())).unwrap();
        Ground { db, shelf, workshop: Workshop::default(), _folder: folder }
    }
    async fn person(&self) -> i64 {
        let mut tx = self.db.begin().await.unwrap();
        let id = crate::accounts::store::begin(&mut tx, "en", NOW).await.unwrap();
        tx.commit().await.unwrap();
        id
    }
    async fn sends(&self, person: i64, shade: u8) -> i64 {
        keep(&self.db, &self.shelf, &self.workshop, person, file(&png(shade)), NOW).await.unwrap().unwrap()
    }
    async fn posts(&self, person: i64, pictures: &[i64]) -> Placed {
        let draft = Draft {
            author: Author { person, host: false, network: None },
            stake: None,
            reply_to: None,
            quoted: None,
            words: talk::words(&self.db, &words(pictures), None).await.unwrap(),
            pictures: pictures.iter().map(|id| (*id, "a pan".to_string())).collect(),
            ruling: Ruling::Live,
            watch: None,
        };
        let opening =
            Opening { kind: Kind::Discussion, anchor: Anchor::default(), title: "Made".into(), products: vec![] };
        talk::ask(&self.db, opening, draft, NOW).await.unwrap()
    }
    async fn moves(&self, post: i64, to: State) {
        let mut tx = self.db.begin().await.unwrap();
        talk::state::set(&mut tx, post, to, None, NOW).await.unwrap();
        tx.commit().await.unwrap();
    }
    async fn hashes(&self) -> Vec<String> {
        let rows: Vec<(String,)> = all(&self.db, "select hash from media order by id").await;
        rows.into_iter().map(|(hash,)| hash).collect()
    }
    async fn withheld(&self) -> Vec<bool> {
        let mut out = vec![];
        for hash in self.hashes().await {
            out.push(withheld(&self.db, &hash).await.unwrap().unwrap());
        }
        out
    }
}

#[tokio::test]
async fn a_picture_is_withheld_until_its_post_is_seen_and_when_that_is_taken_down() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let (noor, wim) = (g.person().await, g.person().await);
        let picture = g.sends(noor, 1).await;
        assert_eq!(g.withheld().await, [true]);
        let hash = g.hashes().await.remove(0);
        assert!(is_senders(&g.db, &hash, &[wim, noor]).await.unwrap());
        assert!(!is_senders(&g.db, &hash, &[wim]).await.unwrap() && !is_senders(&g.db, &hash, &[]).await.unwrap());
        assert_eq!(waiting(&g.db, noor, &[picture]).await.unwrap()[0].hash, hash);
        assert!(waiting(&g.db, wim, &[picture]).await.unwrap().is_empty(), "nobody posts what another one sent");
        let stolen = g.posts(wim, &[picture]).await;
        assert_eq!(all::<(Option<i64>,)>(&g.db, "select post from post_picture").await, [(None,)]);
        assert_eq!(g.withheld().await, [true]);
        let _ = stolen;

        let placed = g.posts(noor, &[picture]).await;
        assert_eq!(g.withheld().await, [false]);
        assert_eq!(all::<(String,)>(&g.db, "select alt from post_picture").await, [("a pan".into(),)]);
        g.moves(placed.post, State::Removed).await;
        assert_eq!(g.withheld().await, [true]);
        g.moves(placed.post, State::Live).await;
        assert_eq!(g.withheld().await, [false]);

        // The same picture in another post keeps it in sight.
        let again = g.sends(wim, 1).await;
        assert_eq!(g.hashes().await.len(), 1, "the same content is kept once");
        g.posts(wim, &[again]).await;
        g.moves(placed.post, State::Removed).await;
        assert_eq!(g.withheld().await, [false]);
    })
    .await;
}

#[tokio::test]
async fn what_the_shop_shows_is_never_withheld_by_a_post() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let noor = g.person().await;
        let picture = g.sends(noor, 2).await;
        // The shop takes the very picture for one of its own.
        let made = g.workshop.picture(png(2)).await.unwrap();
        let media = keep_for_the_shop(&g.db, &g.shelf, made, "", NOW).await.unwrap();
        assert_eq!(g.withheld().await, [false]);
        g.db.run(
            "insert into maker (handle, name, craft, words, story, media) values ('noor', 'Noor', '', '', '', $1)",
        )
        .bind(media)
        .run()
        .await
        .unwrap();
        let placed = g.posts(noor, &[picture]).await;
        g.moves(placed.post, State::Removed).await;
        assert_eq!(g.withheld().await, [false]);
        let mut tx = g.db.begin().await.unwrap();
        forget(&mut tx, noor).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(g.withheld().await, [false]);
        tidy(&g.db, &g.shelf, NOW.plus(30 * Moment::DAY)).await.unwrap();
        assert!(g.shelf.has(&g.hashes().await[0], 160).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn what_came_into_no_post_is_tidied_with_its_files_after_a_day() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let noor = g.person().await;
        let posted = g.sends(noor, 3).await;
        g.posts(noor, &[posted]).await;
        let left = g.sends(noor, 4).await;
        let hashes = g.hashes().await;
        tidy(&g.db, &g.shelf, NOW.plus(Moment::DAY)).await.unwrap();
        assert_eq!(waiting(&g.db, noor, &[left]).await.unwrap().len(), 1, "not before a day has passed");
        tidy(&g.db, &g.shelf, NOW.plus(Moment::DAY + 1)).await.unwrap();
        assert!(waiting(&g.db, noor, &[left]).await.unwrap().is_empty());
        assert_eq!(g.hashes().await, hashes[..1]);
        assert!(g.shelf.has(&hashes[0], 160).await.unwrap() && !g.shelf.has(&hashes[1], 160).await.unwrap());
        // It may come again.
        g.sends(noor, 4).await;
        assert!(g.shelf.has(&hashes[1], 160).await.unwrap());
        // What has a use is not discarded, whoever asks for it.
        let (id, hash): (i64, String) =
            all::<(i64, String)>(&g.db, "select id, hash from media order by id").await.remove(0);
        assert!(!discard(&g.db, &g.shelf, id, &hash, 200).await.unwrap());
        assert!(g.shelf.has(&hash, 160).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn pictures_of_whoever_is_erased_leave_their_posts() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let (noor, before, wim) = (g.person().await, g.person().await, g.person().await);
        g.db.run("update person set adopted_by = $1 where id = $2").bind(noor).bind(before).run().await.unwrap();
        for (person, shade) in [(noor, 5), (before, 6), (wim, 7)] {
            let picture = g.sends(person, shade).await;
            g.posts(person, &[picture]).await;
        }
        let mut tx = g.db.begin().await.unwrap();
        forget(&mut tx, noor).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(all::<(i64,)>(&g.db, "select person from post_picture").await, [(wim,)]);
        assert_eq!(g.withheld().await, [true, true, false]);
        tidy(&g.db, &g.shelf, NOW.plus(2 * Moment::DAY)).await.unwrap();
        assert_eq!(g.hashes().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_is_refused_whatever_it_calls_itself() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let noor = g.person().await;
        let sends =
            async |bytes: &[u8]| keep(&g.db, &g.shelf, &g.workshop, noor, file(bytes), NOW).await.unwrap().err();
        assert_eq!(sends(b"<svg xmlns='http://www.w3.org/2000/svg'/>").await, Some(Fault::NotAPicture));
        assert_eq!(sends(b"%PDF-1.7").await, Some(Fault::NotAPicture));
        assert_eq!(sends(&png(8)[..100]).await, Some(Fault::Broken));
        assert_eq!(all::<(i64,)>(&g.db, "select count(*) from media").await, [(0,)]);
    })
    .await;
}

use super::store::{self, Left, Picture};
use super::*;
use crate::db::Db;
use crate::import::tests::{all, pairs};
use crate::media::Focus;
use crate::media::shelf::Shelf;
use crate::media::store::{add, keep};
use crate::media::workshop::{Made, Workshop};
use crate::values::Moment;
use crate::viewer::Merchant;
use tempfile::TempDir;

const NOW: Moment = Moment(1_795_000_000_000);

struct Ground {
    db: Db,
    shelf: Shelf,
    by: Merchant,
    folder: TempDir,
}
impl Ground {
    fn of(db: Db) -> Ground {
        let folder = tempfile::tempdir().unwrap();
        let shelf = Shelf::open(&format!("file:{}", folder.path().display())).unwrap();
        Ground { db, shelf, by: Merchant::at_the_console(), folder }
    }
    async fn keeps(&self, shade: u8, alt: &str) -> i64 {
        keep(&self.db, &self.shelf, made(shade).await, alt, NOW).await.unwrap()
    }
    async fn product(&self, slug: &str, title: &str, pictures: &[i64]) -> i64 {
        let insert =
            "insert into product (slug, title, title_key, words, purpose, description, vendor, kind, status, tax_class,
                seo_title, seo_description, created_at, updated_at)
             values ($1, $2, lower($2), '', '', '', '', '', 'draft', 'standard', '', '', 1, 1) returning id";
        let (id,): (i64,) = self.db.run(insert).bind(slug.to_string()).bind(title.to_string()).one().await.unwrap();
        for picture in pictures {
            let hang = "insert into product_media (product, media, position) values ($1, $2, 1)";
            self.db.run(hang).bind(id).bind(*picture).run().await.unwrap();
        }
        id
    }
    async fn shows(&self, q: &str, show: Show) -> Vec<i64> {
        let narrow = Narrow { words: q.into(), show };
        ids(&store::list(&self.db, &self.by, &narrow, None, 50).await.unwrap())
    }
    async fn removes(&self, id: i64) -> Left {
        store::remove(&self.db, &self.shelf, &self.by, id, "", NOW).await.unwrap()
    }
    fn files(&self) -> usize {
        let folders = std::fs::read_dir(self.folder.path()).unwrap();
        folders.map(|f| std::fs::read_dir(f.unwrap().path()).unwrap().count()).sum()
    }
    async fn acts(&self) -> Vec<(String, String, String)> {
        all(&self.db, "select act, before, after from audit where act like 'picture%' order by id").await
    }
}
fn ids(pictures: &[Picture]) -> Vec<i64> {
    pictures.iter().map(|p| p.id).collect()
}
async fn made(shade: u8) -> Made {
    let drawn = image::RgbImage::from_pixel(400, 300, image::Rgb([shade, 90, 90]));
    let mut bytes = vec![];
    drawn.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    Workshop::default().picture(bytes).await.unwrap()
}

#[test]
fn the_library_is_narrowed_as_its_address_says() {
    let pairs = |all: &[(&str, &str)]| all.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect::<Vec<_>>();
    let narrow = Narrow::of(&pairs(&[("q", "  red   pan "), ("show", "mute"), ("after", "7")]));
    assert_eq!(narrow, Narrow { words: "red pan".into(), show: Show::Mute });
    assert_eq!(narrow.pairs(), pairs(&[("q", "red pan"), ("show", "mute")]));
    assert_eq!(Narrow::of(&pairs(&[("show", "anything")])).pairs(), pairs(&[]));
}

#[tokio::test]
async fn pictures_are_found_by_what_they_show_what_uses_them_and_what_lacks() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let (pan, bare, lonely) = (g.keeps(1, "A 100% iron pan").await, g.keeps(2, "").await, g.keeps(3, "Sky").await);
        g.product("mug", "Blue mug", &[pan, bare]).await;
        assert_eq!(g.shows("", Show::All).await, [lonely, bare, pan]);
        assert_eq!(g.shows("IRON", Show::All).await, [pan]);
        assert_eq!(g.shows("100%", Show::All).await, [pan]);
        assert_eq!(g.shows("0_i", Show::All).await, Vec::<i64>::new(), "signs are letters here");
        assert_eq!(g.shows("blue MUG", Show::All).await, [bare, pan]);
        assert_eq!(g.shows("", Show::Mute).await, [bare]);
        assert_eq!(g.shows("", Show::Unused).await, [lonely]);
        assert_eq!(g.shows("mug", Show::Unused).await, Vec::<i64>::new());
        // What is said beside the product is enough.
        g.db.run("update product_media set alt = 'Blue, seen from above' where media = $1")
            .bind(bare)
            .run()
            .await
            .unwrap();
        assert_eq!(g.shows("", Show::Mute).await, Vec::<i64>::new());
        assert_eq!(g.shows("from above", Show::All).await, [bare]);
        // A page is a use, though no foreign key says so.
        let (hash,): (String,) = all::<(String,)>(&g.db, "select hash from media order by id desc").await.remove(0);
        g.db.run("insert into page (slug, title, body, position, updated_at) values ('about', 'About us', $1, 1, 1)")
            .bind(format!("See ![the sky](/media/{hash}-320.webp)."))
            .run()
            .await
            .unwrap();
        assert_eq!(g.shows("", Show::Unused).await, Vec::<i64>::new());
        let uses = store::uses(&g.db, lonely).await.unwrap();
        assert_eq!((uses.len(), uses[0].kind.as_str(), uses[0].name.as_str()), (1, "page", "About us"));
        assert_eq!(g.removes(lonely).await, Left::Used);
        // What is withheld is not in the library.
        g.db.run("update media set withheld = true where id = $1").bind(lonely).run().await.unwrap();
        assert_eq!(g.shows("", Show::All).await, [bare, pan]);
        assert_eq!(g.removes(lonely).await, Left::Missing);
        assert_eq!(store::one(&g.db, &g.by, lonely).await.unwrap(), None);
        // Page by page, each once.
        let first = store::list(&g.db, &g.by, &Narrow::default(), None, 1).await.unwrap();
        let second = store::list(&g.db, &g.by, &Narrow::default(), Some(first[0].id), 1).await.unwrap();
        assert_eq!((ids(&first), ids(&second)), (vec![bare], vec![pan]));
        let counts = store::counts(&g.db, vec![pan, bare]).await.unwrap();
        assert_eq!(pages::used(pan, &counts).as_deref(), Some("1 product"));
        assert_eq!(pages::used(lonely, &counts), None);
    })
    .await;
}

#[tokio::test]
async fn acts_are_written_down_with_before_and_after_and_only_what_changed() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let picture = made(1).await;
        let id = add(&g.db, &g.shelf, &picture, "", Some((&g.by, "")), NOW).await.unwrap();
        assert_eq!(add(&g.db, &g.shelf, &picture, "", Some((&g.by, "")), NOW).await.unwrap(), id);
        for _ in 0..2 {
            assert!(store::describe(&g.db, &g.by, id, "A pan", "", NOW).await.unwrap());
            assert!(store::aim(&g.db, &g.by, id, Focus::of_place(4, 0), "", NOW).await.unwrap());
        }
        let there = store::one(&g.db, &g.by, id).await.unwrap().unwrap();
        assert_eq!((there.alt.as_str(), there.focus.class().as_deref()), ("A pan", Some("f-40")));
        assert_eq!(g.removes(id).await, Left::Gone);
        assert_eq!((g.removes(id).await, g.files()), (Left::Missing, 0));
        assert!(!store::describe(&g.db, &g.by, id, "x", "", NOW).await.unwrap());
        assert!(!store::aim(&g.db, &g.by, id, Focus::default(), "", NOW).await.unwrap());
        let row = |act: &str, before: &str, after: &str| (act.to_string(), before.to_string(), after.to_string());
        let gone = format!("A pan ({})", picture.hash);
        let expected = [
            row("picture.added", "", "400 × 300"),
            row("picture.described", "", "A pan"),
            row("picture.aimed", "500, 500", "900, 100"),
            row("picture.removed", &gone, ""),
        ];
        assert_eq!(g.acts().await, expected);
    })
    .await;
}

#[tokio::test]
async fn what_is_used_is_refused_by_whatever_points_at_it() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let (hung, face, fetched) = (g.keeps(1, "").await, g.keeps(2, "").await, g.keeps(3, "").await);
        let product = g.product("mug", "Mug", &[hung]).await;
        g.db.run("insert into maker (handle, name, craft, words, story, media) values ('noor', 'Noor', 'potter', '', '', $1)")
            .bind(face)
            .run()
            .await
            .unwrap();
        g.db.run("insert into remote_picture (product, url, alt, position, media) values ($1, 'https://x.example/a', '', 1, $2)")
            .bind(product)
            .bind(fetched)
            .run()
            .await
            .unwrap();
        let files = g.files();
        assert_eq!((g.removes(hung).await, g.removes(face).await, g.files()), (Left::Used, Left::Used, files));
        let named: Vec<String> = store::uses(&g.db, face).await.unwrap().into_iter().map(|u| u.kind + " " + &u.name).collect();
        assert_eq!(named, ["maker Noor"]);
        // What only an import remembers goes, and the import may bring it again.
        assert_eq!(g.removes(fetched).await, Left::Gone);
        assert_eq!(all::<(i64,)>(&g.db, "select count(*) from remote_picture").await, [(0,)]);
        // Every table that points at a picture is looked at, here and in the tidying.
        if g.db.kind() == "SQLite" {
            let pointing = "select m.name from sqlite_master m join pragma_foreign_key_list(m.name) f on f.\"table\" = 'media'
                where m.type = 'table' order by 1";
            for (table,) in all::<(String,)>(&g.db, pointing).await {
                assert!(crate::media::store::UNUSED.contains(&format!("from {table} u")), "{table} points at pictures");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_hangs_a_picture_up_while_it_is_taken_away_has_it_or_is_refused() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let product = g.product("mug", "Mug", &[]).await;
        for shade in 0..12 {
            let id = g.keeps(shade, "").await;
            let hang = async {
                let sql = "insert into product_media (product, media, position) values ($1, $2, 1)";
                g.db.run(sql).bind(product).bind(id).run().await
            };
            let (left, hung) = tokio::join!(g.removes(id), hang);
            let here = store::one(&g.db, &g.by, id).await.unwrap();
            match left {
                Left::Gone => assert!(hung.is_err() && here.is_none()),
                _ => {
                    assert!(hung.is_ok(), "{hung:?}");
                    assert!(g.shelf.has(&here.unwrap().hash, 160).await.unwrap(), "it is whole");
                }
            }
        }
        // The other way round: it was hung up in a transaction that is not over when the look is taken.
        if g.db.kind() == "PostgreSQL" {
            let id = g.keeps(100, "").await;
            let mut tx = g.db.begin().await.unwrap();
            let sql = "insert into product_media (product, media, position) values ($1, $2, 1)";
            tx.query(sql).bind(product).bind(id).run().await.unwrap();
            let (left, done) = tokio::join!(g.removes(id), async {
                tokio::task::yield_now().await;
                tx.commit().await
            });
            done.unwrap();
            assert_eq!(left, Left::Used);
            assert!(g.shelf.has(&store::one(&g.db, &g.by, id).await.unwrap().unwrap().hash, 160).await.unwrap());
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_picture_twice_at_once_is_one_row_and_a_sweep_takes_what_is_older_than_a_day() {
    pairs(|db, _| async move {
        let g = Ground::of(db);
        let picture = made(1).await;
        let both = [0, 1].map(|_| add(&g.db, &g.shelf, &picture, "", Some((&g.by, "")), NOW));
        let kept = futures::future::join_all(both).await;
        let ids: Vec<i64> = kept.into_iter().map(Result::unwrap).collect();
        assert_eq!(ids[0], ids[1]);
        let used = g.keeps(2, "").await;
        g.product("mug", "Mug", &[used]).await;
        let day = NOW.plus(GRACE);
        assert_eq!(store::sweep(&g.db, &g.shelf, &g.by, "", day).await.unwrap(), (0, false));
        assert_eq!(store::sweep(&g.db, &g.shelf, &g.by, "", day.plus(1)).await.unwrap(), (1, false));
        assert_eq!(all::<(i64,)>(&g.db, "select id from media").await, [(used,)]);
        assert_eq!(g.files(), 2);
        // It comes again, as if it had never been here.
        let again = add(&g.db, &g.shelf, &picture, "", Some((&g.by, "")), day).await.unwrap();
        assert!(again != used && g.shelf.has(&picture.hash, 320).await.unwrap());
    })
    .await;
}

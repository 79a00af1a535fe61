//! A shop in which people do things, on each database.
use crate::accounts::alias::Alias;
use crate::activity::feed::{self, List, Where};
use crate::activity::words::said;
use crate::db::{Db, trial};
use crate::demo;
use crate::forum::verbs::{self, Author, Draft, Opening, Placed, state};
use crate::forum::{Anchor, Kind, State};
use crate::kept::Kept;
use crate::media::{shelf::Shelf, workshop::Workshop};
use crate::moderation::Ruling;
use crate::secret::LinkKey;
use crate::site::Site;
use crate::staff::{Role, store as staff};
use crate::values::{Email, Moment};
use crate::viewer::{Customer, FreshMerchant, Known, Merchant, Viewer};
use crate::{accounts::store as people, problem::Problem};
use std::collections::HashMap;

/// Monday 23 November 2026, 12:00 in the shop's zone.
pub const NOW: Moment = Moment(1_795_431_600_000);

pub struct Room {
    pub site: Site,
    /// Its files, as long as it stands.
    _folder: tempfile::TempDir,
}
impl Room {
    /// Shops with the demo's goods, without their pictures.
    pub async fn each() -> Vec<Room> {
        let mut all = vec![];
        for (db, folder) in trial::each().await {
            let media = format!("file:{}", folder.path().join("media").display());
            let site = Site {
                links: LinkKey::load(&db).await.unwrap(),
                shelf: Shelf::open(&media).unwrap(),
                workshop: Workshop::default(),
                kept: Kept::nothing(),
                missed: Default::default(),
                visits: Default::default(),
                door: Default::default(),
                public_url: "https://shop.example".into(),
                db,
            };
            demo::fill(&site.db, &Merchant::at_the_console(), &HashMap::new(), NOW.plus(-Moment::DAY)).await.unwrap();
            all.push(Room { site, _folder: folder });
        }
        all
    }
    pub fn db(&self) -> &Db {
        &self.site.db
    }
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.db().query(sql).one::<(i64,)>().await.unwrap().0
    }
    pub async fn run(&self, sql: &'static str) {
        assert!(self.db().run(sql).run().await.unwrap() > 0, "nothing changed: {sql}");
    }
    pub async fn product(&self, slug: &str) -> i64 {
        let row: (i64,) =
            self.db().query("select id from product where slug = $1").bind(slug.to_string()).one().await.unwrap();
        row.0
    }

    pub async fn visitor(&self, alias: &'static str) -> i64 {
        let mut tx = self.db().begin().await.unwrap();
        let person = people::begin(&mut tx, "en", NOW).await.unwrap();
        assert!(people::rename(&mut tx, person, &Alias::parse(alias).unwrap()).await.unwrap());
        tx.commit().await.unwrap();
        person
    }
    pub async fn customer(&self, email: &str, alias: &'static str) -> i64 {
        let mut tx = self.db().begin().await.unwrap();
        let person = people::enrol(&mut tx, None, &Email::parse(email).unwrap(), "en", NOW).await.unwrap();
        assert!(people::rename(&mut tx, person, &Alias::parse(alias).unwrap()).await.unwrap());
        tx.commit().await.unwrap();
        person
    }
    pub async fn host(&self, name: &str) -> i64 {
        let email = Email::parse("joost@example.org").unwrap();
        let by = FreshMerchant::at_the_console();
        staff::add(self.db(), &by, (Role::Host, name, &email), "x", "en", NOW).await.unwrap();
        people::entry(self.db(), &email.key()).await.unwrap().unwrap().person
    }
    pub async fn viewer(&self, person: i64) -> Viewer {
        Viewer::new(people::known(self.db(), person).await.unwrap(), None)
    }
    /// Somebody as whoever signed in.
    pub fn signed_in(person: i64) -> Customer {
        let known = Known { id: person, kind: "customer".into(), ..Known::default() };
        Viewer::new(Some(known), None).customer().unwrap()
    }

    async fn draft(&self, person: i64, host: bool, body: &str, topic: Option<i64>) -> Draft {
        Draft {
            author: Author { person, host, network: None },
            stake: None,
            reply_to: None,
            quoted: None,
            words: verbs::words(self.db(), body, topic).await.unwrap(),
            pictures: vec![],
            ruling: Ruling::Live,
            watch: None,
        }
    }
    pub async fn ask(&self, person: i64, product: Option<i64>, title: &str, at: Moment) -> Placed {
        self.open(Kind::Question, (person, false), product, title, at).await
    }
    pub async fn open(&self, kind: Kind, by: (i64, bool), product: Option<i64>, title: &str, at: Moment) -> Placed {
        let draft = self.draft(by.0, by.1, title, None).await;
        let anchor = Anchor { product, ..Anchor::default() };
        let opening = Opening { kind, anchor, title: title.into(), products: vec![] };
        verbs::ask(self.db(), opening, draft, at).await.unwrap()
    }
    pub async fn reply(&self, topic: i64, by: (i64, bool), body: &str, at: Moment) -> i64 {
        let draft = self.draft(by.0, by.1, body, Some(topic)).await;
        verbs::reply(self.db(), topic, draft, at).await.unwrap().post
    }
    pub async fn accept(&self, person: i64, post: i64, at: Moment) -> Result<i64, Problem> {
        verbs::accept(self.db(), &self.viewer(person).await, post, at).await
    }
    pub async fn set(&self, post: i64, to: State, at: Moment) {
        let mut tx = self.db().begin().await.unwrap();
        state::set(&mut tx, post, to, None, at).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn list(&self, show: &str, from: Where, most: usize) -> List {
        feed::page(self.db(), &feed::part(show).feed(), from, most).await.unwrap()
    }
    /// What a part of the activity tells, the newest first.
    pub async fn told(&self, show: &str) -> Vec<String> {
        self.list(show, Where::Newest, 50).await.lines.iter().map(|l| said(l).sentence()).collect()
    }
}

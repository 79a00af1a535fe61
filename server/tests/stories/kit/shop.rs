//! A fresh shop on SQLite, then the same on PostgreSQL.
use app::db::Db;
use app::media::shelf::Shelf;
use app::secret::LinkKey;
use app::site::Site;
use app::values::Moment;
use app::viewer::Merchant;
use axum::Router;
use server::client::Trusted;
use server::jobs::{Worker, drain};
use server::live::Live;
use server::mail::Post;
use server::{media::Pictures, router};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::future::Future;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;
use tokio::sync::OnceCell;
use tokio_util::sync::CancellationToken;

/// A shop of its own for one story.
#[derive(Clone)]
pub struct Shop {
    pub site: Site,
    pub router: Router,
    pub worker: Worker,
    /// Where its mails and its database (on SQLite) lie.
    pub folder: PathBuf,
    pub url: String,
    _kept: Arc<TempDir>,
}

/// What the program said and how it ended. This thread goes on meanwhile: a transaction that was let go here holds its rows
/// until it does.
pub async fn ended(program: Command) -> Output {
    told(program, String::new()).await
}
/// The same, with this on its standard input.
pub async fn told(mut program: Command, line: String) -> Output {
    let end = move || {
        program.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut running = program.spawn().unwrap();
        // Bad usage ends before anything is read.
        running.stdin.take().unwrap().write_all(line.as_bytes()).ok();
        running.wait_with_output().unwrap()
    };
    tokio::task::spawn_blocking(end).await.unwrap()
}

/// Tells the story on SQLite, then on PostgreSQL. Without PostgreSQL it says so, and fails where `CI` is set.
pub async fn both<F, Fut>(story: F)
where
    F: Fn(Shop) -> Fut,
    Fut: Future<Output = ()>,
{
    on_sqlite(&story).await;
    on_postgres(&story).await;
}

pub async fn on_sqlite<F, Fut>(story: F)
where
    F: Fn(Shop) -> Fut,
    Fut: Future<Output = ()>,
{
    let dir = TempDir::new().unwrap();
    let url = format!("sqlite:{}", dir.path().join("shop.db").display());
    let db = Db::open(&url, 4).await.unwrap();
    db.migrate().await.unwrap();
    story(Shop::around(db.clone(), url, dir).await).await;
    db.close().await;
}

pub async fn on_postgres<F, Fut>(story: F)
where
    F: Fn(Shop) -> Fut,
    Fut: Future<Output = ()>,
{
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else {
        assert!(std::env::var("CI").is_err(), "PostgreSQL is missing: run the tests by .ci/with-postgres");
        return println!("skipped on PostgreSQL: TEST_POSTGRES_URL is not set");
    };
    static N: AtomicU32 = AtomicU32::new(0);
    let template = template(&server).await;
    let name = format!("story_{}_{}", std::process::id(), N.fetch_add(1, Ordering::Relaxed));
    sql(&server, format!("create database {name} template {template}")).await;
    let url = named(&server, &name);
    let db = Db::open(&url, 8).await.unwrap();
    story(Shop::around(db.clone(), url, TempDir::new().unwrap()).await).await;
    db.close().await;
    sql(&server, format!("drop database {name} with (force)")).await;
}

/// The name of a database that has been migrated, made once a run.
async fn template(server: &str) -> &'static str {
    static MADE: OnceCell<String> = OnceCell::const_new();
    MADE.get_or_init(|| async {
        let name = format!("template_{}", std::process::id());
        sql(server, format!("create database {name}")).await;
        let db = Db::open(&named(server, &name), 4).await.unwrap();
        db.migrate().await.unwrap();
        db.close().await;
        name
    })
    .await
}

/// A node of this shop that is about to stop: whoever listens to it gets what they missed, and the end.
pub async fn node(site: &Site, trusted: Trusted) -> Router {
    let stop = CancellationToken::new();
    stop.cancel();
    let live = Live::open(&site.db, stop).await.unwrap();
    router::router(site.clone(), live, trusted).unwrap()
}

fn named(server: &str, database: &str) -> String {
    server.replace("/postgres?", &format!("/{database}?"))
}
async fn sql(server: &str, text: String) {
    let mut connection = PgConnection::connect(server).await.unwrap();
    sqlx::query(AssertSqlSafe(text)).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

impl Shop {
    async fn around(db: Db, url: String, dir: TempDir) -> Shop {
        let folder = dir.path().to_path_buf();
        // A story begins in a shop that is open, whatever it lacks; the one of the opening begins before that.
        db.run("update shop set opened_at = 0").run().await.unwrap();
        let site = Site {
            kept: app::kept::Kept::some(),
            missed: Default::default(),
            visits: Default::default(),
            door: Default::default(),
            workshop: Default::default(),
            links: LinkKey::load(&db).await.unwrap(),
            shelf: Shelf::open(&format!("file:{}", folder.join("media").display())).unwrap(),
            public_url: "http://shop.test".into(),
            db,
        };
        let post = Post::open(&format!("file:{}", folder.join("mail").display())).unwrap();
        let worker = Worker { site: site.clone(), post, pictures: Pictures::default() };
        let router = node(&site, Trusted::default()).await;
        Shop { site, router, worker, folder, url, _kept: Arc::new(dir) }
    }
    pub fn db(&self) -> &Db {
        &self.site.db
    }
    pub fn merchant(&self) -> Merchant {
        Merchant::at_the_console()
    }
    /// Does every job that is due now.
    pub async fn work(&self) -> usize {
        drain(&self.worker, Moment::now()).await.unwrap()
    }
    /// Every mail in the folder as its text, by name.
    pub fn mails(&self) -> Vec<String> {
        let Ok(files) = std::fs::read_dir(self.folder.join("mail")) else { return vec![] };
        let mut files: Vec<PathBuf> = files.map(|f| f.unwrap().path()).collect();
        files.sort();
        files.iter().map(|f| std::fs::read_to_string(f).unwrap()).collect()
    }
    /// One number out of the database.
    pub async fn number(&self, sql: &'static str) -> i64 {
        let (n,): (i64,) = self.db().query(sql).one().await.unwrap();
        n
    }
    /// Changes the database behind the shop's back.
    pub async fn damage(&self, sql: &'static str) {
        assert!(self.db().run(sql).run().await.unwrap() > 0, "nothing to damage: {sql}");
    }
    /// No derived value has drifted.
    pub async fn healthy(&self) {
        assert_eq!(app::doctor::examine(self.db()).await.unwrap(), []);
    }
}

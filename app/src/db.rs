//! The only place that knows there are two databases: `Db` opens and reads, `Tx` writes, `Query` runs one text on either.
mod build;
mod ear;
mod readers;
mod schema;
#[cfg(test)]
pub(crate) mod trial;

use crate::activity::{Event, store};
use build::built;
use futures::stream::{BoxStream, StreamExt};
use readers::Readers;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions, PgRow};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous};
use sqlx::{ConnectOptions, Database, Encode, FromRow, PgPool, Pool, Postgres, Sqlite, SqlitePool, Transaction, Type};
use std::sync::atomic::{AtomicU64, Ordering};
use std::{str::FromStr, sync::Arc, time::Duration};
use tokio::sync::watch;

pub use build::Build;
pub use ear::Ear;
pub use schema::newest;
pub use sqlx::{Error, Result};

/// The database, open. Cheap to clone.
#[derive(Clone)]
pub enum Db {
    Sqlite { read: Arc<Readers<Sqlite>>, write: SqlitePool, nudge: watch::Sender<()>, made: Made },
    Postgres { read: Arc<Readers<Postgres>>, write: PgPool, made: Made },
}
/// How many statements were made, whoever made them.
type Made = Arc<AtomicU64>;

/// A transaction that may write. Dropped without `commit`, it never happened.
pub struct Tx {
    on: On,
    events: Vec<Event>,
    made: Made,
}
/// A point within a transaction: how many events it had kept.
pub struct Savepoint(usize);
enum On {
    Sqlite(Transaction<'static, Sqlite>, watch::Sender<()>),
    Postgres(Transaction<'static, Postgres>),
}

/// One statement: the same text for both databases, or a text for each.
pub struct Sql {
    pub sqlite: &'static str,
    pub postgres: &'static str,
}
impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Sql { sqlite: text, postgres: text }
    }
}

/// What can be bound: every type that both drivers encode.
pub trait Param:
    Send + 'static + Type<Sqlite> + for<'q> Encode<'q, Sqlite> + Type<Postgres> + for<'q> Encode<'q, Postgres>
{
}
impl<T> Param for T where
    T: Send + 'static + Type<Sqlite> + for<'q> Encode<'q, Sqlite> + Type<Postgres> + for<'q> Encode<'q, Postgres>
{
}

/// What a row can become: every type that both drivers decode.
pub trait Record: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}
impl<T> Record for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

/// A statement with its values, ready to run where it was made.
pub enum Query<'c> {
    Sqlite(sqlx::query::Query<'static, Sqlite, sqlx::sqlite::SqliteArguments>, At<'c, Sqlite>),
    Postgres(sqlx::query::Query<'static, Postgres, sqlx::postgres::PgArguments>, At<'c, Postgres>),
}
pub enum At<'c, DB: Database> {
    Readers(&'c Readers<DB>),
    Pool(&'c Pool<DB>),
    Tx(&'c mut DB::Connection),
}

/// A connection goes back to its rest only when its statement went well.
macro_rules! read {
    ($readers:expr, $on:ident => $body:expr) => {{
        let (mut connection, place) = $readers.take().await?;
        let $on = &mut connection;
        let done = async { $body }.await;
        match &done {
            Ok(_) => $readers.resting().push(connection),
            // The database went away: the others that rest have lost it too.
            Err(Error::Io(_)) => $readers.resting().clear(),
            Err(_) => {}
        }
        drop(place);
        done
    }};
}
macro_rules! run {
    ($query:expr, $q:ident, $on:ident => $body:expr) => {
        match $query {
            Query::Sqlite($q, At::Readers(readers)) => read!(readers, $on => $body),
            Query::Postgres($q, At::Readers(readers)) => read!(readers, $on => $body),
            Query::Sqlite($q, At::Pool($on)) => $body,
            Query::Sqlite($q, At::Tx($on)) => $body,
            Query::Postgres($q, At::Pool($on)) => $body,
            Query::Postgres($q, At::Tx($on)) => $body,
        }
    };
}

impl<'c> Query<'c> {
    /// Binds the next `$n`.
    pub fn bind(self, value: impl Param) -> Self {
        match self {
            Query::Sqlite(q, at) => Query::Sqlite(q.bind(value), at),
            Query::Postgres(q, at) => Query::Postgres(q.bind(value), at),
        }
    }
    /// Runs it; the number of rows it changed.
    pub async fn run(self) -> Result<u64> {
        run!(self, q, on => Ok(q.execute(on).await?.rows_affected()))
    }
    /// Every row.
    pub async fn all<T: Record>(self) -> Result<Vec<T>> {
        run!(self, q, on => q.fetch_all(on).await?.iter().map(T::from_row).collect())
    }
    /// Every row as it comes, for what need not fit into memory; within a transaction, which holds its connection.
    pub fn each<T: Record + 'c>(self) -> BoxStream<'c, Result<T>> {
        match self {
            Query::Sqlite(q, At::Tx(on)) => q.fetch(on).map(|row| T::from_row(&row?)).boxed(),
            Query::Postgres(q, At::Tx(on)) => q.fetch(on).map(|row| T::from_row(&row?)).boxed(),
            _ => futures::stream::iter([Err(Error::Protocol("rows are streamed within a transaction".into()))]).boxed(),
        }
    }
    /// The first row, if there is one.
    pub async fn maybe<T: Record>(self) -> Result<Option<T>> {
        run!(self, q, on => q.fetch_optional(on).await?.as_ref().map(T::from_row).transpose())
    }
    /// The first row; `RowNotFound` where there is none.
    pub async fn one<T: Record>(self) -> Result<T> {
        self.maybe().await?.ok_or(Error::RowNotFound)
    }
}

/// Where rows are read: the database itself, or a transaction that sees its own writes.
pub trait Reads {
    fn query(&mut self, sql: impl Into<Sql>) -> Query<'_>;
    fn build(&mut self, build: &Build) -> Query<'_>;
}
impl Reads for &Db {
    fn query(&mut self, sql: impl Into<Sql>) -> Query<'_> {
        Db::query(self, sql)
    }
    fn build(&mut self, build: &Build) -> Query<'_> {
        Db::build(self, build)
    }
}
impl Reads for &mut Tx {
    fn query(&mut self, sql: impl Into<Sql>) -> Query<'_> {
        Tx::query(self, sql)
    }
    fn build(&mut self, build: &Build) -> Query<'_> {
        Tx::build(self, build)
    }
}

impl Db {
    /// Opens the database at `sqlite:PATH` or `postgres://…` with that many readers; makes a missing SQLite file.
    pub async fn open(url: &str, readers: u32) -> Result<Db> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options =
                PgConnectOptions::from_str(url)?.statement_cache_capacity(PREPARED).disable_statement_logging();
            let reading = options.clone().options([("default_transaction_read_only", "on")]);
            let pool = || PgPoolOptions::new().acquire_timeout(Duration::from_secs(10)).test_before_acquire(false);
            return Ok(Db::Postgres {
                read: Readers::open(reading, readers.max(4)).await?,
                write: pool().max_connections(readers.max(12)).connect_with(options).await?,
                made: Made::default(),
            });
        }
        let options = sqlite_options(url)?;
        if let Some(folder) = options.get_filename().parent() {
            std::fs::create_dir_all(folder).map_err(Error::Io)?;
        }
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .test_before_acquire(false)
            .acquire_timeout(Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone().create_if_missing(true))
            .await?;
        let read = Readers::open(options.pragma("query_only", "on"), readers.max(1)).await?;
        Ok(Db::Sqlite { read, write, nudge: watch::Sender::new(()), made: Made::default() })
    }

    /// How many statements were made through this and its clones.
    pub fn statements(&self) -> u64 {
        self.made().load(Ordering::Relaxed)
    }
    fn made(&self) -> &Made {
        match self {
            Db::Sqlite { made, .. } | Db::Postgres { made, .. } => made,
        }
    }

    /// A statement that reads. Writing through it is refused by the database.
    pub fn query(&self, sql: impl Into<Sql>) -> Query<'_> {
        let sql = sql.into();
        self.made().fetch_add(1, Ordering::Relaxed);
        match self {
            Db::Sqlite { read, .. } => Query::Sqlite(sqlx::query(sql.sqlite), At::Readers(read)),
            Db::Postgres { read, .. } => Query::Postgres(sqlx::query(sql.postgres), At::Readers(read)),
        }
    }
    /// A built statement that reads.
    pub fn build(&self, build: &Build) -> Query<'_> {
        self.made().fetch_add(1, Ordering::Relaxed);
        match self {
            Db::Sqlite { read, .. } => built(build, Some(At::Readers(read)), None),
            Db::Postgres { read, .. } => built(build, None, Some(At::Readers(read))),
        }
    }
    /// One statement that writes, a transaction of its own, without an event.
    pub fn run(&self, sql: impl Into<Sql>) -> Query<'_> {
        let sql = sql.into();
        self.made().fetch_add(1, Ordering::Relaxed);
        match self {
            Db::Sqlite { write, .. } => Query::Sqlite(sqlx::query(sql.sqlite), At::Pool(write)),
            Db::Postgres { write, .. } => Query::Postgres(sqlx::query(sql.postgres), At::Pool(write)),
        }
    }
    /// A transaction that may write. On SQLite writers queue for the one connection.
    pub async fn begin(&self) -> Result<Tx> {
        let on = match self {
            Db::Sqlite { write, nudge, .. } => On::Sqlite(write.begin_with("begin immediate").await?, nudge.clone()),
            Db::Postgres { write, .. } => On::Postgres(write.begin().await?),
        };
        Ok(Tx { on, events: vec![], made: self.made().clone() })
    }
    /// A transaction that only reads, and sees everything as it is now however long it stays open.
    pub async fn snapshot(&self) -> Result<Tx> {
        let on = match self {
            Db::Sqlite { read, nudge, .. } => {
                let own = SqlitePoolOptions::new().max_connections(1).connect_with(read.options.clone()).await?;
                On::Sqlite(own.begin().await?, nudge.clone())
            }
            Db::Postgres { read, .. } => {
                let own = PgPoolOptions::new().max_connections(1).connect_with(read.options.clone()).await?;
                On::Postgres(own.begin_with("begin isolation level repeatable read, read only").await?)
            }
        };
        let mut tx = Tx { on, events: vec![], made: self.made().clone() };
        // The first read is what pins it, on either.
        tx.query(Sql { sqlite: "select name from sqlite_master limit 1", postgres: "select 1" }).run().await?;
        Ok(tx)
    }
    /// The kind of database, for a person: `SQLite` or `PostgreSQL`.
    pub fn kind(&self) -> &'static str {
        match self {
            Db::Sqlite { .. } => "SQLite",
            Db::Postgres { .. } => "PostgreSQL",
        }
    }

    /// Closes every connection; a SQLite file is left tidy.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
            Db::Postgres { read, write, .. } => {
                read.close().await;
                write.close().await;
            }
        }
    }
}

/// How many statements a connection keeps prepared: an import alone has some eighty.
const PREPARED: usize = 500;

impl Tx {
    /// A statement inside the transaction.
    pub fn query(&mut self, sql: impl Into<Sql>) -> Query<'_> {
        let sql = sql.into();
        self.made.fetch_add(1, Ordering::Relaxed);
        match &mut self.on {
            On::Sqlite(t, _) => Query::Sqlite(sqlx::query(sql.sqlite), At::Tx(&mut **t)),
            On::Postgres(t) => Query::Postgres(sqlx::query(sql.postgres), At::Tx(&mut **t)),
        }
    }
    /// A built statement inside the transaction.
    pub fn build(&mut self, build: &Build) -> Query<'_> {
        self.made.fetch_add(1, Ordering::Relaxed);
        match &mut self.on {
            On::Sqlite(t, _) => built(build, Some(At::Tx(&mut **t)), None),
            On::Postgres(t) => built(build, None, Some(At::Tx(&mut **t))),
        }
    }
    /// Keeps an event until the commit, which writes it. Called by `activity::append` alone.
    pub(crate) fn keep(&mut self, event: Event) {
        self.events.push(event);
    }
    /// Marks a point to which the transaction can go back; one at a time.
    pub async fn savepoint(&mut self) -> Result<Savepoint> {
        self.query("savepoint here").run().await?;
        Ok(Savepoint(self.events.len()))
    }
    /// Goes back to the point: what was written and kept since never happened.
    pub async fn rollback_to(&mut self, point: Savepoint) -> Result<()> {
        self.events.truncate(point.0);
        self.query("rollback to savepoint here").run().await?;
        self.query("release savepoint here").run().await?;
        Ok(())
    }
    /// Forgets the point; what was written since stays part of the transaction.
    pub async fn release(&mut self, _: Savepoint) -> Result<()> {
        self.query("release savepoint here").run().await?;
        Ok(())
    }
    /// Ends the transaction. On PostgreSQL the last acts are: the lock, the events, the notice (`record_events`). A number
    /// is then seen in the order it was drawn, and no row is locked after the lock, which would deadlock.
    pub async fn commit(mut self) -> Result<()> {
        let events = std::mem::take(&mut self.events);
        let any = !events.is_empty();
        match self.on {
            _ if !any => {}
            On::Sqlite(..) => store::write(&mut self, events).await?,
            On::Postgres(_) => store::record(&mut self, events).await?,
        }
        match self.on {
            On::Sqlite(t, nudge) => {
                t.commit().await?;
                if any {
                    nudge.send_replace(());
                }
            }
            On::Postgres(t) => t.commit().await?,
        }
        Ok(())
    }
}

fn sqlite_options(url: &str) -> Result<SqliteConnectOptions> {
    Ok(SqliteConnectOptions::from_str(url)?
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(PREPARED)
        .pragma("mmap_size", "268435456")
        .disable_statement_logging())
}

/// Whether the statement failed because such a row is there already.
pub fn is_taken(error: &Error) -> bool {
    error.as_database_error().is_some_and(|e| e.kind() == sqlx::error::ErrorKind::UniqueViolation)
}
/// Whether the statement failed because something points at such a row, or because what it points at is not there.
pub fn is_used(error: &Error) -> bool {
    error.as_database_error().is_some_and(|e| e.kind() == sqlx::error::ErrorKind::ForeignKeyViolation)
}
/// Does an act that is one transaction; where the database gave it up for another one, once more, three times at most.
pub async fn retried<T, E: Clash, F: Future<Output = std::result::Result<T, E>>>(
    mut act: impl FnMut() -> F,
) -> std::result::Result<T, E> {
    for _ in 0..3 {
        match act().await {
            Err(error) if error.is_clash() => {}
            done => return done,
        }
    }
    act().await
}
/// A fault of an act that may be such a clash.
pub trait Clash {
    fn is_clash(&self) -> bool;
}
impl Clash for Error {
    fn is_clash(&self) -> bool {
        is_clash(self)
    }
}
/// Whether PostgreSQL gave this transaction up so that another could go on (40P01, 40001): it may be tried again.
pub fn is_clash(error: &Error) -> bool {
    error.as_database_error().and_then(|e| e.code()).is_some_and(|code| code == "40P01" || code == "40001")
}

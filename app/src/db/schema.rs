//! The schema: migrations that are embedded in the program, run forward alone.
use super::Db;
use sqlx::migrate::{Migrate, Migration, MigrationType, Migrator};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, Result, SqlSafeStr};
use std::borrow::Cow;

impl Db {
    /// Brings the schema up to date and makes the signing keys. The number of migrations that ran.
    pub async fn migrate(&self) -> anyhow::Result<usize> {
        let ran = self.migrate_to(newest()).await?;
        for name in ["links"] {
            let mut bytes = [0u8; 32];
            getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("no randomness: {e}"))?;
            self.run("insert into secret (name, bytes) values ($1, $2) on conflict (name) do nothing")
                .bind(name)
                .bind(bytes.to_vec())
                .run()
                .await?;
        }
        Ok(ran)
    }
    /// Brings the schema up to this version and no further. The number of migrations that ran.
    pub(crate) async fn migrate_to(&self, version: i64) -> anyhow::Result<usize> {
        Ok(match self {
            Db::Sqlite { write, .. } => {
                // Rebuilding a table must not delete its children: foreign keys are off while it runs, checked after.
                let mut connection = write.connect_options().as_ref().clone().foreign_keys(false).connect().await?;
                let migrator = migrator("sqlite");
                let before = applied(&mut connection).await;
                migrator.run_to(version, &mut connection).await?;
                let broken = sqlx::query("pragma foreign_key_check").fetch_all(&mut connection).await?;
                anyhow::ensure!(broken.is_empty(), "{} rows point nowhere after the migration", broken.len());
                let after = applied(&mut connection).await;
                connection.close().await?;
                after - before
            }
            Db::Postgres { write, .. } => {
                let mut connection = write.acquire().await?;
                let before = applied(&mut *connection).await;
                migrator("postgres").run_to(version, &mut *connection).await?;
                applied(&mut *connection).await - before
            }
        })
    }
    /// Whether the database answers and every migration of this program has run.
    pub async fn ready(&self) -> bool {
        let seen: Result<(i64,)> = self
            .query("select cast(coalesce(max(version), 0) as bigint) from _sqlx_migrations where success")
            .one()
            .await;
        seen.is_ok_and(|(version,)| version >= newest())
    }
}

/// The version of the schema that this program works on: its last migration.
pub fn newest() -> i64 {
    migrator("sqlite").iter().map(|m| m.version).max().unwrap_or(0)
}

#[derive(rust_embed::Embed)]
#[folder = "../migrations"]
struct Migrations;

fn migrator(kind: &str) -> Migrator {
    let mut found: Vec<Migration> = Migrations::iter()
        .filter_map(|path| {
            let name = path.strip_prefix(kind)?.strip_prefix('/')?.strip_suffix(".sql")?.to_string();
            let (version, description) = name.split_once('_')?;
            let text = Migrations::get(&path)?.data;
            Some(Migration::new(
                version.parse().ok()?,
                Cow::Owned(description.replace('_', " ")),
                MigrationType::Simple,
                AssertSqlSafe(String::from_utf8_lossy(&text).into_owned()).into_sql_str(),
                false,
            ))
        })
        .collect();
    found.sort_by_key(|m| m.version);
    Migrator::with_migrations(found)
}

async fn applied<C: Migrate>(connection: &mut C) -> usize {
    connection.list_applied_migrations("_sqlx_migrations").await.map_or(0, |all| all.len())
}

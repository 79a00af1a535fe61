//! Runs of imports in and out of the database: the file in pieces, how far it is, what there is to tell of its rows.
use super::{MOST_REMARKS, State};
use crate::audit::{self, Act};
use crate::db::{Build, Db, Result, Tx};
use crate::import::report::{Report, Tally};
use crate::import::run::{End, Told, Turn};
use crate::jobs;
use crate::values::Moment;
use crate::viewer::{Actor, Merchant};
use sqlx::FromRow;
use std::io::{Read, Seek, SeekFrom};

/// How many bytes a piece of a file has.
const PIECE: usize = 256 * 1024;
/// How many runs stand in the list, and how long one that nobody went on with keeps its file.
const SHOWN: i64 = 30;
const KEPT: i64 = 7 * Moment::DAY;
/// How long a run and its remarks are kept.
const REMEMBERED: i64 = 90 * Moment::DAY;

/// A run of an import.
#[derive(Clone, Debug, FromRow)]
pub struct Run {
    pub id: i64,
    pub state: String,
    /// Who sent it, or started it since: in whose name it changes things.
    pub person: i64,
    /// What the sender calls the file, and what it is.
    pub name: String,
    pub bytes: i64,
    pub file: String,
    pub fingerprint: String,
    pub mapping: String,
    pub images: bool,
    pub total: i64,
    pub done: i64,
    pub added: i64,
    pub changed: i64,
    pub same: i64,
    pub refused: i64,
    pub turn: i64,
    pub stop: bool,
    pub fault: String,
    pub created_at: Moment,
    pub started_at: Option<Moment>,
    pub ended_at: Option<Moment>,
    /// Who sent it, or started it since, by the name of today.
    pub by: String,
}
impl Run {
    pub fn state(&self) -> State {
        State::of(&self.state)
    }
}
macro_rules! runs {
    ($which:literal) => {
        concat!(
            "select r.id, r.state, r.person, r.name, r.bytes, r.file, r.fingerprint, r.mapping, r.images, r.total, r.done, r.added,
                r.changed, r.same, r.refused, r.turn, r.stop, r.fault, r.created_at, r.started_at, r.ended_at,
                coalesce(nullif(p.name, ''), 'a former member') as \"by\"
             from import_run r left join person p on p.id = r.person ",
            $which
        )
    };
}

/// The last runs, the newest first.
pub async fn recent(db: &Db, _: &Merchant) -> Result<Vec<Run>> {
    db.query(runs!("order by r.id desc limit $1")).bind(SHOWN).all().await
}
/// One run.
pub async fn one(db: &Db, _: &Merchant, id: i64) -> Result<Option<Run>> {
    db.query(runs!("where r.id = $1")).bind(id).maybe().await
}
/// The run of a turn; none where another turn goes on with it, or it is over.
pub async fn at_turn(db: &Db, id: i64, turn: i64) -> Result<Option<Run>> {
    db.query(runs!("where r.id = $1 and r.turn = $2 and r.state in ('trying', 'running')"))
        .bind(id)
        .bind(turn)
        .maybe()
        .await
}

/// A file that came, and what its beginning says.
pub struct Sent<'a> {
    pub name: &'a str,
    pub file: std::fs::File,
    pub bytes: i64,
    pub described: &'a str,
    pub fingerprint: &'a str,
    pub mapping: &'a str,
    pub images: bool,
}
/// Keeps a file that came, and begins a run of it: its number.
pub async fn begin(db: &Db, by: &Merchant, mut sent: Sent<'_>, from: &str, now: Moment) -> anyhow::Result<i64> {
    let mut tx = db.begin().await?;
    let (run,): (i64,) = tx
        .query(
            "insert into import_run (state, person, name, bytes, file, fingerprint, mapping, images, created_at)
             values ('mapping', $1, $2, $3, $4, $5, $6, $7, $8) returning id",
        )
        .bind(by.actor().person().ok_or_else(|| anyhow::anyhow!("BUG: the console imports by itself"))?)
        .bind(sent.name.to_string())
        .bind(sent.bytes)
        .bind(sent.described.to_string())
        .bind(sent.fingerprint.to_string())
        .bind(sent.mapping.to_string())
        .bind(sent.images)
        .bind(now)
        .one()
        .await?;
    sent.file.seek(SeekFrom::Start(0))?;
    for n in 0.. {
        let mut piece = vec![];
        (&mut sent.file).take(PIECE as u64).read_to_end(&mut piece)?;
        if piece.is_empty() {
            break;
        }
        tx.query("insert into import_piece (run, n, bytes) values ($1, $2, $3)")
            .bind(run)
            .bind(n)
            .bind(piece)
            .run()
            .await?;
    }
    let after = format!("{} bytes", sent.bytes);
    let act = Act { actor: by.actor(), act: "import.sent", subject: ("import", run), before: "", after: &after, from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(run)
}

/// The beginning of a run's file; none where it is gone.
pub async fn beginning(db: &Db, run: i64) -> Result<Option<Vec<u8>>> {
    let row: Option<(Vec<u8>,)> =
        db.query("select bytes from import_piece where run = $1 and n = 0").bind(run).maybe().await?;
    Ok(row.map(|(bytes,)| bytes))
}
/// The whole file.
pub async fn whole(db: &Db, run: i64) -> Result<Vec<u8>> {
    let mut all = vec![];
    for n in 0i64.. {
        let row: Option<(Vec<u8>,)> =
            db.query("select bytes from import_piece where run = $1 and n = $2").bind(run).bind(n).maybe().await?;
        match row {
            Some((bytes,)) => all.extend(bytes),
            None => break,
        }
    }
    Ok(all)
}

/// What the columns of such a header were taken for the last time.
pub async fn mapping(db: &Db, fingerprint: &str) -> Result<Option<String>> {
    let row: Option<(String,)> = db
        .query("select mapping from column_mapping where fingerprint = $1")
        .bind(fingerprint.to_string())
        .maybe()
        .await?;
    Ok(row.map(|(mapping,)| mapping))
}

/// Begins to try a run or to take it, from its first row, in the name of whoever asks; what its columns are taken for is remembered. False where it does
/// not stand where that leads from.
pub async fn start(
    db: &Db,
    by: &Merchant,
    run: &Run,
    (state, mapping, described): (State, &str, &str),
    from: &str,
    now: Moment,
) -> Result<bool> {
    let mut tx = db.begin().await?;
    let turn: Option<(i64,)> = tx
        .query(
            "update import_run set state = $2, mapping = $3, file = $4, total = 0, done = 0, added = 0, changed = 0, same = 0,
                refused = 0, turn = turn + 1, stop = false, fault = '', started_at = $5, ended_at = null, person = coalesce($6, person)
             where id = $1 and (state = 'tried' or (state = 'mapping' and $2 = 'trying')) returning turn",
        )
        .bind(run.id)
        .bind(state.word())
        .bind(mapping.to_string())
        .bind(described.to_string())
        .bind(now)
        .bind(by.actor().person())
        .maybe()
        .await?;
    let Some((turn,)) = turn else { return Ok(false) };
    tx.query("delete from import_remark where run = $1").bind(run.id).run().await?;
    tx.query(
        "insert into column_mapping (fingerprint, mapping, used_at) values ($1, $2, $3)
         on conflict (fingerprint) do update set mapping = excluded.mapping, used_at = excluded.used_at",
    )
    .bind(run.fingerprint.clone())
    .bind(mapping.to_string())
    .bind(now)
    .run()
    .await?;
    next_turn(&mut tx, run.id, turn, now).await?;
    let (act, subject) = ("import.started", ("import", run.id));
    let act = Act { actor: by.actor(), act, subject, before: run.state().words().0, after: state.words().0, from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}
async fn next_turn(tx: &mut Tx, run: i64, turn: i64, now: Moment) -> Result<()> {
    jobs::enqueue(tx, "import.run", &format!("{run}:{turn}"), now, now).await
}

/// Somebody says stop: a run that is at work ends after the products it is at, one that waits ends at once. False where it
/// is over.
pub async fn cancel(db: &Db, by: &Merchant, run: i64, from: &str, now: Moment) -> Result<bool> {
    let mut tx = db.begin().await?;
    let before: Option<(String,)> = tx
        .query(
            "update import_run set stop = true where id = $1 and state in ('mapping', 'trying', 'tried', 'running') and stop = false
             returning state",
        )
        .bind(run)
        .maybe()
        .await?;
    let Some((before,)) = before else { return Ok(false) };
    let before = State::of(&before);
    if !before.at_work() {
        over(&mut tx, run, State::Cancelled, "", now).await?;
        nothing_done(&mut tx, run).await?;
    }
    let (act, subject) = ("import.cancelled", ("import", run));
    let act =
        Act { actor: by.actor(), act, subject, before: before.words().0, after: State::Cancelled.words().0, from };
    audit::append(&mut tx, act, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// The run is over: the file goes, the report stays.
async fn over(tx: &mut Tx, run: i64, state: State, fault: &str, now: Moment) -> Result<()> {
    tx.query("update import_run set state = $2, fault = $3, ended_at = $4 where id = $1")
        .bind(run)
        .bind(state.word())
        .bind(fault.to_string())
        .bind(now)
        .run()
        .await?;
    tx.query("delete from import_piece where run = $1").bind(run).run().await?;
    Ok(())
}

/// What was only tried is not told as done.
async fn nothing_done(tx: &mut Tx, run: i64) -> Result<()> {
    tx.query("update import_run set total = 0, done = 0, added = 0, changed = 0, same = 0, refused = 0 where id = $1")
        .bind(run)
        .run()
        .await?;
    Ok(())
}

/// Keeps how far a turn is, in the transaction that did it, with what there is to tell since the last time. Why it ends, if
/// it does.
pub async fn progress(
    tx: &mut Tx,
    turn: &Turn,
    report: &Report,
    told: &mut Told,
    (done, total): (usize, usize),
) -> Result<Option<End>> {
    let sum = |of: fn(&Tally) -> i64| of(&turn.before) + of(&report.products);
    let row: Option<(bool,)> = tx
        .query(
            "update import_run set done = $3, total = $4, added = $5, changed = $6, same = $7, refused = $8
             where id = $1 and turn = $2 and state in ('trying', 'running') returning stop",
        )
        .bind(turn.run)
        .bind(turn.number)
        .bind(done as i64)
        .bind(total as i64)
        .bind(sum(|t| t.added))
        .bind(sum(|t| t.changed))
        .bind(sum(|t| t.same))
        .bind(sum(|t| t.refused))
        .maybe()
        .await?;
    let Some((stop,)) = row else { return Ok(Some(End::Lost)) };
    let refused = report.refused[told.refused..].iter().map(|(h, r)| ("refused", r.line, h.clone(), r.to_string()));
    let notes = report.notes[told.notes..].iter().map(|(h, r)| ("note", r.line, h.clone(), r.to_string()));
    let unpriced = report.unpriced[told.unpriced..].iter().map(|(line, h, sku)| {
        (
            "unpriced",
            line.unwrap_or(0),
            h.clone(),
            format!("{sku} has no price in {}: it is not for sale", report.currency),
        )
    });
    let kept = told.refused + told.notes + told.unpriced;
    let rows: Vec<_> = refused.chain(notes).chain(unpriced).take(turn.room.saturating_sub(kept)).collect();
    for piece in rows.chunks(500) {
        let mut q = Build::new("insert into import_remark (run, kind, line, product, words) values ");
        for (i, (kind, line, product, words)) in piece.iter().enumerate() {
            q.push(if i == 0 { "(" } else { ", (" }).int(turn.run).push(", ").text(*kind).push(", ").int(*line as i64);
            q.push(", ").text(plain(product)).push(", ").text(plain(words)).push(")");
        }
        tx.build(&q).run().await?;
    }
    *told = Told { refused: report.refused.len(), notes: report.notes.len(), unpriced: report.unpriced.len() };
    Ok(stop.then_some(End::Stopped))
}
/// What comes from a file may hold anything; a NUL is no text to PostgreSQL.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// How many remarks may still be kept.
pub async fn room(db: &Db, run: i64) -> Result<usize> {
    let (n,): (i64,) = db.query("select count(*) from import_remark where run = $1").bind(run).one().await?;
    Ok(MOST_REMARKS.saturating_sub(n as usize))
}

/// Another turn goes on where this one paused.
pub async fn paused(db: &Db, run: i64, turn: i64, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    let row: Option<(i64,)> = tx
        .query("update import_run set turn = turn + 1 where id = $1 and turn = $2 returning turn")
        .bind(run)
        .bind(turn)
        .maybe()
        .await?;
    if let Some((turn,)) = row {
        next_turn(&mut tx, run, turn, now).await?;
    }
    tx.commit().await
}

/// A turn was the last: what was tried waits for somebody, what was taken is over. An import that changed something is one
/// row of the audit, also where it was stopped.
pub async fn ended(db: &Db, run: &Run, end: std::result::Result<End, String>, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    let standing: Option<(i64, i64)> = tx
        .query(
            "update import_run set stop = false where id = $1 and turn = $2 and state in ('trying', 'running')
             returning added, changed",
        )
        .bind(run.id)
        .bind(run.turn)
        .maybe()
        .await?;
    let Some((added, changed)) = standing else { return Ok(()) };
    match (run.state(), end) {
        // Trying changed nothing: whatever became of it, the file stands and waits for somebody.
        (State::Trying, end) => {
            let whole = end == Ok(End::Whole);
            tx.query("update import_run set state = $2, fault = $3, ended_at = $4 where id = $1")
                .bind(run.id)
                .bind(if whole { State::Tried.word() } else { State::Mapping.word() })
                .bind(plain(&end.err().unwrap_or_default()))
                .bind(now)
                .run()
                .await?;
        }
        (_, Ok(End::Whole)) => over(&mut tx, run.id, State::Done, "", now).await?,
        (_, Ok(_)) => over(&mut tx, run.id, State::Cancelled, "", now).await?,
        (_, Err(fault)) => over(&mut tx, run.id, State::Failed, &plain(&fault), now).await?,
    }
    if run.state() == State::Running {
        imported(&mut tx, run.person, added, changed, now).await?;
    }
    tx.commit().await
}
/// The row of the audit about what was imported, if anything was.
async fn imported(tx: &mut Tx, person: i64, added: i64, changed: i64, now: Moment) -> Result<()> {
    if added + changed == 0 {
        return Ok(());
    }
    let after = format!("{added} added, {changed} changed");
    let (act, subject) = ("catalogue.imported", ("shop", 1));
    let act = Act { actor: Actor::Person(person), act, subject, before: "", after: &after, from: "" };
    audit::append(tx, act, now).await
}

/// Something to tell of a row.
#[derive(Clone, Debug, FromRow)]
pub struct Remark {
    pub id: i64,
    pub kind: String,
    pub line: i64,
    pub product: String,
    pub words: String,
}
/// What there is to tell of a run's rows, behind this place: what was refused first, then by line.
pub async fn remarks(db: &Db, _: &Merchant, of: i64, kind: &str, after: (i64, i64), most: i64) -> Result<Vec<Remark>> {
    db.query(
        "select id, kind, line, product, words from import_remark
         where run = $1 and kind = $2 and (line, id) > ($3, $4) order by line, id limit $5",
    )
    .bind(of)
    .bind(kind.to_string())
    .bind(after.0)
    .bind(after.1)
    .bind(most)
    .all()
    .await
}

/// Forgets files that nobody went on with for a week, or that a job has been at for so long, and runs of three months ago.
pub async fn tidy(db: &Db, now: Moment) -> Result<()> {
    let mut tx = db.begin().await?;
    let left: Vec<(i64,)> = tx
        .query("select id from import_run where state in ('mapping', 'tried') and coalesce(ended_at, created_at) < $1")
        .bind(now.plus(-KEPT))
        .all()
        .await?;
    for (run,) in left {
        over(&mut tx, run, State::Cancelled, "Nobody went on with it for a week.", now).await?;
        nothing_done(&mut tx, run).await?;
    }
    let stuck: Vec<(i64, String, i64, i64, i64)> = tx
        .query(
            "update import_run set stop = false where state in ('trying', 'running') and coalesce(started_at, created_at) < $1
             returning id, state, person, added, changed",
        )
        .bind(now.plus(-KEPT))
        .all()
        .await?;
    for (run, state, person, added, changed) in stuck {
        over(&mut tx, run, State::Failed, "It was at work for a week and came to no end.", now).await?;
        match State::of(&state) {
            State::Running => imported(&mut tx, person, added, changed, now).await?,
            _ => nothing_done(&mut tx, run).await?,
        }
    }
    tx.query("delete from import_run where state in ('done', 'cancelled', 'failed') and created_at < $1")
        .bind(now.plus(-REMEMBERED))
        .run()
        .await?;
    tx.commit().await
}

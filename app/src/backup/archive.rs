//! The file itself: a tar packed with zstd, written and read on a thread of its own, an entry at a time.
use super::{END, MOST_ENTRY};
use crate::values::Moment;
use anyhow::{Context, Result, anyhow, bail, ensure};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, BufWriter, ErrorKind, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How many entries wait between the two threads.
const WAITING: usize = 2;
/// How hard zstd packs, of 19.
const LEVEL: i32 = 3;

/// Something in the archive.
pub struct Entry {
    pub name: String,
    pub bytes: Vec<u8>,
}
/// The last entry: how many came before it, and the SHA-256 over their names, sizes and bytes.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct End {
    pub entries: u64,
    pub sha256: String,
}

/// Sums up entries.
#[derive(Default)]
struct Sum {
    entries: u64,
    hash: Sha256,
}
impl Sum {
    fn add(&mut self, entry: &Entry) {
        self.entries += 1;
        for part in [entry.name.as_bytes(), &entry.bytes] {
            self.hash.update((part.len() as u64).to_be_bytes());
            self.hash.update(part);
        }
    }
    fn end(self) -> End {
        let sha256 = self.hash.finalize().iter().map(|b| format!("{b:02x}")).collect();
        End { entries: self.entries, sha256 }
    }
}

/// Writes an archive: into `FILE.part`, which becomes `FILE` when it is finished and is taken away when it is not.
pub struct Packer {
    to: mpsc::Sender<Option<Entry>>,
    packed: JoinHandle<Result<u64>>,
}
impl Packer {
    /// Begins a file. One that is there already is left alone.
    pub fn begin(file: &Path, now: Moment) -> Result<Packer> {
        ensure!(!file.exists(), "{} is there already, and a backup overwrites nothing", file.display());
        let mut part = file.as_os_str().to_owned();
        part.push(".part");
        let part = PathBuf::from(part);
        // What it holds is for the shop's own eyes.
        let out = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part).map_err(|cause| {
            let name = part.display();
            match cause.kind() {
                ErrorKind::AlreadyExists => {
                    anyhow!("{name} is there: another backup is writing it, or one was killed; then remove it")
                }
                _ => anyhow!("{name} cannot be written: {cause}"),
            }
        })?;
        let (to, entries) = mpsc::channel(WAITING);
        let file = file.to_path_buf();
        let packed = tokio::task::spawn_blocking(move || {
            let done = pack(out, entries, now)
                .and_then(|()| Ok(fs::rename(&part, &file)?))
                .and_then(|()| Ok(fs::metadata(&file)?.len()))
                .with_context(|| format!("{} cannot be written", file.display()));
            if done.is_err() {
                fs::remove_file(&part).ok();
            }
            done
        });
        Ok(Packer { to, packed })
    }
    /// Adds an entry.
    pub async fn put(&mut self, name: String, bytes: Vec<u8>) -> Result<()> {
        ensure!(bytes.len() <= MOST_ENTRY, "{name} has more than {MOST_ENTRY} bytes");
        if self.to.send(Some(Entry { name, bytes })).await.is_err() {
            (&mut self.packed).await??;
        }
        Ok(())
    }
    /// Closes the file and gives it its name; how many bytes it has.
    pub async fn finish(self) -> Result<u64> {
        self.to.send(None).await.ok();
        self.packed.await?
    }
    /// Takes away what was written.
    pub async fn give_up(self) {
        drop(self.to);
        self.packed.await.ok();
    }
}

fn pack(out: File, mut entries: mpsc::Receiver<Option<Entry>>, now: Moment) -> Result<()> {
    let mut zstd = zstd::Encoder::new(BufWriter::new(out), LEVEL)?;
    zstd.include_checksum(true)?;
    let mut tar = tar::Builder::new(zstd);
    let mut append = |entry: &Entry| {
        let mut header = tar::Header::new_ustar();
        header.set_mode(0o600);
        header.set_mtime(now.0.max(0).cast_unsigned() / 1000);
        header.set_size(entry.bytes.len() as u64);
        tar.append_data(&mut header, &entry.name, entry.bytes.as_slice())
    };
    let mut sum = Sum::default();
    while let Some(entry) = entries.blocking_recv().context("it was given up")? {
        append(&entry)?;
        sum.add(&entry);
    }
    append(&Entry { name: END.into(), bytes: serde_json::to_vec(&sum.end())? })?;
    let mut out = tar.into_inner()?.finish()?;
    out.flush()?;
    Ok(out.get_ref().sync_all()?)
}

/// Reads an archive. It is whole only when `next` has said that nothing more comes.
pub struct Unpacker {
    entries: mpsc::Receiver<Result<Piece>>,
    /// Known after the last entry.
    pub end: Option<End>,
}
enum Piece {
    Entry(Entry),
    End(End),
}
impl Unpacker {
    /// Begins to read a file.
    pub fn open(file: &Path) -> Result<Unpacker> {
        let opened = File::open(file).with_context(|| format!("{} cannot be read", file.display()))?;
        let (to, entries) = mpsc::channel(WAITING);
        let name = file.display().to_string();
        tokio::task::spawn_blocking(move || {
            let done = unpack(opened, |entry| to.blocking_send(Ok(Piece::Entry(entry))).is_ok());
            // Whoever read may have gone.
            to.blocking_send(done.map(Piece::End).map_err(|cause| said(&name, &cause))).ok();
        });
        Ok(Unpacker { entries, end: None })
    }
    /// The next entry; none after the last, if the file is whole.
    pub async fn next(&mut self) -> Result<Option<Entry>> {
        match self.entries.recv().await.context("the file was not read to its end")?? {
            Piece::Entry(entry) => Ok(Some(entry)),
            Piece::End(end) => {
                self.end = Some(end);
                Ok(None)
            }
        }
    }
    /// Reads on to the end, for what is wrong with the file itself; nothing where that was said before.
    pub async fn rest(&mut self) -> Result<()> {
        while let Some(piece) = self.entries.recv().await {
            piece?;
        }
        Ok(())
    }
}

/// What is wrong with a file, in a sentence.
fn said(file: &str, cause: &anyhow::Error) -> anyhow::Error {
    let kind = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    match kind {
        Some(ErrorKind::UnexpectedEof) => anyhow!("{file} is cut short: its end is missing"),
        Some(_) => anyhow!("{file} is damaged, or is no backup of Open Kitchen: {cause}"),
        None => anyhow!("{file} {cause}"),
    }
}

fn unpack(file: File, mut each: impl FnMut(Entry) -> bool) -> Result<End> {
    let mut tar = tar::Archive::new(zstd::Decoder::new(BufReader::new(file))?);
    let mut sum = Sum::default();
    let mut said = None;
    for entry in tar.entries()? {
        ensure!(said.is_none(), "is damaged: something follows its end");
        let mut entry = entry?;
        let name = entry.path()?.to_string_lossy().into_owned();
        let size = entry.size();
        ensure!(size <= MOST_ENTRY as u64, "is damaged: {name} would have {size} bytes");
        let mut bytes = Vec::with_capacity(size as usize);
        entry.read_to_end(&mut bytes)?;
        if bytes.len() as u64 != size {
            return Err(std::io::Error::from(ErrorKind::UnexpectedEof).into());
        }
        if name == END {
            said = Some(serde_json::from_slice(&bytes).context("is damaged: its end is not readable")?);
            continue;
        }
        let entry = Entry { name, bytes };
        sum.add(&entry);
        if !each(entry) {
            bail!("was not read to its end");
        }
    }
    let Some(said) = said else { return Err(std::io::Error::from(ErrorKind::UnexpectedEof).into()) };
    // The tar ends before the file does: what is left are zeros and zstd's own sum.
    let mut rest = [0; 4096];
    let mut zstd = tar.into_inner();
    loop {
        match zstd.read(&mut rest)? {
            0 => break,
            n => ensure!(rest[..n].iter().all(|b| *b == 0), "is damaged: something follows its end"),
        }
    }
    let end = sum.end();
    ensure!(end == said, "is damaged: its sum is not what its end says");
    Ok(end)
}

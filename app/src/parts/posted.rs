//! What a form sent, whether with files or without. A file is laid down as it comes, never held in memory.
#[cfg(test)]
mod tests;

use crate::import::desk::MOST_BYTES as TABLE_BYTES;
use crate::media::workshop::MOST_BYTES;
use crate::site::Site;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::{Form, RequestExt};
use http_body_util::LengthLimitError;
use std::error::Error;
use std::fs::File;
use tokio::io::AsyncWriteExt;

/// How many files a form may carry.
pub const MOST_FILES: usize = 4;
/// How many a form of the back office may carry: what each weighs is limited, and what all of them weigh.
pub const MANY_FILES: usize = 20;
/// The most bytes of a form that may carry pictures, with its texts: two of the heaviest, or four of a telephone's.
pub const ROOM: usize = 2 * MOST_BYTES + 5 * 1024 * 1024;
/// The most bytes of a form that carries one file of a table, and its texts.
pub const FILE_ROOM: usize = TABLE_BYTES + 1024 * 1024;
/// The most bytes of all fields that are no file.
/// The longest form is the editor of a product: a hundred variants with twenty fields each.
const TEXT: usize = 1024 * 1024;

/// The fields of a form in their order, and the files that came with it.
#[derive(Debug, Default)]
pub struct Posted {
    pub pairs: Vec<(String, String)>,
    pub files: Files,
}

/// The files of a form.
#[derive(Debug, Default)]
pub struct Files {
    pub came: Vec<Came>,
    /// The names of those that were too heavy, and of those that were too many: they were let go while they came.
    pub heavy: Vec<String>,
    pub many: Vec<String>,
}
/// A file that came: it has no name on our disk, and is gone when nobody holds it, however that comes about.
#[derive(Debug)]
pub struct Came {
    /// The field it came in.
    pub field: String,
    /// What the sender calls it.
    pub name: String,
    pub file: File,
}
impl Files {
    /// Whether none was sent, not even one that was refused.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }
    pub fn count(&self) -> usize {
        self.came.len() + self.heavy.len() + self.many.len()
    }
}

impl Posted {
    /// The value of a field; empty where it did not come.
    pub fn of(&self, name: &str) -> &str {
        self.pairs.iter().find(|(n, _)| n == name).map_or("", |(_, v)| v.as_str())
    }
    /// Every value of a field that came several times.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs.iter().filter(move |(n, _)| n == name).map(|(_, v)| v.as_str())
    }
    /// The number in a field.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.of(name).trim().parse().ok()
    }
    /// The files, taken out of the form.
    pub fn files(&mut self) -> Files {
        std::mem::take(&mut self.files)
    }
}

/// Why a form was not read, in words for whoever has no script.
pub type Refusal = (StatusCode, &'static str);
const BROKEN: Refusal = (StatusCode::BAD_REQUEST, "The form did not come whole. Send it once more.\n");
const TOO_MUCH: Refusal = (
    StatusCode::PAYLOAD_TOO_LARGE,
    "That is more than we take at once. Go back, nothing you wrote is lost, and send fewer files or smaller ones.\n",
);
const NO_PLACE: Refusal =
    (StatusCode::INTERNAL_SERVER_ERROR, "We have no place for files at the moment. Go back and send it without.\n");

impl FromRequest<Site> for Posted {
    type Rejection = Refusal;
    async fn from_request(request: Request, _: &Site) -> Result<Self, Self::Rejection> {
        Posted::read(request).await
    }
}

impl Posted {
    /// Reads a form out of a request.
    pub async fn read(request: Request) -> Result<Posted, Refusal> {
        Posted::within(request, ROOM, MOST_BYTES, MOST_FILES).await
    }
    /// Reads a form of the back office out of a request, with `MANY_FILES` at most.
    pub async fn many(request: Request) -> Result<Posted, Refusal> {
        Posted::within(request, ROOM, MOST_BYTES, MANY_FILES).await
    }
    /// Reads a form that carries a table as a file.
    pub async fn with_table(request: Request) -> Result<Posted, Refusal> {
        Posted::within(request, FILE_ROOM, TABLE_BYTES, 1).await
    }
    async fn within(mut request: Request, room: usize, most: usize, files: usize) -> Result<Posted, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        if !kind.starts_with("multipart/form-data") {
            let Form(pairs) = request.extract::<Form<Vec<(String, String)>>, _>().await.map_err(|_| BROKEN)?;
            return Ok(Posted { pairs, files: Files::default() });
        }
        // How much a route takes is said in the frame around all; here no route takes more.
        DefaultBodyLimit::max(room).apply(&mut request);
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| BROKEN)?;
        let mut posted = Posted::default();
        let mut left = TEXT;
        while let Some(mut part) = parts.next_field().await.map_err(cut)? {
            let field = part.name().unwrap_or("").to_string();
            match part.file_name().map(str::to_string) {
                Some(name) => posted.take(field, name, &mut part, (most, files)).await?,
                None => {
                    left = left.checked_sub(field.len() + 64).ok_or(TOO_MUCH)?;
                    let text = text(&mut part, &mut left).await?;
                    posted.pairs.push((field, text));
                }
            }
        }
        Ok(posted)
    }

    async fn take(
        &mut self,
        field: String,
        name: String,
        part: &mut Field<'_>,
        (most, files): (usize, usize),
    ) -> Result<(), Refusal> {
        let name: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
        let room = self.files.came.len() < files;
        match lay_down(part, room, most).await? {
            Laid::Nothing => {}
            Laid::Down(file) => self.files.came.push(Came { field, name, file }),
            Laid::Heavy => self.files.heavy.push(name),
            Laid::Passed => self.files.many.push(name),
        }
        // What is refused is named, but not without end.
        self.files.heavy.truncate(20);
        self.files.many.truncate(20);
        Ok(())
    }
}

/// Why the rest did not come: a limit of ours, however deep a layer wrapped it, or the line.
fn cut(error: MultipartError) -> Refusal {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.is::<LengthLimitError>() {
            return TOO_MUCH;
        }
        cause = inner.source();
    }
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { TOO_MUCH } else { BROKEN }
}

/// A field's text, within what is left for all of them.
async fn text(part: &mut Field<'_>, left: &mut usize) -> Result<String, Refusal> {
    let mut bytes = vec![];
    while let Some(piece) = part.chunk().await.map_err(cut)? {
        *left = left.checked_sub(piece.len()).ok_or(TOO_MUCH)?;
        bytes.extend_from_slice(&piece);
    }
    String::from_utf8(bytes).map_err(|_| BROKEN)
}

/// What became of a file that came.
enum Laid {
    /// An empty field for files: nobody chose one.
    Nothing,
    Down(File),
    Heavy,
    /// It was read to its end and let go: there was no room for it.
    Passed,
}

async fn lay_down(part: &mut Field<'_>, room: bool, most: usize) -> Result<Laid, Refusal> {
    let mut file: Option<tokio::fs::File> = None;
    let mut bytes = 0;
    while let Some(piece) = part.chunk().await.map_err(cut)? {
        bytes += piece.len();
        if bytes > most {
            file = None;
        }
        if !room || bytes > most || piece.is_empty() {
            continue;
        }
        if file.is_none() {
            // It never gets a name: whatever happens to us or to the connection, nothing stays behind.
            let made = tokio::task::spawn_blocking(tempfile::tempfile).await;
            let made = made.map_err(|_| NO_PLACE)?.map_err(no_place)?;
            file = Some(tokio::fs::File::from_std(made));
        }
        if let Some(file) = &mut file {
            file.write_all(&piece).await.map_err(no_place)?;
        }
    }
    Ok(match (bytes, file) {
        (0, _) => Laid::Nothing,
        _ if !room => Laid::Passed,
        (_, Some(mut file)) => {
            file.flush().await.map_err(no_place)?;
            Laid::Down(file.into_std().await)
        }
        (_, None) => Laid::Heavy,
    })
}
fn no_place(cause: std::io::Error) -> Refusal {
    tracing::error!(%cause, "a file that came could not be laid down");
    NO_PLACE
}

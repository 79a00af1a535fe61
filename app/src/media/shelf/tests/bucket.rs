//! A bucket on this machine that speaks as much of S3 as the shelf does: put, get, head, delete, at paths. It can be told to fail.
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex};

/// What goes wrong with the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It is answered with this status, and nothing is done.
    Status(u16),
    /// The answer breaks off in its middle.
    Cut,
}

/// What the bucket holds and was asked.
#[derive(Clone, Default)]
pub struct Bucket(Arc<Mutex<Held>>);
#[derive(Default)]
struct Held {
    files: BTreeMap<String, Bytes>,
    troubles: VecDeque<Trouble>,
    asked: Vec<String>,
}
impl Bucket {
    /// Opens it on a port of its own: the bucket, and the address where it answers.
    pub async fn open() -> (Bucket, String) {
        let bucket = Bucket::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(bucket.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        (bucket, address)
    }
    /// The names of what it holds.
    pub fn names(&self) -> Vec<String> {
        self.0.lock().unwrap().files.keys().cloned().collect()
    }
    /// What it was asked since the last time: method and path.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.0.lock().unwrap().asked)
    }
    /// Lets the next requests fail, one after the other.
    pub fn trouble(&self, troubles: &[Trouble]) {
        self.0.lock().unwrap().troubles.extend(troubles);
    }
}

/// The name of the key that opens it.
pub const KEY: &str = "KITCHENKEY";
/// What that key is worth.
pub const SECRET: &str = "sesame-open-yourself";

async fn answer(State(bucket): State<Bucket>, method: Method, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    let mut held = bucket.0.lock().unwrap();
    let name = uri.path().to_string();
    held.asked.push(format!("{method} {name}"));
    let said = |name| headers.get(name).and_then(|v: &header::HeaderValue| v.to_str().ok()).unwrap_or("").to_string();
    if !said(header::AUTHORIZATION).starts_with(&format!("AWS4-HMAC-SHA256 Credential={KEY}/")) {
        return (StatusCode::FORBIDDEN, "<Error><Code>AccessDenied</Code></Error>").into_response();
    }
    let trouble = held.troubles.pop_front();
    if let Some(Trouble::Status(status)) = trouble {
        return (StatusCode::from_u16(status).unwrap(), "<Error><Code>InternalError</Code></Error>").into_response();
    }
    let found = held.files.get(&name).cloned();
    match (method, found) {
        (Method::PUT, _) => {
            held.files.insert(name, body);
            [(header::ETAG, "\"one\"")].into_response()
        }
        (Method::DELETE, _) => {
            held.files.remove(&name);
            StatusCode::NO_CONTENT.into_response()
        }
        (_, None) => (StatusCode::NOT_FOUND, "<Error><Code>NoSuchKey</Code></Error>").into_response(),
        (method, Some(bytes)) => {
            let from =
                said(header::RANGE).strip_prefix("bytes=").and_then(|r| r.split('-').next()?.parse::<usize>().ok());
            let (all, from) = (bytes.len(), from.unwrap_or(0));
            let rest = bytes.slice(from..);
            let mut head = vec![
                (header::ETAG, "\"one\"".to_string()),
                (header::LAST_MODIFIED, "Sat, 28 Nov 2026 12:00:00 GMT".to_string()),
                (header::CONTENT_LENGTH, rest.len().to_string()),
            ];
            let status = if from > 0 { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
            if from > 0 {
                head.push((header::CONTENT_RANGE, format!("bytes {from}-{}/{all}", all - 1)));
            }
            let body = match trouble {
                _ if method == Method::HEAD => Body::empty(),
                Some(Trouble::Cut) => {
                    let half = rest.slice(..rest.len() / 2);
                    let pieces = [Ok(half), Err(std::io::Error::other("cut"))];
                    Body::from_stream(futures::stream::iter(pieces))
                }
                _ => Body::from(rest),
            };
            let mut answer = Response::new(body);
            *answer.status_mut() = status;
            for (name, value) in head {
                answer.headers_mut().insert(name, value.parse().unwrap());
            }
            answer
        }
    }
}

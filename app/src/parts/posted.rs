//! What a form sent, whether with files or without.
use crate::site::Site;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::{Form, RequestExt};

/// The fields of a form in their order, and the files that came with it.
#[derive(Debug, Default)]
pub struct Posted {
    pub pairs: Vec<(String, String)>,
}

/// The most bytes of a field that is no file.
const FIELD: usize = 256 * 1024;

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
}

impl FromRequest<Site> for Posted {
    type Rejection = (StatusCode, &'static str);
    async fn from_request(request: Request, site: &Site) -> Result<Self, Self::Rejection> {
        const BROKEN: (StatusCode, &str) =
            (StatusCode::BAD_REQUEST, "The form did not come whole. Send it once more.\n");
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or("");
        if !kind.starts_with("multipart/form-data") {
            let Form(pairs) =
                request.extract_with_state::<Form<Vec<(String, String)>>, _, _>(site).await.map_err(|_| BROKEN)?;
            return Ok(Posted { pairs });
        }
        let mut parts = Multipart::from_request(request, site).await.map_err(|_| BROKEN)?;
        let mut posted = Posted::default();
        while let Some(part) = parts.next_field().await.map_err(|_| BROKEN)? {
            let name = part.name().unwrap_or("").to_string();
            if part.file_name().is_some() {
                continue;
            }
            let text = part.text().await.map_err(|_| BROKEN)?;
            if text.len() > FIELD {
                return Err(BROKEN);
            }
            posted.pairs.push((name, text));
        }
        Ok(posted)
    }
}

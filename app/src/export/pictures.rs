//! The address, the text and the place of every picture of a product.
use super::store::Goods;
use crate::media;

/// A picture as a row says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub url: String,
    pub alt: String,
    pub position: i64,
    media: Option<i64>,
    remote: Option<i64>,
}

/// The pictures of a product in their order: those that hang here, those that are still to come. The address is the one it
/// came from, else the shop's own. What was taken down is left out.
pub fn pictures(goods: &Goods, public_url: &str) -> Vec<Picture> {
    let mut all: Vec<Picture> = vec![];
    for h in &goods.hung {
        if !goods.remote.iter().any(|r| r.media == Some(h.media)) {
            let widest = media::widths_of(h.width).into_iter().max().unwrap_or(media::WIDTHS[0]);
            let url = format!("{public_url}{}", media::url(&h.hash, widest));
            all.push(Picture { url, alt: h.alt.clone(), position: h.position, media: Some(h.media), remote: None });
        }
    }
    for r in &goods.remote {
        let shown = goods.hung.iter().find(|h| r.media == Some(h.media));
        if r.media.is_some() && shown.is_none() {
            continue;
        }
        // What is shown may have been changed since it came; of several addresses of one picture the first then says so.
        let changed = shown.filter(|h| {
            let mut same = goods.remote.iter().filter(|o| o.media == r.media);
            let first = goods.remote.iter().filter(|o| o.media == r.media).map(|o| o.id).min();
            first == Some(r.id) && !same.any(|o| (&o.alt, o.position) == (&h.alt, h.position))
        });
        let (alt, position) = changed.map_or((&r.alt, r.position), |h| (&h.alt, h.position));
        all.push(Picture { url: r.url.clone(), alt: alt.clone(), position, media: r.media, remote: Some(r.id) });
    }
    all.sort_by_key(|p| (p.position, p.remote));
    all
}

/// The address of the picture beside a variant or a step: one of the product's.
pub fn address(pictures: &[Picture], media: Option<i64>, remote: Option<i64>) -> Option<&str> {
    let named = pictures.iter().find(|p| remote.is_some() && p.remote == remote);
    let found = match media {
        None => named,
        Some(_) => named.filter(|p| p.media == media).or_else(|| pictures.iter().find(|p| p.media == media)),
    };
    found.map(|p| p.url.as_str())
}

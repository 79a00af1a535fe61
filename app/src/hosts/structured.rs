//! A host for machines: ProfilePage (schema.org), with nothing that the page does not show.
use super::store::{Figures, Host};
use super::topics;
use crate::media;
use crate::words;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

/// The page of a host.
pub fn profile(base: &str, host: &Host, figures: &Figures, zone: &TimeZone) -> Value {
    let url = format!("{base}/hosts/{}", host.handle);
    let mut person = json!({ "@type": "Person", "name": host.name, "identifier": host.handle, "url": url });
    if !host.title.is_empty() {
        person["jobTitle"] = json!(host.title);
    }
    let about = topics(&host.specialities);
    if !about.is_empty() {
        person["knowsAbout"] = json!(about);
    }
    if let Some(hash) = &host.hash {
        person["image"] =
            json!(format!("{base}{}", media::url(hash, media::fallback_width(host.width.unwrap_or(480)))));
    }
    person["agentInteractionStatistic"] = json!({
        "@type": "InteractionCounter", "interactionType": "https://schema.org/WriteAction",
        "userInteractionCount": figures.answers,
    });
    json!({
        "@context": "https://schema.org", "@type": "ProfilePage", "url": url,
        "dateCreated": words::machine_time(host.since, zone), "mainEntity": person,
    })
}

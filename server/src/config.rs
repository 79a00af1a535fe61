//! Settings: from the environment, or flags of the same name. A wrong one stops the start and says what it takes.
use crate::client::Trusted;
use anyhow::{Context, Result, bail};
use app::media::shelf::Shelf;
use clap::Args;
use std::net::SocketAddr;

/// The settings of the contract, as given.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// `sqlite:PATH` or `postgres://…`
    #[arg(long, env = "DATABASE_URL", default_value = "sqlite:data/openkitchen.db", global = true)]
    pub database_url: String,
    /// Where to listen, `ADDRESS:PORT`.
    #[arg(long, env = "LISTEN", default_value = "127.0.0.1:3000", global = true)]
    pub listen: String,
    /// How the shop is reached from outside, `https://shop.example`; by default `http://LISTEN`.
    #[arg(long, env = "PUBLIC_URL", global = true)]
    pub public_url: Option<String>,
    /// `file:FOLDER`, one .eml a mail, or `smtp://user:pass@host:port`.
    #[arg(long, env = "MAIL_URL", default_value = "file:data/mail", global = true)]
    pub mail_url: String,
    /// `file:FOLDER`, or `s3://BUCKET/PREFIX?endpoint=URL&region=REGION` with keys from `AWS_ACCESS_KEY_ID` and its like.
    #[arg(long, env = "MEDIA_URL", default_value = "file:data/media", global = true)]
    pub media_url: String,
    /// Addresses and networks of proxies whose word about the client is taken, with commas; by default none.
    #[arg(long, env = "TRUSTED_PROXIES", default_value = "", global = true)]
    pub trusted_proxies: String,
    /// Where to serve /metrics, `ADDRESS:PORT`; by default nowhere.
    #[arg(long, env = "METRICS_LISTEN", default_value = "", global = true)]
    pub metrics_listen: String,
}

impl Settings {
    pub fn listen(&self) -> Result<SocketAddr> {
        self.listen
            .parse()
            .with_context(|| format!("LISTEN takes ADDRESS:PORT, like 127.0.0.1:3000, not {:?}", self.listen))
    }
    pub fn metrics_listen(&self) -> Result<Option<SocketAddr>> {
        match self.metrics_listen.trim() {
            "" => Ok(None),
            text => {
                Ok(Some(text.parse().with_context(|| {
                    format!("METRICS_LISTEN takes ADDRESS:PORT, like 127.0.0.1:9000, not {text:?}")
                })?))
            }
        }
    }
    pub fn trusted_proxies(&self) -> Result<Trusted> {
        Trusted::parse(&self.trusted_proxies)
    }
    /// The shop's own address, without a slash at the end.
    pub fn public_url(&self) -> Result<String> {
        let url = match self.public_url.as_deref().map(str::trim).filter(|u| !u.is_empty()) {
            Some(url) => url.trim_end_matches('/').to_string(),
            None => format!("http://{}", self.listen()?),
        };
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        let host = rest.unwrap_or("");
        if host.is_empty() || host.contains(['/', '?', '#', '@', ' ']) || !host.is_ascii() {
            bail!("PUBLIC_URL takes an origin, like https://shop.example, not {url:?}");
        }
        Ok(url)
    }
    /// Checks what is checked before anything is opened.
    pub fn check(&self) -> Result<()> {
        self.listen()?;
        self.metrics_listen()?;
        self.public_url()?;
        if !["sqlite:", "postgres://", "postgresql://"].iter().any(|p| self.database_url.starts_with(p)) {
            bail!(
                "DATABASE_URL takes sqlite:PATH or postgres://…, not {:?}",
                self.database_url.split(':').next().unwrap_or("")
            );
        }
        self.trusted_proxies()?;
        Shelf::check(&self.media_url)?;
        crate::mail::Post::open(&self.mail_url).map(drop)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::Parser;

    #[derive(Parser)]
    struct Just {
        #[command(flatten)]
        settings: Settings,
    }
    fn with(flag: &str, value: &str) -> Settings {
        Just::parse_from(["x", flag, value]).settings
    }

    #[test]
    fn a_wrong_setting_says_its_name_and_what_it_takes() {
        for (flag, value, name) in [
            ("--listen", "3000", "LISTEN"),
            ("--public-url", "shop.example", "PUBLIC_URL"),
            ("--public-url", "https://shop.example/path", "PUBLIC_URL"),
            ("--database-url", "mysql://x", "DATABASE_URL"),
            ("--mail-url", "pigeon:x", "MAIL_URL"),
            ("--media-url", "gs://kitchen", "MEDIA_URL"),
            ("--media-url", "s3://kitchen?endpoint=kitchen", "MEDIA_URL"),
            ("--trusted-proxies", "10.0.0.1, proxy", "TRUSTED_PROXIES"),
            ("--trusted-proxies", "10.0.0.0/33", "TRUSTED_PROXIES"),
            ("--metrics-listen", "here", "METRICS_LISTEN"),
        ] {
            let error = with(flag, value).check().expect_err(value).to_string();
            assert!(error.starts_with(name) && error.contains("takes"), "{error}");
        }
        assert!(with("--public-url", "https://shop.example/").check().is_ok());
        assert_eq!(with("--public-url", "https://shop.example/").public_url().unwrap(), "https://shop.example");
    }
}

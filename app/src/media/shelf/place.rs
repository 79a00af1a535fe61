//! What `MEDIA_URL` names: a folder of this machine, or a bucket.
use anyhow::{Context, Result, bail, ensure};
use object_store::aws::AmazonS3Builder;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig, local::LocalFileSystem};
use reqwest::Url;
use std::sync::Arc;
use std::time::Duration;

const TAKES: &str = "MEDIA_URL takes file:FOLDER, or s3://BUCKET/PREFIX?endpoint=URL&region=REGION";

/// Where pictures lie.
#[derive(Debug, PartialEq, Eq)]
pub enum Place {
    Folder(String),
    Bucket { name: String, prefix: String, endpoint: Option<String>, region: Option<String> },
}
impl Place {
    /// Reads `file:FOLDER` or `s3://BUCKET/PREFIX?endpoint=URL&region=REGION`; prefix, endpoint and region may be left out.
    pub fn parse(text: &str) -> Result<Place> {
        if let Some(folder) = text.strip_prefix("file:") {
            ensure!(!folder.is_empty(), "{TAKES}; the folder is missing");
            return Ok(Place::Folder(folder.into()));
        }
        ensure!(text.starts_with("s3://"), "{TAKES}, not {:?}", text.split(':').next().unwrap_or(""));
        // Whatever is wrong with it, a secret that somebody wrote into it is not said again.
        let url = Url::parse(text).map_err(|_| anyhow::anyhow!("{TAKES}; this is no address"))?;
        ensure!(
            url.username().is_empty() && url.password().is_none() && url.port().is_none() && url.fragment().is_none(),
            "{TAKES}; keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        );
        let name = url.host_str().unwrap_or("").to_string();
        let letters = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-.".contains(&b));
        ensure!(
            letters && (3..=63).contains(&name.len()),
            "{TAKES}; a bucket has 3 to 63 small letters, digits, dots and dashes"
        );
        let (mut endpoint, mut region) = (None, None);
        for (key, value) in url.query_pairs() {
            let value = Some(value.trim_end_matches('/').to_string()).filter(|v| !v.is_empty());
            match &*key {
                "endpoint" => endpoint = value,
                "region" => region = value,
                other => bail!("{TAKES}; it knows no {other:?}"),
            }
        }
        if let Some(endpoint) = &endpoint {
            let web = Url::parse(endpoint).is_ok_and(|u| ["http", "https"].contains(&u.scheme()) && u.has_host());
            ensure!(web, "{TAKES}; the endpoint begins with https:// or http://");
        }
        let prefix = url.path().trim_matches('/').to_string();
        Ok(Place::Bucket { name, prefix, endpoint, region })
    }

    /// Opens it. Keys of a bucket come from the environment: `AWS_ACCESS_KEY_ID` and the others of that family.
    pub fn open(self) -> Result<Arc<dyn ObjectStore>> {
        match self {
            Place::Folder(folder) => {
                std::fs::create_dir_all(&folder)
                    .with_context(|| format!("MEDIA_URL: the folder {folder} cannot be made"))?;
                let files = LocalFileSystem::new_with_prefix(&folder)
                    .with_context(|| format!("MEDIA_URL: the folder {folder} cannot be opened"))?;
                Ok(Arc::new(files))
            }
            bucket => bucket.connect(AmazonS3Builder::from_env()),
        }
    }

    /// A bucket, with the keys that the builder has.
    pub fn connect(self, keys: AmazonS3Builder) -> Result<Arc<dyn ObjectStore>> {
        let Place::Bucket { name, prefix, endpoint, region } = self else { bail!("{TAKES}") };
        // Whoever came first has set the same provider.
        rustls::crypto::ring::default_provider().install_default().ok();
        // A page waits for its pictures: a bucket that is down is given up before the visitor gives up.
        let patience =
            ClientOptions::new().with_timeout(Duration::from_secs(20)).with_connect_timeout(Duration::from_secs(5));
        let plain = endpoint.as_deref().is_some_and(|e| e.starts_with("http://"));
        let mut s3 = keys
            .with_bucket_name(name)
            .with_client_options(patience.with_allow_http(plain))
            .with_retry(RETRY)
            .with_disable_bulk_delete(true);
        if let Some(endpoint) = endpoint {
            s3 = s3.with_endpoint(endpoint).with_virtual_hosted_style_request(false);
        }
        if let Some(region) = region {
            s3 = s3.with_region(region);
        }
        let files = s3.build().context("MEDIA_URL: the bucket cannot be used")?;
        Ok(match prefix.as_str() {
            "" => Arc::new(files),
            prefix => Arc::new(PrefixStore::new(files, prefix)),
        })
    }
}

/// What broke on the other side is asked for again, three times within ten seconds.
const RETRY: RetryConfig = RetryConfig {
    backoff: BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(2), base: 2.0 },
    max_retries: 3,
    retry_timeout: Duration::from_secs(10),
};

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(text: &str) -> (String, String, Option<String>, Option<String>) {
        match Place::parse(text).unwrap() {
            Place::Bucket { name, prefix, endpoint, region } => (name, prefix, endpoint, region),
            Place::Folder(folder) => panic!("{folder}"),
        }
    }

    #[test]
    fn a_folder_or_a_bucket_is_named() {
        assert_eq!(Place::parse("file:data/media").unwrap(), Place::Folder("data/media".into()));
        assert_eq!(bucket("s3://kitchen"), ("kitchen".into(), String::new(), None, None));
        let (name, prefix, endpoint, region) =
            bucket("s3://kitchen/shop/pictures/?endpoint=https://s3.example/&region=eu-west-1");
        assert_eq!((name.as_str(), prefix.as_str()), ("kitchen", "shop/pictures"));
        assert_eq!((endpoint.as_deref(), region.as_deref()), (Some("https://s3.example"), Some("eu-west-1")));
    }

    #[test]
    fn what_is_neither_says_what_it_takes_and_no_secret() {
        for wrong in [
            "file:",
            "data/media",
            "gs://kitchen",
            "s3://",
            "s3://Kitchen_1",
            "s3://key:sesame@kitchen",
            "s3://kitchen?endpoint=s3.example",
            "s3://kitchen?secret=sesame",
        ] {
            let said = format!("{:#}", Place::parse(wrong).expect_err(wrong));
            assert!(said.starts_with("MEDIA_URL takes file:FOLDER, or s3://"), "{wrong}: {said}");
            assert!(!said.contains("sesame"), "{said}");
        }
    }
}

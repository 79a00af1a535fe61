//! The program itself, with its pictures in a bucket: what it holds while it reads large ones, and what a line that breaks leaves.
#[path = "../../../../app/src/media/shelf/tests/bucket.rs"]
mod bucket;

use super::{MARIT, desk, png};
use crate::kit::browser::multipart;
use crate::kit::{Shop, both, people, wire};
use app::media::workshop::MOST_BYTES;
use bucket::{Bucket, KEY, SECRET, Trouble};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use std::process::{Child, Command, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt;

/// How much more the program may hold while it reads a picture of 40 megapixels, in megabytes.
const MOST: u64 = 400;

/// The program, serving; killed when dropped.
struct Running {
    child: Child,
    address: String,
    cookie: String,
    client: reqwest::Client,
}
impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
impl Running {
    async fn start(shop: &Shop, bucket: &str) -> Running {
        rustls::crypto::ring::default_provider().install_default().ok();
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let child = Command::new(env!("CARGO_BIN_EXE_openkitchen"))
            .arg("serve")
            .env("DATABASE_URL", &shop.url)
            .env("LISTEN", &address)
            .env("PUBLIC_URL", "http://shop.test")
            .env("MAIL_URL", format!("file:{}", shop.folder.join("mail").display()))
            .env("MEDIA_URL", format!("s3://kitchen/pictures?endpoint={bucket}&region=eu-west-1"))
            .env("AWS_ACCESS_KEY_ID", KEY)
            .env("AWS_SECRET_ACCESS_KEY", SECRET)
            .env("TMPDIR", &shop.folder)
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let cookie = wire::signed_in(shop, people::person_of(shop, MARIT).await, MARIT).await;
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build().unwrap();
        let running = Running { child, address, cookie, client };
        until(|| std::net::TcpStream::connect(&running.address).is_ok()).await;
        running
    }
    /// Sends a picture as a script does: the status, the answer.
    async fn sends(&self, bytes: &[u8]) -> (u16, serde_json::Value) {
        let (kind, body) = multipart(&[], &[("pictures", "p.jpg", bytes)]);
        let answer = self
            .client
            .post(format!("http://{}/admin/pictures", self.address))
            .header("origin", "http://shop.test")
            .header("host", "shop.test")
            .header("accept", "application/json")
            .header("cookie", &self.cookie)
            .header("content-type", kind)
            .body(body)
            .send()
            .await
            .unwrap();
        (answer.status().as_u16(), serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
    }
    /// What the system says of the process, in megabytes: `VmHWM` is the most it ever held, `VmRSS` what it holds.
    fn holds(&self, what: &str) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = text.lines().find(|l| l.starts_with(what)).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
    }
    /// The files it has open that have no name.
    fn nameless(&self) -> usize {
        let all = std::fs::read_dir(format!("/proc/{}/fd", self.child.id())).unwrap();
        all.filter_map(|fd| std::fs::read_link(fd.ok()?.path()).ok())
            .filter(|to| to.to_string_lossy().ends_with(" (deleted)"))
            .count()
    }
}
async fn until(is: impl Fn() -> bool) {
    let give_up = Instant::now() + Duration::from_secs(60);
    while !is() {
        assert!(Instant::now() < give_up, "it did not come");
        tokio::task::yield_now().await;
    }
}

/// 40 megapixels of soft stripes: `colours` bytes each.
fn large(colours: usize) -> (u32, u32, Vec<u8>) {
    let (width, height) = (8_000u32, 5_000u32);
    let row: Vec<u8> = (0..width as usize * colours).map(|i| (i / colours / 40) as u8).collect();
    (width, height, row.repeat(height as usize))
}
/// Both are drawn once a run: that takes longer than reading them.
static PHOTOGRAPH: LazyLock<Vec<u8>> = LazyLock::new(photograph);
static DRAWING: LazyLock<Vec<u8>> = LazyLock::new(drawing);
fn photograph() -> Vec<u8> {
    let (width, height, pixels) = large(3);
    let mut out = vec![];
    JpegEncoder::new_with_quality(&mut out, 80).write_image(&pixels, width, height, ExtendedColorType::Rgb8).unwrap();
    out
}
fn drawing() -> Vec<u8> {
    let (width, height, pixels) = large(4);
    let mut out = vec![];
    let encoder = PngEncoder::new_with_quality(&mut out, CompressionType::Fast, FilterType::Up);
    encoder.write_image(&pixels, width, height, ExtendedColorType::Rgba8).unwrap();
    out
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_megapixels_are_read_within_four_hundred_megabytes_into_a_bucket() {
    both(|shop| async move {
        desk(&shop).await;
        let (bucket, address) = Bucket::open().await;
        let running = Running::start(&shop, &address).await;
        // Once round, so that all that stays is there.
        assert_eq!(running.sends(&png(1)).await.0, 200);
        let before = running.holds("VmRSS");
        for (name, bytes) in [("a photograph", &*PHOTOGRAPH), ("a drawing", &*DRAWING)] {
            assert!(bytes.len() < MOST_BYTES, "{name} weighs {}", bytes.len());
            let (status, answer) = running.sends(bytes).await;
            assert_eq!(status, 200, "{name}: {answer}");
            let most = running.holds("VmHWM");
            println!("{name}: {before} MB before, {most} MB at the most");
            assert!(most <= before + MOST, "{name}: {before} MB became {most} MB");
        }
        assert_eq!(shop.number("select width * 10000 + height from media order by id desc limit 1").await, 80_005_000);
        // Its widths lie in the bucket, and the shop serves them as it serves those of a folder.
        let (hash,): (String,) =
            shop.db().query("select hash from media order by id desc limit 1").one().await.unwrap();
        assert!(bucket.names().contains(&format!("/kitchen/pictures/{}/{hash}-1200.webp", &hash[..2])));
        bucket.trouble(&[Trouble::Status(500), Trouble::Cut]);
        let path = format!("http://{}/media/{hash}-1200.webp", running.address);
        let answer = running.client.get(&path).send().await.unwrap();
        assert_eq!(answer.status(), 200, "what breaks is asked for again, and on");
        assert_eq!(answer.headers()["cache-control"], "public, max-age=31536000, immutable");
        assert!(answer.bytes().await.unwrap().starts_with(b"RIFF"));
        bucket.trouble(&[Trouble::Status(500); 4]);
        assert_eq!(running.client.get(&path).send().await.unwrap().status(), 500);
        shop.healthy().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_that_breaks_in_the_middle_leaves_nothing_behind() {
    both(|shop| async move {
        desk(&shop).await;
        let (bucket, address) = Bucket::open().await;
        let running = Running::start(&shop, &address).await;
        let (kind, body) = multipart(&[], &[("pictures", "p.jpg", &vec![7u8; 3_000_000])]);
        let head = format!(
            "POST /admin/pictures HTTP/1.1\r\nHost: shop.test\r\nOrigin: http://shop.test\r\nAccept: text/html\r\n\
             Cookie: {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n",
            running.cookie,
            body.len()
        );
        for _ in 0..3 {
            let mut line = tokio::net::TcpStream::connect(&running.address).await.unwrap();
            line.write_all(head.as_bytes()).await.unwrap();
            line.write_all(&body[..2_000_000]).await.unwrap();
            // It has laid down what came, and waits for the rest.
            until(|| running.nameless() > 0).await;
            drop(line);
            until(|| running.nameless() == 0).await;
        }
        let named = std::fs::read_dir(&shop.folder).unwrap().map(|f| f.unwrap().file_name().into_string().unwrap());
        let left: Vec<String> = named.filter(|name| name.starts_with(".tmp")).collect();
        assert_eq!((left, bucket.asked()), (vec![], vec![]));
        assert_eq!(shop.number("select count(*) from media").await, 0);
        // The same picture from two windows at once is one; the bench is free.
        let picture = png(2);
        let (one, other) = tokio::join!(running.sends(&picture), running.sends(&picture));
        assert_eq!((one.0, other.0), (200, 200), "{one:?} {other:?}");
        assert_eq!(one.1["next"], other.1["next"]);
        assert_eq!(shop.number("select count(*) from media").await, 1);
        assert_eq!(bucket.names().len(), 2);
        // What is refused is said in the words of the page.
        let (status, answer) = running.sends(b"<svg/>").await;
        assert_eq!(status, 422);
        assert!(answer["words"].as_str().unwrap().contains("p.jpg: It is no picture"), "{answer}");
    })
    .await;
}

//! Pictures in posts: what comes in, what of it is kept, who sees it, and what is tidied away.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::people::host;
use crate::kit::talk::{ask, patient};
use crate::kit::{Browser, Shop, both};
use app::forum::State;
use app::forum::verbs::state;
use app::media::workshop::MOST_BYTES;
use app::values::Moment;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

/// A photograph of this size.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let drawn = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    let mut out = vec![];
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 90)
        .write_image(&drawn, width, height, ExtendedColorType::Rgb8)
        .unwrap();
    out
}
/// A picture of its own for each number.
fn png(shade: u8) -> Vec<u8> {
    let drawn = RgbImage::from_fn(200, 90, |x, y| image::Rgb([x as u8, y as u8, shade]));
    let mut out = vec![];
    image::codecs::png::PngEncoder::new(&mut out).write_image(&drawn, 200, 90, ExtendedColorType::Rgb8).unwrap();
    out
}
/// The same photograph as a phone writes it: turned by a quarter, with the camera's name and the place.
fn by_a_phone(jpeg: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x03".to_vec();
    exif.extend(b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0");
    exif.extend(b"\x01\x0f\0\x02\0\0\0\x0c\0\0\0\x32");
    exif.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x3e\0\0\0\0");
    exif.extend(b"SpyCam 9000\0");
    exif.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0GPS 52.3702 4.8952");
    let mut out = jpeg[..2].to_vec();
    out.extend([0xff, 0xe1]);
    out.extend(((exif.len() + 2) as u16).to_be_bytes());
    out.extend(&exif);
    out.extend(&jpeg[2..]);
    out
}
/// A small file that claims to be a huge picture.
fn bomb() -> Vec<u8> {
    let mut bytes = png(1);
    for at in [16, 20] {
        bytes[at..at + 4].copy_from_slice(&60_000u32.to_be_bytes());
    }
    let mut crc = !0u32;
    for b in &bytes[12..29] {
        crc ^= u32::from(*b);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    bytes
}

async fn shelves(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 50)]).await;
}
/// Posts a note with these pictures; where it stands.
async fn note(b: &mut Browser, shop: &Shop, words: &str, files: &[(&str, &[u8])]) -> String {
    b.open("/counter/bench").await;
    let files: Vec<(&str, &str, &[u8])> = files.iter().map(|(name, bytes)| ("pictures", *name, *bytes)).collect();
    b.press_with("Post", &[("body", words), ("stamp", &patient(shop))], &files).await;
    assert_eq!(b.page.hops, [303], "{}", b.text());
    b.page.path.clone()
}
/// What a browser gets for a picture: the status, how long it may be kept, its bytes as far as they are letters.
async fn fetched(b: &mut Browser, path: &str) -> (u16, String, String) {
    b.open(path).await;
    let kept = b.page.headers.get("cache-control").and_then(|v| v.to_str().ok()).unwrap_or("").to_string();
    (b.page.status, kept, b.page.html.clone())
}

#[tokio::test]
async fn a_photograph_stands_upright_and_says_nothing_of_its_camera() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut joost = host(&shop, "joost@example.org", "Joost Averink").await;
        let mut polyglot = png(3);
        polyglot.extend(b"<script>alert('polyglot')</script>");
        let photo = by_a_phone(&jpeg(400, 200));
        assert!(photo.windows(6).any(|w| w == b"SpyCam"));
        let path = note(&mut joost, &shop, "Third coat.", &[("a.jpg", &photo), ("b.png", &polyglot)]).await;
        let mut b = Browser::new(&shop);
        b.open(&path).await;
        assert_eq!(b.attributes(".pictures img", "width"), ["200", "200"], "{}", b.text());
        assert_eq!(b.attributes(".pictures img", "height")[0], "400");
        let mut all = b.attributes(".pictures img", "src");
        all.extend(b.attributes(".pictures a", "href"));
        assert_eq!(all.len(), 4);
        for src in all {
            let (status, kept, bytes) = fetched(&mut b, &src).await;
            assert_eq!(status, 200, "{src}");
            assert!(kept.contains("immutable") && bytes.starts_with("RIFF"), "{kept}");
            for secret in ["SpyCam", "GPS", "Exif", "polyglot", "script"] {
                assert!(!bytes.contains(secret), "{secret} is in {src}");
            }
        }
        shop.healthy().await;
    })
    .await;
}

#[tokio::test]
async fn what_is_no_picture_is_refused_at_its_field_and_what_was_written_stays() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        let heavy = vec![7u8; MOST_BYTES + 1];
        let wrong: [(&str, &[u8], &str); 5] = [
            ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no picture that we read"),
            ("page.jpg", b"<!doctype html><script>alert(1)</script>", "no picture that we read"),
            ("tiny.gif", b"GIF89a\x01\x00\x01\x00<script>alert(1)</script>", "broken"),
            ("bomb.png", &bomb(), "more than 60 million pixels"),
            ("heavy.jpg", &heavy, "heavier than 25 MB"),
        ];
        for (name, bytes, says) in wrong {
            b.open("/forum/ask").await;
            let fields = [("body", "Is this rust?"), ("stamp", &patient(&shop))];
            b.press_with("Ask", &fields, &[("pictures", name, bytes)]).await;
            assert_eq!(b.page.status, 422, "{name}: {}", b.text());
            assert_eq!(b.attributes("[aria-invalid=true]", "name"), ["pictures"], "{name}");
            assert!(b.text().contains(name) && b.text().contains(says), "{name}: {}", b.text());
            assert_eq!(b.all("textarea[name=body]"), ["Is this rust?"]);
        }
        assert_eq!(shop.number("select count(*) from media").await, 0);
        assert_eq!(shop.number("select count(*) from topic").await, 0);
    })
    .await;
}

#[tokio::test]
async fn a_fifth_picture_is_refused_and_the_four_and_the_text_are_kept() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        let all: Vec<Vec<u8>> = (10..15).map(png).collect();
        let files: Vec<(&str, &str, &[u8])> = all.iter().map(|bytes| ("pictures", "p.png", bytes.as_slice())).collect();
        b.open("/forum/ask").await;
        b.press_with("Ask", &[("body", "Which one is yours?"), ("stamp", &patient(&shop))], &files).await;
        assert_eq!((b.page.status, b.count(".sent img")), (422, 4), "{}", b.text());
        assert!(b.text().contains("4 pictures at most"), "{}", b.text());
        assert_eq!(b.all("textarea[name=body]"), ["Which one is yours?"]);
        assert_eq!(shop.number("select count(*) from topic").await, 0);
        // One is left out, the others say what they show.
        let ids = b.attributes("input[name=picture]", "value");
        let stamp = patient(&shop);
        let (_, path, mut fields) = b.sending("Ask", &[(&format!("alt-{}", ids[0]), "My pan"), ("stamp", &stamp)]);
        fields.retain(|(name, value)| name != "leave" || *value == ids[3]);
        assert!(fields.iter().all(|(name, _)| name != "leave"));
        fields.push(("leave".into(), ids[3].clone()));
        b.post(&path, &fields).await;
        assert_eq!((b.page.status, b.page.hops.as_slice()), (200, [303].as_slice()), "{}", b.text());
        assert_eq!(b.count(".pictures img"), 3);
        assert_eq!(b.attributes(".pictures img", "alt")[0], "My pan");
        assert_eq!(shop.number("select count(*) from post_picture where post is null").await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_picture_that_waits_is_seen_by_whoever_sent_it_and_by_hosts() {
    both(|shop| async move {
        shelves(&shop).await;
        let (mut b, mut other) = (Browser::new(&shop), Browser::new(&shop));
        let mut joost = host(&shop, "joost@example.org", "Joost Averink").await;
        // The text is missing: the picture that came with the form is kept all the same.
        b.open("/forum/ask").await;
        b.press_with("Ask", &[("body", " "), ("stamp", &patient(&shop))], &[("pictures", "p.png", &png(20))]).await;
        assert_eq!((b.page.status, b.count(".sent img")), (422, 1), "{}", b.text());
        assert_eq!(b.attributes("[aria-invalid=true]", "name"), ["body"]);
        let src = b.attributes(".sent img", "src").remove(0);
        let number = b.attributes("input[name=picture]", "value").remove(0);
        for (who, expected) in [(&mut b, 200), (&mut other, 404), (&mut joost, 200)] {
            let (status, kept, _) = fetched(who, &src).await;
            assert_eq!((status, kept.as_str()), (expected, "private, no-store"));
        }
        // Nobody puts what another one sent into a post of their own.
        other.open("/forum/ask").await;
        let stamp = patient(&shop);
        let (_, path, mut fields) = other.sending("Ask", &[("body", "Look what I found."), ("stamp", &stamp)]);
        fields.push(("picture".into(), number));
        other.post(&path, &fields).await;
        assert_eq!((other.page.status, other.count(".pictures img")), (200, 0), "{}", other.text());
        assert_eq!(shop.number("select count(*) from post_picture where post is null").await, 1);
        assert_eq!(fetched(&mut other, &src).await.0, 404);
        // Whoever never comes back leaves nothing behind.
        let later = Moment::now().plus(25 * Moment::HOUR);
        app::media::upload::tidy(shop.db(), &shop.site.shelf, later).await.unwrap();
        assert_eq!(fetched(&mut b, &src).await.0, 404);
        assert_eq!(shop.number("select (select count(*) from media) + (select count(*) from post_picture)").await, 0);
        let files = std::fs::read_dir(shop.folder.join("media")).unwrap();
        let left = files.flat_map(|folder| std::fs::read_dir(folder.unwrap().path()).unwrap()).count();
        assert_eq!(left, 0, "its files are gone too");
    })
    .await;
}

#[tokio::test]
async fn the_picture_of_a_post_that_was_taken_down_is_served_to_nobody_else() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut joost = host(&shop, "joost@example.org", "Joost Averink").await;
        let path = note(&mut joost, &shop, "Too hot.", &[("a.png", &png(30))]).await;
        let mut b = Browser::new(&shop);
        b.open(&path).await;
        let src = b.attributes(".pictures img", "src").remove(0);
        assert_eq!(fetched(&mut b, &src).await.0, 200);
        let post = shop.number("select max(id) from post").await;
        let mut tx = shop.db().begin().await.unwrap();
        state::set(&mut tx, post, State::Removed, None, Moment::now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(fetched(&mut b, &src).await, (404, "private, no-store".into(), String::new()));
        assert_eq!(fetched(&mut joost, &src).await.0, 200);
        let mut tx = shop.db().begin().await.unwrap();
        state::set(&mut tx, post, State::Live, None, Moment::now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(fetched(&mut b, &src).await.0, 200);
    })
    .await;
}

#[tokio::test]
async fn forty_pictures_in_a_quarter_of_an_hour_are_enough() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        let all: Vec<Vec<u8>> = (40..44).map(png).collect();
        let files: Vec<(&str, &str, &[u8])> = all.iter().map(|bytes| ("pictures", "p.png", bytes.as_slice())).collect();
        for n in 0..11 {
            b.open("/forum/ask").await;
            b.press_with("Ask", &[("body", " "), ("stamp", &patient(&shop))], &files).await;
            assert_eq!(b.page.status, if n < 10 { 422 } else { 429 }, "{n}: {}", b.text());
        }
        assert!(b.text().contains("So many pictures came from you"), "{}", b.text());
        assert_eq!(shop.number("select count(*) from post_picture").await, 40);
        assert_eq!(shop.number("select count(*) from media").await, 4);
    })
    .await;
}

#[tokio::test]
async fn only_forms_for_pictures_take_so_much_and_even_they_have_an_end() {
    both(|shop| async move {
        shelves(&shop).await;
        let mut b = Browser::new(&shop);
        let some = vec![7u8; 300_000];
        let topic = ask(&mut Browser::new(&shop), &shop, "mug", "Is this rust?", "").await;
        b.open(&format!("/forum/{topic}")).await;
        b.press_with("Helpful", &[], &[("pictures", "p.png", &some)]).await;
        assert_eq!(b.page.status, 413);
        b.open("/forum/ask").await;
        let much = vec![7u8; 12 * 1024 * 1024];
        let files: Vec<(&str, &str, &[u8])> = (0..5).map(|_| ("pictures", "p.png", much.as_slice())).collect();
        b.press_with("Ask", &[("body", "All of it"), ("stamp", &patient(&shop))], &files).await;
        assert_eq!(b.page.status, 413);
        assert_eq!(shop.number("select count(*) from person").await, 1, "whoever asked, and nobody else");
    })
    .await;
}

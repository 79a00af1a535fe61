use super::*;
use image::{ExtendedColorType, ImageEncoder, RgbImage};

fn png(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    let mut out = vec![];
    image::codecs::png::PngEncoder::new(&mut out).write_image(&image, width, height, ExtendedColorType::Rgb8).unwrap();
    out
}

#[tokio::test]
async fn a_picture_comes_in_the_widths_it_fills() {
    let made = Workshop::default().picture(png(900, 600)).await.unwrap();
    assert_eq!((made.width, made.height), (900, 600));
    assert_eq!(made.files.iter().map(|(w, _)| *w).collect::<Vec<_>>(), [160, 320, 480, 800]);
    assert!(made.files.iter().all(|(_, bytes)| bytes.starts_with(b"RIFF")));
    let again = Workshop::default().picture(png(900, 600)).await.unwrap();
    assert_eq!(made.hash, again.hash);
    assert_ne!(made.hash, Workshop::default().picture(png(901, 600)).await.unwrap().hash);
}

#[tokio::test]
async fn what_is_no_picture_is_refused() {
    let shop = Workshop::default();
    assert_eq!(shop.picture(b"hello, I am a text".to_vec()).await.unwrap_err(), Fault::NotAPicture);
    let mut cut = png(300, 300);
    cut.truncate(cut.len() / 2);
    assert_eq!(shop.picture(cut).await.unwrap_err(), Fault::Broken);
    assert_eq!(shop.picture(vec![0; MOST_BYTES + 1]).await.unwrap_err(), Fault::TooHeavy);
    assert!(shop.drawing("<svg".into()).await.is_err());
}

/// A PNG of this size that says it has another.
fn claiming(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(8, 8);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let crc = crc(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    bytes
}
fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x % 256) as u8, (y % 256) as u8, 90]));
    let mut out = vec![];
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, 90)
        .write_image(&image, width, height, ExtendedColorType::Rgb8)
        .unwrap();
    out
}
fn gif(width: u16, height: u16) -> Vec<u8> {
    let image = RgbImage::from_pixel(u32::from(width), u32::from(height), image::Rgb([200, 30, 30]));
    let mut out = vec![];
    DynamicImage::ImageRgb8(image).write_to(&mut Cursor::new(&mut out), ImageFormat::Gif).unwrap();
    out
}
fn webp(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_pixel(width, height, image::Rgb([200, 30, 30]));
    webp::Encoder::from_rgb(&image, width, height).encode(80.0).to_vec()
}

#[tokio::test]
async fn a_picture_that_claims_to_be_huge_is_refused_before_it_is_read() {
    // It has no more than 8 by 8 pixels: had it been read, it were broken.
    let refused = async |bytes: Vec<u8>| Workshop::default().picture(bytes).await.unwrap_err();
    assert_eq!(refused(claiming(10_000, 10_000)).await, Fault::TooLarge, "100 megapixels");
    assert_eq!(refused(claiming(60_000, 60_000)).await, Fault::TooLarge);
    assert_eq!(refused(claiming(6_000, 10_000)).await, Fault::Broken, "60 megapixels are taken, if they are there");
    let mut turned = jpeg(16, 16);
    let frame = turned.windows(2).position(|w| w == [0xff, 0xc0]).unwrap();
    turned[frame + 5..frame + 9].copy_from_slice(&[0x27, 0x10, 0x27, 0x10]);
    assert_eq!(refused(turned).await, Fault::TooLarge);
    let mut moving = gif(16, 16);
    moving[6..10].copy_from_slice(&[0x10, 0x27, 0x10, 0x27]);
    assert_eq!(refused(moving).await, Fault::TooLarge);
    let mut small = webp(16, 16);
    small[26..30].copy_from_slice(&[0x10, 0x27, 0x10, 0x27]);
    assert_eq!(refused(small).await, Fault::TooLarge);
}

/// So many zero bytes, packed with zlib by hand: 13 bits for each 258 of them.
fn zeros(n: usize) -> Vec<u8> {
    let (mut out, mut bits, mut filled) = (vec![0x78, 0x9c], 0u32, 0);
    let mut put = |out: &mut Vec<u8>, value: u32, count: u32| {
        bits |= value << filled;
        filled += count;
        while filled >= 8 {
            out.push(bits as u8);
            bits >>= 8;
            filled -= 8;
        }
    };
    // The last block, with the fixed codes: a zero, then matches of 258 at the distance of 1, then the end.
    put(&mut out, 0b011, 3);
    put(&mut out, 0b0000_1100, 8);
    let matches = (n - 1) / 258;
    for _ in 0..matches {
        put(&mut out, 0b1010_0011, 8);
        put(&mut out, 0, 5);
    }
    put(&mut out, 0, 7);
    put(&mut out, 0, 7);
    let n = matches * 258 + 1;
    out.extend((((n as u32 % 65521) << 16) | 1).to_be_bytes());
    out
}
/// A PNG with one more chunk behind its header.
fn with_chunk(png: &[u8], kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut chunk = kind.to_vec();
    chunk.extend(data);
    let sum = crc(&chunk);
    let mut out = png[..33].to_vec();
    out.extend((data.len() as u32).to_be_bytes());
    out.extend(chunk);
    out.extend(sum.to_be_bytes());
    out.extend(&png[33..]);
    out
}
/// A PNG of one colour a pixel with these pixels, however many they unfold to.
fn grey(width: u32, height: u32, packed: &[u8]) -> Vec<u8> {
    let mut header = vec![];
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    header.extend([8, 0, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, data) in [(b"IHDR", header.as_slice()), (b"IDAT", packed), (b"IEND", b"")] {
        let mut chunk = kind.to_vec();
        chunk.extend(data);
        out.extend((data.len() as u32).to_be_bytes());
        out.extend(&chunk);
        out.extend(crc(&chunk).to_be_bytes());
    }
    out
}
/// The most memory this process ever held, in megabytes; none where the system does not say.
fn peak() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find(|l| l.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}

#[tokio::test]
async fn what_unfolds_a_thousandfold_takes_no_more_memory_than_its_pixels() {
    let folded = zeros(1_000_000_000);
    assert!(folded.len() < MOST_BYTES);
    let profile = [b"p\0\0".as_slice(), &folded].concat();
    let text = [b"Comment\0\0".as_slice(), &folded].concat();
    let before = peak();
    for (name, bomb) in [
        ("more pixels than it has", grey(100, 100, &folded)),
        ("a profile", with_chunk(&png(100, 100), b"iCCP", &profile)),
        ("a text", with_chunk(&png(100, 100), b"zTXt", &text)),
    ] {
        // What it is besides is a picture; it is taken or refused, and cheap either way.
        match Workshop::default().picture(bomb).await {
            Ok(made) => assert_eq!((made.width, made.height), (100, 100), "{name}"),
            Err(fault) => assert_eq!(fault, Fault::Broken, "{name}"),
        }
    }
    if let (Some(before), Some(after)) = (before, peak()) {
        // Other tests run beside this one: half of what was folded is far above them.
        assert!(after < before + 500, "{before} MB became {after} MB");
    }
}

#[tokio::test]
async fn only_pixels_come_out_whatever_else_a_file_is() {
    let mut page = png(200, 100);
    page.extend(b"<html><script>alert('polyglot')</script></html>");
    let mut archive = gif(200, 100);
    archive.extend(b"PK\x03\x04 polyglot.class PK\x05\x06");
    let photo = jpeg(200, 100);
    let mut comment = photo[..2].to_vec();
    let script = b"*/alert('polyglot');/*";
    comment.extend([0xff, 0xfe]);
    comment.extend((script.len() as u16 + 2).to_be_bytes());
    comment.extend(script);
    comment.extend(&photo[2..]);
    let text = with_chunk(&png(200, 100), b"tEXt", b"Comment\0<script>polyglot</script>");
    for (name, bytes) in [("page", page), ("archive", archive), ("comment", comment), ("text", text)] {
        let made = Workshop::default().picture(bytes).await.unwrap();
        assert_eq!((made.width, made.height), (200, 100), "{name}");
        for (_, file) in made.files {
            assert!(file.starts_with(b"RIFF") && &file[8..12] == b"WEBP", "{name}");
            for said in [b"polyglot".as_slice(), b"script", b"PK\x03\x04"] {
                assert!(!file.windows(said.len()).any(|w| w == said), "{name}");
            }
            // Nothing hangs behind the picture.
            let length = u32::from_le_bytes(file[4..8].try_into().unwrap()) as usize;
            assert_eq!(length + 8, file.len(), "{name}");
        }
    }
}

#[tokio::test]
async fn a_file_that_was_cut_is_broken_and_a_drawing_is_no_picture() {
    let refused = async |bytes: &[u8]| Workshop::default().picture(bytes.to_vec()).await.unwrap_err();
    for (name, bytes) in [("png", png(300, 300)), ("webp", webp(300, 300)), ("gif", gif(300, 300))] {
        for part in [3, 2] {
            assert_eq!(refused(&bytes[..bytes.len() / part]).await, Fault::Broken, "{name}, 1/{part}");
        }
    }
    let photo = jpeg(300, 300);
    assert_eq!(refused(&photo[..200]).await, Fault::Broken);
    let script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    for text in [script.as_slice(), b"<?xml version='1.0'?><svg/>", b"<!doctype html>", b"%PDF-1.7", b"BM", b""] {
        assert_eq!(refused(text).await, Fault::NotAPicture, "{}", String::from_utf8_lossy(text));
    }
}

#[tokio::test]
async fn what_can_be_seen_through_stays_so_and_keeps_its_colours() {
    // Half of it is clear, and under that hides another colour.
    let eight = image::RgbaImage::from_fn(400, 200, |x, _| {
        image::Rgba(if x < 200 { [10, 200, 10, 255] } else { [255, 0, 0, 0] })
    });
    let sixteen = DynamicImage::ImageRgba8(eight.clone()).into_rgba16();
    let grey = DynamicImage::ImageRgba8(eight.clone()).into_luma_alpha8();
    for image in [DynamicImage::ImageRgba8(eight), DynamicImage::ImageRgba16(sixteen), DynamicImage::ImageLumaA8(grey)]
    {
        let (kind, coloured) = (image.color(), image.color().has_color());
        let mut bytes = vec![];
        image.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).unwrap();
        let made = Workshop::default().picture(bytes).await.unwrap();
        let shown = image::load_from_memory(&made.files[0].1).unwrap().into_rgba8();
        let (seen, clear) = (shown.get_pixel(40, 40).0, shown.get_pixel(120, 40).0);
        assert_eq!((seen[3], clear[3]), (255, 0), "{kind:?}");
        assert!(!coloured || (seen[1] > 180 && seen[0] < 40), "{kind:?}: {seen:?}");
    }
}

#[test]
fn every_way_to_hold_a_camera_ends_upright() {
    // As it lies there, the upper left is red and the rest is blue.
    let lies = |w, h| {
        RgbImage::from_fn(w, h, |x, y| image::Rgb(if x < w / 2 && y < h / 2 { [250, 5, 5] } else { [5, 5, 250] }))
    };
    for n in 1..=8 {
        let turn = Orientation::from_exif(n).unwrap();
        let mut upright = DynamicImage::ImageRgb8(lies(400, 200));
        upright.apply_orientation(turn);
        let made = make(b"x", DynamicImage::ImageRgb8(lies(400, 200)), turn).unwrap();
        assert_eq!((made.width, made.height), (upright.width(), upright.height()), "{n}");
        let shown = image::load_from_memory(&made.files[0].1).unwrap().into_rgb8();
        let scale = f64::from(made.width) / f64::from(shown.width());
        for (x, y) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
            let at = (f64::from(shown.width()) * x, f64::from(shown.height()) * y);
            let is = shown.get_pixel(at.0 as u32, at.1 as u32).0[0] > 128;
            let was = upright.to_rgb8().get_pixel((at.0 * scale) as u32, (at.1 * scale) as u32).0[0] > 128;
            assert_eq!(is, was, "{n} at {x}, {y}");
        }
    }
}

#[tokio::test]
async fn a_turned_photograph_stands_upright_and_says_nothing_of_its_camera() {
    let image = RgbImage::from_fn(400, 200, |x, _| image::Rgb([if x < 200 { 250 } else { 5 }, 9, 9]));
    let mut jpeg = vec![];
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, 95)
        .write_image(&image, 400, 200, ExtendedColorType::Rgb8)
        .unwrap();
    // An EXIF block that says "turn by 90 degrees", with a camera's name in it.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x0f\0\x02\0\0\0\x0b\0\0\0\x26\0\0\0\0SpyCam 9000\0".to_vec();
    let length = (exif.len() + 2) as u16;
    let mut turned = jpeg[..2].to_vec();
    turned.extend([0xff, 0xe1]);
    turned.extend(length.to_be_bytes());
    turned.append(&mut exif);
    turned.extend(&jpeg[2..]);
    let made = Workshop::default().picture(turned).await.unwrap();
    assert_eq!((made.width, made.height), (200, 400));
    assert!(made.files.iter().all(|(_, b)| !b.windows(6).any(|w| w == b"SpyCam")));
}

#[tokio::test]
async fn a_drawing_is_made_at_its_own_size() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='400' height='500'><circle cx='200' cy='250' r='90' fill='teal'/></svg>";
    let made = Workshop::default().drawing(svg.into()).await.unwrap();
    assert_eq!((made.width, made.height), (400, 500));
}

fn crc(bytes: &[u8]) -> u32 {
    let mut c = !0u32;
    for b in bytes {
        c ^= u32::from(*b);
        for _ in 0..8 {
            c = if c & 1 == 1 { (c >> 1) ^ 0xedb8_8320 } else { c >> 1 };
        }
    }
    !c
}

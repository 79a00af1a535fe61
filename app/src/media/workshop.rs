//! Where pictures are made ready: read within limits, turned upright, freed of what the camera wrote, cut to widths.
use super::widths_of;
use fast_image_resize::{MulDiv, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use sha2::{Digest, Sha256};
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// The most bytes a picture may come in: as a camera of 40 megapixels writes it at its best.
pub const MOST_BYTES: usize = 25 * 1024 * 1024;
/// The most pixels a picture may have.
pub const MOST_PIXELS: u64 = 60_000_000;
/// The most bytes that one may unfold to: 60 million pixels of four colours, 40 million of four colours of sixteen bits.
const MOST_MEMORY: u64 = 320 * 1024 * 1024;
/// How well pictures are packed, of 100.
const QUALITY: f32 = 80.0;

/// A picture made ready: its widths, packed as WebP.
#[derive(Clone, Debug)]
pub struct Made {
    /// The first 128 bits of the SHA-256 of what came in.
    pub hash: String,
    pub width: u32,
    pub height: u32,
    pub files: Vec<(u32, Vec<u8>)>,
}

/// Why something is no picture for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NotAPicture,
    TooHeavy,
    TooLarge,
    Broken,
}
impl Fault {
    /// One sentence for a person.
    pub fn words(&self) -> &'static str {
        match self {
            Fault::NotAPicture => "It is no picture that we read: JPEG, PNG, GIF or WebP.",
            Fault::TooHeavy => "It is heavier than 25 MB.",
            Fault::TooLarge => "It has more than 60 million pixels, or more in each than we can hold.",
            Fault::Broken => "The file is broken: it could not be read to its end.",
        }
    }
}
impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.words())
    }
}
impl std::error::Error for Fault {}

/// The benches: so many pictures at a time are worked on, off the threads that answer requests; one by default.
#[derive(Clone)]
pub struct Workshop(Arc<Semaphore>);
impl Default for Workshop {
    fn default() -> Self {
        Workshop::with_benches(1)
    }
}
impl Workshop {
    /// A workshop where so many pictures are worked on at a time.
    pub fn with_benches(n: usize) -> Workshop {
        Workshop(Arc::new(Semaphore::new(n)))
    }
    /// Makes a photograph ready.
    pub async fn picture(&self, bytes: Vec<u8>) -> Result<Made, Fault> {
        self.work(move || {
            let (image, turn) = read(&bytes)?;
            make(&bytes, image, turn)
        })
        .await
    }
    /// Makes a photograph ready out of a file. It is read into memory at the bench alone, however many wait for it.
    pub async fn file(&self, file: std::fs::File) -> Result<Made, Fault> {
        self.work(move || {
            let bytes = whole(file).map_err(|_| Fault::Broken)?;
            let (image, turn) = read(&bytes)?;
            make(&bytes, image, turn)
        })
        .await
    }
    /// Makes a drawing of our own ready, at the size it says.
    pub async fn drawing(&self, svg: String) -> Result<Made, Fault> {
        self.work(move || {
            let image = draw(&svg).ok_or(Fault::Broken)?;
            make(svg.as_bytes(), image, Orientation::NoTransforms)
        })
        .await
    }
    async fn work(&self, job: impl FnOnce() -> Result<Made, Fault> + Send + 'static) -> Result<Made, Fault> {
        let bench = self.0.clone().acquire_owned().await.map_err(|_| Fault::Broken)?;
        // Whoever leaves meanwhile leaves the work behind: the bench is free when that is done, not before.
        let done = tokio::task::spawn_blocking(move || {
            let made = job();
            drop(bench);
            made
        });
        done.await.unwrap_or(Err(Fault::Broken))
    }
}

/// A file from its beginning, as far as a picture may be heavy and one byte more.
fn whole(mut file: std::fs::File) -> std::io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = vec![];
    file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The picture in a file as it lies there, and how it has to be turned.
fn read(bytes: &[u8]) -> Result<(DynamicImage, Orientation), Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::TooHeavy);
    }
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Fault::NotAPicture)?;
    match reader.format() {
        Some(ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::Gif | ImageFormat::WebP) => {}
        _ => return Err(Fault::NotAPicture),
    }
    let mut limits = Limits::default();
    // Of a PNG this limits what stands beside its pixels: a profile of colours may unfold a thousandfold.
    let beside = if reader.format() == Some(ImageFormat::Png) { MOST_MEMORY / 5 } else { MOST_MEMORY };
    limits.max_alloc = Some(beside);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| Fault::Broken)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if pixels == 0 || pixels > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Fault::TooLarge);
    }
    let turn = decoder.orientation().map_err(|_| Fault::Broken)?;
    Ok((DynamicImage::from_decoder(decoder).map_err(|_| Fault::Broken)?, turn))
}

fn draw(svg: &str) -> Option<DynamicImage> {
    use resvg::{tiny_skia, usvg};
    let tree = usvg::Tree::from_str(svg, &usvg::Options::default()).ok()?;
    let size = tree.size().to_int_size();
    let mut pixels = tiny_skia::Pixmap::new(size.width(), size.height())?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    let image = image::RgbaImage::from_raw(size.width(), size.height(), pixels.take())?;
    Some(DynamicImage::ImageRgba8(image))
}

/// Cuts a picture to its widths. It is never copied at its full size: each width is drawn out of it as it lies there, and only
/// then turned and brought to eight bits a colour.
fn make(original: &[u8], mut image: DynamicImage, turn: Orientation) -> Result<Made, Fault> {
    let hash = Sha256::digest(original).iter().take(16).map(|b| format!("{b:02x}")).collect();
    let (lies_wide, lies_high) = (image.width(), image.height());
    let on_its_side = matches!(
        turn,
        Orientation::Rotate90 | Orientation::Rotate270 | Orientation::Rotate90FlipH | Orientation::Rotate270FlipH
    );
    let (width, height) = if on_its_side { (lies_high, lies_wide) } else { (lies_wide, lies_high) };
    let clear = image.color().has_alpha();
    if clear {
        MulDiv::new().multiply_alpha_inplace(&mut image).map_err(|_| Fault::Broken)?;
    }
    let mut files = vec![];
    for wanted in widths_of(i64::from(width)) {
        let w = wanted.min(width);
        let h = (u64::from(height) * u64::from(w)).div_ceil(u64::from(width)).max(1) as u32;
        let (lies_w, lies_h) = if on_its_side { (h, w) } else { (w, h) };
        let mut cut = DynamicImage::new(lies_w, lies_h, image.color());
        let plainly = ResizeOptions::new().use_alpha(false);
        Resizer::new().resize(&image, &mut cut, &plainly).map_err(|_| Fault::Broken)?;
        if clear {
            MulDiv::new().divide_alpha_inplace(&mut cut).map_err(|_| Fault::Broken)?;
        }
        cut.apply_orientation(turn);
        let packed = webp::Encoder::from_rgba(&cut.into_rgba8(), w, h).encode(QUALITY);
        files.push((wanted, packed.to_vec()));
    }
    Ok(Made { hash, width, height, files })
}

#[cfg(test)]
mod tests;

pub mod bucket;

use super::*;
use crate::import::tests::{all, pairs};
use crate::media::store::{discard, keep};
use crate::media::workshop::{Made, Workshop};
use crate::values::Moment;
use bucket::{Bucket, KEY, SECRET, Trouble};
use object_store::aws::AmazonS3Builder;

const HASH: &str = "0123456789abcdef0123456789abcdef";

/// A shelf in a bucket of its own.
pub async fn in_a_bucket() -> (Bucket, Shelf) {
    let (bucket, address) = Bucket::open().await;
    (bucket, shelf_at(&address, KEY))
}
fn shelf_at(address: &str, key: &str) -> Shelf {
    let keys = AmazonS3Builder::new().with_access_key_id(key).with_secret_access_key(SECRET);
    let place = Place::parse(&format!("s3://kitchen/shop/pictures?endpoint={address}&region=eu-west-1")).unwrap();
    Shelf(place.connect(keys).unwrap())
}

#[tokio::test]
async fn a_bucket_keeps_gives_and_takes_away() {
    let (bucket, shelf) = in_a_bucket().await;
    assert_eq!(shelf.get(HASH, 320).await.unwrap(), None);
    assert!(!shelf.has(HASH, 320).await.unwrap());
    shelf.put(HASH, 320, b"RIFF one".to_vec()).await.unwrap();
    shelf.put(HASH, 320, b"RIFF one".to_vec()).await.unwrap();
    let name = format!("/kitchen/shop/pictures/01/{HASH}-320.webp");
    assert_eq!(bucket.names(), std::slice::from_ref(&name), "under its prefix, once");
    assert_eq!(shelf.get(HASH, 320).await.unwrap().as_deref(), Some(b"RIFF one".as_slice()));
    assert!(shelf.has(HASH, 320).await.unwrap() && !shelf.has(HASH, 160).await.unwrap());
    shelf.remove(HASH, 320).await.unwrap();
    shelf.remove(HASH, 320).await.unwrap();
    assert_eq!(bucket.names(), Vec::<String>::new());
    assert!(bucket.asked().contains(&format!("DELETE {name}")));
}

#[tokio::test]
async fn what_breaks_once_is_asked_for_again_and_what_stays_broken_is_an_error() {
    let (bucket, shelf) = in_a_bucket().await;
    bucket.trouble(&[Trouble::Status(500)]);
    shelf.put(HASH, 160, vec![7; 50_000]).await.unwrap();
    assert_eq!(bucket.asked().len(), 2);
    bucket.trouble(&[Trouble::Status(503)]);
    assert_eq!(shelf.get(HASH, 160).await.unwrap().map(|b| b.len()), Some(50_000));
    bucket.trouble(&[Trouble::Status(500), Trouble::Status(500)]);
    assert!(shelf.has(HASH, 160).await.unwrap());
    // A picture that breaks off in its middle is fetched on from there.
    bucket.trouble(&[Trouble::Cut]);
    assert_eq!(shelf.get(HASH, 160).await.unwrap().unwrap(), vec![7; 50_000]);
    // It is never taken for one that is not there.
    bucket.asked();
    bucket.trouble(&[Trouble::Status(500); 4]);
    assert!(shelf.get(HASH, 160).await.is_err());
    assert_eq!(bucket.asked().len(), 4, "three times more, and no longer");
    bucket.trouble(&[Trouble::Status(403)]);
    assert!(shelf.put(HASH, 320, vec![1]).await.is_err());
    assert_eq!(bucket.names().len(), 1);
}

#[tokio::test]
async fn a_wrong_key_and_a_bucket_that_is_away_are_errors_that_tell_no_secret() {
    let (_bucket, address) = Bucket::open().await;
    let wrong = shelf_at(&address, "SOMEBODYELSE");
    let away = {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        shelf_at(&format!("http://127.0.0.1:{port}"), KEY)
    };
    for (name, shelf) in [("wrong key", wrong), ("away", away)] {
        for error in [
            shelf.get(HASH, 160).await.unwrap_err(),
            shelf.put(HASH, 160, vec![1]).await.unwrap_err(),
            shelf.has(HASH, 160).await.unwrap_err(),
            shelf.remove(HASH, 160).await.unwrap_err(),
        ] {
            let said = format!("{error:#}");
            assert!(said.starts_with("a picture could not be "), "{name}: {said}");
            assert!(!said.contains(SECRET), "{name}: {said}");
        }
    }
}

/// A picture of one colour, made ready.
async fn made(shade: u8) -> Made {
    let drawn = image::RgbImage::from_pixel(400, 300, image::Rgb([shade, 90, 90]));
    let mut bytes = vec![];
    drawn.write_to(&mut std::io::Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
    Workshop::default().picture(bytes).await.unwrap()
}

#[tokio::test]
async fn the_shops_pictures_lie_in_a_bucket_as_they_do_in_a_folder() {
    pairs(|db, _| async move {
        let (bucket, shelf) = in_a_bucket().await;
        let picture = made(1).await;
        let id = keep(&db, &shelf, picture.clone(), "a dot", Moment(1)).await.unwrap();
        assert_eq!(bucket.names().len(), 2, "160 and 320");
        assert_eq!(keep(&db, &shelf, picture.clone(), "", Moment(2)).await.unwrap(), id);
        // A bucket that is away leaves no row behind whose files are nowhere.
        bucket.trouble(&[Trouble::Status(500); 4]);
        assert!(keep(&db, &shelf, made(2).await, "", Moment(3)).await.is_err());
        assert_eq!(all::<(String,)>(&db, "select alt from media").await, [("a dot".into(),)]);
        // What cannot be taken out of the bucket stays in the database.
        db.run("update media set withheld = true").run().await.unwrap();
        bucket.trouble(&[Trouble::Status(500); 4]);
        assert!(discard(&db, &shelf, id, &picture.hash, 400).await.is_err());
        assert_eq!(all::<(i64,)>(&db, "select id from media").await, [(id,)]);
        assert!(discard(&db, &shelf, id, &picture.hash, 400).await.unwrap());
        assert_eq!(bucket.names(), Vec::<String>::new());
    })
    .await;
}

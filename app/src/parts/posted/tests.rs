use super::*;
use axum::body::{Body, Bytes};
use futures::stream;
use std::io::{Read, Seek, SeekFrom};

const KIND: &str = "multipart/form-data; boundary=edge";

/// One part of a form: its headers and its bytes.
fn part(head: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!("--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n").into_bytes();
    out.extend_from_slice(bytes);
    out.extend_from_slice(b"\r\n");
    out
}
fn form(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut out = parts.concat();
    out.extend_from_slice(b"--edge--\r\n");
    out
}
async fn read(body: Body) -> Result<Posted, Refusal> {
    Posted::read(Request::builder().method("POST").header("content-type", KIND).body(body).unwrap()).await
}
fn content(came: &mut Came) -> Vec<u8> {
    let mut all = vec![];
    came.file.seek(SeekFrom::Start(0)).unwrap();
    came.file.read_to_end(&mut all).unwrap();
    all
}

#[tokio::test]
async fn fields_and_files_come_apart() {
    let body = form(&[
        part("name=\"body\"", "What is “this”?".as_bytes()),
        part("name=\"pictures\"; filename=\"\"", b""),
        part("name=\"pictures\"; filename=\"a\t.jpg\"", b"one"),
        part("name=\"picture\"", b"7"),
        part("name=\"pictures\"; filename=\"b.jpg\"", b"two"),
    ]);
    let mut posted = read(Body::from(body)).await.unwrap();
    assert_eq!(posted.of("body"), "What is “this”?");
    assert_eq!(posted.number("picture"), Some(7));
    let mut files = posted.files();
    assert_eq!(files.came.iter().map(|f| f.name.as_str()).collect::<Vec<_>>(), ["a.jpg", "b.jpg"]);
    assert_eq!((content(&mut files.came[0]), content(&mut files.came[1])), (b"one".to_vec(), b"two".to_vec()));
    assert!(posted.files.is_empty());
}

#[tokio::test]
async fn a_fifth_file_and_a_heavy_one_are_let_go_and_everything_typed_stays() {
    let mut parts: Vec<Vec<u8>> =
        (0..5).map(|n| part(&format!("name=\"pictures\"; filename=\"{n}.jpg\""), b"picture")).collect();
    parts.insert(0, part("name=\"pictures\"; filename=\"heavy.jpg\"", &vec![7u8; MOST_BYTES + 1]));
    parts.push(part("name=\"body\"", b"typed"));
    let posted = read(Body::from(form(&parts))).await.unwrap();
    assert_eq!((posted.files.came.len(), posted.of("body")), (4, "typed"));
    assert_eq!(
        (posted.files.heavy.clone(), posted.files.many.clone()),
        (vec!["heavy.jpg".to_string()], vec!["4.jpg".to_string()])
    );
    assert_eq!(posted.files.count(), 6);
    let just = read(Body::from(form(&[part("name=\"p\"; filename=\"x\"", &vec![7u8; MOST_BYTES])]))).await.unwrap();
    assert_eq!((just.files.came.len(), just.files.heavy.len()), (1, 0));
}

#[tokio::test]
async fn texts_together_are_limited_and_so_is_all() {
    let many: Vec<Vec<u8>> = (0..18).map(|_| part("name=\"body\"", &vec![b'x'; 60_000])).collect();
    assert_eq!(read(Body::from(form(&many))).await.unwrap_err().0, StatusCode::PAYLOAD_TOO_LARGE);
    let tiny: Vec<Vec<u8>> = (0..17_000).map(|_| part("name=\"a\"", b"")).collect();
    assert_eq!(read(Body::from(form(&tiny))).await.unwrap_err().0, StatusCode::PAYLOAD_TOO_LARGE);
    // Without a length beforehand it is noticed on the way.
    let piece = Bytes::from(vec![7u8; 1024 * 1024]);
    let head = Bytes::from("--edge\r\nContent-Disposition: form-data; name=\"p\"; filename=\"x\"\r\n\r\n");
    let pieces = std::iter::once(head).chain(std::iter::repeat_n(piece, 60)).map(Ok::<_, std::io::Error>);
    let refused = read(Body::from_stream(stream::iter(pieces))).await.unwrap_err();
    assert_eq!(refused.0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_form_that_breaks_off_is_refused() {
    let mut body = form(&[part("name=\"pictures\"; filename=\"a.jpg\"", &vec![7u8; 50_000])]);
    body.truncate(30_000);
    assert_eq!(read(Body::from(body.clone())).await.unwrap_err().0, StatusCode::BAD_REQUEST);
    // The connection is cut.
    let pieces = [Ok(Bytes::from(body)), Err(std::io::Error::other("cut"))];
    assert_eq!(read(Body::from_stream(stream::iter(pieces))).await.unwrap_err().0, StatusCode::BAD_REQUEST);
    let not_utf8 = form(&[part("name=\"body\"", &[0xff, 0xfe])]);
    assert_eq!(read(Body::from(not_utf8)).await.unwrap_err().0, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_plain_form_has_no_files() {
    let request = Request::builder()
        .method("POST")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("body=a+b&pictures=x.jpg"))
        .unwrap();
    let posted = Posted::read(request).await.unwrap();
    assert!(posted.files.is_empty());
    assert_eq!((posted.of("body"), posted.of("pictures")), ("a b", "x.jpg"));
}

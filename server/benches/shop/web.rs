//! One request at a time, to look at pages before and after the load: status, headers, body.
use anyhow::{Context, Result};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// An answer; its body as it travelled.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}
impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
    /// The session it gives, as a browser sends it back.
    pub fn cookie(&self) -> Option<String> {
        Some(self.header("set-cookie")?.split(';').next()?.to_string())
    }
}

/// The bytes of a request on a connection that stays open.
pub fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> String {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:3000\r\naccept: text/html\r\n");
    headers.iter().for_each(|(name, value)| text.push_str(&format!("{name}: {value}\r\n")));
    if method == "POST" {
        text.push_str("origin: http://127.0.0.1:3000\r\ncontent-type: application/x-www-form-urlencoded\r\n");
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text + "\r\n" + body
}

pub fn get(port: u16, path: &str, headers: &[(&str, &str)]) -> Result<Answer> {
    send(port, "GET", path, headers, "")
}
pub fn post(port: u16, path: &str, headers: &[(&str, &str)], body: &str) -> Result<Answer> {
    send(port, "POST", path, headers, body)
}
fn send(port: u16, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let closing: Vec<(&str, &str)> = headers.iter().copied().chain([("connection", "close")]).collect();
    stream.write_all(request(method, path, &closing, body).as_bytes())?;
    let mut all = vec![];
    stream.read_to_end(&mut all)?;
    let end = all.windows(4).position(|w| w == b"\r\n\r\n").context("no end of the headers")?;
    let head = String::from_utf8_lossy(&all[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|n| n.parse().ok()).context("no status")?;
    let raw = all.split_off(end + 4);
    let chunked = head.to_ascii_lowercase().contains("transfer-encoding: chunked");
    Ok(Answer { status, head, body: if chunked { joined(&raw) } else { raw } })
}

/// The chunks of a body in one piece.
fn joined(mut raw: &[u8]) -> Vec<u8> {
    let mut whole = vec![];
    while let Some(end) = raw.windows(2).position(|w| w == b"\r\n") {
        let size = usize::from_str_radix(String::from_utf8_lossy(&raw[..end]).trim(), 16).unwrap_or(0);
        if size == 0 || raw.len() < end + 2 + size {
            break;
        }
        whole.extend_from_slice(&raw[end + 2..end + 2 + size]);
        raw = &raw[(end + 2 + size + 2).min(raw.len())..];
    }
    whole
}

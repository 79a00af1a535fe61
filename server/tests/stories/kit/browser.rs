//! A browser without JavaScript: a cookie jar, links and forms found by the names that people see.
use super::Shop;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, Response, header};
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use tower::ServiceExt;

/// What came back: the status, the address after every redirect, the headers and the text.
#[derive(Clone, Debug, Default)]
pub struct Page {
    pub status: u16,
    pub path: String,
    pub headers: HeaderMap,
    pub html: String,
    /// The statuses of the redirects on the way.
    pub hops: Vec<u16>,
}

#[derive(Clone)]
pub struct Browser {
    router: Router,
    origin: String,
    /// The address it comes from; none unless it is set.
    pub peer: Option<SocketAddr>,
    /// What it sends with every request besides.
    pub headers: Vec<(&'static str, String)>,
    pub cookies: BTreeMap<String, String>,
    pub page: Page,
}

/// A request that a form makes: method, address, fields.
type Sending = (Method, String, Vec<(String, String)>);

impl Browser {
    pub fn new(shop: &Shop) -> Browser {
        Browser {
            router: shop.router.clone(),
            origin: shop.site.public_url.to_string(),
            peer: None,
            headers: vec![],
            cookies: BTreeMap::new(),
            page: Page::default(),
        }
    }
    /// Opens an address and follows where it leads.
    pub async fn open(&mut self, path: &str) -> &Page {
        self.go(Method::GET, path, &[], "text/html").await
    }
    /// The products of a list, page by page to its end: the addresses of their pages.
    pub async fn list(&mut self, path: &str) -> Vec<String> {
        let mut next = Some(path.to_string());
        let mut all = vec![];
        while let Some(path) = next {
            self.open(&path).await;
            all.extend(self.attributes("article.tile h2 a", "href"));
            next = self.attributes("a[rel=next]", "href").into_iter().next();
        }
        all
    }
    /// Follows the link of this name.
    pub async fn click(&mut self, name: &str) -> &Page {
        let href = link(&self.page.html, name).unwrap_or_else(|| panic!("no link {name:?} on {}", self.page.path));
        self.open(&href).await
    }
    /// Fills the fields, found by label or name, and presses the button whose name begins so.
    pub async fn press(&mut self, button: &str, fields: &[(&str, &str)]) -> &Page {
        let (method, path, fields) = form(&self.page.html, &self.page.path, button, fields)
            .unwrap_or_else(|fault| panic!("{fault} on {}:\n{}", self.page.path, self.text()));
        self.go(method, &path, &fields, "text/html").await
    }
    /// The same with files: the name of the field, what each is called, its bytes.
    pub async fn press_with(&mut self, button: &str, fields: &[(&str, &str)], files: &[(&str, &str, &[u8])]) -> &Page {
        let (method, path, fields) = self.sending(button, fields);
        let (kind, body) = multipart(&fields, files);
        self.send(method, &path, body, &kind, "text/html").await
    }
    /// What pressing the button would send.
    pub fn sending(&self, button: &str, fields: &[(&str, &str)]) -> Sending {
        form(&self.page.html, &self.page.path, button, fields).unwrap()
    }
    /// Sends a form as it is, and follows.
    pub async fn post(&mut self, path: &str, fields: &[(String, String)]) -> &Page {
        self.go(Method::POST, path, fields, "text/html").await
    }
    /// Sends a form as the islands do, for a value instead of a page.
    pub async fn fetch(&mut self, path: &str, fields: &[(String, String)]) -> (u16, serde_json::Value) {
        self.go(Method::POST, path, fields, "application/json").await;
        let value = serde_json::from_str(&self.page.html).unwrap_or(serde_json::Value::Null);
        (self.page.status, value)
    }

    async fn go(&mut self, method: Method, path: &str, fields: &[(String, String)], accept: &str) -> &Page {
        let body = encoded(fields);
        if method == Method::GET && !body.is_empty() {
            let path = format!("{}?{body}", path.split('?').next().unwrap());
            return self.send(method, &path, vec![], "", accept).await;
        }
        self.send(method, path, body.into_bytes(), "application/x-www-form-urlencoded", accept).await
    }
    async fn send(&mut self, mut method: Method, path: &str, mut body: Vec<u8>, kind: &str, accept: &str) -> &Page {
        let mut path = path.to_string();
        let mut hops = vec![];
        loop {
            assert!(hops.len() < 6, "round and round: {path}");
            let mut request = Request::builder()
                .method(method.clone())
                .uri(path.split('#').next().unwrap())
                .header(header::ACCEPT, accept)
                .header(header::ORIGIN, &self.origin)
                .header(header::HOST, self.origin.trim_start_matches("http://"));
            if !self.cookies.is_empty() {
                let jar: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
                request = request.header(header::COOKIE, jar.join("; "));
            }
            if method == Method::POST {
                request = request.header(header::CONTENT_TYPE, kind);
            }
            for (name, value) in &self.headers {
                request = request.header(*name, value);
            }
            let mut request = request.body(Body::from(body.clone())).unwrap();
            if let Some(peer) = self.peer {
                request.extensions_mut().insert(ConnectInfo(peer));
            }
            let answer = self.router.clone().oneshot(request).await.unwrap();
            self.remember(&answer);
            let status = answer.status();
            let headers = answer.headers().clone();
            if status.is_redirection() {
                hops.push(status.as_u16());
                let to = headers[header::LOCATION].to_str().unwrap();
                path = to.strip_prefix(&self.origin).unwrap_or(to).to_string();
                (method, body) = (Method::GET, vec![]);
                continue;
            }
            let bytes = axum::body::to_bytes(answer.into_body(), usize::MAX).await.unwrap();
            let html = String::from_utf8_lossy(&bytes).into_owned();
            self.page = Page { status: status.as_u16(), path, headers, html, hops };
            return &self.page;
        }
    }
    fn remember(&mut self, answer: &Response<Body>) {
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match value {
                // The shop takes it back.
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.into(), value.into()),
            };
        }
    }

    /// The words of the page, as one line; scripts left out.
    pub fn text(&self) -> String {
        words(&self.page.html)
    }
    /// How many elements match.
    pub fn count(&self, css: &str) -> usize {
        Html::parse_document(&self.page.html).select(&Selector::parse(css).unwrap()).count()
    }
    /// The words of each element that matches.
    pub fn all(&self, css: &str) -> Vec<String> {
        let page = Html::parse_document(&self.page.html);
        page.select(&Selector::parse(css).unwrap()).map(text_of).collect()
    }
    /// This attribute of each element that matches.
    pub fn attributes(&self, css: &str, name: &str) -> Vec<String> {
        let page = Html::parse_document(&self.page.html);
        page.select(&Selector::parse(css).unwrap()).filter_map(|e| e.attr(name).map(String::from)).collect()
    }
}

/// The words of a page.
pub fn words(html: &str) -> String {
    let page = Html::parse_document(html);
    page.select(&Selector::parse("body").unwrap()).map(text_of).collect()
}
fn text_of(element: ElementRef) -> String {
    let mut all = String::new();
    for node in element.descendants() {
        let hidden =
            node.ancestors().filter_map(ElementRef::wrap).any(|e| ["script", "style"].contains(&e.value().name()));
        if let Some(text) = node.value().as_text()
            && !hidden
        {
            all.push_str(text);
        }
        // Two blocks are two words.
        if node.value().is_element() {
            all.push(' ');
        }
    }
    all.split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".").replace(" ,", ",")
}

fn link(html: &str, name: &str) -> Option<String> {
    let page = Html::parse_document(html);
    let named = |e: &ElementRef| {
        let text = e.attr("aria-label").map_or_else(|| text_of(*e), String::from);
        text == name || text.starts_with(&format!("{name} "))
    };
    let found = page.select(&Selector::parse("a[href]").unwrap()).find(named);
    found.and_then(|e| e.attr("href")).map(String::from)
}

/// What a form sends when this button is pressed: the button by the beginning of its name, fields by label or name.
fn form(html: &str, here: &str, button: &str, fields: &[(&str, &str)]) -> Result<Sending, String> {
    let page = Html::parse_document(html);
    let css = |text: &str| Selector::parse(text).unwrap();
    let pressed = page
        .select(&css("form button, form input[type=submit]"))
        .filter(|b| b.attr("type") != Some("button"))
        .find(|b| text_of(*b).starts_with(button))
        .ok_or_else(|| format!("no button {button:?}"))?;
    if pressed.attr("disabled").is_some() {
        return Err(format!("the button {button:?} is disabled"));
    }
    let form = pressed.ancestors().filter_map(ElementRef::wrap).find(|e| e.value().name() == "form").unwrap();
    let mut sent: Vec<(String, String)> = vec![];
    let mut filled = vec![false; fields.len()];
    for control in form.select(&css("input, select, textarea")) {
        let Some(name) = control.attr("name") else { continue };
        if control.attr("disabled").is_some() {
            continue;
        }
        let kind = control.attr("type").unwrap_or("text");
        let label = label_of(&page, control);
        let wanted = fields.iter().position(|(key, value)| match kind {
            "radio" if *key == name => control.attr("value") == Some(*value),
            "radio" => *value == "on" && (label == *key || label.starts_with(&format!("{key} "))),
            _ => *key == name || label == *key || label.strip_suffix(" (optional)") == Some(*key),
        });
        let value = wanted.map(|i| {
            filled[i] = true;
            fields[i].1.to_string()
        });
        let elsewhere = fields.iter().any(|(key, _)| *key == name);
        match (control.value().name(), kind) {
            ("input", "submit" | "button" | "image" | "file") => {}
            ("input", "radio") => {
                let chosen = wanted.is_some() || (control.attr("checked").is_some() && !elsewhere);
                if chosen {
                    sent.retain(|(n, _)| n != name);
                    sent.push((name.into(), control.attr("value").unwrap_or("on").into()));
                }
            }
            ("input", "checkbox") => {
                if value.as_deref().map_or(control.attr("checked").is_some(), |v| v == "on") {
                    sent.push((name.into(), control.attr("value").unwrap_or("on").into()));
                }
            }
            ("select", _) => {
                let options: Vec<ElementRef> = control.select(&css("option")).collect();
                let by_text = value.as_ref().and_then(|v| options.iter().find(|o| text_of(**o) == *v));
                let standing = options.iter().find(|o| o.attr("selected").is_some()).or(options.first());
                let chosen = match (&value, by_text) {
                    (_, Some(option)) => option.attr("value").map(String::from),
                    (Some(v), None) => Some(v.clone()),
                    (None, None) => standing.and_then(|o| o.attr("value")).map(String::from),
                };
                sent.push((name.into(), chosen.unwrap_or_default()));
            }
            ("textarea", _) => sent.push((name.into(), value.unwrap_or_else(|| text_of(control)))),
            _ => sent.push((name.into(), value.unwrap_or_else(|| control.attr("value").unwrap_or("").into()))),
        }
    }
    if let Some(i) = filled.iter().position(|f| !f) {
        return Err(format!("no field {:?}", fields[i].0));
    }
    if let Some(name) = pressed.attr("name") {
        sent.push((name.into(), pressed.attr("value").unwrap_or("").into()));
    }
    let method = pressed.attr("formmethod").or(form.attr("method")).unwrap_or("get");
    let action = form.attr("action").filter(|a| !a.is_empty()).unwrap_or(here);
    let method = if method.eq_ignore_ascii_case("post") { Method::POST } else { Method::GET };
    Ok((method, action.to_string(), sent))
}

fn label_of(page: &Html, control: ElementRef) -> String {
    if let Some(label) = control.attr("aria-label") {
        return label.into();
    }
    let by_id = control.attr("id").and_then(|id| {
        let css = Selector::parse("label[for]").unwrap();
        page.select(&css).find(|l| l.attr("for") == Some(id)).map(text_of)
    });
    let around = || control.ancestors().filter_map(ElementRef::wrap).find(|e| e.value().name() == "label").map(text_of);
    by_id.or_else(around).unwrap_or_default()
}

/// A form with files, as browsers send it: its type and its body.
pub fn multipart(fields: &[(String, String)], files: &[(&str, &str, &[u8])]) -> (String, Vec<u8>) {
    const EDGE: &str = "----kitchen7MA4YWxkTrZu0gW";
    let mut body = vec![];
    for (name, value) in fields {
        body.extend(
            format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes(),
        );
    }
    for (name, called, bytes) in files {
        let head = format!(
            "--{EDGE}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"{called}\"\r\nContent-Type: image/jpeg\r\n\r\n"
        );
        body.extend(head.into_bytes());
        body.extend_from_slice(bytes);
        body.extend(b"\r\n");
    }
    body.extend(format!("--{EDGE}--\r\n").into_bytes());
    (format!("multipart/form-data; boundary={EDGE}"), body)
}

fn encoded(fields: &[(String, String)]) -> String {
    app::parts::query(fields)
}

//! Mails out of their table: into a folder, one .eml each, or over SMTP.
use anyhow::{Context, Result, bail};
use app::accounts::letters as account_letters;
use app::db::Db;
use app::drafts::letters as draft_letters;
use app::notices::letters::{self as forum_letters, Outgoing};
use app::orders::{letters as orders_letters, store as orders};
use app::returns::letters as return_letters;
use app::secret::LinkKey;
use app::settings::mails::{samples, store as wordings};
use app::site::facts;
use app::values::Moment;
use lettre::message::{Mailbox, MultiPart, header};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use std::path::PathBuf;
use std::time::Duration;

/// Where mails go.
#[derive(Clone)]
pub enum Post {
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}
impl Post {
    /// Opens `file:FOLDER` or `smtp://user:pass@host:port` (`smtps://` for TLS from the first byte).
    pub fn open(url: &str) -> Result<Post> {
        if let Some(folder) = url.strip_prefix("file:").filter(|f| !f.is_empty()) {
            return Ok(Post::Folder(folder.into()));
        }
        if url.starts_with("smtp://") || url.starts_with("smtps://") {
            let smtp = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
                .map_err(|_| anyhow::anyhow!("MAIL_URL takes file:FOLDER or smtp://user:pass@host:port"))?;
            return Ok(Post::Smtp(smtp.timeout(Some(Duration::from_secs(60))).build()));
        }
        bail!("MAIL_URL takes file:FOLDER or smtp://user:pass@host:port, not {:?}", url.split(':').next().unwrap_or(""))
    }
    /// Sends one mail. Into a folder its name is its Message-ID, so that a repeat overwrites.
    async fn send(&self, id: &str, message: Message) -> Result<()> {
        match self {
            Post::Folder(folder) => {
                tokio::fs::create_dir_all(folder).await?;
                let name = id.trim_matches(['<', '>']).replace('/', "_");
                let half = folder.join(format!(".{name}.half"));
                tokio::fs::write(&half, message.formatted()).await?;
                tokio::fs::rename(&half, folder.join(format!("{name}.eml"))).await?;
            }
            Post::Smtp(smtp) => {
                smtp.send(message).await?;
            }
        }
        Ok(())
    }
}

/// A mail that cannot be sent however often it is tried.
#[derive(Debug)]
pub struct Hopeless(pub String);
impl std::fmt::Display for Hopeless {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::error::Error for Hopeless {}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    about: String,
    order_id: Option<i64>,
    word: Option<String>,
    recipient: String,
    lang: String,
}

/// Sends the mail of this row, unless it was sent before.
pub async fn send(db: &Db, links: &LinkKey, public_url: &str, post: &Post, mail: i64, now: Moment) -> Result<()> {
    let row: Option<Row> = db
        .query("select kind, about, order_id, word, recipient, lang from mail where id = $1 and sent_at is null")
        .bind(mail)
        .maybe()
        .await?;
    let Some(Row { kind, about, order_id, word, recipient, lang }) = row else { return Ok(()) };
    let facts = facts(db).await?;
    let Outgoing { letter, to, headers } = match order_id {
        _ if kind.starts_with("forum.") => match forum_letters::write(db, links, public_url, &facts, mail).await? {
            Some(outgoing) => outgoing,
            // What it was about is no longer seen, or nobody wants to hear of it any more.
            None => {
                db.run("delete from mail where id = $1 and sent_at is null").bind(mail).run().await?;
                return Ok(());
            }
        },
        _ if kind == "settings.trial" => {
            let tried = wordings::tried(&about);
            let letter = samples::sample(db, &facts, public_url, tried, now).await?;
            letter.context(Hopeless(format!("there is no mail of the kind {tried}")))?.into()
        }
        Some(order) => {
            let order = orders::by_id(db, order).await?.context(Hopeless("the order of this mail is gone".into()))?;
            let lines = orders::lines(db, order.id).await?;
            let link = format!("{public_url}/orders/{}", links.word("order", order.cart));
            match kind.starts_with("return.") {
                true => {
                    let letter = return_letters::write(db, &kind, &facts, &order, about.parse()?, &link).await?;
                    letter.context(Hopeless("the return of this mail is gone".into()))?.into()
                }
                false => {
                    let told = orders_letters::told(db, links, &kind, &about, &order, &lines).await?;
                    orders_letters::letter(&kind, &facts, &order, &lines, &told, &link)?.into()
                }
            }
        }
        None if kind.starts_with("draft.") => {
            match draft_letters::write(db, links, public_url, &facts, (&about, &recipient), &lang).await? {
                Some(letter) => letter.into(),
                // It was taken back before the mail left.
                None => {
                    db.run("delete from mail where id = $1 and sent_at is null").bind(mail).run().await?;
                    return Ok(());
                }
            }
        }
        None => {
            let link = word.map(|word| format!("{public_url}/links/{word}"));
            account_letters::letter(&kind, &facts, &lang, public_url, link)?.into()
        }
    };
    // In the merchant's own words, where there are some that can be read with what this mail holds.
    let about_kind = if kind == "settings.trial" { wordings::tried(&about) } else { kind.as_str() };
    let letter = match wordings::wording(db, about_kind).await? {
        Some(wording) => letter.worded(&wording).unwrap_or_else(|faults| {
            tracing::warn!(kind = about_kind, ?faults, "a mail is sent in the words that came with the program");
            letter
        }),
        None => letter,
    };
    let host = public_url.split("://").nth(1).and_then(|h| h.split(':').next()).unwrap_or("localhost");
    let id = format!("<{}.{mail}@{host}>", kind.replace('.', "-"));
    let from = if facts.email.is_empty() { format!("shop@{host}") } else { facts.email.clone() };
    let sender = Mailbox::new(Some(facts.name.clone()), from.parse().context("the shop's email address")?);
    let to: Mailbox =
        to.unwrap_or(recipient).parse().map_err(|_| Hopeless("the address cannot be delivered to".into()))?;
    let builder = headers.into_iter().fold(Message::builder(), |builder, (name, value)| {
        // An address is never folded or encoded: mail providers read it as it stands.
        let name = header::HeaderName::new_from_ascii_str(name);
        builder.raw_header(header::HeaderValue::dangerous_new_pre_encoded(name, value.clone(), value))
    });
    let message = builder
        .message_id(Some(id.clone()))
        .from(sender)
        .to(to)
        .subject(letter.subject)
        .header(header::ContentTransferEncoding::QuotedPrintable)
        .multipart(MultiPart::alternative_plain_html(letter.text, letter.html))?;
    post.send(&id, message).await?;
    db.run("update mail set sent_at = $2, word = null where id = $1").bind(mail).bind(now).run().await?;
    Ok(())
}

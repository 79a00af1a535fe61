//! People for a story: somebody signs up by the form, takes the link out of the mail, and comes back on another device.
use super::{Browser, Shop};
use app::staff::Role;
use app::values::{Email, Moment};
use app::viewer::FreshMerchant;

/// A password that the shop takes from anybody.
pub const PASSWORD: &str = "copper kettle on monday";

/// The path of the link in the newest mail to this address; does what is due first, so that the mail is there.
pub async fn mailed_link(shop: &Shop, email: &str) -> String {
    shop.work().await;
    let newest = shop
        .mails()
        .into_iter()
        .map(|mail| mail.replace("=\r\n", "").replace("=\n", "").replace("=3D", "="))
        .filter(|mail| mail.contains(&format!("To: {email}")) && mail.contains("/links/"))
        .max_by_key(|mail| number_of(mail));
    let mail = newest.unwrap_or_else(|| panic!("no mail with a link to {email}"));
    let word: String = mail.split("/links/").nth(1).unwrap().chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("/links/{word}")
}
/// The number of a mail, out of its Message-ID `<kind.number@host>`.
fn number_of(mail: &str) -> i64 {
    let id = mail.split("Message-ID: <").nth(1).and_then(|rest| rest.split('@').next()).unwrap_or("");
    id.rsplit('.').next().and_then(|n| n.parse().ok()).unwrap_or(0)
}

/// Signs up in this browser with the address and the password above, and opens the account by the link in the mail.
pub async fn sign_up(b: &mut Browser, shop: &Shop, email: &str) {
    b.open("/sign-up").await;
    b.press("Sign up", &[("Email", email), ("Password", PASSWORD)]).await;
    open_account(b, shop, email).await;
}
/// Opens the account by the link in the mail, after a form of any page asked for it.
pub async fn open_account(b: &mut Browser, shop: &Shop, email: &str) {
    b.open(&mailed_link(shop, email).await).await;
    b.press("Sign up", &[]).await;
    assert_eq!((b.page.status, b.page.path.as_str()), (200, "/account"), "{}", b.text());
}
/// Signs in by password in this browser.
pub async fn sign_in(b: &mut Browser, email: &str) {
    b.open("/sign-in").await;
    b.press("Sign in", &[("Email", email), ("Password", PASSWORD)]).await;
    assert_eq!((b.page.status, b.page.path.as_str()), (200, "/account"), "{}", b.text());
}

/// A browser of somebody who just signed up with this address.
pub async fn customer(shop: &Shop, email: &str) -> Browser {
    let mut b = Browser::new(shop);
    sign_up(&mut b, shop, email).await;
    b
}
/// Another device of somebody who has an account: a browser that signed in by password.
pub async fn again(shop: &Shop, email: &str) -> Browser {
    let mut b = Browser::new(shop);
    sign_in(&mut b, email).await;
    b
}
/// The number of the person with this proven address.
pub async fn person_of(shop: &Shop, email: &str) -> i64 {
    let (id,): (i64,) =
        shop.db().query("select id from person where email = $1").bind(email.to_string()).one().await.unwrap();
    id
}
/// A host of this name, signed in.
pub async fn host(shop: &Shop, email: &str, name: &str) -> Browser {
    let hash = app::accounts::password::hash(PASSWORD).await.unwrap();
    let (by, address) = (FreshMerchant::at_the_console(), Email::parse(email).unwrap());
    app::staff::store::add(shop.db(), &by, (Role::Host, name, &address), &hash, "en", Moment::now()).await.unwrap();
    again(shop, email).await
}

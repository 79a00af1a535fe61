//! The tests of an attacker: what somebody tries who wants in, or wants to know who is.
mod codes;
mod counting;
mod door;
mod links;
mod telling;
mod wire;

use crate::kit::Shop;
use crate::kit::goods::{opened, stock, thing};
use crate::kit::wire::{Answer, Ask};

/// A shop that is open, with a mug.
async fn open(shop: &Shop) {
    opened(shop).await;
    stock(shop, &[thing("mug", 1_200, 50)]).await;
}
/// A try at the door by password.
fn try_password(email: &str, password: &str) -> Ask {
    Ask::post("/sign-in", &[("email", email), ("password", password), ("act", "password"), ("next", "/account")])
}
/// Whether the browser with this cookie is signed in: the door sends whoever is away from itself.
async fn is_in(shop: &Shop, cookie: &str) -> bool {
    Ask::get("/sign-in").holding(cookie).to(&shop.router).await.status == 303
}
/// A visitor who put a mug in the cart: their cookie.
async fn visitor(shop: &Shop) -> String {
    let answer: Answer = Ask::post("/products/mug", &[("quantity", "2")]).to(&shop.router).await;
    assert_eq!(answer.status, 303, "{}", answer.words());
    answer.cookie()
}

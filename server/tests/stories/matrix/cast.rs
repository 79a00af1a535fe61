//! Everybody who comes to the shop: nobody, and two of each kind, with things of their own.
use crate::kit::goods::{opened, stock, thing};
use crate::kit::wire::{self, Answer, Ask};
use crate::kit::{Browser, Shop, talk};
use app::accounts::tokens::Kind;
use app::staff::{Role, store as staff};
use app::values::{Email, Moment};
use app::viewer::FreshMerchant;
use axum::Router;
use server::router::Who;
use std::collections::HashMap;
use tokio::sync::Mutex;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Nobody,
    Visitor,
    Customer,
    Host,
    Merchant,
}
impl Rank {
    /// Whether somebody of this rank is let in at a row of the table.
    pub fn may(self, who: Who) -> bool {
        match who {
            Who::Anyone | Who::Holder | Who::Author => true,
            Who::Customer => !matches!(self, Rank::Nobody | Rank::Visitor),
            Who::Host => self == Rank::Host,
            Who::Merchant => self == Rank::Merchant,
        }
    }
}

#[derive(Debug)]
pub struct Person {
    pub name: &'static str,
    pub rank: Rank,
    /// Their address; empty for whoever has none.
    pub email: &'static str,
}
const fn person(name: &'static str, rank: Rank, email: &'static str) -> Person {
    Person { name, rank, email }
}
pub const EVERYBODY: &[Person] = &[
    person("nobody", Rank::Nobody, ""),
    person("the visitor", Rank::Visitor, ""),
    person("another visitor", Rank::Visitor, ""),
    person("customer", Rank::Customer, "noor@example.org"),
    person("another customer", Rank::Customer, "wim@example.org"),
    person("host", Rank::Host, "hanna@example.org"),
    person("another host", Rank::Host, "hugo@example.org"),
    person("merchant", Rank::Merchant, "marit@example.org"),
];

/// All of them in one shop.
pub struct Cast {
    pub shop: Shop,
    cookies: Mutex<HashMap<&'static str, String>>,
}
impl Cast {
    /// A shop with goods in which both customers bought something, live somewhere and fill a cart, and somebody is invited.
    pub async fn of(shop: Shop) -> Cast {
        opened(&shop).await;
        stock(&shop, &[thing("mug", 1_200, 50)]).await;
        let cast = Cast { shop, cookies: Mutex::default() };
        for person in EVERYBODY.iter().filter(|p| !p.email.is_empty()) {
            let id = cast.stands(person).await;
            cast.orders(person.email).await;
            cast.lives(id).await;
            Ask::post("/products/mug", &[("quantity", "1")])
                .holding(&cast.cookie(person).await)
                .to(&cast.shop.router)
                .await;
        }
        let topic = talk::ask(&mut Browser::new(&cast.shop), &cast.shop, "mug", "Does it keep tea warm?", "").await;
        talk::reply(&mut Browser::new(&cast.shop), &cast.shop, topic, "For an hour.").await;
        // A job that failed for good.
        let failed = "insert into job (kind, about, run_at, dead_at, created_at) values ('tidy', 'failed', 1, 1, 1)";
        cast.shop.db().run(failed).run().await.unwrap();
        let (by, email) = (FreshMerchant::at_the_console(), Email::parse("ina@example.org").unwrap());
        staff::invite(cast.shop.db(), &by, (Role::Host, "Ina", &email), "en", "", Moment::now()).await.unwrap();
        cast
    }
    pub fn person(&self, name: &str) -> &'static Person {
        EVERYBODY.iter().find(|p| p.name == name).unwrap()
    }
    /// The number of a person who has an address.
    pub async fn id(&self, person: &Person) -> i64 {
        self.stands(person).await
    }
    /// They are there, with what they may do, whatever happened before.
    async fn stands(&self, person: &Person) -> i64 {
        let role = match person.rank {
            Rank::Host => Role::Host,
            Rank::Merchant => Role::Merchant,
            _ => return wire::customer(&self.shop, person.email, false).await,
        };
        let id = wire::customer(&self.shop, person.email, false).await;
        let known = app::accounts::store::known(self.shop.db(), id).await.unwrap().unwrap();
        let has = if role == Role::Host { known.host } else { known.merchant };
        // Adding anew ends every session of theirs.
        if has {
            id
        } else {
            wire::employee(&self.shop, person.email, person.email.split('@').next().unwrap(), role).await
        }
    }
    async fn orders(&self, email: &str) {
        let mut b = Browser::new(&self.shop);
        b.open("/products/mug").await;
        b.press("Add to cart", &[]).await;
        b.click("Checkout").await;
        let address = [("Address", "Kerkpad 12"), ("Postcode", "7431 AB"), ("City", "Hollewijk")];
        let mut fields = vec![("Email", email), ("Full name", "Somebody")];
        fields.extend(address);
        b.press("Place order", &fields).await;
        assert!(b.page.path.starts_with("/orders/"), "{}", b.text());
    }
    async fn lives(&self, person: i64) {
        self.shop
            .db()
            .run(
                "insert into address (person, name, country, line1, line2, postcode, city, region, district, used_at)
                 values ($1, 'Somebody', 'NL', 'Kerkpad 12', '', '7431 AB', 'Hollewijk', '', '', 1)",
            )
            .bind(person)
            .run()
            .await
            .unwrap();
    }
    /// The cookie of a person's browser, the same one while it opens something.
    pub async fn cookie(&self, person: &Person) -> String {
        let mut cookies = self.cookies.lock().await;
        if let Some(cookie) = cookies.get(person.name) {
            return cookie.clone();
        }
        let cookie = self.fresh(person).await;
        cookies.insert(person.name, cookie.clone());
        cookie
    }
    async fn fresh(&self, person: &Person) -> String {
        match person.rank {
            Rank::Nobody => String::new(),
            Rank::Visitor => Ask::post("/products/mug", &[("quantity", "1")]).to(&self.shop.router).await.cookie(),
            _ => {
                let id = self.stands(person).await;
                wire::signed_in(&self.shop, id, person.email).await
            }
        }
    }
    /// Sends a form in a browser of its own, which may be signed out by it. A link of its own too: it is spent by it.
    pub async fn post(
        &self,
        router: &Router,
        person: &Person,
        row: &str,
        path: &str,
        fields: &[(String, String)],
    ) -> Answer {
        let cookie = self.fresh(person).await;
        let path = match row == "/links/{word}" && path != "/links/0" {
            true => {
                let wim = self.stands(self.person("another customer")).await;
                wire::link(&self.shop, Kind::SignIn, Some(wim), "wim@example.org").await
            }
            false => path.to_string(),
        };
        let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        Ask::post(path, &fields).holding(&cookie).to(router).await
    }
}

//! What staff did to things that are not theirs: rows that are only ever added.
pub mod actions;
pub mod pages;
pub mod store;

pub use store::{Act, append, note};

use crate::orders::state_words;
use crate::returns;
use crate::staff::Role;
use store::Entry;

/// What an act was, in words; none for one that nobody has put into words. `subject` is what it was done to.
pub fn sentence(act: &str, subject: &str) -> Option<String> {
    Some(match act {
        "staff.invited" => format!("Invited {subject}"),
        "staff.invitation_withdrawn" => format!("Took back the invitation of {subject}"),
        "staff.accepted" => format!("Accepted the invitation of {subject}"),
        "staff.granted" => format!("Gave a role to {subject}"),
        "staff.revoked" => format!("Took a role back from {subject}"),
        "staff.added" => format!("Made {subject} one of the staff"),
        "order.paid" => format!("Marked {subject} as paid"),
        "order.sent" => format!("Sent {subject}"),
        "order.delivered" => format!("Marked {subject} as delivered"),
        "order.cancelled" => format!("Cancelled {subject}"),
        "product.renamed" => format!("Gave {subject} another address"),
        "catalogue.imported" => "Imported products".into(),
        "catalogue.exported" => "Exported the products".into(),
        "backup.taken" => "Took a backup of the whole shop".into(),
        "host.described" => format!("Changed the page of {subject}"),
        "host.hours" => format!("Changed the hours of {subject}"),
        "host.away" => format!("Changed the absences of {subject}"),
        "shop.hours" => "Changed the opening hours".into(),
        "posts.removed" => "Took posts down".into(),
        "posts.restored" => "Put posts back".into(),
        "posts.kept" => "Let posts stand".into(),
        "posts.undone" => "Undid what was decided about posts".into(),
        "topic.closed" => "Closed a topic".into(),
        "topic.opened" => "Opened a topic again".into(),
        "appeal.answered" => "Took a second look at a post".into(),
        "words.watched" => "Added watched words".into(),
        "words.unwatched" => "Took a watched word away".into(),
        "shop.writers" => "Changed who may write".into(),
        "product.discreet" => format!("Changed whether {subject} stands in feeds"),
        "audit.exported" => "Exported the audit".into(),
        // Acts of figures.
        "job.again" => "Tried again what had failed".into(),
        "figures.exported" => "Exported the figures".into(),
        // Acts of orders.
        "order.noted" => format!("Wrote a note about {subject}"),
        "order.mailed" => format!("Sent a mail about {subject} again"),
        "order.invoiced" => format!("Issued the invoice of {subject}"),
        "order.credited" => format!("Issued a credit note for {subject}"),
        "orders.exported" => "Exported orders".into(),
        "order.refunded" => format!("Gave money back for {subject}"),
        // Acts of after-sale.
        "return.approved" => format!("Agreed to a return of {subject}"),
        "return.refused" => format!("Refused a return of {subject}"),
        "return.received" => format!("Took in a return of {subject}"),
        "return.closed" => format!("Closed a return of {subject}"),
        "drafts.exported" => "Saved the list of drafts as a file".into(),
        "goodwill.exported" => "Saved the list of goodwill as a file".into(),
        "redirects.exported" => "Saved the list of redirects as a file".into(),
        "returns.exported" => "Saved the list of returns".into(),
        "draft.written" => "Began a draft".into(),
        "draft.changed" => "Changed a draft".into(),
        "draft.offered" => "Offered a draft to a customer".into(),
        "draft.taken_back" => "Took a draft back".into(),
        "draft.placed" => "Placed the order of a draft".into(),
        "goodwill.given" => format!("Gave goodwill for {subject}"),
        "goodwill.asked" => format!("Asked for goodwill above the limit for {subject}"),
        "goodwill.approved" => format!("Agreed to goodwill for {subject}"),
        "goodwill.declined" => format!("Declined goodwill for {subject}"),
        "goodwill.limit" => format!("Changed what {subject} may give away"),
        // Acts of products.
        "product.made" => format!("Made {subject}"),
        "product.edited" => format!("Edited {subject}"),
        "product.copied" => format!("Made {subject} as a copy"),
        "product.withdrawn" => format!("Took {subject} off the shelf"),
        "collection.made" => format!("Made the collection {subject}"),
        "collection.edited" => format!("Changed the collection {subject}"),
        "collection.removed" => "Took a collection away".into(),
        "collections.exported" => "Saved the list of the collections as a file".into(),
        "specifications.exported" => "Saved the list of the specifications as a file".into(),
        "specification.made" => format!("Made the specification {subject}"),
        "specification.edited" => format!("Changed the specification {subject}"),
        // Acts of lists-and-stock.
        "products.saved" => "Saved the list of products as a file".into(),
        "stock.saved" => "Saved the list of the stock as a file".into(),
        "product.edit_undone" => format!("Undid a change of {subject} in the grid"),
        "stock.received" => format!("Took in {subject}"),
        "stock.corrected" => format!("Corrected the stock of {subject}"),
        "stock.counted" => format!("Counted {subject}"),
        "stock.warned" => format!("Changed at how many of {subject} one is warned"),
        "stock.warned_all" => "Changed at how many one is warned".into(),
        // Acts of pictures.
        "picture.added" => format!("Added {subject}"),
        "picture.described" => format!("Said what {subject} shows"),
        "picture.aimed" => format!("Chose what of {subject} stays in sight"),
        "picture.removed" => format!("Took {subject} away"),
        "pictures.exported" => "Exported the list of pictures".into(),
        // Acts of settings.
        "staff.first" => format!("Began the shop: {subject} is its first merchant"),
        "shop.described" => "Changed who the shop is".into(),
        "shop.money" => "Changed the money settings".into(),
        "shop.opened" => "Opened the shop".into(),
        "shop.closed" => "Closed the shop for a while".into(),
        "product.first" => format!("Put {subject} on the shelf at the opening"),
        "shipping.set" => "Set what sending costs".into(),
        "shipping.removed" => "Took a way of sending away".into(),
        "tax.added" => "Added a rate of tax".into(),
        "tax.removed" => "Took a rate of tax away that was to come".into(),
        "mail.worded" => "Changed the wording of a mail".into(),
        "mail.tried" => "Sent a sample of a mail to themselves".into(),
        "page.kept" => "Changed a page".into(),
        "page.removed" => "Took a page away".into(),
        "page.ordered" => "Changed the order of the pages".into(),
        "redirect.kept" => "Led an old address to a new one".into(),
        "redirect.removed" => "Took a redirect away".into(),
        // Acts of import-customers-search.
        "customer.noted" => format!("Noted something about {subject}"),
        "import.sent" => "Sent a file to import".into(),
        "import.started" => "Let a file be tried or imported".into(),
        "import.cancelled" => "Cancelled an import".into(),
        "customers.exported" => "Exported customers".into(),
        _ => return None,
    })
}

impl Entry {
    /// Who did it: by the name of today.
    pub fn who(&self) -> String {
        match (&self.name, self.actor.as_str()) {
            (Some(name), _) => name.clone(),
            (None, "console") => "The command line".into(),
            (None, "job") => "The shop itself".into(),
            (None, _) => "A former member".into(),
        }
    }
    /// What they did.
    pub fn what(&self) -> String {
        let subject = match (self.subject_kind.as_str(), &self.subject_name) {
            ("order", Some(number)) => format!("order {number}"),
            (_, Some(name)) => name.clone(),
            ("person", None) => "a former member".into(),
            ("picture", _) => format!("picture {}", self.subject),
            ("invitation", None) => "somebody".into(),
            ("customer", None) => "a customer".into(),
            (kind, None) => format!("a thing that is gone ({kind} {})", self.subject),
        };
        sentence(&self.act, &subject).unwrap_or_else(|| self.act.clone())
    }
    /// What stood there before, and what stands there since.
    pub fn states(&self) -> (String, String) {
        (self.told(&self.before), self.told(&self.after))
    }
    fn told(&self, text: &str) -> String {
        match self.subject_kind.as_str() {
            "person" | "invitation" => Role::parse(text).map_or(text, |role| role.title()).into(),
            "order" => text.split(' ').map(word).collect::<Vec<_>>().join(", "),
            _ => text.into(),
        }
    }
}

/// A state in words; a sum as it is written.
fn word(text: &str) -> &str {
    match (state_words(text).0, returns::state_words(text).0) {
        ("", "") => text,
        ("", words) | (words, _) => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Moment;

    fn entry(actor: &str, act: &str, subject: (&str, Option<&str>), before: &str, after: &str) -> Entry {
        Entry {
            id: 1,
            actor: actor.into(),
            person: None,
            name: None,
            act: act.into(),
            subject_kind: subject.0.into(),
            subject: 7,
            subject_name: subject.1.map(String::from),
            before: before.into(),
            after: after.into(),
            from_where: String::new(),
            at: Moment(0),
        }
    }

    #[test]
    fn an_act_is_told_in_plain_words() {
        let granted = entry("console", "staff.granted", ("person", Some("Neela Oort")), "", "merchant");
        assert_eq!(granted.who(), "The command line");
        assert_eq!(granted.what(), "Gave a role to Neela Oort");
        assert_eq!(granted.states(), (String::new(), "Merchant".into()));
        let paid =
            entry("person:3", "order.paid", ("order", Some("10001")), "placed awaiting waiting", "placed paid waiting");
        assert_eq!(paid.who(), "A former member");
        assert_eq!(paid.what(), "Marked order 10001 as paid");
        assert_eq!(paid.states().0, "Received, Waiting for payment, Not sent yet");
        let erased = entry("job", "staff.revoked", ("person", None), "host", "");
        assert_eq!(
            (erased.who(), erased.what()),
            ("The shop itself".into(), "Took a role back from a former member".into())
        );
        let renamed = entry("console", "product.renamed", ("product", Some("The pan")), "pan", "large-pan");
        assert_eq!(renamed.states(), ("pan".into(), "large-pan".into()));
        assert_eq!(entry("console", "x.y", ("shop", None), "", "").what(), "x.y");
    }
}

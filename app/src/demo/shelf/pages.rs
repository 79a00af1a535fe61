//! The shop itself and its pages.

use super::Shop;

pub const SHOP: Shop = Shop {
    name: "Meelkade",
    tagline: "Kitchen and pantry goods, made on the quay in Hollewijk.",
    purpose: "We keep shop so that you can ask the person who made a thing before you buy it, and find them \
     at the same door when it wears out.",
    purpose_by: "marit",
    street: "Flour Quay 4",
    postcode: "5821 AB",
    city: "Hollewijk",
    country: "NL",
    currency: "EUR",
    email: "counter@meelkade.example",
    phone: "0555 014 204",
    hours: "The door is open Monday to Saturday, 9:00 to 18:00.",
    seo_title: "Kitchen and pantry goods from Hollewijk",
    seo_description: "Pans, knives, spoons, clay, linen and pantry goods, made and sold at Flour Quay in Hollewijk by \
     people who say what each number means.",
    imprint: &[
        "Meelkade is a demo shop. Its people, its town and its goods are invented, and nothing that \
         is ordered here is made or sent.",
        "## Who would answer",
        "Meelkade, Flour Quay 4, 5821 AB Hollewijk, Netherlands. Marit Hoekzema runs the counter and \
         answers for these pages.",
        "Telephone 0555 014 204 during opening hours, or counter@meelkade.example at any hour. The \
         address ends in .example, which belongs to nobody, so letters to it do not arrive.",
        "## Register and tax",
        "A real shop in the Netherlands states its number in the trade register (KvK) and its VAT \
         number here. An invented shop has neither, and making them up would hit somebody who exists.",
        "## Complaints",
        "Come to us first, because we can usually put it right at the bench. Where that fails, a \
         buyer in the European Union can turn to the consumer body of their country; in the Netherlands that is \
         ConsuWijzer for advice and the civil court for a ruling.",
        "## Software and pictures",
        "The shop runs on Open Kitchen, which is free software. The drawings were made for it and \
         belong to it. The typefaces are Figtree and Literata, both under the SIL Open Font License.",
    ],
    privacy: &[
        "We know what you tell us in order to send you something, and we keep nothing else about \
         you. Here it is in full.",
        "## One cookie",
        "When you first do something here (put a thing in your cart, choose a name, sign in), the shop sets one \
         cookie. Its name is kitchen, or __Host-kitchen where the connection is encrypted. It holds a random number \
         that leads to your cart, your name and your account, and scripts cannot read it. The cookie ends thirty days \
         after you last did something in the shop, with an account after four hundred; the cart thirty days after you \
         last changed it.",
        "Because that cookie only does what you asked for, the law wants no banner for it, and so \
         there is none.",
        "## What is not here",
        "No counters of visitors, no advertising, no fonts or scripts from other servers. Your \
         browser talks to this shop and to nobody else while you read.",
        "The server’s log notes which kind of page was asked for and how long the answer took. It \
         does not write down your address on the network, nor the key of your order. Passwords, orders and mails \
         that are asked for again and again are counted for a day, under a scrambled form of that address.",
        "## What an order leaves behind",
        "Your name, your email address, where the parcel goes, what you bought and when. None of it needs \
         an account; the link in your mail opens your order. With an account we also keep the name you show and the \
         addresses you order to, until you take them out or erase the account.",
        "You get mails about that order and no others. If you tick the box at the checkout, visitors \
         may see that somebody bought the thing, some time later, without name, place or price. Not ticked, nothing \
         is shown. Write to us if you change your mind afterwards.",
        "## Who else sees it",
        "The carrier reads the label, your bank and ours see the transfer, and our mail server sends \
         the mails. Nobody is given your data for any purpose of their own.",
        "In the European Union the ground for all this is the contract with you, and for the books, \
         tax law: a shop in the Netherlands has to keep its orders for seven years. A demo shop may be emptied at any \
         time.",
        "## Your rights",
        "Ask what we hold about you, have it corrected, have it erased where tax law allows, or take \
         it with you as a file. One mail to the counter is enough, and we answer within a month.",
        "If you think we do it wrong, you can complain to the data protection authority where you \
         live. In the Netherlands that is the Autoriteit Persoonsgegevens.",
    ],
    returns: &[
        "You have 30 days from the day it arrives to change your mind. Used is fine. We would rather \
         you cook with it than look at it.",
        "## How to send it back",
        "Write to the counter with your order’s number and what is coming back. A sentence will do: \
         ‘I withdraw from order number so-and-so, for the pan.’ You owe us no reason, though Joost likes to hear one.",
        "Then send it within 14 days to Flour Quay 4, 5821 AB Hollewijk, in any box that survives \
         stairs, or hand it over at the counter.",
        "## Money",
        "We return what you paid within 14 days of your message, by transfer to the account it came \
         from, and may wait until the parcel or proof of posting is here. If the whole order comes back, that \
         includes what you paid for the cheapest way of sending it.",
        "You pay the postage back. If it arrived broken, or was not what you ordered, we do.",
        "## What cannot come back",
        "Food that has been opened. A thing with a name burnt or stitched into it, since nobody else \
         is called that. Both can be returned if something is wrong with them.",
        "A morning at the forge can be moved or cancelled until two days before. After that the \
         place is yours, and so is the bill; you may send a friend.",
        "## When it breaks or wears",
        "A fault that was there from the start is ours to repair, replace or refund, as the law \
         says, and we do not count the months when it is our own work.",
        "Wear is no fault, but it has a bench. Pans are seasoned and riveted again for nothing, \
         boards are planed, knives ground, cloth darned. Ask before you post anything heavy.",
    ],
    shipping: &[
        "Parcels leave Hollewijk from Monday to Friday. What you pay depends on the country and the \
         sum, not on the weight.",
        "## Netherlands",
        "€4.90, and free from €75.00. It arrives in one to two working days.",
        "Or collect it at the counter, free, on Flour Quay 4 while the door is open. We write when \
         it is ready.",
        "## Belgium, Germany, Luxembourg",
        "€8.90, and free from €120.00.",
        "## Austria, Denmark, France, Ireland, Italy, Poland, Spain, Sweden",
        "€14.90, whatever the size of the order. A stock pot and a pepper mill cost the same to \
         send, so wait until you need both.",
        "We do not send anywhere else yet. The checkout names the days on which a parcel should \
         reach you.",
        "## What the sum counts",
        "The price of the goods with VAT, at the rate of the country it goes to. What is not sent, \
         such as a morning at the forge, costs no shipping.",
        "Made for you means that the bench starts when your order is paid. Everything else in the \
         order can go first, at no extra cost; say so in a mail.",
        "## How you pay",
        "By bank transfer, with the number of the order as reference, or in the shop when you \
         collect it. No cards and no payment companies in between.",
        "We pack when the transfer is here. An order that is not paid after 7 days lapses: its goods \
         go back on the shelf, you get a mail, and you owe nothing.",
        "This is a demo shop, so its account number is an example out of a manual. Do not transfer \
         anything.",
        "## How it is packed",
        "In paper, straw and used cardboard. Keep the box until you have looked at what was in it.",
    ],
    about: &[
        "Meelkade is a shop with its workshop in the same building: pans, knives, spoons, pots, \
         cloth and what you cook with them.",
        "The house on Flour Quay was a grain store. The barges went, the hoist stayed, and in 2011 \
         Joost put an anvil under it because the rent was low and the floor would hold. Tomas came for the dry loft. \
         Ilse came for the light. Marit was next door and had a kettle.",
        "## How we decide what to sell",
        "One of each kind, and only if one of us uses it at home. When two of us cannot agree, \
         nothing is sold until somebody has cooked with both for a month. That is why there are forty-one things here \
         and not four hundred.",
        "Some parts we buy, because others make them better: the works in the pepper mill, the stone \
         that sharpens, the pressed base of the pot. It says so beside each of them.",
        "## What the numbers are for",
        "Beside each weight and thickness stands what it does in a kitchen and for whom it matters. \
         If you read one and still do not know whether it is for you, the sentence is bad. Tell us and we write it \
         again.",
        "## Come by",
        "The door left of the counter is the forge, and it is open whenever the fire is. Children \
         may pull the bellows. Dogs wait outside, because of the sparks.",
        "## What this really is",
        "All of it is invented, to show what the software behind it can do. The shop, the quay and \
         the people do not exist. The software does: it is called Open Kitchen and you may run your own shop on it.",
    ],
};

//! About ordering: choosing, paying, making, delivery and sending back.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Step("choosing"),
        title: "A present for two people with one small kitchen, under sixty euros",
        by: By::Guest("plum"),
        days_ago: 6,
        at: (9, 20),
        body: "They’ve moved in together and own three forks, a wok, and a coffee machine the size of a dog. \
         Sixty euros at the most. She cooks, he washes up, and they’d both rather have one good thing than a \
         basket of little ones. I don’t know what they need, and if I ask it isn’t a present any more.",
        posts: &[
            Said {
                by: By::Host("marit"),
                after_minutes: 21,
                stake: Some("sells"),
                body: "Does he wash up with a machine or by hand? And do they eat eggs? I am not being idle. The \
                 one decides between two shelves and the other between two benches.",
                quotes: None,
                helpful: &["plum", "ladle"],
            },
            Said {
                by: By::Guest("plum"),
                after_minutes: 45,
                stake: None,
                body: "By hand, and singing. Eggs constantly. There’s no room for another pan, if that’s where \
                 you’re going, unless the wok goes, and the wok was hers before he was.",
                quotes: None,
                helpful: &["ladle", "towel"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 80,
                stake: None,
                body: "The 20, seasoned, if I may. It takes one egg or two, it hangs on a nail, and a wok fries \
                 no egg that I should care to eat. Fifty-two euros. It was the second thing I bought here, and \
                 it is the one my wife will not lend.",
                quotes: None,
                helpful: &["plum", "sieve", "kettle"],
            },
            Said {
                by: By::Host("ilse"),
                after_minutes: 115,
                stake: Some("made"),
                body: "He washes up by hand and sings. That is a man for linen. One pair of towels, blue for \
                 glasses, red for the rest. [And an oven cloth with them, because the first thing that burns in \
                 a new household is a thumb.](/products/oven-cloth) Forty-six euros for both. He will be the \
                 only one among his friends with a towel that dries.",
                quotes: None,
                helpful: &["plum", "towel", "apron", "fork"],
            },
            Said {
                by: By::Host("marit"),
                after_minutes: 150,
                stake: Some("sells"),
                body: "Two answers, and both are good, one for her and one for him. As a parcel, the first is \
                 the small pan, seasoned, at €52.00. The second goes like this:\n\n\
                 - the pair of towels, €22.00\n\
                 - the oven cloth, the flat one, €24.00\n\
                 - a jar of grey salt, €6.50, because I would put money on it that they have none\n\n\
                 That comes to €52.50, and nobody has to part with a wok. Say which. Pim ties it with the good \
                 string and leaves the bill out.",
                quotes: None,
                helpful: &["plum", "ladle", "towel", "fork", "biscuit", "fig"],
            },
            Said {
                by: By::Guest("plum"),
                after_minutes: 195,
                stake: None,
                body: "The second. He’s the one nobody ever buys anything for the kitchen. The good string, \
                 please, no bill, and could the card say *for the singing*?",
                quotes: None,
                helpful: &["towel", "mug", "fork"],
            },
            Said {
                by: By::Host("pim"),
                after_minutes: 230,
                stake: Some("sells"),
                body: "It can. I have one card left with a herring on it, that is the festive one. The salt is \
                 in the middle with a towel round it and the cloth under it. I let it go down the cellar \
                 stairs, and for once none of the makers came to watch. It leaves at four.",
                quotes: None,
                helpful: &["plum", "towel", "teapot", "fork", "mug"],
            },
        ],
        accepted: Some(4),
        helpful: &["biscuit", "fork", "whisk"],
    },
    Thread {
        question: true,
        about: About::Step("paying"),
        title: "Why can I not simply pay by card?",
        by: By::Guest("parsnip"),
        days_ago: 66,
        at: (19, 15),
        body: "Every other shop takes my card in four seconds. You want a transfer with a number on it, like my \
         insurance. I should like to buy a board and I do not mind, but I am curious whether it is principle or \
         thrift. And who guarantees that you pack the thing once you have my money?",
        posts: &[
            Said {
                by: By::Host("marit"),
                after_minutes: 850,
                stake: Some("sells"),
                body: "Thrift first, and then we grew fond of it. A payment company takes a piece of every sale \
                 and would like to know what you bought. On a spoon of eighteen euros that piece is the oil and \
                 the cord. A transfer costs us a few cents and tells your bank one word, Meelkade.\n\n\
                 Who guarantees it? The law, for a start: call it off and you get it back, all of it. And we \
                 are a shop with a door. You can come and stand before me. If you would rather not pay first, \
                 choose to collect it, and pay at the counter when you have had it in your hands.",
                quotes: None,
                helpful: &["parsnip", "leek", "jar", "ladle", "mug", "biscuit"],
            },
            Said {
                by: By::Guest("leek"),
                after_minutes: 1045,
                stake: None,
                body: "I order for a kitchen with a treasurer, and he is all for it. One number on the transfer, \
                 the same number on the bill. When I paid by card he used to ring me up during supper to ask \
                 what the four euros had been.",
                quotes: None,
                helpful: &["parsnip"],
            },
            Said {
                by: By::Guest("parsnip"),
                after_minutes: 1535,
                stake: None,
                body: "That is a better answer than I expected, and I had come to be difficult. I shall collect \
                 it and pay on the spot, since I should like to see this door. It also saves me four euros \
                 ninety.",
                quotes: None,
                helpful: &["leek", "plum", "mug"],
            },
        ],
        accepted: None,
        helpful: &["whisk", "biscuit"],
    },
    Thread {
        question: true,
        about: About::Step("making"),
        title: "Made for you: when do you begin, and may I watch?",
        by: By::Guest("oven"),
        days_ago: 31,
        at: (10, 15),
        body: "I’m thinking of the 30 cm pan, the one that’s hammered when you order it. When does that start, \
         on the day of the order or the day the money is there? And I live twenty minutes away: can I come and \
         see it done, or is that the sort of thing that makes a smith nervous?",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 35,
                stake: Some("made"),
                body: "On the day the transfer is there. Then it goes on the slate by the door. Thirties I do on \
                 two days of the week, because my shoulder has asked for the others. Ten days, mostly, from \
                 money to parcel. If it takes longer I write before you do.\n\n\
                 Come and watch. Weekdays, the door left of the counter. Ask when I sink it, that is the two \
                 hundred blows and the only part with any theatre in it. I am not nervous, I am loud. Bring \
                 somebody small if you have one. They may pull the bellows.",
                quotes: None,
                helpful: &["oven", "butter", "dough", "whisk", "ladle"],
            },
            Said {
                by: By::Host("marit"),
                after_minutes: 80,
                stake: Some("sells"),
                body: "He will forget to tell you, so I do: ring before you set out, 0555 014 204, and I look \
                 round the door whether he is hammering or drinking coffee. And whatever else you order with it \
                 can travel ahead at no cost. Say so in a mail.",
                quotes: None,
                helpful: &["oven", "ladle"],
            },
            Said {
                by: By::Guest("oven"),
                after_minutes: 23475,
                stake: None,
                body: "We went. My nephew, who is five, pulled the bellows until he had to sit down. I saw my \
                 pan when it was still a plate. It came yesterday. It’s odd to fry an egg in something you’ve \
                 met before.",
                quotes: None,
                helpful: &["dough", "butter", "plum", "ladle", "mug"],
            },
        ],
        accepted: None,
        helpful: &["dough", "butter"],
    },
    Thread {
        question: true,
        about: About::Step("delivery"),
        title: "The box is dented. Do I open it or refuse it?",
        by: By::Guest("teapot"),
        days_ago: 44,
        at: (6, 35),
        body: "A parcel of yours stands in the porch with one corner pushed in, as though it had knelt. A \
         neighbour took it and signed for it. In it there should be a jug for a wedding on the day after \
         tomorrow. Nothing rattles. Do I lose any right by opening it?",
        posts: &[
            Said {
                by: By::Host("pim"),
                after_minutes: 153,
                stake: Some("sells"),
                body: "Open it. You lose nothing by that, and the neighbour’s signature loses you nothing \
                 either. First two pictures: that corner, and the label. Then cut the tape and not the string, \
                 and look.\n\n\
                 Corners are there to be pushed in. Between the jug and the box there are four fingers of \
                 straw, so that the box may kneel and the jug need not. If it is whole, good. If it is not, \
                 tell me by noon and another leaves today, that reaches you before the wedding. The pictures of \
                 the box I want in any case. It tells me what I did wrong.",
                quotes: None,
                helpful: &["teapot", "plum", "mug", "fork", "parsnip"],
            },
            Said {
                by: By::Guest("teapot"),
                after_minutes: 195,
                stake: None,
                body: "Whole. I filled it to the top and poured, as Wessel asks one to, and there was no \
                 dribble. The pictures are on their way to the counter. The straw I have given to the \
                 neighbour’s hens, who are beside themselves.",
                quotes: None,
                helpful: &["plum", "fork", "mug", "ladle"],
            },
            Said {
                by: By::Host("pim"),
                after_minutes: 467,
                stake: Some("sells"),
                body: "I have them, thank you. That was the edge of a trolley, I know the shape by now. From \
                 today the jugs get a folded strip in each corner, as the teapots have. My regards to the hens. \
                 It is barley straw, from behind the school in the polder. They have taste.",
                quotes: None,
                helpful: &["teapot", "mug", "plum"],
            },
        ],
        accepted: Some(0),
        helpful: &["plum", "fork", "mug"],
    },
    Thread {
        question: true,
        about: About::Step("returns"),
        title: "Used for three weeks and too heavy for me. Is that allowed?",
        by: By::Guest("biscuit"),
        days_ago: 75,
        at: (20, 20),
        body: "The 30, bare. I seasoned it myself, I’ve cooked in it every night, it makes beautiful things, and \
         I can’t lift it. I thought I’d get used to it. Your page says used is fine, but I don’t suppose you \
         mean *black*. Can it come back? And would you still sell me the 24 after that?",
        posts: &[
            Said {
                by: By::Host("marit"),
                after_minutes: 770,
                stake: Some("sells"),
                body: "We mean black. You have thirty days from the day it came, so there are some left and no \
                 need to hurry. Write to the counter with the number of your order and the word pan, and send \
                 it in any box that survives stairs. That postage is yours, I am afraid, unless you bring it. \
                 €78.00 goes back to you. A 24 lies here with your name on it, €62.00, and you pay for it when \
                 you have had it in your hand and not before. Of course I sell it to you. There will be coffee.",
                quotes: None,
                helpful: &["biscuit", "parsnip", "fork", "whisk", "plum"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 792,
                stake: Some("made"),
                body: "And do not scrub it. Three weeks of your suppers are worth more on that steel than three \
                 coats of mine. I hang it up as *seasoned by a customer*, and people ask for those. What did \
                 you cook? I like to hear a reason, and yours is a good one. A pan that you do not lift is a \
                 hotplate.",
                quotes: None,
                helpful: &["biscuit", "ladle", "skillet"],
            },
            Said {
                by: By::Guest("biscuit"),
                after_minutes: 12860,
                stake: None,
                body: "The 24 is here, and I toss things. There’s been onion on the ceiling. It was mostly \
                 potatoes, @Joost Averink, with rosemary, and one whole sea bream, and I’m sorry about that, to \
                 whoever has it now.",
                quotes: None,
                helpful: &["plum", "fork", "ladle", "skillet", "mug"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 13740,
                stake: Some("made"),
                body: "It hung here for two hours. The lock-keeper took it, because it was cheaper and because \
                 it smelled of rosemary. She asked whether that was extra. I said no, that comes with the \
                 compliments of a fish.",
                quotes: None,
                helpful: &["biscuit", "ladle", "fig", "plum"],
            },
        ],
        accepted: Some(0),
        helpful: &["fork", "whisk", "parsnip"],
    },
];

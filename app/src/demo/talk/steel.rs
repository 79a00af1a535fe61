//! About pans: heat, fat, rust and what to do about them.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Spec("everyday-pan", "base"),
        title: "Does the 26 work on a rented induction hob?",
        by: By::Guest("whisk"),
        days_ago: 3,
        at: (14, 16),
        body: "The ring is 21 cm across and the hob belongs to the landlord. It beeps at everything, and it \
         won’t have my coffee pot at all. I can hold a magnet to things, if that helps. Also: I’ve ruined two \
         pans already, so please explain it as if to somebody who is a bit afraid of hers.",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 18,
                stake: Some("made"),
                body: "Then you are fine. I have just put a ruler to three of them: the flat part is 19.5 cm, \
                 and the hob looks at the flat part, not at the rim. Under twelve or so it beeps. Steel it \
                 likes. Your coffee pot is aluminium, I suppose, so there it has a point.\n\n\
                 One warning, and it holds for anybody’s pan. Induction heats the middle faster than the steel \
                 can pass it on. So:\n\n\
                 1. Half power for the first two minutes.\n\
                 2. Then as hot as you like.\n\
                 3. Never the boost button under an empty pan.\n\n\
                 Leave out the first and the middle bows up. I can hammer it flat again, but that costs you a \
                 week without eggs.",
                quotes: Some((0, "The ring is 21 cm across")),
                helpful: &["whisk", "ladle", "kettle", "sieve", "biscuit", "oven", "radish", "plum", "fork"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 36,
                stake: Some("owns"),
                body: "The third line was written because of me. Mine bowed in its first year, on boost, and \
                 Joost flattened it. It has been started on 4 of 9 ever since, and today you cannot get a bank \
                 card under it.\n\n\
                 A sheet of kitchen paper between pan and glass stops the scratching, by the way. Only for slow \
                 things. Paper is no better at high heat than I was.",
                quotes: None,
                helpful: &["whisk", "sieve", "kettle", "butter"],
            },
            Said {
                by: By::Host("ilse"),
                after_minutes: 54,
                stake: Some("owns"),
                body: "Paper, for slow eggs, yes. I add this before somebody has the next idea: not a tea towel. \
                 Linen browns at 200 °C, and the pan is there sooner than you are. I tried it with an old one \
                 so that you need not.",
                quotes: None,
                helpful: &["whisk", "towel", "apron", "kettle", "ladle", "fig", "oven"],
            },
            Said {
                by: By::Guest("whisk"),
                after_minutes: 71,
                stake: None,
                body: "Half power, two minutes, no boost, and no linen on fire. Thank you, all three. I’d hoped \
                 for one answer by the end of the week, and my tea’s still warm.",
                quotes: None,
                helpful: &["ladle", "sieve", "kettle"],
            },
        ],
        accepted: Some(0),
        helpful: &["kettle", "sieve", "fork", "biscuit", "fig", "plum"],
    },
    Thread {
        question: true,
        about: About::Product("everyday-pan"),
        title: "What exactly do I do with it on day one?",
        by: By::Guest("sieve"),
        days_ago: 12,
        at: (20, 5),
        body: "I was given one yesterday, the seasoned 26, and it’s still in its paper because I don’t dare. I \
         have read that you wash it, that you never wash it, that you boil potato peel in it and that you rub \
         it with salt. My last steel pan went sticky within a week and then to the scrapyard.\n\n\
         Could somebody who cooks on one tell me, in order, what happens between the paper and the first egg?",
        posts: &[
            Said {
                by: By::Host("marit"),
                after_minutes: 787,
                stake: Some("owns"),
                body: "In order, then, as I do it in the kitchen behind the counter.\n\n\
                 1. Hot water and a brush, since it has lain in paper. Dry it on the ring.\n\
                 2. Medium heat, two minutes, nothing in it. Flick in a drop of water: it should run about like \
                 a bead.\n\
                 3. *Now turn it down.* Butter. Listen to it. When it stops talking, the water is out of it.\n\
                 4. The egg, and then hands off for a full minute. It lets go by itself, or it is not ready.\n\n\
                 For the first week, fry what is fat anyway: bacon, potatoes, onions. Sticky comes from too \
                 much oil at too little heat. I would guess that the pan you took to the scrapyard was one hot \
                 quarter of an hour away from being a good one.",
                quotes: None,
                helpful: &["sieve", "whisk", "kettle", "ladle", "dough", "biscuit", "butter", "oven", "fig", "fork"],
            },
            Said {
                by: By::Guest("skillet"),
                after_minutes: 1663,
                stake: None,
                body: "I cook for a living, so take it with salt. For eggs I leave the bead out. When a drop \
                 dances like that the steel is near two hundred degrees, and the butter is brown before you \
                 have cracked the shell. For a steak, yes. For eggs I want butter that foams and does not \
                 colour. The rest I would sign, and the minute of hands off I would sign twice.",
                quotes: Some((1, "it should run about like a bead")),
                helpful: &["ladle", "sieve", "fig"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 2255,
                stake: Some("made"),
                body: "You are both right, and it is the third line that saves Marit. The bead says that the \
                 heat has got everywhere, and not only to the middle. It is not what you fry the egg at. At my \
                 house: bead, off the ring, count to thirty, butter. My youngest does the counting. He counts \
                 fast, so now and then the butter is brown, and we eat that too.",
                quotes: None,
                helpful: &["sieve", "skillet", "ladle", "whisk", "butter", "oven"],
            },
            Said {
                by: By::Guest("sieve"),
                after_minutes: 3610,
                stake: None,
                body: "Bead, count to thirty, butter, hands off. The first egg left a thumbnail of itself \
                 behind. The second slid. I stood there pushing it round like a child with a boat. Thank you, \
                 and the potato peel has gone on the compost.",
                quotes: None,
                helpful: &["whisk", "ladle", "skillet", "kettle"],
            },
        ],
        accepted: Some(0),
        helpful: &["whisk", "kettle", "dough", "biscuit", "plum"],
    },
    Thread {
        question: true,
        about: About::Spec("everyday-pan", "seasoning"),
        title: "Tomato sauce took the black off. Is the pan finished?",
        by: By::Guest("kettle"),
        days_ago: 27,
        at: (21, 30),
        body: "I made sauce for six in my flatmate’s 26. An hour, two tins. Now the inside is grey, with a tide \
         mark all round, and the sauce tasted of coins. She’s back in five days. What can I do in five days, \
         and do I confess?",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 710,
                stake: Some("made"),
                body: "Confess. It is a good story, and the pan is fine.\n\n\
                 Acid takes off the baked oil, and when that is gone it nibbles at the iron. That is what you \
                 tasted. It does no harm. So: wash it, dry it on the ring until it is properly hot. A *thin* \
                 coat of oil, and then wipe as if you had put it on by mistake. Heat it until it smokes and \
                 stops smoking. Window open. Let it cool. Three times in one evening. It comes out brown and \
                 patchy, and after a fortnight of potatoes nobody finds the place.\n\n\
                 A splash of wine is no trouble, nor is a tomato at the end. A whole hour is. [For that hour I \
                 make one pot that does not mind.](/products/stock-pot)",
                quotes: None,
                helpful: &["kettle", "sieve", "whisk", "ladle", "butter", "biscuit", "leek", "oven"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 815,
                stake: Some("owns"),
                body: "A word on the wiping, because that is where I went wrong for months. Take a second cloth, \
                 a dry one, and rub until you believe that you have taken all of it off again. The oil you can \
                 still see will set in drops, and the drops stay tacky. The oil you cannot see is the coat.",
                quotes: None,
                helpful: &["kettle", "sieve", "oven"],
            },
            Said {
                by: By::Guest("kettle"),
                after_minutes: 7052,
                stake: None,
                body: "Three coats in one evening, and I confessed. She said the tide mark’s been there since \
                 her own chilli last year and she was only waiting for somebody to blame. It’s our pan now, \
                 apparently.",
                quotes: None,
                helpful: &["ladle", "sieve", "whisk", "fig", "skillet", "loaf", "plum"],
            },
        ],
        accepted: Some(0),
        helpful: &["sieve", "whisk", "dough"],
    },
    Thread {
        question: true,
        about: About::Product("everyday-pan"),
        title: "My 26 has bowed up in the middle after seven months",
        by: By::Guest("ladle"),
        days_ago: 176,
        at: (10, 24),
        body: "It rocks. On the glass it turns like a weathervane when I stir, the oil runs to the edge, and a \
         dry island is left in the middle. I am not rough with it, or so I believed. It was sold to me as the \
         last pan I should need, and at that price I expected it to outlast one winter.\n\n\
         I am disappointed, and I should like to know whether it is the steel or me.",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 38,
                stake: Some("made"),
                body: "First: I am sorry. A pan that spins is no pan. Second: it is a bit of the steel, a bit of \
                 you, and a bit of me, because I never wrote it in the box.\n\n\
                 Glass, so I guess induction, and I guess the highest setting from cold. The middle gets hot \
                 and wants to grow. The cold ring round it will not let it, so it goes up. Two and a half \
                 millimetres resist that well, but they do not resist boost.\n\n\
                 Send it at our cost, or bring it. I hammer it flat and season it again, and you pay nothing. \
                 If it rocks once more after that, you get a new one or your money, and you say which.",
                quotes: None,
                helpful: &["ladle", "skillet", "parsnip", "whisk", "oven", "walnut"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 111,
                stake: None,
                body: "Induction, boost, and from cold. I taught physics for thirty-one years and should have \
                 been able to draw you the diagram. It goes to the post this afternoon. I withdraw the word \
                 disappointed until further notice.",
                quotes: None,
                helpful: &["skillet", "parsnip", "teapot", "jar"],
            },
            Said {
                by: By::Host("pim"),
                after_minutes: 8936,
                stake: Some("sells"),
                body: "In with the post four days ago, out again at three. For those who like to know where the \
                 days go: one with the carrier, two on Joost’s bench, one on the rack because he would not let \
                 me touch it warm, and one now on its way back. Your postage is in your account.",
                quotes: None,
                helpful: &["ladle", "parsnip"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 50346,
                stake: Some("owns"),
                body: "It came back flat. I waited a month before writing so that it should be worth something: \
                 I have laid a steel rule across it, held it to the window, and there is no light under it. In \
                 the parcel lay a card that says *half power, two minutes, no boost*.",
                quotes: None,
                helpful: &["whisk", "parsnip", "sieve", "skillet"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 50381,
                stake: Some("made"),
                body: "That card goes into every box now, yours was the first. Marit wrote it, because mine had \
                 more words and some of them were about the makers of hobs. Thank you for saying it out here \
                 and not in a letter. Two people with a glass top have read it since, and asked before they \
                 switched it on.",
                quotes: None,
                helpful: &["ladle", "whisk"],
            },
        ],
        accepted: Some(0),
        helpful: &["skillet", "parsnip", "walnut"],
    },
    Thread {
        question: false,
        about: About::Free,
        title: "A lid for the everyday pan: would you use one?",
        by: By::Host("joost"),
        days_ago: 33,
        at: (12, 40),
        body: "Thirty-one of you have asked for a lid over the years. Marit keeps the list. So I made one for \
         the 26. The first rattled. The second fitted so well that it stuck, and I had to warm the pan to get \
         at my own supper. The third lies here on the bench and does neither, and now I am not sure that I want \
         to make it.\n\n\
         What would you put under it? And say so if you need none. A lid that I need not make is the best lid \
         of all.",
        posts: &[
            Said {
                by: By::Guest("butter"),
                after_minutes: 450,
                stake: None,
                body: "Potatoes, the last ten minutes. At the moment I use a baking sheet with a mug on it for a \
                 knob, and my wife says it is the most honest thing in our kitchen. Flat would do me. It \
                 doesn’t have to fit. If it hung on the same nail as the pan I’d be a happy man.",
                quotes: None,
                helpful: &["ladle", "kettle", "fork", "sieve", "plum"],
            },
            Said {
                by: By::Guest("skillet"),
                after_minutes: 710,
                stake: None,
                body: "No lid. What happens under a lid is steaming, and for steaming you sell pots. At work we \
                 turn the next size of pan over the first. Two pans, no lid, and nobody has lost one yet, which \
                 cannot be said of a single lid I have known.",
                quotes: None,
                helpful: &["radish", "parsnip"],
            },
            Said {
                by: By::Host("tomas"),
                after_minutes: 1295,
                stake: Some("none"),
                body: "I am asked about the knob from the next bench, so I may as well answer here. Wood moves \
                 and steel does not, and what suffers is the screw between them. On the stock pot it is well, \
                 because that knob never sees the oven. On a pan it would be in the oven within the week. I \
                 would bend a handle out of strap iron, as on the lids in old farmhouses, and burn my fingers \
                 once.",
                quotes: None,
                helpful: &["ladle", "walnut"],
            },
            Said {
                by: By::Guest("fork"),
                after_minutes: 2665,
                stake: None,
                body: "May I speak for those with one good hand? My mother lifts lids with the handle of a \
                 spoon. She can do that with a loop that stands up. A round knob she drops, every time, and \
                 then she has hot steam and a fright. If there is to be a lid, please make it a loop.",
                quotes: None,
                helpful: &["teapot", "ladle", "butter", "walnut", "mug", "egg"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 2810,
                stake: Some("made"),
                body: "A loop. That settles the knob, and I need not argue with Tomas. This is why I ask you and \
                 not myself.\n\n\
                 So: flat, like the baking sheet, with a strap as wide as four fingers, and a hole to hang it \
                 up by. Not fitted. @Smoky Skillet 310, two pans is what I do at home as well, but say it \
                 quietly, I may have lids to sell.",
                quotes: Some((4, "please make it a loop")),
                helpful: &["fork", "butter", "teapot", "ladle"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 4564,
                stake: None,
                body: "Then put me down for one. What would it weigh? You tell us everywhere what a number does \
                 in a kitchen, and I should like to hear what half a kilo does on top of a frying pan.",
                quotes: None,
                helpful: &["parsnip", "jar"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 5545,
                stake: Some("made"),
                body: "Six hundred grams. Up there it does two things. It stays put when the potatoes push, and \
                 it tells you where it is when it lands on your foot.\n\n\
                 I count three who want one, one who does not, and one carpenter. I make six, for whoever spoke \
                 up first. If they all come back, then it was no lid that was needed, and I have learned it for \
                 the price of a sheet.",
                quotes: None,
                helpful: &["ladle", "butter", "fork", "oven", "whisk"],
            },
        ],
        accepted: None,
        helpful: &["butter", "ladle", "fork", "oven"],
    },
];

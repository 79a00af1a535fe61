//! About knives, and what is done to keep them sharp.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Product("whetstone"),
        title: "My first stone: the coarse pair or the fine one?",
        by: By::Guest("peeler"),
        days_ago: 101,
        at: (13, 10),
        body: "One decent knife, two bad ones, and the tomatoes have started to win. No chips that I can see, \
         they’re only dull. I’ve never sharpened anything but a pencil. Do I start with 400 and 1000 because \
         they are bad, or with 1000 and 3000 because I am afraid of grinding them away?",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 31,
                stake: Some("sells"),
                body: "1000 and 3000. The coarse side is for chips, and for knives that somebody opened paint \
                 with. Dull is work for the\n\
                 1000. The 3000 only makes it last.\n\n\
                 You will not grind it away, not in twenty years of trying. Watch for one thing, the burr. Put \
                 the knife flat, lift its back by the thickness of a finger, and stroke one side until you feel \
                 a rough lip along the *whole* length of the other. Feel with the thumb, off the edge and never \
                 along it. No lip, not done, and no finer stone will help. Then the other side, the same. Then \
                 light strokes on the 3000 until the lip has gone.\n\n\
                 Thursdays after four I show it at the counter. Bring the bad ones first.",
                quotes: None,
                helpful: &["peeler", "radish", "skillet", "parsnip", "walnut", "kettle"],
            },
            Said {
                by: By::Guest("skillet"),
                after_minutes: 645,
                stake: None,
                body: "Two things nobody tells you. Soak it until it stops bubbling, five minutes, and keep it \
                 wet. And begin with the cheap knives. My first victim belonged to the head chef, and he \
                 brought it up in his speech when I left.",
                quotes: None,
                helpful: &["peeler", "radish"],
            },
            Said {
                by: By::Guest("peeler"),
                after_minutes: 17650,
                stake: None,
                body: "It’s here. My thumb found the lip after what felt like a week and was eleven minutes. The \
                 worse of the bad knives now sinks through a tomato by its own weight. I have cut up four of \
                 them, for nobody.",
                quotes: None,
                helpful: &["skillet", "kettle", "radish"],
            },
            Said {
                by: By::Guest("peeler"),
                after_minutes: 108450,
                stake: Some("owns"),
                body: "Two months on, in case somebody reads this before buying. I do all three knives once a \
                 month, ten minutes each. By now the stone had worn a little hollow in the middle and the edges \
                 came out uneven, so I asked at the counter, and Joost rubbed it flat while I waited. Nobody \
                 had told me that stones need that. Now you have been told.",
                quotes: None,
                helpful: &["radish", "parsnip", "kettle", "skillet"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 109205,
                stake: Some("sells"),
                body: "Fair. I say it every Thursday and have never written it down. So, written down: draw a \
                 grid on the stone with a pencil. Wet sandpaper on a sheet of glass, rub the stone on it until \
                 the pencil is gone. Then it is flat. Twice a year, at the pace you keep.",
                quotes: Some((4, "Nobody had told me that stones need that")),
                helpful: &["peeler", "skillet", "radish"],
            },
        ],
        accepted: Some(0),
        helpful: &["radish", "kettle", "parsnip"],
    },
    Thread {
        question: true,
        about: About::Spec("kitchen-knife", "steel"),
        title: "Carbon or stainless, if nobody in the house wipes a knife?",
        by: By::Guest("parsnip"),
        days_ago: 19,
        at: (9, 35),
        body: "There are ten euros between the two and, in this house, two opinions. I should like the sharper \
         one. The others leave it in the sink with half a lemon on top, and I have given up believing that they \
         will change. Is carbon a virtue that one can teach people, or am I buying a quarrel?",
        posts: &[
            Said {
                by: By::Host("marit"),
                after_minutes: 23,
                stake: Some("sells"),
                body: "You would be buying a quarrel with a very good edge. Take the stainless. I have sold both \
                 across this counter for years, and no carbon knife has yet brought up a family. In a week it \
                 is grey. In a month somebody has been at it with the green side of the sponge, and then there \
                 is a conversation.\n\n\
                 If you still long for the other after a year, buy a small one in carbon, keep it in your own \
                 drawer and tell nobody. [There is one that fits a fist with an apple in \
                 it.](/products/paring-knife)",
                quotes: None,
                helpful: &["parsnip", "radish", "biscuit", "mug", "plum", "kettle"],
            },
            Said {
                by: By::Guest("skillet"),
                after_minutes: 405,
                stake: Some("owns"),
                body: "Let me speak for the quarrel. I have the carbon one at work, where six people borrow it. \
                 It is as dark as a slate roof and I would not go back: a few strokes on the stone and it is \
                 frightening again, where stainless keeps me standing there. The grey is no damage, it is what \
                 holds off the rust. But I am in the room all day, and I glare. If you leave the house to go to \
                 work, @Marit Hoekzema is right.",
                quotes: None,
                helpful: &["peeler", "radish", "walnut"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 1475,
                stake: Some("made"),
                body: "Both true. I can only add what the lemon does. One night under half a lemon and the \
                 carbon has small bites in its edge, you see them with a glass. I grind that out, ten minutes, \
                 and a hair of your knife goes with it. The stainless takes such a night for nothing. So do not \
                 count opinions. Count lemons.",
                quotes: None,
                helpful: &["parsnip", "skillet", "peeler"],
            },
            Said {
                by: By::Guest("parsnip"),
                after_minutes: 2080,
                stake: None,
                body: "I counted. Three this week. Stainless, then, and @Smoky Skillet 310 may come and glare \
                 whenever the restaurant is closed. I note that nobody tried to sell me both, if one leaves the \
                 drawer out of it.",
                quotes: None,
                helpful: &["skillet", "radish", "kettle", "fig"],
            },
        ],
        accepted: Some(0),
        helpful: &["whisk", "radish", "kettle", "biscuit"],
    },
    Thread {
        question: true,
        about: About::Spec("honing-rod", "surface"),
        title: "A steel rod, a hard knife, and nothing happens",
        by: By::Guest("radish"),
        days_ago: 40,
        at: (17, 5),
        body: "Every evening I stroke the kitchen knife along a grooved steel rod, faithfully, as my father did \
         with his. It makes the right noise. The knife is no better than it was before supper. Is it my wrist, \
         the rod, or the noise?",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 27,
                stake: Some("made"),
                body: "The noise. Your father’s knife was soft, 54 or so, and a soft edge lies down when it \
                 works. The rod stands it up again, and that is all a rod does. Ours is at 60. That edge does \
                 not lie down, it wears, and grooved steel skates over it. You have been keeping up a custom.\n\n\
                 Above 58 you want the ceramic. It takes a trace of metal as well. Six light strokes, before \
                 cooking and not after. It is sold out and more are on their way. Until then: three strokes a \
                 side on a fine stone. And leave your father’s rod with your father’s knife.",
                quotes: None,
                helpful: &["radish", "peeler", "skillet", "parsnip", "kettle"],
            },
            Said {
                by: By::Guest("skillet"),
                after_minutes: 427,
                stake: None,
                body: "And light means light. I see people fence with it. Stand the tip of the rod on the board, \
                 let the knife come down along it by its own weight, at half the angle you first thought of. If \
                 the neighbours can hear it, you are pressing.",
                quotes: None,
                helpful: &["radish", "peeler"],
            },
            Said {
                by: By::Guest("radish"),
                after_minutes: 925,
                stake: None,
                body: "I am left-handed and had put it all down to that. Three strokes a side on the stone, and \
                 an onion fell open as if it had been waiting to. The old rod has gone back to the old knife. \
                 They are very happy together.",
                quotes: None,
                helpful: &["skillet", "peeler", "parsnip", "teapot"],
            },
        ],
        accepted: None,
        helpful: &["peeler", "whisk"],
    },
];

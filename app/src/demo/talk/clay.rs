//! About clay and glaze, and one firing that was opened too early.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Spec("sourdough-crock", "clay"),
        title: "Sauerkraut in the crock: what do salt and acid do to it?",
        by: By::Guest("dough"),
        days_ago: 30,
        at: (11, 20),
        body: "I’m thinking of the large one, for a starter most of the year and for cabbage in the autumn. My \
         grandmother’s crock was glazed to the floor. Yours is bare at the bottom. Does brine creep into the \
         bare part? And is the green one of those glazes you’d better not leave vinegar in?",
        posts: &[
            Said {
                by: By::Host("wessel"),
                after_minutes: 32,
                stake: Some("made"),
                body: "No lead. No cadmium. The green is iron.\n\n\
                 At 1250 degrees it is glass, and vinegar does nothing to glass. I had a piece tested, a day in \
                 four per cent acid. What came out was less than they can measure.\n\n\
                 The bare part was in the same fire. It is dense. It takes up less than a fiftieth of its \
                 weight, so nothing comes through. It will stain. That is the whole list.",
                quotes: None,
                helpful: &["dough", "loaf", "egg", "oven", "jar", "fig", "teapot"],
            },
            Said {
                by: By::Guest("loaf"),
                after_minutes: 500,
                stake: Some("owns"),
                body: "Sixteen months with the large one, and three lots of cabbage. Twenty grams of salt to the \
                 kilo, weighed. A small plate and a clean stone on top, so that nothing looks out of the brine. \
                 The loose lid lets it breathe. Ten days in the kitchen, and then into jars in the cold.\n\n\
                 The foot has gone the colour of tea. My starter does not mind lodging where there has been \
                 cabbage, but wash it and air it for a day, or the first loaf will have opinions.",
                quotes: None,
                helpful: &["dough", "oven", "leek", "biscuit", "fig"],
            },
            Said {
                by: By::Host("neela"),
                after_minutes: 1380,
                stake: Some("none"),
                body: "To the twenty grams I would add one thing: weigh the cabbage *after* you have cut the \
                 heart out. And taste it every other day with a clean fork. First it is salad, then it is \
                 nothing much, and then one morning it fizzes and smells of green apple. That is the day on \
                 which I put it in the cold. Most people miss it because a book told them three weeks.",
                quotes: None,
                helpful: &["dough", "loaf", "jar", "leek"],
            },
            Said {
                by: By::Guest("dough"),
                after_minutes: 2995,
                stake: None,
                body: "I didn’t know you could ask a potter for a laboratory. So: the large one, twenty grams, \
                 heart out first. All I’m missing is the stone. @Toasted Loaf 41, what kind?",
                quotes: None,
                helpful: &["loaf"],
            },
            Said {
                by: By::Guest("loaf"),
                after_minutes: 3310,
                stake: Some("owns"),
                body: "Granite, or a flint from the beach, boiled for ten minutes. No limestone and no marble: \
                 acid eats those, with bubbles, and you would be proud of the wrong fizz. A jam jar filled with \
                 water and screwed shut does just as well, and you can see that it is clean.",
                quotes: None,
                helpful: &["dough", "leek", "jar", "biscuit"],
            },
        ],
        accepted: Some(0),
        helpful: &["oven", "biscuit", "egg"],
    },
    Thread {
        question: true,
        about: About::Product("mug"),
        title: "One of my four mugs leaks",
        by: By::Guest("mug"),
        days_ago: 58,
        at: (8, 50),
        body: "Four mugs, sand, came twelve days ago and looked well. Since yesterday one of them weeps: a \
         hairline from the rim down towards the handle, and a ring of tea on the desk. Last night it stood on \
         my daughter’s drawing, which is where I stopped finding it interesting. It has not been dropped and it \
         has never seen an oven.\n\n\
         I’d like to know how a mug comes by a crack in twelve days, and what you’re going to do about it.",
        posts: &[
            Said {
                by: By::Host("marit"),
                after_minutes: 24,
                stake: Some("sells"),
                body: "I am sorry, for the mug and more for the drawing. A mug has one job.\n\n\
                 What happens now: a new one leaves this morning, Pim has it on the table. You need not send \
                 the old one back first. Please do not drink from it any more, because a hairline can let go \
                 when it is full and hot. Wessel is at the kiln. I have read him your message, and he has gone \
                 quiet in the way that I do not like. He will write here himself, today.",
                quotes: None,
                helpful: &["mug", "parsnip", "teapot"],
            },
            Said {
                by: By::Host("wessel"),
                after_minutes: 410,
                stake: Some("made"),
                body: "My fault. I am sorry.\n\n\
                 It is a cooling crack. It was there from the start, and nobody can see it at first. I opened \
                 that firing at 220 degrees. I know better.\n\n\
                 I have tapped every mug on the shelf that was in it. Two sound dull. They are broken up. \
                 Eleven were sold before, and Marit has the list.\n\n\
                 Your other three: hang each on a finger, tap it with a spoon. It should ring. If it clacks, it \
                 is one too.",
                quotes: None,
                helpful: &["mug", "parsnip", "teapot", "walnut", "fig", "jar", "plum", "loaf"],
            },
            Said {
                by: By::Guest("mug"),
                after_minutes: 635,
                stake: None,
                body: "Two ring and one clacks. I did it four times, and my daughter, who is six and hears \
                 everything, agrees with me. I’m less cross than this morning, because I’ve learned how to \
                 listen to a mug. But it is two of four.",
                quotes: None,
                helpful: &["teapot", "parsnip", "plum"],
            },
            Said {
                by: By::Host("marit"),
                after_minutes: 1456,
                stake: Some("sells"),
                body: "Two of four, then, are replaced, and the money for those two goes back as well, €38.00. \
                 It left for your bank this morning. Pim caught yesterday’s parcel at the door and put the \
                 second one in.\n\n\
                 For everybody who reads along: the other people with mugs from that firing have all had a \
                 letter, asking them to do the spoon. Whoever hears a clack gets a new one and explains nothing.",
                quotes: Some((3, "it is two of four")),
                helpful: &["mug", "parsnip", "teapot", "fork", "ladle", "egg"],
            },
            Said {
                by: By::Guest("mug"),
                after_minutes: 4858,
                stake: None,
                body: "They came yesterday, and both of them ring. Round the straw was rolled a sheet of good \
                 drawing paper, from somebody called Pim. My daughter has drawn the kiln on it, with flames. \
                 She would like to know whether it is true that he opened it too early because he wanted to see.",
                quotes: None,
                helpful: &["parsnip", "plum", "teapot", "fork"],
            },
            Said {
                by: By::Host("wessel"),
                after_minutes: 5832,
                stake: Some("made"),
                body: "It is true. I wanted to see the black glaze. There is a note on the kiln door now, in \
                 Ilse’s hand: *Eighty degrees.* Of the eleven, two clacked. One was yours. All of them have new \
                 ones. I would like to hang up the drawing.",
                quotes: None,
                helpful: &["mug", "teapot", "parsnip", "fig", "walnut", "loaf", "fork", "plum"],
            },
            Said {
                by: By::Guest("mug"),
                after_minutes: 59720,
                stake: Some("owns"),
                body: "Forty days on, because a thing like this ought to have an end. Four mugs, tapped every \
                 Sunday by an inspector of six, all in tune. The drawing hangs beside the kiln, a friend has \
                 seen it there. I am not easily pleased, and I have just ordered a plate.",
                quotes: None,
                helpful: &["parsnip", "teapot", "plum", "ladle", "fork", "whisk"],
            },
        ],
        accepted: Some(1),
        helpful: &["parsnip", "teapot", "fork", "plum"],
    },
    Thread {
        question: true,
        about: About::Spec("mug", "weight"),
        title: "A mug for a hand that shakes?",
        by: By::Guest("fork"),
        days_ago: 9,
        at: (10, 40),
        body: "My mother is eighty-one and has a tremor in her right hand. She has drunk from china all her life \
         and detests the plastic cup with two ears that the hospital sent along. I read that your mug is hard \
         to knock over. Would it suit her? She takes her tea three quarters full.",
        posts: &[
            Said {
                by: By::Host("wessel"),
                after_minutes: 35,
                stake: Some("made"),
                body: "No. Full, it is close to 700 grams. On a table the weight keeps it steady. In a hand that \
                 shakes the weight only shakes further. I would not sell it to her.",
                quotes: None,
                helpful: &["fork", "teapot", "parsnip", "egg", "plum"],
            },
            Said {
                by: By::Guest("teapot"),
                after_minutes: 85,
                stake: None,
                body: "It is my wrists and not a tremor, so take this as a neighbour’s knowledge. What helped me \
                 was wide and low rather than heavy: a breakfast cup with the shape of a bowl, half filled, \
                 held round its body with both hands and the ear left out of it. It must not be thin or it \
                 burns. Old hotel ware is right, and costs next to nothing on a market.",
                quotes: None,
                helpful: &["fork", "egg", "plum", "ladle", "mug", "walnut"],
            },
            Said {
                by: By::Host("marit"),
                after_minutes: 160,
                stake: Some("sells"),
                body: "Honestly, then: do not buy this from us. Nothing on our shelves was made for it, and the \
                 hotel cup of @Early Teapot 12 beats anything that I could talk you into. There are also cups \
                 of real china with two handles, and an occupational therapist can lend you some to try. Ask \
                 for one at the hospital that sent the plastic.\n\n\
                 What I would do meanwhile is serve it half full, twice, and keep the other half hot in a small \
                 pot beside her.",
                quotes: None,
                helpful: &["fork", "teapot", "egg", "mug", "parsnip"],
            },
            Said {
                by: By::Guest("fork"),
                after_minutes: 3230,
                stake: None,
                body: "Two hotel cups, three euros the pair. She says that the tea tastes as it used to. She \
                 asked who had told me, and I said, a lady who gets up early, and a potter who refused to sell \
                 me a mug. She would like to meet them both.",
                quotes: None,
                helpful: &["teapot", "plum", "egg", "parsnip", "fig"],
            },
        ],
        accepted: Some(1),
        helpful: &["teapot", "egg", "mug"],
    },
    Thread {
        question: true,
        about: About::Product("teapot"),
        title: "After four months my teapot has begun to drip",
        by: By::Guest("teapot"),
        days_ago: 80,
        at: (6, 20),
        body: "For sixteen weeks it stopped when I stopped, as promised. For the last fortnight there has been \
         one drop, never two, which runs down the outside of the spout and on to the cloth. I am fond of the \
         pot and have no wish to exchange it. Our water is hard, and I have obeyed you about the soap. Which of \
         us has changed?",
        posts: &[
            Said {
                by: By::Host("wessel"),
                after_minutes: 185,
                stake: Some("made"),
                body: "Neither. It is the water. Lime settles on the lip and makes it round. A round lip \
                 dribbles.\n\n\
                 A cloth with vinegar, folded over the lip. Ten minutes. Then a wooden toothpick along the \
                 edge, from below. Rinse. It should feel like a fingernail again. No file. No knife.",
                quotes: None,
                helpful: &["teapot", "fig", "ladle"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 370,
                stake: None,
                body: "Should one drop remain, there is the oldest of tricks: the least smear of butter under \
                 the lip. Water clings to wet clay and lets go of fat. It has been studied, and there are \
                 papers on it with very serious titles. Every café has known it for a century.",
                quotes: None,
                helpful: &["teapot", "jar", "fig", "walnut", "skillet"],
            },
            Said {
                by: By::Guest("teapot"),
                after_minutes: 1435,
                stake: Some("owns"),
                body: "Vinegar, ten minutes, a toothpick. The lip has its edge again and the cloth is dry. I did \
                 not need the butter, but I am glad to know of the papers. It will be done once a month from \
                 now on, together with the kettle, which has the same complaint.",
                quotes: None,
                helpful: &["ladle", "fig", "plum"],
            },
        ],
        accepted: None,
        helpful: &["fig", "plum"],
    },
];

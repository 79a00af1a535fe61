//! About bread and batter: rye, tins, and the first pancake.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Product("rye-flour"),
        title: "My rye loaf is gummy in the middle",
        by: By::Guest("dough"),
        days_ago: 18,
        at: (15, 5),
        body: "All rye, your flour, 80 grams of water to 100 as the page says, an hour at 220, crust nearly \
         black. From outside it’s a picture. Inside, the knife comes out with putty on it. I used dried yeast, \
         because I don’t have a starter yet. More oven? Less water?",
        posts: &[
            Said {
                by: By::Guest("loaf"),
                after_minutes: 135,
                stake: None,
                body: "It is the yeast, I would bet. Rye has an enzyme that goes on turning starch into sugar \
                 while the loaf heats through, and what stops it is acid. Wheat has its gluten to hold the \
                 crumb meanwhile. Rye has only its starch, and if you let that be eaten you get putty. So rye \
                 wants to be sour.\n\n\
                 No starter? Then begin one: flour and water by equal weight, stirred every day and fed every \
                 day, a week to ten days. Until it is ready, bake half rye and half wheat with your yeast, and \
                 it will be bread.",
                quotes: None,
                helpful: &["dough", "oven", "jar", "biscuit", "leek", "egg"],
            },
            Said {
                by: By::Host("neela"),
                after_minutes: 1105,
                stake: Some("made"),
                body: "All of that, and one thing that costs nothing: wait. Rye goes on setting long after the \
                 oven. A day for a small loaf and two for a large one, wrapped in linen. Cut warm it is always \
                 putty, even when it is right. The first slice tastes of almost nothing. On the fourth day it \
                 tastes of dried pear, and by then most people have none left.",
                quotes: Some((1, "rye wants to be sour")),
                helpful: &["dough", "loaf", "oven", "fig", "teapot"],
            },
            Said {
                by: By::Guest("oven"),
                after_minutes: 1630,
                stake: None,
                body: "From the side of the tin: an hour at 220 is fierce without and short within. I give a \
                 kilo and a half a quarter of an hour at 240 and then well over an hour at 180. And I believe a \
                 thermometer and not a crust. It should say 97 in the middle.",
                quotes: None,
                helpful: &["dough", "loaf", "biscuit"],
            },
            Said {
                by: By::Guest("dough"),
                after_minutes: 18575,
                stake: None,
                body: "Twelve days later. The starter has lived for a week and is called Gerrit. First loaf of \
                 nothing but rye with it: 240, then 180, 97 inside, wrapped for a day and a half while I sat on \
                 my hands. No putty. It cuts like cheese. I owe each of you a slice.",
                quotes: None,
                helpful: &["loaf", "oven", "egg", "kettle", "leek", "biscuit"],
            },
        ],
        accepted: Some(0),
        helpful: &["biscuit", "kettle", "oven"],
    },
    Thread {
        question: false,
        about: About::Product("bread-tin"),
        title: "Half a year with the bread tin, the good and the bad",
        by: By::Guest("oven"),
        days_ago: 21,
        at: (19, 50),
        body: "I promised myself to write this when the half-year was up. It is the 30.\n\n\
         The good: the sides come out brown, really brown. Two of them fit side by side. Nothing has ever \
         leaked, not even the wet rye.\n\n\
         The bad: the first loaf *did* hang on, and so did the second, and I said things. It took five bakes \
         before I stopped lining it with paper. And my mother-in-law soaked it once. By breakfast it had \
         freckles.\n\n\
         Would I buy it again? Yes, and hide it from her.",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 820,
                stake: Some("made"),
                body: "That is how I like it, with the mother-in-law left in. Thank you.\n\n\
                 Five bakes is on the long side. For whoever starts now: no washing between the first loaves at \
                 all. An oily paper while it is warm, and back into the oven as that cools down. Each time is \
                 half a coat. The page says that your first loaf will hang on a bit. I had better say two. Did \
                 the freckles go?",
                quotes: None,
                helpful: &["oven", "dough", "loaf", "biscuit"],
            },
            Said {
                by: By::Guest("oven"),
                after_minutes: 1455,
                stake: Some("owns"),
                body: "They went, with a scourer and one round of oil, and I couldn’t show you where they were. \
                 She’s bought me a second tin to say sorry, a shiny one. Loaves come out of it so pale that we \
                 keep pencils in it now.",
                quotes: None,
                helpful: &["dough", "parsnip", "kettle", "plum"],
            },
            Said {
                by: By::Guest("loaf"),
                after_minutes: 2815,
                stake: None,
                body: "With wet rye in a new tin: grease it *and* dust it with rye flour, and knock out whatever \
                 does not cling. Fat by itself runs down the walls when it gets hot. That brought me through my \
                 first five without saying things, or without saying them loudly.",
                quotes: None,
                helpful: &["oven", "dough", "biscuit"],
            },
            Said {
                by: By::Guest("dough"),
                after_minutes: 3680,
                stake: None,
                body: "I’m reading this with a tin in my cart. Does the 25 brown as well as the long one? And is \
                 it silly to start on two new things at once, a tin and a starter called Gerrit?",
                quotes: None,
                helpful: &["oven"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 3990,
                stake: Some("made"),
                body: "The same sheet, the same coat, the same brown. It only holds a sixth less, so take a \
                 sixth off everything, Gerrit included. And no, start on both. Then whatever goes wrong, you \
                 can tell each of them that it was the other.",
                quotes: None,
                helpful: &["dough", "oven", "loaf"],
            },
        ],
        accepted: None,
        helpful: &["dough", "loaf", "biscuit", "ladle", "parsnip"],
    },
    Thread {
        question: true,
        about: About::Product("nesting-bowls"),
        title: "Does anyone prove dough in the largest bowl?",
        by: By::Guest("biscuit"),
        days_ago: 0,
        at: (0, 25),
        body: "It’s past midnight and I’m waiting for a dough, so this is on my mind. I’ve got as much worktop \
         as a ship’s galley, and I want one bowl that mixes, proves, and does for salad on other days. Does a \
         plate lie flat enough on the large one to be its lid? And does the clay keep a dough warm, or does it \
         draw the warmth out? I’d love to hear from somebody who’s done it through a winter.",
        posts: &[],
        accepted: None,
        helpful: &[],
    },
    Thread {
        question: true,
        about: About::Product("pancake-pan"),
        title: "Why is the first pancake always the bad one?",
        by: By::Guest("butter"),
        days_ago: 45,
        at: (18, 20),
        body: "Four children, one pan, same thing every time: number one is pale and torn and gets eaten by me, \
         standing. From number three they look like the drawing on your page. I’ve had the 28 for three months, \
         and it was no different with the old pan. Is it the pan, is it the batter, or is there a law?",
        posts: &[
            Said {
                by: By::Guest("loaf"),
                after_minutes: 102,
                stake: None,
                body: "Half of it is the batter. Flour needs time to drink. Poured straight from the whisk it is \
                 milk with dry grains in it, and by the time you reach number three it has stood for ten \
                 minutes and turned into batter. Mix it, leave it half an hour under a plate, and the first \
                 will behave like the third.",
                quotes: None,
                helpful: &["butter", "dough", "oven", "egg", "leek", "biscuit"],
            },
            Said {
                by: By::Host("joost"),
                after_minutes: 930,
                stake: Some("made"),
                body: "And the other half is the pan. After a minute the middle is ready and the edge is not. \
                 The first pancake evens that out, so it is a thermometer that you can eat. Give it four \
                 minutes on medium instead of one on full, and then a *wipe* with oily paper. Not a puddle. In \
                 a puddle it fries in islands, and islands are pale.",
                quotes: Some((0, "is it the batter")),
                helpful: &["butter", "ladle", "kettle", "dough", "sieve"],
            },
            Said {
                by: By::Host("neela"),
                after_minutes: 1315,
                stake: Some("none"),
                body: "I like the first one best. It is all edge and butter, and it tastes a little of haste. In \
                 the laboratory we called that a blank: the run you make so that the others mean something. \
                 Sugar on it and nothing else, and eat it at the stove. That is not a fault in your method. It \
                 is the cook’s wages.",
                quotes: None,
                helpful: &["fig", "butter", "plum", "jar", "loaf", "teapot"],
            },
            Said {
                by: By::Guest("butter"),
                after_minutes: 5790,
                stake: Some("owns"),
                body: "Half an hour under a plate, four minutes on medium, a wipe. Number one came out so well \
                 that my eldest claimed it, and I stood there with nothing. Next time I’ll only follow half of \
                 the advice.",
                quotes: None,
                helpful: &["loaf", "dough", "plum", "kettle", "fig", "mug"],
            },
        ],
        accepted: None,
        helpful: &["dough", "kettle", "egg", "sieve", "whisk"],
    },
];

//! About what is eaten: mustard, beans, flour, oil and salt.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Spec("coarse-mustard", "bite"),
        title: "Why did the last jar bite, and this one hardly does?",
        by: By::Guest("fig"),
        days_ago: 14,
        at: (18, 30),
        body: "Crock 16 made my eyes water from across the table, and I loved it. This one is from 17. The same \
         lid, the same shelf in the fridge, and it is friendly. I have nothing against friendly. But did you \
         change something, or did I?",
        posts: &[
            Said {
                by: By::Host("neela"),
                after_minutes: 935,
                stake: Some("made"),
                body: "Neither of us. Time did. Seventeen was two months old when you opened it.\n\n\
                 The bite does not sit in the seed. It is *made*, at the moment the seed is crushed wet, by an \
                 enzyme that was kept in another room until then. From that day on it only fades, because what \
                 bites is a vapour, and it leaves by the nose, yours or somebody else’s. Cold slows it down, \
                 vinegar holds it, warmth opens the door for it.\n\n\
                 If you want tears, buy by the number. Today that is 18. If you want to eat a whole jar with \
                 cheese and still notice the cheese, you have the right one in your hand.",
                quotes: None,
                helpful: &["fig", "jar", "leek", "ladle", "egg", "towel", "skillet"],
            },
            Said {
                by: By::Guest("jar"),
                after_minutes: 1610,
                stake: None,
                body: "There is also the matter of the two seeds. Brown seed gives the volatile one, which goes \
                 up behind the eyes. Yellow gives a heat that stays on the tongue and hardly smells of \
                 anything. Boil either and it is gone, which is why mustard goes into a sauce at the very end \
                 and off the heat. I have seen people simmer a good jar for twenty minutes and then blame the \
                 jar.",
                quotes: None,
                helpful: &["fig", "leek", "skillet", "loaf"],
            },
            Said {
                by: By::Guest("fig"),
                after_minutes: 2920,
                stake: None,
                body: "A vapour with a date of birth. I have ordered an 18. It will stand for two months beside \
                 an open 17, and then I shall taste the one against the other like somebody with a cellar. My \
                 husband asks whether there is a club.",
                quotes: None,
                helpful: &["jar", "leek", "plum"],
            },
        ],
        accepted: None,
        helpful: &["jar", "leek"],
    },
    Thread {
        question: true,
        about: About::Spec("white-beans", "soak"),
        title: "Can the white beans go straight into a slow cooker?",
        by: By::Guest("kettle"),
        days_ago: 8,
        at: (22, 40),
        body: "One socket, one slow cooker, and no hob until the landlord finds the part. Can I put the beans in \
         with cold water in the morning and eat at seven? I’d soak them the night before, I’m not a barbarian.",
        posts: &[
            Said {
                by: By::Guest("leek"),
                after_minutes: 490,
                stake: None,
                body: "Not straight in, and that is no fussiness. Raw beans hold a lectin that will give you a \
                 very bad night, and a slow cooker may never get hot enough to break it. Kidney beans are the \
                 worst. White ones have less of it, but less is not none.\n\n\
                 I cook for forty people on Tuesdays and do it the same way each time: soak, pour that water \
                 away, *boil hard for ten minutes* in fresh, and then as low and as slow as you like. A kettle \
                 will not do, it has to go on boiling. Borrow a neighbour’s ring for ten minutes and pay in \
                 soup.",
                quotes: None,
                helpful: &["kettle", "whisk", "jar", "dough", "loaf", "egg", "sieve"],
            },
            Said {
                by: By::Guest("kettle"),
                after_minutes: 885,
                stake: None,
                body: "Neighbour’s ring, ten minutes, paid in soup. I’d no idea a bean can bear a grudge. She’s \
                 asked me to come by with the next lot as well, so I may never need a hob again.",
                quotes: None,
                helpful: &["leek", "whisk", "plum"],
            },
        ],
        accepted: Some(0),
        helpful: &["whisk", "dough"],
    },
    Thread {
        question: true,
        about: About::Spec("rye-flour", "contains"),
        title: "Is long-fermented rye possible with coeliac disease?",
        by: By::Guest("egg"),
        days_ago: 25,
        at: (14, 10),
        body: "My daughter was diagnosed two months ago and misses bread with a passion. A neighbour swears that \
         sourdough ‘eats the gluten’ and that rye has hardly any. Your page says that it is not for her, and I \
         believe you. I’d only like to be able to explain it to the neighbour. And is there anything on your \
         pantry shelf that we can have?",
        posts: &[
            Said {
                by: By::Host("neela"),
                after_minutes: 25,
                stake: Some("made"),
                body: "Do not buy flour from us, and do not let the neighbour bake for her. Rye has less gluten \
                 than wheat and of another kind, and for her it is the same enemy. A sourdough does break down \
                 some of it. *Some*. How much is left in a kitchen, nobody can tell you, and whatever is left \
                 is enough.\n\n\
                 The shelf, as I would want to be told it:\n\n\
                 - Salt, honey, whole pepper: nothing in them, and filled in the other room.\n\
                 - Mustard: no flour in it, but I grind it where the sacks of rye stand.\n\
                 - Beans: sorted on the table on which I fold the flour bags. I hear stones. I do not hear \
                 flour.\n\n\
                 Beans and mustard I would buy from somebody with a closed line and a crossed grain on the \
                 packet. I have nothing tested, so I promise nothing.",
                quotes: None,
                helpful: &["egg", "jar", "leek", "loaf", "dough", "fork", "parsnip", "teapot", "plum"],
            },
            Said {
                by: By::Guest("leek"),
                after_minutes: 380,
                stake: None,
                body: "For bread that is not a brick: buckwheat from a packet with that crossed grain on it, a \
                 little psyllium to hold it together, and more water than you dare. It is what we bake on \
                 Tuesdays for the two who need it. In a tin of their own with their names on it, and in the \
                 oven before anything else.",
                quotes: None,
                helpful: &["egg", "loaf", "jar", "dough"],
            },
            Said {
                by: By::Guest("egg"),
                after_minutes: 1150,
                stake: None,
                body: "I read her the list, and she said: *she hears stones?* Now she wants to visit. We shall \
                 come for honey. The neighbour has been told, with thanks, and took it well. There will be \
                 buckwheat. I have seldom been sent away from a shop so kindly.",
                quotes: None,
                helpful: &["leek", "loaf", "plum", "fork", "teapot"],
            },
        ],
        accepted: Some(0),
        helpful: &["loaf", "dough", "fork"],
    },
    Thread {
        question: true,
        about: About::Spec("rapeseed-oil", "heat"),
        title: "Can I season a pan with this oil?",
        by: By::Guest("sieve"),
        days_ago: 34,
        at: (17, 25),
        body: "I’ve got half a bottle left and a bare spot on my pan. Rapeseed is on every list of oils for \
         seasoning, and the page says this one is good up to 170. Does it work, or does it just smell nice?",
        posts: &[
            Said {
                by: By::Host("joost"),
                after_minutes: 23,
                stake: Some("none"),
                body: "It works. Rapeseed is one of the better ones. But take the cheap bottle, the clear one \
                 that tastes of nothing. The cloud in Neela’s is bits of seed, and bits do not turn into a \
                 skin. They burn and leave freckles. You would also have to take it past two hundred until it \
                 stops smoking, and all that you paid for goes out of the window. I mean that. Open the window.",
                quotes: None,
                helpful: &["sieve", "ladle", "kettle"],
            },
            Said {
                by: By::Host("neela"),
                after_minutes: 970,
                stake: Some("made"),
                body: "He came over to ask whether I mind, which is new. I do. Three weeks of settling are in \
                 that bottle so that it tastes of a field, and a pan does not taste. Fry onions in it, gently, \
                 well below the haze. Pour the rest over warm beans. If a little of it should get into the \
                 steel on the way, I shall look in the other direction.",
                quotes: None,
                helpful: &["fig", "sieve", "loaf", "ladle", "jar"],
            },
            Said {
                by: By::Guest("ladle"),
                after_minutes: 1035,
                stake: None,
                body: "I have tried both, in the interest of science. The cheap one gave an even brown. Neela’s \
                 gave a brown with stars in it, and the kitchen smelled of hay until the next day. The pan did \
                 not mind. But I should rather have had the hay on my potatoes.",
                quotes: None,
                helpful: &["sieve", "fig", "jar", "walnut", "skillet"],
            },
        ],
        accepted: None,
        helpful: &["kettle", "whisk"],
    },
    Thread {
        question: true,
        about: About::Spec("sea-salt", "grain"),
        title: "I dried the grey salt for my mill. Why is it damp again?",
        by: By::Guest("parsnip"),
        days_ago: 55,
        at: (20, 45),
        body: "Yes, I read ‘not for mills’. I gave it two hours in the oven at 100, until it rattled like \
         gravel, and a week later the mill was stuck. So I now have the same question twice: why does it get \
         wet again, and how does one clean a mill?",
        posts: &[
            Said {
                by: By::Host("neela"),
                after_minutes: 785,
                stake: Some("made"),
                body: "Because it is not only salt. Some of the sea’s magnesium stays in it, as chloride, and \
                 that drinks out of the air. You can bake it as dry as you like. One damp evening and it has \
                 had its glass again. A factory washes that out. I could too, and then I would have salt for a \
                 mill and none of the taste you came for.\n\n\
                 Pinch it. That is what the coarse grain is for, your fingers know how much they have hold of.",
                quotes: None,
                helpful: &["parsnip", "jar", "fig", "ladle", "leek"],
            },
            Said {
                by: By::Host("tomas"),
                after_minutes: 1045,
                stake: Some("none"),
                body: "If the mill is one of mine, bring it, and I take the works out and look. I shall say \
                 nothing about the word on the page, since you have said it yourself. If it is somebody else’s: \
                 empty it, take it apart as far as it goes, brush it out dry with an old toothbrush. No water. \
                 Leave it open for two days. For salt I would want ceramic works and dry rock salt in them. \
                 Where steel has rusted once, salt finds the place again.",
                quotes: None,
                helpful: &["parsnip", "walnut"],
            },
            Said {
                by: By::Guest("parsnip"),
                after_minutes: 2805,
                stake: None,
                body: "It came from a petrol station, so I have let it go without ceremony. The salt now stands \
                 by the stove in an egg cup and is pinched. I concede the point, and I am keeping the egg cup.",
                quotes: None,
                helpful: &["fig", "kettle", "ladle", "jar"],
            },
        ],
        accepted: Some(0),
        helpful: &["kettle"],
    },
];

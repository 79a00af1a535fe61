//! The house and its guests: who speaks, what the hosts say about themselves, and when they stand at the counter.

use super::{Guest, Page};

pub const GUESTS: &[Guest] = &[
    Guest { key: "ladle", alias: "Slow Ladle 27", owns: Some("everyday-pan") },
    Guest { key: "whisk", alias: "Quiet Whisk 8", owns: None },
    Guest { key: "loaf", alias: "Toasted Loaf 41", owns: Some("sourdough-crock") },
    Guest { key: "sieve", alias: "Patient Sieve 93", owns: None },
    Guest { key: "skillet", alias: "Smoky Skillet 310", owns: Some("kitchen-knife") },
    Guest { key: "butter", alias: "Mellow Butter 66", owns: Some("pancake-pan") },
    Guest { key: "teapot", alias: "Early Teapot 12", owns: Some("teapot") },
    Guest { key: "mug", alias: "Candid Mug 204", owns: Some("mug") },
    Guest { key: "apron", alias: "Tidy Apron 77", owns: Some("apron") },
    Guest { key: "towel", alias: "Keen Towel 19", owns: Some("tea-towels") },
    Guest { key: "walnut", alias: "Humble Walnut 58", owns: Some("end-grain-board") },
    Guest { key: "jar", alias: "Peppery Jar 140", owns: None },
    Guest { key: "dough", alias: "Curious Dough 35", owns: None },
    Guest { key: "peeler", alias: "Steady Peeler 5", owns: Some("whetstone") },
    Guest { key: "plum", alias: "Rosy Plum 17", owns: None },
    Guest { key: "parsnip", alias: "Plain Parsnip 402", owns: None },
    Guest { key: "kettle", alias: "Merry Kettle 23", owns: None },
    Guest { key: "fig", alias: "Velvet Fig 88", owns: None },
    Guest { key: "egg", alias: "Minted Egg 3", owns: None },
    Guest { key: "fork", alias: "Gentle Fork 61", owns: None },
    Guest { key: "oven", alias: "Warm Oven 250", owns: Some("bread-tin") },
    Guest { key: "leek", alias: "Salted Leek 9", owns: None },
    Guest { key: "biscuit", alias: "Jolly Biscuit 72", owns: None },
    Guest { key: "radish", alias: "Nimble Radish 14", owns: None },
];

/// How many days ago the parcel of whoever owns something arrived, by their key.
pub const ARRIVED: &[(&str, i64)] = &[
    ("ladle", 400),
    ("loaf", 520),
    ("skillet", 300),
    ("butter", 135),
    ("teapot", 195),
    ("mug", 70),
    ("apron", 240),
    ("towel", 290),
    ("walnut", 430),
    ("peeler", 90),
    ("oven", 205),
];

pub const PAGES: &[Page] = &[
    Page {
        handle: "marit",
        title: "Keeps the counter",
        words: "I sit by the door, so I am the first person you meet and usually the last. For nineteen years I \
             wrote down which ships came in, what they carried and what they said about the weather. This is \
             much the same work. Somebody comes in for a knife, I ask what they cut, and after a while it turns \
             out that they need a board.\n\n\
             I make nothing. That is useful, because I have no favourite among the things here, only among the \
             people, and I keep that to myself. I own one of nearly everything. I will tell you which I use, \
             which I gave to my sister, and which stands in the cupboard behind the flour.\n\n\
             Ask me when you do not know whom to ask. If what you have at home is fine, I say so. Three times \
             running I sold the same woman nothing at all, and the fourth time she brought her mother.",
        specialities: "choosing, presents, moving house, inherited pans, sending back",
        shifts: &[(1, 540, 1080), (2, 540, 780), (5, 540, 1080), (6, 540, 840)],
    },
    Page {
        handle: "joost",
        title: "Smith, at the forge",
        words: "My hands do the thinking and I write down what they say, so there may be soot on it. Ask me \
             about steel. Why it sticks, why it rusts, why yours went blue, how you get it back after the \
             dishwasher. There is nearly always a way. I have had a pan here that spent a winter in a garden \
             with a geranium in it. It fries potatoes now.\n\n\
             What I do not know: coatings, aluminium, anything with a warranty card. I say so, and then I go \
             and ask Marit, and she says so too.\n\n\
             I answer between heats. If it takes a while, there is something orange on the anvil that cannot \
             wait, and you can. On Thursdays I stand at the counter, and after four I show how to sharpen. \
             Bring the knife you are ashamed of. I have three boys, and every one of them has used mine as a \
             screwdriver. You will not shock me.",
        specialities: "steel, rust, seasoning, sharpening, handles, ruined pans",
        shifts: &[(4, 540, 1080), (6, 750, 840)],
    },
    Page {
        handle: "tomas",
        title: "Woodworker, at the wood bench",
        words: "I am better at listening to a board than at writing, though I have been told that the two are \
             not so far apart.\n\n\
             If you tell me what has happened to your spoon or your board, tell me also where it lives: beside \
             the stove, in a drawer, under a window that gets the afternoon. Nine times out of ten that is \
             already the answer, and you will hear it yourself while you type. Then there is nothing left for \
             me to do but agree.\n\n\
             I read a question in the morning and plane something, and by noon I know what was meant. That is \
             not slowness, or if it is, it has saved me a good many wrong answers. I have a book in which every \
             tree is written down, with where it stood and what stood beside it. If yours is one of mine, give \
             me the letters burnt on the back, and I will tell you about its neighbours.",
        specialities: "wood, boards, spoons, oil, planing, cracks",
        shifts: &[(3, 810, 1050)],
    },
    Page {
        handle: "ilse",
        title: "Seamstress, at the cutting table",
        words: "I measure first and answer after. If you ask me whether something will fit, give me centimetres. \
             ‘Rather tall’ is not a measure and neither is ‘normal’, I have met both and they were not alike.\n\n\
             Ask me how to wash a thing, how to get something out of it, and whether the hole is worth mending. \
             It nearly always is, down to a certain thickness of cloth, and I can tell you the thickness. What \
             I do not answer is which colour goes with your kitchen. You stand in it. I do not.\n\n\
             I try things before I say them, with strips and a pencil, and I write down the temperature. Where \
             I turn out to be wrong I say that as well, in the same place and in the same size of letter. It \
             has happened twice. My mother would have said three times, but she counted the sails.",
        specialities: "linen, washing, stains, mending, measuring, proofing baskets",
        shifts: &[(2, 780, 1080)],
    },
    Page {
        handle: "neela",
        title: "In the pantry",
        words: "Tell me what it smelled of. Not whether it was nice, that comes later. Was it grass, was it wax, \
             was it the inside of a school bag? From that I can mostly say what is in your jar, how old it is \
             and where in the kitchen it has been standing.\n\n\
             I spent eleven years in a laboratory making things taste of what was not in them. I know how it is \
             done, and so I know what to look for on a label, and I enjoy explaining it rather more than is \
             polite. Ask me about heat, sourness, keeping, and why it came out differently this time. It is \
             allowed to come out differently. It grew.\n\n\
             About allergens I answer slowly and plainly, and quite often the answer is: not from us. I would \
             rather lose you as a customer than guess.",
        specialities: "mustard, flour, beans, salt, pepper, allergens, what a thing tastes of",
        shifts: &[(3, 540, 750), (4, 900, 1020)],
    },
    Page {
        handle: "wessel",
        title: "Potter, throws the clay",
        words: "I throw. I fire twice a month. In between I wait, and while I wait you may ask me something.\n\n\
             I say what the clay is, what is in the glaze and how hot it was. If I do not know, I try it and \
             tell you then. That can take a firing.\n\n\
             Do not ask me which colour. Take the one you looked at longest.\n\n\
             If something of mine leaks, drips, rocks or breaks without a reason, write it here, where others \
             can read it. I would rather be ashamed once, in public, than be wrong on forty tables.\n\n\
             Saturdays after two I am at the counter. The others say that I should smile. I let the pots do \
             that.",
        specialities: "clay, glazes, kilns, cracks, drips",
        shifts: &[(6, 840, 960)],
    },
    Page {
        handle: "pim",
        title: "Packs the parcels",
        words: "If it goes out of this house, it went through my hands, so whatever arrived in pieces is my \
             business first and the carrier’s after.\n\n\
             Ask me where your parcel is, whether it can go to your neighbour, whether two orders can share a \
             box. They can, if you catch me before four, because at four the van comes and the driver does not \
             believe in waiting. Ask me how to pack a thing that you want to send back. There is always a way \
             with what you have at home: socks are good, newspaper is better, and nothing beats a towel you \
             were going to wash in any case.\n\n\
             I keep a shelf of boxes that failed, each with its date. Visitors think that is sad. I find it the \
             most useful shelf we have. My oldest is from the day the van dropped nine teapots off the quay, \
             and every box since has been a little better because of it. Seven of the nine came up whole.",
        specialities: "parcels, broken things, addresses, what fits in a box",
        shifts: &[(1, 930, 1020), (5, 930, 1020)],
    },
];

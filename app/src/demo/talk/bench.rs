//! Notes from the workbench, the newest first.

use super::Note;

pub const NOTES: &[Note] = &[
    Note {
        by: "joost",
        days_ago: 1,
        at: (13, 10),
        products: &["everyday-pan"],
        title: "Third coat on today’s pans",
        body: "Smoke at the third coat is right. Smoke at the first means that I was greedy with the cloth, and \
             one of these smoked at the first. It gets scrubbed back to grey and starts again behind the \
             others, like a boy who forgot his gym bag.\n\n\
             People ask why three and not ten. I tried ten. Thick seasoning is like thick paint: it looks well \
             until you hit it, and then it comes away in one piece with your egg on it. Three thin ones hold. \
             The rest you do yourself, with potatoes, and you get to eat those.",
        picture: Some(("pan-step4", "A pan over a row of gas flames, smoke rising from the oil in it")),
        helpful: &["ladle", "sieve", "butter", "kettle"],
    },
    Note {
        by: "tomas",
        days_ago: 2,
        at: (13, 48),
        products: &["cooking-spoon"],
        title: "Three stages of the same spoon",
        body: "The left one is a week from the axe and still wet. When I put it to my cheek it is cold, and that \
             is how I know. The middle one has stopped smelling of vinegar, so I may go on. The right one has \
             had its second oil.\n\n\
             They come from one oak, which stood at the corner of the cemetery and leaned over the wall until \
             the council lost its nerve. I have found two pieces of fence wire in it so far. There will be a \
             third. There is always one more than you were told.",
        picture: Some(("spoons-bench", "Three stages of the same spoon on their pegs, from blank to finished")),
        helpful: &["walnut", "apron", "fig"],
    },
    Note {
        by: "wessel",
        days_ago: 4,
        at: (17, 10),
        products: &["sourdough-crock"],
        title: "Twelve crocks, drying",
        body: "They shrink nine parts in a hundred. If the lid fits now it will not fit later. So now it rattles.\n\n\
             Ten days under a cloth. I turn each of them in the morning. This is the part of the work that \
             looks like nothing. A woman came in and asked when I would begin.",
        picture: Some(("crocks-bench", "Three raw clay crocks drying side by side")),
        helpful: &["loaf", "dough", "mug", "teapot", "oven"],
    },
    Note {
        by: "neela",
        days_ago: 6,
        at: (11, 26),
        products: &["coarse-mustard"],
        title: "Crock 18 is open",
        body: "Lid off at a quarter past eleven. Tomas was two rooms away and put his plane down.\n\n\
             It is a fierce one. The brown seed had a dry July, and in a dry July the plant makes less of \
             everything and more of that. Behind the sting there is grass, and a bit of green walnut, and \
             something I would have sold as ‘fresh’ in my former life without knowing what I meant.\n\n\
             Wait two months or be brave. Three jars of 17 are left, for those with company coming.",
        picture: Some(("pantry-bench", "Jars being filled through a funnel")),
        helpful: &["fig", "jar", "leek", "skillet"],
    },
    Note {
        by: "ilse",
        days_ago: 8,
        at: (10, 2),
        products: &["apron"],
        title: "Six centimetres, because of seven people",
        body: "Seven of you have written that the neck strap is short if one wears glasses, or has hair, or \
             both. I measured eleven heads in this house and next door. The old strap suits four of them, and \
             two of those are Joost’s boys.\n\n\
             From this cutting on it is 66 cm. That costs me one apron in every bolt, because the strips no \
             longer come out of the edge. I have put what remains by for bread bag cords, and am at peace with \
             it. If you have the old one and curse it, bring it in. I let in a piece.",
        picture: Some(("linen-bench", "Linen on the cutting table with shears, chalk and a half-cut apron")),
        helpful: &["apron", "plum", "fork", "towel"],
    },
    Note {
        by: "joost",
        days_ago: 11,
        at: (15, 20),
        products: &["everyday-pan", "pancake-pan"],
        title: "Tomas held, I hit",
        body: "Setting rivets is the only job here that takes two. One holds the bar against the head from \
             below, the other hits, and you have about six seconds while it is orange.\n\n\
             We talk about football so as not to talk about my thumb. Tomas thinks three rivets are one too \
             many. He said it today at the second rivet of eleven pans, which is not the moment. So I let him \
             pull on one with two. He pulled for a while. Then he went back to the wood bench and we have said \
             no more about it.",
        picture: Some(("pan-step3", "A steel handle riveted to the rim of a pan")),
        helpful: &["ladle", "walnut", "butter"],
    },
    Note {
        by: "pim",
        days_ago: 14,
        at: (16, 5),
        products: &["teapot", "jug"],
        title: "The cellar stairs, second attempt",
        body: "The new box for the teapot went down this afternoon, fourteen steps, stone. First attempt last \
             week: handle fine, spout fine, lid in two. The lid had been lying on the pot as it does on a \
             table, and a box is not a table.\n\n\
             Now the lid travels beside it in a nest of its own, like an egg. Down it went. Wessel came to \
             watch, and Marit, and somebody who had only wanted beans. All whole. I sent it down twice more to \
             be sure and the third time it made no sound at all, which worried me more than the breaking.",
        picture: None,
        helpful: &["teapot", "mug", "plum"],
    },
    Note {
        by: "marit",
        days_ago: 20,
        at: (9, 20),
        products: &["bread-knife", "everyday-pan"],
        title: "The list beside the till",
        body: "I write down what people ask for and we do not have. Thirty-one for a lid. Nine for something \
             left-handed besides the bread knife. Six for a wok, and I send all six to the 30 cm pan, and four \
             of them came back to say that it would do. Three for a nutmeg grater. One for ‘a thing like that, \
             but friendlier’, pointing at Wessel’s plates, while Wessel stood beside her.\n\n\
             Once a month I read it out over the coffee. Nobody likes it, because everybody is on it. But the \
             left-handed knife was on this list once, four times in one winter, and so was the smallest pan. If \
             you miss something, say it to me. I have plenty of paper.",
        picture: None,
        helpful: &["radish", "ladle", "parsnip", "fork", "biscuit"],
    },
    Note {
        by: "neela",
        days_ago: 23,
        at: (9, 40),
        products: &["white-beans"],
        title: "The last of the old beans",
        body: "Eleven kilos are left from the autumn before, and I will not sell them. They would go soft for \
             you in two hours, perhaps, and you would stand there and doubt your stove.\n\n\
             So they go to a kitchen that cooks for forty on Tuesdays, where there is a pressure cooker as big \
             as a font and nobody minds. What lies in the sacks now rattled in the barn this autumn. You can \
             tell by the skin: a young bean shines like a tooth. An old one looks as if it had heard bad news.",
        picture: Some((
            "beans",
            "A cloth sack with its rim rolled down, heaped with white beans, some of them on the table",
        )),
        helpful: &["leek", "kettle", "whisk"],
    },
    Note {
        by: "joost",
        days_ago: 27,
        at: (9, 10),
        products: &["everyday-pan", "roasting-tray"],
        title: "New sheet is in",
        body: "Half a tonne, from the mill across the estuary. The driver wanted to know where the crane was. I \
             showed him Tomas and the hoist.\n\n\
             The first one I cut goes to the anvil and gets bent double and back, twice, to see what it says. \
             This lot says nothing, which is what you want from steel. The lot before groaned, and I sent it \
             home. The chalk on the top one is the size. The chalk on the wall behind is lunch, ignore it.",
        picture: Some(("pan-step1", "A stack of round steel blanks, 26 chalked on the uppermost")),
        helpful: &["ladle", "oven", "walnut"],
    },
    Note {
        by: "wessel",
        days_ago: 29,
        at: (9, 30),
        products: &["dinner-plate", "nesting-bowls"],
        title: "Wiping rings",
        body: "Where one bowl stands in the next I take the glaze off with a wet sponge. A ring a finger wide. \
             If I forget one, the fire makes a single bowl of the two.\n\n\
             I forgot one. It is quite beautiful and cannot be used for anything. Marit has put it in the \
             window with a card that says *Not for sale. Not for anything.* Two people have offered.",
        picture: Some(("bowls", "Three stoneware bowls stacked in one another, white on top, then sand, then blue")),
        helpful: &["fig", "teapot"],
    },
    Note {
        by: "ilse",
        days_ago: 31,
        at: (14, 20),
        products: &["napkins"],
        title: "The end of the moss",
        body: "What is left of the moss is a strip of eighty centimetres and my regret. The dyer has retired. He \
             had the recipe in his head, and his head has gone to live in Portugal with his daughter.\n\n\
             I asked him for it by letter. He wrote back three pages, very kind, with a drawing of a boat, and \
             at the end: *until it looks right*. So that was the last moss. I would sooner end a colour than \
             sell you one that is nearly it.",
        picture: Some((
            "napkins-moss",
            "Four folded linen napkins in a stack, all moss green with a pale stitch, one loose thread hanging \
             down",
        )),
        helpful: &["towel", "plum", "apron"],
    },
    Note {
        by: "tomas",
        days_ago: 35,
        at: (16, 30),
        products: &["end-grain-board", "pepper-mill"],
        title: "A cherry from behind the pumping station",
        body: "It came down on its own in the night, which spares one the asking. The water board rang me before \
             they rang anybody with a chainsaw, and I cycled out and counted: ninety-one rings, and in the \
             middle of them eleven so close together that I had to use a pin. Those must have been the dry \
             years my grandmother spoke of.\n\n\
             It is sawn and stacked now, with laths between, and the ends are painted so that it does not \
             hurry. What will be chopping boards stays there for three years and what will be mills for four. I \
             have written it on each of them in pencil, with the date, for whoever does it.",
        picture: None,
        helpful: &["walnut", "skillet", "ladle", "butter"],
    },
    Note {
        by: "joost",
        days_ago: 39,
        at: (11, 45),
        products: &["kitchen-knife", "paring-knife"],
        title: "Straight, after the third time",
        body: "Nine knives into the oil this morning and eight came out straight. The ninth came out like a \
             banana, and that one was the best forged of the lot, naturally.\n\n\
             There is a short while after the quench, a minute or so, in which the steel is hard but has not \
             noticed. If you are quick you can bend it back over a rail with a gloved hand and a bad word. I \
             was quick. Too far, and back, and too far the other way, and then it lay down. It went into the \
             oven at two hundred with the others. I have marked it with a dot inside the handle and you will \
             never know.",
        picture: Some(("forge", "An anvil on a banded stump, with a hammer on it and a bar that still glows")),
        helpful: &["skillet", "peeler", "radish"],
    },
    Note {
        by: "neela",
        days_ago: 43,
        at: (10, 15),
        products: &["rye-flour"],
        title: "The stones have been dressed",
        body: "Twice a year the grooves have to be cut again, or the stone stops cutting and starts rubbing, and \
             rubbed flour is warm flour. It takes two days with a pick and a hood over one’s head, and I taste \
             granite until the weekend.\n\n\
             The first kilo afterwards is always full of grit and goes to the hens. The second was right: cool, \
             a little damp to the fingers, with that smell of apple skin on top which disappears within the \
             week. I check every sack with my tongue. If you have ever wondered why I talk about mine so much, \
             that is where it has been.",
        picture: Some(("flour", "A paper bag of rye flour with its top folded over, a little flour spilled beside it")),
        helpful: &["loaf", "dough", "oven", "egg"],
    },
    Note {
        by: "wessel",
        days_ago: 45,
        at: (10, 30),
        products: &["mug"],
        title: "Black again",
        body: "The black came out. Nine mugs. It breaks to rust along the lip, as it should, and nowhere else.\n\n\
             It had been too thick. I thinned it by a tenth and dipped for two counts where I used to count \
             three. The kiln stayed shut until it said seventy-six. I sat beside it with a book so that nobody \
             had to remind me. They all came by and looked at the book.\n\n\
             All nine were promised before they were cold. Whether I can do it twice I do not know.",
        picture: Some(("mug-iron", "A stoneware mug dipped in black down to a bare foot, rust brown along the lip")),
        helpful: &["mug", "parsnip", "fig"],
    },
    Note {
        by: "pim",
        days_ago: 52,
        at: (15, 30),
        products: &["forest-honey", "rapeseed-oil"],
        title: "Honey does not like corners",
        body: "A jar standing square in a box takes every knock on its shoulder. Turned by an eighth, so that it \
             looks into the corner, it rides. I have known that about jars for a year without knowing why, and \
             today Joost explained it to me with a hammer and an apple crate, so now I know why and am short of \
             a crate.\n\n\
             Bottles stay upright, cork to the sky. And no more than two jars to a parcel without a wall of \
             card between them. They are neighbours. They need not be friends.",
        picture: None,
        helpful: &["mug", "leek"],
    },
    Note {
        by: "ilse",
        days_ago: 57,
        at: (11, 10),
        products: &["proofing-basket", "bread-bag"],
        title: "Eight darts",
        body: "The liner for the round basket used to have six darts, and with six it stood off from the cane by \
             a finger’s width in between. One saw it on the loaf: a hexagon, if one knew. Toasted Loaf knew, \
             and sent me a picture with a pencil line round it.\n\n\
             Eight lie flat. It is two more seams, four minutes more, and the price stays as it was, because a \
             hexagon should not have happened. Old liners I change. Post me the cloth only, the basket can stay \
             where it is.",
        picture: Some((
            "basket",
            "A coiled rattan basket with a linen liner turned over its rim and a risen dough in it",
        )),
        helpful: &["dough", "loaf", "biscuit"],
    },
];

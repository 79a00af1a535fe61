//! Who makes and sells here, and the shelves they speak for.

use super::{Collection, Maker};

pub const MAKERS: &[Maker] = &[
    Maker {
        handle: "marit",
        name: "Marit Hoekzema",
        craft: "at the counter",
        words: "When Joost seasons pans by the back door the whole shop smells of linseed. Come in and \
         look, or ask me anything. There is coffee.",
        story: "I kept the harbour office until the ships moved to the deep quay. I stayed, because the \
         counter was still good. Five people here make things and not one of them likes to sell, so I listen to what \
         you cook on and send you to the right bench. Now and then I send you home with nothing, because what you \
         have is fine.",
        picture: "marit",
    },
    Maker {
        handle: "joost",
        name: "Joost Averink",
        craft: "smith, at the forge",
        words: "I talk better with something in my hands. Ask me about steel, fire, handles, rust, and what \
         to do when you have wrecked it. Do not ask me about non-stick.",
        story: "I was a ship’s mechanic until the yard closed. The first pan was for my sister, because \
         hers had lost its handle in the middle of a pancake. It took me nine tries. She still has the fourth, she \
         says it is better than the ninth.",
        picture: "joost",
    },
    Maker {
        handle: "tomas",
        name: "Tomas Ferwer",
        craft: "woodworker, at the wood bench",
        words: "Wood goes on moving after I have finished with it. I try to guess where to, and leave room.",
        story: "For twenty-six years I made window frames, and nobody ever touched one with pleasure. A \
         spoon is in somebody’s hand every evening. I buy trees that have to come down, within a day’s cycling, and \
         write on each plank where it stood. Then I wait, a year for every centimetre. I am not slow. It is the wood \
         that takes its time, and I agree with it.",
        picture: "tomas",
    },
    Maker {
        handle: "ilse",
        name: "Ilse Brandsel",
        craft: "seamstress, at the cutting table",
        words: "I cut along a thread and never along a ruler. The cloth knows better where straight is.",
        story: "My mother hemmed sails and I hem towels, which is the same seam on a smaller sea. Linen is \
         stubborn for a year and then it is yours for twenty. What comes back with a hole I darn, in another colour, \
         because a mend is nothing to hide.",
        picture: "ilse",
    },
    Maker {
        handle: "neela",
        name: "Neela Oort",
        craft: "in the pantry",
        words: "Taste first and read the label after. I write the labels, so I know what does not fit on \
         them.",
        story: "I used to make strawberry flavour in a laboratory, without any strawberries. It was very \
         good, and I was ashamed of how good. Now I buy from people I can telephone and put what they send in jars. \
         Some years the mustard is fierce. I would rather explain that to you than correct it.",
        picture: "neela",
    },
    Maker {
        handle: "wessel",
        name: "Wessel Tuin",
        craft: "potter, throws the clay",
        words: "A pot takes four minutes on the wheel and three weeks of leaving it alone. The second part \
         took me longer to learn.",
        story: "At nine I dug clay behind my uncle’s brickworks and fired it in his chimney without asking. \
         One cup held water. He drank his coffee from it until he died, and never said it was good. I fire twice a \
         month now, and I still open the kiln a few hours too soon.",
        picture: "wessel",
    },
    Maker {
        handle: "pim",
        name: "Pim Kollem",
        craft: "packs the parcels",
        words: "I pack as if the van will drop it off the quay, because once it did.",
        story: "Paper, straw, cardboard, string, and no foam. Before a new thing goes on the shelf I send \
         one down the cellar stairs in its box, and the makers come to watch, and nobody talks. If yours arrives \
         broken, send me a picture of the box. The pot tells me nothing. The box tells me what I did wrong.",
        picture: "pim",
    },
];

pub const COLLECTIONS: &[Collection] = &[
    Collection {
        slug: "pans",
        title: "Pans and pots",
        lead: "If your eggs stick, your handles wobble or your stock tastes of tin, start with me. One \
         good pan is enough to begin.",
        said_by: "joost",
    },
    Collection {
        slug: "tools",
        title: "Knives and tools",
        lead: "Notice what your hand reaches for on a Tuesday. Replace that first, and leave the rest of \
         the drawer in peace.",
        said_by: "tomas",
    },
    Collection {
        slug: "clay",
        title: "Clay",
        lead: "I make what stands on a table every day. Take one piece, use it for a month, and then you \
         know whether you want my others.",
        said_by: "wessel",
    },
    Collection {
        slug: "linen",
        title: "Linen",
        lead: "A cloth has one task, to be dry when you need it. Buy two and wash them without mercy.",
        said_by: "ilse",
    },
    Collection {
        slug: "pantry",
        title: "Pantry",
        lead: "Short lists of ingredients, and I know who grew them. If you are not sure, buy the small \
         one.",
        said_by: "neela",
    },
    Collection {
        slug: "baking",
        title: "Bread and baking",
        lead: "I bake on Sundays, and badly, so I asked all four benches what I was missing. This shelf is \
         what they answered.",
        said_by: "marit",
    },
];

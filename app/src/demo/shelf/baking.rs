//! For bread, from flour to tin.

use super::{Attribute, Product, Step, Variant};

pub const PRODUCTS: &[Product] = &[
    Product {
        slug: "rolling-pin",
        name: "Rolling pin",
        maker: "tomas",
        collections: &["baking", "tools"],
        picture: "rolling-pin",
        alt: "A floured wooden rolling pin with dark handles resting on a round of dough",
        words: "The barrel turns and the handles do not. You can hold on and let the weight do it, which most people \
         learn late.",
        purpose: "For pastry, biscuits and flatbread. The barrel is heavy enough that you steer it rather than press.",
        making: &[
            Step {
                title: "Choose the blank",
                minutes: 10,
                words: "The grain has to run from end to end. I look along it for a while. Cut across the grain, a pin \
                 bends in its second winter.",
                picture: None,
            },
            Step {
                title: "Turn the barrel",
                minutes: 40,
                words: "First to within a millimetre, then a month of waiting, then the millimetre.",
                picture: None,
            },
            Step {
                title: "Fit the handles",
                minutes: 25,
                words: "Walnut, on a steel axle, in two bushes of waxed hornbeam. No bearings. A bearing eats flour \
                 and then it stops.",
                picture: None,
            },
            Step {
                title: "Sand and oil",
                minutes: 20,
                words: "Three grits, along the wood and never round it. Then linseed, wiped on, and wiped off again an \
                 hour later.",
                picture: None,
            },
        ],
        options: &[("Barrel", &["25 cm", "32 cm"])],
        faces: &[],
        variants: &[
            Variant {
                sku: "PIN-25",
                options: &["25 cm"],
                note: "biscuits, small worktops",
                price: 3400,
                compare_at: None,
                stock: 14,
                grams: 820,
                backorder: 0,
                barcode: "2100000000241",
                unit: None,
            },
            Variant {
                sku: "PIN-32",
                options: &["32 cm"],
                note: "a whole tart in one go",
                price: 3900,
                compare_at: None,
                stock: 5,
                grams: 1060,
                backorder: 0,
                barcode: "",
                unit: None,
            },
        ],
        attributes: &[
            Attribute {
                key: "length",
                label: "Length",
                value: "47 cm, handles included",
                number: Some(47000),
                unit: "cm",
                means: "That is the long one, and it lies across most worktops with room to walk it. The short one is \
                 40 cm over all.",
                matters: "it has to fit a drawer: the standard one is 46 cm inside.",
            },
            Attribute {
                key: "diameter",
                label: "Diameter",
                value: "6.4 cm, both sizes",
                number: Some(6400),
                unit: "cm",
                means: "Thick enough that your knuckles stay clear of the dough. One turn covers 20 cm.",
                matters: "your hands are large, or you have floured your knuckles before.",
            },
            Attribute {
                key: "weight",
                label: "Weight",
                value: "0.98 kg, the long one",
                number: Some(980),
                unit: "kg",
                means: "Half the pressing is done for you. The short one weighs 0.76 kg and leaves rather more of it \
                 to the arms.",
                matters: "you roll cold butter dough, which wants weight.",
            },
            Attribute {
                key: "wood",
                label: "Wood",
                value: "Beech and walnut, oiled",
                number: None,
                unit: "",
                means: "Beech is close-grained, so dough lets go of it. Scrape, wipe, dry. Water in the axle is the \
                 one thing it does not forgive.",
                matters: "somebody else does the washing up.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Rolling pin in beech with walnut handles",
        seo_description: "A beech rolling pin on a steel axle with walnut handles, turned twice and oiled by Tomas \
         Ferwer. Barrel of 25 cm or 32 cm.",
        personal: None,
    },
    Product {
        slug: "proofing-basket",
        name: "Proofing basket",
        maker: "ilse",
        collections: &["baking", "linen"],
        picture: "basket",
        alt: "A coiled rattan basket with a linen liner turned over its rim and a risen dough in it",
        words: "The rattan leaves rings on the loaf, the liner leaves nothing on the basket. Use one or the other, \
         according to character.",
        purpose: "Holds a loaf in shape while it rises for the last time. With the liner for wet dough, without it for \
         a ringed crust.",
        making: &[
            Step {
                title: "Coil",
                minutes: 45,
                words: "The cane is soaked for an hour and coiled wet. Coiled dry it looks the same, until the first \
                 damp dough lets it go.",
                picture: None,
            },
            Step {
                title: "Peg",
                minutes: 10,
                words: "Eighteen wooden pegs, no staples. A staple rusts into a loaf sooner or later.",
                picture: None,
            },
            Step {
                title: "Sew the liner",
                minutes: 12,
                words: "Cut as a circle with eight darts, so that it lies in the basket and not across it. The rest \
                 turns over the rim and stays there without elastic.",
                picture: None,
            },
        ],
        options: &[("Shape", &["Round, 22 cm", "Long, 30 cm"])],
        faces: &[
            (
                "Round, 22 cm",
                "basket",
                "A coiled rattan basket with a linen liner turned over its rim and a risen dough in it",
            ),
            (
                "Long, 30 cm",
                "basket-long",
                "A long coiled rattan basket with a linen liner turned over its rim and a long dough in it, its \
                 seam on top",
            ),
        ],
        variants: &[
            Variant {
                sku: "BASKET-R",
                options: &["Round, 22 cm"],
                note: "a loaf for the table",
                price: 2900,
                compare_at: None,
                stock: 9,
                grams: 340,
                backorder: 0,
                barcode: "2100000000258",
                unit: None,
            },
            Variant {
                sku: "BASKET-L",
                options: &["Long, 30 cm"],
                note: "a loaf for slicing",
                price: 3200,
                compare_at: None,
                stock: 2,
                grams: 390,
                backorder: 0,
                barcode: "",
                unit: None,
            },
        ],
        attributes: &[
            Attribute {
                key: "holds",
                label: "Holds",
                value: "750 g to 1 kg of dough",
                number: None,
                unit: "",
                means: "A recipe with 500 g of flour fills the round one to two fingers below the rim, risen. The long \
                 one takes the same.",
                matters: "you bake by someone else’s recipe: weigh the dough once.",
            },
            Attribute {
                key: "cloth",
                label: "Cloth",
                value: "Liner of linen, 150 g/m²",
                number: None,
                unit: "",
                means: "Needs a dusting of rye flour the first three times, later almost none. It lifts out with the \
                 dough if you forgot.",
                matters: "your dough is wetter than 75 % water.",
            },
            Attribute {
                key: "care",
                label: "Care",
                value: "Brush, and dry in the sun",
                number: None,
                unit: "",
                means: "Water swells the cane. Knock it out, brush it, and let it dry fully before it goes in a \
                 cupboard.",
                matters: "your kitchen is damp: mould is the only thing that kills one.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Proofing basket in rattan, with a linen liner",
        seo_description: "A coiled rattan basket with a fitted linen liner for the last rise of a loaf, round or long. \
         Pegged, not stapled, by Ilse Brandsel.",
        personal: None,
    },
    Product {
        slug: "bread-tin",
        name: "Bread tin",
        maker: "joost",
        collections: &["baking"],
        picture: "bread-tin",
        alt: "A long steel loaf tin with a browned loaf risen over its rim",
        words: "Folded corners, no weld, no coating. Your first loaf will hang on a bit. After that you two are \
         friends for life.",
        purpose: "A long tin for sandwich loaves and dense rye. Steel browns the sides as well as the top.",
        making: &[
            Step {
                title: "Cut",
                minutes: 8,
                words: "One sheet. I scribe it, I cut it, I swear at it a little. Same every time.",
                picture: None,
            },
            Step {
                title: "Fold",
                minutes: 30,
                words: "Corners go over like an envelope from your gran. Nothing to leak, nothing to crack. Took me \
                 eleven tins to get the first one flat.",
                picture: None,
            },
            Step {
                title: "Wire the rim",
                minutes: 15,
                words: "There is a wire rolled into the edge, so you can grab it in a hurry and it keeps its shape. I \
                 have seen how you lot grab.",
                picture: None,
            },
            Step {
                title: "Season",
                minutes: 25,
                words: "One coat, oven, an hour and a bit for a whole rack. My boys eat the test loaf, and they have \
                 never once failed a tin.",
                picture: None,
            },
        ],
        options: &[("Length", &["25 cm", "30 cm"])],
        faces: &[],
        variants: &[
            Variant {
                sku: "TIN-25",
                options: &["25 cm"],
                note: "a loaf for two or three",
                price: 3900,
                compare_at: None,
                stock: 6,
                grams: 690,
                backorder: 0,
                barcode: "",
                unit: None,
            },
            Variant {
                sku: "TIN-30",
                options: &["30 cm"],
                note: "a loaf for a full table",
                price: 4400,
                compare_at: None,
                stock: 7,
                grams: 850,
                backorder: 0,
                barcode: "2100000000265",
                unit: None,
            },
        ],
        attributes: &[
            Attribute {
                key: "volume",
                label: "Volume",
                value: "2.5 L, or 2.1 L",
                number: Some(2500),
                unit: "L",
                means: "The long one takes a kilo of wheat dough or a kilo and a half of rye. The short one takes a \
                 sixth less.",
                matters: "your recipe was written for another tin.",
            },
            Attribute {
                key: "length",
                label: "Length",
                value: "30 cm, 11 cm wide",
                number: Some(30000),
                unit: "cm",
                means: "Across most ovens two of the long ones stand side by side with air between them.",
                matters: "your oven is a small one under 35 cm inside.",
            },
            Attribute {
                key: "steel",
                label: "Steel",
                value: "1 mm, seasoned",
                number: None,
                unit: "",
                means: "Dark steel takes the heat and gives the sides a crust. Bright tins leave them pale.",
                matters: "you have been finishing loaves out of the tin.",
            },
            Attribute {
                key: "care",
                label: "Care",
                value: "Wipe it, no soaking",
                number: None,
                unit: "",
                means: "Dry it in the cooling oven. Rust comes off with a scourer, and oil and heat put the skin back.",
                matters: "you leave things until the morning.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Bread tin in seasoned steel, 25 and 30 cm",
        seo_description: "A long loaf tin folded from one sheet of steel and seasoned by Joost Averink. No weld, no \
         coating. In 25 cm and 30 cm.",
        personal: None,
    },
    Product {
        slug: "rye-flour",
        name: "Rye flour",
        maker: "neela",
        collections: &["baking", "pantry"],
        picture: "flour",
        alt: "A paper bag of rye flour with its top folded over, a little flour spilled beside it",
        words: "Open the bag and lean in: wet hay, malt, the skin of an apple. After this, white flour smells of the \
         cupboard it stood in.",
        purpose: "For rye bread, for feeding a sourdough starter, and for dusting whatever should not stick.",
        making: &[
            Step {
                title: "Mill",
                minutes: 6,
                words: "Stones, slowly, on Saturdays. The flour comes out no warmer than my hand. I check with my \
                 hand.",
                picture: None,
            },
            Step {
                title: "Rest",
                minutes: 1,
                words: "Four days in a linen sack before it is sold. Straight from the stone it makes a sulky dough.",
                picture: None,
            },
            Step {
                title: "Fill",
                minutes: 3,
                words: "Scoop, knock, fold, knock. The milling day goes on the label with a pencil, because ink \
                 smells.",
                picture: None,
            },
        ],
        options: &[("Amount", &["1 kg", "5 kg"])],
        faces: &[],
        variants: &[
            Variant {
                sku: "RYE-1",
                options: &["1 kg"],
                note: "two loaves and a starter",
                price: 420,
                compare_at: None,
                stock: 44,
                grams: 1030,
                backorder: 0,
                barcode: "2100000000272",
                unit: Some(("g", 1000, 1000)),
            },
            Variant {
                sku: "RYE-5",
                options: &["5 kg"],
                note: "for a house with a crock in it",
                price: 1850,
                compare_at: None,
                stock: 6,
                grams: 5090,
                backorder: 0,
                barcode: "",
                unit: Some(("g", 5000, 1000)),
            },
        ],
        attributes: &[
            Attribute {
                key: "grain",
                label: "Grain",
                value: "Wholegrain, medium",
                number: None,
                unit: "",
                means: "All of the berry is in it, so it drinks: 80 g of water to 100 g of flour is a stiff dough.",
                matters: "you swap it into a wheat recipe: start with a fifth.",
            },
            Attribute {
                key: "contains",
                label: "Contains",
                value: "Rye, so gluten",
                number: None,
                unit: "",
                means: "Less gluten than wheat and of another kind. The dough does not stretch, and kneading it is a \
                 waste of a good arm.",
                matters: "someone you feed has coeliac disease: this is not for them.",
            },
            Attribute {
                key: "keeps",
                label: "Keeps",
                value: "4 months, cool",
                number: None,
                unit: "",
                means: "The germ is still in it and its oil turns in the end. Bitter on the tongue means compost.",
                matters: "you bake once a month: take the small bag.",
            },
        ],
        tax: "reduced",
        ships: true,
        seo_title: "Rye flour, wholegrain and stone-milled, 1 and 5 kg",
        seo_description: "Wholegrain rye flour, milled slowly between stones on Saturdays, for rye bread and sourdough \
         starters. Bags of 1 kg and 5 kg.",
        personal: None,
    },
];

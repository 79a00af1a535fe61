//! Knives and what keeps them sharp.

use super::{Attribute, Product, Step, Variant};

pub const PRODUCTS: &[Product] = &[
    Product {
        slug: "kitchen-knife",
        name: "Kitchen knife",
        maker: "joost",
        collections: &["tools"],
        picture: "kitchen-knife",
        alt: "A broad cook’s knife hanging point down, black from the fire on the flat and bright along \
         the edge",
        words: "Twenty centimetres. I was asked for a longer one for years, and everybody who borrowed mine \
         stopped asking.",
        purpose: "Onions, herbs, a cabbage, a boned shoulder. Nine jobs in ten are for this one. Not for \
         bones, tins or the string on a parcel.",
        making: &[
            Step {
                title: "Forge",
                minutes: 50,
                words: "Hammered thinner towards the point. You feel that as balance. I feel it in my \
                 elbow.",
                picture: None,
            },
            Step {
                title: "Harden",
                minutes: 40,
                words: "Into oil at 810 degrees, then two hours in the oven at two hundred, so that it \
                 bends before it chips.",
                picture: None,
            },
            Step {
                title: "Grind",
                minutes: 75,
                words: "On a wet wheel as tall as my youngest. I leave the black of the fire on the flat, \
                 onion sticks to it less.",
                picture: None,
            },
            Step {
                title: "Handle and edge",
                minutes: 45,
                words: "Plum from Tomas’s offcuts, three brass pins. The last edge is on the same stone I \
                 sell you.",
                picture: None,
            },
        ],
        options: &[("Steel", &["Carbon", "Stainless"])],
        faces: &[
            (
                "Carbon",
                "kitchen-knife",
                "A broad cook’s knife hanging point down, black from the fire on the flat and bright along the edge",
            ),
            (
                "Stainless",
                "kitchen-knife-stainless",
                "A broad cook’s knife hanging point down, its blade bright and finely ground from the back to the edge",
            ),
        ],
        variants: &[
            Variant {
                sku: "KNF-20-C",
                options: &["Carbon"],
                note: "sharper, and it turns grey",
                price: 14900,
                compare_at: None,
                stock: 4,
                grams: 190,
                backorder: 0,
                barcode: "2041700026134",
                unit: None,
            },
            Variant {
                sku: "KNF-20-S",
                options: &["Stainless"],
                note: "for a kitchen with many hands",
                price: 15900,
                compare_at: None,
                stock: 6,
                grams: 195,
                backorder: 0,
                barcode: "2041700026264",
                unit: None,
            },
        ],
        attributes: &[
            Attribute {
                key: "length",
                label: "Length",
                value: "20 cm",
                number: Some(20000),
                unit: "cm",
                means: "The blade, tip to heel. It goes through half a cabbage in one stroke and fits on a \
                 board of 30 cm.",
                matters: "your board is small or your hand is.",
            },
            Attribute {
                key: "weight",
                label: "Weight",
                value: "0.19 kg",
                number: Some(190),
                unit: "kg",
                means: "The balance point is at the heel, under your finger, so the weight does part of the \
                 work.",
                matters: "you chop for an hour rather than for a meal.",
            },
            Attribute {
                key: "steel",
                label: "Steel",
                value: "Carbon or stainless",
                number: None,
                unit: "",
                means: "Carbon takes a finer edge and stains where it was wet. Stainless stays bright and \
                 takes longer on the stone.",
                matters: "lemons, tomatoes and unwashed knives meet in your sink.",
            },
            Attribute {
                key: "edge",
                label: "Edge",
                value: "15 degrees a side, 60 HRC",
                number: None,
                unit: "",
                means: "Hard and thin. It stays keen for months at home and it will chip on a bone.",
                matters: "you use a glass board: please stop, or buy a cheaper knife.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Kitchen knife, 20 cm, forged carbon or stainless",
        seo_description: "A cook’s knife of 20 cm, forged and ground by Joost Averink with a plum wood handle. Carbon \
         or stainless, and what that means at your sink.",
        personal: None,
    },
    Product {
        slug: "paring-knife",
        name: "Paring knife",
        maker: "joost",
        collections: &["tools"],
        picture: "knife",
        alt: "A small knife hanging point down, with a reddish wooden handle, three brass pins and a \
         brass bolster",
        words: "It is made to fit in a fist with an apple. I use mine for everything, also for splinters.",
        purpose: "Peeling, coring, trimming, and all the work you do in the hand and not on a board. The \
         blade is stiff, so the tip goes where you send it.",
        making: &[
            Step {
                title: "Forge",
                minutes: 25,
                words: "An offcut from the big knives. Small blades lose their heat faster than I can \
                 swear.",
                picture: None,
            },
            Step {
                title: "Harden and grind",
                minutes: 40,
                words: "A little softer than the kitchen knife, because this one you will twist.",
                picture: None,
            },
            Step {
                title: "Bolster and handle",
                minutes: 35,
                words: "A brass collar, so that juice stays out of the wood. Three pins, and round where \
                 the thumb lies.",
                picture: None,
            },
        ],
        options: &[],
        faces: &[],
        variants: &[Variant {
            sku: "PAR-9",
            options: &[],
            note: "for either hand",
            price: 5900,
            compare_at: None,
            stock: 2,
            grams: 75,
            backorder: 0,
            barcode: "2041700026394",
            unit: None,
        }],
        attributes: &[
            Attribute {
                key: "length",
                label: "Length",
                value: "9 cm",
                number: Some(9000),
                unit: "cm",
                means: "As long as the thumb and a bit. Longer, and the tip is out of sight behind the \
                 apple.",
                matters: "you have long fingers: then hold it further back.",
            },
            Attribute {
                key: "edge",
                label: "Edge",
                value: "17 degrees a side, 58 HRC",
                number: None,
                unit: "",
                means: "Tough rather than hard. A few strokes on the stone every month keep it so.",
                matters: "you open oysters or tins with whatever lies nearest.",
            },
            Attribute {
                key: "wood",
                label: "Wood",
                value: "Plum, oiled",
                number: None,
                unit: "",
                means: "Dense, and warm in a wet hand. It darkens to the colour of tea.",
                matters: "somebody puts it in the dishwasher: the wood lets go of the pins.",
            },
            Attribute {
                key: "care",
                label: "Care",
                value: "Rinse, dry, put away",
                number: None,
                unit: "",
                means: "Carbon steel. Onion blackens it within the minute, and that does no harm.",
                matters: "you like your knives to look new.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Paring knife, 9 cm, forged carbon steel",
        seo_description: "A 9 cm paring knife forged by Joost Averink, with a plum wood handle and a brass bolster. \
         Stiff, tough, and made for work in the hand.",
        personal: None,
    },
    Product {
        slug: "bread-knife",
        name: "Bread knife",
        maker: "joost",
        collections: &["tools", "baking"],
        picture: "bread-knife",
        alt: "A long serrated knife with a reddish handle and three brass pins, a few crumbs on the blade",
        words: "Saw, do not press. If you have to press, bring it in and I grind it, that is what the wheel \
         is for.",
        purpose: "Crusts, sponge, a ripe melon, a tomato when the other knife is blunt. It comes in left and \
         right, because the teeth are ground on one side only.",
        making: &[
            Step {
                title: "Forge and straighten",
                minutes: 45,
                words: "Long and thin wants to be a banana. I straighten it three times and it gives up \
                 before I do.",
                picture: None,
            },
            Step {
                title: "Cut the teeth",
                minutes: 55,
                words: "Thirty-six hollows, one at a time, on the corner of the wheel. Wide ones, so that \
                 you can sharpen them with a rod.",
                picture: None,
            },
            Step {
                title: "Handle",
                minutes: 30,
                words: "Plum again, pinned three times. I leave it long, so a big hand and a small one both \
                 find the end of it.",
                picture: None,
            },
        ],
        options: &[("Hand", &["Right", "Left"])],
        faces: &[],
        variants: &[
            Variant {
                sku: "BKN-24-R",
                options: &["Right"],
                note: "cuts straight from the right",
                price: 8900,
                compare_at: None,
                stock: 7,
                grams: 185,
                backorder: 0,
                barcode: "2041700026523",
                unit: None,
            },
            Variant {
                sku: "BKN-24-L",
                options: &["Left"],
                note: "cuts straight from the left",
                price: 8900,
                compare_at: None,
                stock: 1,
                grams: 185,
                backorder: 0,
                barcode: "",
                unit: None,
            },
        ],
        attributes: &[
            Attribute {
                key: "length",
                label: "Length",
                value: "24 cm",
                number: Some(24000),
                unit: "cm",
                means: "Longer than the loaf is wide, so that one pull is one slice.",
                matters: "you bake rounds: measure the widest and add five.",
            },
            Attribute {
                key: "edge",
                label: "Edge",
                value: "36 hollows, one side",
                number: None,
                unit: "",
                means: "A slice as thin as the crust allows, and crumbs in the loaf instead of on the \
                 floor. In the wrong hand it drifts.",
                matters: "the left-handed and the right-handed share a breadboard.",
            },
            Attribute {
                key: "steel",
                label: "Steel",
                value: "Stainless, 57 HRC",
                number: None,
                unit: "",
                means: "Rests in a damp bread bin without a spot.",
                matters: "it lives in a drawer with the butter knife.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Bread knife, 24 cm, for the right or the left hand",
        seo_description: "A serrated bread knife of 24 cm by Joost Averink, with wide teeth that can be sharpened \
         again. Ground for right hands or for left hands.",
        personal: None,
    },
    Product {
        slug: "honing-rod",
        name: "Honing rod",
        maker: "joost",
        collections: &["tools"],
        picture: "honing-rod",
        alt: "A steel rod with a brass guard and a turned wooden handle, hanging from an oak rail by its \
         ring",
        words: "People think this sharpens. It does not. It puts back up what lay down. Do it before you \
         cook and you need me once a year.",
        purpose: "A few light strokes before cooking, to straighten the edge of a knife that was sharp last \
         week. A blunt knife needs the stone first.",
        making: &[
            Step {
                title: "Turn the handle",
                minutes: 25,
                words: "Ash, and a brass guard under it, so that a slip stops there and not at your finger.",
                picture: None,
            },
            Step {
                title: "Set the rod",
                minutes: 20,
                words: "I buy the rods, steel from one mill and ceramic from another. I set them straight, \
                 which not everybody does.",
                picture: None,
            },
            Step {
                title: "Ring and test",
                minutes: 15,
                words: "A loop to hang it by. Then six strokes with my own knife and a tomato.",
                picture: None,
            },
        ],
        options: &[("Rod", &["Steel", "Ceramic"])],
        faces: &[
            (
                "Steel",
                "honing-rod",
                "A steel rod with a brass guard and a turned wooden handle, hanging from an oak rail by its ring",
            ),
            (
                "Ceramic",
                "honing-rod-ceramic",
                "A smooth white ceramic rod with a few grey streaks, a brass guard and a turned wooden handle, \
                 hanging by its ring",
            ),
        ],
        variants: &[
            Variant {
                sku: "ROD-26-S",
                options: &["Steel"],
                note: "fine grooves, for softer knives",
                price: 4900,
                compare_at: None,
                stock: 12,
                grams: 310,
                backorder: 0,
                barcode: "2041700026653",
                unit: None,
            },
            Variant {
                sku: "ROD-26-C",
                options: &["Ceramic"],
                note: "smooth, for hard and thin edges",
                price: 5600,
                compare_at: None,
                stock: 0,
                grams: 250,
                backorder: 0,
                barcode: "",
                unit: None,
            },
        ],
        attributes: &[
            Attribute {
                key: "length",
                label: "Length",
                value: "26 cm",
                number: Some(26000),
                unit: "cm",
                means: "The rod should be longer than the blade, or the last of the edge is never touched.",
                matters: "your longest knife is over 24 cm.",
            },
            Attribute {
                key: "surface",
                label: "Surface",
                value: "Grooved steel or smooth ceramic",
                number: None,
                unit: "",
                means: "Steel pulls a soft edge upright. Ceramic takes off a trace of metal as well, and \
                 breaks if it falls on tiles.",
                matters: "your knives are harder than 58 HRC: steel only skates on them.",
            },
            Attribute {
                key: "care",
                label: "Care",
                value: "Wipe; scrub the ceramic",
                number: None,
                unit: "",
                means: "Grey streaks are metal from the knife. On steel, a dry cloth; on ceramic, scouring \
                 powder.",
                matters: "the rod seems to have stopped working: it is only full.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Honing rod, 26 cm, steel or ceramic, ash handle",
        seo_description: "A honing rod of steel or ceramic with an ash handle, set straight by Joost Averink. What it \
         does for an edge, and what it cannot do.",
        personal: None,
    },
    Product {
        slug: "whetstone",
        name: "Whetstone",
        maker: "joost",
        collections: &["tools"],
        picture: "whetstone",
        alt: "A whetstone, blue on red, wedged in a wooden base, with a knife laid across it",
        words: "I did not make the stone. I made it stay where it is, which is most of sharpening.",
        purpose: "Bringing a blunt edge back: coarse side first, fine side after, ten minutes for a knife you \
         love. Joost shows it at the counter on Thursdays after four.",
        making: &[
            Step {
                title: "Flatten",
                minutes: 20,
                words: "They come from the kiln nearly flat. Nearly is a round edge. I lap each one on a \
                 steel plate.",
                picture: None,
            },
            Step {
                title: "Fit the base",
                minutes: 30,
                words: "Cherry, and a wedge at each end that you tap in. No glue, so you turn the stone \
                 over with wet hands.",
                picture: None,
            },
            Step {
                title: "Soak and try",
                minutes: 15,
                words: "Five minutes in water, then my bread knife’s poor cousin. If it bites, it goes on \
                 the shelf.",
                picture: None,
            },
        ],
        options: &[("Grit", &["400 and 1000", "1000 and 3000"])],
        faces: &[],
        variants: &[
            Variant {
                sku: "STN-400",
                options: &["400 and 1000"],
                note: "for knives that were forgotten",
                price: 6200,
                compare_at: None,
                stock: 3,
                grams: 1120,
                backorder: 0,
                barcode: "",
                unit: None,
            },
            Variant {
                sku: "STN-1000",
                options: &["1000 and 3000"],
                note: "for knives in use",
                price: 6400,
                compare_at: None,
                stock: 9,
                grams: 1140,
                backorder: 0,
                barcode: "2041700026783",
                unit: None,
            },
        ],
        attributes: &[
            Attribute {
                key: "grit",
                label: "Grit",
                value: "Two sides, 400 to 3000",
                number: None,
                unit: "",
                means: "Low numbers take metal off, high numbers smooth what is left. A kitchen edge is \
                 done at 3000.",
                matters: "your knives have chips: then start at 400.",
            },
            Attribute {
                key: "length",
                label: "Length",
                value: "20 cm",
                number: Some(20000),
                unit: "cm",
                means: "Room for a full stroke with a full blade. Short stones wear hollow in the middle.",
                matters: "your worktop by the sink is narrow.",
            },
            Attribute {
                key: "weight",
                label: "Weight",
                value: "1.12 kg with its base",
                number: Some(1120),
                unit: "kg",
                means: "With its rubber feet it stays put, without clamps and without a cloth.",
                matters: "you sharpen on a wobbly table.",
            },
            Attribute {
                key: "care",
                label: "Care",
                value: "Water only, dry slowly",
                number: None,
                unit: "",
                means: "Oil blocks it for good. Dried on a radiator it cracks.",
                matters: "you have an old oilstone and one bottle for everything.",
            },
        ],
        tax: "standard",
        ships: true,
        seo_title: "Whetstone with two sides on a wooden base",
        seo_description: "A two-sided whetstone, flattened and wedged in a cherry base by Joost Averink. Which grit \
         to start with, and how long a knife takes.",
        personal: None,
    },
];

//! About boards, spoons and oil.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Spec("end-grain-board", "care"),
        title: "My board rocks. Will it come back by itself?",
        by: By::Guest("walnut"),
        days_ago: 96,
        at: (13, 30),
        body: "Eleven months of good behaviour, and then I left it lying on a wet worktop for a weekend. It \
         rocks by about three millimetres, hollow side up. I do some woodwork, so I am ashamed as well as \
         sorry. Before I reach for the plane: does it go back of its own accord?",
        posts: &[
            Said {
                by: By::Host("tomas"),
                after_minutes: 35,
                stake: Some("made"),
                body: "Leave the plane where it is. The wet side has swelled and the other has not, and all that \
                 you see is the difference between them. Plane it today and you will plane it again next month, \
                 the other way.\n\n\
                 Stand it on its edge in a cool room, away from the stove, with both faces free, and turn it \
                 end for end when you think of it. If it still rocks after a week, wipe the *hollow* face with \
                 a damp cloth, once, and lay that face down on two slats for the night. It took two days to go. \
                 It may take two weeks to come back, and I would let it.",
                quotes: None,
                helpful: &["walnut", "ladle", "skillet", "parsnip", "butter"],
            },
            Said {
                by: By::Guest("walnut"),
                after_minutes: 23330,
                stake: Some("owns"),
                body: "Sixteen days. On edge in the hall, then one night with the damp cloth, and it now lies on \
                 the slate without a whisper. I oiled it the next morning, both faces. There is a nail by the \
                 sink at last, at the right height. I ought to have put it there eleven months ago.",
                quotes: None,
                helpful: &["ladle", "skillet", "butter", "fig"],
            },
            Said {
                by: By::Host("tomas"),
                after_minutes: 24290,
                stake: Some("made"),
                body: "Good. Both faces is what most people leave out, since the one is never looked at. Wood \
                 does not know which side is up.\n\n\
                 Bring it along when you pass. I should like to see how the cherry in it has darkened. That \
                 tree stood behind the pumping station for ninety years and was never out of the wind.",
                quotes: None,
                helpful: &["walnut", "ladle"],
            },
        ],
        accepted: Some(0),
        helpful: &["ladle", "skillet"],
    },
    Thread {
        question: true,
        about: About::Spec("end-grain-board", "wood"),
        title: "Raw chicken on a wooden board: yes or no?",
        by: By::Guest("butter"),
        days_ago: 29,
        at: (12, 10),
        body: "My sister-in-law hasn’t eaten at our house since she saw me joint a chicken on wood. I say wood’s \
         all right if you wash it. She says plastic, dishwasher, and no more about it. We would both accept a \
         ruling from somebody who has no interest in either of us.",
        posts: &[
            Said {
                by: By::Host("tomas"),
                after_minutes: 95,
                stake: Some("made"),
                body: "I have an interest, I make boards, so weigh what I say. It has been looked into more than \
                 once. In wood the bacteria are drawn down with the wet, and there they die as it dries. Off \
                 new plastic they wash away. In plastic with knife scars they sit in the scars and come through \
                 the washing up.\n\n\
                 I joint mine on wood. Hot water and soap at once, both faces, and then I stand it up. In \
                 fourteen years nobody has been ill of it that I know of, and my aunt would have told me.",
                quotes: None,
                helpful: &["butter", "walnut", "jar", "ladle"],
            },
            Said {
                by: By::Guest("skillet"),
                after_minutes: 235,
                stake: None,
                body: "I am with the sister-in-law, and I am fond of wood. Where I cook, raw poultry has a board \
                 to itself, plastic, and it goes through the machine as hot as it gets. Not because wood is \
                 dirty. Because a board that is only for chicken will not be used for salad by somebody who is \
                 tired. The danger is not in the board. It is in what gets cut next.",
                quotes: None,
                helpful: &["butter", "egg", "sieve", "leek", "radish"],
            },
            Said {
                by: By::Host("tomas"),
                after_minutes: 1300,
                stake: Some("made"),
                body: "That is better said than anything I had. I would still use wood for it, and I agree that \
                 it must then be another piece of wood. An offcut does. There is a box of them under my bench, \
                 and they cost a good morning. Salad on the end grain, chicken on the offcut.",
                quotes: Some((2, "The danger is not in the board")),
                helpful: &["skillet", "butter", "walnut", "egg"],
            },
            Said {
                by: By::Host("marit"),
                after_minutes: 1390,
                stake: Some("sells"),
                body: "A ruling, since you ask for one. Two boards, of whatever they are made. Soap and hot \
                 water straight after. Plastic is thrown away when it is scarred, wood is planed. Your \
                 sister-in-law may have the salad board handed to her for inspection, and after that she is to \
                 come to dinner.",
                quotes: None,
                helpful: &["butter", "egg", "plum", "sieve", "skillet", "radish", "fork", "biscuit"],
            },
            Said {
                by: By::Guest("butter"),
                after_minutes: 4700,
                stake: None,
                body: "Both parties accept. She came, she inspected, she had a second helping. The offcut has \
                 CHICKEN burnt into it in Tomas’s hand, with a small picture for whoever is tired.",
                quotes: None,
                helpful: &["plum", "fig", "skillet", "radish", "egg", "teapot"],
            },
        ],
        accepted: Some(3),
        helpful: &["sieve", "egg", "plum", "radish"],
    },
    Thread {
        question: true,
        about: About::Spec("cooking-spoon", "wood"),
        title: "Is a walnut spoon safe in a house with a nut allergy?",
        by: By::Guest("radish"),
        days_ago: 17,
        at: (11, 5),
        body: "My son carries a pen for walnuts and hazelnuts. I liked the dark spoon, and then I read again \
         what it’s made of. Is there anything of the nut in the wood? And what is it oiled with? I have learned \
         to ask the second question.",
        posts: &[
            Said {
                by: By::Host("tomas"),
                after_minutes: 35,
                stake: Some("made"),
                body: "The second question is the better one. What people react to is a protein in the kernel, \
                 and I know of nobody who has found it in the heartwood that I carve. But some makers oil with \
                 *walnut oil*, which is pressed from the nut, and there I would be careful for ever. Mine have \
                 linseed, from the same drum as the pans.\n\n\
                 Having said that: I am a carpenter and not your son’s doctor, and a spoon goes into his mouth. \
                 The same spoon is made in oak. It costs four euros less and there is nothing to think about. I \
                 would take that one.",
                quotes: None,
                helpful: &["radish", "egg", "jar", "fork", "teapot", "walnut", "plum"],
            },
            Said {
                by: By::Guest("egg"),
                after_minutes: 505,
                stake: None,
                body: "Mother of another allergy here, and the same life. What decides it for me is never \
                 whether a thing is safe. It is whether I shall be thinking about it while she eats. Take the \
                 oak. You will enjoy the soup more.",
                quotes: None,
                helpful: &["radish", "fork", "plum", "teapot", "loaf", "apron"],
            },
            Said {
                by: By::Guest("radish"),
                after_minutes: 1300,
                stake: None,
                body: "Oak. And I’m keeping that sentence, it has already cleared out half a cupboard. Thank you \
                 both for not telling me I worry too much.",
                quotes: None,
                helpful: &["egg", "fork", "teapot"],
            },
        ],
        accepted: Some(0),
        helpful: &["egg", "fork"],
    },
    Thread {
        question: true,
        about: About::Free,
        title: "Which oil for wooden things, and why do you all say linseed?",
        by: By::Guest("fig"),
        days_ago: 110,
        at: (16, 15),
        body: "I own olive oil, sunflower oil, and a bottle that says ‘board oil’ and cost as much as a good \
         wine. And now I read linseed on half of your pages. What is the difference, and is anything wrong with \
         olive?",
        posts: &[
            Said {
                by: By::Host("tomas"),
                after_minutes: 1075,
                stake: Some("sells"),
                body: "Some oils dry and some do not, and that is nearly all of it. Linseed takes up air and \
                 turns solid, thinly, inside the wood. Olive never does. It stays wet, gathers dust, and in the \
                 end smells like an old cupboard. Sunflower stands in between and cannot make up its mind. The \
                 dear bottle is mostly mineral oil. That does not dry either, but it does not go off: no harm \
                 in it, and you renew it for ever.\n\n\
                 So, linseed that is sold for food, wiped on, and wiped off after a quarter of an hour. Then \
                 give it time. Three days in a warm room before you use the thing, and three weeks until it is \
                 hard.",
                quotes: None,
                helpful: &["fig", "walnut", "ladle", "apron", "butter", "biscuit"],
            },
            Said {
                by: By::Guest("walnut"),
                after_minutes: 1630,
                stake: None,
                body: "One thing more, and it is not a small one. *Do not leave the oily cloth in a heap.* \
                 Linseed gives off heat as it dries, and a crumpled rag keeps the heat in. I have had one \
                 smoking in a bucket on a Sunday afternoon with nobody near it. Spread it out flat in the open, \
                 or lay it in water, or burn it in the stove.",
                quotes: None,
                helpful: &["fig", "ladle", "jar", "skillet", "loaf", "apron", "parsnip"],
            },
            Said {
                by: By::Host("tomas"),
                after_minutes: 2460,
                stake: Some("sells"),
                body: "I ought to have begun with that, and I thank you. Ours hang on the wire by the back door, \
                 each by itself, and Pim counts them at six. A joiner’s where I swept as a boy burned down over \
                 a rag. One forgets to say it because one has always done it.",
                quotes: Some((2, "Do not leave the oily cloth in a heap")),
                helpful: &["walnut", "fig", "jar", "ladle", "teapot"],
            },
            Said {
                by: By::Guest("fig"),
                after_minutes: 3110,
                stake: None,
                body: "I asked about olive oil and was told how not to burn down the house. The salad keeps the \
                 olive, the spoons get linseed, and the cloth goes into the stove. A good day’s reading for \
                 nothing.",
                quotes: None,
                helpful: &["walnut", "plum", "apron"],
            },
        ],
        accepted: None,
        helpful: &["apron", "biscuit", "kettle"],
    },
];

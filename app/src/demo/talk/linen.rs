//! About linen: what goes out in the wash, what stays, and how a mend should look.

use super::{About, By, Said, Thread};

pub const THREADS: &[Thread] = &[
    Thread {
        question: true,
        about: About::Spec("apron", "care"),
        title: "Turmeric on the flax apron: really for good?",
        by: By::Guest("apron"),
        days_ago: 11,
        at: (19, 15),
        body: "Two days old, the whole print of a hand, from a dal. Washed at 60 it went from orange to a \
         brighter yellow, which I take for mockery. The page says that it stays for good. I had read that and \
         bought the flax all the same, so this is no complaint. I only ask whether *for good* means for good.",
        posts: &[
            Said {
                by: By::Host("ilse"),
                after_minutes: 865,
                stake: Some("made"),
                body: "I am afraid it does. Turmeric is a dye and linen is what one dyes. Soda makes it redder. \
                 Bleach makes it paler and the linen weaker, and then you own a weak yellow apron. I would wear \
                 it as it is. Or bring it in, and I set a pocket over the place. I have done so for two people \
                 before you, and both now say it was the plan.",
                quotes: None,
                helpful: &["towel"],
            },
            Said {
                by: By::Guest("jar"),
                after_minutes: 1415,
                stake: None,
                body: "A dye, but a poor one, if I may. The colour is curcumin, and curcumin cannot bear light: \
                 at work we keep it in brown bottles for that very reason. Wash the fat out first. Then hang \
                 the apron in full sun, *wet*, and wet it again when it has dried. An afternoon takes most of \
                 it and two more take the rest. Behind a window it works too, only slower.\n\n\
                 For beetroot I promise nothing. That is another substance with a harder head.",
                quotes: Some((1, "Turmeric is a dye")),
                helpful: &["apron", "towel", "fig", "ladle", "walnut", "sieve", "loaf", "leek"],
            },
            Said {
                by: By::Host("ilse"),
                after_minutes: 8040,
                stake: Some("made"),
                body: "I have to correct myself. I dyed three strips of the flax with turmeric and hung one on \
                 the line, one in the window of the sewing room, and laid one in the drawer. Five days. The \
                 drawer is orange. The window is straw. The one from the line is so clean that I had to look \
                 for my chalk mark.\n\n\
                 So: beet stays, and turmeric goes if it is given sun while it is wet. I have told people \
                 otherwise for six years, and I am sorry about the two pockets. The sentence beside the apron \
                 will be written again. Thank you, @Peppery Jar 140.",
                quotes: Some((2, "curcumin cannot bear light")),
                helpful: &["apron", "jar", "towel", "ladle", "fig", "walnut", "parsnip", "teapot", "plum", "loaf"],
            },
            Said {
                by: By::Guest("apron"),
                after_minutes: 10130,
                stake: Some("owns"),
                body: "Two afternoons on the balcony and the hand is gone, all but the thumb, which hung in the \
                 shade. I am keeping the thumb. Thank you both. I have not often seen somebody test a thing \
                 like that instead of defending it.",
                quotes: None,
                helpful: &["jar", "towel", "plum", "fig", "sieve"],
            },
        ],
        accepted: Some(1),
        helpful: &["towel", "fig", "sieve"],
    },
    Thread {
        question: true,
        about: About::Spec("tea-towels", "care"),
        title: "Clean towels that smell of onion as soon as they are damp",
        by: By::Guest("towel"),
        days_ago: 37,
        at: (16, 40),
        body: "We have a small café and wash eleven of them a day, at 60. Out of the dryer they smell of \
         nothing. The moment they are damp it is onion again, and only in the red ones. More detergent did \
         nothing, and something with a scent made it worse. No softener, I give you my word.",
        posts: &[
            Said {
                by: By::Host("ilse"),
                after_minutes: 30,
                stake: Some("made"),
                body: "More detergent is the wrong way round. What is not rinsed out holds fat, and the smell \
                 lives in the fat. Damp wakes it.\n\n\
                 Once, therefore: soak the red ones overnight in hot water with a heaped spoon of washing soda \
                 to the litre. Then 60 with *half* the detergent you use now, and the drum no more than two \
                 thirds full. From then on a spoon of soda with every wash of red. And leave out the dryer. It \
                 bakes in whatever is left. A line does not.",
                quotes: None,
                helpful: &["towel", "apron", "leek", "plum", "fig"],
            },
            Said {
                by: By::Host("neela"),
                after_minutes: 1130,
                stake: Some("none"),
                body: "The onion itself is innocent. It is what its sulphur turns into, which loves fat and \
                 cannot abide air and light. So hang them outside while they are damp, in the sun if there is \
                 any. I was paid for years to put smells into things. Getting them out is the same trade, read \
                 backwards.",
                quotes: None,
                helpful: &["towel", "jar", "ladle", "apron"],
            },
            Said {
                by: By::Guest("towel"),
                after_minutes: 11855,
                stake: Some("owns"),
                body: "One week. The soak came out like weak coffee, from towels that I would have sworn were \
                 clean. Half the detergent, a line across the yard, no dryer. The smell is gone, and they drink \
                 as they did when they were new, which I had not noticed that they had stopped doing. The thing \
                 with the scent went into the bin.",
                quotes: None,
                helpful: &["apron", "jar", "leek", "loaf", "fig"],
            },
        ],
        accepted: None,
        helpful: &["apron", "leek"],
    },
    Thread {
        question: true,
        about: About::Spec("apron", "strap"),
        title: "Will the strap slide off narrow shoulders?",
        by: By::Guest("plum"),
        days_ago: 48,
        at: (12, 25),
        body: "It’s for my aunt, who is built like a coat-hanger and wears everything a little to one side. \
         She’d never say a word if it slid, she’d just hang it up for good. Does it slide? And if it has to be \
         crossed at the back, does she have to come to you for that?",
        posts: &[
            Said {
                by: By::Guest("apron"),
                after_minutes: 195,
                stake: Some("owns"),
                body: "Narrow here, and it did slide, a little, each time I bent down to the oven. I brought it \
                 in, and Ilse crossed the straps at the back while I had a coffee. Ten minutes and nothing to \
                 pay. That was in my first month with it. I have not thought about it since, which is all I ask \
                 of an apron.",
                quotes: None,
                helpful: &["plum", "fork", "fig", "towel", "egg"],
            },
            Said {
                by: By::Host("ilse"),
                after_minutes: 1255,
                stake: Some("made"),
                body: "She need not come. Write *crossed* in a mail with the number of the order, and her height \
                 to the nearest five centimetres. It is then sewn so before it leaves. It goes on over the head \
                 like a pullover, and there is nothing left that could slide. If she is one of those who say \
                 nothing, have it crossed. Nobody has ever asked me to uncross one.",
                quotes: None,
                helpful: &["plum", "apron", "fork", "teapot"],
            },
            Said {
                by: By::Guest("plum"),
                after_minutes: 1297,
                stake: None,
                body: "Crossed, and one metre sixty-five. I’ve told her it’s a tea towel, to keep her hopes low. \
                 Thank you both. I feel as if I’ve been measured as well.",
                quotes: None,
                helpful: &["apron"],
            },
        ],
        accepted: Some(0),
        helpful: &["fork"],
    },
    Thread {
        question: false,
        about: About::Free,
        title: "A mend in another colour: who minds?",
        by: By::Host("ilse"),
        days_ago: 62,
        at: (14, 30),
        body: "I darn what comes back in a colour that is not the cloth’s. Blue on flax, red on white. A hidden \
         mend takes three times as long, and it is found out in the end. Most people like it. Last week \
         somebody took hers back without a word, and I could see that she had hoped for something else.\n\n\
         So I ask before I do it to the next one. Would you rather not see it?",
        posts: &[
            Said {
                by: By::Guest("towel"),
                after_minutes: 400,
                stake: None,
                body: "In the café they turn the towels over to look. One guest wanted to know whether we would \
                 sell her the ones with the red square, since those were the better ones. I mind holes. I do \
                 not mind seeing that somebody has done something about them.",
                quotes: None,
                helpful: &["apron", "fig", "plum"],
            },
            Said {
                by: By::Guest("plum"),
                after_minutes: 1275,
                stake: None,
                body: "I am on the other side, politely. On a kitchen towel any colour you like. On the apron I \
                 wear when people come, I’d want it quiet. It isn’t shame. My mother mended everything in our \
                 house and one saw all of it, and I have been looking forward to things that do not show.",
                quotes: None,
                helpful: &["fork", "teapot", "mug"],
            },
            Said {
                by: By::Host("tomas"),
                after_minutes: 1490,
                stake: Some("none"),
                body: "With wood the question is the same. I let in a piece from the same tree and turn its \
                 grain by a little, so that whoever looks for it finds it, and whoever does not is left in \
                 peace. It may be that there is a thread which does that.",
                quotes: None,
                helpful: &["walnut", "apron", "ladle"],
            },
            Said {
                by: By::Host("ilse"),
                after_minutes: 2580,
                stake: Some("made"),
                body: "That is an argument, and I had not heard it before. There are two reels on my table from \
                 today. Whoever brings something is asked: *loud or quiet?* Quiet is one shade darker than the \
                 cloth, as Tomas says. It takes as long as it takes and costs what the loud one costs, nothing. \
                 I shall complain only while sewing.",
                quotes: Some((2, "I have been looking forward to things that do not show")),
                helpful: &["plum", "apron", "towel", "walnut", "teapot", "fork"],
            },
            Said {
                by: By::Guest("apron"),
                after_minutes: 4590,
                stake: None,
                body: "Loud, please, when my turn comes. The left pocket is wearing thin at the corner, exactly \
                 where you sew it over eleven times, so I must be hanging my hands in it as you said we all do.",
                quotes: None,
                helpful: &["towel", "plum"],
            },
        ],
        accepted: None,
        helpful: &["towel", "apron", "plum", "walnut"],
    },
];

//! Texts that are nearly the same.
use super::*;

#[test]
fn copies_have_one_print_whatever_their_spacing_case_numbers_and_targets() {
    let one = print("Buy CHEAP pans now, only 12 left: [here](https://a.example)!");
    assert_eq!(one, print("buy  cheap\npans *now*, only 3 441 left — [HERE](https://b.example)"));
    assert_eq!(one, print("Bùy chéap pans now only 7 left here"));
    assert_ne!(one, print("buy cheap pots now, only 12 left: here"));
    assert_ne!(one, print("Buy cheap pans now, only left: here"));
    assert_eq!(one.len(), 32);
}

#[test]
fn texts_without_letters_are_told_apart_too() {
    assert_ne!(print("👍"), print("❤️"));
    assert_eq!(print("👍 👍"), print("👍👍"));
    assert_ne!(print("12"), print("👍"));
}

#[test]
fn overlap_is_of_the_shorter_text() {
    let a = "The pan needs a thin coat of linseed oil before it goes into the oven.";
    let b = format!("Hello again. {a} Then it bakes for an hour, and cools down slowly with the door closed.");
    assert_eq!(overlap(a, a), 100);
    assert_eq!(overlap(a, &b), 100);
    assert_eq!(overlap(&b, a), 100);
    assert_eq!(overlap(a, &a.to_uppercase()), 100);
    assert_eq!(overlap(a, "Something else altogether is written here about mills."), 0);
    let half = overlap(a, "The pan needs a thin coat of beeswax, and never see any oven at all, ever.");
    assert!((20..60).contains(&half), "{half}");
}

#[test]
fn overlap_of_little_or_nothing_is_nothing() {
    assert_eq!(overlap("", ""), 0);
    assert_eq!(overlap("", "words of some length here"), 0);
    assert_eq!(overlap("Thank you", "thank you!"), 100);
    assert_eq!(overlap("Thank you", "Thank you for the pan"), 0);
}

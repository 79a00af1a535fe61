//! How fast hosts answer: the time from a question to the first answer, while somebody stands at the counter. Pure.
use super::median;
use crate::hosts::roster::Stretch;
use crate::values::Moment;

/// How fast questions were answered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Answered within ten minutes, within an hour, later, and not yet.
    pub fast: i64,
    pub within_the_hour: i64,
    pub later: i64,
    pub open: i64,
    /// The median of those that were answered, in minutes.
    pub median: Option<i64>,
}
impl Answers {
    /// How many were asked.
    pub fn asked(&self) -> i64 {
        self.fast + self.within_the_hour + self.later + self.open
    }
    /// Puts questions in order. `counter` is when somebody was there, in order and apart; where it is empty every hour counts.
    pub fn of(questions: &[(Moment, Option<Moment>)], counter: &[Stretch]) -> Answers {
        let mut answers = Answers::default();
        let mut minutes = vec![];
        for (asked, answered) in questions {
            let Some(answered) = answered else {
                answers.open += 1;
                continue;
            };
            let waited = waited(*asked, *answered, counter);
            match waited {
                m if m <= 10 * Moment::MINUTE => answers.fast += 1,
                m if m <= Moment::HOUR => answers.within_the_hour += 1,
                _ => answers.later += 1,
            }
            minutes.push(waited / Moment::MINUTE);
        }
        answers.median = median(minutes);
        answers
    }
}

/// How long somebody waited while somebody was there, in milliseconds.
fn waited(asked: Moment, answered: Moment, counter: &[Stretch]) -> i64 {
    if counter.is_empty() {
        return (answered.0 - asked.0).max(0);
    }
    let begin = counter.partition_point(|s| s.to <= asked);
    let there = counter[begin..].iter().take_while(|s| s.from < answered);
    there.map(|s| s.to.min(answered).0 - s.from.max(asked).0).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64, minute: i64) -> Moment {
        Moment(hour * Moment::HOUR + minute * Moment::MINUTE)
    }

    #[test]
    fn a_night_is_not_waited_through() {
        // 9 to 17 o'clock on two days.
        let counter = [Stretch { from: at(9, 0), to: at(17, 0) }, Stretch { from: at(33, 0), to: at(41, 0) }];
        let minutes = |a, b| waited(a, b, &counter) / Moment::MINUTE;
        assert_eq!(minutes(at(10, 0), at(10, 7)), 7);
        assert_eq!(minutes(at(16, 50), at(33, 5)), 15, "ten minutes before closing and five of the morning");
        assert_eq!(minutes(at(20, 0), at(21, 0)), 0, "answered after hours");
        assert_eq!(minutes(at(20, 0), at(33, 5)), 5);
        assert_eq!(waited(at(20, 0), at(21, 0), &[]) / Moment::MINUTE, 60, "a shop without hours is always there");
    }

    #[test]
    fn questions_are_put_by_how_long_they_waited() {
        let asked = [
            (at(9, 0), Some(at(9, 10))),
            (at(9, 0), Some(at(9, 11))),
            (at(9, 0), Some(at(10, 0))),
            (at(9, 0), Some(at(12, 0))),
            (at(9, 0), None),
        ];
        let answers = Answers::of(&asked, &[]);
        // The middle of 10, 11, 60 and 180 minutes is 35.5, rounded up.
        let should = Answers { fast: 1, within_the_hour: 2, later: 1, open: 1, median: Some(36) };
        assert_eq!((answers.asked(), answers), (5, should));
    }
}

use super::*;
use crate::words;

fn zone() -> TimeZone {
    words::zone("Europe/Amsterdam")
}
/// A moment by the clock on the shop's wall: `2026-11-23 14:05`.
fn on(text: &str) -> Moment {
    let (day, clock) = text.split_once(' ').unwrap();
    let (hour, minute) = clock.split_once(':').unwrap();
    at(day.parse().unwrap(), hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap(), &zone()).unwrap()
}
fn hand(name: &str, shifts: &[(i64, i64, i64)]) -> Hand {
    let shifts = shifts.iter().map(|(weekday, from, to)| Shift { weekday: *weekday, from: from * 60, to: to * 60 });
    Hand { name: name.into(), handle: name.to_lowercase(), shifts: shifts.collect(), ..Hand::default() }
}
fn away(from: &str, to: &str) -> Away {
    Away { id: 1, from: on(from), to: on(to), words: "fetching clay".into() }
}
/// Marit from Monday to Friday 9 to 18, Neela on Saturday 9 to 17. 23 November 2026 is a Monday.
fn shop() -> Roster {
    let marit: Vec<_> = (1..=5).map(|day| (day, 9, 18)).collect();
    Roster { hands: vec![hand("Marit Hoekzema", &marit), hand("Neela Oort", &[(6, 9, 17)])] }
}
/// The counter in a line: who, and until or from when.
fn told(roster: &Roster, now: Moment) -> String {
    let clock =
        |at: Moment| Timestamp::from_millisecond(at.0).unwrap().to_zoned(zone()).strftime("%a %H:%M").to_string();
    match roster.counter(now, &zone()) {
        Counter::Unplanned => "unplanned".into(),
        Counter::Open(here) => here
            .iter()
            .map(|(h, until)| format!("{} until {}", h.first_name(), clock(*until)))
            .collect::<Vec<_>>()
            .join(", "),
        Counter::Empty(h, from) => format!("{} from {}", h.first_name(), clock(from)),
    }
}

#[test]
fn somebody_is_here_from_the_first_minute_to_the_last() {
    let shop = shop();
    assert_eq!(told(&shop, on("2026-11-23 8:59")), "Marit from Mon 09:00");
    assert_eq!(told(&shop, on("2026-11-23 9:00")), "Marit until Mon 18:00");
    assert_eq!(told(&shop, on("2026-11-23 17:59")), "Marit until Mon 18:00");
    assert_eq!(told(&shop, on("2026-11-23 18:00")), "Marit from Tue 09:00");
}

#[test]
fn over_the_weekend_the_next_one_comes_on_the_day_they_have_hours() {
    let shop = shop();
    assert_eq!(told(&shop, on("2026-11-27 18:30")), "Neela from Sat 09:00");
    assert_eq!(told(&shop, on("2026-11-28 17:00")), "Marit from Mon 09:00");
    assert_eq!(told(&shop, on("2026-11-29 12:00")), "Marit from Mon 09:00");
}

#[test]
fn whoever_stays_longest_stands_first() {
    let mut shop = shop();
    shop.hands.push(hand("Joost Averink", &[(1, 9, 17)]));
    shop.hands.push(hand("Ilse Brandsel", &[(1, 12, 20)]));
    assert_eq!(
        told(&shop, on("2026-11-23 14:00")),
        "Ilse until Mon 20:00, Marit until Mon 18:00, Joost until Mon 17:00"
    );
}

#[test]
fn nobody_and_nobody_with_hours_is_said_to_be_nobody() {
    assert_eq!(Roster::default().counter(on("2026-11-23 14:00"), &zone()), Counter::Unplanned);
    let idle = Roster { hands: vec![hand("Pim Kollem", &[])] };
    assert_eq!(idle.counter(on("2026-11-23 14:00"), &zone()), Counter::Unplanned);
    assert_eq!(idle.hands[0].presence(on("2026-11-23 14:00"), &zone()), Presence::Unplanned);
}

#[test]
fn a_night_shift_goes_on_after_midnight() {
    let night = Roster { hands: vec![hand("Pim Kollem", &[(5, 22, 2)])] };
    assert_eq!(told(&night, on("2026-11-27 21:59")), "Pim from Fri 22:00");
    assert_eq!(told(&night, on("2026-11-27 23:30")), "Pim until Sat 02:00");
    assert_eq!(told(&night, on("2026-11-28 1:59")), "Pim until Sat 02:00");
    assert_eq!(told(&night, on("2026-11-28 2:00")), "Pim from Fri 22:00");
}

#[test]
fn hours_that_touch_are_one_stretch() {
    let day = Roster { hands: vec![hand("Pim Kollem", &[(1, 9, 13), (1, 13, 24), (2, 0, 3)])] };
    assert_eq!(told(&day, on("2026-11-23 12:00")), "Pim until Tue 03:00");
    let lunch = Roster { hands: vec![hand("Pim Kollem", &[(1, 9, 12), (1, 13, 18)])] };
    assert_eq!(told(&lunch, on("2026-11-23 12:30")), "Pim from Mon 13:00");
    let always: Vec<_> = (1..=7).map(|d| (d, 0, 24)).collect();
    let always = Roster { hands: vec![hand("Pim Kollem", &always)] };
    let Counter::Open(here) = always.counter(on("2026-11-23 12:00"), &zone()) else { panic!("nobody is here") };
    assert!(here[0].1 > on("2026-11-30 00:00"), "an end that is far away, not one tomorrow");
}

#[test]
fn an_absence_takes_out_of_the_hours_and_another_one_comes_next() {
    let mut shop = shop();
    shop.hands[0].away.push(away("2026-11-23 12:00", "2026-11-28 00:00"));
    assert_eq!(told(&shop, on("2026-11-23 11:00")), "Marit until Mon 12:00");
    assert_eq!(told(&shop, on("2026-11-23 12:00")), "Neela from Sat 09:00");
    let marit = &shop.hands[0];
    let Presence::Away(gone, back) = marit.presence(on("2026-11-24 10:00"), &zone()) else { panic!("she is away") };
    assert_eq!((gone.words.as_str(), back), ("fetching clay", Some(on("2026-11-30 9:00"))));
    // In the morning of an absence that has not begun she is not away yet.
    assert_eq!(marit.presence(on("2026-11-23 8:00"), &zone()), Presence::Back(on("2026-11-23 9:00")));
}

#[test]
fn an_absence_that_ends_within_the_hours_lets_the_rest_stand() {
    let mut shop = shop();
    shop.hands[0].away.push(away("2026-11-23 00:00", "2026-11-23 14:00"));
    assert_eq!(told(&shop, on("2026-11-23 10:00")), "Marit from Mon 14:00");
    assert_eq!(told(&shop, on("2026-11-23 15:00")), "Marit until Mon 18:00");
}

#[test]
fn after_a_long_absence_the_day_of_the_return_is_found() {
    let mut one = Roster { hands: vec![hand("Marit Hoekzema", &[(1, 9, 18)])] };
    one.hands[0].away.push(away("2026-11-23 00:00", "2027-02-02 00:00"));
    let Counter::Empty(_, at) = one.counter(on("2026-11-23 10:00"), &zone()) else { panic!("somebody comes") };
    assert_eq!(at, on("2027-02-08 9:00"));
    one.hands[0].away.push(away("2027-01-01 00:00", "2036-01-01 00:00"));
    assert_eq!(told(&one, on("2026-11-23 10:00")), "unplanned");
}

#[test]
fn the_hours_follow_the_clock_on_the_wall_when_it_is_put_forward() {
    // On 29 March 2026 at 2:00 it is 3:00.
    let shop = Roster { hands: vec![hand("Neela Oort", &[(6, 9, 17), (7, 9, 17), (1, 9, 17)])] };
    let (saturday, sunday) = (on("2026-03-28 9:00"), on("2026-03-29 9:00"));
    assert_eq!(sunday.0 - saturday.0, 23 * Moment::HOUR);
    assert_eq!(told(&shop, on("2026-03-28 20:00")), "Neela from Sun 09:00");
    assert_eq!(shop.counter(on("2026-03-28 20:00"), &zone()), Counter::Empty(&shop.hands[0], sunday));
    assert_eq!(told(&shop, on("2026-03-29 16:59")), "Neela until Sun 17:00");
    // A shift that begins in the hour that is left out begins after it, and ends as it says.
    let night = Roster { hands: vec![hand("Pim Kollem", &[(7, 2, 6)])] };
    let Counter::Empty(_, from) = night.counter(on("2026-03-29 1:00"), &zone()) else { panic!("he comes") };
    assert_eq!(from, on("2026-03-29 3:00"));
    assert_eq!(told(&night, on("2026-03-29 5:30")), "Pim until Sun 06:00");
    // Over the night it is an hour shorter.
    let over = Roster { hands: vec![hand("Pim Kollem", &[(6, 22, 6)])] };
    let Counter::Open(here) = over.counter(on("2026-03-28 22:00"), &zone()) else { panic!("he is here") };
    assert_eq!(here[0].1.0 - on("2026-03-28 22:00").0, 7 * Moment::HOUR);
}

#[test]
fn the_hours_follow_the_clock_on_the_wall_when_it_is_put_back() {
    // On 25 October 2026 at 3:00 it is 2:00 once more.
    let shop = Roster { hands: vec![hand("Neela Oort", &[(6, 9, 17), (7, 9, 17)])] };
    assert_eq!(on("2026-10-25 9:00").0 - on("2026-10-24 9:00").0, 25 * Moment::HOUR);
    assert_eq!(told(&shop, on("2026-10-24 17:00")), "Neela from Sun 09:00");
    let over = Roster { hands: vec![hand("Pim Kollem", &[(6, 22, 6)])] };
    let Counter::Open(here) = over.counter(on("2026-10-24 22:00"), &zone()) else { panic!("he is here") };
    assert_eq!(here[0].1.0 - on("2026-10-24 22:00").0, 9 * Moment::HOUR);
    // In the hour that comes twice he is here both times.
    let twice = on("2026-10-25 2:30");
    assert_eq!(told(&over, twice), "Pim until Sun 06:00");
    assert_eq!(told(&over, twice.plus(Moment::HOUR)), "Pim until Sun 06:00");
}

#[test]
fn a_week_names_days_off_and_days_away() {
    let mut shop = shop();
    shop.hands[0].away.push(away("2026-11-25 00:00", "2026-11-26 00:00"));
    let week = shop.hands[0].week(on("2026-11-23 10:00"), &zone());
    let told: Vec<(usize, bool)> = week.iter().map(|d| (d.hours.len(), d.away)).collect();
    assert_eq!(told, [(1, false), (1, false), (0, true), (1, false), (1, false), (0, false), (0, false)]);
    assert_eq!(week[0].hours[0], Stretch { from: on("2026-11-23 9:00"), to: on("2026-11-23 18:00") });
}

#[test]
fn the_counter_is_open_while_anybody_is_here() {
    let mut roster = shop();
    roster.hands.push(hand("Wim", &[(1, 17, 20)]));
    roster.hands[0].away.push(away("2026-11-24 00:00", "2026-11-25 00:00"));
    let days = ["2026-11-23", "2026-11-24", "2026-11-28"].into_iter().map(|day| day.parse().unwrap());
    let stretch = |from, to| Stretch { from: on(from), to: on(to) };
    let open = [stretch("2026-11-23 9:00", "2026-11-23 20:00"), stretch("2026-11-28 9:00", "2026-11-28 17:00")];
    assert_eq!(roster.open(days, &zone()), open);
}

//! What of a picture stays in sight where it is cropped.

/// How many places a picture has in a row, and how many rows: where one may put the point by hand, and what CSS knows.
pub const PLACES: i64 = 5;

/// The point of a picture that stays in sight, in thousandths of its width and of its height from the upper left. A statement
/// gives both as one number: `focus_x * 1001 + focus_y`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct Focus(i64);
impl Default for Focus {
    fn default() -> Self {
        Focus::at(500, 500)
    }
}
impl Focus {
    /// The point at these thousandths.
    pub fn at(x: i64, y: i64) -> Focus {
        Focus(x.clamp(0, 1000) * 1001 + y.clamp(0, 1000))
    }
    /// The middle of a place: its column and its row, each from 0.
    pub fn of_place(column: i64, row: i64) -> Focus {
        let middle = |n: i64| n.clamp(0, PLACES - 1) * 1000 / PLACES + 500 / PLACES;
        Focus::at(middle(column), middle(row))
    }
    pub fn x(self) -> i64 {
        self.0 / 1001
    }
    pub fn y(self) -> i64 {
        self.0 % 1001
    }
    /// The place it lies in: column and row.
    pub fn place(self) -> (i64, i64) {
        let place = |n: i64| (n * PLACES / 1000).min(PLACES - 1);
        (place(self.x()), place(self.y()))
    }
    /// The class by which CSS crops round it, `f-31`: column, row. None in the middle, where pictures are cropped anyway.
    pub fn class(self) -> Option<String> {
        let (column, row) = self.place();
        ((column, row) != (2, 2)).then(|| format!("f-{column}{row}"))
    }
    /// `Upper left` and so on, for a place.
    pub fn words((column, row): (i64, i64)) -> String {
        let rows = ["Top", "Upper part", "Middle", "Lower part", "Bottom"];
        let columns = ["far left", "left", "centre", "right", "far right"];
        format!("{}, {}", rows[row.clamp(0, 4) as usize], columns[column.clamp(0, 4) as usize])
    }
}

/// The classes of a square portrait that is cropped round this point.
pub fn face(focus: Option<Focus>) -> String {
    focus.and_then(Focus::class).map_or("face sq".into(), |place| format!("face sq {place}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_in_one_of_the_places_and_the_middle_needs_no_class() {
        assert_eq!(Focus::default().class(), None);
        assert_eq!((Focus::at(0, 0).place(), Focus::at(1000, 1000).place()), ((0, 0), (4, 4)));
        assert_eq!(Focus::at(399, 400).class().as_deref(), Some("f-12"));
        assert_eq!((Focus::at(120, 1000).x(), Focus::at(120, 1000).y()), (120, 1000));
        for column in 0..PLACES {
            for row in 0..PLACES {
                let point = Focus::of_place(column, row);
                assert_eq!(point.place(), (column, row));
                assert_eq!((point.x() % 200, point.y() % 200), (100, 100));
            }
        }
        assert_eq!(Focus::words((4, 0)), "Top, far right");
    }
}

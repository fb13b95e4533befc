use super::*;
use proptest::prelude::*;

fn rows(text: &str) -> Vec<(u64, Vec<String>)> {
    let table = TableIn::open(text.as_bytes(), &["a"]).unwrap();
    let (mut rows, mut record, mut all) = (table.rows(), StringRecord::new(), Vec::new());
    while let Some(row) = rows.next(&mut record) {
        all.push((row, record.iter().map(str::to_owned).collect()));
    }
    all
}

#[test]
fn rows_are_numbered_as_a_spreadsheet_numbers_them() {
    for (text, expected) in [
        ("a,b\n1,2\n3,4\n", vec![2, 3]),
        ("a,b\r\n1,2\r\n3,4", vec![2, 3]),
        ("a,b\r\n\r\n1,2\r\n\r\n\r\n3,4\r\n\r\n", vec![3, 6]),
        ("\n\na,b\n1,2\n\n3,4", vec![4, 6]),
        ("a,b\n\"1\nstill 1\",2\n3,4\n", vec![2, 3]),
        ("a,b\n,\n , \n3,4\n", vec![4]),
        ("a,b\r1,2\r\r3,4\r", vec![2, 4]),
    ] {
        assert_eq!(rows(text).iter().map(|(row, _)| *row).collect::<Vec<_>>(), expected, "{text:?}");
    }
}

#[test]
fn the_delimiter_is_that_of_the_columns_looked_for() {
    for (text, expected) in [
        ("a,b;c\n", Delimiter::Comma),
        ("a;b, with a comma, and more\n", Delimiter::Semicolon),
        ("a\tb\n", Delimiter::Tab),
        ("a|b\n", Delimiter::Bar),
        ("\"a\";\"b\"\n", Delimiter::Semicolon),
        ("a\n", Delimiter::Comma),
    ] {
        assert_eq!(TableIn::open(text.as_bytes(), &["a"]).unwrap().delimiter, expected, "{text:?}");
    }
}

#[test]
fn quoted_cells_keep_delimiters_and_line_ends() {
    assert_eq!(
        rows("a,b\r\n\"Flat 2, 1 High Street\r\nKew\",\"said \"\"no\"\"\"\r\n"),
        [(2, vec!["Flat 2, 1 High Street\r\nKew".to_owned(), "said \"no\"".to_owned()])]
    );
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(table) = TableIn::open(&bytes, &["a"]) {
            let (mut rows, mut record) = (table.rows(), StringRecord::new());
            while rows.next(&mut record).is_some() {}
        }
    }
}

#[test]
fn the_column_names_may_stand_below_a_title() {
    let table = TableIn::open(b"OFFICIAL-SENSITIVE\nHate crime, week 47,,\n\na,b,c\n1,2,3\n", &["a", "c"]).unwrap();
    assert_eq!(table.header_row, 4);
    assert_eq!(
        rows("Title,a title\n\na,b\n1,2\n,,\n3,4,,\n"),
        [(4, vec!["1".to_owned(), "2".to_owned()]), (6, vec!["3".to_owned(), "4".to_owned()]),]
    );
    let told = Opening { header_row: Some(2), ..Opening::default() };
    let table = TableIn::open_with(b"a,b\nx,y\n1,2\n", &["a"], told).unwrap();
    assert_eq!((table.header.names(), table.header_row), (&["x".to_owned(), "y".to_owned()][..], 2));
}

//! A mapping as a person makes it, column by column, and the written form that follows from it.

use super::reads::{NO_FLAG, SAYS_NOTHING, SEVERAL, Values, values_of};
use crate::mapping::Mapping;
use crate::mapping_error::MappingError;
use std::collections::BTreeMap;
use toml::{Table, Value};

/// A mapping in the making.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Draft {
    pub name: String,
    pub title: String,
    /// The sheet of a workbook; `None` where it need not be said.
    pub sheet: Option<String>,
    pub date_forms: Vec<String>,
    /// Cells that say nothing, besides empty ones.
    pub empty_says: Vec<String>,
    pub columns: Vec<DraftColumn>,
}

/// One column, and what it is read as.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DraftColumn {
    pub column: String,
    /// One of [`super::ways_to_read`]; empty where the column is not read.
    pub reads: String,
    /// Values and what each means; see [`super::SAYS_NOTHING`].
    pub values: Vec<(String, String)>,
}

/// What one more value means, in a column of a mapping that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    pub column: String,
    /// The mapping's name for the field, or `flags`.
    pub field: String,
    pub value: String,
    pub meaning: String,
}

impl Draft {
    /// The written form. Of `base`, the mapping it takes the place of, it keeps what cannot be said by columns:
    /// constants, other names of columns, words known before.
    ///
    /// # Errors
    /// Where the mapping would not be understood.
    pub fn written(&self, base: Option<&str>) -> Result<String, MappingError> {
        let base: Table = base.and_then(|text| text.parse().ok()).unwrap_or_default();
        let mut table = Table::new();
        for key in ["empty_clears"] {
            if let Some(kept) = base.get(key) {
                table.insert(key.to_owned(), kept.clone());
            }
        }
        table.insert("version".to_owned(), Value::Integer(1));
        table.insert("name".to_owned(), self.name.clone().into());
        table.insert("title".to_owned(), self.title.trim().into());
        if let Some(sheet) = &self.sheet {
            table.insert("sheet".to_owned(), sheet.clone().into());
        }
        table.insert("date_forms".to_owned(), self.date_forms.clone().into());
        table.insert("empty_says".to_owned(), self.empty_says.clone().into());
        self.keys(&base, &mut table);
        table.insert("fields".to_owned(), Value::Table(self.fields(&base)));
        let flags = self.flags(&base);
        if !flags.is_empty() {
            table.insert("flags".to_owned(), Value::Array(flags));
        }
        checked(&table)
    }

    fn keys(&self, base: &Table, table: &mut Table) {
        for column in &self.columns {
            match column.reads.as_str() {
                key @ ("reference" | "victim_number") => {
                    table.insert(key.to_owned(), names(&column.column, base.get(key)));
                }
                "invented" => {
                    let yes = |(value, meaning): &(String, String)| (meaning == "yes").then(|| value.clone());
                    let mut words: Vec<String> = column.values.iter().filter_map(yes).collect();
                    if words.is_empty() {
                        words.extend(["YES".to_owned(), "Y".to_owned()]);
                    }
                    let mut mark = Table::new();
                    mark.insert("column".to_owned(), column.column.clone().into());
                    mark.insert("values".to_owned(), words.into());
                    table.insert("invented".to_owned(), Value::Table(mark));
                }
                _ => {}
            }
        }
    }

    fn fields(&self, base: &Table) -> Table {
        let before = base.get("fields").and_then(Value::as_table).cloned().unwrap_or_default();
        let constant = |(_, field): &(String, Value)| field.get("constant").is_some();
        let mut fields: Table = before.clone().into_iter().filter(constant).collect();
        for column in self.columns.iter().filter(|column| is_field(&column.reads)) {
            let mut field = before.get(&column.reads).and_then(Value::as_table).cloned().unwrap_or_default();
            field.remove("also");
            field.insert("column".to_owned(), names(&column.column, field.get("column")));
            if column.reads == "reported_on" {
                field.insert("required".to_owned(), true.into());
            }
            say_values(&mut field, column);
            fields.insert(column.reads.clone(), Value::Table(field));
        }
        for column in &self.columns {
            let Some(joined) = column.reads.strip_prefix("also:") else { continue };
            let Some(field) = fields.get_mut(joined).and_then(Value::as_table_mut) else { continue };
            let also = field.entry("also").or_insert_with(|| Value::Array(Vec::new()));
            also.as_array_mut().into_iter().for_each(|also| also.push(column.column.clone().into()));
            let joined_by = match joined {
                "victim_name" => " ",
                "telephone" => "; ",
                _ => ", ",
            };
            field.entry("joined_by").or_insert_with(|| joined_by.into());
        }
        fields
    }

    fn flags(&self, base: &Table) -> Vec<Value> {
        let before = base.get("flags").and_then(Value::as_array).cloned().unwrap_or_default();
        let known = |column: &str| before.iter().find(|flags| goes_by(flags.get("column"), column));
        let mut all = Vec::new();
        for column in &self.columns {
            let mut flags = known(&column.column).and_then(Value::as_table).cloned().unwrap_or_default();
            flags.entry("column").or_insert_with(|| column.column.clone().into());
            if column.reads == "flags" {
                flags.entry("delimiters").or_insert_with(|| ";,|".into());
                say_flags(&mut flags, &column.values);
            } else if let Some(meaning) = column.reads.strip_prefix("mark:") {
                flags.remove("marks");
                flags.insert("yes".to_owned(), meaning.into());
                let of = |code: &str| -> Vec<String> {
                    column.values.iter().filter(|(_, m)| m == code).map(|(value, _)| value.clone()).collect()
                };
                extend(&mut flags, "not", of("no"));
                extend(&mut flags, "empty_says", of(SAYS_NOTHING));
                let values: Table = of("yes").into_iter().map(|value| (value, Value::from(meaning))).collect();
                flags.insert("values".to_owned(), Value::Table(values));
            } else {
                continue;
            }
            all.push(Value::Table(flags));
        }
        all
    }
}

/// The written form of a mapping that has learnt what more values mean.
///
/// # Errors
/// Where the mapping does not read such a column, or the value cannot mean that.
pub fn teach(text: &str, lessons: &[Lesson]) -> Result<String, MappingError> {
    let mut table: Table = text.parse()?;
    for lesson in lessons {
        let unread = || MappingError::UnknownField { field: lesson.field.clone() };
        let taught = vec![(lesson.value.clone(), lesson.meaning.clone())];
        if lesson.field == "flags" {
            let all = table.get_mut("flags").and_then(Value::as_array_mut).ok_or_else(unread)?;
            let flags = all.iter_mut().find(|flags| goes_by(flags.get("column"), &lesson.column));
            say_flags(flags.and_then(Value::as_table_mut).ok_or_else(unread)?, &taught);
        } else {
            let fields = table.get_mut("fields").and_then(Value::as_table_mut).ok_or_else(unread)?;
            let field = fields.get_mut(&lesson.field).and_then(Value::as_table_mut).ok_or_else(unread)?;
            add_values(field, &taught);
        }
    }
    checked(&table)
}

/// The mapping's written form, once it is known to be understood.
fn checked(table: &Table) -> Result<String, MappingError> {
    // Tables of texts always have a written form.
    let text = toml::to_string_pretty(table).unwrap_or_default();
    Mapping::parse(&text)?;
    Ok(text)
}

fn is_field(reads: &str) -> bool {
    !(reads.is_empty() || matches!(reads, "reference" | "victim_number" | "invented" | "flags") || reads.contains(':'))
}

/// The column's name first, then the other names it went by.
fn names(column: &str, before: Option<&Value>) -> Value {
    let mut names = vec![column.to_owned()];
    let others: Vec<&str> = match before {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).collect(),
        Some(_) | None => Vec::new(),
    };
    for other in others {
        if !names.iter().any(|name| crate::words::folded(name) == crate::words::folded(other)) {
            names.push(other.to_owned());
        }
    }
    if names.len() == 1 { Value::from(column) } else { names.into() }
}

fn goes_by(names: Option<&Value>, column: &str) -> bool {
    let is = |name: &str| crate::words::folded(name) == crate::words::folded(column);
    match names {
        Some(Value::String(name)) => is(name),
        Some(Value::Array(list)) => list.iter().filter_map(Value::as_str).any(is),
        Some(_) | None => false,
    }
}

fn say_values(field: &mut Table, column: &DraftColumn) {
    match values_of(&column.reads) {
        Values::Plain => return,
        Values::Listed if matches!(column.reads.as_str(), "sex" | "ethnicity") => {
            field.insert("only_values".to_owned(), true.into());
        }
        Values::Listed | Values::Aliased => {}
    }
    add_values(field, &column.values);
}

fn add_values(field: &mut Table, values: &[(String, String)]) {
    let nothing = values.iter().filter(|(_, meaning)| meaning == SAYS_NOTHING).map(|(value, _)| value.clone());
    extend(field, "empty_says", nothing.collect());
    let said: BTreeMap<&String, &String> =
        values.iter().filter(|(_, m)| !m.is_empty() && m != SAYS_NOTHING).map(|(value, m)| (value, m)).collect();
    if said.is_empty() {
        return;
    }
    let known = field.entry("values").or_insert_with(|| Value::Table(Table::new()));
    for (value, meaning) in said {
        known.as_table_mut().into_iter().for_each(|known| {
            known.insert(value.clone(), meaning.clone().into());
        });
    }
}

fn say_flags(flags: &mut Table, values: &[(String, String)]) {
    let of = |code: &str| values.iter().filter(|(_, m)| m == code).map(|(value, _)| value.clone()).collect::<Vec<_>>();
    extend(flags, "not", of(NO_FLAG));
    extend(flags, "empty_says", of(SAYS_NOTHING));
    let known = flags.entry("values").or_insert_with(|| Value::Table(Table::new()));
    for (value, meaning) in values.iter().filter(|(_, m)| !matches!(m.as_str(), "" | NO_FLAG | SAYS_NOTHING)) {
        let codes: Vec<&str> = meaning.split(SEVERAL).collect();
        let written = if codes.len() > 1 { codes.into() } else { Value::from(meaning.clone()) };
        known.as_table_mut().into_iter().for_each(|known| {
            known.insert(value.clone(), written.clone());
        });
    }
}

/// Adds words to a list that may not be there yet.
fn extend(table: &mut Table, key: &str, words: Vec<String>) {
    if words.is_empty() {
        return;
    }
    let list = table.entry(key).or_insert_with(|| Value::Array(Vec::new()));
    if let Some(list) = list.as_array_mut() {
        for word in words.into_iter().map(Value::from) {
            if !list.contains(&word) {
                list.push(word);
            }
        }
    }
}

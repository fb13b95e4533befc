//! Looking at a file nobody has mapped: its columns side by side, and what has to be asked.

use super::{Mapped, name_of};
use crate::access::Task;
use crate::contacts::officers::read_file;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{
    ChoiceView, DateAskView, DatesView, LookColumnRequest, LookColumnView, LookRequest, MappingProposal,
    SampleColumnView, SampleValueView, SampleView,
};
use crate::words;
use casebook::Now;
use exchange::mapping::{Choice, Draft, DraftColumn, Values, values_of, ways_to_read};
use exchange::sample::{Because, DateForms, SampleColumn, VALUES_MAX, sample, sample_column, sheets};
use exchange::{Opening, TableForm};
use std::path::Path;

impl Session {
    /// Looks at a file: its columns side by side, what each could be read as, and what has to be asked.
    ///
    /// Nothing of the file is kept.
    ///
    /// # Errors
    /// Not allowed, a file that is no table, an unknown mapping, the disk.
    pub fn look_at_file(&mut self, request: &LookRequest, now: Now) -> Result<SampleView, DeskError> {
        self.allow(Task::Import)?;
        let path = Path::new(&request.file);
        let bytes = read_file(path)?;
        let like = self.like(request)?;
        let found = sample(&bytes, opening(request), like.as_ref().map(|mapped| mapped.text.as_str()), now.today)?;
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (sheet, words) = match &found.form {
            TableForm::Text { encoding, delimiter } => {
                (None, vec![format!("Encoding: {encoding}."), format!("Delimiter: {delimiter}.")])
            }
            TableForm::Sheet { sheet, .. } => (Some(sheet.clone()), vec![format!("Sheet: {sheet}.")]),
        };
        let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let (name, title) = match &like {
            Some(mapped) => (mapped.mapping.name().to_owned(), mapped.mapping.title().to_owned()),
            None => (name_of(&stem), String::new()),
        };
        Ok(SampleView {
            file_name,
            found: words,
            sheets: sheets(&bytes)?,
            sheet,
            header_row: found.header_row,
            rows: found.rows,
            columns: found.columns.into_iter().map(column_view).collect(),
            dates: dates_view(found.dates),
            ways: ways_to_read().into_iter().map(choice).collect(),
            empty_says: found.empty_says,
            name,
            title,
        })
    }

    /// The values of one column, once a person has said what it is read as.
    ///
    /// # Errors
    /// As [`Session::look_at_file`].
    pub fn look_at_column(&mut self, request: &LookColumnRequest, now: Now) -> Result<LookColumnView, DeskError> {
        self.allow(Task::Import)?;
        let bytes = read_file(Path::new(&request.look.file))?;
        let like = self.like(&request.look)?;
        let like = like.as_ref().map(|mapped| mapped.text.as_str());
        let (column, dates) =
            sample_column(&bytes, opening(&request.look), &request.column, &request.reads, like, now.today)?;
        Ok(LookColumnView { column: column_view(column), dates: dates_view(dates) })
    }

    /// The sheets of a workbook that are shown; none of a table in text.
    ///
    /// # Errors
    /// Not allowed, a damaged workbook, the disk.
    pub fn file_sheets(&self, file: &str) -> Result<Vec<String>, DeskError> {
        self.allow(Task::Import)?;
        Ok(sheets(&read_file(Path::new(file))?)?)
    }

    /// A mapping as proposed from a file, without anybody having looked: written, with what it leaves open.
    ///
    /// # Errors
    /// As [`Session::look_at_file`]; also where no column can be told for the reference.
    pub fn propose_mapping(
        &mut self,
        request: &LookRequest,
        title: &str,
        now: Now,
    ) -> Result<MappingProposal, DeskError> {
        let view = self.look_at_file(request, now)?;
        let title = if title.trim().is_empty() { view.file_name.clone() } else { title.trim().to_owned() };
        let (draft, open) = agreed(&view, &title);
        let base = self.like(request)?.map(|mapped| mapped.text);
        Ok(MappingProposal { text: draft.written(base.as_deref())?, open })
    }

    fn like(&mut self, request: &LookRequest) -> Result<Option<Mapped>, DeskError> {
        match request.mapping.as_deref().filter(|name| !name.is_empty()) {
            Some(name) => Ok(Some(self.mapped(name)?)),
            None => Ok(None),
        }
    }
}

/// What agreeing to everything proposed makes, and what is left open.
fn agreed(view: &SampleView, title: &str) -> (Draft, Vec<String>) {
    let mut open = Vec::new();
    for column in &view.columns {
        if column.reads.is_empty() {
            open.push(format!("The column \"{}\" is not read: nobody knows what it is.", column.column));
        }
        let unmapped: Vec<&str> = column
            .values
            .iter()
            .filter(|value| column.listed && value.means.is_none())
            .map(|value| value.value.as_str())
            .collect();
        if !unmapped.is_empty() {
            open.push(format!("Nobody has said what these mean in \"{}\": {}.", column.column, unmapped.join(", ")));
        }
    }
    if let Some(asks) = &view.dates.asks {
        let choices: Vec<&str> = asks.choices.iter().map(|choice| choice.label.as_str()).collect();
        open.push(format!(
            "Dates such as {} can be read in two ways: {}. Add the right one to date_forms.",
            asks.written,
            choices.join(" or ")
        ));
    }
    let columns = view.columns.iter().map(|column| DraftColumn {
        column: column.column.clone(),
        reads: column.reads.clone(),
        values: column.values.iter().filter_map(|value| Some((value.value.clone(), value.means.clone()?))).collect(),
    });
    let draft = Draft {
        name: name_of(title),
        title: title.to_owned(),
        sheet: view.sheet.clone().filter(|_| view.sheets.len() > 1),
        date_forms: view.dates.forms.clone(),
        empty_says: view.empty_says.clone(),
        columns: columns.collect(),
    };
    (draft, open)
}

fn opening(request: &LookRequest) -> Opening<'_> {
    Opening { sheet: request.sheet.as_deref().filter(|sheet| !sheet.is_empty()), header_row: request.header_row }
}

fn choice(choice: Choice) -> ChoiceView {
    ChoiceView { code: choice.code, label: choice.label }
}

fn column_view(column: SampleColumn) -> SampleColumnView {
    let because = match column.because {
        Because::Mapped => "The mapping reads it so.",
        Because::Name => "Other sources call it so.",
        Because::Unknown => "",
    };
    SampleColumnView {
        // EXPOSE: whoever maps a file has to see the file; nothing of it is kept.
        cells: column.cells.into_iter().map(caseload::Sensitive::into_exposed).collect(),
        column: column.name,
        filled: column.filled,
        listed: values_of(&column.reads) == Values::Listed,
        reads: column.reads,
        because: because.to_owned(),
        too_many: column.values.len() > VALUES_MAX,
        values: column
            .values
            .into_iter()
            .take(VALUES_MAX)
            .map(|value| SampleValueView { value: value.value, rows: value.rows, means: value.means })
            .collect(),
        meanings: column.meanings.into_iter().map(choice).collect(),
    }
}

fn dates_view(dates: DateForms) -> DatesView {
    let words: Vec<String> = dates.forms.iter().map(|form| words::date_form(form)).collect();
    DatesView {
        words: words.join(", "),
        forms: dates.forms,
        asks: dates.asks.map(|asks| {
            let way = |(form, day): (String, chrono::NaiveDate)| ChoiceView {
                label: format!("{}: {} is {}", words::date_form(&form), asks.written, words::day(day)),
                code: form,
            };
            let choices = [asks.first.clone(), asks.second.clone()].into_iter().map(way).collect();
            DateAskView { dates: asks.dates, choices, written: asks.written.clone() }
        }),
        unread: dates.unread,
    }
}

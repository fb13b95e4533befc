//! Today: four short heaps, in one order, and the week.

use crate::access::Task;
use crate::error::DeskError;
use crate::session::Session;
use crate::wire::{HeapKind, HeapView, NextStepView, TodayRow, TodayView, WeekDayView};
use crate::words;
use casebook::{CaseRow, Now, OpenTask, PrintedSheet};
use caseload::standing::Step;
use caseload::{CaseId, ContactPolicy, OfficerId, PersonalField, Sensitive, Standing, standing};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Rows a heap shows; its count says how many there are.
const ROWS_A_HEAP: usize = 200;
const DAYS_OF_THE_WEEK_SHOWN: u64 = 7;

/// What every row of Today needs besides its case.
struct AboutRows {
    names: BTreeMap<OfficerId, String>,
    /// The sheet printed last, of each open contact.
    sheets: BTreeMap<CaseId, PrintedSheet>,
}

impl Session {
    /// What is to be done today.
    ///
    /// # Errors
    /// Not allowed, the disk.
    pub fn today(&mut self, now: Now) -> Result<TodayView, DeskError> {
        self.allow(Task::SeeCases)?;
        let today = now.today;
        let policy = self.book.journal()?.policy(today);
        let mut heaps: BTreeMap<Heap, Vec<(NaiveDate, Arc<CaseRow>, Standing)>> = BTreeMap::new();
        for row in self.book.open_rows_shared()? {
            let Some(stands) = row.story().map(|story| standing(&story, &policy, &self.calendar, today)) else {
                continue;
            };
            if let Some((heap, by)) = heap_of(&stands, today) {
                heaps.entry(heap).or_default().push((by, row, stands));
            }
        }
        for rows in heaps.values_mut() {
            // High risk first, then the longest due.
            rows.sort_by_key(|(by, row, _)| (std::cmp::Reverse(row.risk), *by, row.case));
        }
        let (new_count, new_rows) = self.book.new_rows(self.looked_last_on(today), ROWS_A_HEAP as u32)?;
        let about = self.about_rows()?;
        let mut views = Vec::new();
        let tasks = self.book.open_tasks()?;
        for heap in [Heap::Overdue, Heap::DueToday, Heap::Waiting] {
            let rows = heaps.remove(&heap).unwrap_or_default();
            let mut count = rows.len() as u64;
            let mut shown = Vec::new();
            if heap == Heap::Waiting {
                // What a victim told comes first: each has its own clock.
                count += tasks.len() as u64;
                for task in tasks.iter().take(ROWS_A_HEAP) {
                    shown.push(self.task_row(task, &policy, today, &about)?);
                }
            }
            for (_, row, stands) in rows.iter().take(ROWS_A_HEAP) {
                shown.push(self.today_row(row, Some(stands), today, &about)?);
            }
            views.push(heap.view(count, shown));
        }
        let mut shown = Vec::new();
        for row in &new_rows {
            let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, today));
            shown.push(self.today_row(row, stands.as_ref(), today, &about)?);
        }
        views.insert(2, Heap::New.view(new_count, shown));
        let differences = self.rows_that_differ(&casebook::CaseFilter::default())?.len() as u64;
        let no_cases = self.book.count(&casebook::CaseFilter::default())? == 0;
        let mut sentence =
            if no_cases { "There are no cases yet. Import an extract to begin.".to_owned() } else { sentence(&views) };
        if let Some(words) = self.trial_today(now)? {
            sentence = format!("{sentence} {words}");
        }
        Ok(TodayView { sentence, heaps: views, week: self.week(today)?, differences })
    }

    /// A row about a task: the case as it stands, and the task in front.
    fn task_row(
        &self,
        open: &OpenTask,
        policy: &ContactPolicy,
        today: NaiveDate,
        about: &AboutRows,
    ) -> Result<TodayRow, DeskError> {
        let row = self.book.case_row(open.case)?;
        let stands = row.story().map(|story| standing(&story, policy, &self.calendar, today));
        let task = self.task_view(open, today)?;
        Ok(TodayRow { task: Some(task), ..self.today_row(&row, stands.as_ref(), today, about)? })
    }

    fn today_row(
        &self,
        row: &CaseRow,
        stands: Option<&Standing>,
        today: NaiveDate,
        about: &AboutRows,
    ) -> Result<TodayRow, DeskError> {
        Ok(TodayRow {
            case: row.case.to_string(),
            reference: row.reference.clone(),
            victim: self.victim_name(row)?,
            ward: row.ward.clone().unwrap_or_default(),
            risk: words::risk_view(row.risk),
            next: self.next_view(stands, today, &about.names)?,
            attempts: row.contact.attempts.len() as u64,
            sheet: about.sheets.get(&row.case).map(|sheet| sheet.number.to_string()),
            task: None,
        })
    }

    /// One case as a row of Today, whatever is due of it.
    pub(crate) fn row_of_today(&mut self, case: CaseId, now: Now) -> Result<TodayRow, DeskError> {
        let policy = self.book.journal()?.policy(now.today);
        let about = self.about_rows()?;
        let row = self.book.case_row(case)?;
        let stands = row.story().map(|story| standing(&story, &policy, &self.calendar, now.today));
        self.today_row(&row, stands.as_ref(), now.today, &about)
    }

    fn about_rows(&mut self) -> Result<AboutRows, DeskError> {
        Ok(AboutRows { names: self.officer_names()?, sheets: self.book.open_sheets()? })
    }

    /// The next step in words, with the names of the officer or of the supervisor.
    pub(crate) fn next_view(
        &self,
        stands: Option<&Standing>,
        today: NaiveDate,
        names: &BTreeMap<OfficerId, String>,
    ) -> Result<NextStepView, DeskError> {
        let name = |officer| names.get(&officer).cloned().unwrap_or_default();
        let mut view = words::next_step(stands, today, &self.calendar, name);
        let with_supervisor =
            matches!(stands, Some(Standing::Open { next, .. }) if matches!(next.step, Step::Supervisor(_)));
        if let Some(supervisor) = self.supervisor_name()?.filter(|_| with_supervisor) {
            view.words = format!("{supervisor} decides");
        }
        Ok(view)
    }

    /// The supervisor's name, where one was named and the person signed in may see it.
    pub(crate) fn supervisor_name(&self) -> Result<Option<String>, DeskError> {
        let Some(named) = self.book.journal_now().supervisor.filter(|_| self.book.holds_people_key()) else {
            return Ok(None);
        };
        // EXPOSE: who decides has to be known by name.
        let name = self.book.person(named.row)?.victim_name.map(Sensitive::into_exposed);
        Ok(name.filter(|name| !name.is_empty()))
    }

    /// The victim's name for a list, where the person signed in may see it.
    pub(crate) fn victim_name(&self, row: &CaseRow) -> Result<String, DeskError> {
        let unnamed = || "Unnamed victim".to_owned();
        let Some(&id) = row.personal.get(&PersonalField::VictimName).filter(|_| self.book.holds_people_key()) else {
            return Ok(unnamed());
        };
        let name = self.book.person(id)?.victim_name;
        // EXPOSE: whom the contact is for is what the list is about.
        Ok(name.map(Sensitive::into_exposed).filter(|name| !name.is_empty()).unwrap_or_else(unnamed))
    }

    fn week(&mut self, today: NaiveDate) -> Result<Vec<WeekDayView>, DeskError> {
        let last = today + Days::new(DAYS_OF_THE_WEEK_SHOWN - 1);
        let planned = self.book.planned_by_day(today, last)?;
        let journal = self.book.journal()?;
        let on_duty = |day| journal.officers_listed().filter(|listed| listed.officer.duty.on(day)).count() as u64;
        let days: Vec<(NaiveDate, u64)> =
            today.iter_days().take_while(|day| *day <= last).map(|d| (d, on_duty(d))).collect();
        Ok(days
            .into_iter()
            .map(|(day, officers_on_duty)| WeekDayView {
                on: day.to_string(),
                label: day.format("%a %-d").to_string(),
                contacts_planned: planned.get(&day).copied().unwrap_or(0),
                officers_on_duty,
                working_day: self.calendar.is_working_day(day),
            })
            .collect())
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Heap {
    Overdue,
    DueToday,
    New,
    Waiting,
}

/// Which heap an open contact is in today, and by when it was due. Contacts with a later date are in none.
fn heap_of(standing: &Standing, today: NaiveDate) -> Option<(Heap, NaiveDate)> {
    let Standing::Open { window, next } = standing else { return None };
    if standing.is_overdue(today) {
        return Some((Heap::Overdue, window.latest_on));
    }
    if today < next.on {
        return None;
    }
    let heap = match next.step {
        Step::Plan | Step::Contact(_) | Step::CallBack | Step::Visit => Heap::DueToday,
        Step::Retry { .. } | Step::FindNumber | Step::Supervisor(_) | Step::PutOff => Heap::Waiting,
    };
    Some((heap, next.on))
}

impl Heap {
    fn view(self, count: u64, rows: Vec<TodayRow>) -> HeapView {
        let (kind, title, empty) = match self {
            Self::Overdue => (HeapKind::Overdue, "Overdue", "Nothing is overdue."),
            Self::DueToday => (
                HeapKind::DueToday,
                "Due today",
                "No contact is due today. Plan the days ahead, or type in results that came back.",
            ),
            Self::New => (
                HeapKind::New,
                "New since you last looked",
                "No new reports. Import this morning's extract to look again.",
            ),
            Self::Waiting => (HeapKind::Waiting, "Waiting for you", "Nothing waits for you."),
        };
        HeapView { kind, title: title.to_owned(), count, rows, empty_words: empty.to_owned() }
    }
}

fn sentence(heaps: &[HeapView]) -> String {
    let count = |kind| heaps.iter().find(|heap| heap.kind == kind).map_or(0, |heap| heap.count);
    let mut parts = vec![format!("{} due today", words::counted(count(HeapKind::DueToday), "contact"))];
    for (kind, what) in [(HeapKind::Overdue, "overdue"), (HeapKind::New, "new"), (HeapKind::Waiting, "waiting for you")]
    {
        if count(kind) > 0 {
            parts.push(format!("{} {what}", words::thousands(count(kind))));
        }
    }
    format!("{}. Everyone else has a date.", parts.join(", "))
}

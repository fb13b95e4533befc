//! The board solved part by part.

use crate::board::{Board, Choice};
use crate::component::Component;
use crate::fixed::Seated;

/// Which contacts go where, and the networks that say so.
#[derive(Debug)]
pub(crate) struct Solved {
    /// For each contact, the shifts it could go to; none for contacts with a fixed line.
    pub choices: Vec<Vec<Choice>>,
    /// For each contact that was free to be planned, the shift it got.
    pub planned: Vec<Option<usize>>,
    /// For each shift, whether one more call, and one more visit, could be made without leaving anyone out.
    pub open: Vec<(bool, bool)>,
    /// For each shift, the component it is part of.
    component_of: Vec<Option<usize>>,
    components: Vec<Component>,
}

impl Solved {
    /// Solves the board.
    pub(crate) fn new(board: &Board) -> Self {
        let choices = free_choices(board);
        let mut solved = Self {
            planned: vec![None; board.contacts.len()],
            open: board.shifts.iter().map(|shift| (shift.room > 0, shift.room > 0 && shift.visit_room > 0)).collect(),
            component_of: vec![None; board.shifts.len()],
            components: Vec::new(),
            choices,
        };
        for contacts in parts(board, &solved.choices) {
            let component = Component::solve(board, &contacts, &solved.choices, None);
            for (contact, shift) in component.planned() {
                solved.planned[contact] = shift;
            }
            for (shift, calls, visits) in component.open_shifts(board) {
                solved.open[shift] = (calls, visits);
                solved.component_of[shift] = Some(solved.components.len());
            }
            solved.components.push(component);
        }
        solved
    }

    /// Whether room for one more contact in the shift would be enough for one more visit in it.
    pub(crate) fn visit_needs_only_room(&self, board: &Board, shift: usize) -> bool {
        match self.component_of[shift].and_then(|index| self.components.get(index)) {
            Some(component) => component.visit_needs_only_room(board, shift),
            None => board.shifts[shift].visit_room > 0,
        }
    }
}

/// For each contact that is free to be planned, the shifts it could go to.
pub(crate) fn free_choices(board: &Board) -> Vec<Vec<Choice>> {
    let of = |(contact, seated): (&&_, &Seated)| match seated {
        Seated::Free => board.choices(contact),
        Seated::At(_) | Seated::Impossible(..) => Vec::new(),
    };
    board.contacts.iter().zip(&board.seated).map(of).collect()
}

/// Groups the contacts with a choice so that no two groups share an officer: the boroughs, where officers keep to one.
pub(crate) fn parts(board: &Board, choices: &[Vec<Choice>]) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..board.officers.len()).collect();
    for choices in choices {
        let mut officers = choices.iter().map(|choice| board.shifts[choice.shift].officer);
        if let Some(first) = officers.next() {
            for other in officers {
                let (a, b) = (find(&mut leader, first), find(&mut leader, other));
                leader[a.max(b)] = a.min(b);
            }
        }
    }
    let mut parts = vec![Vec::new(); board.officers.len()];
    for (contact, choices) in choices.iter().enumerate() {
        if let Some(first) = choices.first() {
            parts[find(&mut leader, board.shifts[first.shift].officer)].push(contact);
        }
    }
    parts.retain(|part: &Vec<usize>| !part.is_empty());
    parts
}

fn find(leader: &mut [usize], mut officer: usize) -> usize {
    while leader[officer] != officer {
        leader[officer] = leader[leader[officer]];
        officer = leader[officer];
    }
    officer
}

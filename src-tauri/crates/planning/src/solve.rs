//! The board solved part by part.

use crate::board::Board;
use crate::component::Component;
use crate::fixed::Seated;
use crate::simplex::Residual;
use crate::ties;
use std::cell::RefCell;

/// Which contacts go where, and the networks that say so.
#[derive(Debug)]
pub(crate) struct Solved {
    /// For each contact that was free to be planned, the shift it got.
    pub planned: Vec<Option<usize>>,
    /// For each shift, the component it is part of.
    component_of: Vec<Option<usize>>,
    components: Vec<Component>,
}

/// Which shifts still have room once the plan stands.
#[derive(Debug)]
pub(crate) struct Open<'a> {
    /// For each shift, whether one more call, and one more visit, could be made without leaving anyone out.
    pub shifts: Vec<(bool, bool)>,
    solved: &'a Solved,
    residuals: Vec<Residual<'a>>,
    /// For each shift, whether room for one more contact would be enough for a visit, once it was asked.
    only_room: RefCell<Vec<Option<bool>>>,
}

impl Solved {
    /// Solves the board.
    pub(crate) fn new(board: &Board) -> Self {
        let mut solved = Self {
            planned: vec![None; board.contacts.len()],
            component_of: vec![None; board.shifts.len()],
            components: Vec::new(),
        };
        for contacts in parts(board) {
            let component = Component::solve(board, &contacts, None);
            for (contact, shift) in ties::planned(board, &component) {
                solved.planned[contact] = shift;
            }
            for (shift, _) in component.shifts.iter().enumerate().filter(|(_, ways)| ways.is_some()) {
                solved.component_of[shift] = Some(solved.components.len());
            }
            solved.components.push(component);
        }
        solved
    }

    /// Which shifts still have room.
    pub(crate) fn open(&self, board: &Board) -> Open<'_> {
        let mut shifts: Vec<_> =
            board.shifts.iter().map(|shift| (shift.room > 0, shift.room > 0 && shift.visit_room > 0)).collect();
        let residuals: Vec<_> = self.components.iter().map(|component| Residual::of(&component.network)).collect();
        for (component, residual) in self.components.iter().zip(&residuals) {
            for (shift, calls, visits) in component.open_shifts(board, residual) {
                shifts[shift] = (calls, visits);
            }
        }
        let only_room = RefCell::new(vec![None; shifts.len()]);
        Open { shifts, solved: self, residuals, only_room }
    }
}

impl Open<'_> {
    /// Whether room for one more contact in the shift would be enough for one more visit in it.
    pub(crate) fn visit_needs_only_room(&self, board: &Board, shift: usize) -> bool {
        let ask = || match self.solved.component_of[shift] {
            Some(at) => self.solved.components[at].visit_needs_only_room(board, &self.residuals[at], shift),
            None => board.shifts[shift].visit_room > 0,
        };
        *self.only_room.borrow_mut()[shift].get_or_insert_with(ask)
    }
}

/// Groups the free contacts with a seat so that no two groups share an officer: the boroughs, where officers keep to
/// one.
pub(crate) fn parts(board: &Board) -> Vec<Vec<usize>> {
    let mut leader: Vec<usize> = (0..board.officers.len()).collect();
    for class in &board.classes {
        let mut officers = class.seats.iter().map(|seat| board.shifts[seat.shift].officer);
        if let Some(first) = officers.next() {
            for other in officers {
                let (a, b) = (find(&mut leader, first), find(&mut leader, other));
                leader[a.max(b)] = a.min(b);
            }
        }
    }
    let mut parts = vec![Vec::new(); board.officers.len()];
    for (contact, seated) in board.seated.iter().enumerate() {
        let first = board.seats_of(contact).first();
        if let (Seated::Free, Some(first)) = (seated, first) {
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

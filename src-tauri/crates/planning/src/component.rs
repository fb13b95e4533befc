//! One part of the board that shares no officer with any other, as a network: contact → shift → officer → sink.

use crate::board::{Board, Choice};
use crate::flow::{Network, Node, Step};
use crate::price::Price;
use std::cmp::Reverse;

/// A part of the board as a network.
///
/// A contact's unit goes to a shift (a visit by way of the shift's smaller room for visits), on to the officer, and to
/// the sink by steps of rising price for fair load; or straight to the sink, at the price of leaving the victim out.
#[derive(Debug)]
pub(crate) struct Component {
    network: Network,
    sink: Node,
    /// By place on the board: the officers, shifts and rooms for visits that are part of this component.
    officers: Vec<Option<Node>>,
    shifts: Vec<Option<Node>>,
    visits: Vec<Option<Node>>,
    contacts: Vec<Entered>,
    /// For each node, whether it is a contact.
    is_contact: Vec<bool>,
}

#[derive(Debug)]
struct Entered {
    contact: usize,
    choices: Vec<(usize, Step)>,
}

impl Component {
    /// Builds the network of these contacts and solves it.
    ///
    /// The shifts that `aside` could go to are part of the network, but its unit is not sent.
    pub(crate) fn solve(board: &Board, contacts: &[usize], choices: &[Vec<Choice>], aside: Option<usize>) -> Self {
        let mut network = Network::default();
        let sink = network.node();
        let mut component = Self {
            network,
            sink,
            officers: vec![None; board.officers.len()],
            shifts: vec![None; board.shifts.len()],
            visits: vec![None; board.shifts.len()],
            contacts: Vec::new(),
            is_contact: Vec::new(),
        };
        for &contact in contacts.iter().chain(&aside) {
            for choice in &choices[contact] {
                component.entrance(board, choice.shift, board.contacts[contact].visit_only);
            }
        }
        component.add_loads(board, contacts.len() + 1);
        component.network.head_for(sink);
        component.is_contact = vec![false; component.network.size()];
        // High risk first: those paths are settled while the network is empty, and later units rarely move them.
        let mut order = contacts.to_vec();
        order.sort_by_key(|&contact| (Reverse(board.contacts[contact].risk), contact));
        for contact in order {
            component.enter(board, contact, &choices[contact]);
        }
        component
    }

    /// Which shift each contact got; `None` for those left out.
    pub(crate) fn planned(&self) -> impl Iterator<Item = (usize, Option<usize>)> + '_ {
        self.contacts.iter().map(|entered| {
            let carried = entered.choices.iter().find(|(_, step)| self.network.carries(*step));
            (entered.contact, carried.map(|&(shift, _)| shift))
        })
    }

    /// For each shift here: whether one more call could be made in it, and one more visit, without leaving anyone out.
    pub(crate) fn open_shifts(&self, board: &Board) -> Vec<(usize, bool, bool)> {
        let open = self.network.reaching(self.sink, self.nobody_left_out());
        let of = |(shift, node): (usize, &Option<Node>)| {
            let calls = open[(*node)?.at()];
            let visits = match self.visits[shift] {
                Some(visits) => open[visits.at()],
                None => calls && board.shifts[shift].visit_room > 0,
            };
            Some((shift, calls, visits))
        };
        self.shifts.iter().enumerate().filter_map(of).collect()
    }

    /// Whether room for one more contact in the shift would be enough for one more visit in it.
    pub(crate) fn visit_needs_only_room(&self, board: &Board, shift: usize) -> bool {
        match (self.visits[shift], self.shifts[shift]) {
            (Some(visits), Some(node)) => self.network.reaches(visits, node, self.nobody_left_out()),
            _ => board.shifts[shift].visit_room > 0,
        }
    }

    /// What it would cost the others to make room for one more call, or visit, in each of these shifts.
    ///
    /// Exact: it is the length of the cheapest path from the shift to the sink in the residual network.
    pub(crate) fn prices_of_room(&mut self, shifts: &[usize], visit: bool) -> Vec<Option<Price>> {
        let prices = self.network.prices_to(self.sink);
        let entrances = if visit { &self.visits } else { &self.shifts };
        shifts.iter().map(|&shift| entrances[shift].and_then(|node| prices[node.at()])).collect()
    }

    /// Adds the nodes of a shift, as far as they are missing, and gives the one where a contact enters.
    pub(crate) fn entrance(&mut self, board: &Board, place: usize, visit: bool) -> Node {
        let shift = &board.shifts[place];
        let network = &mut self.network;
        let officer = *self.officers[shift.officer].get_or_insert_with(|| network.node());
        let node = *self.shifts[place].get_or_insert_with(|| {
            let node = network.node();
            network.step(node, officer, shift.room, Price::default());
            node
        });
        if !visit {
            return node;
        }
        *self.visits[place].get_or_insert_with(|| {
            let visits = network.node();
            network.step(visits, node, shift.visit_room, Price::default());
            visits
        })
    }

    /// Adds the steps of rising price from each officer to the sink: one more than can be used, so that an officer
    /// is never what bars a path.
    fn add_loads(&mut self, board: &Board, contacts: usize) {
        let contacts = u32::try_from(contacts).unwrap_or(u32::MAX);
        for (place, node) in self.officers.iter().enumerate() {
            let Some(node) = *node else { continue };
            let shifts = board.shifts_of[place].clone();
            let room: u32 = board.shifts[shifts].iter().map(|shift| shift.room).sum();
            for more in 0..=room.min(contacts) {
                let price = Price::of_load(board.loads[place] + more, board.officers[place].shifts_on_duty);
                self.network.step(node, self.sink, 1, price);
            }
        }
    }

    fn enter(&mut self, board: &Board, contact: usize, choices: &[Choice]) {
        let node = self.network.node();
        self.is_contact.push(true);
        let visit = board.contacts[contact].visit_only;
        let mut steps = Vec::with_capacity(choices.len());
        for choice in choices {
            let entrance = self.entrance(board, choice.shift, visit);
            steps.push((choice.shift, self.network.step(node, entrance, 1, choice.price)));
        }
        let leave_out = Price::of_leaving_out(board, board.contacts[contact]);
        self.network.step(node, self.sink, 1, leave_out);
        self.network.send(node, self.sink);
        self.contacts.push(Entered { contact, choices: steps });
    }

    /// Bars the steps by which a contact is left out, so that nobody is left out to make room.
    fn nobody_left_out(&self) -> impl Fn(Node, Node) -> bool + '_ {
        |from, to| to == self.sink && self.is_contact[from.at()]
    }
}

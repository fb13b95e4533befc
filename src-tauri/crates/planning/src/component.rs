//! One part of the board that shares no officer with any other, as a network.
//!
//! A contact's unit goes by a day of its class to a shift (a visit by way of the shift's smaller room for visits), on
//! to the officer, and to the sink by steps of rising price for fair load; or straight to the sink, at the price of
//! leaving the victim out.
//! What a line costs is what the day costs the contact and what the officer costs the class, so contacts of a class
//! share the ways from their day on: a few thousand arcs stand for a million pairs.

use crate::board::{Board, Seat};
use crate::instance::ContactToPlan;
use crate::price::{Price, day_points, tie_breaker};
use crate::simplex::{Arc, Network, Node, Residual, UNLIMITED};
use caseload::{OfficerId, RiskLevel};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A part of the board as a network, solved in all tiers but the tie.
#[derive(Debug)]
pub(crate) struct Component {
    pub network: Network,
    /// For each arc of the network, the hash that breaks ties.
    pub ties: Vec<i64>,
    /// By place on the board: the nodes of officers, shifts and rooms for visits that are part of this component.
    officers: Vec<Option<Node>>,
    pub shifts: Vec<Option<Node>>,
    visits: Vec<Option<Node>>,
    pub groups: Vec<Group>,
    /// For each node, whether it is a group of contacts.
    is_group: Vec<bool>,
    /// Days of classes with the ways to their seats.
    days: BTreeMap<(usize, NaiveDate), ClassDay>,
}

/// A day of a class.
#[derive(Debug)]
pub(crate) struct ClassDay {
    node: Node,
    /// Shifts, with the way there.
    seats: Vec<(usize, Arc)>,
}

/// Contacts that are alike in every way.
#[derive(Debug)]
pub(crate) struct Group {
    pub contacts: Vec<usize>,
    pub class: usize,
    pub days: Vec<(NaiveDate, Arc)>,
    /// The shift they hold, with the way straight there.
    pub held: Option<(usize, Arc)>,
}

impl Component {
    /// Builds the network of these contacts and solves it.
    ///
    /// The shifts that `aside` could go to are part of the network, but its unit is not sent.
    pub(crate) fn solve(board: &Board, contacts: &[usize], aside: Option<usize>) -> Self {
        let mut component = Self {
            network: Network::default(),
            ties: Vec::new(),
            officers: vec![None; board.officers.len()],
            shifts: vec![None; board.shifts.len()],
            visits: vec![None; board.shifts.len()],
            groups: Vec::new(),
            is_group: Vec::new(),
            days: BTreeMap::new(),
        };
        let with_aside: Vec<usize> = contacts.iter().copied().chain(aside).collect();
        component.add_places(board, &with_aside);
        component.add_days(board, contacts);
        component.is_group = vec![false; component.network.size()];
        for contacts in groups(board, contacts) {
            component.add_group(board, contacts);
        }
        component.network.solve();
        component
    }

    /// For each shift here: whether one more call could be made in it, and one more visit, without leaving anyone out.
    pub(crate) fn open_shifts(&self, board: &Board, residual: &Residual) -> Vec<(usize, bool, bool)> {
        let open = residual.reaching(Node::SINK, self.nobody_left_out());
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
    pub(crate) fn visit_needs_only_room(&self, board: &Board, residual: &Residual, shift: usize) -> bool {
        match (self.visits[shift], self.shifts[shift]) {
            // A visit goes by the room for visits first, so most often one look will do.
            (Some(visits), Some(_)) if self.network.first_way_has_room(visits) => true,
            (Some(visits), Some(node)) => residual.reaching(node, self.nobody_left_out())[visits.at()],
            _ => board.shifts[shift].visit_room > 0,
        }
    }

    /// For each shift, what it would cost the others to make room in it for one more call, or visit.
    ///
    /// Exact: it is the price of the cheapest way that is left from the shift to the sink.
    pub(crate) fn prices_of_room(&self, visit: bool) -> Vec<Option<Price>> {
        let prices = Residual::of(&self.network).prices_to_sink();
        let entrances = if visit { &self.visits } else { &self.shifts };
        let price = |node: &Option<Node>| node.and_then(|node| prices[node.at()]).map(Price::unpacked);
        entrances.iter().map(price).collect()
    }

    /// The shifts of a day of a class, with the ways there.
    pub(crate) fn seats_on(&self, class_day: (usize, NaiveDate)) -> &[(usize, Arc)] {
        self.days.get(&class_day).map_or(&[], |day| &day.seats)
    }

    /// Adds an arc, with the hash that breaks ties.
    fn arc(&mut self, (from, to): (Node, Node), room: u32, price: Price, tie: i64) -> Arc {
        self.ties.push(tie);
        self.network.arc(from, to, room, price.packed())
    }

    /// Adds the officers, shifts and rooms for visits that these contacts could use.
    fn add_places(&mut self, board: &Board, contacts: &[usize]) {
        let mut used = vec![(false, false); board.shifts.len()];
        for &contact in contacts {
            let visit = board.contacts[contact].visit_only;
            for seat in board.seats_of(contact) {
                used[seat.shift].0 = true;
                used[seat.shift].1 |= visit;
            }
        }
        // One step more than can be used, so that an officer is never what bars a way.
        let most = u32::try_from(contacts.len()).unwrap_or(u32::MAX);
        for (at, shifts) in board.shifts_of.iter().enumerate() {
            if !shifts.clone().any(|shift| used[shift].0) {
                continue;
            }
            let node = self.network.node(0);
            let room: u32 = board.shifts[shifts.clone()].iter().map(|shift| shift.room).sum();
            for more in 0..=room.min(most) {
                let price = Price::of_load(board.loads[at] + more, board.officers[at].shifts_on_duty);
                self.arc((node, Node::SINK), 1, price, 0);
            }
            self.officers[at] = Some(node);
        }
        for (place, shift) in board.shifts.iter().enumerate().filter(|(place, _)| used[*place].0) {
            let Some(officer) = self.officers[shift.officer] else { continue };
            let node = self.network.node(0);
            self.arc((node, officer), shift.room, Price::default(), 0);
            self.shifts[place] = Some(node);
            if used[place].1 {
                let visits = self.network.node(0);
                self.arc((visits, node), shift.visit_room, Price::default(), 0);
                self.visits[place] = Some(visits);
            }
        }
    }

    /// Adds the days on which the classes of these contacts have seats.
    fn add_days(&mut self, board: &Board, contacts: &[usize]) {
        let mut windows: BTreeMap<usize, (NaiveDate, NaiveDate)> = BTreeMap::new();
        for &contact in contacts {
            let own = board.contacts[contact];
            let window = windows.entry(board.class_of[contact]).or_insert((own.earliest_on, own.last_on));
            *window = (window.0.min(own.earliest_on), window.1.max(own.last_on));
        }
        for (class, (first, last)) in windows {
            let visit = board.classes[class].like.visit_only;
            let within = |seat: &&Seat| first <= seat.day && seat.day <= last;
            for seat in board.classes[class].seats.iter().filter(within) {
                let Some(entrance) = self.entrance(seat.shift, visit) else { continue };
                let network = &mut self.network;
                let fresh = || ClassDay { node: network.node(0), seats: Vec::new() };
                let node = self.days.entry((class, seat.day)).or_insert_with(fresh).node;
                let price = Price { service: i64::from(seat.points), ..Price::default() };
                let way =
                    self.arc((node, entrance), UNLIMITED, price, board.tie(board.classes[class].like, seat.shift));
                if let Some(day) = self.days.get_mut(&(class, seat.day)) {
                    day.seats.push((seat.shift, way));
                }
            }
        }
    }

    /// Where a contact enters a shift.
    fn entrance(&self, shift: usize, visit: bool) -> Option<Node> {
        let entrances = if visit { &self.visits } else { &self.shifts };
        entrances.get(shift).copied().flatten()
    }

    fn add_group(&mut self, board: &Board, contacts: Vec<usize>) {
        let Some(&first) = contacts.first() else { return };
        let (contact, class) = (board.contacts[first], board.class_of[first]);
        let node = self.network.node(u32::try_from(contacts.len()).unwrap_or(u32::MAX));
        self.is_group.push(true);
        self.arc((node, Node::SINK), UNLIMITED, board.price_of_leaving_out(contact), tie_breaker(contact.case, None));
        let change = board.price_of_change(contact, false);
        let ends: Vec<_> = self
            .days
            .range((class, contact.earliest_on)..=(class, contact.last_on))
            .map(|(&(_, on), day)| (on, day.node))
            .collect();
        let mut days = Vec::with_capacity(ends.len());
        for (on, end) in ends {
            let service = day_points(board.instance, contact.risk, contact.target_on, on);
            let tie = tie_breaker(contact.case, Some((OfficerId::from_random(0), on)));
            days.push((on, self.arc((node, end), UNLIMITED, Price { service, ..change }, tie)));
        }
        let held = board.held_shift(contact).filter(|&held| board.seats_of(first).iter().any(|s| s.shift == held));
        let held = held.and_then(|held| Some((held, self.entrance(held, contact.visit_only)?)));
        let held = held.map(|(held, entrance)| {
            (held, self.arc((node, entrance), UNLIMITED, board.line_price(contact, held), board.tie(contact, held)))
        });
        self.groups.push(Group { contacts, class, days, held });
    }

    /// Bars the ways by which a contact is left out, so that nobody is left out to make room.
    fn nobody_left_out(&self) -> impl Fn(Node, Node) -> bool + '_ {
        |from, to| to == Node::SINK && self.is_group.get(from.at()).copied().unwrap_or(false)
    }
}

/// Contacts alike in class, window, risk, target and held line, in the order of their first.
fn groups(board: &Board, contacts: &[usize]) -> Vec<Vec<usize>> {
    let key = |contact: &ContactToPlan, class: usize| -> (usize, RiskLevel, [NaiveDate; 3], Option<_>) {
        (class, contact.risk, [contact.earliest_on, contact.target_on, contact.last_on], contact.held)
    };
    let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for &contact in contacts {
        groups.entry(key(board.contacts[contact], board.class_of[contact])).or_default().push(contact);
    }
    groups.into_values().collect()
}

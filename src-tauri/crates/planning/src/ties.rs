//! Ties: of all plans that are best in every tier, one that no order of lists and no low id has chosen.
//!
//! A flow is a cheapest one exactly where it fills every way of a reduced cost below zero and leaves every way above
//! zero empty, whichever cheapest flow the reduced costs come from (complementary slackness).
//! So the plans that are best are the flows of a network of the ways at zero. It is solved once more, with hashes of
//! two ids as prices: of a contact's class and an officer's shift.
//! Contacts that share a day of their class then draw their seats among themselves, by the hash of their own ids.

use crate::board::Board;
use crate::component::Component;
use crate::price::{TIE_BITS, tie_breaker};
use crate::simplex::{Arc, Network};
use std::collections::BTreeMap;

/// More than all tie-breakers of a plan together: 20,000 contacts take two ways each, which is below 2^16.
const MUST: i128 = 1 << (TIE_BITS + 16);

/// Which shift each contact gets; `None` for those left out.
pub(crate) fn planned(board: &Board, component: &Component) -> Vec<(usize, Option<usize>)> {
    let drawn = Drawn::of(component);
    let mut planned = Vec::new();
    let mut by_day: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for group in &component.groups {
        // The contacts of a group are alike, so who of them goes where is for the hash to say.
        let mut contacts = group.contacts.clone();
        contacts.sort_by_cached_key(|&contact| tie_breaker(board.contacts[contact].case, None));
        let mut contacts = contacts.into_iter();
        let mut next = |way: Arc| contacts.by_ref().take(drawn.carried(way)).collect::<Vec<_>>();
        if let Some((shift, way)) = group.held {
            planned.extend(next(way).into_iter().map(|contact| (contact, Some(shift))));
        }
        for &(day, way) in &group.days {
            by_day.entry((group.class, day)).or_default().extend(next(way));
        }
        planned.extend(contacts.map(|contact| (contact, None)));
    }
    for (class_day, contacts) in by_day {
        let seats = component.seats_on(class_day).iter();
        let seats = seats.flat_map(|&(shift, way)| std::iter::repeat_n(shift, drawn.carried(way)));
        planned.extend(draw(board, contacts, seats.collect()));
    }
    planned
}

/// Gives each contact one of the seats: contacts in the order of their own hash, each the seat of the least hash.
fn draw(board: &Board, mut contacts: Vec<usize>, mut seats: Vec<usize>) -> Vec<(usize, Option<usize>)> {
    contacts.sort_by_cached_key(|&contact| tie_breaker(board.contacts[contact].case, None));
    let mut drawn = Vec::with_capacity(contacts.len());
    for contact in contacts {
        let hash = |&(_, &shift): &(usize, &usize)| board.tie(board.contacts[contact], shift);
        let least = seats.iter().enumerate().min_by_key(hash).map(|(at, _)| at);
        drawn.push((contact, least.map(|at| seats.swap_remove(at))));
    }
    drawn
}

/// The network of the ways that an optimum may use, solved for the least sum of hashes.
struct Drawn {
    network: Network,
    /// For each way of the component, its copy; `None` for those that no optimum uses.
    copies: Vec<Option<Arc>>,
}

impl Drawn {
    fn of(component: &Component) -> Self {
        let solved = &component.network;
        let mut network = Network::with_nodes_of(solved);
        let mut copies = Vec::with_capacity(component.ties.len());
        for (way, &tie) in solved.arcs().zip(&component.ties) {
            let reduced = solved.reduced(way);
            // Every node keeps its first way, which begins the basis; its price sees to it that it stays empty.
            let is_kept = reduced <= 0 || solved.is_first(way);
            copies.push(is_kept.then(|| network.copy(solved, way, MUST * reduced.signum() + i128::from(tie))));
        }
        network.solve();
        Self { network, copies }
    }

    /// Units on a way of the component.
    fn carried(&self, way: Arc) -> usize {
        self.copies[way.at()].map_or(0, |copy| self.network.carried(copy) as usize)
    }
}

//! Minimum-cost flow by the network simplex method, exact in whole numbers.
//!
//! Every unit goes to one sink, and every node has a first way there, so the first basis is at hand: the tree of the
//! first ways, whose arcs all lead to the sink and have room left, which is what *strongly feasible* means.
//! The leaving arc is chosen by Cunningham's rule (1976), which keeps the tree so; it cannot cycle, and it ends.
//!
//! An arc's *reduced cost* is its price and the potential of its start, less the potential of its end: what a unit
//! would cost more, or less, than by way of the tree. At the end no arc with room has one below zero, and none that
//! carries has one above, which proves the flow a cheapest one: no cycle could lower its cost.
//!
//! Numbers of nodes and arcs are given out here and nowhere else, so indexing by them cannot fail.

mod residual;
mod tree;

pub(crate) use residual::Residual;
use tree::Tree;

/// A place in the network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Node(u32);

/// A way from one node to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Arc(u32);

/// Room without a limit: no flow of ours comes near it.
pub(crate) const UNLIMITED: u32 = u32::MAX;

const NONE: u32 = u32::MAX;
const SINK: u32 = 0;

/// Where an arc stands to the basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Outside the tree, carrying nothing.
    Empty,
    /// Outside the tree, carrying all it can.
    Full,
    InTree,
}

/// A network under construction, then its cheapest flow.
#[derive(Debug)]
pub(crate) struct Network {
    from: Vec<u32>,
    to: Vec<u32>,
    room: Vec<u32>,
    price: Vec<i128>,
    flow: Vec<u32>,
    standing: Vec<Standing>,
    /// For each node: units that begin there, the first way to the sink, and the tree.
    supply: Vec<u32>,
    first_way: Vec<u32>,
    tree: Tree,
}

impl Default for Network {
    /// A network of the sink alone.
    fn default() -> Self {
        let mut network = Self {
            from: Vec::new(),
            to: Vec::new(),
            room: Vec::new(),
            price: Vec::new(),
            flow: Vec::new(),
            standing: Vec::new(),
            supply: Vec::new(),
            first_way: Vec::new(),
            tree: Tree::default(),
        };
        network.node(0);
        network
    }
}

impl Node {
    /// Where every unit goes.
    pub(crate) const SINK: Self = Self(SINK);

    /// The node's number, counting from zero in the order of making.
    pub(crate) const fn at(self) -> usize {
        self.0 as usize
    }
}

impl Arc {
    /// The arc's number, counting from zero in the order of making.
    pub(crate) const fn at(self) -> usize {
        self.0 as usize
    }
}

impl Network {
    /// A network of the same nodes, without an arc.
    pub(crate) fn with_nodes_of(other: &Self) -> Self {
        let mut network = Self::default();
        for &supply in other.supply.iter().skip(1) {
            network.node(supply);
        }
        network
    }

    /// An arc like one of a network with the same nodes, at another price.
    pub(crate) fn copy(&mut self, other: &Self, arc: Arc, price: i128) -> Arc {
        self.arc(Node(other.from[arc.at()]), Node(other.to[arc.at()]), other.room[arc.at()], price)
    }

    /// Every arc, in the order of making.
    pub(crate) fn arcs(&self) -> impl Iterator<Item = Arc> + use<> {
        (0..number(self.from.len())).map(Arc)
    }

    /// Whether the arc is the first way of the node it leaves.
    pub(crate) fn is_first(&self, arc: Arc) -> bool {
        self.first_way[self.from[arc.at()] as usize] == arc.0
    }

    /// A new node, where so many units begin.
    ///
    /// The first arc that leaves it is its first way to the sink. It needs room for one unit more than begins at the
    /// node, its own end must have been made earlier, and units may begin only where the first way is the sink's.
    pub(crate) fn node(&mut self, supply: u32) -> Node {
        self.supply.push(supply);
        self.first_way.push(NONE);
        Node(number(self.supply.len() - 1))
    }

    /// How many nodes there are.
    pub(crate) const fn size(&self) -> usize {
        self.supply.len()
    }

    /// A new arc with room for `room` units, at a price for each.
    pub(crate) fn arc(&mut self, from: Node, to: Node, room: u32, price: i128) -> Arc {
        let arc = number(self.from.len());
        self.from.push(from.0);
        self.to.push(to.0);
        self.room.push(room);
        self.price.push(price);
        if self.first_way[from.at()] == NONE {
            self.first_way[from.at()] = arc;
        }
        Arc(arc)
    }

    /// Whether a node's first way could take a unit more.
    pub(crate) fn first_way_has_room(&self, node: Node) -> bool {
        let way = self.first_way[node.at()] as usize;
        self.flow.get(way).zip(self.room.get(way)).is_some_and(|(flow, room)| flow < room)
    }

    /// Units on an arc.
    pub(crate) fn carried(&self, arc: Arc) -> u32 {
        self.flow[arc.at()]
    }

    /// What a unit on this arc would cost more than by way of the tree: zero where an optimum may do either.
    pub(crate) fn reduced(&self, arc: Arc) -> i128 {
        self.reduced_at(arc.at())
    }

    /// Sends every unit to the sink at the least cost.
    pub(crate) fn solve(&mut self) {
        self.plant();
        // Looking through a block of arcs for the best of them is the usual middle way between any and the best of all.
        let block = self.from.len().isqrt().max(20);
        let mut next = 0;
        while let Some(entering) = self.entering(&mut next, block) {
            self.pivot(entering);
        }
    }

    /// The first basis: every node by its first way.
    fn plant(&mut self) {
        self.flow = vec![0; self.from.len()];
        self.standing = vec![Standing::Empty; self.from.len()];
        self.tree = Tree::of_size(self.supply.len());
        for node in 1..self.supply.len() {
            let arc = self.first_way[node];
            if arc == NONE {
                continue;
            }
            let parent = self.to[arc as usize];
            self.standing[arc as usize] = Standing::InTree;
            self.flow[arc as usize] = self.supply[node];
            self.tree.arc[node] = arc;
            self.tree.is_up[node] = true;
            self.tree.depth[node] = self.tree.depth[parent as usize] + 1;
            self.tree.potential[node] = self.tree.potential[parent as usize] - self.price[arc as usize];
            self.tree.hang(number(node), parent);
        }
    }

    fn reduced_at(&self, arc: usize) -> i128 {
        self.price[arc] + self.tree.potential[self.from[arc] as usize] - self.tree.potential[self.to[arc] as usize]
    }

    /// An arc along which a unit more, or one back, lowers the cost: the best of the next block that has one.
    fn entering(&self, next: &mut usize, block: usize) -> Option<usize> {
        let (mut best, mut least) = (None, 0);
        let arcs = self.from.len();
        let mut in_block = 0;
        for _ in 0..arcs {
            let arc = *next;
            *next = if arc + 1 == arcs { 0 } else { arc + 1 };
            let gain = match self.standing[arc] {
                Standing::InTree => 0,
                Standing::Empty => self.reduced_at(arc),
                Standing::Full => -self.reduced_at(arc),
            };
            if gain < least {
                (best, least) = (Some(arc), gain);
            }
            in_block += 1;
            if in_block == block {
                if best.is_some() {
                    return best;
                }
                in_block = 0;
            }
        }
        best
    }

    /// Sends as much as there is room for round the cycle that the arc closes, and takes the last arc that stops it
    /// out of the tree.
    fn pivot(&mut self, entering: usize) {
        let forward = self.standing[entering] == Standing::Empty;
        let (from, to) = (self.from[entering], self.to[entering]);
        let (first, second) = if forward { (from, to) } else { (to, from) };
        let join = self.tree.join(first, second);
        let mut most = self.room[entering];
        let mut leaving = None;
        let mut node = first;
        while node != join {
            let room = self.room_at(node, !self.tree.is_up[node as usize]);
            if room < most {
                (most, leaving) = (room, Some((node, true)));
            }
            node = self.tree.parent[node as usize];
        }
        node = second;
        while node != join {
            let room = self.room_at(node, self.tree.is_up[node as usize]);
            if room <= most {
                (most, leaving) = (room, Some((node, false)));
            }
            node = self.tree.parent[node as usize];
        }
        if most > 0 {
            self.send_round((first, second, join), most);
            if forward {
                self.flow[entering] += most;
            } else {
                self.flow[entering] -= most;
            }
        }
        let Some((cut, on_first)) = leaving else {
            self.standing[entering] = if forward { Standing::Full } else { Standing::Empty };
            return;
        };
        let left = self.tree.arc[cut as usize] as usize;
        self.standing[left] = if self.flow[left] == 0 { Standing::Empty } else { Standing::Full };
        let (inner, outer) = if on_first { (first, second) } else { (second, first) };
        let reduced = self.reduced_at(entering);
        let shift = if inner == from { -reduced } else { reduced };
        self.standing[entering] = Standing::InTree;
        self.tree.regraft((inner, outer), cut, (number(entering), inner == from));
        self.tree.shift_below(inner, shift);
    }

    /// Units that the tree arc above a node can still take: more of them, or back.
    fn room_at(&self, node: u32, more: bool) -> u32 {
        let arc = self.tree.arc[node as usize] as usize;
        match (more, self.room[arc]) {
            (false, _) => self.flow[arc],
            (true, UNLIMITED) => UNLIMITED,
            (true, room) => room - self.flow[arc],
        }
    }

    fn send_round(&mut self, (first, second, join): (u32, u32, u32), units: u32) {
        for (start, is_first) in [(first, true), (second, false)] {
            let mut node = start;
            while node != join {
                let arc = self.tree.arc[node as usize] as usize;
                if self.tree.is_up[node as usize] == is_first {
                    self.flow[arc] -= units;
                } else {
                    self.flow[arc] += units;
                }
                node = self.tree.parent[node as usize];
            }
        }
    }
}

/// Nodes and arcs are numbered in 32 bits; the limits of `board` keep a network far below that.
fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(NONE)
}

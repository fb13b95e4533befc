//! The world a page is made from.

use crate::{PaperError, Place};
use std::sync::LazyLock;
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World, WorldExt};

/// What every page shares: the marking, the tables, the colours.
const HOUSE: (&str, &str) = ("house.typ", include_str!("house.typ"));

/// The faces, read once: they are part of the program.
static FACES: LazyLock<Faces> = LazyLock::new(Faces::read);

/// The files of the faces.
pub(super) const FACE_FILES: [&[u8]; 2] =
    [include_bytes!(concat!(env!("OUT_DIR"), "/regular.ttf")), include_bytes!(concat!(env!("OUT_DIR"), "/bold.ttf"))];

struct Faces {
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

impl Faces {
    fn read() -> Self {
        let fonts: Vec<Font> = FACE_FILES.iter().flat_map(|face| Font::iter(Bytes::new(*face))).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }
}

/// Whether every face can draw this character.
pub(super) fn faces_draw(character: char) -> bool {
    FACES.fonts.iter().all(|font| font.info().coverage.contains(u32::from(character)))
}

/// Our templates, one document's facts and charts, and a fixed day.
pub(super) struct PaperWorld {
    library: LazyHash<Library>,
    main: FileId,
    sources: Vec<Source>,
    files: Vec<(FileId, Bytes)>,
    day: Datetime,
}

impl PaperWorld {
    pub(super) fn new(
        template: (&'static str, &'static str),
        facts: String,
        charts: &[(String, String)],
        day: Datetime,
    ) -> Result<Self, PaperError> {
        if !FACES.book.contains_family(&super::TYPEFACE.to_lowercase()) {
            return Err(PaperError::Typeface);
        }
        let main = file_id(template.0)?;
        let sources =
            vec![Source::new(main, template.1.to_owned()), Source::new(file_id(HOUSE.0)?, HOUSE.1.to_owned())];
        let mut files = vec![(file_id("facts.json")?, Bytes::from_string(facts))];
        for (name, svg) in charts {
            files.push((file_id(name)?, Bytes::from_string(svg.clone())));
        }
        Ok(Self { library: LazyHash::new(Library::builder().build()), main, sources, files, day })
    }

    /// Where the first of these faults lies.
    pub(super) fn place(&self, faults: &[SourceDiagnostic]) -> Place {
        let Some(fault) = faults.first() else { return Place::default() };
        let Some(source) = fault.span.id().and_then(|id| self.source(id).ok()) else { return Place::default() };
        let line = self.range(fault.span).and_then(|range| source.lines().byte_to_line(range.start));
        Place { template: source.id().vpath().get_without_slash().to_owned(), line: line.map(|line| line + 1) }
    }
}

impl World for PaperWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FACES.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.sources.iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let found = self.files.iter().find(|(file, _)| *file == id);
        found.map(|(_, bytes)| bytes.clone()).ok_or(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FACES.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        Some(self.day)
    }
}

fn file_id(name: &str) -> Result<FileId, PaperError> {
    let path = VirtualPath::new(name).map_err(|_| PaperError::Value { document: "A page's file" })?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

//! A PDF taken apart: its words by page, its structure and its metadata.

use lopdf::{Dictionary, Document, Object};
use summaries::Pdf;

/// A PDF read back.
pub struct Read {
    document: Document,
}

pub fn read(pdf: &Pdf) -> Read {
    Read { document: Document::load_mem(pdf.bytes()).expect("the bytes are a PDF") }
}

impl Read {
    pub fn pages(&self) -> usize {
        self.document.get_pages().len()
    }

    /// The words of one page, from 1, with all white space made single.
    pub fn words_of(&self, page: u32) -> String {
        let words = self.document.extract_text(&[page]).expect("the words can be read back");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words of every page.
    pub fn words(&self) -> String {
        (1..=u32::try_from(self.pages()).unwrap()).map(|page| self.words_of(page)).collect::<Vec<_>>().join(" ")
    }

    /// The document's language.
    pub fn language(&self) -> String {
        text(self.document.catalog().unwrap().get(b"Lang").expect("the document has a language"))
    }

    /// Whether the document says that it is tagged, shows its title, and has a structure tree.
    pub fn is_tagged(&self) -> bool {
        let catalog = self.document.catalog().unwrap();
        let marked = self.dictionary(catalog.get(b"MarkInfo").unwrap()).get(b"Marked").unwrap().as_bool().unwrap();
        let preferences = self.dictionary(catalog.get(b"ViewerPreferences").unwrap());
        let title_shown = preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap();
        marked && title_shown && catalog.get(b"StructTreeRoot").is_ok()
    }

    /// How many elements of the structure tree have this role.
    pub fn count_of(&self, role: &str) -> usize {
        self.elements(role).count()
    }

    /// The texts that stand for the figures.
    pub fn alts(&self) -> Vec<String> {
        self.elements("Figure").map(|figure| text(figure.get(b"Alt").expect("every figure has words"))).collect()
    }

    /// The XMP metadata.
    pub fn metadata(&self) -> String {
        let metadata = self.document.catalog().unwrap().get(b"Metadata").unwrap();
        let (_, stream) = self.document.dereference(metadata).unwrap();
        let stream = stream.as_stream().unwrap();
        let bytes = stream.decompressed_content().unwrap_or_else(|_| stream.content.clone());
        String::from_utf8(bytes).unwrap()
    }

    /// The names of the fonts.
    pub fn fonts(&self) -> Vec<String> {
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        dictionaries
            .filter(|each| each.get(b"Type").and_then(Object::as_name).is_ok_and(|kind| kind == b"FontDescriptor"))
            .map(|font| String::from_utf8_lossy(font.get(b"FontName").unwrap().as_name().unwrap()).into_owned())
            .collect()
    }

    fn elements(&self, role: &str) -> impl Iterator<Item = &Dictionary> {
        let role = role.as_bytes().to_vec();
        let dictionaries = self.document.objects.values().filter_map(|object| object.as_dict().ok());
        dictionaries.filter(move |each| each.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == role))
    }

    fn dictionary<'a>(&'a self, object: &'a Object) -> &'a Dictionary {
        self.document.dereference(object).unwrap().1.as_dict().unwrap()
    }
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

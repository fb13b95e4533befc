//! A printed page, read back.

use lopdf::{Document, Object};

/// What a printed document says of itself.
pub struct Read {
    pub language: String,
    pub title: String,
    pub is_tagged: bool,
    /// Texts that stand for the figures.
    pub alternative_texts: usize,
    pub pages: usize,
    /// The words of every page, with all white space made single.
    pub words: String,
    /// The words of each page.
    pub words_by_page: Vec<String>,
}

pub fn read(bytes: &[u8]) -> Read {
    let document = Document::load_mem(bytes).expect("the bytes are a PDF");
    let catalog = document.catalog().unwrap();
    let figures = document.objects.values().filter_map(|object| object.as_dict().ok()).filter(|each| {
        each.get(b"S").and_then(Object::as_name).is_ok_and(|name| name == b"Figure") && each.get(b"Alt").is_ok()
    });
    let title = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    let title = title.ok().and_then(|(_, info)| info.as_dict().ok()).and_then(|info| info.get(b"Title").ok());
    let pages = u32::try_from(document.get_pages().len()).unwrap();
    let words_by_page: Vec<String> = (1..=pages)
        .map(|page| document.extract_text(&[page]).unwrap().split_whitespace().collect::<Vec<_>>().join(" "))
        .collect();
    Read {
        language: catalog.get(b"Lang").map(text).unwrap_or_default(),
        title: title.map(text).unwrap_or_default(),
        is_tagged: catalog.get(b"StructTreeRoot").is_ok() && catalog.get(b"MarkInfo").is_ok(),
        alternative_texts: figures.count(),
        pages: pages as usize,
        words: words_by_page.join(" "),
        words_by_page,
    }
}

fn text(object: &Object) -> String {
    lopdf::decode_text_string(object).unwrap()
}

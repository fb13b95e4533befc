//! Letters of a drawing as outlines, for where a drawing gets no typeface.

use super::world::FACE_FILES;
use std::sync::{Arc, LazyLock};
use usvg::{Options, Tree, WriteOptions, fontdb};

/// Our faces and no others, as usvg looks for them.
static FACES: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut faces = fontdb::Database::new();
    for file in FACE_FILES {
        faces.load_font_data(file.to_vec());
    }
    Arc::new(faces)
});

/// The same drawing without letters to be set; none where it is no SVG.
pub(super) fn outlined(svg: &str) -> Option<String> {
    let options = Options { fontdb: Arc::clone(&FACES), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    Some(tree.to_string(&WriteOptions { preserve_text: false, ..WriteOptions::default() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_become_outlines_of_our_typeface() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 50\"><title>Cases &amp; more</title>\
                   <text x=\"5\" y=\"30\" font-family=\"'Source Sans 3', sans-serif\" font-size=\"30\">34 %</text></svg>";
        let drawn = outlined(svg).unwrap();
        assert!(!drawn.contains("<text") && drawn.matches("<path").count() >= 1, "{drawn}");
        assert_eq!(outlined("no drawing"), None);
    }
}

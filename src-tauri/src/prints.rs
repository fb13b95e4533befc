//! Where printed pages go, and showing them in the system's viewer.

use desk::wire::FileMadeView;
use desk::{DeskError, Printed};
use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{Error, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Tried where a viewer holds the file of that name open, as Windows' viewers do.
const NAMES_TRIED: u32 = 20;

/// The folder for printed pages.
#[derive(Debug, Clone)]
pub struct Prints {
    folder: PathBuf,
}

impl Prints {
    /// A folder of our own below the person's documents.
    pub fn below(documents: &Path) -> Self {
        Self { folder: documents.join("Reassure prints") }
    }

    /// Writes a printed file and shows it. Where no viewer can be started the words say where the file is.
    ///
    /// # Errors
    /// The disk.
    pub fn show(&self, printed: &Printed) -> Result<FileMadeView, DeskError> {
        let path = self.write(printed)?;
        let place = path.display();
        let words = match open::that_detached(&path) {
            Ok(()) => format!("Opened in your PDF viewer. The file is {place}."),
            Err(_) => format!("The file is {place}. No PDF viewer could be started: open it from there."),
        };
        Ok(FileMadeView { words, path: path.display().to_string() })
    }

    /// Writes a file that is to be handed on, and says where it is.
    ///
    /// # Errors
    /// The disk.
    pub fn keep(&self, printed: &Printed) -> Result<FileMadeView, DeskError> {
        let path = self.write(printed)?;
        Ok(FileMadeView { words: format!("The file is {}.", path.display()), path: path.display().to_string() })
    }

    /// Writes several files that are to be handed on, and says where they are.
    ///
    /// # Errors
    /// The disk.
    pub fn keep_all(&self, printed: &[Printed]) -> Result<FileMadeView, DeskError> {
        for file in printed {
            self.write(file)?;
        }
        let path = self.folder.display().to_string();
        let words = match printed.len() {
            1 => format!("1 file is in {path}."),
            count => format!("{count} files are in {path}."),
        };
        Ok(FileMadeView { words, path })
    }

    /// The newest print of a name takes the place of the one before, so that fewer copies lie about.
    fn write(&self, printed: &Printed) -> Result<PathBuf, DeskError> {
        let disk = |path: &Path, source| DeskError::Disk { path: path.to_path_buf(), what: "written", source };
        private_folder().create(&self.folder).map_err(|source| disk(&self.folder, source))?;
        let mut taken = Error::from(ErrorKind::AlreadyExists);
        for number in 1..=NAMES_TRIED {
            let path = self.folder.join(numbered(&printed.file_name, number));
            match create_anew(&path) {
                Ok(mut file) => {
                    file.write_all(&printed.bytes).map_err(|source| disk(&path, source))?;
                    return Ok(path);
                }
                Err(error) => taken = error,
            }
        }
        Err(disk(&self.folder.join(&printed.file_name), taken))
    }
}

fn numbered(file_name: &str, number: u32) -> String {
    match (number, file_name.rsplit_once('.')) {
        (1, _) => file_name.to_owned(),
        (_, Some((stem, extension))) => format!("{stem} ({number}).{extension}"),
        (_, None) => format!("{file_name} ({number})"),
    }
}

fn create_anew(path: &Path) -> std::io::Result<File> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        Ok(()) | Err(_) => private_file().open(path),
    }
}

/// Contact sheets name victims: only the person's own account may read them, where the system can say so.
/// On Windows the documents folder is the person's own by inheritance.
fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

fn private_folder() -> DirBuilder {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> Printed {
        Printed { bytes: text.as_bytes().to_vec(), file_name: "sheets-2026-11-23.pdf".to_owned() }
    }

    #[test]
    fn a_reprint_replaces_the_print_and_a_file_that_cannot_be_replaced_is_stepped_round() {
        let documents = tempfile::tempdir().unwrap();
        let prints = Prints::below(documents.path());
        let first = prints.write(&printed("one")).unwrap();
        let again = prints.write(&printed("two")).unwrap();
        assert_eq!(first, again, "the same name");
        assert_eq!(std::fs::read(&again).unwrap(), b"two", "the newer print");
        // A folder of that name can no more be removed as a file than a file that a viewer holds open.
        std::fs::remove_file(&again).unwrap();
        std::fs::create_dir(&again).unwrap();
        let beside = prints.write(&printed("three")).unwrap();
        assert_eq!(beside.file_name().unwrap(), "sheets-2026-11-23 (2).pdf");
    }

    #[cfg(unix)]
    #[test]
    fn only_the_person_may_read_a_print() {
        use std::os::unix::fs::PermissionsExt;
        let documents = tempfile::tempdir().unwrap();
        let prints = Prints::below(documents.path());
        let path = prints.write(&printed("one")).unwrap();
        let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(&prints.folder)), (0o600, 0o700), "file and folder are the person's alone");
    }
}

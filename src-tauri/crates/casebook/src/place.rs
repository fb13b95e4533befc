//! Where a desk may live. SQLite's locking is not safe on network drives and in synchronised folders.

use crate::error::CasebookError;
use std::path::Path;

/// Names of folders that a synchronising program watches.
const SYNCHRONISED: [&str; 6] = ["onedrive", "dropbox", "google drive", "icloud drive", "box sync", "nextcloud"];
/// File systems that live on another machine.
const REMOTE: [&str; 9] = ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "davfs"];

/// Refuses folders where two programs could harm the desk without noticing each other.
///
/// # Errors
/// [`CasebookError::UnsafePlace`], with the reason and the remedy.
pub fn check_place(folder: &Path) -> Result<(), CasebookError> {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let text = folder.to_string_lossy();
    let refuse = |why: &str| {
        Err(CasebookError::UnsafePlace(format!(
            "{why} Databases get damaged there. Choose a folder on this computer's own disk."
        )))
    };
    if text.starts_with(r"\\") && !text.starts_with(r"\\?\") || text.starts_with(r"\\?\UNC\") {
        return refuse("it is on a network drive.");
    }
    for part in full.components() {
        let name = part.as_os_str().to_string_lossy().to_lowercase();
        // OneDrive folders carry the organisation's name: "OneDrive - Metropolitan Police".
        if SYNCHRONISED.iter().any(|known| name == *known || name.starts_with(&format!("{known} - "))) {
            return refuse("it is in a folder that is synchronised with other computers.");
        }
    }
    // On Linux the kernel tells which file system a folder is on; elsewhere the file is not there.
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    if is_remote(&mounts, &full) {
        return refuse("it is on a network drive.");
    }
    Ok(())
}

/// Whether the longest mount point above the folder is a remote file system.
fn is_remote(mounts: &str, folder: &Path) -> bool {
    mounts
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ').skip(1);
            let point = words.next()?.replace(r"\040", " ");
            let kind = words.next()?;
            folder.starts_with(&point).then_some((point.len(), kind.to_owned()))
        })
        .max_by_key(|(length, _)| *length)
        .is_some_and(|(_, kind)| REMOTE.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_drives_are_told_by_their_mount() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/home /home nfs4 rw 0 0\n/dev/sdb1 /home/local ext4 rw 0 0\n";
        assert!(is_remote(mounts, Path::new("/home/ann/desk")));
        assert!(!is_remote(mounts, Path::new("/home/local/desk")), "the nearest mount decides");
        assert!(!is_remote(mounts, Path::new("/srv/desk")));
    }

    #[test]
    fn synchronised_folders_are_told_by_their_name() {
        for bad in ["/home/ann/OneDrive/desk", "/home/ann/OneDrive - Force/desk", r"\\server\share\desk"] {
            let refused = check_place(Path::new(bad));
            assert!(matches!(refused, Err(CasebookError::UnsafePlace(_))), "{bad}");
        }
        assert!(check_place(Path::new("/home/ann/dropbox-like/desk")).is_ok());
    }
}

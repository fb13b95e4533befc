//! Passphrases: from a prompt, or from a variable for scheduled jobs; never from an argument.

use desk::DeskError;

/// The passphrase of who signs in.
pub fn passphrase(name: &str) -> Result<String, DeskError> {
    from("REASSURE_PASSPHRASE", &format!("Passphrase of {name}: "))
}

/// The passphrase of somebody new.
pub fn new_passphrase(name: &str) -> Result<String, DeskError> {
    from("REASSURE_NEW_PASSPHRASE", &format!("A passphrase for {name}: "))
}

/// The passphrase of a trial's seal, typed by its custodian.
pub fn seal_passphrase() -> Result<String, DeskError> {
    from("REASSURE_SEAL_PASSPHRASE", "The custodian's passphrase of the seal: ")
}

fn from(variable: &str, prompt: &str) -> Result<String, DeskError> {
    if let Ok(given) = std::env::var(variable) {
        return Ok(given);
    }
    rpassword::prompt_password(prompt).map_err(|_| DeskError::BadInput {
        field: "passphrase",
        message: format!("There is no terminal to ask for the passphrase. Set {variable}, or run it in a terminal."),
    })
}

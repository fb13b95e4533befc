//! Extracts and their mappings, from the command line.

use crate::args::{Args, Import, Mapping};
use crate::commands::done;
use crate::{out, show};
use desk::wire::{FileMadeView, ImportRequest, LookRequest, MappingView};
use desk::{DeskError, Now, Session};

pub fn import(args: &Args, session: &mut Session, what: &Import, now: Now) -> Result<u8, DeskError> {
    let request = ImportRequest {
        file: what.file.display().to_string(),
        mapping: what.mapping.clone(),
        sheet: what.sheet.clone(),
        seen: None,
        right_file: what.it_is_the_right_file,
    };
    let preview = session.preview_import(&request, now, &mut show::progress())?;
    if what.dry_run {
        return done(args, &preview, &show::preview(&preview));
    }
    if !args.json && preview.refused_count > 0 {
        out::message(&show::refused(&preview));
    }
    if !args.json && !preview.doubts.is_empty() && !request.right_file {
        out::message("Add --it-is-the-right-file to import it all the same.");
    }
    let request = ImportRequest { seen: Some(preview.seen), ..request };
    let view = session.apply_import(&request, now, &mut show::progress())?;
    done(args, &view, &view.words)
}

pub fn mapping(args: &Args, session: &mut Session, what: &Mapping, now: Now) -> Result<u8, DeskError> {
    match what {
        Mapping::List => {
            let views = session.mappings()?;
            done(args, &views, &listed(&views))
        }
        Mapping::Show { name } => {
            let view = session.mapping_text(name)?;
            done(args, &view, view.text.trim_end())
        }
        Mapping::Propose { file, title, like, sheet, header_row, out: path } => {
            let request = LookRequest {
                file: file.display().to_string(),
                sheet: sheet.clone(),
                header_row: *header_row,
                mapping: like.clone(),
            };
            let proposal = session.propose_mapping(&request, title, now)?;
            if args.json {
                return done(args, &proposal, "");
            }
            proposal.open.iter().for_each(|open| out::message(open));
            let Some(path) = path else { return done(args, &proposal, proposal.text.trim_end()) };
            out::file(path, proposal.text.as_bytes())?;
            let path = path.display().to_string();
            let words =
                format!("The proposal is in {path}. Look it over, then save it with `reassure mapping save {path}`.");
            done(args, &FileMadeView { path, words: words.clone() }, &words)
        }
        Mapping::Save { file } => {
            let view = session.save_mapping_file(file, now)?;
            done(args, &view, &show::done(&view))
        }
        Mapping::Remove { name } => {
            let view = session.remove_mapping(name, now)?;
            done(args, &view, &show::done(&view))
        }
    }
}

fn listed(views: &[MappingView]) -> String {
    let line = |view: &MappingView| {
        let from = if view.built_in { "comes with the program" } else { &view.saved_words };
        format!("{:<24} {:<36} {:>3} columns  {from}", view.name, view.title, view.columns)
    };
    views.iter().map(line).collect::<Vec<_>>().join("\n")
}

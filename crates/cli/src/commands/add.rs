//! `cargo kommo add`.

use kommo_manifest::manifest::FieldType;

use super::{Failure, Outcome, args, progress};
use crate::add::{self, AddError, What};

pub(super) fn run(args: &args::Add) -> Outcome {
    let what = match &args.what {
        args::Addition::Location { code } => What::Location(code.clone()),
        args::Addition::Setting { code, kind, required, label } => What::Setting {
            code: code.clone(),
            kind: FieldType::from(kind.clone()),
            required: *required,
            label: label.clone(),
        },
        args::Addition::Locale { code } => What::Locale(code.clone()),
        args::Addition::Text { key, text } => What::Text { key: key.clone(), text: text.clone() },
    };
    let done = add::add(&args.project, &what).map_err(|error| match error {
        AddError::File { .. } => Failure::trouble(error),
        AddError::Rules(_) => Failure::fault(error),
        _ => Failure { message: error.to_string(), code: 2 },
    })?;
    progress(&format!("wrote {}", done.files.join(", ")));
    for note in &done.notes {
        super::note(note);
    }
    Ok(())
}

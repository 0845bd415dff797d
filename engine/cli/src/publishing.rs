//! Reports that people send to each other: pages, Markdown and workbooks.

use clap::{Args, ValueEnum};
use saring_app::reporting::{Edition, Face, Publication, PublishError};

use crate::failure::Failure;
use crate::showing::ShowArgs;

/// Who reads a report that people send to each other.
#[derive(Debug, Args)]
pub struct PublishArgs {
    /// Who reads an `html`, `md` or `xlsx`: the agency itself, which is the default as in every other format, or its
    /// client, who sees no price of a creator, nothing to ask and no note. The edition stands under the title.
    #[arg(long, value_name = "EDITION", value_enum)]
    edition: Option<EditionArg>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum EditionArg {
    Internal,
    Client,
}

impl PublishArgs {
    /// The form and the edition of the report that was asked for; none where the format is none of these.
    pub fn publication<F>(&self, face: Option<Face>, show: &ShowArgs<F>) -> Result<Option<Publication>, Failure>
    where
        F: ValueEnum + Default + Send + Sync + 'static,
    {
        let Some(face) = face else {
            return match self.edition {
                None => Ok(None),
                Some(_) => Err(Failure::new("edition-in-vain", "only an `html`, `md` or `xlsx` has editions")
                    .help("choose one of them with `--format`, or leave `--edition` out")),
            };
        };
        if !face.is_text() && show.is_for_terminal() {
            return Err(Failure::new("terminal-output", "a workbook cannot be shown on a terminal")
                .help("write it to a file, such as `--output report.xlsx`"));
        }
        let edition = match self.edition {
            None | Some(EditionArg::Internal) => Edition::Internal,
            Some(EditionArg::Client) => Edition::Client,
        };
        Ok(Some(Publication { face, edition }))
    }
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        match error {
            PublishError::Refused(refusal) => refusal.into(),
            PublishError::Unwritable(error) => {
                Self::new("report-unwritable", error.to_string()).help("choose `--format html` or `--format md`")
            }
        }
    }
}

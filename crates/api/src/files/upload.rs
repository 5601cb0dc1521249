//! Sending a file in parts.

use super::{Drive, File};
use crate::Result;
use crate::call::{Call, call};
use crate::error::{Error, ErrorKind};
use crate::http::{Answer, Method, Request};
use crate::id::Id;
use crate::json::{Fields, FromField, FromJson, Text};
use crate::users::User;

body! {
    /// What a file will be.
    pub struct NewFile;
}

setters! {
    NewFile {
        /// Its MIME type.
        content_type: Text,
        /// The file that it is a new version of.
        file_uuid: Text,
        /// Whether small pictures are made of it.
        with_preview: bool,
    }
}

impl NewFile {
    /// A file with a name.
    pub fn new(name: &str) -> Self {
        Self::default().other("file_name", &name)
    }

    /// Who sends it.
    pub fn created_by(mut self, user: impl Into<Id<User>>) -> Self {
        let mut by = Fields::new();
        by.set("id", &user.into());
        by.set("type", &"internal");
        self.0.set("created_by", &by);
        self
    }
}

view! {
    /// An upload that has begun; it ends after 24 hours.
    pub struct UploadSession => UploadSessionRecord {
        /// Its id.
        session_id: Option<i64>,
        /// Where the first part goes.
        upload_url: Option<String>,
        /// The most bytes a file may have.
        max_file_size: Option<i64>,
        /// The most bytes a part may have.
        max_part_size: Option<i64>,
    }
}

fn read_session(answer: Answer) -> Result<UploadSession> {
    let session = answer.document().and_then(UploadSession::from_json);
    session.filter(|session| session.upload_url().is_some()).ok_or_else(|| answer.unexpected("upload_url"))
}

impl Drive {
    /// `POST /v1.0/sessions`: begins an upload. [`Drive::upload`] does all of it.
    pub fn begin_upload(&self, file: NewFile, bytes: i64) -> Call<UploadSession> {
        let file = file.other("file_size", &bytes);
        call(&self.api, Method::Post, self.path("sessions"), &file, read_session)
    }

    /// Uploads a file of at most 300 MiB, in parts as large as the service allows.
    ///
    /// A part that fails ends the upload: begin anew. A part may have arrived even so, and where the next one would go is
    /// only told in the answer.
    pub async fn upload(&self, file: NewFile, content: &[u8]) -> Result<File> {
        let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
        let session = self.begin_upload(file, size).await?;
        let refuse = |why: &str| Error::new(ErrorKind::Input, Method::Post, &self.path("sessions"), why);
        if session.max_file_size().is_some_and(|most| size > most) {
            return Err(refuse("the file is larger than the service allows"));
        }
        if content.is_empty() {
            return Err(refuse("the file is empty"));
        }
        let part = session.max_part_size().and_then(|most| usize::try_from(most).ok()).unwrap_or(131_072);
        let mut url = session.upload_url().unwrap_or_default();
        let mut parts = content.chunks(part.max(1)).peekable();
        while let Some(bytes) = parts.next() {
            let mut request = Request::new(Method::Post, self.same_host(&url)?);
            request.upload = Some(bytes.to_vec());
            let answer = Call::new(&self.api, request, Ok).for_token("no files").await?;
            let next = answer.document().and_then(|next| Option::<String>::from_field(next, "next_url"));
            match (next, parts.peek()) {
                (Some(next), Some(_)) => url = next,
                (None, None) => {
                    let file = answer.document().and_then(File::from_json);
                    return file.ok_or_else(|| answer.unexpected("file"));
                }
                (Some(_), None) => return Err(answer.unexpected("file after the last part")),
                (None, Some(_)) => return Err(answer.unexpected("next_url")),
            }
        }
        Err(refuse("the file is empty"))
    }

    /// The token must not follow an address to somewhere else.
    fn same_host(&self, url: &str) -> Result<String> {
        match url.strip_prefix(self.host.as_str()) {
            Some(path) if path.starts_with('/') => Ok(String::from(url)),
            _ => Err(Error::new(ErrorKind::Decode, Method::Post, url, "an upload address on another host")),
        }
    }
}

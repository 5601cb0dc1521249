//! [`Drive`], the files service.

use super::{File, FileVersion};
use crate::call::{Call, Get, List, call, done, encode, one};
use crate::client::Api;
use crate::http::Method;
use crate::json::{Fields, ToJson};

/// The files service; from [`Api::drive`].
#[derive(Clone)]
pub struct Drive {
    pub(super) api: Api,
    pub(super) host: String,
}

impl Api {
    /// The files service at the address that the account tells ([`crate::Account::drive_url`]), such as
    /// `https://drive-c.kommo.com`.
    pub fn drive(&self, drive_url: &str) -> Drive {
        let host = drive_url.strip_suffix('/').unwrap_or(drive_url);
        Drive { api: self.clone(), host: String::from(host) }
    }
}

impl Drive {
    pub(super) fn path(&self, path: &str) -> String {
        let mut address = self.host.clone();
        address.push_str("/v1.0/");
        address.push_str(path);
        address
    }

    fn of(&self, uuid: &str, action: &str) -> String {
        let mut address = self.path("files/");
        encode(&mut address, uuid);
        address.push_str(action);
        address
    }

    /// `GET /v1.0/files`: the files.
    pub fn list(&self) -> List<File> {
        List::new(&self.api, self.path("files"))
    }

    /// `GET /v1.0/files/{uuid}`: one file.
    pub fn get(&self, uuid: &str) -> Get<File> {
        Get::new(&self.api, self.of(uuid, ""))
    }

    /// `PATCH /v1.0/files/{uuid}`: gives a file another name.
    pub fn rename(&self, uuid: &str, name: &str) -> Call<File> {
        self.change(uuid, "name", name)
    }

    /// `PATCH /v1.0/files/{uuid}`: makes another version the one that counts.
    pub fn use_version(&self, uuid: &str, version_uuid: &str) -> Call<File> {
        self.change(uuid, "version_uuid", version_uuid)
    }

    fn change(&self, uuid: &str, key: &'static str, value: &str) -> Call<File> {
        let mut fields = Fields::new();
        fields.set(key, &value);
        call(&self.api, Method::Patch, self.of(uuid, ""), &fields, one)
    }

    /// `GET /v1.0/files/{uuid}/versions`: the versions of a file.
    pub fn versions(&self, uuid: &str) -> List<FileVersion> {
        List::new(&self.api, self.of(uuid, "/versions"))
    }

    /// `DELETE /v1.0/files`: moves files to the recycle bin, where they stay 30 days. Needs the scope `files_delete`.
    pub fn delete(&self, uuids: &[&str]) -> Call<()> {
        call(&self.api, Method::Delete, self.path("files"), &objects(uuids) as &dyn ToJson, done)
    }

    /// `POST /v1.0/files/restore`: takes files out of the recycle bin.
    pub fn restore(&self, uuids: &[&str]) -> Call<crate::Page<File>> {
        let address = self.path("files/restore");
        // Restored twice is restored.
        call(&self.api, Method::Post, address, &objects(uuids) as &dyn ToJson, crate::call::page).repeatable()
    }
}

fn objects(uuids: &[&str]) -> Vec<Fields> {
    let object = |uuid: &&str| {
        let mut fields = Fields::new();
        fields.set("uuid", uuid);
        fields
    };
    uuids.iter().map(object).collect()
}

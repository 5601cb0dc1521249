//! What the tests of the host page share: a sandbox, a browser's worth of HTTP, archives.
#![allow(dead_code, unreachable_pub)]

use std::path::Path;

use kommo_manifest::{Archive, FileTree};
use kommo_sandbox::Sandbox;
use reqwest::{Client, Response, StatusCode};
use serde_json::Value;

/// A sandbox and a signed-in person.
pub struct Desk {
    pub sandbox: Sandbox,
    pub http: Client,
}

impl Desk {
    /// The account's admin.
    pub async fn admin() -> Self {
        Self::signed_in(true).await
    }

    /// A manager without an admin's rights.
    pub async fn manager() -> Self {
        Self::signed_in(false).await
    }

    async fn signed_in(is_admin: bool) -> Self {
        let sandbox = Sandbox::builder().limits(false).start().await.unwrap();
        let http = browser();
        let user = sandbox.users().unwrap().into_iter().find(|user| user.is_admin == is_admin).unwrap();
        let answer = sign_in(&http, sandbox.url(), &user.login, &user.password).await;
        assert_eq!(answer.status(), StatusCode::SEE_OTHER);
        Self { sandbox, http }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.url())
    }

    pub async fn get(&self, path: &str) -> Response {
        self.http.get(self.url(path)).header("X-Requested-With", "XMLHttpRequest").send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.http
            .post(self.url(path))
            .header("X-Requested-With", "XMLHttpRequest")
            .json(body)
            .send()
            .await
            .unwrap()
    }

    /// Uploads an archive as the page does.
    pub async fn upload(&self, uuid: &str, zip: &[u8]) -> Response {
        let boundary = "host-test-boundary";
        let mut body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"widget\"; filename=\"widget.zip\"\r\n\
             Content-Type: application/x-zip-compressed\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(zip);
        body.extend_from_slice(
            format!("\r\n--{boundary}\r\nContent-Disposition: form-data; name=\"_widget\"\r\n\r\nwidget.zip\r\n--{boundary}--\r\n")
                .as_bytes(),
        );
        self.http
            .post(self.url(&format!("/ajax/widgets/{uuid}/widget/upload/?fileapi1700000000000")))
            .header("Content-Type", format!("multipart/form-data; boundary={boundary}"))
            .body(body)
            .send()
            .await
            .unwrap()
    }
}

/// A client that keeps cookies and shows redirects instead of following them.
pub fn browser() -> Client {
    Client::builder().cookie_store(true).redirect(reqwest::redirect::Policy::none()).build().unwrap()
}

/// Posts the sign-in form.
pub async fn sign_in(http: &Client, base: &str, login: &str, password: &str) -> Response {
    http.post(format!("{base}/login/"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body(format!("login={}&password={password}&next=%2Fleads%2Flist%2F", login.replace('@', "%40")))
        .send()
        .await
        .unwrap()
}

/// The files of the probe widget.
pub fn probe() -> FileTree {
    FileTree::from_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/probe")).unwrap().0
}

/// The probe widget with some files put in or replaced.
pub fn probe_with(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tree = probe();
    for (path, bytes) in files {
        tree.insert(*path, *bytes).unwrap();
    }
    Archive::write(&tree).unwrap()
}

pub async fn json(response: Response) -> Value {
    let text = response.text().await.unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

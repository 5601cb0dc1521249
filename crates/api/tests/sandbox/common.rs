//! A simulated account and a client with an admin's token.

use kommo_api::{Api, Bearer, Limiter};
use kommo_sandbox::{Sandbox, TokenGrant};

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) api: Api,
    pub(crate) token: String,
}

impl World {
    /// Without Kommo's limit: those tests are about other things.
    pub(crate) async fn new() -> Self {
        Self::with(false, Limiter::per_second(0)).await
    }

    pub(crate) async fn with(limits: bool, limiter: Limiter) -> Self {
        let sandbox = Sandbox::builder().limits(limits).start().await.unwrap();
        let admin = sandbox.users().unwrap().into_iter().find(|user| user.is_admin).unwrap();
        let scopes = ["crm", "files", "files_delete", "notifications"];
        let grant = TokenGrant { client_id: "tests", user_id: admin.id, scopes: &scopes, lives: 86_400 };
        let token = sandbox.state().issue_token(&grant).unwrap();
        let bearer = Bearer::new(sandbox.url(), &token).unwrap();
        let api = Api::builder(bearer).limiter(limiter).build();
        Self { sandbox, api, token }
    }
}

//! OAuth: for servers alone, as a widget must not know its integration's secret.

use kommo_api::Api;

use super::{By, Outcome};

#[cfg(target_family = "wasm")]
pub(super) async fn oauth(_: Api, _: By) -> Outcome {
    Ok(())
}

#[cfg(not(target_family = "wasm"))]
pub(super) async fn oauth(api: Api, _: By) -> Outcome {
    use kommo_api::ErrorKind;
    use kommo_api::oauth::{Claims, Integration};
    use kommo_api::users::UserWith;

    use super::{Present, ensure};
    use crate::known::{CLIENT, CODE, REDIRECT, SECRET};

    let own = api.oauth(&Integration::new(CLIENT, SECRET, REDIRECT));
    let first = own.exchange_code(CODE).await?;
    ensure!(first.token_type().as_deref() == Some("Bearer") && first.expires_in() == Some(86_400));
    let second = own.refresh(&first.refresh_token()).await?;
    ensure!(!second.access_token().is_empty() && second.refresh_token() != first.refresh_token());
    let claims = Claims::read(&second.access_token()).there()?;
    ensure!(claims.client_id().as_deref() == Some(CLIENT) && claims.scopes() == ["crm"]);
    ensure!(claims.api_domain().is_some() && claims.expires_at() > second.server_time());
    ensure!(own.account_address(&second.refresh_token()).await?.subdomain().as_deref() == Some("harboroak"));
    ensure!(api.account_address().await?.id() == claims.account_id());

    let again = own.exchange_code(CODE).await.err().there()?;
    ensure!(again.kind() == ErrorKind::Validation);
    ensure!(again.hint().as_deref() == Some("Authorization code has been revoked"));

    let users = api.users().list().with(UserWith::Uuid).await?.items;
    let admin =
        users.into_iter().find(|user| user.rights().is_some_and(|rights| rights.is_admin())).there()?;
    let (login, key) = (admin.email().there()?, admin.uuid().there()?.replace('-', ""));
    ensure!(
        own.exchange_api_key(&login, "wrong", None)
            .await
            .is_err_and(|error| error.kind() == ErrorKind::Forbidden)
    );
    own.exchange_api_key(&login, &key, Some("mine")).await?;
    Ok(())
}

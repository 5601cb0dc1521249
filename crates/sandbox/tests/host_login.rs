//! Signing in, and the shell page.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

mod host;

use host::{Desk, browser, sign_in};
use kommo_sandbox::Sandbox;
use reqwest::StatusCode;

#[tokio::test]
async fn pages_send_strangers_to_the_login_page_and_back() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let http = browser();
    let answer = http.get(format!("{}/leads/detail/1?x=2", sandbox.url())).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], "/login/?next=%2Fleads%2Fdetail%2F1%3Fx%3D2");
    let admin = sandbox.users().unwrap().remove(0);
    let answer = sign_in(&http, sandbox.url(), &admin.login, &admin.password).await;
    assert_eq!(answer.headers()["location"], "/leads/list/");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
}

#[tokio::test]
async fn the_login_page_lists_the_users_and_a_wrong_password_is_said_plainly() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let http = browser();
    let page = http.get(format!("{}/login/", sandbox.url())).send().await.unwrap().text().await.unwrap();
    let users = sandbox.users().unwrap();
    assert!(users.iter().any(|user| user.is_admin) && users.iter().any(|user| !user.is_admin));
    for user in &users {
        assert!(page.contains(&user.login) && page.contains(&user.password), "{user:?}");
    }
    let answer = sign_in(&http, sandbox.url(), &users[0].login, "not it").await;
    assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
    assert!(answer.headers().get("set-cookie").is_none());
    let page = answer.text().await.unwrap();
    assert!(page.contains("Wrong e-mail or password"));
    assert!(page.contains(&format!("value=\"{}\"", users[0].login)), "what was typed is kept");
    let answer = sign_in(&http, sandbox.url(), "\"><script>x</script>@x", "x").await;
    assert!(!answer.text().await.unwrap().contains("<script>x"), "what was typed is escaped");
}

#[tokio::test]
async fn signing_out_ends_the_session() {
    let desk = Desk::admin().await;
    assert_eq!(desk.get("/ajax/v4/account").await.status(), StatusCode::OK);
    let stolen = desk.http.clone();
    desk.http.post(desk.url("/logout")).send().await.unwrap();
    assert_eq!(
        stolen.get(desk.url("/api/v4/account")).send().await.unwrap().status(),
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test]
async fn account_data_cannot_break_out_of_the_page() {
    let desk = Desk::admin().await;
    desk.sandbox
        .state()
        .db(|db| db.execute("UPDATE account SET name = '</script><script>alert(1)</script>'", []))
        .unwrap();
    let page = desk.get("/dashboard/").await.text().await.unwrap();
    assert!(page.contains("host-boot"), "{page}");
    assert!(!page.contains("</script><script>alert"));
    assert!(page.contains("\\u003c/script>"));
}

#[tokio::test]
async fn what_pages_ask_does_not_count_against_the_limit() {
    let desk = Desk::admin().await;
    desk.sandbox.state().limits().enforce(true);
    for _ in 0..20 {
        assert_eq!(desk.get("/ajax/v4/account").await.status(), StatusCode::OK);
    }
    let mut refused = 0;
    for _ in 0..10 {
        refused += usize::from(desk.get("/api/v4/account").await.status() == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!(refused > 0);
    let plain = desk.http.get(desk.url("/ajax/v4/account")).send().await.unwrap();
    assert_eq!(plain.status(), StatusCode::FORBIDDEN, "without X-Requested-With");
}

#[tokio::test]
async fn the_enter_address_signs_its_user_in_and_an_unknown_one_nobody() {
    let sandbox = Sandbox::builder().start().await.unwrap();
    let http = browser();
    let user = sandbox.users().unwrap().remove(0);
    let token = sandbox.state().open_session(user.id).unwrap();
    let enter =
        |token: &str, next: &str| http.get(format!("{}/enter/{token}?next={next}", sandbox.url())).send();
    let answer = enter("0123456789abcdef", "/leads/").await.unwrap();
    assert_eq!(answer.headers()["location"], "/login/");
    assert!(answer.headers().get("set-cookie").is_none());
    let answer = enter(token.as_str(), "//elsewhere.example/").await.unwrap();
    assert_eq!(answer.headers()["location"], "/dashboard/", "only this site");
    let cookie = answer.headers()["set-cookie"].to_str().unwrap();
    assert!(!cookie.contains(token.as_str()), "a session of its own");
    let page = http.get(format!("{}/leads/list/", sandbox.url())).send().await.unwrap();
    assert_eq!(page.status(), StatusCode::OK, "the browser is signed in");
}

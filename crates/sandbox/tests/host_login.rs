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

#[tokio::test]
async fn consent_leads_back_with_a_code_or_a_refusal() {
    let desk = Desk::admin().await;
    let mut form = kommo_sandbox::IntegrationForm::new("Route planner");
    form.redirect_uri = "https://service.example/oauth".to_owned();
    let own = desk.sandbox.create_integration(&form).unwrap();
    let asked = format!("/oauth?client_id={}&state=s1&mode=post_message", own.uuid);
    let page = desk.get(&asked).await.text().await.unwrap();
    assert!(page.contains("Route planner") && page.contains("notification center"), "{page}");
    let answer = async |desk: &Desk, answer: &str, mode: &str| {
        let fields = [("client_id", own.uuid.as_str()), ("state", "s1"), ("mode", mode), ("answer", answer)];
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = desk.http.post(desk.url("/oauth/answer")).body(form);
        request.header("Content-Type", "application/x-www-form-urlencoded").send().await.unwrap()
    };
    let denied = answer(&desk, "deny", "post_message").await;
    let back = denied.headers()["location"].to_str().unwrap().to_owned();
    assert_eq!(
        back,
        format!("https://service.example/oauth?error=access_denied&client_id={}&state=s1", own.uuid)
    );

    // Nobody but an admin lets an integration in; afterwards everybody may consent.
    let manager = desk.sandbox.users().unwrap().into_iter().find(|user| !user.is_admin).unwrap();
    let theirs = Desk { http: browser(), sandbox: desk.sandbox };
    sign_in(&theirs.http, theirs.sandbox.url(), &manager.login, &manager.password).await;
    assert_eq!(answer(&theirs, "allow", "popup").await.status(), StatusCode::FORBIDDEN);
    assert!(theirs.get(&asked).await.text().await.unwrap().contains("Only an administrator"));
    theirs.sandbox.authorization_code(&own.uuid).unwrap();
    let allowed = answer(&theirs, "allow", "popup").await;
    assert_eq!(allowed.status(), StatusCode::OK);
    let page = allowed.text().await.unwrap();
    assert!(page.contains("window.opener") && page.contains("service.example/oauth?code="), "{page}");

    let unknown = theirs.get("/oauth?client_id=nobody&mode=popup").await;
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
}

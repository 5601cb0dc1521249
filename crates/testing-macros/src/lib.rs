//! `#[kommo_testing::test]`. Written on the compiler's own token streams: a parser would be compiled by every project that
//! has tests, to find one word and one pair of brackets.

use proc_macro::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};

/// Makes a test of an async function that takes a [`TestAccount`](https://docs.rs/kommo-testing): a fresh simulated account
/// and an empty browser window of its own, started before the test and gone after it.
///
/// ```ignore
/// #[kommo_testing::test]
/// async fn shows_the_budget(account: TestAccount) -> kommo_testing::Result {
///     account.sign_in("admin").await?;
///     let card = account.open_lead_card(1).await?;
///     card.text("Budget").expect_visible().await
/// }
/// ```
///
/// Other attributes (`#[ignore]`, `#[should_panic]`) work as on `#[test]`.
#[proc_macro_attribute]
pub fn test(arguments: TokenStream, item: TokenStream) -> TokenStream {
    match expand(arguments, item.clone()) {
        Ok(test) => test,
        Err((span, message)) => {
            // The function stays, so that the editor goes on knowing what is in it.
            let mut tokens = item;
            tokens.extend(error(span, message));
            tokens
        }
    }
}

type Refusal = (Span, &'static str);

fn expand(arguments: TokenStream, item: TokenStream) -> Result<TokenStream, Refusal> {
    if let Some(first) = arguments.into_iter().next() {
        return Err((first.span(), "`kommo_testing::test` takes no arguments"));
    }
    let tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let keyword = tokens.iter().position(|token| is_word(token, "fn"));
    let keyword = keyword.ok_or((Span::call_site(), "`kommo_testing::test` goes on an async function"))?;
    let (before, after) = tokens.split_at(keyword);
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Group(parameters))) = (after.get(1), after.get(2))
    else {
        return Err((span_of(after.first()), "a test has a name and no generic parameters"));
    };
    if !before.iter().any(|token| is_word(token, "async")) {
        return Err((name.span(), "a test is an `async fn`: everything it does waits for the browser"));
    }
    if parameters.delimiter() != Delimiter::Parenthesis || parameters.stream().is_empty() {
        let message = "a test takes the account it runs in: `async fn name(account: TestAccount) -> kommo_testing::Result`";
        return Err((parameters.span(), message));
    }
    Ok(wrap(name, attributes(before), item))
}

/// A function of the test's name that runs the author's own, which becomes one inside it.
fn wrap(name: &Ident, attributes: TokenStream, item: TokenStream) -> TokenStream {
    // The compiler wants a test that should panic to return nothing.
    let panics = attributes.to_string().contains("should_panic");
    let mut body = without_attributes(item);
    body.extend(parse(&format!(
        "let ended = ::kommo_testing::run(
             ::core::concat!(::core::module_path!(), \"::\", ::core::stringify!({name})), {name});"
    )));
    body.extend(parse(if panics { "ended.unwrap()" } else { "ended" }));
    let mut test = parse("#[::core::prelude::v1::test]");
    test.extend(attributes);
    test.extend(parse("fn"));
    test.extend([TokenTree::Ident(name.clone())]);
    test.extend(parse(if panics {
        "()"
    } else {
        "() -> ::core::result::Result<(), ::kommo_testing::Failure>"
    }));
    test.extend([TokenTree::Group(Group::new(Delimiter::Brace, body))]);
    test
}

/// The attributes in front of a function, doc comments included.
fn attributes(before: &[TokenTree]) -> TokenStream {
    let mut kept = TokenStream::new();
    let mut tokens = before.iter();
    while let Some(token) = tokens.next() {
        if matches!(token, TokenTree::Punct(punct) if punct.as_char() == '#') {
            kept.extend([token.clone()]);
            kept.extend(tokens.next().cloned());
        }
    }
    kept
}

fn without_attributes(item: TokenStream) -> TokenStream {
    let mut kept = TokenStream::new();
    let mut tokens = item.into_iter();
    // Attributes come first; what follows them is taken as it is.
    for token in tokens.by_ref() {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {}
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {}
            _ => {
                kept.extend([token]);
                break;
            }
        }
    }
    kept.extend(tokens);
    kept
}

fn is_word(token: &TokenTree, word: &str) -> bool {
    matches!(token, TokenTree::Ident(ident) if ident.to_string() == word)
}

fn span_of(token: Option<&TokenTree>) -> Span {
    token.map_or_else(Span::call_site, TokenTree::span)
}

fn parse(source: &str) -> TokenStream {
    source.parse().unwrap_or_default()
}

fn error(span: Span, message: &str) -> TokenStream {
    let error = parse(&format!("::core::compile_error!({message:?});"));
    error
        .into_iter()
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}

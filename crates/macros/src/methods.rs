//! Whether the methods of the block are ones that the host can call.

use proc_macro2::Span;
use syn::{Error, ImplItem, ImplItemFn, ItemImpl, ReturnType, Type, spanned::Spanned};

use crate::callbacks::{CALLBACKS, Callback, OTHERS};

/// The callbacks the block implements, each with the place of its method's name. All that is wrong is said at once.
pub(crate) fn implemented(block: &ItemImpl) -> syn::Result<Vec<(&'static Callback, Span)>> {
    let mut found: Vec<(&Callback, Span)> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    let mut problems: Option<Error> = None;
    let mut note = |span: Span, message: String| {
        let error = Error::new(span, message);
        match &mut problems {
            Some(problems) => problems.combine(error),
            None => problems = Some(error),
        }
    };
    for item in &block.items {
        let ImplItem::Fn(method) = item else {
            note(item.span(), "the trait `Widget` has methods only".into());
            continue;
        };
        let name = method.sig.ident.to_string();
        let span = method.sig.ident.span();
        if seen.contains(&name) {
            note(span, format!("`{name}` is there twice: the host calls one function of a name"));
            continue;
        }
        let callback = CALLBACKS.iter().find(|callback| callback.method == name);
        match callback {
            None if !OTHERS.contains(&name.as_str()) => note(span, unknown(&name)),
            _ => {
                if let Some(problem) = wrong_kind(method, callback) {
                    note(span, problem);
                }
                if let Some(receiver) = method.sig.receiver()
                    && receiver.mutability.is_some()
                {
                    note(
                        receiver.span(),
                        format!(
                            "`{name}` takes `&self`: the host calls back while an earlier call still waits; keep state in a `Cell` or `RefCell`"
                        ),
                    );
                }
                found.extend(callback.map(|callback| (callback, span)));
            }
        }
        seen.push(name);
    }
    problems.map_or(Ok(found), Err)
}

/// Async where the host needs the answer at once, or the other way round.
fn wrong_kind(method: &ImplItemFn, callback: Option<&Callback>) -> Option<String> {
    let name = &method.sig.ident;
    let returns_future =
        matches!(&method.sig.output, ReturnType::Type(_, kind) if matches!(**kind, Type::ImplTrait(_)));
    match (callback, &method.sig.asyncness) {
        (None, Some(_)) => Some(format!("`{name}` cannot be async: nobody waits for it. Write `fn {name}`")),
        (Some(Callback { is_async: false, host, .. }), Some(_)) => Some(format!(
            "`{name}` cannot be async: the host takes what `{host}` returns at once and waits for no promise. Write \
             `fn {name}`; work that takes time goes into `cx.spawn(async move {{ ... }})`"
        )),
        (Some(Callback { is_async: true, .. }), None) if !returns_future => {
            Some(format!("`{name}` is async: write `async fn {name}`, also where nothing in it is awaited"))
        }
        _ => None,
    }
}

/// A method the trait does not have: most often the host's own name, or a slip of the pen.
fn unknown(name: &str) -> String {
    let plain = |name: &str| {
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    };
    let wanted = plain(name);
    let known = || CALLBACKS.iter().map(|callback| callback.method).chain(OTHERS.iter().copied());
    if name == "calendar_sync" {
        return "`calendar_sync` is amoCRM's: switch on the feature `amocrm` of kommo-widget".into();
    }
    let by_host =
        CALLBACKS.iter().find(|callback| plain(callback.host) == wanted).map(|callback| callback.method);
    let nearest = known().map(|known| (distance(&wanted, &plain(known)), known)).min();
    match by_host.or(nearest.filter(|(distance, _)| distance * 3 <= wanted.len()).map(|(_, known)| known)) {
        Some(known) => format!("the host has no callback `{name}`; did you mean `{known}`?"),
        None => format!(
            "the host has no callback `{name}`. Methods of your own go into an `impl` block without the trait"
        ),
    }
}

/// How many letters must change to make one word the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, letter) in one.chars().enumerate() {
        let mut before = index;
        let mut left = index + 1;
        for (cell, against) in row.iter_mut().skip(1).zip(&other) {
            let next = (before + usize::from(letter != *against)).min(left + 1).min(*cell + 1);
            before = *cell;
            *cell = next;
            left = next;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_by_their_letters() {
        assert_eq!(distance("render", "render"), 0);
        assert_eq!(distance("rendr", "render"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", ""), 3);
    }

    #[test]
    fn the_hosts_own_name_leads_to_the_method() {
        assert!(unknown("onSave").contains("did you mean `on_save`?"));
        assert!(unknown("leadsSelected").contains("did you mean `leads_selected`?"));
        assert!(unknown("bind_action").contains("did you mean `bind_actions`?"));
        assert!(unknown("paint_the_fence").contains("without the trait"));
    }

    #[test]
    fn codes_and_names_are_used_once() {
        for (index, callback) in CALLBACKS.iter().enumerate() {
            for other in CALLBACKS.iter().skip(index + 1) {
                assert_ne!(callback.code, other.code, "{} and {}", callback.method, other.method);
                assert_ne!(callback.method, other.method);
                assert_ne!(callback.host, other.host);
            }
        }
    }

    #[test]
    fn the_manifest_knows_the_locations() {
        use kommo_manifest::manifest::Area;
        for callback in CALLBACKS {
            for location in callback.locations {
                assert!(Area::from_code(location).is_known(), "{location}");
            }
        }
    }
}

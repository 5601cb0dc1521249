//! KM11xx.

use super::case;
use crate::Case;

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "KM1101",
            |s| s.options.callbacks = Some(vec!["render".to_owned(), "onSave".to_owned()]),
            |s| {
                s.callbacks(&[]);
            },
        ),
        case(
            "KM1102",
            |s| {
                s.callbacks(&[]).options.callbacks.as_mut().unwrap().retain(|name| name != "onSave");
            },
            |s| {
                s.callbacks(&[]);
            },
        ),
        case(
            "KM1103",
            |s| {
                s.callbacks(&["salesbotDesignerSettings"]).location("salesbot_designer");
            },
            |s| {
                s.callbacks(&["salesbotDesignerSettings", "onSalesbotDesignerSave"])
                    .location("salesbot_designer");
            },
        ),
        case(
            "KM1104",
            |s| {
                s.callbacks(&[]).location("llist-1");
            },
            |s| {
                s.callbacks(&["companies.selected"]).location("llist-0").location("clist");
            },
        ),
        case(
            "KM1105",
            |s| {
                s.callbacks(&["dpSettings"]);
            },
            |s| {
                s.callbacks(&["onInstall"]);
            },
        ),
        case(
            "KM1106",
            |s| {
                s.callbacks(&["onInstal", "whenever"]);
            },
            |s| {
                s.callbacks(&["onSource"]);
            },
        ),
    ]
}

//! The account and its users.

use serde_json::json;

use super::check;

#[test]
fn account() {
    check::<crate::Account>(json!({
        "id": 31, "name": "Northwind", "subdomain": "northwind", "created_at": 1600000000, "created_by": 5,
        "updated_at": 1600000100, "updated_by": 6, "current_user_id": 7, "country": "US", "currency": "USD",
        "currency_symbol": "$", "language": "en", "customers_mode": "segments", "is_unsorted_on": true,
        "is_loss_reason_enabled": true, "is_helpbot_enabled": true, "is_technical_account": true,
        "contact_name_display_order": 1, "mobile_feature_version": 2, "timezone": "America/New_York",
        "timezone_offset": "-05:00",
        "datetime_formats": {"date": "d.m.Y", "time": "H:i:s"},
        "amojo_id": "a1", "uuid": "u1", "version": 12, "drive_url": "https://drive-c.kommo.com",
        "is_api_filter_enabled": true, "entity_names": {"leads": {"en": {"gender": "m"}}},
        "invoices_settings": {"lang": "en", "invoices_catalog_id": 9},
        "_embedded": {
            "amojo_rights": {"can_create_groups": true, "can_direct": true},
            "users_groups": [{"id": 4, "name": "Sales", "uuid": "g1"}],
            "task_types": [{"id": 1, "name": "Follow-up", "color": "FF0000", "icon_id": 3, "code": "FOLLOW_UP"}],
            "datetime_settings": {"date_format": "d.m.Y", "timezone": "America/New_York"}
        }
    }));
}

#[test]
fn user() {
    let rights = json!({"view": "A", "edit": "G", "add": "M", "delete": "D", "export": "A"});
    check::<crate::User>(json!({
        "id": 7, "name": "Ann", "email": "ann@x.example", "lang": "en", "uuid": "u", "amojo_id": "a",
        "user_rank": "master", "phone_number": "+1",
        "rights": {
            "leads": rights, "contacts": rights, "companies": rights, "tasks": {"edit": "A", "delete": "D"},
            "mail_access": true, "catalog_access": true, "catalog_rights": [{"catalog_id": 2}],
            "status_rights": [{"entity_type": "leads", "pipeline_id": 1, "status_id": 2, "rights": rights}],
            "is_admin": true, "is_free": true, "is_active": true, "group_id": 3, "role_id": 4
        },
        "_embedded": {"roles": [{"id": 4, "name": "Seller"}], "groups": [{"id": 3, "name": "Sales"}]}
    }));
    check::<crate::users::Role>(json!({
        "id": 4, "name": "Seller", "rights": {"leads": rights}, "_embedded": {"users": [7, "8"]}
    }));
}

#[cfg(feature = "http")]
#[test]
fn tokens() {
    check::<crate::oauth::Tokens>(json!({
        "token_type": "Bearer", "expires_in": 86400, "server_time": 1600000000, "access_token": "a.b.c",
        "refresh_token": "def502"
    }));
    check::<crate::oauth::Claims>(json!({
        "aud": "i", "exp": 1600000000, "sub": "7", "account_id": 31, "base_domain": "kommo.com",
        "api_domain": "api-c.kommo.com", "scopes": ["crm"], "jti": "j", "iat": 1, "nbf": 1, "grant_type": "", "version": 2
    }));
    check::<crate::oauth::AccountAddress>(json!({
        "id": 31, "subdomain": "northwind", "domain": "northwind.kommo.com", "top_level_domain": "com"
    }));
}

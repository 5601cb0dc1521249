//! What the server writes into the page: the account as the user may see it.

use rusqlite::{Connection, OptionalExtension as _, Row};
use serde_json::{Map, Value, json};

use crate::api::custom_fields::type_number;
use crate::session::User;
use crate::state::State;

/// The whole object; `host/js/core/boot.js` reads it.
pub(super) fn boot(state: &State, user: &User) -> rusqlite::Result<Value> {
    let account = state.account()?;
    let widgets = crate::integrations::widgets_for_page(state, user)?;
    state.db(|db| {
        Ok(json!({
            "account": {
                "id": account.id, "name": account.name, "subdomain": account.subdomain,
                "domain": state.base_url(), "language": account.language, "currency": account.currency,
                "currency_symbol": account.currency_symbol, "country": account.country,
                "timezone": account.timezone, "amojo_id": account.amojo_id, "uuid": account.uuid, "version": 13,
                "products_catalog_id": products_catalog(db)?,
            },
            "user": me(db, user)?,
            "users": rows(db, "SELECT id, name, login, is_admin, is_free, is_active, group_id, uuid, amojo_id, phone_number \
                               FROM users ORDER BY position, id", |row| Ok(json!({
                "id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)?, "login": row.get::<_, String>(2)?,
                "is_admin": row.get::<_, bool>(3)?, "is_free": row.get::<_, bool>(4)?,
                "is_active": row.get::<_, bool>(5)?, "group_id": row.get::<_, i64>(6)?,
                "uuid": row.get::<_, String>(7)?, "amojo_id": row.get::<_, String>(8)?,
                "phone": row.get::<_, Option<String>>(9)?,
            })))?,
            "groups": rows(db, "SELECT id, name FROM users_groups ORDER BY id", |row| {
                Ok(json!({"id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)?}))
            })?,
            "task_types": rows(db, "SELECT id, name, color, icon_id FROM task_types ORDER BY id", |row| {
                Ok(json!({"id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)?,
                          "color": row.get::<_, Option<String>>(2)?, "icon_id": row.get::<_, Option<i64>>(3)?}))
            })?,
            "pipelines": pipelines(db)?,
            "fields": fields(db)?,
            "widgets": widgets,
        }))
    })
}

/// The catalog of products, for `constant('account').products`.
fn products_catalog(db: &Connection) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM catalogs WHERE type = 'products' ORDER BY id LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()
}

fn me(db: &Connection, user: &User) -> rusqlite::Result<Value> {
    let (rank, phone): (String, Option<String>) = db
        .prepare_cached("SELECT user_rank, phone_number FROM users WHERE id = ?1")?
        .query_row([user.id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(json!({
        "id": user.id, "name": user.name, "login": user.login, "lang": user.lang, "is_admin": user.is_admin,
        "is_free": user.is_free, "group_id": user.group_id, "uuid": user.uuid, "amojo_id": user.amojo_id,
        "rights": user.rights, "rank": rank, "phone": phone,
        // Widgets expect a key; it opens nothing here.
        "api_key": crate::random::uuid_of(&format!("api key of {}", user.uuid)).replace('-', ""),
    }))
}

fn pipelines(db: &Connection) -> rusqlite::Result<Value> {
    let mut pipelines = rows(
        db,
        "SELECT id, name, sort, is_main FROM pipelines WHERE NOT is_archive ORDER BY sort, id",
        |row| {
            Ok(json!({"id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)?,
                      "sort": row.get::<_, i64>(2)?, "is_main": row.get::<_, bool>(3)?}))
        },
    )?;
    for pipeline in &mut pipelines {
        let id = pipeline.get("id").and_then(Value::as_i64).unwrap_or_default();
        let mut statement = db.prepare_cached(
            "SELECT id, name, color, sort, type FROM statuses WHERE pipeline_id = ?1 ORDER BY sort, id",
        )?;
        let statuses: Vec<Value> = statement
            .query_map([id], |row| {
                Ok(json!({"id": row.get::<_, i64>(0)?, "name": row.get::<_, String>(1)?, "pipeline_id": id,
                          "color": row.get::<_, String>(2)?, "sort": row.get::<_, i64>(3)?,
                          "type": row.get::<_, i64>(4)?}))
            })?
            .collect::<rusqlite::Result<_>>()?;
        if let Value::Object(pipeline) = pipeline {
            pipeline.insert("statuses".to_owned(), statuses.into());
        }
    }
    Ok(pipelines.into())
}

/// Field definitions by entity type, each with its options.
fn fields(db: &Connection) -> rusqlite::Result<Value> {
    let mut by_entity = Map::new();
    let all = rows(
        db,
        "SELECT entity_type, id, name, type, code, sort, is_api_only FROM custom_fields \
         WHERE catalog_id IS NULL ORDER BY entity_type, sort, id",
        |row| {
            let id: i64 = row.get(1)?;
            let kind: String = row.get(3)?;
            Ok(json!({
                "entity": row.get::<_, String>(0)?, "id": id, "name": row.get::<_, String>(2)?, "type": kind,
                "type_id": type_number(&kind), "code": row.get::<_, Option<String>>(4)?,
                "sort": row.get::<_, i64>(5)?, "is_api_only": row.get::<_, bool>(6)?,
            }))
        },
    )?;
    for mut field in all {
        let id = field.get("id").and_then(Value::as_i64).unwrap_or_default();
        let mut statement = db.prepare_cached(
            "SELECT id, value, sort, code FROM custom_field_enums WHERE field_id = ?1 ORDER BY sort, id",
        )?;
        let enums: Vec<Value> = statement
            .query_map([id], |row| {
                Ok(json!({"id": row.get::<_, i64>(0)?, "value": row.get::<_, String>(1)?,
                          "sort": row.get::<_, i64>(2)?, "code": row.get::<_, Option<String>>(3)?}))
            })?
            .collect::<rusqlite::Result<_>>()?;
        let entity = field.get("entity").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Value::Object(field) = &mut field {
            field.insert("enums".to_owned(), enums.into());
        }
        if let Value::Array(list) = by_entity.entry(entity).or_insert_with(|| Value::Array(Vec::new())) {
            list.push(field);
        }
    }
    Ok(Value::Object(by_entity))
}

fn rows(
    db: &Connection,
    sql: &str,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<Value>,
) -> rusqlite::Result<Vec<Value>> {
    db.prepare_cached(sql)?.query_map([], read)?.collect()
}

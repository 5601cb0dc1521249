//! The account, its users, pipelines and dictionaries.

use rusqlite::{Connection, params};

use super::super::SeedError;
use super::super::model::{Model, Pipeline};
use super::entry;
use crate::random;

pub(super) fn plant(db: &Connection, model: &Model, now: i64) -> Result<(), SeedError> {
    let account = &model.account;
    let created = account.created.unix(now);
    let uuid = |what: &str| random::uuid_of(&format!("{}/{what}", account.id));
    let owner = model.users.iter().find(|user| user.admin).map_or(0, |user| user.id);
    db.execute(
        "INSERT INTO account (id, name, subdomain, created_at, created_by, updated_at, updated_by, country, currency, \
         currency_symbol, language, timezone, timezone_offset, amojo_id, uuid) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        params![
            account.id,
            account.name,
            account.subdomain,
            created,
            owner,
            account.country,
            account.currency,
            account.currency_symbol,
            account.language,
            account.timezone,
            account.timezone_offset,
            uuid("amojo"),
            uuid("account"),
        ],
    )?;
    for group in &model.groups {
        // The group every account has is known by its number alone.
        let group_uuid = (group.id != 0).then(|| uuid(&format!("group/{}", group.id)));
        let done = db.execute(
            "INSERT INTO users_groups (id, name, uuid) VALUES (?1, ?2, ?3)",
            params![group.id, group.name, group_uuid],
        );
        entry("groups", group.id, done)?;
    }
    for role in &model.roles {
        let done = db.execute(
            "INSERT INTO roles (id, name, rights) VALUES (?1, ?2, ?3)",
            params![role.id, role.name, role.rights.to_string()],
        );
        entry("roles", role.id, done)?;
    }
    for (position, user) in (0_i64..).zip(&model.users) {
        let done = db.execute(
            "INSERT INTO users (id, name, login, password, lang, is_admin, is_free, group_id, role_id, rights, uuid, \
             amojo_id, user_rank, phone_number, position) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            params![
                user.id,
                user.name,
                user.login,
                user.password,
                user.lang,
                user.admin,
                user.free,
                user.group,
                user.role,
                user.rights.to_string(),
                uuid(&format!("user/{}", user.id)),
                uuid(&format!("user/{}/amojo", user.id)),
                user.rank.as_deref().unwrap_or("newbie"),
                user.phone,
                position,
            ],
        );
        entry("users", user.id, done)?;
    }
    for kind in &model.task_types {
        let done = db.execute(
            "INSERT INTO task_types (id, name, color, icon_id, code) VALUES (?1, ?2, ?3, ?4, ?5)",
            params![kind.id, kind.name, kind.color, kind.icon_id, kind.code],
        );
        entry("task_types", kind.id, done)?;
    }
    for (sort, currency) in (1_i64..).zip(&model.currencies) {
        db.execute(
            "INSERT INTO currencies (code, name, symbol, sort) VALUES (?1, ?2, ?3, ?4)",
            params![currency.code, currency.name, currency.symbol, sort],
        )?;
    }
    for (sort, reason) in (1_i64..).zip(&model.loss_reasons) {
        let done = db.execute(
            "INSERT INTO loss_reasons (id, name, sort, created_at, updated_at) VALUES (?1, ?2, ?3, ?4, ?4)",
            params![reason.id, reason.name, sort * 100, created],
        );
        entry("loss_reasons", reason.id, done)?;
    }
    for (sort, pipeline) in (1_i64..).zip(&model.pipelines) {
        entry("pipelines", pipeline.id, plant_pipeline(db, pipeline, sort))?;
    }
    Ok(())
}

fn plant_pipeline(db: &Connection, pipeline: &Pipeline, sort: i64) -> rusqlite::Result<()> {
    db.execute(
        "INSERT INTO pipelines (id, name, sort, is_main) VALUES (?1, ?2, ?3, ?4)",
        params![pipeline.id, pipeline.name, sort, pipeline.main],
    )?;
    let stage = |id: i64, name: &str, sort: i64, color: &str, is_editable: bool, kind: i64| {
        db.prepare_cached(
            "INSERT INTO statuses (pipeline_id, id, name, sort, color, is_editable, type) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![pipeline.id, id, name, sort, color, is_editable, kind])
    };
    stage(pipeline.incoming, "Incoming leads", 10, "#c1c1c1", false, 1)?;
    for (place, own) in (2_i64..).zip(&pipeline.stages) {
        stage(own.id, &own.name, place * 10, &own.color, true, 0)?;
    }
    stage(142, &pipeline.won, 10_000, "#CCFF66", false, 0)?;
    stage(143, &pipeline.lost, 11_000, "#D5D8DB", false, 0)?;
    Ok(())
}

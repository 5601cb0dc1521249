//! Definitions of custom fields as reading and writing values needs them.

use std::collections::HashMap;

use rusqlite::Connection;

/// Whose fields they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    Leads,
    Contacts,
    Companies,
    Customers,
    Segments,
    /// A catalog, by its id.
    Catalog(i64),
}

impl Owner {
    /// As in the field's `entity_type`.
    pub(crate) fn entity_type(self) -> &'static str {
        match self {
            Self::Leads => "leads",
            Self::Contacts => "contacts",
            Self::Companies => "companies",
            Self::Customers => "customers",
            Self::Segments => "segments",
            Self::Catalog(_) => "catalogs",
        }
    }

    /// The catalog's id.
    pub(crate) fn catalog_id(self) -> Option<i64> {
        match self {
            Self::Catalog(id) => Some(id),
            _ => None,
        }
    }
}

/// One field.
#[derive(Debug, Clone)]
pub(crate) struct Definition {
    pub(crate) id: i64,
    /// The id as a text: what values are stored under.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) code: Option<String>,
    pub(crate) enums: Vec<Choice>,
}

/// One option of a field.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub(crate) id: i64,
    pub(crate) value: String,
    pub(crate) code: Option<String>,
}

/// The number that events, webhooks and the older interfaces (`APP.cf_types`, `constant('account').cf`) give a type of field;
/// 0 for the newer types, whose numbers are not known.
pub(crate) fn type_number(kind: &str) -> i64 {
    match kind {
        "text" => 1,
        "numeric" => 2,
        "checkbox" => 3,
        "select" => 4,
        "multiselect" => 5,
        "date" => 6,
        "url" => 7,
        "multitext" => 8,
        "textarea" => 9,
        "radiobutton" => 10,
        "streetaddress" => 11,
        "smart_address" => 13,
        "birthday" => 14,
        "legal_entity" => 15,
        "items" => 16,
        "org_legal_name" => 17,
        _ => 0,
    }
}

/// All fields of an owner, in the order of the card.
#[derive(Debug, Default)]
pub(crate) struct Definitions {
    pub(crate) list: Vec<Definition>,
}

impl Definitions {
    /// Reads them.
    pub(crate) fn load(db: &Connection, owner: Owner) -> rusqlite::Result<Self> {
        let mut list: Vec<Definition> = db
            .prepare_cached(
                "SELECT id, name, type, code FROM custom_fields WHERE entity_type = ?1 AND catalog_id IS ?2 \
                 ORDER BY sort, id",
            )?
            .query_map((owner.entity_type(), owner.catalog_id()), |row| {
                Ok(Definition {
                    id: row.get(0)?,
                    key: row.get::<_, i64>(0)?.to_string(),
                    name: row.get(1)?,
                    kind: row.get(2)?,
                    code: row.get(3)?,
                    enums: Vec::new(),
                })
            })?
            .collect::<rusqlite::Result<_>>()?;
        let mut enums: HashMap<i64, Vec<Choice>> = HashMap::new();
        let mut statement = db.prepare_cached(
            "SELECT e.field_id, e.id, e.value, e.code FROM custom_field_enums e JOIN custom_fields f ON f.id = e.field_id \
             WHERE f.entity_type = ?1 AND f.catalog_id IS ?2 ORDER BY e.sort, e.id",
        )?;
        let mut rows = statement.query((owner.entity_type(), owner.catalog_id()))?;
        while let Some(row) = rows.next()? {
            let choice = Choice { id: row.get(1)?, value: row.get(2)?, code: row.get(3)? };
            enums.entry(row.get(0)?).or_default().push(choice);
        }
        for field in &mut list {
            field.enums = enums.remove(&field.id).unwrap_or_default();
        }
        Ok(Self { list })
    }

    /// By id.
    pub(crate) fn get(&self, id: i64) -> Option<&Definition> {
        self.list.iter().find(|field| field.id == id)
    }

    /// By code.
    pub(crate) fn by_code(&self, code: &str) -> Option<&Definition> {
        self.list.iter().find(|field| field.code.as_deref() == Some(code))
    }
}

//! Groups of custom fields.

use super::CustomField;
use crate::call::{Call, Get, List, Nothing, call, call_array, encode, one, remove};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::json::ToJson;

view! {
    /// A group of custom fields: a tab of the card.
    pub struct FieldGroup => FieldGroupRecord {
        /// Its id, a text: `default`, `statistic`, `leads_2745158`, …
        id: String,
        /// Its name.
        name: Option<String>,
        /// Whether it came with the account.
        is_predefined: bool,
        /// `custom_field_group` or `linked_group`.
        group_type = "type": Option<String>,
        /// What has it.
        entity_type: Option<String>,
        /// Its place among the others.
        sort: Option<i64>,
        /// Its fields; only in the answer to a change.
        fields: Vec<Id<CustomField>>,
        /// The mark the request gave to it; only in the answer to a creation.
        request_id: Option<String>,
    }
}

entity!(FieldGroup in "custom_field_groups", with Nothing, filter Nothing, order Nothing);

body! {
    /// A new group.
    pub struct NewGroup;
}

impl NewGroup {
    /// A group with a name and a place.
    pub fn new(name: &str, sort: i64) -> Self {
        Self::default().other("name", &name).other("sort", &sort)
    }
}

body! {
    /// A change of a group: what is not set is left as it is.
    pub struct GroupPatch;
}

setters! {
    GroupPatch {
        /// Its name.
        name: crate::json::Text,
        /// Its place among the others.
        sort: i64,
    }
}

impl GroupPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }

    /// Its fields, in order.
    pub fn fields_in_order(self, fields: &[Id<CustomField>]) -> Self {
        self.other("fields", &fields as &dyn ToJson)
    }
}

/// The groups of the custom fields of a kind of entity; from [`super::CustomFields::groups`].
#[derive(Clone)]
pub struct FieldGroups {
    pub(super) api: Api,
    pub(super) path: String,
}

impl FieldGroups {
    fn one(&self, id: &str) -> String {
        let mut path = self.path.clone();
        path.push('/');
        encode(&mut path, id);
        path
    }

    /// `GET …/groups/{id}`: one group; an error of the kind `NotFound` if there is none.
    pub fn get(&self, id: &str) -> Get<FieldGroup> {
        Get::new(&self.api, self.one(id))
    }

    /// `GET …/groups`: the groups.
    pub fn list(&self) -> List<FieldGroup> {
        List::new(&self.api, &self.path)
    }

    /// `POST …/groups`: makes a group.
    pub fn create(&self, group: NewGroup) -> Call<FieldGroup> {
        call_array(&self.api, Method::Post, self.path.clone(), &group.0, one)
    }

    /// `PATCH …/groups/{id}`: changes what the patch sets.
    pub fn update(&self, id: &str, patch: GroupPatch) -> Call<FieldGroup> {
        call(&self.api, Method::Patch, self.one(id), &patch, one)
    }

    /// `DELETE …/groups/{id}`: deletes a group.
    pub fn delete(&self, id: &str) -> Call<()> {
        remove(&self.api, self.one(id))
    }
}

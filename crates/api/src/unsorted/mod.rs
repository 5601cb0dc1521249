//! Incoming leads, not yet accepted. Kommo's page "Incoming leads list".

mod metadata;
mod view;
mod write;

pub use metadata::{FormMetadata, Metadata, SipMetadata};
pub use view::{Category, Unsorted, UnsortedFilter, UnsortedOrder, UnsortedResult, UnsortedSummary};
pub use write::NewUnsorted;

use crate::Result;
use crate::call::{Batch, Call, Filter, Get, List, call, encode};
use crate::client::Api;
use crate::http::{Answer, Method, Request};
use crate::id::Id;
use crate::json::{Fields, FromJson};
use crate::pipelines::Status;
use crate::reference::EntityRef;
use crate::users::User;

const PATH: &str = "/api/v4/leads/unsorted";

/// The incoming leads; from [`Api::unsorted`].
#[derive(Clone)]
pub struct IncomingLeads(Api);

impl Api {
    /// The incoming leads.
    pub fn unsorted(&self) -> IncomingLeads {
        IncomingLeads(self.clone())
    }
}

fn one(uid: &str, action: &str) -> String {
    let mut path = String::from(PATH);
    path.push('/');
    encode(&mut path, uid);
    path.push_str(action);
    path
}

fn document<T: FromJson>(answer: Answer) -> Result<T> {
    answer.document().and_then(T::from_json).ok_or_else(|| answer.unexpected("document"))
}

impl IncomingLeads {
    /// `GET /leads/unsorted`: at most 250 a page.
    pub fn list(&self) -> List<Unsorted> {
        List::new(&self.0, PATH)
    }

    /// `GET /leads/unsorted/{uid}`: one; an error of the kind `NotFound` if there is none.
    pub fn get(&self, uid: &str) -> Get<Unsorted> {
        Get::new(&self.0, one(uid, ""))
    }

    /// `POST /leads/unsorted/forms`: adds requests from web forms. The same one cannot be added twice.
    pub fn create_forms(&self, forms: impl IntoIterator<Item = NewUnsorted>) -> Batch<Unsorted> {
        self.create("/forms", forms)
    }

    /// `POST /leads/unsorted/sip`: adds incoming calls. The same one cannot be added twice.
    pub fn create_sip(&self, calls: impl IntoIterator<Item = NewUnsorted>) -> Batch<Unsorted> {
        self.create("/sip", calls)
    }

    fn create(&self, action: &str, items: impl IntoIterator<Item = NewUnsorted>) -> Batch<Unsorted> {
        let mut path = String::from(PATH);
        path.push_str(action);
        let items = items.into_iter().map(|item| (None, item.0));
        Batch::new(&self.0, Method::Post, path, "unsorted", items, Unsorted::from)
    }

    /// `POST /leads/unsorted/{uid}/accept`: makes a lead of it, for a user and in a stage.
    pub fn accept(
        &self,
        uid: &str,
        user: Option<Id<User>>,
        status: Option<Id<Status>>,
    ) -> Call<UnsortedResult> {
        let mut fields = Fields::new();
        if user.is_some() {
            fields.set("user_id", &user);
        }
        if status.is_some() {
            fields.set("status_id", &status);
        }
        call(&self.0, Method::Post, one(uid, "/accept"), &fields, document)
    }

    /// `DELETE /leads/unsorted/{uid}/decline`: refuses it; what it made goes to the recycle bin. Kommo wants to know the
    /// user, amoCRM does not.
    pub fn decline(&self, uid: &str, user: impl Into<Id<User>>) -> Call<UnsortedResult> {
        let mut fields = Fields::new();
        fields.set("user_id", &user.into());
        call(&self.0, Method::Delete, one(uid, "/decline"), &fields, document)
    }

    /// `POST /leads/unsorted/{uid}/link`: adds it to a lead or customer that exists. Only chats, on Kommo mail too.
    pub fn link(&self, uid: &str, user: Option<Id<User>>, entity: &EntityRef) -> Call<UnsortedResult> {
        let mut link = Fields::new();
        link.set("entity_id", &(entity.id as i64));
        link.set("entity_type", &entity.entity_type);
        let mut fields = Fields::new();
        if user.is_some() {
            fields.set("user_id", &user);
        }
        fields.set("link", &link);
        call(&self.0, Method::Post, one(uid, "/link"), &fields, document)
    }

    /// `GET /leads/unsorted/summary`: how many there were and what became of them.
    pub fn summary(&self, filter: &UnsortedFilter) -> Call<UnsortedSummary> {
        let mut path = one("summary", "");
        filter.query().append_to(&mut path);
        Call::new(&self.0, Request::new(Method::Get, path), document)
    }
}

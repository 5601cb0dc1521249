//! Leads. Kommo's pages "Leads list", "Adding leads", "Updating single lead".

mod complex;
mod filter;
mod lead;
mod loss_reason;
mod subscription;
mod write;

pub use complex::{COMPLEX_MOST, ComplexLead, ComplexResult};
pub use filter::{LeadFilter, LeadOrder};
pub use lead::{Lead, LeadWith};
pub use loss_reason::{LossReason, LossReasons};
pub use subscription::Subscription;
pub use write::{LeadPatch, NewLead};

use crate::call::{Batch, Call, Get, List, Saved, call, call_array, path, saved};
use crate::client::Api;
use crate::http::Method;
use crate::id::Id;
use crate::reference::{EntityRef, linked_entity};

const PATH: &str = "/api/v4/leads";

/// The leads of the account; from [`Api::leads`].
#[derive(Clone)]
pub struct Leads(Api);

impl Api {
    /// The leads.
    pub fn leads(&self) -> Leads {
        Leads(self.clone())
    }
}

impl Leads {
    /// `GET /leads/{id}`: one lead, or `None`.
    pub fn get(&self, id: impl Into<Id<Lead>>) -> Get<Lead> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /leads`: at most 250 a page.
    pub fn list(&self) -> List<Lead> {
        List::new(&self.0, PATH)
    }

    /// `POST /leads`: makes a lead. Kommo puts it in the first stage of the main pipeline if nothing else is said.
    pub fn create(&self, lead: NewLead) -> Call<Saved<Lead>> {
        call_array(&self.0, Method::Post, String::from(PATH), &lead.0, saved)
    }

    /// `POST /leads`: makes many leads, 50 at once unless told otherwise.
    pub fn create_many(&self, leads: impl IntoIterator<Item = NewLead>) -> Batch<Saved<Lead>> {
        Batch::create(&self.0, String::from(PATH), leads.into_iter().map(|lead| lead.0))
    }

    /// `PATCH /leads/{id}`: changes what the patch sets and leaves the rest.
    pub fn update(&self, id: impl Into<Id<Lead>>, patch: LeadPatch) -> Call<Saved<Lead>> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, saved)
    }

    /// `PATCH /leads`: changes many leads, 50 at once unless told otherwise.
    pub fn update_many(&self, leads: impl IntoIterator<Item = (Id<Lead>, LeadPatch)>) -> Batch<Saved<Lead>> {
        let leads = leads.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::update(&self.0, String::from(PATH), leads)
    }

    /// `POST /leads/complex`: makes leads together with a contact and a company each; see [`ComplexLead`].
    pub fn create_complex(&self, leads: impl IntoIterator<Item = ComplexLead>) -> Batch<ComplexResult> {
        let leads = leads.into_iter().map(|lead| (None, lead.0));
        let path = String::from("/api/v4/leads/complex");
        Batch::new(&self.0, Method::Post, path, "leads", leads, ComplexResult::from).most(COMPLEX_MOST)
    }

    /// `GET /leads/loss_reasons`: why leads are lost.
    pub fn loss_reasons(&self) -> LossReasons {
        LossReasons(self.0.clone())
    }

    /// `GET /leads/{id}/subscriptions`: who follows a lead.
    pub fn subscriptions(&self, id: impl Into<Id<Lead>>) -> List<Subscription> {
        let mut path = path(PATH, id.into().get());
        path.push_str("/subscriptions");
        List::new(&self.0, path)
    }
}

linked_entity!(Leads, Lead, EntityRef::lead);

//! Companies. Kommo's pages "Companies list", "Adding companies", "Updating companies".

use crate::account::Account;
use crate::call::{Batch, Call, Get, List, Saved, Searchable, Span, call, call_array, path, saved};
use crate::client::Api;
use crate::contacts::ContactOrder;
use crate::custom_fields::{FieldValues, custom_field_setters, custom_fields};
use crate::http::Method;
use crate::id::Id;
use crate::json::{Json, Text};
use crate::reference::{EntityRef, linked, linked_entity};
use crate::tags::{Tag, tag_patch_setters, tag_setters};
use crate::timestamp::Timestamp;
use crate::users::User;

const PATH: &str = "/api/v4/companies";

names! {
    /// What can be asked for with a company.
    pub enum CompanyWith {
        /// Its contacts.
        Contacts = "contacts",
        /// Its leads.
        Leads = "leads",
        /// Its customers.
        Customers = "customers",
        /// The catalog elements linked to it.
        CatalogElements = "catalog_elements",
        /// Only companies in the recycle bin.
        OnlyDeleted = "only_deleted",
    }
}

filter! {
    /// Conditions on companies.
    pub struct CompanyFilter {
        /// The id.
        many id: Id<Company>,
        /// The name.
        many name: String,
        /// Who made it.
        many created_by: Id<User>,
        /// Who changed it last.
        many updated_by: Id<User>,
        /// Who is responsible.
        many responsible_user_id: Id<User>,
        /// When it was made.
        span created_at: Span,
        /// When it was changed.
        span updated_at: Span,
        /// When its nearest task is due.
        span closest_task_at: Span,
    }
}

custom_field_filter!(CompanyFilter);

view! {
    /// A company. What needs a [`CompanyWith`] is empty without it.
    pub struct Company => CompanyRecord {
        /// Its id.
        id: Id<Company>,
        /// Its name.
        name: Option<String>,
        /// Who is responsible.
        responsible_user_id: Option<Id<User>>,
        /// The group of who is responsible.
        group_id: Option<Id<crate::account::UsersGroup>>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// When its nearest task is due.
        closest_task_at: Option<Timestamp>,
        /// Whether it is in the recycle bin.
        is_deleted: bool,
        /// Its custom fields that have a value; see [`Company::field`].
        custom_fields_values: Vec<FieldValues>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
    embedded {
        /// Its tags.
        tags: Vec<Tag>,
        /// Its contacts. Needs [`CompanyWith::Contacts`].
        contacts: Vec<linked::LinkedContact>,
        /// Its leads. Needs [`CompanyWith::Leads`].
        leads: Vec<linked::LinkedLead>,
        /// Its customers. Needs [`CompanyWith::Customers`].
        customers: Vec<Json>,
        /// The catalog elements linked to it. Needs [`CompanyWith::CatalogElements`].
        catalog_elements: Vec<linked::LinkedElement>,
    }
}

entity!(Company in "companies", with CompanyWith, filter CompanyFilter, order ContactOrder);
custom_fields!(Company);

impl Searchable for Company {}

body! {
    /// A new company.
    pub struct NewCompany;
}

body! {
    /// A change of a company: what is not set is left as it is, `None` clears.
    pub struct CompanyPatch;
}

macro_rules! company_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Who is responsible.
                responsible_user_id: Id<User>,
                /// Who made it; 0 is the robot.
                created_by: Id<User>,
                /// Who changed it; 0 is the robot.
                updated_by: Id<User>,
                /// When it was made; may be in the past.
                created_at: Timestamp,
                /// When it was changed.
                updated_at: Timestamp,
                /// A mark that the answer repeats.
                request_id: Text,
            }
        }
    };
}

company_setters!(NewCompany);
company_setters!(CompanyPatch);
custom_field_setters!(NewCompany, CompanyPatch);
tag_setters!(NewCompany);
tag_patch_setters!(CompanyPatch);

impl NewCompany {
    /// A company with a name.
    pub fn new(name: &str) -> Self {
        Self::default().name(name)
    }
}

impl CompanyPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The companies of the account; from [`Api::companies`].
#[derive(Clone)]
pub struct Companies(Api);

impl Api {
    /// The companies.
    pub fn companies(&self) -> Companies {
        Companies(self.clone())
    }
}

impl Companies {
    /// `GET /companies/{id}`: one company, or `None`.
    pub fn get(&self, id: impl Into<Id<Company>>) -> Get<Company> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `GET /companies`: at most 250 a page.
    pub fn list(&self) -> List<Company> {
        List::new(&self.0, PATH)
    }

    /// `POST /companies`: makes a company.
    pub fn create(&self, company: NewCompany) -> Call<Saved<Company>> {
        call_array(&self.0, Method::Post, String::from(PATH), &company.0, saved)
    }

    /// `POST /companies`: makes many companies, 50 at once unless told otherwise.
    pub fn create_many(&self, companies: impl IntoIterator<Item = NewCompany>) -> Batch<Saved<Company>> {
        Batch::create(&self.0, String::from(PATH), companies.into_iter().map(|company| company.0))
    }

    /// `PATCH /companies/{id}`: changes what the patch sets and leaves the rest.
    pub fn update(&self, id: impl Into<Id<Company>>, patch: CompanyPatch) -> Call<Saved<Company>> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, saved)
    }

    /// `PATCH /companies`: changes many companies, 50 at once unless told otherwise.
    pub fn update_many(
        &self,
        companies: impl IntoIterator<Item = (Id<Company>, CompanyPatch)>,
    ) -> Batch<Saved<Company>> {
        let companies = companies.into_iter().map(|(id, patch)| (id.get(), patch.0));
        Batch::update(&self.0, String::from(PATH), companies)
    }
}

linked_entity!(Companies, Company, EntityRef::company);

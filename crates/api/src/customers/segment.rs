//! [`Segment`], a group of customers. Kommo's page "Customers statuses and segments".

use crate::account::Account;
use crate::call::{Call, Get, List, Nothing, call, one, path, remove};
use crate::client::Api;
use crate::custom_fields::{FieldValues, custom_field_setters, custom_fields};
use crate::http::Method;
use crate::id::Id;
use crate::json::{Text, ToJson};
use crate::timestamp::Timestamp;

const PATH: &str = "/api/v4/customers/segments";

view! {
    /// A group of customers. Inside a customer only its id is there.
    pub struct Segment => SegmentRecord {
        /// Its id.
        id: Id<Segment>,
        /// Its name.
        name: Option<String>,
        /// Its colour, as six hexadecimal digits.
        color: Option<String>,
        /// The prices its customers may see.
        available_products_price_types: Vec<i64>,
        /// How many customers it has.
        customers_count: Option<i64>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// Its custom fields that have a value; see [`Segment::field`].
        custom_fields_values: Vec<FieldValues>,
        /// Its account.
        account_id: Option<Id<Account>>,
    }
}

entity!(Segment in "segments", with Nothing, filter Nothing, order Nothing);
custom_fields!(Segment);

body! {
    /// A new segment.
    pub struct NewSegment;
}

body! {
    /// A change of a segment: what is not set is left as it is.
    pub struct SegmentPatch;
}

macro_rules! segment_setters {
    ($name:ident) => {
        setters! {
            $name {
                /// Its name.
                name: Text,
                /// Its colour, as six hexadecimal digits: one of Kommo's 40.
                color: Text,
            }
        }

        impl $name {
            /// The prices its customers may see.
            pub fn available_products_price_types(self, prices: &[i64]) -> Self {
                self.other("available_products_price_types", &prices as &dyn ToJson)
            }
        }
    };
}

segment_setters!(NewSegment);
segment_setters!(SegmentPatch);
custom_field_setters!(NewSegment, SegmentPatch);

impl NewSegment {
    /// A segment with a name.
    pub fn new(name: &str) -> Self {
        Self::default().name(name)
    }
}

impl SegmentPatch {
    /// No change.
    pub fn new() -> Self {
        Self::default()
    }
}

/// The segments of customers, at most 100; from [`super::Customers::segments`].
#[derive(Clone)]
pub struct Segments(pub(super) Api);

impl Segments {
    /// `GET /customers/segments`: the segments.
    pub fn list(&self) -> List<Segment> {
        List::new(&self.0, PATH)
    }

    /// `GET /customers/segments/{id}`: one segment, or `None`.
    pub fn get(&self, id: impl Into<Id<Segment>>) -> Get<Segment> {
        Get::new(&self.0, path(PATH, id.into().get()))
    }

    /// `POST /customers/segments`: makes a segment.
    pub fn create(&self, segment: NewSegment) -> Call<Segment> {
        call(&self.0, Method::Post, String::from(PATH), &segment, one)
    }

    /// `PATCH /customers/segments/{id}`: changes what the patch sets.
    pub fn update(&self, id: impl Into<Id<Segment>>, patch: SegmentPatch) -> Call<Segment> {
        call(&self.0, Method::Patch, path(PATH, id.into().get()), &patch, one)
    }

    /// `DELETE /customers/segments/{id}`: deletes a segment.
    pub fn delete(&self, id: impl Into<Id<Segment>>) -> Call<()> {
        remove(&self.0, path(PATH, id.into().get()))
    }
}

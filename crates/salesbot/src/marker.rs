//! [`Marker`], a place in a text that Kommo fills in when the bot runs.

use kommo_api::json::push_integer;

/// An entity whose fields a marker can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entity {
    /// The lead the bot runs for.
    Lead,
    /// Its main contact, or the one who owns the chat.
    Contact,
    /// Its company.
    Company,
    /// The customer the bot runs for; amoCRM only.
    Customer,
}

impl Entity {
    /// The name in markers.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Contact => "contact",
            Self::Company => "company",
            Self::Customer => "customer",
        }
    }

    /// The number in handlers: contact 1, lead 2, company 3, customer 12.
    pub const fn number(self) -> i64 {
        match self {
            Self::Contact => 1,
            Self::Lead => 2,
            Self::Company => 3,
            Self::Customer => 12,
        }
    }
}

/// A place in a text that Kommo fills in when the bot runs, written `{{lead.id}}`.
///
/// ```
/// use kommo_salesbot::{Entity, Marker, text};
///
/// assert_eq!(text(["Hello, ".into(), Marker::ContactName.into()]), "Hello, {{contact.name}}");
/// assert_eq!(String::from(Marker::Field(Entity::Lead, 31)), "{{lead.cf.31}}");
/// assert_eq!(String::from(Marker::Json("answer".into())), "{{json.answer}}");
/// ```
///
/// Kommo: developers.kommo.com/docs/salesbot-dp.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Marker {
    /// The id of the lead.
    LeadId,
    /// The lead's name.
    LeadName,
    /// The lead's sale value.
    LeadPrice,
    /// The lead's stage.
    LeadStatusId,
    /// Where the lead came from.
    LeadSourceId,
    /// The id of the contact.
    ContactId,
    /// The contact's name.
    ContactName,
    /// The id of the customer; amoCRM only.
    CustomerId,
    /// A custom field by its id.
    Field(Entity, i64),
    /// Who is responsible: the user's id.
    ResponsibleId(Entity),
    /// Who is responsible: the user's name.
    ResponsibleName(Entity),
    /// Who is responsible: the user's e-mail address.
    ResponsibleEmail(Entity),
    /// The channel the chat runs through.
    Origin,
    /// The client's last message.
    MessageText,
    /// An e-mail address found in the client's last message.
    MessageEmail,
    /// A telephone number found in the client's last message.
    MessagePhone,
    /// Today.
    CurrentDate,
    /// A random text.
    Rand,
    /// A short random text.
    ShortRand,
    /// A random number of four digits.
    ShortRandNum,
    /// The rating of the last talk.
    TalkNps,
    /// A value that the service gave when it continued the bot.
    Json(String),
    /// A value the bot was started with.
    BotParam(String),
    /// The first group of a regular expression that matched the last message, slashes included: `/№(\d+)/`.
    Regexp(String),
    /// The id of what `find` found.
    FoundedId,
    /// A property of the contact `find` found, as in `id`.
    ContactDouble(String),
    /// A property of the lead `filter` found.
    ExternalLead(String),
    /// A property of the contact `filter` found.
    ExternalContact(String),
    /// What the last validation said.
    LastValidationResult,
    /// The visitor of the site, for links into messengers.
    VisitorUid,
    /// The session of the chat.
    SessionId,
    /// Any other marker, without its braces.
    Other(String),
}

impl From<Marker> for String {
    fn from(marker: Marker) -> Self {
        use Marker as M;
        let (start, rest) = match marker {
            M::LeadId => ("lead.id", String::new()),
            M::LeadName => ("lead.name", String::new()),
            M::LeadPrice => ("lead.price", String::new()),
            M::LeadStatusId => ("lead.status_id", String::new()),
            M::LeadSourceId => ("lead.source_id", String::new()),
            M::ContactId => ("contact.id", String::new()),
            M::ContactName => ("contact.name", String::new()),
            M::CustomerId => ("customer.id", String::new()),
            M::Origin => ("origin", String::new()),
            M::MessageText => ("message_text", String::new()),
            M::MessageEmail => ("message_text.email", String::new()),
            M::MessagePhone => ("message_text.phone", String::new()),
            M::CurrentDate => ("current_date", String::new()),
            M::Rand => ("rand", String::new()),
            M::ShortRand => ("short_rand", String::new()),
            M::ShortRandNum => ("short_rand_num", String::new()),
            M::TalkNps => ("cf.talk.nps", String::new()),
            M::FoundedId => ("founded_id", String::new()),
            M::LastValidationResult => ("last_validation_result", String::new()),
            M::VisitorUid => ("visitor_uid", String::new()),
            M::SessionId => ("session_id", String::new()),
            M::Field(entity, id) => {
                let mut rest = Self::from(".cf.");
                push_integer(&mut rest, id);
                (entity.as_str(), rest)
            }
            M::ResponsibleId(entity) => (entity.as_str(), ".responsible.id".into()),
            M::ResponsibleName(entity) => (entity.as_str(), ".responsible.name".into()),
            M::ResponsibleEmail(entity) => (entity.as_str(), ".responsible.email".into()),
            M::Json(key) => ("json.", key),
            M::BotParam(key) => ("bot_params.", key),
            M::Regexp(regexp) => ("regexp.", regexp),
            M::ContactDouble(key) => ("contact_double.", key),
            M::ExternalLead(key) => ("external_lead.", key),
            M::ExternalContact(key) => ("external_contact.", key),
            M::Other(name) => ("", name),
        };
        ["{{", start, &rest, "}}"].concat()
    }
}

/// A text made of words and markers: `text(["Hello, ".into(), Marker::ContactName.into()])`.
pub fn text<const N: usize>(parts: [String; N]) -> String {
    parts.concat()
}

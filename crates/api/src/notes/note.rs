//! [`Note`], what can be read of a note.

use crate::account::{Account, UsersGroup};
use crate::call::Span;
use crate::id::Id;
use crate::json::Json;
use crate::reference::AnyId;
use crate::timestamp::Timestamp;
use crate::users::User;

open_names! {
    /// The types of notes.
    pub enum NoteType {
        /// A text.
        Common = "common",
        /// An incoming call.
        CallIn = "call_in",
        /// An outgoing call.
        CallOut = "call_out",
        /// A message of a service.
        ServiceMessage = "service_message",
        /// A longer message of a service.
        ExtendedServiceMessage = "extended_service_message",
        /// A message to the cashier.
        MessageCashier = "message_cashier",
        /// A place.
        Geolocation = "geolocation",
        /// An incoming text message.
        SmsIn = "sms_in",
        /// An outgoing text message.
        SmsOut = "sms_out",
        /// A file.
        Attachment = "attachment",
        /// A bill was paid.
        BillPaid = "bill_paid",
        /// An invoice was paid.
        InvoicePaid = "invoice_paid",
        /// A visit of the web site.
        SiteVisit = "site_visit",
        /// Added to an audience.
        TargetingIn = "targeting_in",
        /// Taken from an audience.
        TargetingOut = "targeting_out",
        /// A meeting in Zoom.
        ZoomMeeting = "zoom_meeting",
        /// A purchase.
        Transaction = "transaction",
        /// An e-mail.
        AmomailMessage = "amomail_message",
        /// A chat.
        Chat = "chat",
        /// A file in Dropbox.
        DropboxAttachment = "dropbox_attachment",
        /// A link was followed.
        LinkFollowed = "link_followed",
        /// What an AI agent did.
        AiResult = "ai_result",
    }
}

names! {
    /// What can be asked for with a note.
    pub enum NoteWith {
        /// Whether it is pinned.
        IsPinned = "is_pinned",
    }
}

names! {
    /// What lists of notes can be ordered by.
    pub enum NoteOrder {
        /// When they were changed.
        UpdatedAt = "updated_at",
        /// Their ids.
        Id = "id",
    }
}

filter! {
    /// Conditions on notes.
    pub struct NoteFilter {
        /// The id.
        many id: Id<Note>,
        /// The type.
        many note_type: NoteType,
        /// The entity; only in the notes of all entities of a kind.
        many entity_id: AnyId,
        /// When it was changed.
        span updated_at: Span,
    }
}

view! {
    /// A note.
    pub struct Note => NoteRecord {
        /// Its id.
        id: Id<Note>,
        /// The entity it belongs to.
        entity_id: Option<AnyId>,
        /// Its type.
        note_type: Option<NoteType>,
        /// What it says.
        params: Option<NoteParams>,
        /// Who made it; 0 is the robot.
        created_by: Option<Id<User>>,
        /// Who changed it; 0 is the robot.
        updated_by: Option<Id<User>>,
        /// When it was made.
        created_at: Option<Timestamp>,
        /// When it was changed.
        updated_at: Option<Timestamp>,
        /// Who is responsible.
        responsible_user_id: Option<Id<User>>,
        /// The group of who is responsible.
        group_id: Option<Id<UsersGroup>>,
        /// Its account.
        account_id: Option<Id<Account>>,
        /// Whether it may be changed.
        is_editable: Option<bool>,
        /// Whether it is pinned. Needs [`NoteWith::IsPinned`].
        is_pinned: Option<bool>,
    }
}

entity!(Note in "notes", with NoteWith, filter NoteFilter, order NoteOrder);

impl Note {
    /// The text, of the types that have one.
    pub fn text(&self) -> Option<String> {
        self.params()?.text()
    }
}

view! {
    /// What a note says. Which of it there is depends on the note's type; in old notes any of it may be missing or of
    /// another type, which reads as `None`.
    pub struct NoteParams => NoteParamsRecord {
        /// The text: of plain notes, services, cashiers, places, text messages, files, AI agents.
        text: Option<String>,
        /// The service: of services, paid bills.
        service: Option<String>,
        /// The call's id at the telephony service.
        uniq: Option<String>,
        /// How long the call took, in seconds.
        duration: Option<i64>,
        /// The telephony service.
        source: Option<String>,
        /// Where the call's record, or the file in Dropbox, is.
        link: Option<String>,
        /// The number: of calls and text messages.
        phone: Option<String>,
        /// Who took the call: a user's id, or a name.
        call_responsible: Option<String>,
        /// How the call ended, in words.
        call_result: Option<String>,
        /// How the call ended: 1 left a message, 2 call back later, 3 not available, 4 talked, 5 wrong number, 6 no
        /// answer, 7 busy.
        call_status: Option<i64>,
        /// `created`, `shown` or `canceled`: of messages to the cashier.
        status: Option<String>,
        /// The place's address.
        address: Option<String>,
        /// The place's longitude.
        longitude: Option<String>,
        /// The place's latitude.
        latitude: Option<String>,
        /// The file.
        file_uuid: Option<String>,
        /// The file's version.
        version_uuid: Option<String>,
        /// The file's name.
        file_name: Option<String>,
        /// The file's first name.
        original_name: Option<String>,
        /// Whether the file is in the files service.
        is_drive_attachment: bool,
        /// The file, before there was a files service.
        attachment: Option<String>,
        /// The picture: of paid bills.
        icon_url: Option<String>,
        /// The page: of visits and followed links.
        url: Option<String>,
        /// The purchase.
        transaction_id: Option<AnyId>,
        /// The subject of an e-mail.
        subject: Option<String>,
        /// The beginning of an e-mail.
        content_summary: Option<String>,
        /// Whether the e-mail came in.
        income: Option<bool>,
        /// Whom the e-mail is from: `name` and `email`.
        from: Option<Json>,
        /// Whom the e-mail is to: `name` and `email`.
        to: Option<Json>,
        /// The e-mail's thread.
        thread_id: Option<String>,
        /// The e-mail.
        message_id: Option<String>,
        /// How many files the e-mail has.
        attach_cnt: Option<i64>,
        /// Whether the e-mail arrived: `status` and `time`.
        delivery: Option<Json>,
        /// The answer of an AI agent.
        answer_id: Option<String>,
        /// The talk an AI agent answered in.
        talk_id: Option<i64>,
        /// Whether an AI agent failed.
        is_error: Option<bool>,
    }
}

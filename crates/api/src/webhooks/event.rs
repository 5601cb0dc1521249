//! [`WebhookEvent`], what webhooks can be about.

open_names! {
    /// What a webhook can be about. Kommo does not list those about customers, amoCRM does.
    pub enum WebhookEvent {
        /// A lead was made.
        AddLead = "add_lead",
        /// A lead was changed.
        UpdateLead = "update_lead",
        /// A lead was deleted.
        DeleteLead = "delete_lead",
        /// A lead was restored from the recycle bin.
        RestoreLead = "restore_lead",
        /// A lead went to another stage.
        StatusLead = "status_lead",
        /// A lead got somebody else responsible.
        ResponsibleLead = "responsible_lead",
        /// A lead got a note.
        NoteLead = "note_lead",
        /// A contact was made.
        AddContact = "add_contact",
        /// A contact was changed.
        UpdateContact = "update_contact",
        /// A contact was deleted.
        DeleteContact = "delete_contact",
        /// A contact was restored from the recycle bin.
        RestoreContact = "restore_contact",
        /// A contact got somebody else responsible.
        ResponsibleContact = "responsible_contact",
        /// A contact got a note.
        NoteContact = "note_contact",
        /// A company was made.
        AddCompany = "add_company",
        /// A company was changed.
        UpdateCompany = "update_company",
        /// A company was deleted.
        DeleteCompany = "delete_company",
        /// A company was restored from the recycle bin.
        RestoreCompany = "restore_company",
        /// A company got somebody else responsible.
        ResponsibleCompany = "responsible_company",
        /// A company got a note.
        NoteCompany = "note_company",
        /// A customer was made.
        AddCustomer = "add_customer",
        /// A customer was changed.
        UpdateCustomer = "update_customer",
        /// A customer was deleted.
        DeleteCustomer = "delete_customer",
        /// A customer got somebody else responsible.
        ResponsibleCustomer = "responsible_customer",
        /// A customer got a note.
        NoteCustomer = "note_customer",
        /// A task was made.
        AddTask = "add_task",
        /// A task was changed.
        UpdateTask = "update_task",
        /// A task was deleted.
        DeleteTask = "delete_task",
        /// A task got somebody else responsible.
        ResponsibleTask = "responsible_task",
        /// A talk was made.
        AddTalk = "add_talk",
        /// A talk was changed.
        UpdateTalk = "update_talk",
        /// A message came in.
        AddMessage = "add_message",
        /// A message went out.
        AddOutgoingMessage = "add_outgoing_message",
        /// A chat template was sent to review.
        AddChatTemplateReview = "add_chat_template_review",
    }
}

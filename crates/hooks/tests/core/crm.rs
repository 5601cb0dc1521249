//! Webhooks of an account: every kind.

use kommo_hooks::crm::{Action, Item};
use kommo_hooks::{CrmEvent, CrmHook, Hook as _};

fn hook(form: &str) -> CrmHook {
    CrmHook::decode("application/x-www-form-urlencoded", form.as_bytes()).unwrap()
}

fn one(form: &str) -> CrmEvent {
    let mut hook = hook(form);
    assert_eq!(hook.events.len(), 1);
    hook.events.remove(0)
}

macro_rules! item {
    ($form:expr, $variant:ident) => {
        match one($form).item {
            Item::$variant(item) => item,
            other => panic!("{other:?}"),
        }
    };
}

#[test]
fn several_changes_in_one() {
    let hook = hook(
        "leads[add][0][id]=1&leads[add][1][id]=2&leads[status][0][id]=3&leads[status][0][old_status_id]=4\
        &account[id]=31&account[subdomain]=acme&account[_links][self]=https://acme.kommo.com&new=1",
    );
    assert_eq!((hook.account_id, hook.subdomain.as_deref()), (Some(31), Some("acme")));
    let actions: Vec<&Action> = hook.events.iter().map(|event| &event.action).collect();
    assert_eq!(actions, [&Action::Add, &Action::Add, &Action::Status]);
    assert_eq!(hook.rest["new"], "1");
}

#[test]
fn cards_and_their_fields() {
    let lead = item!(
        "leads[update][0][id]=7&leads[update][0][price]=1500.00&leads[update][0][name]=&leads[update][0][modified_user_id]=0\
         &leads[update][0][tags][0][id]=1&leads[update][0][tags][0][name]=vip&leads[update][0][new]=x\
         &leads[update][0][custom_fields][0][id]=10&leads[update][0][custom_fields][0][name]=Phone\
         &leads[update][0][custom_fields][0][code]=PHONE&leads[update][0][custom_fields][0][values][0][value]=%2B1\
         &leads[update][0][custom_fields][0][values][0][enum]=5\
         &leads[update][0][custom_fields][1][id]=11&leads[update][0][custom_fields][1][values][0]=1700000000\
         &leads[update][0][custom_fields][2][id]=12&leads[update][0][custom_fields][2][values][value]=Red\
         &leads[update][0][custom_fields][2][values][enum]=6",
        Lead
    );
    assert_eq!((lead.price, lead.name.as_deref(), lead.modified_user_id), (Some(1500), None, Some(0)));
    assert_eq!((lead.tags[0]["name"].as_str(), lead.rest["new"].as_str()), (Some("vip"), Some("x")));
    let values: Vec<_> = lead.custom_fields.iter().map(|field| (field.id, &field.values[..])).collect();
    assert_eq!(values.len(), 3);
    let read = |at: usize| (values[at].1[0].value.as_deref(), values[at].1[0].enum_id, values[at].1.len());
    assert_eq!(read(0), (Some("+1"), Some(5), 1));
    assert_eq!(read(1), (Some("1700000000"), None, 1), "a plain text");
    assert_eq!(read(2), (Some("Red"), Some(6), 1), "an object instead of a list");

    let contact = item!(
        "contacts[add][0][id]=8&contacts[add][0][type]=contact&contacts[add][0][linked_leads_id][7][ID]=7",
        Contact
    );
    assert_eq!(contact.linked_leads_id["7"]["ID"], "7");
    assert_eq!(item!("contacts[delete][0][id]=8&contacts[delete][0][type]=company", Company).id, 8);
    assert_eq!(item!("customers[update][0][id]=9", Customer).id, 9);
    assert_eq!(
        item!("catalogs[add][0][id]=9&catalogs[add][0][catalog_id]=3", CatalogElement).catalog_id,
        Some(3)
    );
}

#[test]
fn tasks_and_notes() {
    let task = item!("task[update][0][id]=1&task[update][0][status]=1&task[update][0][element_type]=2", Task);
    assert!(task.done);
    assert!(!item!("task[add][0][id]=1&task[add][0][status]=0", Task).done);
    for form in [
        "leads[note][0][note][id]=1&leads[note][0][note][text]=Hi&leads[note][0][type]=lead",
        "contacts[note][0][note][id]=1&contacts[note][0][note][text]=Hi",
        "leads[note][0][id]=1&leads[note][0][text]=Hi",
    ] {
        assert_eq!(item!(form, Note).text.as_deref(), Some("Hi"));
    }
}

#[test]
fn chats_and_incoming_leads() {
    let unsorted = item!(
        "unsorted[delete][0][action]=accept&unsorted[delete][0][uid]=u&unsorted[delete][0][accept_result][leads][0]=7",
        Unsorted
    );
    assert_eq!(
        (unsorted.action.as_deref(), unsorted.accept_result["leads"][0].as_str()),
        (Some("accept"), Some("7"))
    );
    let message = item!(
        "message[add][0][id]=a-b&message[add][0][type]=incoming&message[add][0][author][name]=Ann\
         &message[add][0][author][type]=external&message[add][0][contact_id]=8",
        Message
    );
    assert_eq!((message.kind.as_deref(), message.contact_id), (Some("incoming"), Some(8)));
    assert_eq!(message.author.unwrap().name.as_deref(), Some("Ann"));
    let talk =
        item!("talk[update][0][talk_id]=5&talk[update][0][is_in_work]=1&talk[update][0][is_read]=0", Talk);
    assert!(talk.is_in_work && !talk.is_read);
    let template = item!("add[0][id]=3&add[0][reviews][0][status]=approved&account[id]=1", Template);
    assert_eq!(template.reviews[0]["status"], "approved");
}

#[test]
fn what_is_unknown_is_kept() {
    let event = one("drones[launch][0][id]=7");
    assert_eq!((event.entity.as_str(), event.action), ("drones", Action::Other("launch".into())));
    assert!(matches!(event.item, Item::Other(value) if value["id"] == "7"));
    assert!(matches!(one("leads[add][0][name]=no+id").item, Item::Other(_)));
    let error = CrmHook::decode("", b"account[id]=1").unwrap_err().to_string();
    assert!(error.contains("nothing changed"), "{error}");
}

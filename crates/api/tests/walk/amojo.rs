//! The Chats API: for servers alone, as a widget must not know its channel's secret.

use kommo_api::Api;

use super::{By, Outcome};

#[cfg(target_family = "wasm")]
pub(super) async fn amojo(_: Api, _: By) -> Outcome {
    Ok(())
}

#[cfg(not(target_family = "wasm"))]
pub(super) async fn amojo(api: Api, _: By) -> Outcome {
    use kommo_api::chats::{Channel, ChatMessage, ChatUser, Delivery, MessageContent};
    use kommo_api::users::UserWith;
    use kommo_api::{AccountWith, ErrorKind, Id, Timestamp};

    use super::{Present, ensure, only};
    use crate::known::{CHANNEL, CHANNEL_SECRET, CONTACT};

    let account = api.account().with(AccountWith::AmojoId).with(AccountWith::DriveUrl).await?;
    let amojo_id = account.amojo_id().there()?;
    // Here all services have one host.
    let drive = account.drive_url().there()?;
    let host = drive.strip_suffix("/drive").there()?;
    let channel = Channel::at(host, CHANNEL, CHANNEL_SECRET)?;

    let connection = channel.connect(&amojo_id, "Our messenger").await?;
    ensure!(connection.title().as_deref() == Some("Our messenger"));
    ensure!(connection.hook_api_version().as_deref() == Some("v2"));
    let scope = channel.scope(&connection.scope_id());

    let now = Timestamp(1_700_000_000);
    let jane = || ChatUser::new("client-1", "Jane").phone("+15550100177");
    let write = |id: &str, text: &str| {
        scope.send(ChatMessage::new(id, "chat-1", jane(), MessageContent::text(text)).sent_at(now))
    };
    let sent = write("m-1", "Is it ready?").await?;
    ensure!(sent.ref_id().as_deref() == Some("m-1"));
    let chat = sent.conversation_id().there()?;
    ensure!(write("m-1", "Is it ready?").await.is_err_and(|error| error.kind() == ErrorKind::Validation));

    // The stranger is an incoming lead now, with a contact and a talk.
    let waiting = api.unsorted().list().await?.items;
    ensure!(waiting.iter().any(|item| item.source_uid().as_deref() == Some(chat.as_str())));
    let talks = api.talks().list().await?.items;
    let talk = talks.into_iter().find(|talk| talk.chat_id().as_deref() == Some(chat.as_str())).there()?;
    let said = api.talks().messages(talk.id()).await?.items;
    ensure!(said.iter().any(|message| message.text().as_deref() == Some("Is it ready?")));

    scope
        .edit(ChatMessage::changed("chat-1", MessageContent::text("Is it here?")).other("msgid", &"m-1"))
        .await?;
    let users = api.users().list().with(UserWith::AmojoId).await?.items;
    let manager = users.first().there()?.amojo_id().there()?;
    let reply = ChatMessage::new(
        "m-2",
        "chat-1",
        ChatUser::new("u", "Manager").ref_id(manager),
        MessageContent::text("Yes"),
    );
    let reply = scope.send(reply.receiver(jane()).sent_at(now.plus(60))).await?;
    scope.set_delivery(&reply.msgid(), Delivery::Read).await?;
    scope.set_delivery(&reply.msgid(), Delivery::Failed("no signal")).await?;
    let lost = scope.set_delivery("unknown", Delivery::Read).await;
    ensure!(lost.is_err_and(|error| error.kind() == ErrorKind::NotFound));
    let history = scope.history(&chat, 0, 50).await?;
    let texts: Vec<_> = history.iter().filter_map(|item| item.message()?.get("text")?.as_string()).collect();
    ensure!(texts == ["Yes", "Is it here?"]);

    scope.typing("chat-1", "client-1").await?;
    scope.react("chat-1", "m-2", jane(), Some("👍")).await?;
    scope.react("chat-1", "m-2", jane(), None).await?;

    // Writing first: nobody sees the chat until it is bound to a contact.
    let first = scope.create_chat("chat-2", ChatUser::new("client-2", "Joe")).await?;
    ensure!(
        first.user().there()?.get("client_id").and_then(|id| id.as_string()).as_deref() == Some("client-2")
    );
    ensure!(scope.create_chat("chat-2", ChatUser::new("client-2", "Joe")).await?.id() == first.id());
    ensure!(scope.history(&first.id(), 0, 50).await?.is_empty());
    let bound = only(api.contacts().link_chats([(Id::new(CONTACT), first.id().as_str())])).await?;
    ensure!(bound.chat_id().as_deref() == Some(first.id().as_str()));

    let forged = Channel::at(host, CHANNEL, "another secret")?.connect(&amojo_id, "x").await;
    ensure!(forged.is_err_and(|error| error.kind() == ErrorKind::Forbidden));
    channel.disconnect(&amojo_id).await?;
    let gone = write("m-3", "Hello?").await;
    ensure!(gone.is_err_and(|error| error.kind() == ErrorKind::NotFound));
    Ok(())
}

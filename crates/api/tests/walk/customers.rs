//! Customers with their purchases, stages and segments.

use kommo_api::account::CustomersMode;
use kommo_api::customers::{
    CustomerPatch, CustomerStatusPatch, CustomerWith, NewCustomer, NewCustomerStatus, NewSegment,
    NewTransaction, SegmentPatch,
};
use kommo_api::{Api, Timestamp};

use super::{By, Outcome, Present, all, ensure};

pub(super) async fn customers(api: Api, _: By) -> Outcome {
    let customers = api.customers();
    customers.set_mode(&CustomersMode::Periodicity, true).await?;
    let statuses = customers.statuses();
    let status = statuses.create(NewCustomerStatus::new("Loyal", 15)).await?.id();
    let changed = statuses.update(status, CustomerStatusPatch::new().name("Very loyal")).await?;
    ensure!(changed.name().as_deref() == Some("Very loyal"));
    ensure!(statuses.get(status).await?.there()?.sort().is_some());
    ensure!(statuses.list().await?.items.len() > 1);
    statuses.delete(status).await?;

    customers.set_mode(&CustomersMode::Segments, true).await?;
    let segments = customers.segments();
    let segment = segments.create(NewSegment::new("Hotels").color("ae003f")).await?.id();
    ensure!(segments.update(segment, SegmentPatch::new().name("Inns")).await?.id() == segment);
    ensure!(segments.get(segment).await?.there()?.name().as_deref() == Some("Inns"));

    let next = Timestamp(1_900_000_000);
    let customer = NewCustomer::new("Regular").next_date(next).segments(&[segment]);
    let id = all(customers.create_many([customer])).await?.first().there()?.id();
    ensure!(segments.list().await?.items.len() == 1);
    customers.update(id, CustomerPatch::new().name("Old friend")).await?;
    all(customers.update_many([(id, CustomerPatch::new().next_price(70))])).await?;
    let customer = customers.get(id).with(CustomerWith::Contacts).await?.there()?;
    ensure!(customer.name().as_deref() == Some("Old friend") && customer.next_price() == Some(70));
    ensure!(customers.list().await?.items.iter().any(|customer| customer.id() == id));
    ensure!(customers.earn_points(id, 50).await? == Some(50));
    ensure!(customers.redeem_points(id, 20).await? == Some(30));
    ensure!(customers.subscriptions(id).await?.items.is_empty());

    let own = customers.transactions_of(id);
    let bought = [NewTransaction::new(100).comment("oil"), NewTransaction::new(300)];
    let bought = all(own.create_many(bought, false)).await?;
    let (first, second) = (bought.first().there()?.id(), bought.get(1).there()?.id());
    ensure!(own.list().await?.items.len() == 2);
    ensure!(own.get(first).await?.there()?.comment().as_deref() == Some("oil"));
    let every = customers.transactions();
    ensure!(every.get(second).await?.there()?.price() == Some(300));
    ensure!(every.list().await?.items.len() == 2);
    own.delete(first).await?;
    every.delete(second).await?;
    segments.delete(segment).await?;
    Ok(())
}

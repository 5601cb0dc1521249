//! Custom fields of everything that has them, and their groups.

use kommo_api::catalogs::NewCatalog;
use kommo_api::custom_fields::{
    CustomFieldPatch, FieldOwner, FieldType, GroupPatch, NewCustomField, NewGroup,
};
use kommo_api::{Api, account::CustomersMode};

use super::{By, Outcome, Present, all, ensure};

pub(super) async fn fields(api: Api, _: By) -> Outcome {
    api.customers().set_mode(&CustomersMode::Segments, true).await?;
    let catalog = api.catalogs().create(NewCatalog::new("Fielded")).await?.id();
    let owners = [
        FieldOwner::Leads,
        FieldOwner::Contacts,
        FieldOwner::Companies,
        FieldOwner::Customers,
        FieldOwner::Segments,
        FieldOwner::Catalog(catalog),
    ];
    for owner in owners {
        let has_groups = !matches!(owner, FieldOwner::Segments | FieldOwner::Catalog(_));
        let fields = api.custom_fields(owner);
        let way =
            NewCustomField::new(FieldType::Select, "Way").option(None, "rail", 1).option(None, "road", 2);
        let made = all(fields.create_many([way])).await?;
        let field = made.first().there()?;
        ensure!(field.enums().len() == 2 && field.field_type() == Some(FieldType::Select));
        let id = field.id();
        ensure!(
            fields.update(id, CustomFieldPatch::new().name("Path")).await?.name().as_deref() == Some("Path")
        );
        all(fields.update_many([(id, CustomFieldPatch::new().sort(700))])).await?;
        ensure!(fields.get(id).await?.there()?.enums().len() == 2);
        ensure!(fields.list().all().await?.iter().any(|field| field.id() == id));
        fields.delete(id).await?;
        ensure!(!fields.list().all().await?.iter().any(|field| field.id() == id));
        if !has_groups {
            continue;
        }
        let groups = fields.groups();
        let group = groups.create(NewGroup::new("Freight", 9)).await?;
        let id = group.id();
        ensure!(groups.update(&id, GroupPatch::new().name("Cargo")).await?.id() == id);
        ensure!(groups.get(&id).await?.there()?.name().as_deref() == Some("Cargo"));
        ensure!(groups.list().await?.items.iter().any(|group| group.id() == id));
        groups.delete(&id).await?;
    }
    Ok(())
}

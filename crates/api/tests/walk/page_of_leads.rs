//! A page of 250 leads as Kommo sends it, about 450 kB, to measure decoding with.

use std::fmt::Write as _;

/// The text of the page.
pub(crate) fn page_of_leads() -> String {
    let mut page = String::from(
        r#"{"_page":1,"_links":{"self":{"href":"https://acme.kommo.com/api/v4/leads?limit=250&page=1"}},"_embedded":{"leads":["#,
    );
    for at in 0..250 {
        if at > 0 {
            page.push(',');
        }
        let _ = write!(
            page,
            r#"{{"id":{id},"name":"Order {at}: oak table with six chairs","price":{price},"responsible_user_id":1001,"group_id":0,"status_id":142,"pipeline_id":7301544,"loss_reason_id":null,"created_by":1001,"updated_by":0,"created_at":1700000000,"updated_at":1700000{at:03},"closed_at":null,"closest_task_at":null,"is_deleted":false,"custom_fields_values":["#,
            id = 23_847_000 + at,
            price = at * 150,
        );
        for field in 0..9 {
            let comma = if field > 0 { "," } else { "" };
            let _ = write!(
                page,
                r#"{comma}{{"field_id":{},"field_name":"Field number {field}","field_code":null,"field_type":"text","values":[{{"value":"Value {at} of {field}"}}]}}"#,
                810_200 + field,
            );
        }
        let _ = write!(
            page,
            r#"],"score":null,"account_id":31,"labor_cost":null,"_links":{{"self":{{"href":"https://acme.kommo.com/api/v4/leads/{id}?page=1&limit=250"}}}},"_embedded":{{"tags":[{{"id":1,"name":"vip","color":null}}],"companies":[{{"id":{id},"_links":{{"self":{{"href":"https://acme.kommo.com/api/v4/companies/{id}"}}}}}}]}}}}"#,
            id = 23_847_000 + at,
        );
    }
    page.push_str("]}}");
    page
}

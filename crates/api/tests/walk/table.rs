//! `docs/endpoints.tsv`, and whether a journal of requests has all of it.

use kommo_sandbox::journal::Entry;

/// An endpoint: a line of the table.
pub(crate) struct Row {
    pub(crate) group: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) client: String,
    pub(crate) note: String,
}

pub(crate) fn rows() -> Vec<Row> {
    let table = include_str!("../../../../docs/endpoints.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let cells: Vec<String> = line.split('\t').map(str::to_owned).collect();
            let [group, method, path, client, note] =
                <[String; 5]>::try_from(cells).unwrap_or_else(|_| panic!("not five columns: {line}"));
            Row { group, method, path, client, note }
        })
        .collect()
}

impl Row {
    /// Whether a request was for this endpoint.
    fn is_asked_by(&self, entry: &Entry) -> bool {
        self.method == entry.method && matches(&self.path, &entry.path)
    }

    /// How exactly a path names it: `leads/complex` is no `leads/{id}`.
    fn braces(&self) -> usize {
        self.path.replace("{e}", "").replace("{b}", "").matches('{').count()
    }
}

fn matches(pattern: &str, path: &str) -> bool {
    let parts = |text: &str| -> Vec<String> { text.split('/').map(str::to_owned).collect() };
    let cards = ["leads", "contacts", "companies", "customers"];
    let path = path.replace("/customers/segments/custom_fields", "/segments/custom_fields");
    let mut path = parts(&path);
    if pattern.contains("{b}") && path.get(3).is_some_and(|part| part == "catalogs") && path.len() > 4 {
        path.remove(4);
    }
    let pattern = parts(pattern);
    pattern.len() == path.len()
        && pattern.iter().zip(&path).all(|(wanted, part)| match wanted.as_str() {
            "{e}" => cards.contains(&part.as_str()),
            "{b}" => cards.contains(&part.as_str()) || ["segments", "catalogs"].contains(&part.as_str()),
            _ if wanted.starts_with('{') => !part.is_empty(),
            _ => wanted == part,
        })
}

/// What of a group's endpoints the journal has no successful request for. `skip` are those that this caller cannot have.
pub(crate) fn missing(group: &str, journal: &[Entry], skip: &[&str]) -> Vec<String> {
    let table = rows();
    let asked = |entry: &Entry| {
        let found = table.iter().filter(|row| row.is_asked_by(entry));
        found.min_by_key(|row| row.braces()).map(|row| (row.method.clone(), row.path.clone()))
    };
    let good: Vec<_> =
        journal.iter().filter(|entry| (200..300).contains(&entry.status)).filter_map(asked).collect();
    let wanted = table.iter().filter(|row| row.group == group && row.client != "-");
    wanted
        .filter(|row| !skip.contains(&row.note.as_str()))
        .filter(|row| !good.contains(&(row.method.clone(), row.path.clone())))
        .map(|row| format!("{} {}", row.method, row.path))
        .collect()
}

kommo_widget::manifest!("nowhere");

fn main() {}

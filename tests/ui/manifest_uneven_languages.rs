kommo_widget::manifest!("uneven");

fn main() {}

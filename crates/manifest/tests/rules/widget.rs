//! A widget without fault, to be broken in one place by each test.

use kommo_manifest::FileTree;

pub(crate) const MANIFEST: &str = r#"{
  "widget": {
    "name": "widget.name",
    "description": "widget.description",
    "short_description": "widget.short_description",
    "version": "1.0.0",
    "interface_version": 2,
    "init_once": false,
    "locale": ["en", "es"],
    "installation": true,
    "support": { "link": "https://example.com/help", "email": "help@example.com" }
  },
  "locations": ["lcard-1", "settings"],
  "tour": {
    "is_tour": true,
    "tour_images": { "en": ["/images/tour_en.png"], "es": ["/images/tour_es.png"] },
    "tour_description": "widget.tour_description"
  },
  "settings": {
    "token": { "name": "settings.token", "type": "text", "required": true }
  }
}
"#;

pub(crate) const EN: &str = r#"{
  "widget": {
    "name": "Deal desk",
    "description": "Shows what a deal needs next.",
    "short_description": "The next step of a deal",
    "tour_description": "Open a lead to see it."
  },
  "settings": { "token": "Name of the desk" }
}
"#;

pub(crate) const ES: &str = r#"{
  "widget": {
    "name": "Mesa de ventas",
    "description": "Muestra lo que necesita un lead.",
    "short_description": "El siguiente paso de un lead",
    "tour_description": "Abra un lead para verlo."
  },
  "settings": { "token": "Nombre de la mesa" }
}
"#;

pub(crate) const SCRIPT: &str = r#"define(['jquery'], function ($) {
  return function CustomWidget() {
    this.callbacks = {
      render: function () { return true; },
      init: function () { return true; },
      bind_actions: function () { return true; },
      settings: function () { return true; },
      onSave: function () { return true; }
    };
  };
});
"#;

/// A widget that breaks no rule in either mode.
pub(crate) fn good() -> FileTree {
    let mut files = FileTree::new();
    let mut add = |path: &str, bytes: Vec<u8>| {
        assert_eq!(files.insert(path, bytes), Ok(None));
    };
    add("manifest.json", MANIFEST.into());
    add("script.js", SCRIPT.into());
    add("i18n/en.json", EN.into());
    add("i18n/es.json", ES.into());
    for logo in kommo_manifest::image::LOGOS {
        if logo.path != "images/logo_dp.png" {
            add(logo.path, png(logo.width, logo.height));
        }
    }
    add("images/tour_en.png", png(1188, 616));
    add("images/tour_es.png", png(1188, 616));
    files
}

/// The head of a PNG of the given size: all that is read of it.
pub(crate) fn png(width: usize, height: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend_from_slice(&(width as u32).to_be_bytes());
    bytes.extend_from_slice(&(height as u32).to_be_bytes());
    bytes.extend_from_slice(&[8, 6, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend_from_slice(b"\0\0\0\0IDAT\0\0\0\0\0\0\0\0IEND\0\0\0\0");
    bytes
}

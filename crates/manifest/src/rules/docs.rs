//! Pages of the documentation the rules come from. Where Kommo's own pages are silent, amoCRM's are named.

macro_rules! pages {
    ($($(#[$doc:meta])* $name:ident = $url:literal;)*) => { $(pub(super) const $name: &str = $url;)* };
}

pages! {
    STRUCTURE = "https://developers.kommo.com/docs/structure-widget";
    MANIFEST = "https://developers.kommo.com/docs/manifest-json";
    LOCATIONS = "https://developers.kommo.com/docs/widget-locations";
    IMAGES = "https://developers.kommo.com/docs/images";
    LISTING = "https://developers.kommo.com/docs/getting-listed";
    RU_STRUCTURE = "https://www.amocrm.ru/developers/content/integrations/structure";
    TUTORIAL = "https://developers.kommo.com/docs/widgets-tutorial";
    LEFT_MENU = "https://developers.kommo.com/docs/left-menu";
    RU_UPLOAD = "https://www.amocrm.ru/developers/content/integrations/upload";
    RU_AMOFORMS = "https://www.amocrm.ru/developers/content/integrations/amoforms-widgets";
    RU_DP = "https://www.amocrm.ru/developers/content/web_sdk/digital_pipeline";
    SCRIPT = "https://developers.kommo.com/docs/script-js";
    RU_DARK = "https://www.amocrm.ru/developers/content/web_sdk/dark_theme";
    OAUTH = "https://developers.kommo.com/docs/oauth";
    RU_SETTINGS = "https://www.amocrm.ru/developers/content/web_sdk/settings";
    RU_MOBILE = "https://www.amocrm.ru/developers/content/integrations/mobile-widgets";
    RU_SMS = "https://www.amocrm.ru/developers/content/integrations/system_sms";
    RU_SALESBOT = "https://www.amocrm.ru/developers/content/integrations/salesbot_widget";
    RU_FIELDS = "https://www.amocrm.ru/developers/content/integrations/fields";
    RU_CUSTOM = "https://www.amocrm.ru/developers/content/integrations/custom_settings";
    RU_REQUIREMENTS = "https://www.amocrm.ru/developers/content/integrations/requirements";
}

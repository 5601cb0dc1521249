//! The trait a widget implements.

use std::future::Future;

use kommo_api::{EntityRef, Id, Pipeline};

use crate::catalog::CatalogElement;
use crate::cx::Cx;
use crate::error::{Error, Result};
use crate::menu::MenuPage;
use crate::salesbot::{BotBlock, Exits};
use crate::settings::{SaveForm, SettingsModal};
use crate::tab::{Links, TabItem};
use crate::value::Value;

/// A Kommo widget: one value for each widget object the host makes, which is one for each area the user enters (one for
/// the whole session with `init_once` in the manifest).
///
/// Implement the callbacks the widget needs and put [`#[widget]`](crate::widget) on the `impl`: the host gets exactly
/// these, plus the four it cannot do without (`render`, `init`, `bind_actions`, `onSave`) and `destroy`, which always
/// drops the value. All methods take `&self`, because the host calls back while an earlier call still waits: keep state
/// in `Cell`s and `RefCell`s, and no borrow across an `await`.
///
/// ```no_run
/// use kommo_widget::prelude::*;
///
/// #[derive(Default)]
/// struct Hello;
///
/// #[widget]
/// impl Widget for Hello {
///     async fn render(&self, cx: &Cx) -> Result<Rendered> {
///         cx.panel().show(html! { p { "Hello, " (cx.system().user_login().unwrap_or_default()) } })?;
///         Ok(Rendered::Shown)
///     }
/// }
/// ```
///
/// Callbacks and their order are described on Kommo's page `script.js` (developers.kommo.com/docs/script-js).
pub trait Widget: Default + 'static {
    /// An area was entered that the manifest's `locations` name. Draw the widget's place in the right column here.
    ///
    /// [`Rendered::Nothing`] stops the host: neither `bind_actions` nor `init` follow. An error does the same, after
    /// [`Widget::failed`].
    fn render(&self, cx: &Cx) -> impl Future<Output = Result<Rendered>> {
        let _ = cx;
        async { Ok(Rendered::Shown) }
    }

    /// After `render`. The order of `init` and `bind_actions` is not defined.
    ///
    /// # Errors
    /// Given to [`Widget::failed`].
    fn init(&self, cx: &Cx) -> Result<()> {
        let _ = cx;
        Ok(())
    }

    /// After `render`: the place for listeners ([`Cx::on`]).
    ///
    /// # Errors
    /// Given to [`Widget::failed`].
    fn bind_actions(&self, cx: &Cx) -> Result<()> {
        let _ = cx;
        Ok(())
    }

    /// The widget's settings were opened in Settings → Integrations. Needs the location `settings`.
    ///
    /// # Errors
    /// Given to [`Widget::failed`].
    fn settings(&self, cx: &Cx, modal: &SettingsModal) -> Result<()> {
        let _ = (cx, modal);
        Ok(())
    }

    /// The settings are about to be saved: at installation, at every save, and when the widget is disabled (then
    /// [`SaveForm::is_active`] is false). What the widget changes in `form` is what gets stored.
    ///
    /// An error does not save, after [`Widget::failed`].
    fn on_save(&self, cx: &Cx, form: &mut SaveForm) -> impl Future<Output = Result<Save>> {
        let _ = (cx, form);
        async { Ok(Save::Accepted) }
    }

    /// The widget was installed: once, after its first [`Widget::on_save`]. The host does not wait, and an error does not
    /// undo the installation.
    ///
    /// Kommo: `onInstall` (developers.kommo.com/docs/script-js).
    fn on_install(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// The trigger's settings were opened in the pipeline's automation. The host has drawn the fields of the manifest's
    /// `dp.settings`; what the widget writes into them ([`Cx::trigger_form`](crate::Cx::trigger_form)) is what gets
    /// stored. Needs the location `digital_pipeline`.
    ///
    /// Kommo: `dpSettings` (developers.kommo.com/docs/digital-pipeline).
    fn dp_settings(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// The widget's own page below Settings was opened: draw it with [`Cx::page`](crate::Cx::page). Needs the location
    /// `advanced_settings`.
    ///
    /// Kommo: `advancedSettings` (developers.kommo.com/docs/advanced-settings).
    fn advanced_settings(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// Rows of the list of contacts or companies were ticked and the widget was chosen in the "More" menu: see
    /// [`Cx::selection`](crate::Cx::selection). The widget's panel is there from now on. Needs the location `clist`.
    ///
    /// Kommo: `contacts.selected` (developers.kommo.com/docs/script-js).
    fn contacts_selected(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// Rows of the list of leads were ticked and the widget was chosen in the "More" menu: see
    /// [`Cx::selection`](crate::Cx::selection). Needs the location `llist`.
    ///
    /// Kommo: `leads.selected` (developers.kommo.com/docs/script-js).
    fn leads_selected(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// Rows of the list of tasks were ticked and the widget was chosen. Needs the location `tlist`.
    ///
    /// Kommo: `todo.selected` (developers.kommo.com/docs/script-js).
    fn todo_selected(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// The older name of [`Widget::todo_selected`], which older accounts' pages call. Needs the location `tlist`.
    fn tasks_selected(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// Rows of the list of companies were ticked. Not documented: Kommo's own pages call
    /// [`Widget::contacts_selected`] for companies too. Needs the location `clist`.
    fn companies_selected(&self, cx: &Cx) -> impl Future<Output = Result<()>> {
        let _ = cx;
        async { Ok(()) }
    }

    /// One of the widget's sources was used. Kommo does not document the arguments: `args` is the array of them.
    ///
    /// Kommo: `onSource`.
    fn on_source(&self, cx: &Cx, args: &Value) -> impl Future<Output = Result<()>> {
        let _ = (cx, args);
        async { Ok(()) }
    }

    /// The widget was added to the sources of a pipeline. The host is told when the future is done. Needs the location
    /// `lead_sources`.
    ///
    /// Kommo: `onAddAsSource` (developers.kommo.com/docs/lead-sources).
    fn on_add_as_source(&self, cx: &Cx, pipeline: Id<Pipeline>) -> impl Future<Output = Result<()>> {
        let _ = (cx, pipeline);
        async { Ok(()) }
    }

    /// The widget's block was placed or shown in the Salesbot designer. The answer names the ways out of the block, which
    /// the user connects with what follows. Needs the location `salesbot_designer`.
    ///
    /// # Errors
    /// Given to [`Widget::failed`]; the host then sees a block without exits.
    ///
    /// Kommo: `salesbotDesignerSettings` (developers.kommo.com/docs/salesbot-designer).
    fn salesbot_designer_settings(&self, cx: &Cx, block: &BotBlock) -> Result<Exits> {
        let _ = (cx, block);
        Ok(Exits::new())
    }

    /// The bot with the widget's block is saved. The answer is the block's program, JSON text, which a
    /// [`Flow`](crate::salesbot::Flow) builds and checks: `Ok(flow.build()?.to_json())`. The host keeps it as it is until the block is placed anew. `handler` is the block's code in the
    /// manifest, `params` the values of its fields by their codes. Needs the location `salesbot_designer`.
    ///
    /// # Errors
    /// Given to [`Widget::failed`]; the host gets no program. What it does then is not documented.
    ///
    /// Kommo: `onSalesbotDesignerSave` (developers.kommo.com/docs/salesbot-designer).
    fn on_salesbot_designer_save(&self, cx: &Cx, handler: &str, params: &Value) -> Result<String> {
        let _ = (cx, handler, params);
        Ok("[]".into())
    }

    /// The widget's tab in a card was opened: the items to choose from before anything was searched. An empty list where
    /// the widget draws the tab itself ([`Cx::tab`](crate::Cx::tab)). Needs the location `card_sdk`.
    ///
    /// An error gives the host an empty list, after [`Widget::failed`].
    ///
    /// Kommo: `loadPreloadedData` (developers.kommo.com/docs/card-sdk).
    fn load_preloaded_data(&self, cx: &Cx) -> impl Future<Output = Result<Vec<TabItem>>> {
        let _ = cx;
        async { Ok(Vec::new()) }
    }

    /// The widget's tab in a card was opened: the items that are linked to it, with their quantities. Needs the location
    /// `card_sdk`.
    ///
    /// An error gives the host an empty list, after [`Widget::failed`].
    ///
    /// Kommo: `loadElements` (developers.kommo.com/docs/card-sdk).
    fn load_elements(&self, cx: &Cx, card: EntityRef) -> impl Future<Output = Result<Vec<TabItem>>> {
        let _ = (cx, card);
        async { Ok(Vec::new()) }
    }

    /// The card is saved after items were linked or unlinked in the tab: store that. The host does not handle an error;
    /// it is given to [`Widget::failed`]. Needs the location `card_sdk`.
    ///
    /// Kommo: `linkCard` (developers.kommo.com/docs/card-sdk).
    fn link_card(&self, cx: &Cx, links: &Links) -> impl Future<Output = Result<()>> {
        let _ = (cx, links);
        async { Ok(()) }
    }

    /// The user searches in the tab: the items that match. Needs the location `card_sdk`.
    ///
    /// An error gives the host an empty list, after [`Widget::failed`].
    ///
    /// Kommo: `searchDataInCard` (developers.kommo.com/docs/card-sdk).
    fn search_data_in_card(
        &self,
        cx: &Cx,
        query: &str,
        card: EntityRef,
    ) -> impl Future<Output = Result<Vec<TabItem>>> {
        let _ = (cx, query, card);
        async { Ok(Vec::new()) }
    }

    /// An element of the list the widget claimed ([`Cx::claim_catalog`](crate::Cx::claim_catalog)) was opened; the host's
    /// own card does not open. Needs the location `catalogs`.
    ///
    /// Kommo: `loadCatalogElement`.
    fn load_catalog_element(&self, cx: &Cx, element: &CatalogElement) -> impl Future<Output = Result<()>> {
        let _ = (cx, element);
        async { Ok(()) }
    }

    /// A page of the widget in the left menu was opened: draw it with [`Cx::page`](crate::Cx::page). Needs the location
    /// `widget_page`, which only public integrations may have.
    ///
    /// Kommo: `initMenuPage` (developers.kommo.com/docs/left-menu).
    fn init_menu_page(&self, cx: &Cx, page: &MenuPage) -> impl Future<Output = Result<()>> {
        let _ = (cx, page);
        async { Ok(()) }
    }

    /// amoCRM only: the dialog that connects calendars with tasks was opened. Needs one of the locations `tline` and
    /// `tcalendar`.
    ///
    /// # Errors
    /// Given to [`Widget::failed`]; the host gets nothing.
    #[cfg(feature = "amocrm")]
    fn calendar_sync(&self, cx: &Cx) -> Result<crate::calendar::CalendarSync> {
        let _ = cx;
        Err(Error::missing("calendar of this widget"))
    }

    /// The area is left or the widget disabled. Listeners, timers, requests and futures end by themselves after this.
    fn destroy(&self, cx: &Cx) {
        let _ = cx;
    }

    /// A callback, a listener or a spawned future gave an error. Reports it to the console and shows it at the top of
    /// the widget's panel; override it to word errors in your users' language.
    fn failed(&self, cx: &Cx, error: &Error) {
        cx.show_failure(error);
    }
}

/// What `render` did.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rendered {
    /// The widget takes part in this area: `bind_actions` and `init` follow.
    Shown,
    /// The widget has nothing to do here, for example on a card that is not saved yet: nothing follows.
    Nothing,
}

impl Rendered {
    pub(crate) const fn goes_on(self) -> bool {
        matches!(self, Self::Shown)
    }
}

/// What becomes of the settings.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Save {
    /// They are stored.
    Accepted,
    /// They are not stored, and the user can correct them. See [`SaveForm::reject`].
    Rejected,
}

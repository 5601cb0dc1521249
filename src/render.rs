//! The host's Twig.

use crate::cx::Cx;
use crate::error::Result;
use crate::value::Value;

impl Cx {
    /// Renders a Twig text (Kommo: `render({data})`, developers.kommo.com/docs/web-sdk-mechanics). The host's Twig does
    /// not escape by itself: write `{{ name|e }}`.
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the text is no template.
    pub fn render_text(&self, twig: &str, params: &Value) -> Result<String> {
        self.rendered("data", twig, params)
    }

    /// Renders one of the host's own templates, as in `/tmpl/controls/button.twig` (Kommo: `render({ref})`).
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if the host's template fails.
    pub fn render_host(&self, template: &str, params: &Value) -> Result<String> {
        self.rendered("ref", template, params)
    }

    fn rendered(&self, kind: &str, template: &str, params: &Value) -> Result<String> {
        let html =
            self.host().call("render", &[Value::object(&[(kind, template.into())]), params.clone()])?;
        Ok(html.as_str().unwrap_or_default())
    }

    /// Renders a template of the widget's own files, as in `/templates/card.twig` (Kommo: `render({href, promised})`).
    ///
    /// # Errors
    /// [`ErrorKind::Thrown`](crate::ErrorKind::Thrown) if there is no such file or it is no template.
    pub async fn render_file(&self, path: &str, params: &Value) -> Result<String> {
        let file = Value::object(&[
            ("href", path.into()),
            ("base_path", self.params().path().unwrap_or_default().as_str().into()),
            ("v", self.params().version().unwrap_or_default().as_str().into()),
            ("promised", true.into()),
        ]);
        let loading = self.host().call("render", &[file])?;
        let html = self.promise(&loading).await?.call("render", std::slice::from_ref(params))?;
        Ok(html.as_str().unwrap_or_default())
    }
}

// What the server wrote into the page: the account, its users, pipelines, fields and widgets.
define([], function () {
  'use strict';

  const boot = JSON.parse(document.getElementById('host-boot').textContent);

  /** A widget as the server describes it; its manifest comes as text, because the order of its fields matters. */
  boot.readWidget = (widget) => ({ ...widget, manifest: typeof widget.manifest === 'string' ? JSON.parse(widget.manifest) : widget.manifest });
  boot.widgets = boot.widgets.map(boot.readWidget);

  boot.userById = (id) => boot.users.find((user) => user.id === Number(id));
  boot.pipelineById = (id) => boot.pipelines.find((pipeline) => pipeline.id === Number(id));
  boot.statusOf = (pipelineId, statusId) =>
    (boot.pipelineById(pipelineId) || { statuses: [] }).statuses.find((status) => status.id === Number(statusId));
  boot.widgetByCode = (code) => boot.widgets.find((widget) => widget.code === code);
  return boot;
});

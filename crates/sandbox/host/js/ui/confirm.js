// A question with one way forward; resolves to whether it was taken.
define(['../core/html', 'lib/components/base/modal'], function (html, Modal) {
  'use strict';

  return function confirm(question, action) {
    return new Promise((done) => {
      const modal = new Modal({
        class_name: 'modal-question',
        init($body) {
          $body.find('.modal-body__inner').html(html`<h2 class="modal-body__caption">${question}</h2>
            <div class="integration-form__actions"><button class="button-input button-input_blue js-modal-accept" type="button"><span class="button-input-inner">${action}</span></button>
            <button class="button-input button-cancel" type="button"><span>Cancel</span></button></div>`.toString());
          $body.trigger('modal:loaded').trigger('modal:centrify');
          $body.on('click', '.js-modal-accept', () => {
            done(true);
            modal.destroy();
          });
        },
        destroy() {
          done(false);
        },
      });
    });
  };
});

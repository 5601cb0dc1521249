// The sign-in page: a click on a listed user fills the form.
(function () {
  'use strict';

  document.querySelectorAll('.login__person').forEach(function (person) {
    person.addEventListener('click', function () {
      var form = document.querySelector('.login__form');
      form.elements.login.value = person.dataset.login;
      form.elements.password.value = person.dataset.password;
      form.querySelector('button[type="submit"]').focus();
    });
  });
})();

'use strict';

/*
 * UC-01/2b: what was typed survives the Back of the browser, is not left behind without a question, and is stored nowhere: the pages of a
 * draft live in the open window alone. A page that a POST rendered takes an address for GET, so that nothing is sent a second time.
 */
(() => {
  const main = document.querySelector('main');
  const again = document.body.dataset.again;
  history.replaceState({draft: 0}, '', again || location.href);

  let unsent = Boolean(again && main.querySelector('#problems, [data-unsent]'));
  document.addEventListener('input', event => { unsent ||= Boolean(event.target.closest('form[method=post]')); });
  addEventListener('beforeunload', event => { if (unsent) event.preventDefault(); });

  const pages = [{title: document.title, parts: [...main.childNodes]}];
  let at = 0;

  document.addEventListener('submit', event => {
    const native = !event.target.matches('[data-typed]') || event.submitter?.hasAttribute('data-native');
    if (native) {
      unsent &&= event.target.method !== 'post';
      return;
    }
    event.preventDefault();
    unsent = true;
    ask(event.target, event.submitter).catch(unreached);
  });

  addEventListener('popstate', event => {
    if (event.state?.draft in pages) show(event.state.draft);
  });

  async function ask(form, button) {
    const address = new URL(button?.getAttribute('formaction') || form.action, location.href);
    const body = new URLSearchParams(new FormData(form, button));
    const answer = await fetch(address, {method: 'POST', body, redirect: 'error'});
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    pages.length = at + 1;
    pages.push({title: page.title, parts: [...page.querySelector('main').childNodes]});
    history.pushState({draft: at + 1}, '');
    show(at + 1);
    const field = address.hash && document.getElementById(address.hash.slice(1));
    (field || main.querySelector('[autofocus]') || main).focus();
    if (field) field.scrollIntoView();
  }

  function unreached() {
    const note = document.getElementById('unreached');
    note.className = 'note bad';
    note.setAttribute('role', 'alert');
    note.hidden = false;
    scrollTo(0, 0);
  }

  function show(number) {
    at = number;
    document.title = pages[at].title;
    main.replaceChildren(...pages[at].parts);
    document.getElementById('unreached').hidden = true;
    scrollTo(0, 0);
  }
})();

/* Enhances this package's pages, which work without it: the color scheme, the warning on plain HTTP, showing passwords,
   saying that a sign-in is under way, closing announcements, terms beside a button that leads elsewhere, and copying
   citations. */
(() => {
  const root = document.documentElement;
  // JupyterHub's own key for the color scheme: its pages follow the same choice
  const SCHEME = "jupyterhub-bs-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // storage can be switched off; nothing is then remembered
  let memory = {};
  try {
    memory = localStorage ?? memory;
  } catch {}

  const all = (selector) => [...document.querySelectorAll(selector)];

  // a branding that has one scheme says so on the document
  let scheme = root.dataset.bsTheme ? "" : memory[SCHEME];
  const isDark = () => scheme === "dark" || (scheme !== "light" && dark.matches);
  const apply = () => {
    if (scheme) root.dataset.bsTheme = isDark() ? "dark" : "light";
  };
  apply();

  const switchScheme = (button) => {
    const show = () => {
      apply();
      button.setAttribute("aria-pressed", isDark());
    };
    button.hidden = false;
    show();
    button.onclick = () => {
      scheme = isDark() ? "light" : "dark";
      show();
      memory[SCHEME] = scheme;
    };
    dark.onchange = show;
  };

  const reveal = (button) => {
    const password = button.previousElementSibling;
    button.hidden = false;
    button.onclick = () => {
      password.type = password.type === "text" ? "password" : "text";
      // its two words: show, hide
      for (const word of button.children) word.hidden = !word.hidden;
    };
  };

  const sayBusy = (submit) => {
    const { to } = submit.form.dataset;
    let sent;
    const busy = (state) => submit.setAttribute("aria-disabled", sent = state);
    submit.form.onsubmit = (event) => {
      if (sent || to) event.preventDefault();
      // a policy for forms may forbid that the answer leads to a provider; it does not hold for URLs
      if (to) location = to;
      busy(true);
    };
    // also when the page comes back from the browser's history
    onpageshow = () => busy(false);
  };

  const guard = (terms) => {
    const key = "valueprop-terms";
    terms.checked = memory[key] === terms.value;
    terms.onchange = () => {
      memory[key] = terms.checked ? terms.value : "";
    };
    if (!terms.required || terms.form) return;
    const hold = (event) => {
      const leads = event.type === "submit" || event.target.closest(".vp-custom :is(a, button)");
      if (!leads || terms.reportValidity()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // before the authenticator's own scripts hear of it
    addEventListener("click", hold, true);
    addEventListener("submit", hold, true);
  };

  const close = (notice) => {
    const key = `valueprop-notice-${notice.dataset.vpNotice}`;
    const region = notice.closest(".vp-notices");
    const button = notice.lastElementChild;

    // the worst announcement is first, the others are folded; the fold's heading counts them, and has its words for
    // one, two, … of them; with the last announcement goes the landmark around it
    const vanish = () => {
      notice.remove();
      const fold = region.querySelector(".vp-more");
      if (fold) {
        const [heading, ...folded] = fold.children;
        if (!fold.previousElementSibling) fold.before(folded.shift());
        if (folded[0]) heading.textContent = fold.dataset.vpMore.split("|")[folded.length - 1];
        else fold.remove();
      }
      if (!region.children[0]) region.remove();
    };
    if (memory[key]) return vanish();
    button.hidden = false;
    button.onclick = () => {
      // where the keyboard goes on: the next announcement, or what people came for, or the words that tell of it
      const stops = all("div.vp-notice,input,.vp-button");
      // outlives the landmark
      const told = region.nextElementSibling;
      told.textContent = button.value;
      vanish();
      const next = stops.slice(stops.indexOf(notice) + 1).find((it) => it.offsetParent) || told;
      // an announcement takes the focus only so
      next.tabIndex &&= -1;
      next.focus();
      // last: a full storage refuses it
      memory[key] = "closed";
    };
  };

  // what is copied stays selected, and so is seen; in HTTP, too, where a page can't write the clipboard itself
  const copy = (it) => {
    it.onclick = () => {
      getSelection().selectAllChildren(it.previousElementSibling);
      if (document.execCommand("copy")) it.textContent = it.value;
    };
  };

  const warn = (it) => {
    it.hidden = isSecureContext;
  };

  const ready = () => {
    Object.entries({
      "#insecure-login-warning": warn,
      ".vp-scheme": switchScheme,
      ".vp-reveal": reveal,
      ".vp-form #login_submit": sayBusy,
      "#vp-terms": guard,
      "[data-vp-notice]": close,
      ".vp-copy": copy,
    }).forEach(([selector, enhance]) => all(selector).forEach(enhance));
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready);
  else ready();
})();

/* Enhances our pages, which are whole without it: the color scheme, the warning on plain HTTP, showing the password,
   saying that a sign-in is under way, closing announcements, terms beside a button that leads elsewhere, and copying
   citations. */
(() => {
  const root = document.documentElement;
  // JupyterHub's own key for the color scheme: its pages follow the same choice
  const SCHEME = "jupyterhub-bs-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const forced = root.hasAttribute("data-bs-theme");

  // storage can be switched off; nothing is then remembered
  const recall = (key) => {
    try {
      return localStorage[key];
    } catch {}
  };
  const remember = (key, value) => {
    try {
      localStorage[key] = value;
    } catch {}
  };

  let scheme = recall(SCHEME);
  const isDark = () => (scheme && scheme !== "auto" ? scheme === "dark" : dark.matches);
  const apply = () => {
    if (!forced && scheme) root.dataset.bsTheme = isDark() ? "dark" : "light";
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
      remember(SCHEME, scheme);
      show();
    };
    dark.onchange = show;
  };

  const revealPassword = (button) => {
    const password = button.previousElementSibling;
    button.hidden = false;
    button.onclick = () => {
      password.type = password.type === "text" ? "password" : "text";
      // its two words: show, hide
      for (const word of button.children) word.hidden = !word.hidden;
    };
  };

  const sayBusy = (submit) => {
    const busy = (state) => submit.setAttribute("aria-disabled", state);
    submit.form.addEventListener("submit", (event) => {
      if (submit.getAttribute("aria-disabled") === "true") event.preventDefault();
      busy(true);
    });
    // also when the page comes back from the browser's history
    addEventListener("pageshow", () => busy(false));
  };

  const guard = (terms) => {
    const key = "valueprop-terms";
    terms.checked = recall(key) === terms.value;
    terms.onchange = () => remember(key, terms.checked ? terms.value : "");
    if (!terms.required || terms.form) return;
    const hold = (event) => {
      const leads = event.type === "submit" || event.target.closest(".vp-button, .vp-custom :is(a, button)");
      if (!leads || terms.reportValidity()) return;
      event.preventDefault();
      event.stopPropagation();
    };
    // before the authenticator's own scripts hear of it
    addEventListener("click", hold, true);
    addEventListener("submit", hold, true);
  };

  // the worst announcement stands first, the others are folded; the fold's heading counts them, and has its words for
  // one, two, … of them; with the last announcement goes the landmark around it
  const vanish = (notice) => {
    const region = notice.closest(".vp-notices");
    notice.remove();
    const fold = region.querySelector(".vp-more");
    if (fold) {
      const [heading, ...folded] = fold.children;
      if (!fold.previousElementSibling) fold.before(folded.shift());
      if (folded[0]) heading.textContent = fold.dataset.vpMore.split("|")[folded.length - 1];
      else fold.remove();
    }
    if (!region.firstElementChild) region.remove();
  };

  const close = (notice) => {
    const key = `valueprop-notice-${notice.dataset.vpNotice}`;
    if (recall(key)) return vanish(notice);
    const button = notice.querySelector("button");
    button.hidden = false;
    button.onclick = () => {
      remember(key, "closed");
      vanish(notice);
    };
  };

  // what is copied stays selected, and so is seen; in HTTP, too, where a page can't write the clipboard itself
  const copy = (it) => {
    it.onclick = () => {
      getSelection().selectAllChildren(it.previousElementSibling);
      if (document.execCommand("copy")) it.textContent = it.value;
    };
  };

  const warnOfHttp = (warning) => {
    warning.hidden = isSecureContext;
  };

  const ready = () => {
    const parts = {
      "#insecure-login-warning": warnOfHttp,
      ".vp-scheme": switchScheme,
      ".vp-reveal": revealPassword,
      ".vp-form #login_submit": sayBusy,
      "#vp-terms": guard,
      "[data-vp-notice]": close,
      ".vp-copy": copy,
    };
    for (const [selector, enhance] of Object.entries(parts)) document.querySelectorAll(selector).forEach(enhance);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready);
  else ready();
})();

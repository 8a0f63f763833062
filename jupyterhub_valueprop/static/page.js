/* Enhances our pages, which are whole without it: the color scheme, the warning on plain HTTP, showing the password,
   saying that a sign-in is under way, closing announcements, and terms beside a button that leads elsewhere. */
(() => {
  const root = document.documentElement;
  // JupyterHub's own key for the color scheme: its pages follow the same choice
  const SCHEME = "jupyterhub-bs-theme";
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const forced = root.hasAttribute("data-bs-theme");
  const find = (selector) => document.querySelector(selector);

  // storage can be switched off; nothing is then remembered
  const recall = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {}
  };
  const remember = (key, value) => {
    try {
      localStorage.setItem(key, value);
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
    button.addEventListener("click", () => {
      scheme = isDark() ? "light" : "dark";
      remember(SCHEME, scheme);
      show();
    });
    dark.addEventListener("change", show);
  };

  const revealPassword = (button) => {
    const password = find("#password_input");
    if (!password) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      const shown = password.type === "password";
      password.type = shown ? "text" : "password";
      button.setAttribute("aria-pressed", shown);
    });
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
    terms.addEventListener("change", () => remember(key, terms.checked ? terms.value : ""));
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

  const close = (notice) => {
    const key = `valueprop-notice-${notice.dataset.vpNotice}`;
    // with the last notice goes the landmark around it
    const vanish = () => (notice.matches(":only-child") ? notice.parentElement : notice).remove();
    if (recall(key)) return vanish();
    const button = notice.querySelector("button");
    button.hidden = false;
    button.addEventListener("click", () => {
      remember(key, "closed");
      vanish();
    });
  };

  const ready = () => {
    const warning = find("#insecure-login-warning");
    if (warning && !isSecureContext) warning.hidden = false;
    const parts = {
      ".vp-scheme": switchScheme,
      ".vp-reveal": revealPassword,
      ".vp-form #login_submit": sayBusy,
      "#vp-terms": guard,
    };
    for (const [selector, enhance] of Object.entries(parts)) if (find(selector)) enhance(find(selector));
    document.querySelectorAll("[data-vp-notice]").forEach(close);
  };
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", ready);
  else ready();
})();

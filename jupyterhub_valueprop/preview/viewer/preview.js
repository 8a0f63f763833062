/* The page around the pages: chooses a state, loads it anew when a file was saved, and tells where a part comes from. */
(() => {
  const byId = (id) => document.getElementById(id);
  const frame = byId("frame");
  const chosen = { state: byId("state"), locale: byId("locale"), scheme: byId("scheme"), width: byId("width") };
  // JupyterHub's own key for the color scheme, which its pages and the login page follow
  const SCHEME = "jupyterhub-bs-theme";
  const DEEPEST = 6;
  let revision = 0;
  let acts = {};
  let kept = null;

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const option = (value, text) => {
    const made = element("option", text);
    made.value = value;
    return made;
  };

  const ask = async (url) => (await fetch(url)).json();

  // ---- what is shown

  const address = () => {
    const query = new URLSearchParams({ locale: chosen.locale.value, scheme: chosen.scheme.value });
    return `/states/${chosen.state.value}?${query}`;
  };

  const show = () => {
    if (!frame.contentWindow) return; // this page is being left
    try {
      localStorage[SCHEME] = chosen.scheme.value;
    } catch {}
    const width = chosen.width.value;
    frame.style.width = width === "print" ? "794px" : width ? `${width}px` : "";
    frame.style.colorScheme = chosen.scheme.value;
    byId("alone").href = address();
    history.replaceState(null, "", `#${Object.values(chosen).map((it) => it.value).join(".")}`);
    frame.contentWindow.location.replace(address());
  };

  const recall = () => {
    const parts = location.hash.slice(1).split(".");
    Object.values(chosen).forEach((it, index) => {
      if ([...it.options].some((each) => each.value === parts[index])) it.value = parts[index];
    });
  };

  // ---- scroll and focus stay when the page is loaded anew

  const path = (it) => {
    const steps = [];
    for (; it && it.parentElement; it = it.parentElement) steps.unshift([...it.parentElement.children].indexOf(it));
    return steps;
  };

  const at = (root, steps) => steps.reduce((it, step) => it && it.children[step], root);

  const keep = () => {
    const page = frame.contentDocument;
    if (!page) return; // the browser's own words about a page that it couldn't load
    const active = page.activeElement;
    const isFocused = document.activeElement === frame && active && active !== page.body;
    kept = {
      x: frame.contentWindow.scrollX,
      y: frame.contentWindow.scrollY,
      id: isFocused && active.id,
      path: isFocused && path(active),
      value: isFocused && active.type !== "password" ? active.value : undefined,
    };
  };

  const restore = (page) => {
    if (!kept) return;
    const focused = (kept.id && page.getElementById(kept.id)) || (kept.path && at(page.documentElement, kept.path));
    if (focused) {
      focused.focus({ preventScroll: true });
      if (kept.value) focused.value = kept.value;
    } else if (document.activeElement === frame && page.activeElement) page.activeElement.blur();
    frame.contentWindow.scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
    kept = null;
  };

  // ---- on paper: what is said for print counts, what is said for screens does not

  const onPaper = (rules) => {
    for (const rule of rules) {
      if (rule.media && /\bprint\b/.test(rule.media.mediaText)) {
        rule.media.mediaText = rule.media.mediaText.replace(/\bprint\b/g, "all");
      } else if (rule.media && /\bscreen\b/.test(rule.media.mediaText)) rule.media.mediaText = "not all";
      else if (rule.cssRules) onPaper(rule.cssRules);
    }
  };

  const print = (page) => {
    for (const sheet of page.styleSheets) {
      try {
        onPaper(sheet.cssRules);
      } catch {}
    }
    page.documentElement.style.padding = "12mm";
  };

  // ---- where a part comes from

  const tell = (found, text) => {
    const origin = byId("origin");
    origin.replaceChildren();
    if (!found) {
      origin.append(`“${text.slice(0, 60)}” is a text of the interface: no key of your files holds it.`);
      return;
    }
    origin.append(element("code", found.key), element("br"));
    if (found.is_example) origin.append("an example for this state, not from your files");
    else if (!found.line) origin.append("not in your files yet; the default is shown");
    else origin.append(element("span", `${found.file || "the default document"}, line ${found.line}`, "where"));
  };

  const around = (start) => {
    const query = new URLSearchParams({ state: chosen.state.value, locale: chosen.locale.value });
    let depth = 0;
    for (let it = start; it && it.tagName !== "BODY"; it = it.parentElement) {
      if (depth++ < DEEPEST && it.tagName !== "MAIN") {
        query.append("text", (it.innerText || it.value || it.alt || "").slice(0, 300));
      }
      for (const name of ["href", "src"]) if (it.getAttribute(name)) query.append("address", it.getAttribute(name));
      for (const part of [it.id, ...it.classList]) if (part) query.append("part", part);
    }
    return query;
  };

  const inspect = async (event) => {
    const it = event.target.nodeType === 1 ? event.target : event.target.parentElement;
    const leads = it.closest("a[href], [type=submit], form button:not([type=button])");
    if (leads) event.preventDefault();
    tell(await ask(`/origin?${around(it)}`), it.innerText || it.value || it.alt || it.tagName.toLowerCase());
  };

  frame.addEventListener("load", () => {
    const page = frame.contentDocument;
    if (!page || page.URL === "about:blank") return;
    page.addEventListener("click", inspect, true);
    page.addEventListener("submit", (event) => event.preventDefault(), true);
    if (chosen.width.value === "print") print(page);
    if (acts[chosen.state.value] === "come without encryption") {
      page.querySelector("#insecure-login-warning")?.removeAttribute("hidden");
    }
    restore(page);
    frame.title = `The page: ${chosen.state.selectedOptions[0].textContent}`;
    document.documentElement.dataset.shown = revision;
  });

  // ---- what is said of the files

  const problem = (each) => {
    const item = element("li", "", each.severity);
    item.append(element("strong", each.severity), ` ${each.message} `, element("code", `[${each.code}]`));
    if (each.where) item.append(element("div", each.where, "where"));
    if (each.excerpt) {
      const excerpt = element("pre", each.excerpt);
      excerpt.tabIndex = 0;
      item.append(excerpt);
    }
    if (each.hint) item.append(element("div", each.hint, "hint"));
    return item;
  };

  const swatch = (color, ground, words) => {
    const made = element("div", "", "swatch");
    const sample = element("i");
    sample.style.background = color;
    sample.style.boxShadow = `0 0 0 0.25rem ${ground}`;
    sample.style.margin = "0.25rem";
    made.append(sample, element("code", color), ` ${words}`);
    return made;
  };

  const ratio = (number) => `${(Math.floor(number * 100) / 100).toFixed(2)}:1`;

  const adjustment = (each) => {
    const item = element("li", "", "warning");
    const pair = element("div", "", "pair");
    pair.append(
      swatch(each.written, each.ground_color, `written, ${ratio(each.ratio_written)}`),
      swatch(each.used, each.ground_color, `used, ${ratio(each.ratio_used)}`),
    );
    const words = `${each.key} as ${each.role} on ${each.ground}, ${each.scheme}: needs ${each.bound}:1`;
    item.append(element("div", words), pair);
    return item;
  };

  const count = (number, word) => `${number} ${word}${number === 1 ? "" : "s"}`;

  const fill = (select, options) => {
    const before = select.value;
    select.replaceChildren(...options);
    if ([...select.options].some((each) => each.value === before)) select.value = before;
  };

  const describe = (about) => {
    const errors = about.problems.filter((each) => each.severity === "error").length;
    const found = [count(errors, "error"), count(about.problems.length - errors, "warning")].join(", ");
    byId("summary").textContent = about.problems.length ? found : "None.";
    byId("problems").replaceChildren(...about.problems.map(problem));
    byId("adjustments").replaceChildren(...about.adjustments.map(adjustment));
    byId("colors").hidden = !about.adjustments.length;
    document.title = `${errors ? `${found}: ` : ""}Preview${about.files.length ? ` of ${about.files.join(", ")}` : ""}`;
    if (!chosen.state.options.length) {
      const groups = Object.entries(about.groups).map(([name, states]) => {
        const group = element("optgroup");
        group.label = name;
        group.append(...states.map((each) => option(each.id, each.title)));
        for (const each of states) acts[each.id] = each.act;
        return group;
      });
      fill(chosen.state, groups);
    }
    fill(chosen.locale, about.locales.map((tag) => option(tag, tag)));
    revision = about.revision;
  };

  const begin = async () => {
    describe(await ask("/about.json"));
    recall();
    for (const it of Object.values(chosen)) it.addEventListener("change", show);
    addEventListener("hashchange", () => {
      recall();
      show();
    });
    show();
    new EventSource("/events").onmessage = async (event) => {
      if (Number(event.data) === revision) return;
      keep();
      describe(await ask("/about.json"));
      show();
    };
  };
  begin();
})();

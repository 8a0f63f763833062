/* What JupyterHub's pages set up inline for scripts in an authenticator's custom_html; only loaded with those. */
(() => {
  const { baseUrl, prefix, xsrfToken, version, modules } = document.currentScript.dataset;
  window.require.config({
    urlArgs: version ? `v=${version}` : "",
    baseUrl: modules,
    paths: {
      components: "../components",
      jquery: "../components/jquery/dist/jquery.min",
      "js-sha256": "../components/js-sha256/build/sha256.min",
      moment: "../components/moment/moment",
    },
  });
  window.jhdata = { base_url: baseUrl, prefix, admin_access: false, options_form: false, xsrf_token: xsrfToken };
})();

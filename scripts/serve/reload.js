// Served by `make run` only. Reloads the page after a build and shows what the
// compiler said when there was none.
(() => {
  let build = null;
  let panel = null;
  const show = (text) => {
    if (!panel) {
      panel = document.createElement("pre");
      panel.dataset.build = "failed";
      // The policy forbids style attributes in markup, not styles set from script.
      Object.assign(panel.style, {
        position: "fixed", inset: "auto 0 0 0", zIndex: 99999, margin: 0, padding: "16px 20px",
        maxHeight: "50vh", overflow: "auto", whiteSpace: "pre-wrap", font: "13px/1.5 ui-monospace, monospace",
        color: "#fff", background: "#7a1f12",
      });
    }
    panel.textContent = "Not built; this is the last good page.\n\n" + text;
    document.body.append(panel);
  };
  new EventSource("/_reload").onmessage = (event) => {
    const news = JSON.parse(event.data);
    if (build !== null && news.build !== build) return location.reload();
    build = news.build;
    if (news.error) show(news.error);
    else panel?.remove();
  };
})();

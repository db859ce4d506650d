// Keyboard shortcuts and printing. Every page works without this file.
(() => {
  "use strict";
  const STORE = "caichinh-keys";
  const on = () => localStorage.getItem(STORE) !== "off";

  document.querySelectorAll("[data-print], [data-script]").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("[data-print]").forEach((button) => button.addEventListener("click", () => window.print()));

  const toggle = document.getElementById("keys-on");
  if (toggle) {
    toggle.checked = on();
    toggle.addEventListener("change", () => localStorage.setItem(STORE, toggle.checked ? "on" : "off"));
  }

  const links = [...document.querySelectorAll(".queue h2 a")];
  function step(by) {
    const at = links.indexOf(document.activeElement);
    const next = links[Math.min(Math.max(at + by, 0), links.length - 1)];
    if (next) next.focus();
  }

  function choose(key) {
    const radio = document.querySelector(`[data-decide] input[accesskey="${key}"]`);
    if (!radio) return;
    radio.checked = true;
    const needed = radio.dataset.needs;
    const part = needed && document.querySelector(`[data-decide] .${needed}`);
    const field = part && part.querySelector("input[type=checkbox], select, summary");
    (field || radio).focus();
  }

  function follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
  }

  const actions = {
    j: () => step(1),
    k: () => step(-1),
    n: () => follow("a[rel=next]"),
    p: () => follow("a[rel=prev]"),
    z: () => follow("[data-undo] button"),
    "?": () => document.getElementById("keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (typing) return;
    if (event.key >= "1" && event.key <= "6") choose(event.key);
    else if (actions[event.key]) actions[event.key]();
    else return;
    event.preventDefault();
  });
})();

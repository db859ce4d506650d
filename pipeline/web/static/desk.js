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

  const form = document.querySelector("[data-decide]");

  // What has all it needs (flagged sentences, a proposed agency) is recorded at once, wherever the page is scrolled,
  // and can be undone. Only what is missing is asked for.
  function choose(key) {
    const radio = form && form.querySelector(`input[accesskey="${key}"]`);
    if (!radio) return;
    radio.checked = true;
    const needed = radio.dataset.needs;
    if (needed === "passages") tick(radio.value === "false");
    const part = needed && form.querySelector(`.${needed}`);
    if (!part || part.querySelector("[name=flag]:checked") || part.querySelector("select")?.value) {
      form.requestSubmit();
      return;
    }
    part.querySelector("input, select, summary").focus();
    part.scrollIntoView({ block: "nearest" });
  }

  // The flagged sentences are what the decision is about; for a correction only those with an official ground.
  function tick(grounded) {
    const boxes = [...form.querySelectorAll("[name=flag]")];
    if (boxes.some((box) => box.checked)) return;
    boxes.filter((box) => !grounded || "grounded" in box.dataset).forEach((box) => { box.checked = true; });
  }

  function ground(key) {
    const held = form && form.querySelector("[data-needs=ground]:checked");
    const radio = held && form.querySelector(`[data-ground="${key}"]`);
    if (!radio) return false;
    radio.checked = true;
    form.requestSubmit();
    return true;
  }

  function putOff() {
    const part = document.getElementById("hoan");
    if (!part) return;
    part.open = true;
    part.querySelector("[name=reason]").focus();
    part.scrollIntoView({ block: "nearest" });
  }

  function mark() {
    const line = document.activeElement.closest(".line");
    const box = line && line.querySelector(".tick input");
    if (!box) return;
    box.checked = !box.checked;
    document.querySelector(".bulk").open = true;
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
    u: () => follow(".steps a"),
    h: putOff,
    x: mark,
    "/": () => document.getElementById("q")?.focus(),
    z: () => follow("[data-undo] button"),
    "?": () => document.getElementById("keys")?.showModal(),
  };

  // Enter in the list of agencies records, as it does in a text field.
  form?.querySelector("[name=agency]")?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.value) return;
    event.preventDefault();
    form.requestSubmit();
  });

  // Who else is here, asked every half minute while the page is looked at.
  const presence = document.querySelector("[data-presence]");
  if (presence) {
    setInterval(async () => {
      if (document.hidden) return;
      const answer = await fetch(presence.dataset.presence, { redirect: "error" }).catch(() => null);
      if (answer?.ok) presence.innerHTML = await answer.text();
    }, 30000);
  }

  document.addEventListener("keydown", (event) => {
    if (!on() || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]")) return;
    const typing = event.target.matches("textarea, select, input:not([type=radio], [type=checkbox])");
    if (typing) return;
    if (event.key >= "1" && event.key <= "6") choose(event.key);
    else if ("abcd".includes(event.key) && ground(event.key)) { /* recorded */ }
    else if (actions[event.key]) actions[event.key]();
    else return;
    event.preventDefault();
  });
})();

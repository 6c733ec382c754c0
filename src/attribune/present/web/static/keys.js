// For those who read all day; every page works without. j and k go through the records, Enter opens one, c confirms it,
// x rejects it, e corrects it, o shows the original, s sets the article beside one that tells of the same, / goes to the
// search, t changes paper for night. Words selected in an article can be added as a record, or given to the open one.
"use strict";
const records = () => [...document.querySelectorAll(".card > summary")].filter((one) => one.offsetParent);
const step = (by) => {
  const all = records();
  if (!all.length) return;
  const here = all.indexOf(document.activeElement);
  const next = all[Math.min(Math.max(here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by, 0), all.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "center" });
};
const card = () => document.activeElement?.closest(".card");
const verdict = (kind) => card()?.querySelector(`form.verdict button[value="${kind}"]`)?.click();
const theme = (name) => {
  document.documentElement.dataset.theme = name;
  try { localStorage.setItem("theme", name); } catch { /* a browser may forbid it: the choice holds for this page */ }
};
const keys = {
  j: () => step(1),
  k: () => step(-1),
  c: () => verdict("confirm"),
  x: () => verdict("reject"),
  e: () => card()?.querySelector('form.verdict a[href^="/records/"]')?.click(),
  o: () => document.getElementById("original")?.click(),
  s: () => document.querySelector('a[href^="/compare"]')?.click(),
  "/": () => document.querySelector('input[type="search"]')?.focus(),
  t: () => {
    const dark = document.documentElement.dataset.theme === "dark" ||
      (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
    theme(dark ? "light" : "dark");
  },
};
try { const kept = localStorage.getItem("theme"); if (kept) theme(kept); } catch { /* as above */ }
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});

// A record that an address names is opened, so that who comes back from a decision sees it.
document.querySelector("details.card:target")?.setAttribute("open", "");

// On a telephone the line of pages is wider than the screen: the page that is open is moved into sight.
document.querySelectorAll(".masthead [aria-current]").forEach((one) => { one.parentElement.scrollLeft = Math.max(0, one.offsetLeft - 120); });

// While the case is assessed anew, the page is looked at again, unless somebody has begun to fill something in.
const idle = () => !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "") &&
  [...document.querySelectorAll("main input, main textarea")].every((one) => one.value === one.defaultValue && one.checked === one.defaultChecked);
const again = () => setTimeout(() => (idle() ? location.reload() : again()), 2500);
if (document.querySelector("[data-wait]")) again();

// What is selected in an article: its words, and about where they begin. The server looks them up in the text itself.
const add = document.getElementById("add");
const chosen = () => {
  const selection = getSelection();
  const words = selection.isCollapsed ? "" : selection.toString().trim();
  const block = words && selection.getRangeAt(0).startContainer.parentElement?.closest("[data-start]");
  if (!block) return null;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset);
  return { words: words.slice(0, 2000), near: Number(block.dataset.start) + [...before.toString()].length };
};
if (add) {
  const bar = document.createElement("div");
  bar.id = "chosen";
  bar.hidden = true;
  bar.setAttribute("role", "status");
  document.body.append(bar);
  const link = (name, address) => {
    const one = document.createElement("a");
    one.textContent = name;
    one.href = address;
    return one;
  };
  document.addEventListener("selectionchange", () => {
    const found = chosen();
    bar.hidden = !found;
    if (!found) return;
    const query = new URLSearchParams({ words: found.words, near: found.near });
    const links = ["statement", "report", "figure"].map((kind) => link(`Add as a ${kind}`, `${add.href}?record=${kind}&${query}`));
    const open = document.querySelector("details.card[open][data-id]");
    if (open) links.push(link("Words of the open record", `/records/${open.dataset.id}?${query}#correct`));
    bar.replaceChildren(...links);
  });
}

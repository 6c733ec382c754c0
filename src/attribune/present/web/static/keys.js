// Keys for those who read all day; every page works without. j and k go through the records, Enter opens one,
// s sets the article beside the first that tells of the same, / goes to the search, t changes paper for night.
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
const theme = (name) => {
  document.documentElement.dataset.theme = name;
  try { localStorage.setItem("theme", name); } catch { /* a browser may forbid it: the choice holds for this page */ }
};
const keys = {
  j: () => step(1),
  k: () => step(-1),
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

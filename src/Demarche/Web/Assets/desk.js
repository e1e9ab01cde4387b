// The keyboard, and the reader's own zone beside UTC. Everything works without this file.
"use strict";
(() => {
  const typing = (e) => e.target.closest("input, select, textarea, [contenteditable]") || e.ctrlKey || e.metaKey || e.altKey;
  const ITEM = "main .item, main [data-item], main tbody tr, main [data-rows] > li";
  const items = () => [...document.querySelectorAll(ITEM)].filter((i) => i.offsetParent !== null);
  const here = () => document.querySelector(".here");
  let going = false;

  const choose = (item) => {
    here()?.classList.remove("here");
    item.classList.add("here");
  };

  const move = (step) => {
    const all = items();
    if (all.length === 0) return;
    const at = all.indexOf(here());
    // The page was opened at one of them: the first key leads there, and nothing is chosen before it.
    const opened = all.findIndex((i) => i.id !== "" && `#${i.id}` === location.hash);
    const first = step > 0 ? Math.max(0, opened) : opened < 0 ? all.length - 1 : Math.max(0, opened - 1);
    const next = all[at < 0 ? first : Math.min(all.length - 1, Math.max(0, at + step))];
    choose(next);
    next.scrollIntoView({ block: "nearest" });
    const target = next.querySelector("a:not(.tlp), button, summary, input") ?? next.querySelector("a");
    (target ?? next).focus({ preventScroll: true });
  };

  // a, x and e press what the item under the cursor offers under that key. Elsewhere on the page they only open a form: a button there acts on an item
  // that nobody chose.
  const press = (key) => {
    const found = here()?.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`summary[data-key="${key}"], a[data-key="${key}"]`);
    found?.click();
    return found;
  };

  // Whoever comes to another item by Tab or with the pointer has chosen that one: a key must not act on the one before.
  document.addEventListener("focusin", (e) => {
    const item = e.target.closest(ITEM);
    if (item && item !== here()) choose(item);
  });

  document.addEventListener("keydown", (e) => {
    if (typing(e)) {
      if (e.key === "Escape") e.target.blur();
      return;
    }
    if (going) {
      going = false;
      document.querySelector(`[data-go="${CSS.escape(e.key)}"]`)?.click();
      return;
    }
    switch (e.key) {
      case "/": {
        const search = document.querySelector("[data-search]");
        if (!search) return;
        e.preventDefault();
        search.focus();
        break;
      }
      case "j": move(1); break;
      case "k": move(-1); break;
      case "g": going = true; setTimeout(() => { going = false; }, 1500); break;
      case "a": case "x": case "e": if (press(e.key)) e.preventDefault(); break;
      case "?": document.getElementById("keys")?.showModal(); break;
      case "Enter":
        if (e.target === document.body) here()?.querySelector("a")?.click();
        break;
    }
  });

  const zone = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  for (const time of document.querySelectorAll("time[data-local]")) {
    time.title = `${zone.format(new Date(time.dateTime))} - ${time.title}`;
  }
})();

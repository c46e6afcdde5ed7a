"use strict";
(() => {
  const form = document.querySelector(".filters");
  const items = [...document.querySelectorAll("article.item")];
  const tiles = new Map([...document.querySelectorAll(".tile")].map((tile) => [tile.hash.slice(1), tile]));
  const choose = () => {
    const asked = [...form.querySelectorAll("select")].filter((select) => select.value);
    let shown = 0;
    for (const item of items) {
      const fits = asked.every((select) => item.dataset[select.name] === select.value);
      item.hidden = !fits;
      tiles.get(item.id)?.classList.toggle("dim", !fits);
      shown += fits;
    }
    form.querySelector("output").textContent = form.dataset.count.replace("{n}", shown).replace("{all}", items.length);
  };
  const reveal = () => {
    const item = items.find((each) => each.id === decodeURIComponent(location.hash.slice(1)));
    if (!item) return;
    if (item.hidden) { form.reset(); choose(); }
    for (const part of item.querySelectorAll("details")) part.open = true;
    item.scrollIntoView();
  };
  form.hidden = false;
  form.addEventListener("change", choose);
  form.addEventListener("reset", () => setTimeout(choose));
  addEventListener("hashchange", reveal);
  choose();
  reveal();
})();

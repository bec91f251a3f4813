// Offers under a text field while a word in it asks for them: arrows choose, Enter or Tab takes, Escape leaves.
import { announce, el, murmur } from "./api.js";

const SHOWN_MAX = 7;

// wanted(): the word asked for, or null; load(): all offers, asked for once each time; fits(one, word); face(one): what is shown.
export function offers(text, list, { wanted, load, fits, face, take, told }) {
  let found = null, shown = [], place = 0, asked = 0;

  function draw(word) {
    shown = found.filter((one) => fits(one, word)).slice(0, SHOWN_MAX);
    place = Math.min(place, Math.max(0, shown.length - 1));
    list.hidden = shown.length === 0;
    list.replaceChildren(...shown.map((one, index) => el("li", { id: `${list.id}-${one.key}`, role: "option", "aria-selected": String(index === place), onmousedown: (event) => { event.preventDefault(); choose(one); } }, face(one))));
    if (shown.length) text.setAttribute("aria-activedescendant", `${list.id}-${shown[place].key}`);
    else text.removeAttribute("aria-activedescendant");
  }

  function close() {
    found = null;
    asked += 1;
    list.hidden = true;
    list.replaceChildren();
    text.removeAttribute("aria-activedescendant");
  }

  function choose(one) {
    close();
    take(one);
  }

  text.addEventListener("input", async () => {
    if (wanted() === null) return close();
    if (!found) {
      const mine = (asked += 1);
      try {
        const all = await load();
        if (mine !== asked) return;
        found = all;
      } catch (error) { return announce(error.message); }
      murmur(told(found));
    }
    const word = wanted();
    if (word !== null) draw(word);
  });
  text.addEventListener("blur", close);

  return {
    close,
    // Whether the key was for the list.
    key(event) {
      if (list.hidden) return false;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) { place = (place + step + shown.length) % shown.length; draw(wanted() ?? ""); }
      else if (event.key === "Enter" || event.key === "Tab") choose(shown[place]);
      else if (event.key === "Escape") close();
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

// Put into the desk's page by backend/bench/console.py: how long until the result of a key stands on the screen.
(() => {
  const at = (id) => document.getElementById(id);
  const seen = {
    opened: (before) => at("reference").textContent !== before,
    held: () => !at("composer").hidden,
    typed: (before) => at("reply").value.length > before,
    offered: () => document.querySelector("#canned li") !== null,
    closed: () => document.querySelector("#canned li") === null,
    moved: (before) => Math.abs(at("log").scrollTop - before) > 10,
    words: (wanted) => at("turns").textContent.includes(wanted),
    last: (place) => document.querySelector(`#waiting [aria-posinset="${place}"] button`) !== null,
  };
  const probe = (window.probe = { took: null, heard: null, paints: [] });

  // From the key, as the browser dates it, to the frame after the result.
  probe.until = (kind, wanted) => {
    probe.took = new Promise((resolve) => {
      addEventListener("keydown", (event) => {
        const look = () => requestAnimationFrame(() => {
          if (!seen[kind](wanted)) return look();
          requestAnimationFrame(() => resolve(performance.now() - event.timeStamp));
        });
        look();
      }, { once: true, capture: true });
    });
  };

  // When words stand in a place, whoever brought them there.
  probe.hear = (id, wanted) => {
    const there = () => at(id).textContent.includes(wanted) && !at(id).hidden;
    probe.heard = new Promise((resolve) => {
      if (there()) return resolve(Date.now());
      const watch = new MutationObserver(() => {
        if (!there()) return;
        watch.disconnect();
        resolve(Date.now());
      });
      watch.observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true });
    });
  };

  // Event Timing: from the key to the next paint, as the browser counts it.
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (one.name === "keydown") probe.paints.push(one.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
})();

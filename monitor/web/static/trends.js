// Charts of the tables that a page has: where scripts are off, the tables say the same.
(() => {
  "use strict";
  if (!window.uPlot) return;
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const INKS = ["--link", "--warn", "--good", "--bad", "--muted"];
  const DASHES = [[], [8, 4], [2, 3], [10, 3, 2, 3], [4, 4]];
  const made = [];
  const narrow = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short" });

  function draw(figure) {
    const plot = figure.querySelector("[data-plot]");
    const table = figure.querySelector("table");
    const names = [...table.tHead.rows[0].cells].slice(1).map((one) => one.textContent);
    const rows = [...table.tBodies[0].rows];
    const days = rows.map((row) => Date.parse(`${row.cells[0].dataset.day}T00:00:00`) / 1000);
    const series = names.map((_, at) => rows.map((row) => Number(row.cells[at + 1].textContent)));
    const axis = { stroke: style("--text"), grid: { stroke: style("--thin"), width: 1 }, ticks: { stroke: style("--thin"), width: 1 }, font: "12px system-ui, sans-serif" };
    plot.hidden = false;
    plot.replaceChildren();
    plot.setAttribute("role", "img");
    plot.setAttribute("aria-label", `${figure.querySelector("h2").textContent}, ${rows.length} days, also as a table`);
    return new uPlot({
      width: plot.clientWidth, height: 220,
      scales: { y: { range: (_, low, high) => [0, Math.max(high, 1) * 1.1] } },
      series: [{ label: "Day", value: (_, at) => (at === null ? "" : narrow.format(new Date(at * 1000))) },
        ...names.map((label, at) => ({ label, stroke: style(INKS[at % INKS.length]), width: 2, dash: DASHES[at % DASHES.length], points: { show: rows.length <= 31, size: 5 } }))],
      axes: [{ ...axis, values: (_, ats) => ats.map((at) => narrow.format(new Date(at * 1000))) }, { ...axis, size: 40, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] }],
      cursor: { drag: { x: false, y: false } },
    }, [days, ...series], plot);
  }
  function all() {
    for (const one of made.splice(0)) one.destroy();
    for (const figure of document.querySelectorAll("[data-chart]")) made.push(draw(figure));
  }
  for (const one of document.querySelectorAll("[data-table]")) { one.open = false; one.dataset.told = ""; }
  all();
  let wide = innerWidth, timer = 0;
  addEventListener("resize", () => { if (innerWidth === wide) return; wide = innerWidth; clearTimeout(timer); timer = setTimeout(all, 150); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", all);
})();

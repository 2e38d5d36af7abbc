// Looks at digests as readers' programs do: node check.mjs FOLDER [--shots FOLDER]
// In Chromium: no finding of axe-core (WCAG 2 A and AA) at three widths, light and dark; no sideways scroll; the first
// story whole on a phone's first screen, two on a desk's. By caniemail: no feature that a pinned client lacks, but
// those that we know to degrade well. Leaves with 1 and a line for each fault.
import { readFileSync, readdirSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { caniemail } from "caniemail";
import puppeteer from "puppeteer-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core"), "utf8");
const WIDTHS = [[320, 568], [375, 667], [1200, 800]];
const SCHEMES = ["light", "dark"];
const FIRST_SCREEN = { 375: 1, 1200: 2 };
// Samples of an ordinary day, for which the first screen counts.
const ORDINARY = /^((mixed|en|ar|he|ru)-006|surge)$/;
const MOST_BYTES = 90_000;
const CLIENTS = ["gmail.*", "outlook.*", "apple-mail.*", "yahoo.*", "thunderbird.*", "protonmail.*", "samsung-email.*", "fastmail.*"];
// What some clients leave out, and what a reader of them sees instead.
const DEGRADES = new Set([
  "@media", "@media (prefers-color-scheme)", // the light colours, the desk's widths
  "color-scheme", "meta color-scheme", // the client's own dark mode
  "max-width", // lines as wide as the window
  "display:none", "display", // the preview line is read twice
  "<body> element", "<!DOCTYPE html>", "<meta> element", "<title> element", "<style> element", // what a client strips, it replaces
  "role attribute", // a table is read out as one
  "height property", // found in line-height, which all have
]);

const [folder, flag, shots] = process.argv.slice(2);
const faults = [];
const fault = (sample, words) => faults.push(`${sample}: ${words}`);

async function look(browser, file) {
  const sample = basename(file, ".html");
  for (const scheme of SCHEMES) {
    for (const [width, height] of WIDTHS) {
      const page = await browser.newPage();
      await page.setViewport({ width, height });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(pathToFileURL(resolve(file)).href);
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"] }));
      for (const one of violations) fault(sample, `axe ${one.id} at ${width} ${scheme}: ${one.nodes[0].target} (${one.nodes.length})`);
      const seen = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        ends: [...document.querySelectorAll("td.story")].slice(0, 2).map((one) => Math.round(one.getBoundingClientRect().bottom)),
      }));
      if (seen.wide > width) fault(sample, `${seen.wide} px wide at ${width}`);
      const whole = FIRST_SCREEN[width];
      if (whole && scheme === "light" && ORDINARY.test(sample)) {
        console.log(`${sample} at ${width} x ${height}: story ${whole} ends at ${seen.ends[whole - 1]}`);
        if (seen.ends[whole - 1] > height) fault(sample, `story ${whole} ends at ${seen.ends[whole - 1]} of ${height} at ${width}`);
      }
      if (flag === "--shots" && width !== 320 && sample.startsWith("mixed-")) {
        mkdirSync(shots, { recursive: true });
        await page.screenshot({ path: join(shots, `${sample}-${width}-${scheme}.webp`), type: "webp", quality: 60 });
      }
      await page.close();
    }
  }
}

function mailClients(file) {
  const sample = basename(file, ".html");
  const html = readFileSync(file, "utf8");
  if (Buffer.byteLength(html) > MOST_BYTES) fault(sample, `${Buffer.byteLength(html)} bytes`);
  const { issues } = caniemail({ clients: CLIENTS, html });
  const found = new Map();
  for (const [client, list] of issues.errors) {
    for (const { title } of list) {
      if (!DEGRADES.has(title)) found.set(title, (found.get(title) ?? new Set()).add(client));
    }
  }
  for (const [title, clients] of found) fault(sample, `caniemail ${title}: not in ${[...clients].join(", ")}`);
}

const files = readdirSync(folder).filter((name) => name.endsWith(".html")).sort().map((name) => join(folder, name));
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
});
try {
  for (const file of files) {
    mailClients(file);
    await look(browser, file);
  }
} finally {
  await browser.close();
}
for (const line of new Set(faults)) console.log(line);
console.log(`${files.length} digests, ${SCHEMES.length * WIDTHS.length} views each: ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);

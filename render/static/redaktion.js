// Copies the block: formatted (HTML and text together), as HTML, as text. Without JavaScript the texts can be marked by hand.
"use strict";
const texts = { html: document.getElementById("als-html").value, text: document.getElementById("als-text").value };
const said = document.getElementById("kopiert");

function byHand(html) {
  // Browsers without the clipboard interface, or a page without https: copy what is marked.
  const box = document.createElement("div");
  if (html) box.innerHTML = html; else { box.style.whiteSpace = "pre"; box.textContent = texts.text; }
  document.body.append(box);
  const range = document.createRange();
  range.selectNodeContents(box);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  const done = document.execCommand("copy");
  selection.removeAllRanges();
  box.remove();
  return done;
}

async function copy(kind) {
  try {
    if (kind === "formatiert") {
      const blob = (type, text) => new Blob([text], { type });
      await navigator.clipboard.write([new ClipboardItem({ "text/html": blob("text/html", texts.html), "text/plain": blob("text/plain", texts.text) })]);
    } else {
      await navigator.clipboard.writeText(texts[kind]);
    }
    return true;
  } catch {
    return kind !== "html" && byHand(kind === "formatiert" ? texts.html : "");
  }
}

for (const button of document.querySelectorAll("button[data-kopieren]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    said.textContent = await copy(button.dataset.kopieren) ? "Kopiert. Jetzt im Newsletter einfügen." : "Das hat nicht geklappt: Bitte markieren und kopieren Sie den Text unten von Hand.";
  });
}

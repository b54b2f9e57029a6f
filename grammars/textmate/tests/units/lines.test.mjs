// What holds over whole texts: line ends do not matter, and nothing unfinished reaches the next statement.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import textmate from "vscode-textmate";
import { BSL, SDBL, tokenize } from "./tokenizer.mjs";

const FOLDER = new URL("../snapshots/", import.meta.url);
const sources = readdirSync(FOLDER)
  .filter((name) => !name.endsWith(".snap"))
  .map((name) => ({
    name,
    grammar: name.endsWith(".sdbl") ? SDBL : BSL,
    text: readFileSync(new URL(name, FOLDER), "utf8").replaceAll("\r\n", "\n"),
  }));

/** Lines of `scopes:text` without the carriage returns, neighbours with the same scopes joined. */
function scopedText(source, grammar) {
  return tokenize(source, grammar).lines.map((tokens) => {
    const joined = [];
    for (const { text, scopes } of tokens.map((each) => ({ ...each, text: each.text.replace("\r", "") }))) {
      if (text === "") continue;
      const last = joined.at(-1);
      if (last && last.scopes === scopes.join(" ")) last.text += text;
      else joined.push({ text, scopes: scopes.join(" ") });
    }
    return joined;
  });
}

for (const { name, grammar, text } of sources) {
  test(`${name}: CRLF lines get the scopes of LF lines`, () => {
    assert.deepEqual(scopedText(text.replaceAll("\n", "\r\n"), grammar), scopedText(text, grammar));
  });
}

for (const { name, text } of sources.filter(({ grammar }) => grammar === BSL)) {
  test(`${name}: cut anywhere, the next line is code again`, () => {
    let stack = textmate.INITIAL;
    for (const line of text.split("\n")) {
      for (let end = 0; end <= line.length; end++) {
        const cut = BSL.tokenizeLine(line.slice(0, end), stack).ruleStack;
        const [first] = BSL.tokenizeLine("Если Х Тогда", cut).tokens;
        assert.deepEqual(first.scopes, ["source.bsl", "keyword.control.conditional.bsl"], line.slice(0, end));
      }
      stack = BSL.tokenizeLine(line, stack).ruleStack;
    }
  });
}

test("characters outside the BMP keep the columns of what follows", () => {
  const [line] = tokenize('😀 = "😀😀"; Если').lines;
  assert.deepEqual(line.at(-1), { text: "Если", scopes: ["source.bsl", "keyword.control.conditional.bsl"] });
  assert.deepEqual(line.find(({ text }) => text === "😀😀").scopes, ["source.bsl", "string.quoted.double.bsl"]);
});

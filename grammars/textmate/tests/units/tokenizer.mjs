// Runs the grammars as an editor does: vscode-textmate over vscode-oniguruma.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
const FILES = {
  "source.bsl": "../../syntaxes/bsl.tmLanguage.json",
  "source.sdbl": "../../syntaxes/sdbl.tmLanguage.json",
};

async function registry() {
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  return new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) => JSON.parse(readFileSync(new URL(FILES[scope], import.meta.url), "utf8")),
  });
}

const shared = await registry();
export const BSL = await shared.loadGrammar("source.bsl");
export const SDBL = await shared.loadGrammar("source.sdbl");

/**
 * Tokens of each line: `[{text, scopes}]`, and the stack after the last line.
 * Lines are cut at LF only: a CR stays in its line, as in an editor that does not take it off.
 */
export function tokenize(source, grammar = BSL) {
  let stack = textmate.INITIAL;
  const lines = source.split("\n").map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    return result.tokens.map(({ startIndex, endIndex, scopes }) => ({ text: line.slice(startIndex, endIndex), scopes }));
  });
  return { lines, stack };
}

/** The innermost scope of the first token with this text, after the language's own scope is taken off. */
export function scopeOf(text, source, grammar = BSL) {
  const token = tokenize(source, grammar).lines.flat().find((each) => each.text === text);
  return token?.scopes.slice(1).at(-1);
}

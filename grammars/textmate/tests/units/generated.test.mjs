import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { outdatedFiles } from "../../scripts/build.mjs";
import { WORDS } from "../../scripts/words.mjs";

const SNAPSHOTS = new URL("../snapshots/", import.meta.url);

test("the files in the repository are what the generator writes (npm run build)", () => {
  assert.deepEqual(outdatedFiles(), []);
});

// vscode-tmgrammar-snap writes a missing snapshot and passes: that would be a test of nothing.
test("every snapshot source has its snapshot", () => {
  const sources = readdirSync(SNAPSHOTS).filter((name) => !name.endsWith(".snap"));
  assert.ok(sources.length >= 7);
  assert.deepEqual(sources.filter((name) => !existsSync(new URL(`${name}.snap`, SNAPSHOTS))), []);
});

test("every word has both languages, and no word stands twice among the keywords of a language", () => {
  for (const { keywords, literals } of [WORDS.bsl, WORDS.query]) {
    const entries = [keywords, literals].flatMap((groups) => Object.values(groups)).flat();
    assert.deepEqual(entries.filter(([ru, ...en]) => !ru || en.length === 0), []);
    const all = entries.flatMap((entry) => [...new Set(entry.map((text) => text.toLowerCase()))]);
    assert.deepEqual(all.filter((text, i) => all.indexOf(text) !== i), []);
  }
});

// Writes the grammars and the language configurations from grammars/keywords.json.
//
//   npm run build            write the files
//   npm run build -- --check fail when a file in the repository is not what this script would write
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { bslGrammar } from "./bsl.mjs";
import { bslConfiguration, sdblConfiguration } from "./editing.mjs";
import { sdblGrammar } from "./sdbl.mjs";

const ROOT = new URL("../", import.meta.url);

/** What the repository must hold: path inside this folder -> text. */
export function generatedFiles() {
  const files = {
    "syntaxes/bsl.tmLanguage.json": marked(bslGrammar()),
    "syntaxes/sdbl.tmLanguage.json": marked(sdblGrammar()),
    "language-configuration.json": bslConfiguration(),
    "sdbl-language-configuration.json": sdblConfiguration(),
  };
  return Object.fromEntries(Object.entries(files).map(([path, data]) => [path, `${JSON.stringify(data, null, 2)}\n`]));
}

/** Paths whose text on disk differs from what would be written (a missing file differs too). */
export function outdatedFiles() {
  return Object.entries(generatedFiles()).filter(([path, text]) => textOf(path) !== text).map(([path]) => path);
}

function marked(grammar) {
  return { information_for_contributors: ["Written by scripts/build.mjs: change that and run `npm run build`."], ...grammar };
}

function textOf(path) {
  try {
    return readFileSync(new URL(path, ROOT), "utf8").replaceAll("\r\n", "\n");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function main(args) {
  const outdated = outdatedFiles();
  if (args.includes("--check")) {
    if (outdated.length > 0) console.error(`Out of date: ${outdated.join(", ")}. Run: npm run build`);
    process.exitCode = outdated.length > 0 ? 1 : 0;
    return;
  }
  const files = generatedFiles();
  for (const path of outdated) writeFileSync(new URL(path, ROOT), files[path]);
  console.log(outdated.length > 0 ? `Written: ${outdated.join(", ")}` : "Everything is up to date.");
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) main(process.argv.slice(2));

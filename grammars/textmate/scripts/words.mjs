// The words of both languages as regular expressions: the only reader of ../../keywords.json.
import { readFileSync } from "node:fs";

export const WORDS = JSON.parse(readFileSync(new URL("../../keywords.json", import.meta.url), "utf8"));

/** A name of BSL or SDBL, for Oniguruma: letters of any script, digits, underscore. */
export const NAME = "[\\p{L}_][\\p{L}\\p{Nd}_]*";

/** The alternatives of word groups, longest first, so that no word hides a longer one. */
export function oneOf(...groups) {
  const words = new Set(groups.flat(2));
  return [...words].sort((a, b) => b.length - a.length || (a < b ? -1 : 1)).join("|");
}

/** A whole word out of the groups, in any case. Oniguruma's `\b` and `(?i)` know Cyrillic. */
export function word(...groups) {
  return `(?i)\\b(?:${oneOf(...groups)})\\b`;
}

/** A TextMate rule that gives one scope to whole words. */
export function words(scope, ...groups) {
  return { name: scope, match: word(...groups) };
}

/**
 * One rule for many kinds of words: `{scope: groups}`. The editor tries every rule at every token, so one
 * expression with a capture for each kind is several times faster than a rule for each kind.
 */
export function wordsByScope(kinds) {
  const alternatives = Object.values(kinds).map((groups) => `(${oneOf(...groups)})`);
  return { match: `(?i)\\b(?:${alternatives.join("|")})\\b`, captures: captures(...Object.keys(kinds)) };
}

/** The same for marks: `{scope: expression}`. */
export function marksByScope(kinds) {
  const alternatives = Object.values(kinds).map((expression) => `(${expression})`);
  return { match: alternatives.join("|"), captures: captures(...Object.keys(kinds)) };
}

/** Captures by number from a list of scopes; an empty place leaves that group without a scope. */
export function captures(...scopes) {
  return Object.fromEntries(scopes.map((name, i) => [i + 1, { name }]).filter(([, { name }]) => name));
}

export function include(...names) {
  return names.map((name) => ({ include: name.startsWith("source.") ? name : `#${name}` }));
}

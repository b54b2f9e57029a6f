// Language configurations: what the editor does by itself, without a server.
// These patterns are JavaScript's, where `\b` and `\w` are ASCII: a word's end is spelled out by END.
import { WORDS, oneOf } from "./words.mjs";

const { keywords, preprocessor, directives } = WORDS.bsl;
const { query } = WORDS;

const END = "(?![\\p{L}\\p{Nd}_])";
const BLANK_OR_COMMENT = "\\s*(?://.*)?$";
const NAME_PATTERN = { pattern: "[\\p{L}_][\\p{L}\\p{Nd}_]*", flags: "u" };

const ignoringCase = (pattern) => ({ pattern, flags: "iu" });
const spelled = (group, ...russian) => group.filter(([ru]) => russian.includes(ru));

// The editor keeps folding markers without flags, hence both cases of every letter.
const anyCase = (text) => text.replace(/\p{L}/gu, (c) => `[${c.toUpperCase()}${c.toLowerCase()}]`);
const foldingMarker = (pair) => `^\\s*#\\s*(?:${pair.map(anyCase).join("|")})(?![A-Za-zА-Яа-яЁё0-9_])`;

const openers = [
  spelled(keywords.conditional, "Иначе"),
  spelled(keywords.exception, "Попытка", "Исключение"),
];
const headers = oneOf(keywords.method.slice(0, 2));
const lastWords = oneOf(spelled(keywords.conditional, "Тогда"), spelled(keywords.loop, "Цикл"));
const blockEnds = oneOf(
  spelled(keywords.conditional, "КонецЕсли"),
  spelled(keywords.loop, "КонецЦикла"),
  spelled(keywords.exception, "КонецПопытки"),
  keywords.method.slice(2),
);
const middles = oneOf(
  spelled(keywords.conditional, "ИначеЕсли", "Иначе"),
  spelled(keywords.exception, "Исключение"),
);
const beforeHeader = `(?:&\\s*(?:${oneOf(directives)})\\s+)?(?:(?:${oneOf(keywords.async)})\\s+)?`;

const indentation = {
  // A line that opens a block and does not close it: `Иначе`, `Процедура Имя()`, `… Тогда`, `… Цикл`.
  increaseIndentPattern: ignoringCase(
    `^(?!\\s*(?://|#|\\|))(?!.*(?:^|[^\\p{L}\\p{Nd}_.])(?:${blockEnds})${END})` +
      `(?:\\s*(?:${oneOf(...openers)})${END}.*|\\s*${beforeHeader}(?:${headers})${END}.*` +
      `|(?:.*[^\\p{L}\\p{Nd}_.])?(?:${lastWords})${BLANK_OR_COMMENT})$`,
  ),
  decreaseIndentPattern: ignoringCase(`^\\s*(?:${blockEnds}|${middles})${END}`),
  unIndentedLinePattern: ignoringCase("^\\s*(?:\\||//|#)"),
};

// Parity of quotes tells whether the caret is in a string: no lookup into the line's tokens is possible here.
const onEnter = [
  {
    beforeText: '^(?!\\s*(?:\\||//))(?:[^"/]|/(?!/)|"[^"]*")*"[^"]*$',
    action: { indent: "none", appendText: "|" },
  },
  {
    beforeText: '^\\s*\\|[^"]*(?:"[^"]*"[^"]*)*$',
    action: { indent: "none", appendText: "|" },
  },
  // A comment cut in two stays a comment; below two comment lines a third one follows, until an empty one.
  { beforeText: "^\\s*//.*$", afterText: "^\\s*\\S", action: { indent: "none", appendText: "// " } },
  {
    beforeText: ignoringCase(`^\\s*//\\s*(?:${oneOf(WORDS.bsl.documentation.sections)})\\s*:\\s*$`),
    action: { indent: "none", appendText: "//  " },
  },
  {
    beforeText: "^\\s*//\\s*[^\\s/]",
    previousLineText: "^\\s*//",
    action: { indent: "none", appendText: "// " },
  },
];

const pairs = [["(", ")"], ["[", "]"]];
const closing = pairs.map(([open, close]) => ({ open, close }));
const quote = (mark) => ({ open: mark, close: mark, notIn: ["string", "comment"] });

export function bslConfiguration() {
  const [region] = preprocessor.region;
  return {
    comments: { lineComment: "//" },
    brackets: pairs,
    colorizedBracketPairs: pairs,
    autoClosingPairs: [...closing, quote('"'), quote("'")],
    surroundingPairs: [...pairs, ['"', '"'], ["'", "'"]],
    wordPattern: NAME_PATTERN,
    folding: { markers: { start: foldingMarker(region), end: foldingMarker(preprocessor.region[1]) } },
    indentationRules: indentation,
    onEnterRules: onEnter,
  };
}

export function sdblConfiguration() {
  const braces = [...pairs.slice(0, 1), ["{", "}"]];
  const cases = query.keywords.conditional;
  return {
    comments: { lineComment: "//" },
    brackets: braces,
    colorizedBracketPairs: braces,
    autoClosingPairs: [...braces.map(([open, close]) => ({ open, close })), quote('"')],
    surroundingPairs: [...braces, ['"', '"']],
    wordPattern: NAME_PATTERN,
    indentationRules: {
      increaseIndentPattern: ignoringCase(`^\\s*(?:${oneOf(query.keywords.statement.slice(0, 1), spelled(query.keywords.clause, "ИЗ", "ГДЕ"), spelled(cases, "ВЫБОР"))})${BLANK_OR_COMMENT}`),
      decreaseIndentPattern: ignoringCase(`^\\s*(?:${oneOf(spelled(query.keywords.clause, "ИЗ", "ГДЕ"), spelled(cases, "КОНЕЦ"))})${END}`),
    },
  };
}

// Strings of BSL: plain text, texts in several languages, queries.
//
// A string goes on over lines that start with `|`; comments, instructions and blank lines may stand
// between them. Any other line ends it, so a forgotten quote costs one line and not the rest of the module.
// Every rule nested in a string must stop where the string stops, or it would hide the closing quote.
import { NAME, WORDS, captures, include, oneOf } from "./words.mjs";

const [select, drop] = WORDS.query.keywords.statement;
const modifiers = oneOf(WORDS.query.keywords.modifier);
const clause = (russian) => oneOf(WORDS.query.keywords.clause.filter(([ru]) => ru === russian));
const from = clause("ИЗ");

const LINE_ENDS_STRING = "^(?!\\s*(?:\\||//|#|$))";
const STRING_ENDS = `(?="(?!"))|${LINE_ENDS_STRING}`;

/**
 * What makes a text a query. Capitals are enough (`"ВЫБРАТЬ …`, though not the whole text `"ВЫБРАТЬ"`); in
 * other spellings only what no caption says: "Выбрать файл" is a button, "Выбрать первые 10" a query. A text
 * that goes on with a union or with the `;` of a batch is the next piece of a query.
 */
const QUERY_STARTS = [
  `(?:${oneOf(select, drop)})\\b(?!"(?!"))`,
  `(?i:(?:${oneOf(select)})\\b(?=\\s*$|\\s+(?:${modifiers})\\b|[^"]*\\b(?:${from})\\s+(?:&|${NAME}\\.[\\p{L}_])))`,
  `(?i:(?:${oneOf(drop)})\\s+${NAME}\\s*;)`,
  `(?:${clause("ОБЪЕДИНИТЬ")})\\b(?=\\s*$|\\s+(?:${clause("ВСЕ")})\\b)`,
  ";\\s*$",
].join("|");

const TEXT_BY_LANGUAGE = "[A-Za-z]{2,3}(?:_[A-Za-z]{2,4})?\\s*=\\s*'";

const quotes = {
  beginCaptures: { 0: { name: "punctuation.definition.string.begin.bsl" } },
  end: `"(?!")|${LINE_ENDS_STRING}`,
  endCaptures: { 0: { name: "punctuation.definition.string.end.bsl" } },
};

/** A continuation line whose text matches `ahead`, as the start of a part that lasts until the string's end. */
function partFrom(ahead, rest) {
  return {
    begin: `^\\s*(\\|)(?=\\s*(?:${ahead}))`,
    beginCaptures: captures("punctuation.separator.continuation.bsl"),
    end: STRING_ENDS,
    ...rest,
  };
}

const queryPart = { contentName: "meta.embedded.block.sdbl source.sdbl", patterns: include("query-text") };
const textPart = { patterns: include("string-text") };
const localizedPart = { contentName: "meta.string.localized.bsl", patterns: include("localized-text") };

const strings = {
  string: { patterns: include("query-string", "localized-string", "late-string", "plain-string") },
  "query-string": {
    ...quotes,
    name: "string.quoted.double.query.bsl",
    begin: `"(?=\\s*(?:${QUERY_STARTS}))`,
    ...queryPart,
  },
  "localized-string": {
    ...quotes,
    name: "string.quoted.double.localized.bsl",
    begin: `"(?=\\s*${TEXT_BY_LANGUAGE})`,
    ...localizedPart,
  },
  // The first line is blank or a comment of the query: the next line with text says what the string is.
  "late-string": {
    ...quotes,
    name: "string.quoted.double.bsl",
    begin: '"(?=\\s*(?://(?:[^"\\r\\n]|"")*)?\\s*$)',
    patterns: [
      partFrom(QUERY_STARTS, queryPart),
      partFrom(TEXT_BY_LANGUAGE, localizedPart),
      partFrom("(?!//)[^\\s\"]|\"\"", textPart),
      ...include("string-line", "query-comment"),
    ],
  },
  "plain-string": { ...quotes, name: "string.quoted.double.bsl", begin: '"', ...textPart },
};

const contents = {
  "string-line": {
    patterns: [
      { match: "^\\s*(\\|)", captures: captures("punctuation.separator.continuation.bsl") },
      { begin: "^\\s*(?=//|#)", end: "$", patterns: include("plain-comment", "preprocessor") },
    ],
  },
  "string-text": { patterns: include("string-line", "escaped-quote", "template-argument") },
  "escaped-quote": { name: "constant.character.escape.bsl", match: '""' },
  "template-argument": { name: "constant.other.placeholder.bsl", match: "%(?:[1-9][0-9]?|\\([1-9][0-9]?\\))" },
  "localized-text": {
    patterns: [
      ...include("string-text"),
      {
        match: "\\b([A-Za-z]{2,3}(?:_[A-Za-z]{2,4})?)\\s*(=)\\s*(')",
        captures: captures(
          "entity.other.attribute-name.language.bsl",
          "punctuation.separator.key-value.bsl",
          "punctuation.definition.string.localized.bsl",
        ),
      },
      { name: "punctuation.definition.string.localized.bsl", match: "'" },
    ],
  },
};

const query = {
  "query-text": { patterns: include("string-line", "query-comment", "query-quoted", "source.sdbl#tokens") },
  "query-comment": {
    name: "comment.line.double-slash.sdbl",
    match: '(//)(?:[^"\\r\\n]|"")*',
    captures: captures("punctuation.definition.comment.sdbl"),
  },
  // A string of the query: its quotes are doubled, a quote inside it is doubled twice.
  "query-quoted": {
    name: "string.quoted.double.sdbl",
    begin: '""',
    beginCaptures: { 0: { name: "punctuation.definition.string.begin.sdbl" } },
    end: `(""(?!""))|${STRING_ENDS}|$`,
    endCaptures: captures("punctuation.definition.string.end.sdbl"),
    patterns: [{ name: "constant.character.escape.sdbl", match: '""""' }],
  },
};

export const stringRules = { ...strings, ...contents, ...query };

// The grammar of SDBL, the query language. Everything under `tokens` lies within one line and holds no
// double quote, so that a query inside a BSL string can include it and the string still ends.
import { NAME, WORDS, captures, include, marksByScope, oneOf, word, words, wordsByScope } from "./words.mjs";

const { query } = WORDS;
const { keywords, literals, functions } = query;

/** Compound keywords with at least one word that is no keyword by itself. */
function compounds() {
  const single = new Set([...Object.values(keywords), ...Object.values(literals)].flat(2));
  return query.compound.flat().filter((text) => text.split(" ").some((part) => !single.has(part)));
}

const firstWords = [...new Set(compounds().map((text) => text.split(" ")[0]))];

export function sdblGrammar() {
  return {
    name: "SDBL",
    scopeName: "source.sdbl",
    patterns: include("comment", "string", "tokens"),
    repository: { ...quoted, ...names, ...keywordRules, ...marks, tokens: { patterns: include(...tokenOrder) } },
  };
}

const tokenOrder = [
  "date", "number", "parameter", "placeholder", "table", "predefined", "owner", "member", "alias", "period", "function",
  "compound", "keyword", "name", "mark",
];

const PERIODS = keywords.clause.filter(([ru]) => ru === "ПЕРИОДАМИ");

const quoted = {
  comment: {
    name: "comment.line.double-slash.sdbl",
    match: "(//)[^\\r\\n]*",
    captures: captures("punctuation.definition.comment.sdbl"),
  },
  string: {
    name: "string.quoted.double.sdbl",
    begin: '"',
    beginCaptures: { 0: { name: "punctuation.definition.string.begin.sdbl" } },
    end: '"(?!")',
    endCaptures: { 0: { name: "punctuation.definition.string.end.sdbl" } },
    patterns: [{ name: "constant.character.escape.sdbl", match: '""' }],
  },
  date: { name: "constant.other.date.sdbl", match: "'[^'\"\\r\\n]*'" },
};

const names = {
  parameter: {
    name: "variable.parameter.sdbl",
    match: `(&)${NAME}`,
    captures: captures("punctuation.definition.variable.sdbl"),
  },
  // Text that the program puts in before the query runs: %1, #Условие#.
  placeholder: { name: "constant.other.placeholder.sdbl", match: `%[0-9]+|#${NAME}#?` },
  table: {
    match: `(?i)\\b(${oneOf(query.tables)})\\s*(\\.)\\s*(${NAME})(?:\\s*(\\.)\\s*(${oneOf(query.virtualTables)})\\b(?!\\s*\\.))?`,
    captures: captures(
      "support.class.table.sdbl",
      "punctuation.accessor.sdbl",
      "entity.name.type.table.sdbl",
      "punctuation.accessor.sdbl",
      "support.function.virtual-table.sdbl",
    ),
  },
  predefined: {
    match: `(?i)(\\.)\\s*(${oneOf(query.predefined)})\\b`,
    captures: captures("punctuation.accessor.sdbl", "support.constant.predefined.sdbl"),
  },
  // Whatever stands before or after a dot is a name, even if it is spelled as a keyword.
  owner: { name: "variable.other.sdbl", match: `${NAME}(?=\\.)` },
  member: {
    match: `(\\.)\\s*(${NAME})`,
    captures: captures("punctuation.accessor.sdbl", "variable.other.property.sdbl"),
  },
  // `КАК Число(10)` is a type within ВЫРАЗИТЬ, any other name after КАК is an alias, keywords included.
  alias: {
    patterns: [
      {
        match: `(?i)\\b(${oneOf(keywords.alias)})\\s+(${oneOf(query.castTypes)})\\b(?=\\s*[()])`,
        captures: captures("keyword.other.alias.sdbl", "storage.type.sdbl"),
      },
      {
        match: `(?i)\\b(${oneOf(keywords.alias)})\\s+(${NAME})\\b(?!\\s*[.(])`,
        captures: captures("keyword.other.alias.sdbl", "entity.name.alias.sdbl"),
      },
      words("keyword.other.alias.sdbl", keywords.alias),
    ],
  },
  // A period is an argument of its own: НАЧАЛОПЕРИОДА(Дата, МЕСЯЦ). Elsewhere the same word is a field.
  period: {
    patterns: [
      {
        match: `(?i)(,)\\s*(${oneOf(query.periods)})\\b(?=\\s*[,)])`,
        captures: captures("punctuation.separator.sdbl", "constant.language.period.sdbl"),
      },
      {
        match: `(?i)\\b(${oneOf(PERIODS)})\\s*(\\()\\s*(${oneOf(query.periods)})\\b`,
        captures: captures("keyword.other.query.sdbl", "punctuation.parenthesis.sdbl", "constant.language.period.sdbl"),
      },
    ],
  },
  function: {
    patterns: [
      { name: "support.function.aggregate.sdbl", match: `${word(functions.aggregate)}(?=\\s*\\()` },
      { name: "support.function.sdbl", match: `${word(...Object.values(functions))}(?=\\s*\\()` },
    ],
  },
  name: { name: "variable.other.sdbl", match: NAME },
};

const keywordRules = {
  compound: {
    patterns: [
      { name: "keyword.other.query.sdbl", match: `(?i)\\b(?:${oneOf(compounds()).replaceAll(" ", "\\s+")})\\b` },
      // A compound keyword broken over two lines. Only in capitals: `Order` may well be a field that ends a line.
      { name: "keyword.other.query.sdbl", match: `\\b(?:${oneOf(firstWords)})\\b(?=\\s*$)` },
    ],
  },
  keyword: {
    patterns: [
      wordsByScope({
        "keyword.other.query.sdbl": [keywords.statement, keywords.clause],
        "storage.modifier.query.sdbl": [keywords.modifier, keywords.sort],
        "keyword.control.conditional.sdbl": [keywords.conditional],
        "keyword.operator.wordlike.logical.sdbl": [keywords.logical],
        "keyword.operator.wordlike.comparison.sdbl": [keywords.comparison],
        "constant.language.boolean.sdbl": [literals.boolean],
        "constant.language.undefined.sdbl": [literals.undefined],
        "constant.language.null.sdbl": [literals.null],
      }),
      // `Ссылка` is the most common field of all; it is the operator only before a table.
      {
        name: "keyword.operator.wordlike.type.sdbl",
        match: `${word(keywords.refs)}(?=\\s+(?i:${oneOf(query.tables)})\\s*\\.)`,
      },
    ],
  },
};

const marks = {
  number: { name: "constant.numeric.sdbl", match: "\\b[0-9]+(?:\\.[0-9]+)?" },
  mark: marksByScope({
    "punctuation.separator.sdbl": ",",
    "punctuation.parenthesis.sdbl": "[()]",
    "punctuation.accessor.sdbl": "\\.",
    "keyword.operator.comparison.sdbl": "<>|<=|>=|[<>=]",
    "keyword.operator.arithmetic.sdbl": "[-+*/]",
    "punctuation.terminator.query.sdbl": ";",
    "punctuation.section.composition.sdbl": "[{}]",
  }),
};

// The grammar of BSL (1C:Enterprise) and OneScript.
import { commentRules } from "./bsl_comments.mjs";
import { stringRules } from "./bsl_strings.mjs";
import { NAME, WORDS, captures, include, marksByScope, oneOf, word, words, wordsByScope } from "./words.mjs";

const { keywords, literals, preprocessor, directives, annotations } = WORDS.bsl;
const methodStarts = keywords.method.slice(0, 2);
const CALLED = `${NAME}(?=\\s*\\()`;
const statements = ["conditional", "loop", "flow", "exception", "method", "variable"].map((role) => keywords[role]);

export function bslGrammar() {
  return {
    name: "BSL",
    scopeName: "source.bsl",
    fileTypes: ["bsl", "os"],
    patterns: include("shebang", "method-header", "code"),
    repository: {
      code: { patterns: include(...codeOrder) },
      ...commentRules, ...stringRules, ...lineRules, ...methodRules, ...wordRules, ...nameRules, ...markRules,
    },
  };
}

// At one place the first rule wins: members before keywords, keywords before names.
const codeOrder = [
  "comment", "preprocessor", "annotation", "label", "string", "date", "number", "member",
  "new", "keyword", "constant", "name", "mark",
];

const DIRECTIVES = [
  `(${oneOf(preprocessor.conditional)})\\b`,
  `(${oneOf(preprocessor.region)})\\b(?:\\s+(${NAME}))?`,
  `(${oneOf(preprocessor.extension)})\\b`,
  `(${oneOf(preprocessor.import)})\\b(?:\\s+([\\p{L}\\p{Nd}_-]+))?`,
  `(${NAME})`,
];

const lineRules = {
  shebang: { name: "comment.line.shebang.bsl", match: "\\A#![^\\r\\n]*" },
  preprocessor: {
    name: "meta.preprocessor.bsl",
    begin: `(?i)(#)\\s*(?:${DIRECTIVES.join("|")})`,
    beginCaptures: captures(
      "punctuation.definition.directive.bsl",
      "keyword.control.directive.conditional.bsl",
      "keyword.control.directive.region.bsl",
      "entity.name.section.bsl",
      "keyword.control.directive.extension.bsl",
      "keyword.control.directive.import.bsl",
      "entity.name.namespace.bsl",
      "keyword.control.directive.other.bsl",
    ),
    end: "$",
    patterns: [
      ...include("plain-comment"),
      { name: "string.quoted.double.import.bsl", match: '"[^"\\r\\n]*"?' },
      words("keyword.control.directive.conditional.bsl", preprocessor.conditional),
      words("keyword.operator.wordlike.logical.bsl", keywords.logical),
      words("support.constant.preprocessor.bsl", preprocessor.symbols),
      { name: "variable.other.preprocessor.bsl", match: NAME },
      ...include("mark"),
    ],
  },
  annotation: {
    patterns: [
      decorator(`(${oneOf(directives)})\\b`, "storage.modifier.directive.bsl"),
      decorator(`(${oneOf(annotations)})\\b`, "storage.modifier.annotation.bsl"),
      decorator(`(${NAME})`, "entity.name.function.decorator.bsl"),
    ],
  },
  label: {
    name: "entity.name.label.bsl",
    match: `(~)\\s*${NAME}`,
    captures: captures("punctuation.definition.label.bsl"),
  },
};

function decorator(name, scope) {
  return {
    name: "meta.decorator.bsl",
    match: `(?i)(&)\\s*${name}`,
    captures: captures("punctuation.definition.decorator.bsl", scope),
  };
}

// No statement can stand among parameters: while `Процедура Имя(` is being typed, the code below it keeps
// its colours.
const PARAMETERS_BREAK = `(?=;|(?i:\\b(?:${oneOf(...statements)})\\b))`;

const methodRules = {
  "method-header": {
    patterns: [
      {
        name: "meta.function.bsl",
        begin: `(?i)\\b(${oneOf(methodStarts)})\\s+(${NAME})\\s*(\\()`,
        beginCaptures: captures(
          "storage.type.function.bsl",
          "entity.name.function.bsl",
          "punctuation.definition.parameters.begin.bsl",
        ),
        end: `(\\))|${PARAMETERS_BREAK}`,
        endCaptures: captures("punctuation.definition.parameters.end.bsl"),
        patterns: [
          ...include("comment", "preprocessor", "annotation", "annotation-arguments", "string", "date", "number", "constant"),
          { name: "variable.parameter.bsl", match: NAME },
          { name: "keyword.operator.assignment.bsl", match: "=" },
          ...include("mark"),
        ],
      },
      {
        match: `(?i)\\b(${oneOf(methodStarts)})\\s+(${NAME})`,
        captures: captures("storage.type.function.bsl", "entity.name.function.bsl"),
      },
    ],
  },
  // OneScript annotates parameters: `&Имя("текст") Параметр`. The bracket must not end the header.
  "annotation-arguments": {
    begin: "\\(",
    beginCaptures: { 0: { name: "punctuation.parenthesis.bsl" } },
    end: `(\\))|${PARAMETERS_BREAK}`,
    endCaptures: captures("punctuation.parenthesis.bsl"),
    patterns: include("comment", "annotation", "annotation-arguments", "string", "date", "number", "constant", "name", "mark"),
  },
};

const wordRules = {
  keyword: {
    patterns: [
      wordsByScope({
        "keyword.control.conditional.bsl": [keywords.conditional],
        "keyword.control.loop.bsl": [keywords.loop],
        "keyword.control.flow.bsl": [keywords.flow],
        "keyword.control.exception.bsl": [keywords.exception],
        "storage.type.function.bsl": [keywords.method],
        "storage.type.variable.bsl": [keywords.variable],
        "keyword.operator.wordlike.logical.bsl": [keywords.logical],
        "keyword.other.execute.bsl": [keywords.execute],
        "keyword.other.handler.bsl": [keywords.handler],
      }),
      // Асинх and Ждать are names wherever they do not stand in their own place.
      {
        name: "storage.modifier.async.bsl",
        match: `${word(keywords.async)}(?=\\s*$|\\s+(?i:${oneOf(methodStarts)})\\b)`,
      },
      { name: "keyword.control.flow.await.bsl", match: `${word(keywords.await)}(?=\\s*$|\\s+[\\p{L}_(])` },
    ],
  },
  constant: wordsByScope({
    "storage.modifier.bsl": [keywords.modifier],
    "constant.language.boolean.bsl": [literals.boolean],
    "constant.language.undefined.bsl": [literals.undefined],
    "constant.language.null.bsl": [literals.null],
  }),
  new: {
    match: `(?i)\\b(${oneOf(keywords.new)})\\b(?:\\s+(${NAME}))?`,
    captures: captures("keyword.operator.new.bsl", "entity.name.type.bsl"),
  },
};

const nameRules = {
  // Whatever follows a dot on its line is a name, even if it is spelled as a keyword.
  member: {
    match: `(\\.)\\s*(?:(${CALLED})|(${NAME}))`,
    captures: captures("punctuation.accessor.bsl", "entity.name.function.member.bsl", "variable.other.property.bsl"),
  },
  name: marksByScope({ "entity.name.function.call.bsl": CALLED, "variable.other.readwrite.bsl": NAME }),
};

const markRules = {
  date: { name: "constant.other.date.bsl", match: "'[^'\\r\\n]*'?" },
  number: { name: "constant.numeric.bsl", match: "\\b[0-9]+(?:\\.[0-9]*)?" },
  mark: marksByScope({
    "punctuation.parenthesis.bsl": "[()]",
    "punctuation.separator.bsl": ",",
    "punctuation.terminator.statement.bsl": ";",
    "keyword.operator.comparison.bsl": "<>|<=|>=|[<>]",
    "keyword.operator.equal.bsl": "=",
    "keyword.operator.arithmetic.bsl": "[-+*/%]",
    "keyword.operator.ternary.bsl": "\\?",
    "punctuation.bracket.bsl": "[\\[\\]]",
    "punctuation.accessor.bsl": "\\.",
    "punctuation.separator.label.bsl": ":",
  }),
};

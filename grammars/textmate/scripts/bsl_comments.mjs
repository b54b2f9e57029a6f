// Comments of BSL, with the words and the lists of a documentation comment.
import { NAME, WORDS, captures, include, oneOf } from "./words.mjs";

const { sections, marks, typeLinks } = WORDS.bsl.documentation;

const SECTION = `(?i:${oneOf(sections)})\\s*:`;
const MARK = `(?i:${oneOf(marks)})\\.`;
const TYPE = "\\p{Lu}[\\p{L}\\p{Nd}_.]*";
const TYPE_LIST = `${TYPE}(?:\\s*,\\s*${TYPE}|\\s+(?i:${oneOf(typeLinks)})\\s+${TYPE})*`;

const slashes = captures("punctuation.definition.comment.bsl", "keyword.other.documentation.bsl");
const types = {
  patterns: [
    { name: "keyword.other.documentation.bsl", match: `(?i)\\b(?:${oneOf(typeLinks)})\\b` },
    { name: "entity.name.type.documentation.bsl", match: TYPE },
  ],
};

export const commentRules = {
  comment: { patterns: include("documentation-section", "documentation-mark", "plain-comment") },
  // `// Параметры:` and the comment lines under it: `//  Имя - Тип, Тип - text`, `//   * Поле - Тип`.
  "documentation-section": {
    name: "comment.line.double-slash.documentation.bsl",
    begin: `^\\s*(//)\\s*(${SECTION})`,
    beginCaptures: slashes,
    while: `^\\s*(//)(?!\\s*(?:${SECTION}|${MARK}))`,
    whileCaptures: slashes,
    patterns: [
      {
        match: `\\G\\s*(\\*+)?\\s*(${NAME})\\s+(-)\\s+(${TYPE_LIST})(?=\\s*(?:-|:|\\.|,)?(?:\\s|$))`,
        captures: {
          ...captures("punctuation.definition.list.bsl", "variable.parameter.documentation.bsl", "punctuation.separator.bsl"),
          4: types,
        },
      },
      { match: `\\G\\s*(?:-\\s+)?(${TYPE_LIST})(?=\\s+-\\s|\\s*:?\\s*$)`, captures: { 1: types } },
    ],
  },
  "documentation-mark": {
    name: "comment.line.double-slash.documentation.bsl",
    match: `^\\s*(//)\\s*(${MARK})[^\\r\\n]*`,
    captures: slashes,
  },
  "plain-comment": {
    name: "comment.line.double-slash.bsl",
    match: "(//)[^\\r\\n]*",
    captures: captures("punctuation.definition.comment.bsl"),
  },
};

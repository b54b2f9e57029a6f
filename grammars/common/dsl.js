/// <reference types="tree-sitter-cli/dsl" />
// What both grammars need to describe a bilingual, case-insensitive language.

/** A regular expression for any of the words, in any case. */
const anyCase = (...words) => new RegExp(words.join('|'), 'i');

/** One hidden rule `_<name>` per row of a keyword table: { name: ['русское', 'english'] }. */
const keywordRules = (table) =>
  Object.fromEntries(Object.entries(table).map(([name, words]) => ['_' + name, () => anyCase(...words)]));

/** The keyword as an anonymous node with its English name, whichever language it is written in. */
const keyword = ($, name) => alias($['_' + name], name);

const commaList = (rule) => seq(rule, repeat(seq(',', rule)));

/** One alternative of `binary` per row [precedence, operator]; all are left-associative. `right`: the right operand. */
const binaryOperators = ($, rows, right = $.expression) =>
  rows.map(([precedence, operator]) =>
    prec.left(precedence, seq(field('left', $.expression), field('operator', operator), field('right', right))));

export { anyCase, keywordRules, keyword, commaList, binaryOperators };

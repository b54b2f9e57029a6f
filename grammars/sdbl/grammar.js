/// <reference types="tree-sitter-cli/dsl" />
// SDBL, the query language of 1C:Enterprise 8, as it stands in string literals of BSL and in data composition schemas.
//
// Query texts in modules are often templates: pieces are put in by StrReplace before the query runs. `placeholder`
// covers the ways of marking them, and is an extra besides, so that a piece may stand where no syntax expects it.
import { keywordRules, commaList, binaryOperators } from '../common/dsl.js';
import KEYWORDS from './keywords.js';

// Weakest first. NOT binds weaker than a comparison.
const P = { or: 1, and: 2, not: 3, compare: 4, add: 5, multiply: 6, sign: 7, postfix: 8 };

// Words that are never names outside a member position. With them a parser that meets `ИЗ` after a comma knows that
// a field is missing. All other keywords are names wherever the keyword itself cannot stand.
const RESERVED = [
  'select', 'from', 'where', 'group', 'having', 'by', 'on_en', 'union', 'order', 'as', 'inner', 'join',
  'and', 'or', 'not', 'in', 'is', 'null', 'between', 'like', 'case', 'when', 'then', 'else', 'end', 'cast', 'into',
  'index', 'true', 'false', 'undefined', 'autoorder',
];

// English keywords that are also names where the keyword could stand.
const NAMES_TOO = ['group_en', 'index_en', 'order_en', 'totals_en', 'left', 'right', 'sets'];

const keyword = ($, name) => alias($['_' + name], name.replace('_en', ''));
const eitherKeyword = ($, name) => choice(keyword($, name), keyword($, name + '_en'));

export default grammar({
  name: 'sdbl',
  word: ($) => $.identifier,
  reserved: {
    global: ($) => RESERVED.map((name) => $['_' + name]),
    member: () => [], // after a dot and after КАК every word is a name
  },
  // `|` begins the lines of a literal in a module; the server cuts these margins off, other editors leave them.
  extras: ($) => [/[\s\u00A0\uFEFF|]/, $.comment, $.composition, $.placeholder],
  supertypes: ($) => [$.expression, $.source],
  inline: ($) => [$._any_name, $._name],

  rules: {
    query_package: ($) => repeat(choice($.select_query, $.drop_query, ';')),
    drop_query: ($) => seq(keyword($, 'drop'), field('name', $._table_name)),

    // ---- query

    select_query: ($) => prec.right(seq(
      $.select_part, repeat(seq(keyword($, 'union'), optional(keyword($, 'all')), $.select_part)),
      repeat(choice($.order_by, $.autoorder, $.totals, $.index_by)),
    )),
    select_part: ($) => prec.right(seq(
      keyword($, 'select'),
      repeat(choice(
        keyword($, 'allowed'), keyword($, 'distinct'),
        seq(keyword($, 'top'), field('limit', choice($.number, $.parameter, $.placeholder))),
      )),
      optional(field('fields', $.fields)), optional($.into), optional($.from), optional($.where),
      optional($.group_by), optional($.having), optional($.for_update),
    )),
    into: ($) => seq(choice(keyword($, 'into'), keyword($, 'add')), field('name', $._table_name)),
    _table_name: ($) => choice($._name, $.placeholder, $.parameter),

    fields: ($) => commaList($.field),
    field: ($) => seq(field('value', choice($.star, $.expression, $.nested_table)), optional($._alias)),
    star: ($) => seq(repeat(seq($.identifier, '.')), '*'),
    nested_table: ($) => seq(field('table', choice($.identifier, $.column)), '.', '(', $.fields, ')'),
    // КАК may be left out, and then only a word that is no keyword is an alias.
    _alias: ($) => choice(
      seq(keyword($, 'as'), field('alias', choice($._any_name, $.placeholder))), field('alias', $.identifier),
    ),
    _any_name: ($) => reserved('member', $.identifier),
    _name: ($) => choice($.identifier, ...NAMES_TOO.map((name) => alias($['_' + name], $.identifier))),

    // ---- sources

    from: ($) => seq(keyword($, 'from'), commaList($.source)),
    source: ($) => choice($.table, $.subquery_source, $.join),
    table: ($) => prec.right(seq(
      field('name', choice($._name, $.column, $.parameter, $.placeholder)),
      optional(field('parameters', $.arguments)), optional($._alias), // parameters of a virtual table
    )),
    subquery_source: ($) => prec.right(seq('(', choice($.select_query, $.placeholder), ')', optional($._alias))),
    join: ($) => prec.left(seq(
      field('left', $.source),
      optional(choice(keyword($, 'left'), keyword($, 'right'), keyword($, 'full'), keyword($, 'inner'))),
      optional(keyword($, 'outer')), keyword($, 'join'),
      field('right', choice($.source, seq('(', $.source, ')'))),
      choice(keyword($, 'by'), keyword($, 'on_en')), field('condition', $.expression),
    )),

    // ---- clauses

    where: ($) => seq(keyword($, 'where'), $.expression),
    group_by: ($) => prec.right(seq(
      eitherKeyword($, 'group'), keyword($, 'by'),
      choice(
        commaList($.expression),
        seq(keyword($, 'grouping'), keyword($, 'sets'), '(', commaList($._grouping_set), ')'),
      ),
    )),
    _grouping_set: ($) => seq('(', optional(commaList($.expression)), ')'),
    having: ($) => seq(keyword($, 'having'), $.expression),
    for_update: ($) => prec.right(seq(
      keyword($, 'for'), keyword($, 'update'),
      optional(seq(optional(keyword($, 'of')), commaList(choice($.identifier, $.column)))),
    )),
    index_by: ($) => prec.right(seq(
      eitherKeyword($, 'index'), keyword($, 'by'),
      choice(commaList($.expression), seq(keyword($, 'sets'), '(', commaList($._index_set), ')')),
    )),
    _index_set: ($) => prec(1, seq('(', commaList($.expression), ')')), // not a call of a function Sets
    order_by: ($) => prec.right(seq(eitherKeyword($, 'order'), keyword($, 'by'), commaList($.order_item))),
    order_item: ($) => prec.right(seq(
      $.expression, repeat(choice(keyword($, 'asc'), keyword($, 'desc'), keyword($, 'hierarchy'))),
    )),
    autoorder: ($) => keyword($, 'autoorder'),
    totals: ($) => prec.right(seq(
      eitherKeyword($, 'totals'), optional(commaList($.total_field)), keyword($, 'by'), commaList($.total_group),
    )),
    total_field: ($) => seq(field('value', $.expression), optional($._alias)),
    total_group: ($) => prec.right(seq(
      choice(keyword($, 'overall'), $.expression),
      repeat(choice(keyword($, 'only'), keyword($, 'hierarchy'), seq(keyword($, 'periods'), $.arguments))),
      optional($._alias),
    )),

    // ---- expressions

    expression: ($) => choice(
      $.number, $.string, $.date, $.boolean, $.undefined, $.null, $.parameter, $.placeholder, $._name, $.column,
      $.call, $.case, $.cast, $.parenthesized, $.tuple, $.subquery, $.unary, $.binary, $.in, $.between, $.like,
      $.is_null, $.refs,
    ),
    column: ($) => prec.right(P.postfix, seq(
      field('object', choice($._name, $.column, $.cast, $.placeholder, $.parameter, $.call)), '.',
      field('name', choice($._any_name, $.placeholder, $.parameter)),
    )),
    call: ($) => prec(P.postfix, seq(field('name', $._name), field('arguments', $.arguments))),
    arguments: ($) => seq('(', optional($._argument), repeat(seq(',', optional($._argument))), ')'),
    _argument: ($) => choice(
      $.expression, seq(keyword($, 'distinct'), $.expression), $.star, seq($.expression, keyword($, 'as'), $.identifier),
    ),
    case: ($) => seq(
      keyword($, 'case'), optional(field('value', $.expression)), repeat($.when),
      optional(seq(keyword($, 'else'), field('default', $.expression))), keyword($, 'end'),
    ),
    when: ($) => seq(
      keyword($, 'when'), field('condition', $.expression), keyword($, 'then'), field('value', $.expression),
    ),
    cast: ($) => seq(
      keyword($, 'cast'), '(', field('value', $.expression), keyword($, 'as'),
      field('type', choice($.identifier, $.column, $.call, $.placeholder)), ')',
    ),
    parenthesized: ($) => seq('(', $.expression, ')'),
    tuple: ($) => seq('(', $.expression, repeat1(seq(',', $.expression)), ')'),
    subquery: ($) => seq('(', $.select_query, ')'),
    unary: ($) => choice(
      prec(P.not, seq(field('operator', keyword($, 'not')), field('operand', $.expression))),
      prec(P.sign, seq(field('operator', choice('-', '+')), field('operand', $.expression))),
    ),
    binary: ($) => choice(...binaryOperators($, [
      [P.or, keyword($, 'or')],
      [P.and, keyword($, 'and')],
      [P.compare, choice('=', '<>', '<', '>', '<=', '>=')],
      [P.add, choice('+', '-')],
      [P.multiply, choice('*', '/')],
    ])),
    in: ($) => prec.left(P.compare, seq(
      field('left', $.expression), optional(keyword($, 'not')), keyword($, 'in'), optional(keyword($, 'hierarchy')),
      field('right', choice($.parenthesized, $.tuple, $.subquery, $.parameter, $.placeholder)),
    )),
    between: ($) => prec.left(P.compare, seq(
      field('left', $.expression), optional(keyword($, 'not')), keyword($, 'between'),
      field('low', $.expression), keyword($, 'and'), field('high', $.expression),
    )),
    like: ($) => prec.left(P.compare, seq(
      field('left', $.expression), optional(keyword($, 'not')), keyword($, 'like'), field('pattern', $.expression),
      optional(seq(keyword($, 'escape'), $.string)),
    )),
    is_null: ($) => prec.left(P.compare, seq(
      field('left', $.expression), keyword($, 'is'), optional(keyword($, 'not')), keyword($, 'null'),
    )),
    refs: ($) => prec.left(P.compare, seq(
      field('left', $.expression), keyword($, 'refs'), field('type', choice($.identifier, $.column, $.placeholder)),
    )),

    // ---- literals

    boolean: ($) => choice(keyword($, 'true'), keyword($, 'false')),
    undefined: ($) => $._undefined,
    null: ($) => $._null,
    number: () => /\d+(\.\d*)?/,
    string: () => token(/"([^"]|"")*"/),
    date: () => token(/'[^'\r\n]*'/),
    parameter: () => token(choice(/&[\p{L}_%][\p{L}\p{Nd}_%]*/u, /&\[[^\]\r\n]*\]/)), // &[Piece] in templates
    // #Piece  @Piece  %1  [Piece]
    placeholder: () => token(choice(/[#@%][\p{L}\p{Nd}_.%?]*/u, /\[[^\]\r\n]*\]/)),

    // ---- extras

    comment: () => token(/\/\/[^\r\n]*/),

    // ---- words; the keywords stand before `identifier`, which makes them win where both match

    ...keywordRules(KEYWORDS),
    // The question mark at the end belongs to templates too: `Таблица?.Поле`.
    identifier: () => /[\p{L}_][\p{L}\p{Nd}_]*\??/u,
    // Blocks of the data composition system: {ГДЕ Поле.*}. What they may hold depends on the clause that they stand in.
    composition: () => token(/\{[^{}]*\}/),
  },
});

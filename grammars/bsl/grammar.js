/// <reference types="tree-sitter-cli/dsl" />
// BSL, the language of 1C:Enterprise 8 and OneScript.
//
// The text in an editor is broken most of the time, so the grammar prefers a tree with a hole to an error:
//  * preprocessor lines are extras (preprocessor.js);
//  * `;` is an ordinary token of a block, so nothing depends on whether it is there;
//  * what is open where the text goes on with something that can't stand inside of it (an argument list before `;`, an
//    `Если` before `КонецПроцедуры`) is ended by a node of no width, `missing_…` (src/scanner.c decides);
//  * soft nodes stand for what is not finished yet (README.md lists them). They and the `missing_…` are faults of the
//    text that the tree carries without an ERROR; whoever reports faults must look for them.
// Nothing here may make valid code ambiguous: every soft form is one that no valid module contains.
import { keywordRules, keyword, commaList, binaryOperators } from '../common/dsl.js';
import KEYWORDS from './keywords.js';
import PREPROCESSOR from './preprocessor.js';

// Weakest first. `Не А = Б` is `Не (А = Б)`: NOT binds weaker than a comparison.
const P = { or: 1, and: 2, not: 3, compare: 4, add: 5, multiply: 6, sign: 7, await: 8, postfix: 9 };

// Older code uses these two words as names; all others are never names, so a parser that meets one where a name
// should stand knows that something is missing before it.
const CONTEXTUAL = ['async', 'await'];
const RESERVED = Object.keys(KEYWORDS).filter((name) => !CONTEXTUAL.includes(name));

const close = ($, bracket) => choice(bracket, $.missing_close);
const operand = ($) => choice($.expression, $.missing_operand);
const end = ($, name) => choice(keyword($, name), $['missing_' + name]);

export default grammar({
  name: 'bsl',
  word: ($) => $.identifier,
  externals: ($) => [
    $._trailing_dot, $.missing_close, $.missing_endif, $.missing_enddo, $.missing_endtry, $.missing_operand,
    $._after_operand, // never found: it tells the scanner that a whole operand stands before it
    $._error_recovery, // never valid but while the parser looks for a way out of an error
  ],
  reserved: {
    global: ($) => RESERVED.map((name) => $['_' + name]),
    member: () => [], // after a dot every word is a name: Запрос.Выполнить()
  },
  extras: ($) => [/[\s\u00A0\uFEFF\u200B]/, $.comment, ...Object.keys(PREPROCESSOR).map((name) => $[name])],
  supertypes: ($) => [$.expression, $.statement, $.literal],
  inline: ($) => [$._member_name, $._name, $._call_like, $._target, $._header],

  rules: {
    source_file: ($) =>
      repeat(choice($.procedure_definition, $.function_definition, $.module_variable, $.statement, ';')),

    // ---- declarations

    // The end may be absent (soft): a method whose end is not typed yet, and the first of two headers that stand in
    // the branches of one #Если and share the end.
    procedure_definition: ($) => prec.right(seq(
      repeat($.annotation), optional(keyword($, 'async')), keyword($, 'procedure'), $._header,
      optional(field('body', $.block)), optional(keyword($, 'endprocedure')),
    )),
    function_definition: ($) => prec.right(seq(
      repeat($.annotation), optional(keyword($, 'async')), keyword($, 'function'), $._header,
      optional(field('body', $.block)), optional(keyword($, 'endfunction')),
    )),
    _header: ($) => seq(
      field('name', $._name), field('parameters', $.parameters), optional(field('export', keyword($, 'export'))),
    ),
    module_variable: ($) => prec(1, seq(repeat($.annotation), keyword($, 'var'), commaList($.variable))),
    variable: ($) => seq(field('name', $._name), optional(field('export', keyword($, 'export')))),
    parameters: ($) => seq('(', optional(seq(commaList($.parameter), optional(','))), close($, ')')), // soft: `(А, `
    parameter: ($) => seq(
      repeat($.annotation), optional(field('by_value', keyword($, 'val'))), field('name', $._name),
      optional(seq('=', field('default', choice($.literal, $.signed_number)))),
    ),
    signed_number: ($) => seq(choice('-', '+'), $.number),

    // Compilation directives (&НаКлиенте), extension annotations (&Вместо("Имя")) and OneScript annotations look alike.
    annotation: ($) => prec.right(seq(
      '&', field('name', $.identifier), optional(field('arguments', $.annotation_arguments)),
    )),
    annotation_arguments: ($) =>
      seq('(', optional(commaList(choice($.annotation_argument, $._annotation_value))), ')'),
    annotation_argument: ($) =>
      seq(field('name', $.identifier), optional(seq('=', field('value', $._annotation_value)))),
    _annotation_value: ($) => choice($.literal, $.signed_number, $.annotation),

    // ---- statements

    block: ($) => prec.right(repeat1(choice($.statement, ';'))),
    statement: ($) => choice(
      $.assignment, $.call_statement, $.incomplete_statement, $.if_statement, $.while_statement, $.for_statement,
      $.for_each_statement, $.try_statement, $.return_statement, $.raise_statement, $.execute_statement,
      $.break_statement, $.continue_statement, $.goto_statement, $.label, $.handler_statement, $.variable_statement,
      $.await_statement,
    ),
    variable_statement: ($) => seq(keyword($, 'var'), commaList($.variable)),
    // Stronger than an expression: after a half-typed `Из` or `По` the next `Имя =` is a statement, for a comparison is
    // neither a collection nor a number.
    assignment: ($) => prec(1, seq(field('left', $._target), '=', field('right', operand($)))),
    call_statement: ($) => prec(-1, $._call_like), // weaker: `Для Каждого А Из Вызов()` goes on without `Цикл`
    // Soft: a name that is not a statement yet. Weaker than everything that goes on after the name.
    incomplete_statement: ($) => prec.right(-1, choice($.identifier, $.member_access, $.index_access)),
    await_statement: ($) => prec(-1, $.await_expression),

    // Soft: a new block lacks the second word of its header and its end, more than the parser's own recovery repairs
    // without giving up the method around it now and then. So `Тогда`, `Цикл` and `Исключение` may be absent, and of a
    // new loop what stands before `Цикл` too; the end of a block may not. One repair is left, and it is a cheap one.
    if_statement: ($) => seq(
      keyword($, 'if'), field('condition', operand($)), optional(keyword($, 'then')), optional(field('body', $.block)),
      repeat($.elsif_clause), optional($.else_clause), end($, 'endif'),
    ),
    elsif_clause: ($) => seq(
      keyword($, 'elsif'), field('condition', operand($)), optional(keyword($, 'then')),
      optional(field('body', $.block)),
    ),
    else_clause: ($) => seq(keyword($, 'else'), optional(field('body', $.block))),

    while_statement: ($) => seq(
      keyword($, 'while'), field('condition', operand($)), optional(keyword($, 'do')),
      optional(field('body', $.block)), end($, 'enddo'),
    ),
    for_statement: ($) => prec.right(seq(
      keyword($, 'for'),
      optional(seq(
        field('variable', $.identifier),
        optional(seq(
          '=', field('from', operand($)), optional(seq(keyword($, 'to'), optional(field('to', $.expression)))),
        )),
      )),
      optional(keyword($, 'do')), optional(field('body', $.block)), end($, 'enddo'),
    )),
    for_each_statement: ($) => prec.right(seq(
      keyword($, 'for'), keyword($, 'each'),
      optional(seq(
        field('variable', $.identifier),
        optional(seq(keyword($, 'in'), optional(field('collection', $.expression)))),
      )),
      optional(keyword($, 'do')), optional(field('body', $.block)), end($, 'enddo'),
    )),
    try_statement: ($) => seq(
      keyword($, 'try'), optional(field('body', $.block)),
      optional(seq(keyword($, 'except'), optional(field('handler', $.block)))), end($, 'endtry'),
    ),

    return_statement: ($) => prec.right(seq(keyword($, 'return'), optional(field('value', $.expression)))),
    raise_statement: ($) => prec.right(seq(
      keyword($, 'raise'), optional(choice(field('value', $.expression), $.raise_arguments)),
    )),
    // One argument in parentheses is an ordinary expression; the form with several came with 8.3.21.
    raise_arguments: ($) => seq('(', optional($.expression), repeat1(seq(',', optional($.expression))), ')'),
    execute_statement: ($) => seq(keyword($, 'execute'), field('code', $.expression)),
    break_statement: ($) => keyword($, 'break'),
    continue_statement: ($) => keyword($, 'continue'),
    goto_statement: ($) => seq(keyword($, 'goto'), '~', field('label', $.identifier)),
    label: ($) => seq('~', field('name', $.identifier), ':'),
    handler_statement: ($) => seq(
      choice(keyword($, 'addhandler'), keyword($, 'removehandler')),
      field('event', $.expression), ',', field('handler', $.expression),
    ),

    // ---- expressions

    expression: ($) => choice(
      $.literal, $.identifier, $._soft_identifier, $.call, $.method_call, $.member_access, $.index_access,
      $.new_expression, $.ternary, $.parenthesized, $.unary, $.binary, $.await_expression,
    ),
    _soft_identifier: ($) => alias($._async, $.identifier),
    _target: ($) => choice($.identifier, $._soft_identifier, $.member_access, $.index_access),
    _call_like: ($) => choice($.call, $.method_call),
    _object: ($) => choice(
      $.identifier, $.call, $.method_call, $.member_access, $.index_access, $.new_expression, $.ternary,
      $.parenthesized,
    ),
    _name: ($) => choice($.identifier, alias($._async, $.identifier), alias($._await, $.identifier)),
    _member_name: ($) => reserved('member', $.identifier),

    // Ждать(А) waits for a promise, Ждать() and Ждать(А, Б) call a method of that name from before 8.3.18: what stands
    // in the parentheses decides, and `parenthesized` is preferred where both fit.
    call: ($) => prec(P.postfix, seq(
      field('name', choice($.identifier, alias($._await, $.identifier))), field('arguments', $.arguments),
    )),
    method_call: ($) => prec(P.postfix, seq(
      field('object', $._object), '.', field('name', $._member_name), field('arguments', $.arguments),
    )),
    // Soft without a name: `Объект.` at the end of its line (src/scanner.c decides).
    member_access: ($) => prec.right(P.postfix, seq(
      field('object', $._object), choice(seq('.', field('name', $._member_name)), $._trailing_dot),
    )),
    index_access: ($) => prec(P.postfix, seq(field('object', $._object), '[', field('index', operand($)), close($, ']'))),
    // Any argument may be left out: Метод(, , 3)
    arguments: ($) => seq('(', optional($.expression), repeat(seq(',', optional($.expression))), close($, ')')),
    new_expression: ($) => prec.right(P.postfix, seq(
      keyword($, 'new'),
      choice(
        seq(field('type', $.identifier), optional(field('arguments', $.arguments))),
        field('arguments', $.arguments), // Новый("Имя", Параметры)
      ),
    )),
    // Soft without its second or third part, for the same reason as the blocks.
    ternary: ($) => seq(
      '?', '(', field('condition', operand($)),
      optional(seq(',', optional(field('consequence', $.expression)),
        optional(seq(',', optional(field('alternative', $.expression)))))),
      close($, ')'),
    ),
    parenthesized: ($) => prec(P.postfix + 1, seq('(', operand($), close($, ')'))),
    await_expression: ($) => prec(P.await, seq(keyword($, 'await'), $.expression)),
    unary: ($) => choice(
      prec(P.not, seq(field('operator', keyword($, 'not')), field('operand', operand($)))),
      prec(P.sign, seq(field('operator', choice('-', '+')), field('operand', operand($)))),
    ),
    binary: ($) => choice(...binaryOperators($, [
      [P.or, keyword($, 'or')],
      [P.and, keyword($, 'and')],
      // After `Х =` at a line's end, `Б = 1` on the next line reads as a comparison. That is what the language says
      // (real modules write it so), hence not a soft form.
      [P.compare, choice('=', '<>', '<', '>', '<=', '>=')],
      [P.add, choice('+', '-')],
      [P.multiply, choice('*', '/', '%')],
      [P.multiply, $._after_operand], // see externals
    ], operand($))),

    // ---- literals

    literal: ($) => choice($.number, $.string, $.date, $.boolean, $.undefined, $.null),
    number: () => /\d+(\.\d*)?/,
    // Neighbouring literals are one string to BSL. A line of a literal is a token of its own because comments and
    // preprocessor lines may stand between two of them.
    string: ($) => prec.right(repeat1($._string_unit)),
    _string_unit: ($) => choice(
      $._string_single,
      seq(
        alias($._string_head, $.string_line), repeat(alias($._string_part, $.string_line)),
        alias($._string_tail, $.string_line),
      ),
    ),
    _string_single: () => token(/"([^"\r\n]|"")*"/),
    _string_head: () => token(/"([^"\r\n]|"")*/),
    _string_part: () => token(/\|([^"\r\n]|"")*/),
    _string_tail: () => token(/\|([^"\r\n]|"")*"/),
    date: () => token(/'[^'\r\n]*'/),
    boolean: ($) => choice(keyword($, 'true'), keyword($, 'false')),
    undefined: ($) => $._undefined,
    null: ($) => $._null,

    // ---- words; the keywords stand before `identifier`, which makes them win where both match

    ...keywordRules(KEYWORDS),
    identifier: () => /[\p{L}_][\p{L}\p{Nd}_]*/u,

    // ---- extras

    comment: () => token(/\/\/[^\r\n]*/),
    ...PREPROCESSOR,
  },
});

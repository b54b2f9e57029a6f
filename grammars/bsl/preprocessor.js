/// <reference types="tree-sitter-cli/dsl" />
// Preprocessor lines. Each is ONE token that may stand anywhere (an extra), so that `#Если` across procedures,
// inside an expression or around half a statement never breaks the tree. What belongs together (regions, branches)
// is paired afterwards from the flat list of these nodes; the condition of `#Если` stays text of its line for the same
// reason: it is a handful of words, and a parser of one line reads it better than a grammar that must recover from it.
import { anyCase } from '../common/dsl.js';

/** `#`, blanks, one of the words, then the rest of the line. The word must end there: `#Иначе` is not `#ИначеЕсли`. */
const line = (...words) =>
  token(prec(2, seq('#', /[ \t]*/, anyCase(...words), /([^\p{L}\p{Nd}_\r\n][^\r\n]*)?/u)));

/** `#Удаление` … `#КонецУдаления` is one token with the deleted code inside: that code is not part of the module. */
const deleted = () => token(prec(3, seq(
  '#', /[ \t]*/, anyCase('удаление', 'delete'),
  repeat(choice(/[^#]/, /#[ \t]*[^кеКE# \t]/)),
  '#', /[ \t]*/, anyCase('конецудаления', 'enddelete'),
)));

export default {
  preproc_region: () => line('область', 'region'),
  preproc_endregion: () => line('конецобласти', 'endregion'),
  preproc_if: () => line('если', 'if'),
  preproc_elsif: () => line('иначеесли', 'elsif'),
  preproc_else: () => line('иначе', 'else'),
  preproc_endif: () => line('конецесли', 'endif'),
  preproc_insert: () => line('вставка', 'insert', 'конецвставки', 'endinsert'),
  preproc_deleted: deleted,
  preproc_use: () => line('использовать', 'use'), // OneScript: #Использовать library
  preproc_other: () => token(prec(1, /#[^\r\n]*/)), // half-typed, or a shebang
};

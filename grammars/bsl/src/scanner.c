// One external token: the dot of `Объект.` where no member name follows yet.
//
// Without it a half-typed `Объект.` would take the first word of the next statement for its member, or (before a
// keyword) break the tree. With it the text is a member access without a name, and the next line stands for itself.
#include "tree_sitter/parser.h"

#include <wctype.h>

enum { TRAILING_DOT };

enum { WORD_LENGTH = 16 }; // one longer than the longest word of FOLLOWERS

// Keywords that may follow an expression or begin a statement: a dot before one of them is trailing.
static const wchar_t *const FOLLOWERS[] = {
  L"если", L"if", L"тогда", L"then", L"иначеесли", L"elsif", L"иначе", L"else", L"конецесли", L"endif",
  L"для", L"for", L"по", L"to", L"пока", L"while", L"цикл", L"do", L"конеццикла", L"enddo",
  L"попытка", L"try", L"исключение", L"except", L"конецпопытки", L"endtry",
  L"конецпроцедуры", L"endprocedure", L"конецфункции", L"endfunction",
  L"возврат", L"return", L"и", L"and", L"или", L"or",
};

// Written out rather than left to iswalpha, which knows no Cyrillic in the C locale of some systems.
static bool is_letter(int32_t c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0x400 && c <= 0x52F) ||
         (c >= 0xC0 && iswalpha((wint_t)c));
}

static bool is_digit(int32_t c) { return c >= '0' && c <= '9'; }

static bool is_blank(int32_t c) { return c == ' ' || c == '\t' || c == '\f' || c == 0xA0 || c == 0xFEFF; }

static bool is_line_end(int32_t c) { return c == '\r' || c == '\n'; }

static int32_t to_lower(int32_t c) {
  if ((c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42F)) return c + 32;
  return c == 0x401 ? 0x451 : c; // Ё
}

static bool is_follower(const int32_t *word) {
  for (unsigned i = 0; i < sizeof FOLLOWERS / sizeof *FOLLOWERS; i++) {
    const wchar_t *follower = FOLLOWERS[i];
    unsigned k = 0;
    while (follower[k] && (int32_t)follower[k] == word[k]) k++;
    if (!follower[k] && !word[k]) return true;
  }
  return false;
}

// Reads a word into `word`, lower case, zero-terminated; a word that is too long ends up unlike any keyword.
static void read_word(TSLexer *lexer, int32_t *word) {
  unsigned length = 0;
  while (is_letter(lexer->lookahead) || is_digit(lexer->lookahead)) {
    if (length < WORD_LENGTH - 1) word[length++] = to_lower(lexer->lookahead);
    lexer->advance(lexer, false);
  }
  word[length] = 0;
}

// Passes blanks, line ends and comments. Returns false at a division sign; sets `newline` where a line ended.
static bool skip_gap(TSLexer *lexer, bool *newline) {
  for (;;) {
    int32_t c = lexer->lookahead;
    if (is_line_end(c)) *newline = true;
    if (is_line_end(c) || is_blank(c)) {
      lexer->advance(lexer, false);
    } else if (c == '/') {
      lexer->advance(lexer, false);
      if (lexer->lookahead != '/') return false;
      while (!lexer->eof(lexer) && !is_line_end(lexer->lookahead)) lexer->advance(lexer, false);
    } else {
      return true;
    }
  }
}

// What follows the dot decides. A name on the same line is its member. A name on the next line is one where the
// language gives it that reading and real code is written so: `Объект.` / `Метод(…)` is a call in two lines. But
// `Объект.` / `Х = 5`, which the language would take too, is a half-typed line and a statement: nobody breaks it there.
static bool is_trailing(TSLexer *lexer) {
  bool newline = false;
  if (!skip_gap(lexer, &newline) || !is_letter(lexer->lookahead)) return true;
  int32_t word[WORD_LENGTH];
  read_word(lexer, word);
  if (is_follower(word)) return true;
  if (!newline) return false;
  while (is_blank(lexer->lookahead)) lexer->advance(lexer, false);
  int32_t next = lexer->lookahead;
  return !(next == ';' || next == ')' || next == ',' || next == '(' || next == '.');
}

bool tree_sitter_bsl_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  if (!valid[TRAILING_DOT]) return false;
  while (is_blank(lexer->lookahead) || is_line_end(lexer->lookahead)) lexer->advance(lexer, true);
  if (lexer->lookahead != '.') return false;
  lexer->advance(lexer, false);
  if (is_letter(lexer->lookahead)) return false; // the common case, left to the lexer at once
  lexer->mark_end(lexer);                        // the token is the dot alone; what follows is only looked at
  lexer->result_symbol = TRAILING_DOT;
  return is_trailing(lexer);
}

// The scanner keeps no state.
void *tree_sitter_bsl_external_scanner_create(void) { return 0; }
void tree_sitter_bsl_external_scanner_destroy(void *payload) { (void)payload; }
unsigned tree_sitter_bsl_external_scanner_serialize(void *payload, char *buffer) {
  (void)payload;
  (void)buffer;
  return 0;
}
void tree_sitter_bsl_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  (void)payload;
  (void)buffer;
  (void)length;
}

// External tokens: the dot of `Объект.` where no member name follows yet, and the ends that half-typed code lacks.
//
// Without the first a half-typed `Объект.` would take the first word of the next statement for its member, or (before a
// keyword) break the tree. With it the text is a member access without a name, and the next line stands for itself.
//
// The ends have no width. The parser's own recovery would look for the cheapest repair, and in a long module the
// cheapest is now and then to give up the methods around. Here nothing has to be repaired: what is open when the text
// goes on with something that can't stand inside of it is ended before it.
#include "tree_sitter/parser.h"

#include <wctype.h>

// In the order of `externals` in grammar.js.
enum { TRAILING_DOT, CLOSE, ENDIF, ENDDO, ENDTRY, OPERAND, AFTER_OPERAND, ERROR_RECOVERY };

enum { WORD_LENGTH = 20 }; // longer than any word of FOLLOWERS and STOPS

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

static bool same(const wchar_t *keyword, const int32_t *word) {
  unsigned k = 0;
  while (keyword[k] && (int32_t)keyword[k] == word[k]) k++;
  return !keyword[k] && !word[k];
}

static bool is_follower(const int32_t *word) {
  for (unsigned i = 0; i < sizeof FOLLOWERS / sizeof *FOLLOWERS; i++) {
    if (same(FOLLOWERS[i], word)) return true;
  }
  return false;
}

// Which ends a keyword calls for when it follows: it can't stand inside of what they end.
enum { ENDS_CLOSE = 1, ENDS_IF = 2, ENDS_DO = 4, ENDS_TRY = 8, ENDS_ALL = 15 };
enum { OF_IF = ENDS_CLOSE | ENDS_DO | ENDS_TRY, OF_LOOP = ENDS_CLOSE | ENDS_IF | ENDS_TRY };
enum { OF_TRY = ENDS_CLOSE | ENDS_IF | ENDS_DO, LOGICAL = 16 }; // `И` and `Или` go on with an expression

static const struct {
  const wchar_t *word;
  unsigned ends;
} STOPS[] = {
  {L"конецесли", OF_IF}, {L"endif", OF_IF}, {L"иначеесли", OF_IF}, {L"elsif", OF_IF}, {L"иначе", OF_IF},
  {L"else", OF_IF}, {L"конеццикла", OF_LOOP}, {L"enddo", OF_LOOP}, {L"конецпопытки", OF_TRY}, {L"endtry", OF_TRY},
  {L"исключение", OF_TRY}, {L"except", OF_TRY}, {L"конецпроцедуры", ENDS_ALL}, {L"endprocedure", ENDS_ALL},
  {L"конецфункции", ENDS_ALL}, {L"endfunction", ENDS_ALL}, {L"процедура", ENDS_ALL}, {L"procedure", ENDS_ALL},
  {L"функция", ENDS_ALL}, {L"function", ENDS_ALL}, {L"если", ENDS_CLOSE}, {L"if", ENDS_CLOSE},
  {L"тогда", ENDS_CLOSE}, {L"then", ENDS_CLOSE}, {L"для", ENDS_CLOSE}, {L"for", ENDS_CLOSE},
  {L"каждого", ENDS_CLOSE}, {L"each", ENDS_CLOSE}, {L"из", ENDS_CLOSE}, {L"in", ENDS_CLOSE}, {L"по", ENDS_CLOSE},
  {L"to", ENDS_CLOSE}, {L"пока", ENDS_CLOSE}, {L"while", ENDS_CLOSE}, {L"цикл", ENDS_CLOSE}, {L"do", ENDS_CLOSE},
  {L"попытка", ENDS_CLOSE}, {L"try", ENDS_CLOSE}, {L"перем", ENDS_CLOSE}, {L"var", ENDS_CLOSE},
  {L"экспорт", ENDS_CLOSE}, {L"export", ENDS_CLOSE}, {L"возврат", ENDS_CLOSE}, {L"return", ENDS_CLOSE},
  {L"прервать", ENDS_CLOSE}, {L"break", ENDS_CLOSE}, {L"продолжить", ENDS_CLOSE}, {L"continue", ENDS_CLOSE},
  {L"перейти", ENDS_CLOSE}, {L"goto", ENDS_CLOSE}, {L"выполнить", ENDS_CLOSE}, {L"execute", ENDS_CLOSE},
  {L"вызватьисключение", ENDS_CLOSE}, {L"raise", ENDS_CLOSE}, {L"добавитьобработчик", ENDS_CLOSE},
  {L"addhandler", ENDS_CLOSE}, {L"удалитьобработчик", ENDS_CLOSE}, {L"removehandler", ENDS_CLOSE},
  {L"и", LOGICAL}, {L"and", LOGICAL}, {L"или", LOGICAL}, {L"or", LOGICAL},
};

static unsigned ends_of(const int32_t *word) {
  for (unsigned i = 0; i < sizeof STOPS / sizeof *STOPS; i++) {
    if (STOPS[i].word[0] == word[0] && same(STOPS[i].word, word)) return STOPS[i].ends;
  }
  return 0;
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

// Which soft ends the text that follows calls for; the lexer stands behind the blanks.
static unsigned ends_before(TSLexer *lexer, const bool *valid, bool newline) {
  int32_t c = lexer->lookahead;
  if (lexer->eof(lexer)) return ENDS_ALL;
  if (c == '&') return valid[AFTER_OPERAND] ? ENDS_ALL : ENDS_ALL & ~ENDS_CLOSE; // a parameter may be annotated
  if (c == ';') return ENDS_CLOSE;
  if (valid[OPERAND] && !valid[CLOSE] && (c == ')' || c == ']' || c == ',')) return ENDS_CLOSE;
  if (!is_letter(c)) return 0;
  int32_t word[WORD_LENGTH];
  read_word(lexer, word);
  unsigned ends = ends_of(word);
  // A name on a new line behind a whole operand: there is no operator between them, so a statement begins.
  return ends || !(valid[AFTER_OPERAND] && newline) ? ends : ENDS_CLOSE;
}

// Finds the one end of those that the parser could take which the text calls for.
static bool scan_missing(TSLexer *lexer, const bool *valid, bool newline) {
  if (valid[ERROR_RECOVERY]) return false;
  if (!(valid[CLOSE] || valid[ENDIF] || valid[ENDDO] || valid[ENDTRY] || valid[OPERAND])) return false;
  unsigned ends = ends_before(lexer, valid, newline);
  enum { NONE = ERROR_RECOVERY };
  unsigned found = (ends & ENDS_CLOSE) && valid[CLOSE]     ? CLOSE
                   : (ends & ENDS_CLOSE) && valid[OPERAND] ? OPERAND
                   : (ends & ENDS_IF) && valid[ENDIF]      ? ENDIF
                   : (ends & ENDS_DO) && valid[ENDDO]      ? ENDDO
                   : (ends & ENDS_TRY) && valid[ENDTRY]    ? ENDTRY
                                                           : NONE;
  lexer->result_symbol = (TSSymbol)found;
  return found != NONE;
}

bool tree_sitter_bsl_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid) {
  (void)payload;
  bool newline = false;
  lexer->mark_end(lexer); // the soft ends have no width and stand right behind what is before them
  while (is_blank(lexer->lookahead) || is_line_end(lexer->lookahead)) {
    newline = newline || is_line_end(lexer->lookahead);
    lexer->advance(lexer, true);
  }
  if (lexer->lookahead != '.') return scan_missing(lexer, valid, newline);
  if (!valid[TRAILING_DOT]) return false;
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

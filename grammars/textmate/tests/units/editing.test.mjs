// The language configurations, read the way the editor reads them.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const load = (name) => JSON.parse(readFileSync(new URL(`../../${name}`, import.meta.url), "utf8"));
const regex = (value) => (typeof value === "string" ? new RegExp(value) : new RegExp(value.pattern, value.flags));
const bsl = load("language-configuration.json");
const sdbl = load("sdbl-language-configuration.json");

const rules = bsl.indentationRules;
const change = (line) =>
  [rules.decreaseIndentPattern, rules.increaseIndentPattern].map((each) => (regex(each).test(line) ? 1 : 0)).join("");

/** What Enter adds after `before`, by the first rule that fits. */
function entered(before, after = "", previous = "") {
  const fits = (rule) =>
    regex(rule.beforeText).test(before) &&
    (!rule.afterText || regex(rule.afterText).test(after)) &&
    (!rule.previousLineText || regex(rule.previousLineText).test(previous));
  return bsl.onEnterRules.find(fits)?.action.appendText;
}

test("lines that open a block, end one, or do both", () => {
  const cases = {
    "01": [
      "Процедура Имя(А, Б) Экспорт", "\tfunction Name()", "&НаКлиенте Асинх Функция Имя()", "если А тогда", "Попытка",
      "Если А Тогда // почему", "\tИ Б Тогда", "Для Каждого А Из Б Цикл", "While True Do", "TRY", "Тогда",
    ],
    11: ["Иначе", "\tИначеЕсли А Тогда", "Исключение", "except", "ELSIF A THEN"],
    10: ["КонецЕсли;", "\tEndDo;", "КОНЕЦПРОЦЕДУРЫ", "КонецПопытки"],
    "00": [
      "А = 1;", "ПопыткаВзлома();", "Иначе1 = 2;", "КонецЕслиБы = 1;", "Если А Тогда Б = 1; КонецЕсли;", "#Если Сервер Тогда",
      "// Если А Тогда", "\t|КОГДА А Тогда", "Объект.Цикл", "МояПроцедура()", "ПроцедураОбмена = 1;", "А = Тогдашний",
    ],
  };
  for (const [expected, lines] of Object.entries(cases)) {
    for (const line of lines) assert.equal(change(line), expected, line);
  }
});

test("Enter in a string continues it, Enter in code does not", () => {
  for (const line of ['А = "раз', '\tФ("а", "б', '\t|два', '\t|"" три', '\t|конец" + "ещё', 'А = "http://x']) {
    assert.equal(entered(line), "|", line);
  }
  for (const line of ['А = "раз";', '\t|конец";', 'А = 1; // "', '// "', '\t// "раз', "А = Б / В", "Если А Тогда"]) {
    assert.equal(entered(line), undefined, line);
  }
});

test("Enter in a comment", () => {
  assert.equal(entered("// один ", "два"), "// ");
  assert.equal(entered("\t// Параметры:"), "//  ");
  assert.equal(entered("// Returns:"), "//  ");
  assert.equal(entered("//  А - Число", "", "// Параметры:"), "// ");
  assert.equal(entered("// один"), undefined);
  assert.equal(entered("// ", "", "// один"), undefined);
});

test("a word of the editor is a whole name", () => {
  for (const { wordPattern } of [bsl, sdbl]) {
    const words = "Ёмкость_1.Новый(élan, 𝒳y)".match(new RegExp(wordPattern.pattern, `g${wordPattern.flags}`));
    assert.deepEqual(words, ["Ёмкость_1", "Новый", "élan", "𝒳y"]);
  }
});

// The editor compiles markers without flags.
test("folding markers in both languages and any case", () => {
  const { start, end } = bsl.folding.markers;
  for (const line of ["#Область А", "\t# ОБЛАСТЬ А", "#region A", "#Region"]) assert.match(line, new RegExp(start));
  for (const line of ["#КонецОбласти", "  #endregion // A", "#ENDREGION"]) assert.match(line, new RegExp(end));
  for (const line of ["#Области", "// #Область", "#КонецОбласти2", "Область"]) {
    assert.doesNotMatch(line, new RegExp(`${start}|${end}`));
  }
});

test("a query indents under its clauses", () => {
  const { increaseIndentPattern, decreaseIndentPattern } = sdbl.indentationRules;
  for (const line of ["ВЫБРАТЬ", "\tfrom", "ГДЕ // условие", "ВЫБОР"]) assert.match(line, regex(increaseIndentPattern));
  for (const line of ["ВЫБРАТЬ 1", "ИЗ Документ.Заказ", "ГДЕто"]) assert.doesNotMatch(line, regex(increaseIndentPattern));
  for (const line of ["ИЗ", "\tКОНЕЦ КАК А", "where"]) assert.match(line, regex(decreaseIndentPattern));
});

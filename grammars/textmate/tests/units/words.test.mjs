import assert from "node:assert/strict";
import { test } from "node:test";
import { WORDS } from "../../scripts/words.mjs";
import { BSL, SDBL, scopeOf, tokenize } from "./tokenizer.mjs";

const { bsl, query } = WORDS;
const flat = (groups) => Object.values(groups).flat(2);
const inAnyCase = (text) => [text, text.toLowerCase(), text.toUpperCase(), [...text].map((c, i) => (i % 2 ? c.toUpperCase() : c.toLowerCase())).join("")];
const isWord = (scope) => /^(?:keyword|storage|constant\.language)\./.test(scope ?? "");

// Асинх and Ждать need what follows them.
const phrase = { Асинх: "Асинх Функция", Async: "Async Function", Ждать: "Ждать А", Await: "Await A" };
const bslWords = [...flat(bsl.keywords), ...flat(bsl.literals)];
const { refs, ...unconditional } = query.keywords;
const sdblWords = [...flat(unconditional), ...flat(query.literals)];

for (const [name, grammar, words] of [["BSL", BSL, bslWords], ["SDBL", SDBL, sdblWords]]) {
  test(`${name}: a keyword is one in any case`, () => {
    for (const text of words) {
      for (const spelling of inAnyCase(text)) {
        const source = phrase[text] ? spelling + phrase[text].slice(text.length) : spelling;
        assert.ok(isWord(scopeOf(spelling, source, grammar)), spelling);
      }
    }
  });

  test(`${name}: a keyword inside a longer name is no keyword`, () => {
    for (const text of words) {
      for (const longer of [`${text}ё`, `Ё${text}`, `${text}1`, `${text}_`, `_${text}`, `${text}z`, `Z${text}`, `й1${text}`]) {
        if (words.some((each) => each.toLowerCase() === longer.toLowerCase())) continue;
        assert.match(scopeOf(longer, longer, grammar) ?? "", /^variable\./, longer);
      }
    }
  });

  test(`${name}: a keyword after a dot is a member`, () => {
    for (const text of words) {
      for (const spelling of inAnyCase(text)) {
        for (const source of [`Х.${spelling} `, `Х . ${spelling}`, `\n\t.${spelling}`]) {
          assert.match(scopeOf(spelling, source, grammar) ?? "", /^variable\.other\.property\./, source);
        }
      }
    }
  });
}

test("BSL: a keyword after a dot with arguments is a call", () => {
  for (const text of bslWords) assert.equal(scopeOf(text, `Х.${text}()`), "entity.name.function.member.bsl", text);
});

test("BSL: every instruction, directive and annotation in any case", () => {
  const { symbols, ...instructions } = bsl.preprocessor;
  for (const text of flat(instructions).flatMap(inAnyCase)) {
    assert.match(scopeOf(text, `#${text}`) ?? "", /^keyword\.control\.directive\.(?!other)/, text);
  }
  for (const text of flat(symbols).flatMap(inAnyCase)) {
    assert.equal(scopeOf(text, `#Если ${text} Тогда`), "support.constant.preprocessor.bsl", text);
  }
  for (const text of [...bsl.directives, ...bsl.annotations].flat().flatMap(inAnyCase)) {
    assert.match(scopeOf(text, `&${text}`) ?? "", /^storage\.modifier\./, text);
  }
});

test("SDBL: functions before a bracket, fields elsewhere", () => {
  const keywords = new Set([...sdblWords, ...flat(query.keywords)]);
  for (const text of flat(query.functions)) {
    assert.match(scopeOf(text, `${text}(1)`, SDBL) ?? "", /^support\.function\./, text);
    if (!keywords.has(text)) assert.equal(scopeOf(text, `ВЫБРАТЬ ${text}, 1`, SDBL), "variable.other.sdbl", text);
  }
});

test("SDBL: compound keywords, tables, virtual tables, periods, predefined values", () => {
  const scopes = (source) => tokenize(source, SDBL).lines[0].map(({ scopes }) => scopes.at(-1));
  for (const text of query.compound.flat().flatMap(inAnyCase)) {
    assert.ok(scopes(text).every((scope) => isWord(scope) || scope === "source.sdbl"), text);
  }
  for (const table of flat(query.tables)) {
    for (const part of flat(query.virtualTables)) {
      const found = scopes(`${table}.Имя.${part}(&П)`);
      assert.deepEqual([found[0], found[2], found[4]], [
        "support.class.table.sdbl", "entity.name.type.table.sdbl", "support.function.virtual-table.sdbl",
      ]);
    }
  }
  for (const text of flat(query.periods)) assert.equal(scopeOf(text, `НАЧАЛОПЕРИОДА(&Д, ${text})`, SDBL), "constant.language.period.sdbl");
  for (const text of flat(query.predefined)) assert.equal(scopeOf(text, `Справочник.Х.${text}`, SDBL), "support.constant.predefined.sdbl");
});

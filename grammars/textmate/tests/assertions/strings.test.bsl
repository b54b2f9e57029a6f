// SYNTAX TEST "source.bsl" "strings end where they end"
А = "раз ""два"" три"; Б = 1;
//  ^ punctuation.definition.string.begin.bsl
//       ^^ constant.character.escape.bsl
//                  ^ punctuation.definition.string.end.bsl
//                     ^ variable.other.readwrite.bsl - string
А = "незакрытая
Если Б Тогда
// <---- keyword.control.conditional.bsl - string
Т = "ВЫБРАТЬ ""а"" КАК Если ИЗ Документ.Заказ"; Если Б Тогда
//   ^^^^^^^ meta.embedded.block.sdbl keyword.other.query.sdbl
//           ^^^^^ meta.embedded.block.sdbl string.quoted.double.sdbl
//                     ^^^^ meta.embedded.block.sdbl entity.name.alias.sdbl
//                             ^^^^^^^^ support.class.table.sdbl
//                                           ^ punctuation.definition.string.end.bsl
//                                              ^^^^ keyword.control.conditional.bsl - string
Т = "Выбрать файл";
//   ^^^^^^^^^^^^ string.quoted.double.bsl - meta.embedded

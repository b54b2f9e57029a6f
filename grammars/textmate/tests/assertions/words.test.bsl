// SYNTAX TEST "source.bsl" "keywords, names and members"
ЕсЛи НЕ ёмкость иЛи ЕслиБы Тогда_ Тогда
// <---- keyword.control.conditional.bsl
//   ^^ keyword.operator.wordlike.logical.bsl
//      ^^^^^^^ variable.other.readwrite.bsl
//              ^^^ keyword.operator.wordlike.logical.bsl
//                  ^^^^^^ variable.other.readwrite.bsl
//                         ^^^^^^ variable.other.readwrite.bsl
//                                ^^^^^ keyword.control.conditional.bsl
Объект.Новый = А.Если(Новый Массив, Ложь);
//     ^^^^^ variable.other.property.bsl
//               ^^^^ entity.name.function.member.bsl
//                    ^^^^^ keyword.operator.new.bsl
//                          ^^^^^^ entity.name.type.bsl
//                                  ^^^^ constant.language.boolean.bsl
Ждать = Асинх; Ждать Получить();
// <----- variable.other.readwrite.bsl
//      ^^^^^ variable.other.readwrite.bsl
//             ^^^^^ keyword.control.flow.await.bsl
//                   ^^^^^^^^ entity.name.function.call.bsl
&НаКлиенте Асинх Функция Имя1(Знач Б) Экспорт
// <- meta.decorator.bsl punctuation.definition.decorator.bsl
//^^^^^^^^ meta.decorator.bsl storage.modifier.directive.bsl
//         ^^^^^ storage.modifier.async.bsl
//               ^^^^^^^ storage.type.function.bsl
//                       ^^^^ entity.name.function.bsl
//                            ^^^^ storage.modifier.bsl
//                                 ^ variable.parameter.bsl
//                                    ^^^^^^^ storage.modifier.bsl

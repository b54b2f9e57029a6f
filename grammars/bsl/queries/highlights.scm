; Names come first: where several patterns match one node, editors take the last one that fits better.
(identifier) @variable
(parameter name: (identifier) @variable.parameter)
(member_access name: (identifier) @variable.member)
(call name: (identifier) @function.call)
(method_call name: (identifier) @function.method.call)
(procedure_definition name: (identifier) @function)
(function_definition name: (identifier) @function)
(new_expression type: (identifier) @type)
(label name: (identifier) @label)
(goto_statement label: (identifier) @label)
(annotation "&" @attribute name: (identifier) @attribute)
(annotation_argument name: (identifier) @variable.parameter)

["if" "then" "elsif" "else" "endif"] @keyword.conditional
["for" "each" "in" "to" "while" "do" "enddo" "break" "continue"] @keyword.repeat
["try" "except" "endtry" "raise"] @keyword.exception
["procedure" "endprocedure" "function" "endfunction"] @keyword.function
["async" "await"] @keyword.coroutine
["return"] @keyword.return
["and" "or" "not" "new"] @keyword.operator
["export" "val"] @keyword.modifier
["var" "goto" "execute" "addhandler" "removehandler"] @keyword

(number) @number
[(string) (string_line)] @string
(date) @string.special
(boolean) @boolean
[(undefined) (null)] @constant.builtin
(comment) @comment

["=" "<>" "<" ">" "<=" ">=" "+" "-" "*" "/" "%" "?"] @operator
["(" ")" "[" "]"] @punctuation.bracket
["," ";" "." ":" "~"] @punctuation.delimiter

[
  (preproc_region) (preproc_endregion) (preproc_if) (preproc_elsif) (preproc_else) (preproc_endif)
  (preproc_insert) (preproc_use) (preproc_other)
] @keyword.directive
(preproc_deleted) @comment

(identifier) @variable
(column name: (identifier) @variable.member)
(field alias: (identifier) @variable.member)
(table alias: (identifier) @module)
(subquery_source alias: (identifier) @module)
(table name: (identifier) @type)
(table name: (column) @type)
(into name: (identifier) @type)
(drop_query name: (identifier) @type)
(cast type: (_) @type)
(refs type: (_) @type)
(call name: (identifier) @function.call)

[
  "select" "allowed" "distinct" "top" "into" "add" "drop" "from" "where" "group" "grouping" "sets" "having" "by" "on"
  "for" "update" "of" "index" "union" "all" "order" "autoorder" "asc" "desc" "totals" "overall" "only" "hierarchy"
  "periods" "as" "left" "right" "full" "inner" "outer" "join"
] @keyword
["case" "when" "then" "else" "end"] @keyword.conditional
["and" "or" "not" "in" "is" "between" "like" "escape" "refs" "cast"] @keyword.operator

(number) @number
(string) @string
(date) @string.special
(boolean) @boolean
[(undefined) (null)] @constant.builtin
(parameter) @variable.parameter
(placeholder) @string.special
(composition) @keyword.directive
(comment) @comment

["=" "<>" "<" ">" "<=" ">=" "+" "-" "*" "/"] @operator
["(" ")"] @punctuation.bracket
["," ";" "."] @punctuation.delimiter

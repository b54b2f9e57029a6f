; The names of Neovim; Helix takes @indent and @outdent from the same nodes.
[
  (fields) (from) (where) (group_by) (having) (order_by) (totals) (index_by) (subquery_source) (subquery) (arguments) (case)
] @indent.begin @indent

["from" "where" "group" "having" "union" "order" "totals" "index" "into"] @indent.branch @outdent
[")" "end"] @indent.branch @outdent

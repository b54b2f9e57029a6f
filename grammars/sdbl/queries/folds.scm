[
  (select_query) (fields) (from) (where) (group_by) (order_by) (totals) (subquery_source) (subquery) (case) (arguments)
] @fold

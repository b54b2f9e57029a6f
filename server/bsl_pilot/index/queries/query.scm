; What the index takes from the text of a query: all names but those of functions and the aliases that are given.
(identifier) @name
(call name: (identifier) @function)
(field alias: (identifier) @alias)
(table alias: (identifier) @alias)
(subquery_source alias: (identifier) @alias)
(total_field alias: (identifier) @alias)
(total_group alias: (identifier) @alias)
(table name: (_) @table)
(into name: (_) @table)
(drop_query name: (_) @table)
(refs type: (_) @table)
(cast type: (_) @table)

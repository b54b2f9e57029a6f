(into name: (identifier) @name) @definition.class
(table name: (identifier) @name) @reference.class
(drop_query name: (identifier) @name) @reference.class
(call name: (identifier) @name) @reference.call

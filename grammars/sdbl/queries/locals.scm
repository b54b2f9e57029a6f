; Temporary tables belong to the package, aliases of sources to their SELECT.
(query_package) @local.scope
(select_part) @local.scope

(into name: (identifier) @local.definition.type (#set! definition.type.scope "parent"))
(table alias: (identifier) @local.definition.var)
(subquery_source alias: (identifier) @local.definition.var)

(identifier) @local.reference

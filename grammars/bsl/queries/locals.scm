[(procedure_definition) (function_definition)] @local.scope
(source_file) @local.scope

(procedure_definition name: (identifier) @local.definition.function (#set! definition.function.scope "parent"))
(function_definition name: (identifier) @local.definition.function (#set! definition.function.scope "parent"))
(parameter name: (identifier) @local.definition.parameter)
(variable name: (identifier) @local.definition.var)
(assignment left: (identifier) @local.definition.var)
(for_statement variable: (identifier) @local.definition.var)
(for_each_statement variable: (identifier) @local.definition.var)

(identifier) @local.reference

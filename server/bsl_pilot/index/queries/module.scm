; What the index takes from a module. A member that is assigned to is captured as a property as well.
(call name: (identifier) @call)
(method_call name: (identifier) @method)
(member_access name: (identifier) @property)
(assignment left: (member_access name: (identifier) @assigned))
(method_call object: (identifier) @head)
(member_access object: (identifier) @head)
(index_access object: (identifier) @head)
(new_expression type: (identifier) @type)
(handler_statement handler: (identifier) @handler)
(string) @string

; Names that a method has for itself.
(assignment left: (identifier) @local)
(parameter name: (identifier) @local)
(for_statement variable: (identifier) @local)
(for_each_statement variable: (identifier) @local)
(variable_statement (variable name: (identifier) @local))

(procedure_definition) @definition
(function_definition) @definition
(module_variable (variable) @variable)
[(preproc_region) (preproc_endregion)] @region

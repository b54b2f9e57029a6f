((comment)* @doc . (procedure_definition name: (identifier) @name) @definition.function
  (#strip! @doc "^//[ \t]*") (#select-adjacent! @doc @definition.function))
((comment)* @doc . (function_definition name: (identifier) @name) @definition.function
  (#strip! @doc "^//[ \t]*") (#select-adjacent! @doc @definition.function))
(module_variable (variable name: (identifier) @name)) @definition.variable

(call name: (identifier) @name) @reference.call
(method_call name: (identifier) @name) @reference.call
(new_expression type: (identifier) @name) @reference.class

; The names of Neovim; Helix takes @indent and @outdent from the same nodes.
[
  (procedure_definition) (function_definition)
  (if_statement) (while_statement) (for_statement) (for_each_statement) (try_statement)
  (arguments) (parameters) (parenthesized)
] @indent.begin @indent

["elsif" "else" "except"] @indent.branch @outdent
["endif" "enddo" "endtry" "endprocedure" "endfunction"] @indent.end @indent.branch @outdent
")" @indent.branch @outdent

[
  (preproc_if) (preproc_elsif) (preproc_else) (preproc_endif) (preproc_region) (preproc_endregion) (string_line)
] @indent.ignore

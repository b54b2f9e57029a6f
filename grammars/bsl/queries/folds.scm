; Regions and #If are flat lines in the tree (preprocessor.js), so folding them needs an editor's own pairing.
[
  (procedure_definition) (function_definition)
  (if_statement) (elsif_clause) (else_clause)
  (while_statement) (for_statement) (for_each_statement) (try_statement)
  (parameters) (arguments) (string) (preproc_deleted)
] @fold

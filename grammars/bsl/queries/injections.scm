; Query texts inside string literals, quotes and the `|` margins included: SDBL takes a margin for a blank. (The server
; does not use this: it maps every byte, doubled quotes included.)
; `#set!` stands before `#match?`: the other way round the Python binding of tree-sitter 0.26 damages its memory.
((string) @injection.content
  (#set! injection.language "sdbl")
  (#set! injection.include-children "true")
  (#offset! @injection.content 0 1 0 -1)
  (#match? @injection.content "^\"[ \t\r\n|]*([Вв][Ыы][Бб][Рр][Аа][Тт][Ьь]|[Ss][Ee][Ll][Ee][Cc][Tt])[ \t\r\n]"))

((comment) @injection.content (#set! injection.language "comment"))

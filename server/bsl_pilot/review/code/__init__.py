"""One piece of a module as rules see it: nodes, tokens, calls, variables, control flow, queries.

node       our own nodes: copied once from the tree, cheap to look at, in offsets of the piece
units      the pieces of a module: each method, and all that stands between two methods
piece      `Code`: what is known of one piece, worked out when the first rule asks
method     the header of a method
calls      calls and constructors with their arguments
variables  which identifiers are variables, where they are written and read
flow       the control-flow graph
comments   comments, put together where they are one text
queries    the query texts with trees in the same nodes
"""

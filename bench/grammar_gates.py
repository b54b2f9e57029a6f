"""Gates of the two grammars, measured on a folder of real modules and printed as one table.

    python bench/grammar_gates.py CORPUS [--sample 4000] [--only valid,half_typed] [--list 20]

valid         valid files whose tree has an ERROR, a MISSING or a soft node (soft nodes become findings)
half_typed    half-typed states put at random places of real modules: trials that lose a method
deletion      one random token deleted from a valid file: files whose tree shows it
reparse       re-parse after one typed character in modules of 15,000+ lines
throughput    parse of all files, one core
queries       query texts inside string literals that parse without an error
incremental   the tree after random edits equals a fresh one
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tree_sitter import Node, Parser, Tree

from bsl_pilot.syntax.document import Document
from bsl_pilot.syntax.embedded import document_queries, parse_query
from bsl_pilot.syntax.languages import BSL
from bsl_pilot.syntax.nodes import METHODS, leaves, walk
from bsl_pilot.text.snapshot import TextSnapshot
from soft_nodes import faults

STATES = Path(__file__).resolve().parents[1] / "tests" / "grammars" / "half_typed_states.json"
LONG_MODULE = 15_000  # lines

PARSER = Parser(BSL)


@dataclass(frozen=True)
class Module:
    path: Path
    text: bytes


Row = tuple[str, str]


def read(path: Path) -> Module:
    """A module as UTF-8 without a byte order mark, whatever the file has."""
    data = path.read_bytes()
    for encoding in ("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "cp1251"):
        try:
            return Module(path, data.decode(encoding).encode())
        except UnicodeDecodeError:
            continue
    return Module(path, data)


def modules(folder: Path, sample: int | None, seed: int) -> list[Module]:
    """The modules below a folder, or a random sample of them."""
    paths = sorted(
        path for path in folder.rglob("*") if path.suffix.lower() in (".bsl", ".os") and path.is_file()
    )
    if sample is not None and sample < len(paths):
        paths = sorted(random.Random(seed).sample(paths, sample))
    return [read(path) for path in paths]


def method_names(tree: Tree) -> Counter[bytes]:
    """Names of the methods that the tree knows, wherever they stand."""
    found: Counter[bytes] = Counter()
    stack = [tree.root_node]
    while stack:
        node = stack.pop()
        if node.type in METHODS:
            name = node.child_by_field_name("name")
            found[name.text or b"" if name else b""] += 1
        if node.type in METHODS and not node.has_error:
            continue
        stack.extend(child for child in node.children if child.has_error or child.type in METHODS)
    return found


# ---- gates


def valid(files: list[Module], limit: int) -> Iterator[Row]:
    """(a) and (e): errors in valid files, and how fast they were parsed."""
    bad: list[tuple[Path, Node]] = []
    spent = 0.0
    for module in files:
        begun = time.thread_time()
        tree = PARSER.parse(module.text)
        spent += time.thread_time() - begun
        found = faults(tree)
        if found:
            bad.append((module.path, found[0]))
    size = sum(len(module.text) for module in files)
    lines = sum(module.text.count(b"\n") for module in files)
    yield "valid: files", f"{len(files)} ({lines:,} lines)"
    yield "valid: files with an error or a soft node", str(len(bad))
    yield "throughput", f"{size / spent / 1e6:.1f} MB/s, {lines / spent / 1000:.0f}k lines/s"
    for path, node in bad[:limit]:
        print(
            f"  {path}:{node.start_point.row + 1}: {node.type} {(node.text or b'').decode(errors='replace')[:70]!r}"
        )


def statement_places(tree: Tree, source: bytes) -> list[tuple[int, bytes]]:
    """Starts of statements that begin their line, inside methods, with the line's blanks before them."""
    places = []
    for block in (node for node in walk(tree.root_node) if node.type == "block"):
        for statement in block.named_children:
            line = source.rfind(b"\n", 0, statement.start_byte) + 1
            indent = source[line : statement.start_byte]
            if not indent.strip() and not statement.type.startswith(("preproc", "comment")):
                places.append((statement.start_byte, indent))
    return places


def method_places(tree: Tree) -> list[Node]:
    """Methods of a module that begin at the start of a line."""
    return [node for node in tree.root_node.children if node.type in METHODS and node.start_point.column == 0]


def put(state: dict[str, str], tree: Tree, source: bytes, chance: random.Random) -> bytes | None:
    """The source with a half-typed state at a random fitting place; None where there is none."""
    text, where = state["text"].encode(), state["where"]
    methods = method_places(tree)
    if where == "inside a procedure":
        places = statement_places(tree, source)
        if not places:
            return None
        at, indent = chance.choice(places)
        return source[:at] + text.replace(b"\n\t", b"\n" + indent) + b"\n" + indent + source[at:]
    if len(methods) < 2:
        return None
    method = chance.choice(methods[:-1])
    if where == "missing end":
        end = method.children[-1]
        return source[: end.start_byte] + source[end.end_byte :]
    if where == "across procedures":
        body = source[method.start_byte : method.end_byte]
        twice = (
            "#Если Сервер Тогда\n".encode() + body + "\n#Иначе\n".encode() + body + "\n#КонецЕсли\n".encode()
        )
        return source[: method.start_byte] + twice + source[method.end_byte :]
    return source[: method.start_byte] + text + b"\n\n" + source[method.start_byte :]


def half_typed(files: list[Module], limit: int, trials: int = 600) -> Iterator[Row]:
    """(b): half-typed states at random places of real modules."""
    states = json.loads(STATES.read_text(encoding="utf-8"))
    chance = random.Random(2)
    lost: Counter[str] = Counter()
    done = 0
    while done < trials:
        module = chance.choice(files)
        if not 2_000 < len(module.text) < 400_000:
            continue
        tree = PARSER.parse(module.text)
        state = states[done % len(states)]
        changed = None if tree.root_node.has_error else put(state, tree, module.text, chance)
        if changed is None:
            continue
        done += 1
        after = PARSER.parse(changed)
        missing = method_names(tree) - method_names(after)
        if missing:
            lost[state["text"]] += 1
            if lost.total() <= limit:
                report_loss(module, state, changed, missing)
    yield "half-typed: trials with a lost method", f"{lost.total()} of {trials}"
    for text, count in lost.most_common():
        yield f"half-typed: {text!r}", str(count)


def report_loss(module: Module, state: dict[str, str], changed: bytes, missing: Counter[bytes]) -> None:
    """Shows one loss, and keeps nothing on disk."""
    at = next((i for i, (a, b) in enumerate(zip(module.text, changed, strict=False)) if a != b), 0)
    names = ", ".join(name.decode(errors="replace") for name in list(missing)[:3])
    line = changed.count(b"\n", 0, at) + 1
    print(f"  {module.path}:{line}: {state['text']!r} loses {names}")


TRIVIAL = frozenset({";", "comment", "export", "val"})


def code_tokens(tree: Tree) -> Iterator[Node]:
    """The tokens that are neither comments nor preprocessor lines."""
    for leaf in leaves(tree.root_node):
        if leaf.parent is not None and not leaf.type.startswith(("preproc", "comment")):
            yield leaf


def deletion(files: list[Module], limit: int, trials: int = 1500) -> Iterator[Row]:
    """(c): one token deleted from a valid file. `;`, comments, Экспорт and Знач are no loss to the syntax."""
    chance = random.Random(3)
    seen = Counter[str]()
    all_kinds = Counter[str]()
    while all_kinds.total() < trials:
        module = chance.choice(files)
        tree = PARSER.parse(module.text)
        if len(module.text) > 300_000 or tree.root_node.has_error:
            continue
        tokens = [leaf for leaf in code_tokens(tree) if leaf.type not in TRIVIAL]
        if not tokens:
            continue
        token = chance.choice(tokens)
        changed = module.text[: token.start_byte] + b" " + module.text[token.end_byte :]
        all_kinds[token.type] += 1
        seen[token.type] += bool(faults(PARSER.parse(changed)))
    yield "deletion: broken files whose tree shows it", f"{seen.total()} of {trials}"
    missed = all_kinds - seen
    yield (
        "deletion: not seen, by token",
        ", ".join(f"{kind} {n}/{all_kinds[kind]}" for kind, n in missed.most_common(limit)),
    )


def reparse(files: list[Module], _limit: int, per_file: int = 60) -> Iterator[Row]:
    """(d): a letter typed at random places of long modules, milliseconds of re-parsing."""
    chance = random.Random(4)
    spent: list[float] = []
    long = [module for module in files if module.text.count(b"\n") >= LONG_MODULE]
    for module in long:
        tree = PARSER.parse(module.text)
        places = [leaf.end_byte for leaf in leaves(tree.root_node) if leaf.type == "identifier"]
        for at in chance.sample(places, per_file):
            text, edited = insert(tree, module.text, at, b"a")
            begun = time.thread_time()  # CPU time: what else runs on the machine does not count
            PARSER.parse(text, edited)
            spent.append((time.thread_time() - begun) * 1000)
    if not spent:
        yield "reparse", "no module is that long"
        return
    spent.sort()
    yield (
        f"reparse: {len(long)} modules of {LONG_MODULE:,}+ lines, CPU ms p50 / p95 / max",
        (f"{spent[len(spent) // 2]:.2f} / {spent[len(spent) * 95 // 100]:.2f} / {spent[-1]:.2f}"),
    )


def point(text: bytes, at: int) -> tuple[int, int]:
    return text.count(b"\n", 0, at), at - (text.rfind(b"\n", 0, at) + 1)


def insert(tree: Tree, text: bytes, at: int, what: bytes, cut: int = 0) -> tuple[bytes, Tree]:
    """The text after an edit and a copy of the tree that knows of it."""
    after = text[:at] + what + text[at + cut :]
    edited = tree.copy()
    edited.edit(
        at, at + cut, at + len(what), point(text, at), point(text, at + cut), point(after, at + len(what))
    )
    return after, edited


def incremental(files: list[Module], _limit: int, trials: int = 400) -> Iterator[Row]:
    """(g): three random edits in a row, then the tree against a fresh one."""
    chance = random.Random(5)
    pieces = [
        piece.encode()
        for piece in ("Если", ";", "(", '"', ".", "\n", "Х = ", "КонецЕсли", "#", "а", " ", "|", "'")
    ]
    differ = done = 0
    small = [module for module in files if 200 < len(module.text) < 60_000]
    while done < trials:
        module = chance.choice(small)
        text, tree = module.text, PARSER.parse(module.text)
        for _ in range(3):
            at = character_start(text, chance.randrange(len(text)))
            cut = character_start(text, min(at + chance.choice((0, 0, 1, 7)), len(text))) - at
            text, edited = insert(tree, text, at, chance.choice(pieces), max(cut, 0))
            tree = PARSER.parse(text, edited)
        done += 1
        if str(tree.root_node) != str(PARSER.parse(text).root_node):
            differ += 1
    yield "incremental: trees that differ from a fresh one", f"{differ} of {trials}"


def character_start(text: bytes, at: int) -> int:
    """The start of the UTF-8 character that byte ``at`` belongs to."""
    while 0 < at < len(text) and text[at] & 0xC0 == 0x80:
        at -= 1
    return at


def query_texts(module: Module) -> Iterator[tuple[int, bytes]]:
    """The query texts that the server finds in a module, with their lines; fragments of `+` are left out."""
    document = Document.parse(TextSnapshot(module.text))
    for start, query in document_queries(document):
        if query.whole:
            yield document.text.lines.line_of(start + query.start) + 1, query.contents.data


def queries(files: list[Module], limit: int) -> Iterator[Row]:
    """(f): query texts in string literals."""
    count = bad = size = 0
    spent = 0.0
    for module in files:
        for line, text in query_texts(module):
            begun = time.thread_time()
            tree = parse_query(text)
            spent += time.thread_time() - begun
            count, size = count + 1, size + len(text)
            if not tree.root_node.has_error:
                continue
            bad += 1
            if bad <= limit:
                node = faults(tree)[0]
                excerpt = text[max(node.start_byte - 60, 0) : node.start_byte + 60].decode(errors="replace")
                print(f"  {module.path}:{line} +{node.start_point.row}: {node.type} {excerpt!r}")
    share = 100 * (count - bad) / count if count else 0.0
    yield "queries: parsed without an error", f"{count - bad} of {count} ({share:.2f} %)"
    yield "queries: throughput", f"{size / max(spent, 1e-9) / 1e6:.1f} MB/s"


GATES: dict[str, Callable[[list[Module], int], Iterator[Row]]] = {
    "valid": valid,
    "half_typed": half_typed,
    "deletion": deletion,
    "reparse": reparse,
    "queries": queries,
    "incremental": incremental,
}


def main() -> None:
    options = argparse.ArgumentParser(description="Measures the grammars on a folder of real modules.")
    options.add_argument("corpus", type=Path)
    options.add_argument("--sample", type=int, help="so many files, taken at random")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", default=",".join(GATES), help="gates, separated by commas")
    options.add_argument("--list", type=int, default=10, help="so many examples of each failure")
    given = options.parse_args()
    if not given.corpus.is_dir():
        options.error(f"{given.corpus} is not a folder; name one with .bsl or .os files")
    files = modules(given.corpus, given.sample, given.seed)
    if not files:
        options.error(f"no .bsl or .os files below {given.corpus}")
    rows = [row for name in given.only.split(",") for row in GATES[name](files, given.list)]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        print(f"{name:<{width}}  {value}")


if __name__ == "__main__":
    main()

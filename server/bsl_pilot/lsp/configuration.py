"""Settings of every workspace folder, and the view that follows from them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from bsl_pilot import settings
from bsl_pilot.locale import Locale
from bsl_pilot.lsp.client import Client
from bsl_pilot.lsp.log import ROOT
from bsl_pilot.lsp.rpc.endpoint import Endpoint
from bsl_pilot.lsp.rpc.errors import ResponseError
from bsl_pilot.lsp.rpc.params import Params
from bsl_pilot.lsp.uri import path_of
from bsl_pilot.lsp.view import View

log = logging.getLogger(__name__)

SECTION = "bslPilot"
WARNING = 2
LEVELS: dict[str, int] = {
    "error": logging.ERROR,
    "warning": logging.WARNING,
    "info": logging.INFO,
    "debug": logging.DEBUG,
}
FILES = "**/{bsl-pilot.toml,pyproject.toml,.bsl-language-server.json}"


class Configuration:
    """Views by workspace folder. ``changed`` is called when one of them is another than before."""

    def __init__(self, endpoint: Endpoint, params: Params, changed: Callable[[], None]) -> None:
        self.client = Client.of(params)
        options = params.get("initializationOptions")
        self.locale = Locale.of(options.get("locale").string_or("") or params.get("locale").string_or(""))
        self._given: Any = options.get("settings").value
        self._given_for: dict[str, Any] = {}
        self._endpoint = endpoint
        self._changed = changed
        self._folders = _folders(params)
        self._without_folder = View(self.client, self.locale)
        self._views: dict[Path, View] = {}
        self._shown: frozenset[str] = frozenset()
        self._shown_of_rules: frozenset[str] = frozenset()
        self._of_uri = lru_cache(maxsize=256)(self._find)
        self.notifications = {
            "workspace/didChangeConfiguration": self._did_change_configuration,
            "workspace/didChangeWatchedFiles": self._did_change_watched_files,
            "workspace/didChangeWorkspaceFolders": self._did_change_folders,
        }

    def view(self, uri: str) -> View:
        """How answers about a document must look."""
        return self._of_uri(uri)

    @property
    def folders(self) -> list[Path]:
        """The workspace folders, in the client's order."""
        return list(self._folders.values())

    def start(self) -> None:
        """Reads the settings and asks to be told of changes; called once the client is ready."""
        self._load()
        registrations = self._registrations()
        if registrations:
            asked = self._endpoint.request("client/registerCapability", {"registrations": registrations})
            self._endpoint.background(asked)
        if self.client.configuration:
            self._endpoint.background(self._pull())

    def _registrations(self) -> list[dict[str, Any]]:
        wanted: list[dict[str, Any]] = []
        if self.client.registers_configuration:
            method = "workspace/didChangeConfiguration"
            wanted.append({"id": method, "method": method, "registerOptions": {"section": SECTION}})
        if self.client.registers_watched_files:
            method = "workspace/didChangeWatchedFiles"
            watchers = {"watchers": [{"globPattern": FILES}]}
            wanted.append({"id": method, "method": method, "registerOptions": watchers})
        return wanted

    async def _pull(self) -> None:
        """Asks the client for its settings, those of each folder."""
        folders = list(self._folders)
        items = [{"scopeUri": uri, "section": SECTION} for uri in folders] or [{"section": SECTION}]
        try:
            values = await self._endpoint.request("workspace/configuration", {"items": items})
        except ResponseError as error:
            return log.warning("the client gave no settings: %s", error)
        if not isinstance(values, list) or len(values) != len(items):
            return log.warning("the client gave settings of a wrong shape")
        self._given = values[0] if not folders else self._given
        self._given_for = dict(zip(folders, values, strict=True)) if folders else {}
        return self._load()

    def _did_change_configuration(self, params: Params) -> None:
        given = params.get("settings", SECTION).value
        if self.client.configuration:
            return self._endpoint.background(self._pull())
        self._given = given
        return self._load()

    def _did_change_watched_files(self, _params: Params) -> None:
        self._load()

    def _did_change_folders(self, params: Params) -> None:
        for removed in params["event"]["removed"]:
            self._folders.pop(removed["uri"].string(), None)
        self._folders.update(_read_folders(params["event"]["added"]))
        if self.client.configuration:
            self._endpoint.background(self._pull())
        self._load()

    def _load(self) -> None:
        """Builds the views from files and from what the client gave; problems are shown once."""
        before = (self._without_folder, self._views)
        given, problems = settings.parse(self._given, SECTION, camel=True)
        self._without_folder = self._view(given)
        self._views = {}
        for uri, folder in self._folders.items():
            loaded, found = settings.load(folder, self._given_for.get(uri, self._given))
            self._views[folder] = self._view(loaded, folder)
            problems += found
        self._of_uri.cache_clear()
        self._shown = self._show(problems, self._shown)
        first = next(iter(self._views.values()), self._without_folder)
        ROOT.setLevel(LEVELS[first.settings.log_level])
        if before != (self._without_folder, self._views):
            self._changed()

    @property
    def checks(self) -> list[settings.CheckSettings]:
        """What the settings of all folders say of rules."""
        views = [*self._views.values(), self._without_folder]
        every = (view.settings.check for view in views)
        return [one for one in every if one != settings.CheckSettings()]

    def tell(self, problems: list[settings.Problem]) -> None:
        """Tells the user what is wrong with the settings of rules, once."""
        self._shown_of_rules = self._show(problems, self._shown_of_rules)

    def _view(self, loaded: settings.Settings, folder: Path | None = None) -> View:
        locale = self.locale if loaded.language == "auto" else Locale(loaded.language)
        return View(self.client, locale, loaded, folder=str(folder) if folder is not None else "")

    def _show(self, problems: list[settings.Problem], before: frozenset[str]) -> frozenset[str]:
        """Tells the user what is wrong, once: the same problems as before are not shown again."""
        texts = list(dict.fromkeys(problem.message(self._without_folder.locale) for problem in problems))
        if texts and frozenset(texts) != before:
            self._endpoint.notify(
                "window/showMessage", {"type": WARNING, "message": "BSL Pilot: " + "\n".join(texts)}
            )
        return frozenset(texts)

    def _find(self, uri: str) -> View:
        path = path_of(uri)
        holders = [folder for folder in self._views if path is not None and path.is_relative_to(folder)]
        if holders:
            return self._views[max(holders, key=lambda folder: len(folder.parts))]
        return next(iter(self._views.values()), self._without_folder)


def _folders(params: Params) -> dict[str, Path]:
    """The workspace folders of ``initialize``, or what older clients send instead of them."""
    if params.get("workspaceFolders").value:
        return _read_folders(params["workspaceFolders"])
    uri = params.get("rootUri").string_or("")
    path = path_of(uri) if uri else None
    return {uri: path} if path else {}


def _read_folders(folders: Params) -> dict[str, Path]:
    """Folders by URI; those that are no place on disk are left out."""
    pairs = ((folder["uri"].string(), path_of(folder["uri"].string())) for folder in folders)
    return {uri: path for uri, path in pairs if path is not None}

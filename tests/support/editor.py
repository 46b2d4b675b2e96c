"""A conversation with yaml-language-server, as an editor has it (Language Server Protocol)."""

import json
import subprocess
from pathlib import Path
from typing import Any

_SETTINGS = {
    "validate": True,
    "completion": True,
    "hover": True,
    "schemaStore": {"enable": False},  # nothing is fetched: schemas are named in the files
}
_ERROR = 1
_CAN = {
    "workspace": {"configuration": True},
    "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
}


class Editor:
    """An editor without a screen. Lines and columns are counted from 0."""

    def __init__(self, server: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._asked = 0
        self._ask("initialize", {"processId": None, "rootUri": None, "capabilities": _CAN})
        self._say("initialized", {})
        self._say("workspace/didChangeConfiguration", {"settings": {"yaml": _SETTINGS}})

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.communicate()

    def complaints(self, *paths: Path) -> dict[Path, list[str]]:
        """Open files: what the editor marks as an error in each."""
        waiting = {path.as_uri(): path for path in paths}
        for uri, path in waiting.items():
            item = {"uri": uri, "languageId": "yaml", "version": 1, "text": path.read_text("utf-8")}
            self._say("textDocument/didOpen", {"textDocument": item})
        found: dict[Path, list[str]] = {}
        while waiting:
            message = self._hear()
            if message.get("method") == "textDocument/publishDiagnostics":
                told = message["params"]
                path = waiting.pop(told["uri"])
                errors = [each for each in told["diagnostics"] if each["severity"] == _ERROR]
                found[path] = [error["message"] for error in errors]
        return found

    def offers(self, path: Path, line: int, column: int) -> dict[str, str]:
        """What is offered to complete with at a place of an opened file, and what is told of it."""
        offered = self._at("completion", path, line, column)["items"]
        return {item["label"]: item.get("documentation", "") for item in offered}

    def tells(self, path: Path, line: int, column: int) -> str:
        """What shows when the mouse rests on a place of an opened file."""
        return str(self._at("hover", path, line, column)["contents"]["value"])

    def _at(self, what: str, path: Path, line: int, column: int) -> Any:
        place = {"line": line, "character": column}
        asked = {"textDocument": {"uri": path.as_uri()}, "position": place}
        return self._ask(f"textDocument/{what}", asked)

    def _ask(self, method: str, params: object) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._hear()
            if message.get("id") == self._asked and "method" not in message:
                return message["result"]

    def _say(self, method: str, params: object) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while line := self._process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has stopped"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        if "id" in message and "method" in message:  # the server asks something
            answer = None
            if message["method"] == "workspace/configuration":
                sections = [item.get("section") for item in message["params"]["items"]]
                answer = [_SETTINGS if section == "yaml" else {} for section in sections]
            self._send({"id": message["id"], "result": answer})
        return message

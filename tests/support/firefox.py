"""Debian's Firefox, driven by its own Marionette protocol: one page, scripts in it, and files."""

import json
import os
import shutil
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_PATIENCE = 60  # seconds, on a slow machine


class Firefox:
    """A Firefox with an empty profile in a folder, and the folder where it puts downloads."""

    def __init__(self, folder: Path) -> None:
        profile, self.downloads = folder / "profile", folder / "downloads"
        profile.mkdir()
        self.downloads.mkdir()
        settings = {
            "marionette.port": 0,
            "browser.download.folderList": 2,
            "browser.download.dir": str(self.downloads),
            "browser.download.always_ask_before_handling_new_types": False,
            "browser.shell.checkDefaultBrowser": False,
            "datareporting.policy.dataSubmissionEnabled": False,
            "app.update.enabled": False,
            "network.proxy.type": 1,  # one that is not there: nothing is asked of the internet
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": 9,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": 9,
        }
        lines = [
            f"user_pref({json.dumps(key)}, {json.dumps(one)});" for key, one in settings.items()
        ]
        (profile / "user.js").write_text("\n".join(lines), encoding="utf-8")
        assert FIREFOX is not None
        self._process = subprocess.Popen(
            [FIREFOX, "--headless", "--no-remote", "--marionette", "--profile", str(profile)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"HOME": str(folder)},
        )
        try:
            port = wait_for(profile / "MarionetteActivePort").read_text()
            self._socket = socket.create_connection(("127.0.0.1", int(port)), timeout=_PATIENCE)
            self._stream = self._socket.makefile("rb")
            self._message()  # what it is
            self.call("NewSession", {"capabilities": {}})
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise

    def close(self) -> None:
        self._stream.close()
        self._socket.close()
        self._process.terminate()
        self._process.wait(_PATIENCE)

    def call(self, command: str, parameters: dict[str, Any]) -> Any:
        """What a command of WebDriver gives."""
        sent = json.dumps([0, 1, f"WebDriver:{command}", parameters]).encode()
        self._socket.sendall(b"%d:%b" % (len(sent), sent))
        _, _, fault, found = self._message()
        assert fault is None, fault
        return found

    def _message(self) -> Any:
        """A message, which comes with its length before it."""
        length = b""
        while not length.endswith(b":"):
            sign = self._stream.read(1)
            assert sign, "Firefox is gone"
            length += sign
        return json.loads(self._stream.read(int(length[:-1])))

    def goto(self, path: Path) -> None:
        self.call("Navigate", {"url": path.as_uri()})

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script in the page returns, of which ``arguments`` are these."""
        return self.call("ExecuteScript", {"script": script, "args": arguments})["value"]

    def choose_file(self, selector: str, path: Path) -> None:
        """Choose a file in a field."""
        found = self.call("FindElement", {"using": "css selector", "value": selector})["value"]
        self.call("ElementSendKeys", {"id": found[_ELEMENT], "text": str(path)})

    def downloaded(self, name: str) -> Path:
        """A file that was saved, when all of it is there."""
        return wait_for(self.downloads / name)


def wait_for(path: Path) -> Path:
    """A file, as soon as something stands in it."""
    end = time.monotonic() + _PATIENCE
    while not (path.is_file() and path.stat().st_size):
        assert time.monotonic() < end, path
        time.sleep(0.05)
    return path

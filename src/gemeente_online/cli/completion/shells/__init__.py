"""The shells that can complete this command, each with its script beside this file."""

from enum import StrEnum


class Shell(StrEnum):
    """The shells for which there is a script."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


SCRIPTS = {
    Shell.BASH: "gemeente-online.bash",
    Shell.ZSH: "gemeente-online.zsh",
    Shell.FISH: "gemeente-online.fish",
    Shell.POWERSHELL: "gemeente-online.ps1",
}

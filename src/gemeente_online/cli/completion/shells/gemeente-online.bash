# Completion of gemeente-online for bash.
_gemeente_online() {
    local line files=
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            $'\tfiles') files=yes ;;
            ?*) COMPREPLY+=("${line%%$'\t'*}") ;;
        esac
    done < <(_GEMEENTE_ONLINE_WORDS=bash "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null </dev/null)
    compopt -o filenames 2>/dev/null # so that bash quotes what has a space
    if [[ $files ]]; then
        if ((${#COMPREPLY[@]})); then
            while IFS= read -r line; do
                COMPREPLY+=("$line")
            done < <(compgen -f -- "$2")
        else
            compopt -o default 2>/dev/null
        fi
    fi
}
complete -F _gemeente_online gemeente-online

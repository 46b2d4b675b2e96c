# Completion of gemeente-online for bash.
_gemeente_online() {
    local line files=
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            $'\tfiles') files=yes ;;
            ?*) COMPREPLY+=("${line%%$'\t'*}") ;; # with the quotes that it needs
        esac
    done < <(_GEMEENTE_ONLINE_WORDS=bash "$1" "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null </dev/null)
    if [[ $files ]]; then
        if ((${#COMPREPLY[@]})); then
            compopt -o filenames 2>/dev/null # bash quotes what is the name of a file
            while IFS= read -r line; do
                [[ -e $line ]] && COMPREPLY+=("$line")
            done < <(compgen -f -- "$2")
        else
            compopt -o default 2>/dev/null
        fi
    fi
}
complete -F _gemeente_online gemeente-online

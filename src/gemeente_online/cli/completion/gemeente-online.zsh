#compdef gemeente-online
# Completion of gemeente-online for zsh.
_gemeente_online() {
    local line files= MATCH MBEGIN MEND
    local -a values
    for line in "${(@f)$(_GEMEENTE_ONLINE_WORDS=zsh "${(Q)words[1]}" "${(@Q)words[2,CURRENT-1]}" "${words[CURRENT]}" 2>/dev/null </dev/null)}"; do
        case $line in
            $'\tfiles') files=yes ;;
            *$'\t'*) values+=("${${line%%$'\t'*}//(#m)[\\:]/\\$MATCH}:${line#*$'\t'}") ;;
            ?*) values+=("${line//(#m)[\\:]/\\$MATCH}") ;;
        esac
    done
    (( $#values )) && _describe -V gemeente-online values
    [[ -n $files ]] && { compset -P '--*='; _files }
}
if (( ! $+functions[compdef] )); then
    autoload -Uz compinit && compinit
fi
compdef _gemeente_online gemeente-online

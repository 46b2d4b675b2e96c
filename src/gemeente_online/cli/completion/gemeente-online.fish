# Completion of gemeente-online for fish.
function __gemeente_online
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (env _GEMEENTE_ONLINE_WORDS=fish $words[1] $words[2..-1] "$current" 2>/dev/null </dev/null)
        if test "$line" = \tfiles
            __fish_complete_path "$current"
        else if test -n "$line"
            echo $line
        end
    end
end
complete -c gemeente-online -f -a '(__gemeente_online)'

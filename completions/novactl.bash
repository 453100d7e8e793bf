# bash completion for novactl

_novactl() {
    local IFS=$'\n' program=${COMP_WORDS[0]} line first=1
    type -P "$program" >/dev/null || program=novactl # an alias
    COMPREPLY=()
    while read -r line; do
        if [ -n "$first" ]; then # the options of this completion
            first=
            case $line in *nospace*) compopt -o nospace 2>/dev/null ;; esac
            case $line in *files*) compopt -o default 2>/dev/null ;; esac
        else
            COMPREPLY+=("$line")
        fi
    done < <("$program" __bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
}

complete -F _novactl novactl

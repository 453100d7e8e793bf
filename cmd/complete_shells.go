package cmd

// The scripts for zsh and fish hand the words of the line to novactl as they are, without quotes. What runs them through eval, as cobra's do, has fish run
// what stands in the brackets of a server's name.

const zshScript = `#compdef novactl
compdef _novactl novactl

# zsh completion for novactl

_novactl() {
    local program=${words[1]} typed=${(Q)PREFIX} line text about
    local -a found items options
    [[ $program == */* ]] || (( $+commands[$program] )) || program=novactl # an alias
    found=("${(@f)$("${(Q)program}" __complete "${(@Q)words[2,CURRENT-1]}" "$typed" 2>/dev/null </dev/null)}")
    local -i directive=${found[-1]#:}
    found[-1]=()
    if [[ $typed == -*=* ]]; then # --image=Ub: the candidates are the flag's
        IPREFIX+=${PREFIX%%=*}=
        PREFIX=${PREFIX#*=}
    fi
    for line in "${found[@]}"; do
        text=${line%%$'\t'*} about=
        [[ $line == *$'\t'* ]] && about=:${line#*$'\t'}
        text=${text//\\/\\\\}
        [[ -z $text ]] || items+=("${text//:/\\:}$about")
    done
    (( directive & 2 )) && options=(-S '')
    if (( $#items )); then
        _describe completions items "${options[@]}"
    elif (( !(directive & 4) )); then
        _files
    fi
}

[[ ${funcstack[1]} != _novactl ]] || _novactl # not where it is sourced
`

const fishScript = `# fish completion for novactl

function __novactl_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    # What the shell would make of the word, be its quotes closed or not.
    set -l typed (string unescape -- $word; or string unescape -- $word'"'; or string unescape -- $word"'"; or printf '%s' $word)
    set -l program $words[1]
    set -e words[1]
    type -fq -- $program; or set program novactl # an alias
    set -l found (command $program __complete $words "$typed" 2>/dev/null </dev/null)
    set -l directive (string sub -s 2 -- $found[-1])
    set -e found[-1]
    set -l flag (string match -r -- '^-[^=]*=' "$typed") # --image=Ub: the candidates are the flag's
    if test (count $found) -gt 0
        for candidate in $found
            printf '%s\n' "$flag$candidate"
        end
        set -l only (string split -f 1 -- \t $found)
        if test (count $only) -eq 1; and contains -- "$directive" 2 6; and string match -qr '[^=:/,]$' -- $only
            printf '%s\n' "$flag$only." # of two, fish puts no blank behind what they begin with
        end
    else if not contains -- "$directive" 4 6
        __fish_complete_path (commandline -ct)
    end
end

complete -c novactl -e
complete -c novactl -f -a '(__novactl_complete)'
`

// Completions are the scripts of this package by the names of their shells.
func Completions() map[string]string {
	return map[string]string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}
}

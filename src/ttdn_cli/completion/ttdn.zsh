#compdef ttdn
_ttdn() {
    local line word
    local -a found
    while IFS= read -r line; do
        word=${line%%$'\t'*}
        if [[ $line == *$'\t'* ]]; then
            found+=("${word//:/\\:}:${line#*$'\t'}")
        else
            found+=("${word//:/\\:}")
        fi
    done < <(_TTDN_COMPLETE=complete_zsh COMP_WORDS="${(pj:\n:)words[1,CURRENT]}" COMP_CWORD=$((CURRENT - 1)) "${words[1]}" 2>/dev/null)
    if (( $#found )); then
        _describe -V ttdn found
    else
        _files
    fi
}
if [[ $funcstack[1] == _ttdn ]]; then
    _ttdn "$@"
else
    compdef _ttdn ttdn
fi

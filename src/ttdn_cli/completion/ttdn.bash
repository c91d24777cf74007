_ttdn() {
    local IFS=$'\n' word
    COMPREPLY=()
    while read -r word; do
        COMPREPLY+=("$word")
    done < <(_TTDN_COMPLETE=complete_bash COMP_WORDS="${COMP_WORDS[*]:0:COMP_CWORD+1}" COMP_CWORD=$COMP_CWORD "$1" 2>/dev/null)
}
complete -o default -F _ttdn ttdn

function __ttdn_complete
    set -l words (commandline -opc)
    set -l number (count $words)
    set -a words (commandline -ct)
    set -l found (_TTDN_COMPLETE=complete_fish COMP_WORDS=(string join \n -- (string escape -- $words) | string collect) COMP_CWORD=$number $words[1] 2>/dev/null)
    if test (count $found) -gt 0
        printf '%s\n' $found
    else
        __fish_complete_path (commandline -ct)
    end
end
complete --command ttdn --no-files --arguments '(__ttdn_complete)'


# `cargo kommo …` is completed as `cargo-kommo …`.
function __cargo_kommo_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    complete -C (string join ' ' -- cargo-kommo (string escape -- $words[3..-1]) "$current")
end
complete -c cargo -n '__fish_seen_subcommand_from kommo' -f -a '(__cargo_kommo_complete)'

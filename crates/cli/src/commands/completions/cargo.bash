
# `cargo kommo …` is completed as `cargo-kommo …`, and the rest of cargo as before.
_cargo_completed_by=$(complete -p cargo 2>/dev/null | sed -n 's/.* -F \([^ ]*\) .*/\1/p')
[ "$_cargo_completed_by" = _cargo_with_kommo ] || _cargo_before_kommo=$_cargo_completed_by
_cargo_with_kommo() {
    if [ "${COMP_WORDS[1]}" = kommo ] && [ "$COMP_CWORD" -gt 1 ]; then
        COMP_WORDS=(cargo-kommo "${COMP_WORDS[@]:2}")
        COMP_CWORD=$((COMP_CWORD - 1))
        _kommo cargo-kommo "$2" "${COMP_WORDS[COMP_CWORD - 1]}"
    elif [ -n "$_cargo_before_kommo" ]; then
        "$_cargo_before_kommo" "$@"
    fi
}
complete -F _cargo_with_kommo -o bashdefault -o default cargo

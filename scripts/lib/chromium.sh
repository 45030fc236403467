# A browser for the tests of the pages. Sourced after say.sh.
#   chromium_up   exports VOISINS_CHROMIUM

chromium_find() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if VOISINS_CHROMIUM=$(command -v "$name"); then return 0; fi
  done
  return 1
}

chromium_up() {
  if [[ -z ${VOISINS_CHROMIUM:-} ]] && ! chromium_find; then
    say "Chromium is not installed."
    install_packages chromium || fail "Or name a browser of your own: VOISINS_CHROMIUM=/path/to/chromium"
    chromium_find || fail "The package chromium brought no program of that name (Ubuntu's is a snap): install Google Chrome, or set VOISINS_CHROMIUM."
  fi
  [[ -x $VOISINS_CHROMIUM ]] || fail "VOISINS_CHROMIUM names no program: $VOISINS_CHROMIUM"
  export VOISINS_CHROMIUM
  say "Chromium: $("$VOISINS_CHROMIUM" --version 2>/dev/null | head -n 1)"
}

#!/bin/sh
# compiles the catalogue after each change of ttdn.po (not to be committed)
cd "$(dirname "$0")" && .venv/bin/python - <<'P'
from pathlib import Path
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
for p in Path("src/ttdn_cli/locale").glob("*/LC_MESSAGES/*.po"):
    c = read_po(p.open("rb"), locale=p.parts[-3], abort_invalid=True)
    write_mo(p.with_suffix(".mo").open("wb"), c)
P

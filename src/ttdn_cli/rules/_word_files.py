"""What `unreadable` and `invalid-field` say of Word files."""

from ttdn_cli.text.i18n import N_

_SAVE_AGAIN = N_("Open it in Word or LibreOffice and save it again as .docx, or fill in a new form")
_NEW_FORM = N_("Write the report into a new form")
WORD_FILE_WORDS = {
    "word-empty": (N_("The file is empty (0 bytes)"), N_("Send the file again; the copy or the attachment failed")),
    "word-broken": (N_("The Word file cannot be opened: it is cut off, damaged or of another kind"), _SAVE_AGAIN),
    "word-encrypted": (N_("The file is protected with a password"), N_("Save it again without the password")),
    "word-outside": (N_("The Word file holds a part that lies outside it"), _NEW_FORM),
    "word-bomb": (N_("The Word file would be larger than {limit} MB unpacked, or has too many parts"), _NEW_FORM),
    "word-entity": (
        N_("The Word file declares entities or a document type, which no office program writes"),
        _NEW_FORM,
    ),
    "word-cells": (N_("The Word file has more than {limit} filled cells, or formatting without end"), _NEW_FORM),
    "word-tags": (N_("The Word file has more than {limit} marks of formatting"), _NEW_FORM),
    "word-text": (N_("The Word file holds more than {limit} characters"), _NEW_FORM),
    "word-deep": (N_("The parts of the Word file are nested more than {limit} deep"), _NEW_FORM),
    "word-nested": (N_("The Word file has more than {limit} tables inside one another"), _NEW_FORM),
    "no-word": (N_("This is {kind}, not a Word file that can be read"), _SAVE_AGAIN),
    "word-no-report": (
        N_("No report stands in this Word file: neither its head nor its headings (tables looked at: {tables})"),
        N_("ttdn template --agency … --output FILE.docx gives a new form"),
    ),
    "word-embedded": (
        N_("The report is embedded in this Word file as another document, which is not read"),
        N_("Open it in Word and save it again, which makes the embedded document part of the text"),
    ),
    "word-two-reports": (
        N_("The file holds two reports: in table {first} and in table {second}"),
        N_("Send each report in a file of its own"),
    ),
}
NUMBER_WORDS = {
    "number_format": (
        N_("“{field}”: an automatic number stands here, of a kind that is not read"),
        N_("Type the id of the task in place of the automatic number"),
    ),
    "number_tracked": (
        N_("“{field}”: an automatic number stands here, and tracked deletions leave open which it is"),
        N_("Accept or reject the tracked changes, or type the id of the task"),
    ),
    "number_level": (
        N_("“{field}”: an automatic number stands here that builds on a level which has not been counted"),
        N_("Type the id of the task in place of the automatic number"),
    ),
}

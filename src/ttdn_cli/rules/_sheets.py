"""What `unreadable` and `invalid-field` say of workbooks and tables."""

from ttdn_cli.text.i18n import N_

FILE_WORDS = {
    "workbook-broken": (
        N_("The workbook cannot be opened: it is cut off, damaged or of another kind"),
        N_("Open it in Excel or LibreOffice and save it again as .xlsx, or ask the agency to send it again"),
    ),
    "workbook-encrypted": (
        N_("The workbook is encrypted with a password"),
        N_("Save it again without the password"),
    ),
    "workbook-outside": (
        N_("The workbook holds a part that lies outside it"),
        N_("Write the report into a new template"),
    ),
    "workbook-bomb": (
        N_("The workbook would be larger than {limit} MB unpacked, or has too many parts"),
        N_("A report has a few KB: write it into a new template"),
    ),
    "workbook-entity": (
        N_("The workbook declares entities or a document type, which no office program writes"),
        N_("Write the report into a new template"),
    ),
    "workbook-cells": (
        N_("The sheet has more than {limit} cells, or formatting without end"),
        N_("Delete what is not part of the report, or write it into a new template"),
    ),
    "workbook-text": (
        N_("The cells of the workbook hold more than {limit} characters"),
        N_("Delete what is not part of the report, or write it into a new template"),
    ),
    "no-workbook": (
        N_("This is {kind}, not a workbook that can be read"),
        N_("Open it in Excel or LibreOffice and save it as .xlsx, or fill in a new template"),
    ),
    "workbook-dear": (
        N_("The workbook takes more than {limit} MB of memory or {seconds} s to read"),
        N_("Save it again as .xlsx, or write the report into a new template"),
    ),
    "sheet-no-report": (
        N_("No sheet of this file holds a report: there is neither its head nor its headings"),
        N_("ttdn template --agency … --output FILE.xlsx gives a new form"),
    ),
    "several-tables": (
        N_("The report is filled in more than once, in the tables {names}"),
        N_("Leave one of them, and send each report as a file of its own"),
    ),
    "second-head": (
        N_("Below the table begins another report: {second}, after {first}"),
        N_("Send each report as a file of its own"),
    ),
    "sheet-repeated": (
        N_("Two columns mean the same: “{first}”, “{second}”"),
        N_("Keep one of them"),
    ),
    "sheet-legacy": (
        N_("“{field}”: this heading is in an old font ({encoding}), so that nothing of the report can be read"),
        N_("Convert the file with the UniKey Toolkit to Unicode, or copy what was filled in into a new form"),
    ),
    "csv-encoding": (
        N_("The file is not UTF-8 text, and its headings do not tell in which other encoding it is"),
        N_(
            "In Excel choose Save As and the type “CSV UTF-8 (Comma delimited) (*.csv)”; in LibreOffice the character set UTF-8"
        ),
    ),
    "csv-ragged": (
        N_("The row has {count} cells, the headings have {expected}"),
        N_("A cell with a quotation mark, a line break or the separator in it stands in quotation marks"),
    ),
    "csv-quotes": (
        N_("The quotation marks of this row cannot be understood, or a cell is too long"),
        N_("A cell with a quotation mark, a line break or the separator in it stands in quotation marks"),
    ),
    "csv-control": (
        N_("There is a control character in this line ({character})"),
        N_("Delete the character; save the file as plain UTF-8 text"),
    ),
}
_AS_A_CELL = N_("Correct the cell, or copy the row anew out of the form")
FIELD_WORDS = {
    "unknown_column": (
        N_("There is no column “{field}” in the form; rows with something in it are left out"),
        N_("Correct the heading or delete the column; headings of the form that look alike: {near}"),
        N_("Correct the heading after the form, or delete the column"),
    ),
    "extra_column": (
        N_("There is no column “{field}” in the form; what stands in it is not read"),
        N_("Move what belongs to the report into the columns of the form, and delete this column"),
    ),
    "no_task_column": (
        N_("The column of the task ids (“Mã nhiệm vụ”, “Task id”) is missing, so that no row can be read"),
        N_("ttdn template --agency … --output FILE.xlsx gives a new form; copy what was filled in into it"),
    ),
    "error_cell": (
        N_("“{field}”: the cell holds an error: {value}"),
        N_("Write the value itself instead of the formula"),
    ),
    "formula": (
        N_("“{field}”: the cell holds a formula without a result"),
        N_("Open the file in Excel or LibreOffice and save it, or write the value itself"),
    ),
    "deliverable": (
        N_("“{field}”: neither name nor quantity can be told apart in “{value}”"),
        N_("Write name: quantity unit, with one number; several are separated by a semicolon or a line break"),
    ),
    "deliverable_planned": (
        N_("“{field}”: neither name nor quantity can be told apart in “{value}”"),
        N_("Write name: quantity unit, with one number, one a line; the plan asks for: {planned}"),
    ),
    "other_task": (
        N_("“{field}”: the row has the id {task}, but its words are those of task {other}; it is left out"),
        N_("Write the id that the words belong to, or copy the row anew out of the form"),
    ),
    "cell_unknown": (
        N_("There is no “{field}” in the head of the form"),
        N_("Correct or delete it; what looks alike in the form: {near}"),
    ),
    "cell_missing": (N_("“{field}” is not filled in"), N_("Fill in this cell")),
    "cell_empty": (N_("“{field}” is not filled in"), N_("Fill in this cell")),
    "cell_empty_optional": (N_("“{field}” is not filled in"), N_("Fill in this cell")),
    "cell_text": (N_("“{field}” must be a text"), _AS_A_CELL),
    "cell_literal": (N_("“{field}”: the form knows nothing but {expected} here, not “{value}”"), _AS_A_CELL),
    "cell_whole_number": (
        N_("“{field}” must be a whole number, not “{value}”"),
        N_("Write digits only, for example 80"),
    ),
    "cell_whole_number_meant": (N_("“{field}” must be a whole number, not “{value}”"), N_("Write {fixed}")),
    "cell_range": (N_("“{field}”: {value} is out of range"), N_("Write a whole number from {least} to {most}")),
    "cell_flag": (
        N_("“{field}” is marked with “x” or left empty; “{value}” is neither"),
        N_("Write “x” when there is nothing to report, else empty this cell"),
    ),
    "no_column": (
        N_("The table has no column “{field}”, and rows that need it cannot be counted"),
        N_("Put the column back with its heading as in the form, and fill it in"),
    ),
    "cell_day": (N_("“{field}”: “{value}” is not a day"), N_("Write day/month/year, for example 28/6/2017")),
    "cell_period": (
        N_("“{field}”: “{value}” is not a period"),
        N_("Write for example Quý II/2017, with the year"),
    ),
    "cell_occurrence": (
        N_("“{field}”: “{value}” is not an occurrence"),
        N_("Write for example Quý I/2017, with the year, or leave the cell as the form brings it"),
    ),
    "cell_state": (N_("“{field}”: “{value}” is not a known state"), N_("Choose one of: {states}")),
    "cell_completed_on_missing": (
        N_("The task is done, but “{field}” is not filled in"),
        N_("Write the day of completion as day/month/year, for example 28/6/2017"),
    ),
    "cell_completed_on_not_done": (
        N_("“{field}” is filled in, but the task is not reported as done"),
        N_("Empty this cell, or correct the state of the task; the states are: {states}"),
    ),
    "cell_no_items": (
        N_("The report has no row that is filled in"),
        N_("Fill in the rows, or write “x” beside “Không có nội dung báo cáo” (Nothing to report)"),
    ),
    "cell_nothing_but_items": (
        N_("“{field}” is marked, but rows are filled in"),
        N_("Empty this cell, or the rows"),
    ),
}

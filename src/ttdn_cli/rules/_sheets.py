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
    "sheet-repeated": (
        N_("Two columns mean the same: {first}, {second}"),
        N_("Keep one of them"),
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
FIELD_WORDS = {
    "unknown_column": (
        N_("There is no column {field}; rows with something in it are left out"),
        N_("Correct the heading or delete the column; known headings that look alike: {near}"),
        N_("Correct the heading after the template, or delete the column"),
    ),
    "no_task_column": (
        N_("The column of the task ids (Mã nhiệm vụ, task) is missing, so that no row can be read"),
        N_("ttdn template --agency … --output FILE.xlsx gives a new form; copy what was filled in into it"),
    ),
    "error_cell": (
        N_("{field}: the cell holds an error: {value}"),
        N_("Write the value itself instead of the formula"),
    ),
    "formula": (
        N_("{field}: the cell holds a formula without a result"),
        N_("Open the file in Excel or LibreOffice and save it, or write the value itself"),
    ),
    "deliverable": (
        N_("{field}: neither name nor quantity can be told apart in: {value}"),
        N_("Write name: quantity unit; several are separated by a semicolon or a line break"),
    ),
}

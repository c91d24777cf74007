"""Every limit of the program, in one place; SECURITY.md says of each who may meet it, and a test compares the two.

They are fixed: what an honest file needs lies far below them, and a limit that the sender of a file, or a setting that
lies beside it, could raise would be none.
"""

# What is read
MAX_BYTES = 4 * 1024 * 1024  # of a file, of standard input, of a file in a revision
MAX_DEPTH = 32  # lists and fields inside one another
MAX_EVENTS = 100_000  # fields, values, beginnings and ends of lists in one YAML file
MAX_KEYS = 2_500  # fields in one place
MAX_NAME = 300  # characters of a name that is looked up
MAX_MARKS = 100  # accents on one letter
MAX_ROWS = 2_000  # of the table that a plan is made from
MAX_CELL = 32_767  # characters of one cell of a table: what a spreadsheet can hold
MAX_AMENDMENTS = 50  # of one plan
MAX_AGENCIES = 5_000  # in a registry that is made from the names in a table
MAX_GROUPS = 1_000  # in one registry
MAX_YEARS = 50  # that one plan runs
MAX_OCCURRENCES = 20_000  # of all tasks of a plan, counted anew for each day on which amendments take effect
MAX_COMMITS = 200  # looked through for an older revision of the plan
MAX_REFS = 20_000  # files in which a git repository keeps its refs
MAX_REFS_BYTES = 64 * 1024 * 1024  # of all of them together, and of an index
MAX_GIT_SECONDS = 20  # that git may take for one answer
MAX_ALLOCATION = 256 * 1024 * 1024  # bytes that git may ask for at a time

MAX_CELLS = 20_000  # of a report as a workbook or CSV
MAX_SHEET_TEXT = 1024 * 1024  # characters in all cells of a workbook that are shown
MAX_PARTS = 500  # files inside one workbook
MAX_UNPACKED = 20 * 1024 * 1024  # bytes of a workbook, unpacked
MAX_TAGS = 150_000  # in all sheets that are shown; formatted cells with nothing in them count too
MAX_OTHER_TAGS = 60_000  # in a part of a workbook that describes styles and the like
MAX_XML_DEPTH = 128  # elements inside one another in a Word file
MAX_NESTED = 8  # tables inside one another in a Word file
MAX_COLUMNS = 63  # of a table in a Word file: what Word itself allows
MAX_SETTINGS = 256 * 1024  # of ttdn.toml or pyproject.toml
MAX_DOTS = 200  # on one line of them
MAX_SHEETS = 20  # of a workbook of an old kind
MAX_AREA = 500_000  # cells between the corners of such a sheet: its reader lays out the space between far cells
MAX_MEMORY = 128  # megabytes for the process that reads a workbook of an old kind
MAX_SECONDS = 2  # of the processor for that process

# What is looked at before a pattern is tried, in characters
MAX_PERIOD = 60  # a period, an occurrence, a day
MAX_TIME_FRAME = 120  # a time frame in the table that a plan is made from
MAX_NUMBER = 40  # the number of a task in that table
MAX_ID = 80  # an id of a task, an agency, a plan

# What is told
MAX_ALIKE = 100  # findings of one rule in one report file
MAX_LEFT_OUT = 1_000  # items of one report with an error of which the first error is kept for lists and letters
MAX_SHOWN = 120  # characters of one value inside a message
MAX_NAMED = 50  # files of kinds that are not read that one message names
MAX_KEPT = 200  # characters of a refused value that are kept for its message
MAX_QUOTED = 200_000  # characters of one text of a report in the papers and letters
MAX_TEXT = 16_000  # characters of one cell of a workbook that is written: it holds 32,767 units of two bytes
MAX_EXCERPT = 90  # characters of a changed text in a comparison of plans

# What is run
MAX_JOBS = 8  # processes that are started without --jobs

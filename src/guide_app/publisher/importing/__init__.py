"""Facts in, source files out: reads the gathered facts and fills and refreshes the editors' files in `data/`.

The way of a record: `facts` (read and checked) -> `joining` -> `lines` -> `correcting` -> `judging` -> `evidence`
-> `trees` -> `guarding` (what may not be touched, since something no longer fits or was lost) -> `keeping` (which
decides, file by file, what may be written). `running` holds it together, and
every step tells the `Journal` what it did, so that the report accounts for every record.
"""

"""Paper. (form id, frozen context) -> bytes of a PDF or a Word file; knows layout, not law and not the database.

A context holds everything that a paper says: words, figures, dates, articles, codes. Whoever freezes and hashes it has
frozen the paper. Here dates and figures only get their printed shape (2026年12月13日, 1,286).

    catalogue.py    the forms there are; `render`, `render_many`, `render_png`
    forms/<id>/     context.py (what must be known), wording.py (the printed words, the same for every format),
                    form.typ (PDF), word.py (Word), sample.json (one example; all people in it are invented)
    paper.py        what head and foot of every paper need
    contexts.py     JSON -> context, refusing what is unknown, missing or of the wrong kind by name
    words.py        how days, figures and names look on paper
    compiler.py     typst, one kept compiler for each thread
    typst/          page, head, foot and seal that all forms share
    word.py         paragraphs, tables, page and package of a Word file
    qr.py           the code that a telephone reads
    fonts.py        which fonts there are, and what each style looks like with them
    faults.py       why a paper was not made
"""

"""The encrypted notebook: off until someone makes one. Begin reading at `notebook.Notebook`; why: docs/adr."""

"""The window of the notebook: pages and dialogs over `notes.notebook`. Begin reading at `page.NotebookPage`."""

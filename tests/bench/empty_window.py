"""The floor: a PySide6 window with one field and nothing behind it."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QApplication, QPlainTextEdit

application = QApplication(sys.argv)
window = QPlainTextEdit("An empty window.")
window.resize(1000, 700)
window.show()
sys.exit(application.exec())

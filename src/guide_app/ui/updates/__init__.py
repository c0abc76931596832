"""The window's side of updates: what is asked for, the process that does it, and the move to what it brought.

Nothing here is imported before somebody opens the page, and nothing here touches the network: that is done by the
program's own command, in a process of its own, which ends with the window.
"""

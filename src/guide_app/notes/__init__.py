"""The encrypted notebook: off until someone makes one."""

"""Regions: organisations that sign their own part of the guide, from their admission to their retirement."""

"""The roads by which updates come. All of them only carry bytes: nothing is believed because of the road."""

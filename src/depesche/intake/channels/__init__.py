"""The list of what is fetched or handed in: how each source fares, when it is asked again, what is wrong with it."""

"""What others hand in by HTTP: releases and wires with a token, and news of feeds from hubs."""

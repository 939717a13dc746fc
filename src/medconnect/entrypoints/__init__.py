"""Who drives the product: HTTP, worker, command line; and the container that wires it."""

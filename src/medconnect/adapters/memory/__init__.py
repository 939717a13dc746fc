"""The whole product without a database: for fast suites, with the same promises."""

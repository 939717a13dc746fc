"""What every use case leans on: the clock, the unit of work, paging."""

"""When: hours, free times, holds, visits."""

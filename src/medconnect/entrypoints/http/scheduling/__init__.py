"""Routes of diaries: times, holds, visits and working time."""

"""The analyser that always answers: our own words, our own prototypes, no network.

With the sentence model installed it compares meanings; without it, words. Either way it says which of the two spoke.
"""

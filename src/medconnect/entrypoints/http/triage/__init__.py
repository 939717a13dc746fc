"""Routes of the symptom analyser."""

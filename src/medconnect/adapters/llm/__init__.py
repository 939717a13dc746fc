"""What plugs into the symptom analyser: our own offline one, and any OpenAI-compatible server behind a guard."""

"""The Rasa half: language, dialogue rules, one channel. Python 3.10; imports neither actions nor backend."""

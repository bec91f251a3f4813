"""Refusals of the learning loop."""

from __future__ import annotations

from backend.errors import Conflict, NotFound, Refused, Unprocessable


class NoExample(NotFound):
    def __init__(self) -> None:
        super().__init__("no_such_example", "There is no such example.")


class NothingSaid(Unprocessable):
    def __init__(self) -> None:
        super().__init__("nothing_said", "Only a turn in which the caller said something can be corrected.")


class NoSuchIntent(Unprocessable):
    def __init__(self) -> None:
        super().__init__("no_such_intent", "The assistant knows no such intent.")


class NotInTheText(Unprocessable):
    def __init__(self) -> None:
        super().__init__("not_in_the_text", "These words do not stand in what the caller said.")


class SamePerson(Refused):
    def __init__(self) -> None:
        super().__init__("same_person", "A second person has to decide; you proposed this example yourself.")


class AlreadyDecided(Conflict):
    def __init__(self) -> None:
        super().__init__("already_decided", "Somebody has decided on this example already.")


class Contradicts(Conflict):
    """The same words are trained as something else."""

    def __init__(self, intent: str) -> None:
        sentence = f"The same words are already trained as {intent}. Refuse this example, or change that line first."
        super().__init__("contradicts", sentence, intent=intent)


class HeldOut(Conflict):
    def __init__(self) -> None:
        super().__init__("held_out", "The same words are used for measuring, so they cannot be trained.")


class RunUnderWay(Conflict):
    def __init__(self) -> None:
        super().__init__("run_under_way", "A model is being trained already.")


class NothingToLearn(Conflict):
    def __init__(self) -> None:
        super().__init__("nothing_to_learn", "There is no approved example that the model in force does not know.")


class NothingToGoBackTo(Conflict):
    def __init__(self) -> None:
        super().__init__("nothing_to_go_back_to", "No learned model is in force.")

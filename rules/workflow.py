"""The tiny transition-table machine: states and roles are enums, transitions are data."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from rules.refusals import NotAllowedNow, Refused

S = TypeVar("S", bound=StrEnum)
A = TypeVar("A", bound=StrEnum)
R = TypeVar("R", bound=StrEnum)


class NotYours(Refused):
    """Another role takes this step."""

    code = "not_yours"


@dataclass(frozen=True, slots=True)
class Transition(Generic[S, A, R]):
    """`action` leads from any of `sources` to `target`, taken by one of `roles`."""

    action: A
    sources: frozenset[S]
    target: S
    roles: frozenset[R]


@dataclass(frozen=True, slots=True)
class Table(Generic[S, A, R]):
    """All transitions there are. What is not in the table cannot happen."""

    transitions: tuple[Transition[S, A, R], ...]

    def apply(self, status: S, action: A, role: R) -> S:
        """The state after the step; `NotAllowedNow` or `NotYours` if there is none (11-3)."""
        possible = [one for one in self.transitions if one.action == action]
        now = [one for one in possible if status in one.sources]
        if not now:
            raise NotAllowedNow
        for one in now:
            if role in one.roles:
                return one.target
        raise NotYours

    def actions_for(self, status: S, role: R) -> tuple[A, ...]:
        """What `role` may do in `status`, in the order of the table."""
        return tuple(
            one.action for one in self.transitions if status in one.sources and role in one.roles
        )


def transition(action: A, sources: Iterable[S], target: S, *roles: R) -> Transition[S, A, R]:
    """A row of a table."""
    return Transition(action, frozenset(sources), target, frozenset(roles))

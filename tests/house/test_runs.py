"""How the tests themselves are run."""

from __future__ import annotations

import pytest


def test_only_what_runs_against_live_processes_is_asked_twice(request) -> None:
    items: list[pytest.Item] = request.session.items
    twice = {one.nodeid for one in items if one.get_closest_marker("flaky")}
    live = {one.nodeid for one in items if one.get_closest_marker("system")}
    assert request.node.nodeid not in twice
    assert twice == live


def test_every_second_asking_is_listed_by_name(pytestconfig) -> None:
    assert "R" in pytestconfig.getoption("reportchars")
    assert pytestconfig.pluginmanager.hasplugin("rerunfailures")

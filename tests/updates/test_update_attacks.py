"""Every attack through the whole of an update, online and offline: refused with its word, and nothing has changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.updates.attacks_on_updates import ATTACKS, Attack
from tests.updates.published import World

from guide_app.core.errors import UpdateError
from guide_app.updates.transports.transport import Kind

CASES = [pytest.param(attack, kind, id=f"{attack.name}, {kind}") for attack in ATTACKS for kind in attack.kinds]


def test_there_are_many() -> None:
    assert len({attack.name for attack in ATTACKS if attack.code}) >= 60
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)


@pytest.mark.parametrize(("attack", "kind"), CASES)
def test_an_attack_is_refused_with_its_word(attack: Attack, kind: Kind, tmp_path: Path) -> None:
    world = World(tmp_path, kind)
    attack.change(world)
    if attack.code:
        with pytest.raises(UpdateError) as raised:
            world.update()
        assert raised.value.code == attack.code, raised.value
    else:
        world.update()
    assert world.version == attack.version
    asked = [path for path in world.road.asked if not path.startswith("metadata/")]
    assert len(asked) == len(set(asked)) or world.road.offline, "it went round"

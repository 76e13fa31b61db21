"""Every table says whose data is in it, so that none is forgotten when somebody asks for theirs or wants it gone."""

from pathlib import Path

from sqlalchemy import create_engine, inspect

from server.store.database import Database
from server.store.personal import HOLDINGS, Whose


async def test_every_table_of_the_database_says_whose_data_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "greenroom.db"
    await Database(f"sqlite:///{path}").close()
    tables = set(inspect(create_engine(f"sqlite:///{path}")).get_table_names()) - {"alembic_version"}
    said = [holding.table.name for holding in HOLDINGS]
    assert tables == set(said), "say in server/store/personal.py whose data a new table holds"
    assert len(said) == len(set(said))


def test_what_belongs_to_an_interview_can_be_found_and_is_deleted_with_it() -> None:
    for holding in HOLDINGS:
        columns = set(holding.table.c.keys())
        assert {holding.key, holding.number} - {""} <= columns, holding.table.name
        assert set(holding.given) <= columns, holding.table.name
        assert not holding.given or holding.key, f"{holding.table.name}: what is given is found by the interview"
        if holding.whose in (Whose.INTERVIEW, Whose.CANDIDATE):
            assert holding.key or holding.number, f"{holding.table.name}: which interview is a row of?"
        assert holding.what

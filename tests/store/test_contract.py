"""Both stores against the one contract."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.live.ports import Store
from server.store.memory import Memory
from tests.account_contract import AccountContract
from tests.databases import database
from tests.store_contract import StoreContract
from tests.store_contract_library import LibraryContract
from tests.store_contract_rights import RightsContract


class TestMemory(StoreContract, LibraryContract, RightsContract, AccountContract):
    @pytest.fixture
    async def store(self) -> AsyncIterator[Store]:
        store = Memory()
        yield store
        await store.close()


class TestSqlite(StoreContract, LibraryContract, RightsContract, AccountContract):
    @pytest.fixture
    async def store(self, tmp_path: Path) -> AsyncIterator[Store]:
        store = database(tmp_path / "greenroom.db")
        yield store
        await store.close()

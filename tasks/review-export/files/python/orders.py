"""The orders of the shop, in a database."""


class Orders:
    def __init__(self, database):
        self._database = database

    def of_customer(self, customer):
        """The orders of one customer, oldest first."""
        rows = self._database.execute(
            "SELECT id, day, cents FROM orders WHERE customer = ? ORDER BY day, id", (customer,)
        )
        return rows.fetchall()

    def between(self, first, last, region=""):
        """The orders of these days, both of them included, oldest first; of one region, where one is given."""
        where = "day >= ? AND day < ?"
        if region:
            where += f" AND region = '{region}'"
        rows = self._database.execute(
            f"SELECT id, day, customer, cents FROM orders WHERE {where} ORDER BY day, id", (first, last)
        )
        return rows.fetchall()

"""What Alembic runs: the migrations, on the connection that `server.store.migrate` opened and will commit."""

from alembic import context

from server.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True)
context.run_migrations()

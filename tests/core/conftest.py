"""Drawn tests wait as long as a busy machine needs: how fast one is says nothing about whether it is right."""

from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("house")

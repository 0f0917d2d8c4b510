"""What holds for every test: hypothesis draws the same examples each time, without a clock."""

from hypothesis import HealthCheck, settings

# A loaded machine must not turn a test red, and a red test must stay red when run again.
settings.register_profile(
    "uji", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("uji")

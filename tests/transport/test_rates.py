"""How much one connection may send."""

from server.transport.rates import Bucket


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    bucket = Bucket.full(rate=10, size=20, now=0.0)
    assert all(bucket.take(1, 0.0) for _ in range(20))
    assert not bucket.take(1, 0.0)
    assert bucket.take(1, 0.1)
    assert not bucket.take(1, 0.1)


def test_a_bucket_never_holds_more_than_its_size() -> None:
    bucket = Bucket.full(rate=10, size=20, now=0.0)
    assert bucket.take(20, 1000.0)
    assert not bucket.take(1, 1000.0)


def test_what_is_not_there_is_not_taken() -> None:
    bucket = Bucket.full(rate=1, size=5, now=0.0)
    assert not bucket.take(6, 0.0)
    assert bucket.take(5, 0.0)
